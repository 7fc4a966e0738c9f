//! Raw SQL as text.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
    active: bool,
}

/// N1: values are bound with their type, columns are checked.
#[test]
fn a_value_in_braces_is_a_parameter_of_its_type() {
    let (least, name) = (0.3_f32, String::from("ada"));
    let query = from(User)
        .filter(sql!(bool, "similarity({User.name}, {name}) > {least}"))
        .select(User.id);
    let sql = query.to_sql();
    insta::assert_snapshot!(sql.text, @r#"select "id" from "users" where similarity("users"."name", $1::text) > $2::float4"#);
    assert_eq!(sql.params.len(), 2);
}

/// A hand-written subquery may have a column of the same name, so that a bare one would mean that.
#[test]
fn a_column_in_raw_sql_bears_its_source() {
    let query = from(User)
        .filter(sql!(
            bool,
            "exists (select from posts where posts.author_id = {User.id})"
        ))
        .select(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"select "id" from "users" where exists (select from posts where posts.author_id = "users"."id")"#);
    let set = update(User)
        .set(User.name.set(sql!(String, "{User.name} || '!'")))
        .filter(User.id.eq(1));
    insta::assert_snapshot!(set.to_sql().text, @r#"update "users" set "name" = "users"."name" || '!' where "id" = $1"#);
}

#[test]
fn doubled_braces_are_braces_of_the_sql() {
    let query = from(User).select(sql!(String, "'{{\"a\": {{}}}}' || {1 + 1}"));
    insta::assert_snapshot!(query.to_sql().text, @r#"select '{"a": {}}' || $1::int4 from "users""#);
}

/// N12: what goes into the braces means what it meant outside.
#[test]
fn an_expression_in_braces_is_held_together() {
    let either = User.active.or(User.id.eq(1));
    let query = from(User)
        .filter(sql!(bool, "not {either}"))
        .select(sql!(i32, "{User.id.add(1)} * 2"));
    insta::assert_snapshot!(query.to_sql().text, @r#"select ("users"."id" + $1) * 2 from "users" where not ("users"."active" or "users"."id" = $2)"#);
}

/// N10: raw SQL beside operators is held together, too.
#[test]
fn raw_sql_beside_an_operator_has_parentheses() {
    let raw = || sql!(bool, "{User.active} or true");
    insta::assert_snapshot!(from(User).filter(raw().and(User.active)).select(User.id).to_sql().text, @r#"select "id" from "users" where ("users"."active" or true) and "active""#);
    insta::assert_snapshot!(from(User).filter(not(raw())).select(User.id).to_sql().text, @r#"select "id" from "users" where not ("users"."active" or true)"#);
    insta::assert_snapshot!(from(User).filter(raw()).filter(User.active).select(User.id).to_sql().text, @r#"select "id" from "users" where ("users"."active" or true) and "active""#);
}

/// N6
#[test]
fn raw_text_stands_as_written() {
    insta::assert_snapshot!(from(User).select(raw_sql::<i64>("count(*) over ()")).to_sql().text, @r#"select count(*) over () from "users""#);
}

/// M5, N1
#[test]
fn a_whole_statement_names_sources_and_binds_values() {
    let id = 7;
    let query = sql_query!(
        (i32, String),
        "select {User.id}, {User.name} from users where {User.id.gt(id).and(User.active)}"
    );
    insta::assert_snapshot!(query.to_sql().text, @r#"select "users"."id", "users"."name" from users where ("users"."id" > $1 and "users"."active")"#);
}
