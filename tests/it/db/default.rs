//! INSERT of what is made for a row: defaults, identities, generated values.

use std::sync::atomic::AtomicI32;
use std::sync::atomic::Ordering;

use orm::prelude::*;

use crate::support::Database;

/// K14
#[tokio::test]
async fn rows_of_defaults_alone() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "ticks")]
    struct Tick {
        #[column(primary_key, identity)]
        id: i32,
        #[column(default = 5)]
        n: i32,
    }
    let db = &*Database::with([Tick::table()]).await;
    assert_eq!(
        insert(NewTick::builder())
            .returning_all()
            .one(db)
            .await
            .unwrap(),
        Tick { id: 1, n: 5 }
    );
    let two = insert([NewTick::builder(), NewTick::builder()])
        .returning(Tick.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(two, [2, 3]);
}

/// A table whose every column the server makes.
#[tokio::test]
async fn a_row_that_the_server_makes_alone() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "ids")]
    struct Id {
        #[column(primary_key, identity)]
        id: i32,
        #[column(generated = "1 + 1")]
        two: i32,
    }
    let db = &*Database::with([Id::table()]).await;
    assert_eq!(
        insert(NewId::builder())
            .returning_all()
            .one(db)
            .await
            .unwrap(),
        Id { id: 1, two: 2 }
    );
    assert_eq!(
        insert(vec![NewId {}, NewId {}])
            .returning(Id.id)
            .all(db)
            .await
            .unwrap(),
        [2, 3]
    );
}

/// B4, B5: run once a row, where no value is given.
#[tokio::test]
async fn a_default_fn_runs_for_each_row_without_a_value() {
    static CALLS: AtomicI32 = AtomicI32::new(100);
    fn next() -> i32 {
        CALLS.fetch_add(1, Ordering::SeqCst)
    }
    fn stamp() -> Option<String> {
        Some("stamped".into())
    }
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "rows")]
    struct Line {
        #[column(primary_key, default_fn = next)]
        id: i32,
        #[column(on_update_fn = stamp)]
        stamp: Option<String>,
        #[column(default = 0, on_update_fn = next)]
        version: i32,
    }
    let db = &*Database::with([Line::table()]).await;
    let rows = [
        NewLine::builder().build(),
        NewLine {
            id: Some(1),
            ..NewLine::builder().build()
        },
        NewLine::builder().build(),
    ];
    let back = insert(rows).returning_all().all(db).await.unwrap();
    let line = |id| Line {
        id,
        stamp: Some("stamped".into()),
        version: 0,
    };
    assert_eq!(back, [line(100), line(1), line(101)]);
    assert_eq!(CALLS.load(Ordering::SeqCst), 102);
}

/// B12
#[tokio::test]
async fn an_identity_by_default_takes_a_value_or_makes_one() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "numbered")]
    struct Numbered {
        #[column(primary_key, identity(by_default, start = 10))]
        id: i32,
        name: String,
    }
    let db = &*Database::with([Numbered::table()]).await;
    let one = |id: Option<i32>| NewNumbered {
        id,
        name: "n".into(),
    };
    let ids = insert([one(None), one(Some(3)), one(None)])
        .returning(Numbered.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(ids, [10, 3, 11]);
    assert_eq!(
        insert(NewNumbered::builder().name("x").id(99))
            .returning(Numbered.id)
            .one(db)
            .await
            .unwrap(),
        99
    );
}
