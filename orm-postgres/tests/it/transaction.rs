//! Transactions commit on `Ok`, roll back on anything else, and nest.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use orm_core::query::Query;
use orm_postgres::Db;
use orm_postgres::Error;
use orm_postgres::Execute as _;
use orm_postgres::Executor;
use orm_postgres::Isolation;
use orm_postgres::Transaction;
use tokio::sync::Barrier;

use crate::support::Database;
use crate::support::count;
use crate::support::eventually;
use crate::support::sql;

async fn table() -> Database {
    let database = Database::new().await;
    database.db.batch("create table t (n int unique deferrable initially immediate)").await.unwrap();
    database
}

fn insert(n: i32) -> Query<i32> {
    crate::support::sql_with("insert into t values (", n, ") returning n")
}

#[tokio::test]
async fn ok_commits() {
    let Database { db, .. } = table().await;
    let n = db
        .transaction(async |tx| {
            insert(1).one(tx).await?;
            insert(2).one(tx).await
        })
        .await;
    assert_eq!(n.unwrap(), 2);
    assert_eq!(count(&db, "t").await, 2);
}

#[tokio::test]
async fn err_rolls_back_and_is_what_the_caller_gets() {
    let Database { db, .. } = table().await;
    let error = db
        .transaction(async |tx| {
            insert(1).one(tx).await?;
            Err::<(), _>(Error::other("the cart is empty"))
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the cart is empty");
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn a_transaction_may_fail_by_an_error_of_the_application() {
    #[derive(Debug)]
    enum Refusal {
        SoldOut,
        Db(Error),
    }
    impl From<Error> for Refusal {
        fn from(error: Error) -> Self {
            Self::Db(error)
        }
    }
    let Database { db, .. } = table().await;
    let sold_out = db
        .try_transaction(async |tx| -> Result<(), Refusal> {
            insert(1).one(tx).await?;
            Err(Refusal::SoldOut)
        })
        .await;
    assert!(matches!(sold_out, Err(Refusal::SoldOut)));
    let violation = db
        .try_transaction(async |tx| -> Result<(), Refusal> {
            insert(1).one(tx).await?;
            tx.try_transaction(async |tx| -> Result<(), Refusal> {
                insert(1).one(tx).await?;
                Ok(())
            })
            .await
        })
        .await;
    assert!(matches!(violation, Err(Refusal::Db(error)) if error.is_unique_violation()));
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn a_panic_rolls_back() {
    let Database { db, .. } = table().await;
    let task = tokio::spawn({
        let db = db.clone();
        async move {
            db.transaction(async |tx| {
                insert(1).one(tx).await?;
                if count(tx, "t").await == 1 {
                    panic!("on purpose");
                }
                Ok(())
            })
            .await
        }
    });
    assert!(task.await.unwrap_err().is_panic());
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn dropping_rolls_back_before_the_connection_is_used_again() {
    let database = table().await;
    let db = database.builder().max_connections(1).connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    insert(1).one(&tx).await.unwrap();
    drop(tx);
    assert_eq!(count(&db, "t").await, 0);
    assert_eq!(db.status().open, 1, "the connection was kept");
    let idle = sql::<i64>("select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()");
    assert_eq!(idle.one(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn begin_commit_and_rollback_by_hand() {
    let Database { db, .. } = table().await;
    let tx = db.begin().await.unwrap();
    insert(1).one(&tx).await.unwrap();
    assert_eq!(count(&db, "t").await, 0, "others do not see it yet");
    tx.commit().await.unwrap();
    assert_eq!(count(&db, "t").await, 1);
    let tx = db.begin().await.unwrap();
    insert(2).one(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(count(&db, "t").await, 1);
}

#[tokio::test]
async fn a_transaction_on_a_connection_leaves_the_connection_usable() {
    let Database { db, .. } = table().await;
    let mut connection = db.connection().await.unwrap();
    let tx = connection.begin().await.unwrap();
    insert(1).one(&tx).await.unwrap();
    drop(tx);
    assert_eq!(count(&connection, "t").await, 0);
    connection.transaction(async |tx| insert(2).one(tx).await).await.unwrap();
    assert_eq!(count(&connection, "t").await, 1);
}

#[tokio::test]
async fn a_transaction_whose_error_was_swallowed_does_not_commit_in_silence() {
    let Database { db, .. } = table().await;
    let error = db
        .transaction(async |tx| {
            insert(1).one(tx).await?;
            let _swallowed = insert(1).one(tx).await;
            Ok(())
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "an earlier statement has failed, so that the transaction was rolled back");
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn an_error_of_the_client_alone_does_not_end_a_transaction() {
    let Database { db, .. } = table().await;
    db.transaction(async |tx| {
        insert(1).one(tx).await?;
        assert!(sql::<String>("select 1").one(tx).await.unwrap_err().is_decode());
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(count(&db, "t").await, 1);
}

#[tokio::test]
async fn a_deferred_violation_is_an_error_of_the_commit() {
    let Database { db, .. } = table().await;
    let error = db
        .transaction(async |tx| {
            tx.batch("set constraints all deferred").await?;
            insert(1).one(tx).await?;
            insert(1).one(tx).await?;
            Ok(())
        })
        .await
        .unwrap_err();
    assert!(error.is_unique_violation(), "{error:?}");
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn a_nested_transaction_is_undone_alone() {
    let Database { db, .. } = table().await;
    db.transaction(async |tx| {
        insert(1).one(tx).await?;
        let inner = tx
            .transaction(async |tx| {
                insert(2).one(tx).await?;
                tx.transaction(async |tx| insert(3).one(tx).await).await?;
                insert(1).one(tx).await
            })
            .await;
        assert!(inner.unwrap_err().is_unique_violation());
        tx.transaction(async |tx| insert(4).one(tx).await).await?;
        let dropped = tx.begin().await?;
        insert(5).one(&dropped).await?;
        drop(dropped);
        insert(6).one(tx).await
    })
    .await
    .unwrap();
    let kept = sql::<i32>("select n from t order by n").all(&db).await.unwrap();
    assert_eq!(kept, [1, 4, 6]);
}

#[tokio::test]
async fn a_statement_runs_on_the_innermost_transaction_alone() {
    let Database { db, .. } = table().await;
    let tx = db.begin().await.unwrap();
    let inner = tx.begin().await.unwrap();
    let error = insert(1).one(&tx).await.unwrap_err();
    assert!(error.to_string().starts_with("a transaction inside of this one is open"), "{error}");
    let beside = tx.begin().await.map(drop).unwrap_err();
    assert!(beside.to_string().starts_with("a transaction inside of this one is open"));
    insert(2).one(&inner).await.unwrap();
    inner.commit().await.unwrap();
    insert(3).one(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db, "t").await, 2);
}

#[tokio::test]
async fn the_options_reach_the_server() {
    let Database { db, .. } = table().await;
    let tx = db.build_transaction().isolation(Isolation::Serializable).read_only().deferrable().begin().await.unwrap();
    for (show, wanted) in
        [("show transaction_isolation", "serializable"), ("show transaction_read_only", "on"), ("show transaction_deferrable", "on")]
    {
        assert_eq!(sql::<String>(show).one(&tx).await.unwrap(), wanted);
    }
    let error = insert(1).one(&tx).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("25006"));
}

#[tokio::test]
async fn two_transactions_can_see_the_same_snapshot() {
    let Database { db, .. } = table().await;
    let first = db.build_transaction().isolation(Isolation::RepeatableRead).begin().await.unwrap();
    let snapshot = first.export_snapshot().await.unwrap();
    insert(1).one(&db).await.unwrap();
    let second = db.build_transaction().isolation(Isolation::RepeatableRead).snapshot(snapshot).begin().await.unwrap();
    assert_eq!((count(&first, "t").await, count(&second, "t").await), (0, 0));
}

#[tokio::test]
async fn a_serialization_failure_is_tried_again() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table account (amount int); insert into account values (0)").await.unwrap();
    let tries = AtomicU32::new(0);
    let together = Barrier::new(3);
    let add = || {
        db.build_transaction().isolation(Isolation::RepeatableRead).retries(20).run(async |tx| {
            let amount = sql::<i32>("select amount from account").one(tx).await?;
            if tries.fetch_add(1, Ordering::Relaxed) < 3 {
                together.wait().await;
            }
            crate::support::sql_with::<i32>("update account set amount = ", amount + 1, "").execute(tx).await
        })
    };
    let (a, b, c) = tokio::join!(add(), add(), add());
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), (1, 1, 1));
    assert_eq!(sql::<i32>("select amount from account").one(&db).await.unwrap(), 3);
    assert!(tries.load(Ordering::Relaxed) >= 5, "the first time, all but one fail");
}

#[tokio::test]
async fn without_retries_a_serialization_failure_is_the_callers() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table account (amount int); insert into account values (0)").await.unwrap();
    let tx = db.build_transaction().isolation(Isolation::RepeatableRead).begin().await.unwrap();
    sql::<i32>("select amount from account").one(&tx).await.unwrap();
    sql::<i32>("update account set amount = 1").execute(&db).await.unwrap();
    let error = sql::<i32>("update account set amount = 2").execute(&tx).await.unwrap_err();
    assert!(error.is_serialization_failure() && !error.is_deadlock());
}

#[tokio::test]
async fn a_deadlock_is_known_and_tried_again() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table pair (id int, n int); insert into pair values (1, 0), (2, 0)").await.unwrap();
    let touch = |first: i32, second: i32| {
        let db = db.clone();
        async move {
            db.build_transaction()
                .retries(5)
                .run(async |tx| {
                    tx.batch("set local deadlock_timeout = '20ms'").await?;
                    for id in [first, second] {
                        crate::support::sql_with::<i32>("update pair set n = n + 1 where id = ", id, "").execute(tx).await?;
                        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                    }
                    Ok(())
                })
                .await
        }
    };
    let (a, b) = tokio::join!(touch(1, 2), touch(2, 1));
    assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
    assert_eq!(sql::<i64>("select sum(n) from pair").one(&db).await.unwrap(), 4);
}

#[tokio::test]
async fn an_error_that_cannot_roll_back_is_still_the_first_one() {
    let database = table().await;
    let Database { db, .. } = &database;
    let error = db
        .transaction(async |tx| {
            let pid = sql::<i32>("select pg_backend_pid()").one(tx).await?;
            let kill = crate::support::sql_with::<bool>("select pg_terminate_backend(", pid, ")");
            kill.one(&database.builder().connect().await?).await?;
            eventually(async || insert(1).one(tx).await.is_err()).await;
            Err::<(), _>(Error::other("first"))
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "first");
    assert_eq!(count(db, "t").await, 0);
}

/// A function that runs wherever its caller is.
async fn insert_twice(on: impl Executor, n: i32) -> Result<(), Error> {
    insert(n).one(on).await?;
    insert(n + 1).one(on).await?;
    Ok(())
}

/// A function that needs a transaction.
async fn insert_thrice(tx: &Transaction<'_>, from: &str) -> Result<(), Error> {
    let from: i32 = from.parse().map_err(Error::other)?;
    insert_twice(tx, from).await?;
    tx.transaction(async |tx| insert(from + 2).one(tx).await).await?;
    Ok(())
}

/// What a web framework's handler does.
async fn handler(db: Db, body: String) -> Result<i64, Error> {
    let numbers = vec![String::from("10"), body];
    let seen = AtomicU32::new(0);
    let names = &numbers;
    db.transaction(async |tx| {
        for name in names {
            insert_thrice(tx, name).await?;
            seen.fetch_add(1, Ordering::Relaxed);
        }
        tx.transaction(async |tx| {
            insert_twice(tx, 90).await?;
            insert_thrice(tx, &numbers[0]).await
        })
        .await
        .unwrap_err();
        Ok(())
    })
    .await?;
    db.build_transaction()
        .retries(2)
        .run(async |tx| {
            let last = names.last().map(String::as_str).unwrap_or_default();
            insert_thrice(tx, last).await.unwrap_err();
            Err::<(), _>(Error::other("undone"))
        })
        .await
        .unwrap_err();
    insert_twice(&db, 100).await?;
    Ok(count(&db, "t").await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn futures_are_send_with_closures_that_borrow_and_await() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let Database { db, .. } = table().await;
    let rows = tokio::spawn(is_send(handler(db.clone(), "20".into()))).await.unwrap().unwrap();
    assert_eq!(rows, 8);
}
