//! Transactions commit on `Ok`, roll back on anything else, and nest.

use orm_postgres::Error;
use orm_postgres::Execute as _;

use crate::support::Database;
use crate::support::count;
use crate::support::eventually;
use crate::support::insert;
use crate::support::sql;
use crate::support::sql_with;
use crate::support::table;

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
    let db = database
        .builder()
        .max_connections(1)
        .connect()
        .await
        .unwrap();
    let tx = db.begin().await.unwrap();
    insert(1).one(&tx).await.unwrap();
    drop(tx);
    assert_eq!(count(&db, "t").await, 0);
    assert_eq!(db.status().open, 1, "the connection was kept");
    let idle = sql::<i64>(
        "select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()",
    );
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
    connection
        .transaction(async |tx| insert(2).one(tx).await)
        .await
        .unwrap();
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
    assert_eq!(
        error.to_string(),
        "an earlier statement has failed, so that the transaction was rolled back"
    );
    assert_eq!(count(&db, "t").await, 0);
}

#[tokio::test]
async fn an_error_of_the_client_alone_does_not_end_a_transaction() {
    let Database { db, .. } = table().await;
    db.transaction(async |tx| {
        insert(1).one(tx).await?;
        assert!(
            sql::<String>("select 1")
                .one(tx)
                .await
                .unwrap_err()
                .is_decode()
        );
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
async fn an_error_that_cannot_roll_back_is_still_the_first_one() {
    let database = table().await;
    let Database { db, .. } = &database;
    let error = db
        .transaction(async |tx| {
            let pid = sql::<i32>("select pg_backend_pid()").one(tx).await?;
            let kill = sql_with::<bool>("select pg_terminate_backend(", pid, ")");
            kill.one(&database.builder().connect().await?).await?;
            eventually(async || insert(1).one(tx).await.is_err()).await;
            Err::<(), _>(Error::other("first"))
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "first");
    assert_eq!(count(db, "t").await, 0);
}
