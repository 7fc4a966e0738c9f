//! The options of transactions, and what happens when they meet.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use orm_postgres::Execute as _;
use orm_postgres::Isolation;
use orm_postgres::Run as _;
use tokio::sync::Barrier;

use crate::support::Database;
use crate::support::count;
use crate::support::insert;
use crate::support::sql;
use crate::support::sql_with;
use crate::support::table;

#[tokio::test]
async fn the_options_reach_the_server() {
    let Database { db, .. } = table().await;
    let tx = db
        .build_transaction()
        .isolation(Isolation::Serializable)
        .read_only()
        .deferrable()
        .begin()
        .await
        .unwrap();
    for (show, wanted) in [
        ("show transaction_isolation", "serializable"),
        ("show transaction_read_only", "on"),
        ("show transaction_deferrable", "on"),
    ] {
        assert_eq!(sql::<String>(show).one(&tx).await.unwrap(), wanted);
    }
    let error = insert(1).one(&tx).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("25006"));
}

#[tokio::test]
async fn two_transactions_can_see_the_same_snapshot() {
    let Database { db, .. } = table().await;
    let first = db
        .build_transaction()
        .isolation(Isolation::RepeatableRead)
        .begin()
        .await
        .unwrap();
    let snapshot = first.export_snapshot().await.unwrap();
    insert(1).one(&db).await.unwrap();
    let second = db
        .build_transaction()
        .isolation(Isolation::RepeatableRead)
        .snapshot(snapshot)
        .begin()
        .await
        .unwrap();
    assert_eq!(
        (count(&first, "t").await, count(&second, "t").await),
        (0, 0)
    );
}

#[tokio::test]
async fn a_serialization_failure_is_tried_again() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table account (amount int); insert into account values (0)")
        .await
        .unwrap();
    let tries = AtomicU32::new(0);
    let together = Barrier::new(3);
    let add = || {
        db.build_transaction()
            .isolation(Isolation::RepeatableRead)
            .retries(20)
            .run(async |tx| {
                let amount = sql::<i32>("select amount from account").one(tx).await?;
                if tries.fetch_add(1, Ordering::Relaxed) < 3 {
                    together.wait().await;
                }
                sql_with::<i32>("update account set amount = ", amount + 1, "")
                    .execute(tx)
                    .await
            })
    };
    let (a, b, c) = tokio::join!(add(), add(), add());
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), (1, 1, 1));
    assert_eq!(
        sql::<i32>("select amount from account")
            .one(&db)
            .await
            .unwrap(),
        3
    );
    assert!(
        tries.load(Ordering::Relaxed) >= 5,
        "the first time, all but one fail"
    );
}

#[tokio::test]
async fn without_retries_a_serialization_failure_is_the_callers() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table account (amount int); insert into account values (0)")
        .await
        .unwrap();
    let tx = db
        .build_transaction()
        .isolation(Isolation::RepeatableRead)
        .begin()
        .await
        .unwrap();
    sql::<i32>("select amount from account")
        .one(&tx)
        .await
        .unwrap();
    sql::<i32>("update account set amount = 1")
        .execute(&db)
        .await
        .unwrap();
    let error = sql::<i32>("update account set amount = 2")
        .execute(&tx)
        .await
        .unwrap_err();
    assert!(error.is_serialization_failure() && !error.is_deadlock());
}

#[tokio::test]
async fn a_deadlock_is_known_and_tried_again() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table pair (id int, n int); insert into pair values (1, 0), (2, 0)")
        .await
        .unwrap();
    let touch = |first: i32, second: i32| {
        let db = db.clone();
        async move {
            db.build_transaction()
                .retries(5)
                .run(async |tx| {
                    tx.batch("set local deadlock_timeout = '20ms'").await?;
                    for id in [first, second] {
                        sql_with::<i32>("update pair set n = n + 1 where id = ", id, "")
                            .execute(tx)
                            .await?;
                        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                    }
                    Ok(())
                })
                .await
        }
    };
    let (a, b) = tokio::join!(touch(1, 2), touch(2, 1));
    assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
    assert_eq!(
        sql::<i64>("select sum(n) from pair")
            .one(&db)
            .await
            .unwrap(),
        4
    );
}
