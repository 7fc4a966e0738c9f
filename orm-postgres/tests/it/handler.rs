//! What a web framework's handlers do with futures.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use orm_postgres::Db;
use orm_postgres::Error;
use orm_postgres::Execute as _;
use orm_postgres::Executor;
use orm_postgres::Transaction;

use crate::support::Database;
use crate::support::count;
use crate::support::insert;
use crate::support::table;

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
    tx.transaction(async |tx| insert(from + 2).one(tx).await)
        .await?;
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
    let rows = tokio::spawn(is_send(handler(db.clone(), "20".into())))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rows, 8);
}
