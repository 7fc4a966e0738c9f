//! An insert has no limit of parameters.

use std::sync::Arc;

use orm_core::query::Complete;
use orm_core::query::Statement;
use orm_core::schema::Column;
use orm_core::schema::Table;
use orm_core::tree;
use orm_core::tree::InsertRows;
use orm_core::tree::Presence;
use orm_core::tree::Value;
use orm_postgres::Db;
use orm_postgres::Execute;
use orm_postgres::Run;

use crate::support::Database;
use crate::support::sql;

static TABLE: Table = Table::new("big", &[Column::new::<i32>("a"), Column::new::<i32>("b")]);

/// Rows of which every other one leaves `b` to its default, so that they cannot travel as arrays.
#[derive(Debug)]
struct Uneven(usize);

impl InsertRows for Uneven {
    fn len(&self) -> usize {
        self.0
    }
    fn columns(&self) -> &[usize] {
        &[0, 1]
    }
    fn presence(&self, field: usize) -> Presence {
        if field == 0 {
            Presence::All
        } else {
            Presence::Some
        }
    }
    fn is_set(&self, row: usize, field: usize) -> bool {
        field == 0 || row.is_multiple_of(2)
    }
    fn value(self: Arc<Self>, row: usize, _field: usize) -> Value {
        Arc::new(i32::try_from(row).unwrap())
    }
    fn array(self: Arc<Self>, _field: usize) -> Value {
        unreachable!("rows that leave a field out are not sent as arrays")
    }
}

struct Insert(usize);

impl Statement for Insert {
    fn into_tree(self) -> tree::Statement {
        tree::Statement::Insert(Box::new(tree::Insert {
            table: &TABLE,
            rows: Arc::new(Uneven(self.0)),
            overriding: None,
            conflict: None,
            returning: Vec::new(),
        }))
    }
}
impl Complete for Insert {}
impl Execute for Insert {}
impl Run for Insert {}

async fn table() -> Database {
    let database = Database::new().await;
    database
        .db
        .batch("create table big (a int primary key, b int default -1)")
        .await
        .unwrap();
    database
}

async fn totals(db: &Db) -> (i64, i64, i64) {
    sql("select count(*), count(distinct a), count(*) filter (where b = -1) from big")
        .one(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn rows_beyond_the_limit_of_parameters_are_inserted() {
    let Database { db, .. } = table().await;
    assert_eq!(Insert(100_000).execute(&db).await.unwrap(), 100_000);
    assert_eq!(totals(&db).await, (100_000, 100_000, 50_000));
    let last: (i32, i32) = sql("select a, b from big where a = 99998")
        .one(&db)
        .await
        .unwrap();
    assert_eq!(last, (99_998, 99_998));
}

#[tokio::test]
async fn either_all_of_them_are_inserted_or_none() {
    let Database { db, .. } = table().await;
    db.batch("insert into big values (99999)").await.unwrap();
    assert!(
        Insert(100_000)
            .execute(&db)
            .await
            .unwrap_err()
            .is_unique_violation()
    );
    assert_eq!(totals(&db).await, (1, 1, 1));
    assert_eq!(db.status().idle, 1);
}

#[tokio::test]
async fn within_a_transaction_they_are_part_of_it() {
    let Database { db, .. } = table().await;
    let tx = db.begin().await.unwrap();
    assert_eq!(Insert(70_000).execute(&tx).await.unwrap(), 70_000);
    tx.rollback().await.unwrap();
    assert_eq!(totals(&db).await, (0, 0, 0));
}
