//! Names are quoted, whatever is in them.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "select", schema = "my app")]
struct Keyword {
    #[column(primary_key, name = "order")]
    order: i32,
    #[column(name = "a\"b")]
    quoted: String,
    #[column(name = "UPPER")]
    upper: String,
    #[column(name = "naïve ☃")]
    snow: Option<i32>,
    r#type: String,
}

#[test]
fn a_name_is_quoted_and_its_quotes_are_doubled() {
    insta::assert_snapshot!(from(Keyword).to_sql().text, @r#"select "order", "a""b", "UPPER", "naïve ☃", "type" from "my app"."select""#);
}

/// E2
#[test]
fn a_schema_qualified_table_is_referred_to_by_its_name() {
    alias!(Other = Keyword);
    let query = from(Keyword)
        .inner_join(Other, Other.order.eq(Keyword.order))
        .select((Keyword.upper, Other.r#type));
    insta::assert_snapshot!(query.to_sql().text, @r#"select "select"."UPPER", "other"."type" from "my app"."select" join "my app"."select" as "other" on "other"."order" = "select"."order""#);
}

#[test]
fn insert_update_and_delete_quote_alike() {
    let new = NewKeyword {
        order: 1,
        quoted: "q".into(),
        upper: "u".into(),
        snow: None,
        r#type: "t".into(),
    };
    insta::assert_snapshot!(insert(new).to_sql().text, @r#"insert into "my app"."select" ("order", "a""b", "UPPER", "naïve ☃", "type") values ($1, $2, $3, $4, $5)"#);
    let set = update(Keyword)
        .set(Keyword.quoted.set("x"))
        .filter(Keyword.order.eq(1));
    insta::assert_snapshot!(set.to_sql().text, @r#"update "my app"."select" set "a""b" = $1 where "order" = $2"#);
    insta::assert_snapshot!(delete(Keyword).filter(Keyword.snow.is_null()).to_sql().text, @r#"delete from "my app"."select" where "naïve ☃" is null"#);
}

/// B1, H1, H2
#[test]
fn a_column_is_named_by_its_field_by_rename_all_or_by_name() {
    #[derive(Table, Debug, Clone)]
    #[table(rename_all = "camelCase")]
    struct BlogPost {
        #[column(primary_key)]
        post_id: i32,
        #[column(name = "Body_Text")]
        body_text: String,
    }
    insta::assert_snapshot!(from(BlogPost).to_sql().text, @r#"select "postId", "Body_Text" from "blog_post""#);
}

/// A `$1` in a name is not the place of a value.
#[test]
fn a_dollar_in_a_name_is_not_a_parameter() {
    #[derive(Table, Debug, Clone)]
    #[table(name = "price$1")]
    struct Price {
        #[column(primary_key)]
        id: i32,
        #[column(name = "in $")]
        dollars: i32,
    }
    let query = from(Price)
        .filter(Price.dollars.eq(1))
        .select(Price)
        .union(Price.find(7));
    insta::assert_snapshot!(query.to_sql().text, @r#"(select "id", "in $" from "price$1" where "in $" = $1) union (select "id", "in $" from "price$1" where "id" = $2)"#);
}

/// N7
#[test]
fn a_name_known_at_run_time_is_quoted_or_refused() {
    let name = raw_identifier::<i32>("evil\" --").unwrap();
    insta::assert_snapshot!(from(Keyword).select(name).to_sql().text, @r#"select "evil"" --" from "my app"."select""#);
    assert!(raw_identifier::<i32>("").is_err());
    assert!(raw_identifier::<i32>("nul\0").is_err());
    let long = raw_identifier::<i32>("x".repeat(64))
        .unwrap_err()
        .to_string();
    assert!(long.contains("63 bytes"), "{long}");
}
