//! SELECT as text.

use orm::prelude::*;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    bio: Option<String>,
    active: bool,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key, identity)]
    id: i32,
    author_id: i32,
    title: String,
}

alias!(Author = User);

/// I1, I26, I27
#[test]
fn every_column_is_named_and_a_single_source_is_not_repeated() {
    let sql = from(User).to_sql();
    insta::assert_snapshot!(sql.text, @r#"select "id", "name", "bio", "active" from "users""#);
    assert_eq!(sql.params.len(), 0);
}

/// I3
#[test]
fn with_several_sources_every_column_bears_its_source() {
    let query = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .filter(User.active.eq(true))
        .select((User.name, Post.title));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "users"."name", "posts"."title" from "users" join "posts" on "posts"."author_id" = "users"."id" where "users"."active" = $1"#);
}

/// I14
#[test]
fn each_join_is_written_in_its_place() {
    let on = || Post.author_id.eq(User.id);
    insta::assert_snapshot!(from(User).left_join(Post, on()).select(User.id).to_sql().text, @r#"select "users"."id" from "users" left join "posts" on "posts"."author_id" = "users"."id""#);
    insta::assert_snapshot!(from(User).right_join(Post, on()).select(Post.id).to_sql().text, @r#"select "posts"."id" from "users" right join "posts" on "posts"."author_id" = "users"."id""#);
    insta::assert_snapshot!(from(User).full_join(Post, on()).select(Post.id).to_sql().text, @r#"select "posts"."id" from "users" full join "posts" on "posts"."author_id" = "users"."id""#);
    insta::assert_snapshot!(from(User).cross_join(Post).select(Post.id).to_sql().text, @r#"select "posts"."id" from "users" cross join "posts""#);
}

/// I16
#[test]
fn an_alias_is_a_source_under_its_own_name() {
    let query = from(User)
        .inner_join(Author, Author.id.eq(User.id))
        .filter(Author.name.eq("x"))
        .select((User.name, Author.name));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "users"."name", "author"."name" from "users" join "users" as "author" on "author"."id" = "users"."id" where "author"."name" = $1"#);
    insta::assert_snapshot!(from(Author).select(Author.name).to_sql().text, @r#"select "name" from "users" as "author""#);
}

/// I9: filters add up, absent ones are no clause.
#[test]
fn filters_add_up_and_absent_ones_are_no_clause() {
    let none: Option<Expr<bool>> = None;
    let empty: Vec<Expr<bool>> = Vec::new();
    insta::assert_snapshot!(from(User).filter(none).filter(empty).select(User.id).to_sql().text, @r#"select "id" from "users""#);
    let several = from(User)
        .filter(Some(User.id.gt(1)))
        .filter(vec![User.id.lt(9), User.id.ne(4)])
        .filter(User.active.eq(true).or(User.bio.is_null()))
        .select(User.id);
    insta::assert_snapshot!(several.to_sql().text, @r#"select "id" from "users" where "id" > $1 and "id" < $2 and "id" <> $3 and ("active" = $4 or "bio" is null)"#);
}

/// I12
#[test]
fn sort_keys_add_up_in_order() {
    let query = from(User)
        .order_by((
            User.name.desc().nulls_last(),
            lower(User.name),
            Some(User.id),
        ))
        .order_by(vec![User.bio.nulls_first()])
        .select(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id" from "users" order by "name" desc nulls last, lower("name"), "id", "bio" nulls first"#);
}

/// I7, I13
#[test]
fn distinct_limit_and_offset_are_written_once() {
    let query = from(User)
        .distinct()
        .limit(1)
        .limit(0)
        .offset(5)
        .offset(7)
        .select(User.name);
    insta::assert_snapshot!(query.to_sql().text, @r#"select distinct "name" from "users" limit $1 offset $2"#);
}

/// I10, I11
#[test]
fn grouping_by_a_table_is_grouping_by_its_key() {
    let query = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .group_by(User)
        .having(count(Post.id).gt(1))
        .order_by(count(Post.id).desc())
        .select((User.name, count_all()));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "users"."name", count(*) from "users" join "posts" on "posts"."author_id" = "users"."id" group by "users"."id" having count("posts"."id") > $1 order by count("posts"."id") desc"#);
}

/// I23
#[test]
fn a_lock_stands_at_the_end() {
    let query = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .limit(1);
    insta::assert_snapshot!(query.clone().for_update().of(User).skip_locked().select(User.id).to_sql().text, @r#"select "users"."id" from "users" join "posts" on "posts"."author_id" = "users"."id" limit $1 for update of "users" skip locked"#);
    insta::assert_snapshot!(query.for_share().of(User).of(Post).no_wait().select(User.id).to_sql().text, @r#"select "users"."id" from "users" join "posts" on "posts"."author_id" = "users"."id" limit $1 for share of "users", "posts" nowait"#);
    insta::assert_snapshot!(from(User).for_no_key_update().select(User.id).to_sql().text, @r#"select "id" from "users" for no key update"#);
    insta::assert_snapshot!(from(User).for_key_share().select(User.id).to_sql().text, @r#"select "id" from "users" for key share"#);
}

/// I25
#[test]
fn a_query_keeps_its_type_while_it_is_put_together() {
    let mut query = from(User);
    if let Some(name) = Some("ada") {
        query = query.filter(User.name.eq(name));
    }
    for letter in ["a", "b"] {
        query = query.filter(User.name.ilike(letter));
    }
    query = query.limit(3);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id", "name", "bio", "active" from "users" where "name" = $1 and "name" ilike $2 and "name" ilike $3 limit $4"#);
}

/// A whole table in a tuple, among columns and expressions.
#[test]
fn whole_tables_and_columns_are_selected_side_by_side() {
    let query = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .select((Post, User.id, (upper(User.name), value(1))));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "posts"."id", "posts"."author_id", "posts"."title", "users"."id", upper("users"."name"), $1::int4 from "users" left join "posts" on "posts"."author_id" = "users"."id""#);
}

/// A bare name in ORDER BY means a selected value first: `"id"::text` is called `id`.
#[test]
fn a_sort_key_is_the_column_and_not_a_selected_value_of_that_name() {
    let query = from(User)
        .order_by(User.id)
        .select(User.id.cast::<String>());
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id"::text from "users" order by "users"."id""#);
}
