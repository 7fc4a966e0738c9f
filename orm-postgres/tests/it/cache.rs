//! Statements are prepared once a connection.

use orm_core::query::Query;
use orm_core::query::raw::query;
use orm_core::tree;
use orm_postgres::Capacity;
use orm_postgres::Db;
use orm_postgres::Execute as _;

use crate::support::Database;
use crate::support::sql;

async fn one_connection(database: &Database, capacity: Capacity) -> Db {
    database
        .builder()
        .max_connections(1)
        .statement_cache(capacity)
        .connect()
        .await
        .unwrap()
}

fn numbered(number: usize) -> Query<i32> {
    query(vec![tree::Part::Text(format!("select {number}").into())])
}

#[tokio::test]
async fn a_statement_is_prepared_once() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    for _ in 0..10 {
        sql::<i32>("select 1").one(&db).await.unwrap();
    }
    assert_eq!(db.connection().await.unwrap().prepared(), 1);
    let on_server =
        sql::<i64>("select count(*) from pg_prepared_statements where statement = 'select 1'");
    assert_eq!(on_server.one(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn the_statement_that_was_not_used_for_the_longest_time_goes_first() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::Statements(3)).await;
    for number in [1, 2, 3, 1, 4, 5] {
        numbered(number).one(&db).await.unwrap();
    }
    let connection = db.connection().await.unwrap();
    assert_eq!(connection.prepared(), 3);
    let rows = connection
        .client()
        .query(
            "select statement from pg_prepared_statements order by 1",
            &[],
        )
        .await
        .unwrap();
    let mut kept: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    kept.retain(|text| !text.contains("pg_prepared_statements"));
    assert_eq!(
        kept,
        ["select 1", "select 4", "select 5"],
        "the server has forgotten the others, too"
    );
}

#[tokio::test]
async fn a_statement_survives_a_change_of_its_table() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    db.batch("create table t (n int); insert into t values (1)")
        .await
        .unwrap();
    let whole = || sql::<(i32,)>("select * from t");
    assert_eq!(whole().one(&db).await.unwrap(), (1,));
    db.batch("alter table t add column m int default 2")
        .await
        .unwrap();
    assert_eq!(
        sql::<(i32, i32)>("select * from t").one(&db).await.unwrap(),
        (1, 2)
    );
}

#[tokio::test]
async fn a_statement_survives_that_the_server_forgets_it() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    sql::<i32>("select 1").one(&db).await.unwrap();
    db.batch("deallocate all").await.unwrap();
    assert_eq!(sql::<i32>("select 1").one(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn within_a_transaction_a_changed_table_is_an_error_once() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    db.batch("create table t (n int); insert into t values (1)")
        .await
        .unwrap();
    sql::<i32>("select * from t").one(&db).await.unwrap();
    db.batch("alter table t alter n type int8").await.unwrap();

    let tx = db.begin().await.unwrap();
    let error = sql::<i64>("select * from t").one(&tx).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("0A000"));
    tx.rollback().await.unwrap();

    let tx = db.begin().await.unwrap();
    assert_eq!(sql::<i64>("select * from t").one(&tx).await.unwrap(), 1);
}

#[tokio::test]
async fn a_very_long_text_is_not_kept() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    let text = format!("select 1 -- {}", "x".repeat(100_000));
    let long: Query<i32> = query(vec![tree::Part::Text(text.into())]);
    assert_eq!(long.one(&db).await.unwrap(), 1);
    assert_eq!(db.connection().await.unwrap().prepared(), 0);
}

#[tokio::test]
async fn the_same_text_can_be_prepared_by_several_at_once() {
    let database = Database::new().await;
    let db = one_connection(&database, Capacity::default()).await;
    let tx = db.begin().await.unwrap();
    let (a, b, c) = tokio::join!(
        numbered(1).one(&tx),
        numbered(1).one(&tx),
        numbered(1).one(&tx)
    );
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), (1, 1, 1));
    assert_eq!(numbered(1).one(&tx).await.unwrap(), 1);
}
