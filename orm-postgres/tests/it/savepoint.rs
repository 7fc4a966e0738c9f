//! A transaction inside of another one.

use orm_postgres::Execute as _;

use crate::support::Database;
use crate::support::count;
use crate::support::insert;
use crate::support::sql;
use crate::support::table;

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
    let kept = sql::<i32>("select n from t order by n")
        .all(&db)
        .await
        .unwrap();
    assert_eq!(kept, [1, 4, 6]);
}

#[tokio::test]
async fn a_statement_runs_on_the_innermost_transaction_alone() {
    let Database { db, .. } = table().await;
    let tx = db.begin().await.unwrap();
    let inner = tx.begin().await.unwrap();
    let error = insert(1).one(&tx).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("a transaction inside of this one is open"),
        "{error}"
    );
    let beside = tx.begin().await.map(drop).unwrap_err();
    assert!(
        beside
            .to_string()
            .starts_with("a transaction inside of this one is open")
    );
    insert(2).one(&inner).await.unwrap();
    inner.commit().await.unwrap();
    insert(3).one(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db, "t").await, 2);
}
