//! Raw SQL: typed, bound, read by name.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
    bio: Option<String>,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key)]
    id: i32,
    author_id: i32,
}

async fn users() -> Database {
    let database = Database::with([User::table(), Post::table()]).await;
    let new = |id, name: &str| NewUser {
        id,
        name: name.into(),
        bio: None,
    };
    insert([new(1, "ada"), new(2, "bob"), new(3, "cy")])
        .execute(&*database)
        .await
        .expect("what the test is given");
    insert([
        NewPost {
            id: 1,
            author_id: 2,
        },
        NewPost {
            id: 2,
            author_id: 3,
        },
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// N1, N2
#[tokio::test]
async fn a_raw_expression_is_an_expression() {
    let db = &*users().await;
    let least = 2;
    let row: Vec<(String, i32)> = from(User)
        .filter(sql!(bool, "length({User.name}) > {least}"))
        .order_by(sql!(i32, "- {User.id}"))
        .select((
            sql!(String, "repeat({User.name}, {User.id})"),
            sql!(i32, "{User.id.add(1)} * 2"),
        ))
        .all(db)
        .await
        .unwrap();
    assert_eq!(row, [("bobbob".into(), 6), ("ada".into(), 4)]);
}

/// A hand-written subquery over a table that has a column of the same name.
#[tokio::test]
async fn a_column_in_a_raw_subquery_is_that_of_the_query() {
    let db = &*users().await;
    let written = sql!(
        bool,
        "exists (select from posts where author_id = {User.id})"
    );
    assert_eq!(
        from(User)
            .filter(written)
            .order_by(User.id)
            .select(User.id)
            .all(db)
            .await
            .unwrap(),
        [2, 3]
    );
}

/// N2: what the writer promises about NULL is checked when it is read.
#[tokio::test]
async fn a_null_where_none_was_promised_is_a_decode_error() {
    let db = &*users().await;
    let error = sql_query!((i32, String), "select id, bio from users order by id")
        .all(db)
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("bio"));
    let kept: Vec<(i32, Option<String>)> = sql_query!(
        (i32, Option<String>),
        "select id, bio from users where id = 1"
    )
    .all(db)
    .await
    .unwrap();
    assert_eq!(kept, [(1, None)]);
}

/// M5: by name, in whatever order the statement has its columns.
#[tokio::test]
async fn a_struct_is_filled_by_the_names_of_the_columns() {
    #[derive(Row, Debug, PartialEq)]
    struct Stats {
        total: i64,
        name: String,
        r#type: Option<i32>,
    }
    let db = &*users().await;
    let id = 2;
    let row = sql_query!(Stats, "select 'extra' as more, null::int4 as type, name, {id} + 5::int8 as total from users where id = {id}").one(db).await.unwrap();
    assert_eq!(
        row,
        Stats {
            total: 7,
            name: "bob".into(),
            r#type: None
        }
    );
    let whole: Vec<User> = sql_query!(
        User,
        "select bio, name, id from users where {User.id.lt(3)} order by id"
    )
    .all(db)
    .await
    .unwrap();
    assert_eq!(whole.iter().map(|user| user.id).collect::<Vec<_>>(), [1, 2]);
    let error = sql_query!(Stats, "select 1::int8 as total, null::int4 as type")
        .all(db)
        .await
        .unwrap_err();
    assert!(error.is_decode());
    let text = error.to_string();
    assert!(text.contains("name") && text.contains("total"), "{text}");
}

#[tokio::test]
async fn a_wrong_type_is_an_error_with_both_types() {
    let db = &*users().await;
    let error = sql_query!((i32, i64), "select id, name from users")
        .all(db)
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("name"));
    let text = format!(
        "{error}: {}",
        std::error::Error::source(&error)
            .map(ToString::to_string)
            .unwrap_or_default()
    );
    assert!(
        text.contains("text") && (text.contains("int8") || text.contains("i64")),
        "{text}"
    );
}

#[tokio::test]
async fn a_wrong_number_of_columns_is_an_error() {
    let db = &*users().await;
    let few = sql_query!((i32, String, i32), "select id, name from users")
        .all(db)
        .await
        .unwrap_err();
    let many = sql_query!(i32, "select id, name from users")
        .all(db)
        .await
        .unwrap_err();
    assert!(few.is_decode() && many.is_decode(), "{few} {many}");
}

/// N12: whole statements take expressions, and change rows.
#[tokio::test]
async fn a_whole_statement_may_change_rows() {
    let db = &*users().await;
    let name = "it's";
    let changed = sql_query!(
        i32,
        "update users set name = {name} where {User.id.in_([1, 3])}"
    )
    .execute(db)
    .await
    .unwrap();
    assert_eq!(changed, 2);
    let back: Vec<String> = sql_query!(
        String,
        "delete from users where name = {name} returning name"
    )
    .all(db)
    .await
    .unwrap();
    assert_eq!(back, ["it's", "it's"]);
}

/// N7
#[tokio::test]
async fn a_name_known_at_run_time_is_a_name_in_raw_sql() {
    let db = &*users().await;
    let (table, column) = (
        raw_identifier::<i32>("users").unwrap(),
        raw_identifier::<String>("name").unwrap(),
    );
    let names: Vec<String> = sql_query!(String, "select {column} from {table} order by 1")
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, ["ada", "bob", "cy"]);
    let sorted = from(User)
        .order_by(raw_identifier::<String>("name").unwrap().desc())
        .select(User.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(sorted, [3, 2, 1]);
    let error = from(User)
        .select(raw_identifier::<String>("nothing").unwrap())
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("42703"));
}

#[tokio::test]
async fn braces_of_the_sql_are_doubled() {
    let db = &*users().await;
    let array: Vec<i32> = sql_query!(Vec<i32>, "select '{{1,2}}'::int4[] || {3}")
        .one(db)
        .await
        .unwrap();
    assert_eq!(array, [1, 2, 3]);
}

/// A query of raw SQL combines with others.
#[tokio::test]
async fn a_raw_query_is_a_query() {
    let db = &*users().await;
    let raw: Query<i32> = sql_query!(i32, "select id from users where id < {2}");
    let both = raw
        .clone()
        .union(from(User).filter(User.id.eq(3)).select(User.id));
    let mut ids = both.all(db).await.unwrap();
    ids.sort_unstable();
    assert_eq!(ids, [1, 3]);
    assert_eq!(raw.limit(0).all(db).await.unwrap(), Vec::<i32>::new());
}
