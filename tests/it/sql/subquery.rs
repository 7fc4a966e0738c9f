//! Subqueries as text.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
}

#[derive(Table, Debug, Clone)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key)]
    id: i32,
    author_id: i32,
    editor_id: Option<i32>,
}

/// J12: inside, every column bears its source, so that it means the same inside and outside.
#[test]
fn a_correlated_subquery_names_both_sources() {
    let query = from(User)
        .filter(exists(
            from(Post).outer(User).filter(Post.author_id.eq(User.id)),
        ))
        .select(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id" from "users" where exists (select 1 from "posts" where "posts"."author_id" = "users"."id")"#);
    let query = from(User)
        .filter(not_exists(
            from(Post).outer(User).filter(Post.author_id.eq(User.id)),
        ))
        .select(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id" from "users" where not exists (select 1 from "posts" where "posts"."author_id" = "users"."id")"#);
}

/// J9, J10, I18
#[test]
fn membership_in_a_query() {
    let authors = || from(Post).select(Post.author_id);
    insta::assert_snapshot!(from(User).filter(User.id.in_query(authors())).select(User.id).to_sql().text, @r#"select "id" from "users" where "id" in (select "author_id" from "posts")"#);
    insta::assert_snapshot!(from(User).filter(User.id.add(1).not_in_query(authors())).select(User.id).to_sql().text, @r#"select "id" from "users" where "id" + $1 not in (select "author_id" from "posts")"#);
}

/// I18
#[test]
fn a_scalar_subquery_is_an_expression() {
    let posts = scalar(
        from(Post)
            .outer(User)
            .filter(Post.author_id.eq(User.id))
            .select(count_all()),
    );
    let query = from(User).select((User.name, coalesce(posts, 0_i64)));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "name", coalesce((select count(*) from "posts" where "posts"."author_id" = "users"."id"), $1) from "users""#);
}

#[test]
fn a_subquery_in_an_update_or_a_delete_sees_its_table() {
    let has_posts = || exists(from(Post).outer(User).filter(Post.author_id.eq(User.id)));
    insta::assert_snapshot!(update(User).set(User.name.set("x")).filter(has_posts()).to_sql().text, @r#"update "users" set "name" = $1 where exists (select 1 from "posts" where "posts"."author_id" = "users"."id")"#);
    insta::assert_snapshot!(delete(User).filter(not(has_posts())).to_sql().text, @r#"delete from "users" where not exists (select 1 from "posts" where "posts"."author_id" = "users"."id")"#);
}

/// A subquery inside a subquery reaches the outermost source.
#[test]
fn a_need_is_carried_through_two_levels() {
    alias!(Editor = User);
    let inner = from(Editor)
        .outer(Post)
        .outer(User)
        .filter(Post.editor_id.eq(Editor.id))
        .filter(Editor.name.eq(User.name));
    let query = from(User)
        .filter(exists(
            from(Post)
                .outer(User)
                .filter(Post.author_id.eq(User.id))
                .filter(exists(inner)),
        ))
        .select(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id" from "users" where exists (select 1 from "posts" where "posts"."author_id" = "users"."id" and exists (select 1 from "users" as "editor" where "posts"."editor_id" = "editor"."id" and "editor"."name" = "users"."name"))"#);
}
