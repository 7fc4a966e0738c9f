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
    insert((0..5).map(reading).collect::<Vec<_>>())
        .execute(db)
        .await
        .unwrap();
    let tags = from(Reading)
        .order_by(Reading.id)
        .select(Reading.tags)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        tags,
        [
            vec![],
            vec!["t0".to_owned()],
            vec!["t0".into(), "t1".into()],
            vec![],
            vec!["t0".into()]
        ]
    );
}

/// K15: more values than one statement may have, and still one insert.
#[tokio::test]
async fn more_than_65535_values_are_one_insert() {
    let db = &*Database::with([Reading::table()]).await;
    let rows: Vec<NewReading> = (0..20_000).rev().map(reading).collect();
    let back = insert(rows).returning(Reading.id).all(db).await.unwrap();
    assert_eq!(back, (0..20_000).rev().collect::<Vec<_>>());
    let (rows, total) = from(Reading)
        .select((count_all(), sum(Reading.id)))
        .one(db)
        .await
        .unwrap();
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
    assert_eq!(
        insert(rows())
            .on_conflict(Reading.id)
            .do_nothing()
            .execute(db)
            .await
            .unwrap(),
        20_000
    );
}

/// Within a transaction the whole insert is a part of it.
#[tokio::test]
async fn a_long_insert_goes_with_its_transaction() {
    let db = &*Database::with([Reading::table()]).await;
    let tx = db.begin().await.unwrap();
    assert_eq!(
        insert((0..20_000).map(reading).collect::<Vec<_>>())
            .execute(&tx)
            .await
            .unwrap(),
        20_000
    );
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
    let rows: Vec<NewPair> = (0..40_000)
        .map(|a| NewPair {
            a,
            b: (a == 39_999).then_some(5),
        })
        .collect();
    let back = insert(rows)
        .returning((Pair.a, Pair.b))
        .all(db)
        .await
        .unwrap();
    assert_eq!(back.len(), 40_000);
    assert!(
        back[..39_999]
            .iter()
            .enumerate()
            .all(|(at, (a, b))| (*a, *b) == (at as i32, -1))
    );
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
    let rows: Vec<NewNumber> = (0..200_000)
        .map(|n| NewNumber {
            n,
            text: (n % 2 == 0).then(|| n.to_string()),
        })
        .collect();
    assert_eq!(insert(rows).execute(db).await.unwrap(), 200_000);
    let counts = from(Number)
        .select((count_all(), count(Number.text), max(Number.n)))
        .one(db)
        .await
        .unwrap();
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
    let new = |id, code: &str, n: &str| NewCode {
        id,
        code: code.into(),
        n: n.parse().unwrap(),
    };
    for error in [
        insert(new(1, "abcd", "1")).execute(db).await.unwrap_err(),
        insert([new(1, "abc", "1"), new(2, "abcd", "1")])
            .execute(db)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.sql_state(), Some("22001"), "{error}");
    }
    let error = insert([new(1, "abc", "1"), new(2, "abc", "100")])
        .execute(db)
        .await
        .unwrap_err();
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
    let rows = insert([new(1), new(2)])
        .returning_all()
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].json, orm::types::serde_json::json!({"id": 1}));
    assert_eq!(
        (rows[0].bytes.as_slice(), rows[0].at, rows[0].flag),
        (&[0, 255, b'\\'][..], at, None)
    );
    assert_eq!(
        (rows[1].range, rows[1].flag, rows[1].second),
        (None, Some(true), at)
    );
}

/// P29: a table may have as many columns as it needs.
#[tokio::test]
async fn a_table_of_sixty_columns_is_written_and_read() {
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "wide")]
    #[rustfmt::skip]
    struct Wide {
        #[column(primary_key)]
        id: i32,
        c1: i32, c2: i32, c3: i32, c4: i32, c5: i32, c6: i32, c7: i32, c8: i32, c9: i32, c10: i32,
        c11: i32, c12: i32, c13: i32, c14: i32, c15: i32, c16: i32, c17: i32, c18: i32, c19: i32, c20: i32,
        c21: i32, c22: i32, c23: i32, c24: i32, c25: i32, c26: i32, c27: i32, c28: i32, c29: i32, c30: i32,
        c31: i32, c32: i32, c33: i32, c34: i32, c35: i32, c36: i32, c37: i32, c38: i32, c39: i32, c40: i32,
        c41: i32, c42: i32, c43: i32, c44: i32, c45: i32, c46: i32, c47: i32, c48: i32, c49: i32, c50: i32,
        c51: i32, c52: i32, c53: i32, c54: i32, c55: i32, c56: i32, c57: i32, c58: i32, c59: i32,
    }
    #[rustfmt::skip]
    let new = |id: i32| NewWide {
        id, c1: id, c2: id * 2, c3: id * 3, c4: id * 4, c5: id * 5, c6: id * 6, c7: id * 7,
        c8: id * 8, c9: id * 9, c10: id * 10, c11: id * 11, c12: id * 12, c13: id * 13, c14: id * 14, c15: id * 15,
        c16: id * 16, c17: id * 17, c18: id * 18, c19: id * 19, c20: id * 20, c21: id * 21, c22: id * 22, c23: id * 23,
        c24: id * 24, c25: id * 25, c26: id * 26, c27: id * 27, c28: id * 28, c29: id * 29, c30: id * 30, c31: id * 31,
        c32: id * 32, c33: id * 33, c34: id * 34, c35: id * 35, c36: id * 36, c37: id * 37, c38: id * 38, c39: id * 39,
        c40: id * 40, c41: id * 41, c42: id * 42, c43: id * 43, c44: id * 44, c45: id * 45, c46: id * 46, c47: id * 47,
        c48: id * 48, c49: id * 49, c50: id * 50, c51: id * 51, c52: id * 52, c53: id * 53, c54: id * 54, c55: id * 55,
        c56: id * 56, c57: id * 57, c58: id * 58, c59: id * 59,
    };
    let db = &*Database::with([Wide::table()]).await;
    let rows = insert((1..=2000).map(new).collect::<Vec<_>>())
        .returning_all()
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        (rows.len(), rows[1999].c59, rows[0].c1),
        (2000, 2000 * 59, 1)
    );
    let row = Wide.find(7).one(db).await.unwrap();
    assert_eq!((row.c10, row.c59), (70, 413));
    let row = update(Wide)
        .set(WideChanges {
            c59: Some(0),
            ..WideChanges::default()
        })
        .filter(Wide.id.eq(7))
        .returning(Wide.c59)
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, 0);
}
