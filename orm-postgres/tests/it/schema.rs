//! Creating the tables of a schema.

use orm_core::schema::Column;
use orm_core::schema::Schema;
use orm_core::schema::Table;
use orm_postgres::CreateSchema as _;

use crate::support::Database;
use crate::support::count;

static GOOD: Table = Table {
    comment: Some("it's; here"),
    ..Table::new("good", &[Column::new::<i32>("id")])
};
static BAD: Table = Table::new(
    "bad",
    &[Column {
        default: Some("nonsense("),
        ..Column::new::<i32>("id")
    }],
);

#[tokio::test]
async fn a_schema_is_created_whole() {
    let Database { db, .. } = Database::new().await;
    Schema::of([&GOOD]).create(&db).await.unwrap();
    assert_eq!(count(&db, "good").await, 0);
}

#[tokio::test]
async fn a_statement_that_fails_is_named_and_nothing_is_created() {
    let Database { db, .. } = Database::new().await;
    let error = Schema::of([&GOOD, &BAD]).create(&db).await.unwrap_err();
    assert!(
        error.sql().unwrap().starts_with("create table \"bad\""),
        "{error:?}"
    );
    Schema::of([&GOOD]).create(&db).await.unwrap();
}

#[tokio::test]
async fn a_schema_can_be_created_within_a_transaction() {
    let Database { db, .. } = Database::new().await;
    let tx = db.begin().await.unwrap();
    Schema::of([&GOOD]).create(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    Schema::of([&GOOD]).create(&db).await.unwrap();
}
