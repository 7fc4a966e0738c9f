//! What goes wrong is one clear error, with questions to ask it.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use orm_core::query::Query;
use orm_core::tree;
use orm_embedded::Port;
use orm_embedded::Postgres;
use orm_postgres::Db;
use orm_postgres::Error;
use orm_postgres::Execute as _;
use orm_postgres::Run as _;

use crate::support::Database;
use crate::support::server;
use crate::support::sql;

async fn tables() -> Database {
    let database = Database::new().await;
    database
        .db
        .batch(
            "create extension if not exists btree_gist;
             create table users (
                id int primary key, email text not null constraint users_email_key unique,
                age int constraint users_age_check check (age >= 0)
             );
             create table posts (id int primary key, author_id int constraint posts_author_fk references users);
             create table rooms (room int, during int4range, constraint rooms_overlap exclude using gist (room with =, during with &&));
             insert into users values (1, 'secret@example.com', 30);
             insert into rooms values (1, '[1,5)');",
        )
        .await
        .unwrap();
    database
}

async fn fails(db: &Db, text: &'static str) -> Error {
    sql::<i32>(text).execute(db).await.unwrap_err()
}

#[tokio::test]
async fn a_unique_violation_names_constraint_and_table_and_no_value() {
    let Database { db, .. } = tables().await;
    let error = fails(&db, "insert into users values (2, 'secret@example.com')").await;
    assert!(error.is_unique_violation());
    assert_eq!(error.sql_state(), Some("23505"));
    assert_eq!(error.constraint(), Some("users_email_key"));
    assert_eq!(error.table(), Some("users"));
    assert_eq!(
        error.to_string(),
        "duplicate key value violates unique constraint \"users_email_key\" of table \"users\" (SQLSTATE 23505)"
    );
    assert!(error.detail().unwrap().contains("secret@example.com"));
    let shown = format!(
        "{error} {:?} {error:?}",
        error.source().map(ToString::to_string)
    );
    assert!(
        !shown.replace(error.sql().unwrap(), "").contains("secret"),
        "{shown}"
    );
}

#[tokio::test]
async fn each_kind_of_violation_has_its_question() {
    let Database { db, .. } = tables().await;

    let foreign = fails(&db, "insert into posts values (1, 99)").await;
    assert!(foreign.is_foreign_key_violation() && !foreign.is_unique_violation());
    assert_eq!(foreign.constraint(), Some("posts_author_fk"));

    let null = fails(&db, "insert into users values (2, null)").await;
    assert!(null.is_not_null_violation());
    assert_eq!(
        (null.table(), null.column()),
        (Some("users"), Some("email"))
    );

    let check = fails(&db, "insert into users values (2, 'x', -1)").await;
    assert!(check.is_check_violation());
    assert_eq!(check.constraint(), Some("users_age_check"));

    let overlap = fails(&db, "insert into rooms values (1, '[4,9)')").await;
    assert!(overlap.is_exclusion_violation());
    assert_eq!(overlap.constraint(), Some("rooms_overlap"));
}

#[tokio::test]
async fn a_mistake_in_raw_sql_says_where_it_is() {
    let Database { db, .. } = tables().await;
    let error = fails(&db, "select emial from users").await;
    assert_eq!(error.sql(), Some("select emial from users"));
    assert_eq!(error.position(), Some(8));
    assert!(error.hint().unwrap().contains("users.email"));
    assert_eq!(
        error.to_string(),
        "column \"emial\" does not exist (SQLSTATE 42703)"
    );
}

#[tokio::test]
async fn a_value_in_a_message_of_the_server_is_left_out() {
    let Database { db, .. } = Database::new().await;
    let error = fails(&db, "select 'secret'::uuid").await;
    assert_eq!(
        error.to_string(),
        "invalid input syntax for type uuid: .. (SQLSTATE 22P02)"
    );
    assert!(error.message().unwrap().contains("secret"));
}

fn with_values(values: Vec<tree::Value>) -> tree::Statement {
    tree::Statement::Fixed {
        text: "select $1::int4, $2::text",
        params: values,
    }
}

#[derive(Debug)]
struct Fixed(tree::Statement);

impl orm_core::query::Statement for Fixed {
    fn into_tree(self) -> tree::Statement {
        self.0
    }
}
impl orm_core::query::Complete for Fixed {}
impl orm_postgres::Execute for Fixed {}
impl orm_postgres::Run for Fixed {}

#[tokio::test]
async fn a_value_that_cannot_be_sent_is_named_by_its_number() {
    let Database { db, .. } = Database::new().await;
    let nul = Fixed(with_values(vec![Arc::new(1_i32), Arc::new("secret\0")]));
    let error = nul.execute(&db).await.unwrap_err();
    assert_eq!(error.to_string(), "sending parameter $2");
    assert!(error.source().unwrap().to_string().contains("NUL"));
    assert!(!format!("{error:?}").contains("secret"));

    let wrong = Fixed(with_values(vec![Arc::new("one"), Arc::new("two")]));
    assert_eq!(
        wrong.execute(&db).await.unwrap_err().to_string(),
        "sending parameter $1"
    );

    let missing = Fixed(with_values(vec![Arc::new(1_i32)]));
    assert_eq!(
        missing.execute(&db).await.unwrap_err().to_string(),
        "expected 2 parameters but got 1"
    );

    let status = db.status();
    assert_eq!(
        (status.open, status.idle),
        (1, 1),
        "the connection is still good"
    );
}

