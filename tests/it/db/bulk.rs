//! Many rows in one insert.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "readings")]
struct Reading {
    #[column(primary_key)]
    id: i32,
    sensor: String,
    value: f64,
    tags: Vec<String>,
    note: Option<String>,
}

fn reading(id: i32) -> NewReading {
    NewReading {
        id,
        sensor: format!("s{}", id % 10),
        value: f64::from(id) / 4.0,
        tags: (0..id % 3).map(|n| format!("t{n}")).collect(),
        note: (id % 2 == 0).then(|| "even".to_owned()),
    }
}

/// K2
#[tokio::test]
async fn arrays_are_kept_whole_in_many_rows() {
    let db = &*Database::with([Reading::table()]).await;
    insert((0..5).map(reading).collect::<Vec<_>>()).execute(db).await.unwrap();
    let tags = from(Reading).order_by(Reading.id).select(Reading.tags).all(db).await.unwrap();
    assert_eq!(tags, [vec![], vec!["t0".to_owned()], vec!["t0".into(), "t1".into()], vec![], vec!["t0".into()]]);
}

/// K15: more values than one statement may have, and still one insert.
#[tokio::test]
async fn more_than_65535_values_are_one_insert() {
    let db = &*Database::with([Reading::table()]).await;
    let rows: Vec<NewReading> = (0..20_000).rev().map(reading).collect();
    let back = insert(rows).returning(Reading.id).all(db).await.unwrap();
    assert_eq!(back, (0..20_000).rev().collect::<Vec<_>>());
    let (rows, total) = from(Reading).select((count_all(), sum(Reading.id))).one(db).await.unwrap();
    assert_eq!((rows, total), (20_000, Some((0..20_000_i64).sum())));
    assert_eq!(Reading.find(19_999).one(db).await.unwrap().tags, ["t0"]);
}

#[tokio::test]
async fn a_violation_in_the_last_row_leaves_nothing() {
    let db = &*Database::with([Reading::table()]).await;
    let rows = || (0..20_000).chain([5]).map(reading).collect::<Vec<_>>();
    let error = insert(rows()).execute(db).await.unwrap_err();
    assert!(error.is_unique_violation());
    assert_eq!(from(Reading).select(count_all()).one(db).await.unwrap(), 0);
    assert_eq!(insert(rows()).on_conflict(Reading.id).do_nothing().execute(db).await.unwrap(), 20_000);
}

/// Within a transaction the whole insert is a part of it.
#[tokio::test]
async fn a_long_insert_goes_with_its_transaction() {
    let db = &*Database::with([Reading::table()]).await;
    let tx = db.begin().await.unwrap();
    assert_eq!(insert((0..20_000).map(reading).collect::<Vec<_>>()).execute(&tx).await.unwrap(), 20_000);
    tx.rollback().await.unwrap();
    assert_eq!(from(Reading).select(count_all()).one(db).await.unwrap(), 0);
}

/// Rows with different columns, too many for one statement: each slice says `default` alike.
#[tokio::test]
async fn a_long_insert_with_defaults_keeps_them() {
    #[derive(Table, Debug, Clone)]
    #[table(name = "pairs")]
    struct Pair {
        #[column(primary_key, identity)]
        id: i32,
        a: i32,
        #[column(default = -1)]
        b: i32,
    }
    let db = &*Database::with([Pair::table()]).await;
    let rows: Vec<NewPair> = (0..40_000).map(|a| NewPair { a, b: (a == 39_999).then_some(5) }).collect();
    let back = insert(rows).returning((Pair.a, Pair.b)).all(db).await.unwrap();
    assert_eq!(back.len(), 40_000);
    assert!(back[..39_999].iter().enumerate().all(|(at, (a, b))| (*a, *b) == (at as i32, -1)));
    assert_eq!(back[39_999], (39_999, 5));
}

/// 200,000 rows in arrays.
#[tokio::test]
async fn the_number_of_rows_has_no_limit() {
    #[derive(Table, Debug, Clone)]
    #[table(name = "numbers")]
    struct Number {
        #[column(primary_key)]
        n: i32,
        text: Option<String>,
    }
    let db = &*Database::with([Number::table()]).await;
    let rows: Vec<NewNumber> = (0..200_000).map(|n| NewNumber { n, text: (n % 2 == 0).then(|| n.to_string()) }).collect();
    assert_eq!(insert(rows).execute(db).await.unwrap(), 200_000);
    let counts = from(Number).select((count_all(), count(Number.text), max(Number.n))).one(db).await.unwrap();
    assert_eq!(counts, (200_000, 100_000, Some(199_999)));
}

/// A value too long for its column is an error in one row and in many; nothing is cut.
#[tokio::test]
async fn a_value_that_is_too_long_is_not_cut() {
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "codes")]
    struct Code {
        #[column(primary_key)]
        id: i32,
        #[column(sql_type = "varchar(3)")]
        code: String,
        #[column(sql_type = "numeric(3, 1)")]
        n: orm::types::Numeric,
    }
    let db = &*Database::with([Code::table()]).await;
    let new = |id, code: &str, n: &str| NewCode { id, code: code.into(), n: n.parse().unwrap() };
    for error in [
        insert(new(1, "abcd", "1")).execute(db).await.unwrap_err(),
        insert([new(1, "abc", "1"), new(2, "abcd", "1")]).execute(db).await.unwrap_err(),
    ] {
        assert_eq!(error.sql_state(), Some("22001"), "{error}");
    }
    let error = insert([new(1, "abc", "1"), new(2, "abc", "100")]).execute(db).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("22003"));
    assert_eq!(from(Code).all(db).await.unwrap(), []);
}

/// Types that the server would guess wrongly in an array: each is sent as its own type.
#[tokio::test]
async fn every_kind_of_value_is_sent_in_an_array() {
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "kinds")]
    struct Kind {
        #[column(primary_key)]
        id: i64,
        json: orm::types::serde_json::Value,
        bytes: Vec<u8>,
        at: DateTime<Utc>,
        uid: orm::types::uuid::Uuid,
        range: Option<orm::types::Range<i32>>,
        flag: Option<bool>,
        #[column(sql_type = "char(3)")]
        fixed: String,
        #[column(sql_type = "timestamptz(0)")]
        second: DateTime<Utc>,
    }
    let db = &*Database::with([Kind::table()]).await;
    let at: DateTime<Utc> = "2026-02-03T04:05:06Z".parse().unwrap();
    let new = |id| NewKind {
        id,
        json: orm::types::serde_json::json!({"id": id}),
        bytes: vec![0, 255, b'\\'],
        at,
        uid: orm::types::uuid::Uuid::from_u128(7),
        range: (id == 1).then(|| orm::types::Range::from(1..5)),
        flag: (id == 2).then_some(true),
        fixed: "abc".into(),
        second: at,
    };
    let rows = insert([new(1), new(2)]).returning_all().all(db).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].json, orm::types::serde_json::json!({"id": 1}));
    assert_eq!((rows[0].bytes.as_slice(), rows[0].at, rows[0].flag), (&[0, 255, b'\\'][..], at, None));
    assert_eq!((rows[1].range.clone(), rows[1].flag, rows[1].second), (None, Some(true), at));
}
