//! Rows one by one.

use std::time::Duration;

use orm_core::query::Query;
use orm_postgres::Execute as _;

use crate::support::Database;
use crate::support::eventually;
use crate::support::sql;

fn many() -> Query<i32> {
    sql("select generate_series(1, 1000000)")
}

#[tokio::test]
async fn a_stream_gives_every_row_in_order() {
    let Database { db, .. } = Database::new().await;
    let mut rows = sql::<i32>("select generate_series(1, 5000)").stream(&db);
    for wanted in 1..=5000 {
        assert_eq!(rows.next().await.unwrap().unwrap(), wanted);
    }
    assert!(rows.next().await.is_none());
    assert!(rows.next().await.is_none());
    assert_eq!(db.status().idle, 1, "its connection is back");
}

#[tokio::test]
async fn a_stream_sends_nothing_before_it_is_asked() {
    let Database { db, .. } = Database::new().await;
    let mut rows = many().stream(&db);
    assert_eq!(db.status().idle, 1);
    rows.next().await.unwrap().unwrap();
    assert_eq!(db.status().idle, 0);
}

#[tokio::test]
async fn awaiting_a_stream_tells_whether_the_server_takes_the_statement() {
    let Database { db, .. } = Database::new().await;
    let error = sql::<i32>("select nothing").stream(&db).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("42703"));
    let mut rows = sql::<i32>("select 1").stream(&db).await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn a_stream_that_is_not_read_does_not_fill_memory() {
    let database = Database::new().await;
    let mut rows = sql::<String>("select repeat('x', 1000) from generate_series(1, 200000)")
        .stream(&database.db);
    rows.next().await.unwrap().unwrap();
    // The server waits for the reader: it is stopped by the full socket.
    let waits = || {
        sql::<i64>(
            "select count(*) from pg_stat_activity where wait_event = 'ClientWrite' and datname = current_database()",
        )
    };
    let other = database.builder().connect().await.unwrap();
    eventually(async || waits().one(&other).await.unwrap() == 1).await;
}

#[tokio::test]
async fn a_stream_that_is_dropped_gives_its_connection_up() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(1)
        .connect()
        .await
        .unwrap();
    let mut rows = many().stream(&db);
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    drop(rows);
    let next = tokio::time::timeout(Duration::from_secs(5), sql::<i32>("select 7").one(&db)).await;
    assert_eq!(next.unwrap().unwrap(), 7);
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let Database { db, .. } = Database::new().await;
    let mut rows = sql::<i32>("select 1 / (2 - n) from generate_series(1, 3) n").stream(&db);
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    assert_eq!(
        rows.next().await.unwrap().unwrap_err().sql_state(),
        Some("22012")
    );
    assert!(rows.next().await.is_none());
    assert_eq!(db.status().idle, 1, "the connection is still good");
}

#[tokio::test]
async fn a_stream_runs_inside_a_transaction() {
    let Database { db, .. } = Database::new().await;
    let total = db
        .transaction(async |tx| {
            let mut total = 0;
            let mut rows = sql::<i32>("select generate_series(1, 10)").stream(tx);
            while let Some(row) = rows.next().await {
                total += row?;
            }
            Ok(total)
        })
        .await;
    assert_eq!(total.unwrap(), 55);
}

#[tokio::test]
async fn a_stream_moves_to_another_task() {
    let Database { db, .. } = Database::new().await;
    let task = tokio::spawn(async move {
        let mut rows = sql::<i32>("select 3").stream(&db);
        rows.next().await
    });
    assert_eq!(task.await.unwrap().unwrap().unwrap(), 3);
}