#[tokio::test]
async fn a_statement_that_cannot_be_written_is_not_sent() {
    let db = Db::lazy("postgres://127.0.0.1:1/nowhere").unwrap();
    let invalid = Fixed(tree::Statement::Invalid(
        "an update that sets nothing".into(),
    ));
    let error = invalid.execute(&db).await.unwrap_err();
    assert_eq!(error.to_string(), "an update that sets nothing");
}

#[tokio::test]
async fn a_refused_connection_is_named_by_its_place() {
    let error = Db::connect("postgres://ada:secret@127.0.0.1:1/app")
        .await
        .unwrap_err();
    assert!(error.is_connect() && !error.is_authentication());
    assert_eq!(
        error.to_string(),
        "connecting to database \"app\" at 127.0.0.1:1 as \"ada\""
    );
    assert!(
        error.source().unwrap().to_string().contains("refused"),
        "{error:?}"
    );
    assert!(!format!("{error:?}").contains("secret"));
}

#[tokio::test]
async fn a_missing_server_is_a_connection_error() {
    let error = Db::connect("postgres:///app?host=/nonexistent-folder")
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let error = Db::connect("postgres://host.invalid/app")
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_given_up_in_time() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://ada@{}/app", silent.local_addr().unwrap());
    let error = Db::builder()
        .url(url)
        .connect_timeout(Duration::from_millis(50))
        .connect()
        .await
        .unwrap_err();
    assert!(error.is_connect());
    assert_eq!(error.source().unwrap().to_string(), "no answer within 50ms");
}

#[tokio::test]
async fn a_missing_database_and_an_unknown_role_are_told_apart() {
    let error = Db::connect(server().url_of("no_such_database"))
        .await
        .unwrap_err();
    assert!(error.is_connect() && !error.is_authentication());
    assert_eq!(error.sql_state(), Some("3D000"));

    let error = Db::connect(format!("{}&user=nobody_here", server().url()))
        .await
        .unwrap_err();
    assert!(error.is_connect() && error.is_authentication(), "{error:?}");
}

#[tokio::test]
async fn a_wrong_and_a_missing_password_are_refusals() {
    let server = Postgres::builder()
        .ignore_env()
        .tcp_port(Port::Free)
        .start()
        .unwrap();
    let url = server.tcp_url().unwrap();
    Db::connect(url).await.unwrap();

    let (scheme, rest) = url.split_once("postgres:").unwrap();
    let place = rest.split_once('@').unwrap().1;
    let wrong = Db::connect(format!("{scheme}postgres:wrong-secret@{place}"))
        .await
        .unwrap_err();
    assert!(wrong.is_connect() && wrong.is_authentication());
    assert_eq!(wrong.sql_state(), Some("28P01"));
    assert!(
        wrong
            .to_string()
            .starts_with("connecting to database \"postgres\" at 127.0.0.1:"),
        "{wrong}"
    );
    assert!(!format!("{wrong:?}").contains("wrong-secret"));

    let missing = Db::connect(format!("{scheme}postgres@{place}"))
        .await
        .unwrap_err();
    assert!(
        missing.is_connect() && missing.is_authentication(),
        "{missing:?}"
    );
}

#[tokio::test]
async fn a_malformed_url_fails_before_anything_is_sent() {
    for url in [
        "",
        "postgres://ada:secret@[::1",
        "mysql://localhost/app",
        "postgres://localhost:99999/app",
    ] {
        let error = Db::connect(url).await.unwrap_err();
        assert!(error.is_config() && !error.is_connect(), "{url}: {error:?}");
        assert!(!format!("{error:?}").contains("secret"));
    }
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_a_timeout() {
    let database = Database::new().await;
    let db = database
        .builder()
        .statement_timeout(Duration::from_millis(30))
        .connect()
        .await
        .unwrap();
    let error = fails(&db, "select pg_sleep(10)").await;
    assert!(error.is_timeout() && !error.is_pool_timeout() && !error.is_closed());
    assert_eq!(
        error.to_string(),
        "canceling statement due to statement timeout (SQLSTATE 57014)"
    );
    assert_eq!(db.status().idle, 1, "the connection is still good");
}

#[tokio::test]
async fn a_lock_that_is_not_to_be_had_is_known() {
    let Database { db, .. } = tables().await;
    let tx = db.begin().await.unwrap();
    sql::<i32>("select id from users for update")
        .all(&tx)
        .await
        .unwrap();
    let error = fails(&db, "select id from users for update nowait").await;
    assert!(error.is_lock_not_available());
}

#[test]
fn an_error_can_be_sent_to_another_thread() {
    fn is<T: Send + Sync + 'static>() {}
    is::<Error>();
    is::<Db>();
    is::<Query<i32>>();
}
