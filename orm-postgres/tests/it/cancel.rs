//! A future that is dropped before its statement has ended.

use std::time::Duration;

use orm_core::query::Query;
use orm_postgres::Execute as _;
use orm_postgres::Run as _;
use tokio::time::timeout;

use crate::support::Database;
use crate::support::count;
use crate::support::eventually;
use crate::support::sql;

const SOON: Duration = Duration::from_millis(50);

fn long() -> Query<i32> {
    sql("select 1 from pg_sleep(60)")
}

fn running() -> Query<i64> {
    sql(
        "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
    )
}

#[tokio::test]
async fn a_dropped_query_leaves_no_half_read_connection() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(1)
        .connect()
        .await
        .unwrap();
    assert!(timeout(SOON, long().one(&db)).await.is_err());
    // It neither waits for the old answer nor reads it.
    let answer = timeout(Duration::from_secs(5), sql::<i32>("select 2").one(&db)).await;
    assert_eq!(answer.unwrap().unwrap(), 2);
}

#[tokio::test]
async fn the_server_is_asked_to_end_a_dropped_query() {
    let Database { db, .. } = Database::new().await;
    assert!(timeout(SOON, long().one(&db)).await.is_err());
    eventually(async || running().one(&db).await.unwrap() == 0).await;
}

#[tokio::test]
async fn a_dropped_transaction_rolls_back_even_in_the_middle_of_a_statement() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(1)
        .connect()
        .await
        .unwrap();
    db.batch("create table t (n int)").await.unwrap();
    let work = db.transaction(async |tx| {
        sql::<i32>("insert into t values (1)").execute(tx).await?;
        long().one(tx).await
    });
    assert!(timeout(SOON, work).await.is_err());
    assert_eq!(count(&db, "t").await, 0);
    eventually(async || running().one(&db).await.unwrap() == 0).await;
}

#[tokio::test]
async fn a_transaction_goes_on_after_a_dropped_statement() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table t (n int)").await.unwrap();
    let tx = db.begin().await.unwrap();
    assert!(
        timeout(
            Duration::from_millis(5),
            sql::<i32>("select 1 from pg_sleep(0.05)").one(&tx)
        )
        .await
        .is_err()
    );
    sql::<i32>("insert into t values (1)")
        .execute(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db, "t").await, 1);
    assert_eq!(
        db.status().idle,
        1,
        "every answer was read, so that the connection is used again"
    );
}

#[tokio::test]
async fn a_statement_that_failed_unheard_keeps_its_transaction_from_committing() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table t (n int)").await.unwrap();
    let tx = db.begin().await.unwrap();
    sql::<i32>("insert into t values (1)")
        .execute(&tx)
        .await
        .unwrap();
    let fails = sql::<i32>("select 1 / (pg_sleep(0.05) is null)::int");
    assert!(
        timeout(Duration::from_millis(5), fails.one(&tx))
            .await
            .is_err()
    );
    let error = tx.commit().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "an earlier statement has failed, so that the transaction was rolled back"
    );
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aborted_tasks_never_mix_up_answers() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(3)
        .connect()
        .await
        .unwrap();
    for round in 0..40_u64 {
        let tasks: Vec<_> = (0..6)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    for i in 0..20 {
                        let wanted = n * 1000 + i;
                        let found = crate::support::sql_with::<i32>("select ", wanted, "")
                            .one(&db)
                            .await
                            .unwrap();
                        assert_eq!(found, wanted);
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(round * 37 % 900)).await;
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        for task in tasks {
            assert!(
                task.await
                    .map_or_else(|error| error.is_cancelled(), |()| true)
            );
        }
    }
    assert_eq!(sql::<i32>("select 1").one(&db).await.unwrap(), 1);
}
