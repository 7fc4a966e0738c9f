//! NULL: three-valued logic, and what guards against it.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "t")]
struct T {
    #[column(primary_key)]
    id: i32,
    a: Option<i32>,
    b: Option<i32>,
    yes: Option<bool>,
}

/// 1 is (1, 1, true), 2 is (1, 2, false), 3 is (1, NULL, NULL), 4 is (NULL, NULL, NULL).
async fn rows() -> Database {
    let database = Database::with([T::table()]).await;
    insert([
        NewT {
            id: 1,
            a: Some(1),
            b: Some(1),
            yes: Some(true),
        },
        NewT {
            id: 2,
            a: Some(1),
            b: Some(2),
            yes: Some(false),
        },
        NewT {
            id: 3,
            a: Some(1),
            b: None,
            yes: None,
        },
        NewT {
            id: 4,
            a: None,
            b: None,
            yes: None,
        },
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

macro_rules! ids {
    ($db:expr, $condition:expr) => {
        from(T)
            .filter($condition)
            .order_by(T.id)
            .select(T.id)
            .all($db)
            .await
            .unwrap()
    };
}

#[tokio::test]
async fn nothing_equals_null_and_nothing_differs_from_it() {
    let db = &*rows().await;
    assert_eq!(ids!(db, T.a.eq(T.b)), [1]);
    assert_eq!(ids!(db, T.a.ne(T.b)), [2]);
    assert_eq!(ids!(db, not(T.a.eq(T.b))), [2]);
    let all: Vec<Option<bool>> = from(T)
        .order_by(T.id)
        .select(T.a.eq(T.b))
        .all(db)
        .await
        .unwrap();
    assert_eq!(all, [Some(true), Some(false), None, None]);
}

/// X38
#[tokio::test]
async fn distinct_from_takes_null_for_a_value() {
    let db = &*rows().await;
    assert_eq!(ids!(db, T.a.is_distinct_from(T.b)), [2, 3]);
    assert_eq!(ids!(db, T.a.is_not_distinct_from(T.b)), [1, 4]);
    assert_eq!(ids!(db, T.b.is_distinct_from(Some(1))), [2, 3, 4]);
    assert_eq!(ids!(db, T.b.is_not_distinct_from(None::<i32>)), [3, 4]);
    assert_eq!(ids!(db, T.b.ne_or_null(1)), [2, 3, 4]);
    let all: Vec<bool> = from(T)
        .order_by(T.id)
        .select(T.a.is_distinct_from(T.b))
        .all(db)
        .await
        .unwrap();
    assert_eq!(all, [false, true, true, false]);
}

#[tokio::test]
async fn logic_with_null_has_three_values() {
    let db = &*rows().await;
    let all: Vec<(Option<bool>, Option<bool>, Option<bool>)> = from(T)
        .order_by(T.id)
        .select((T.yes.and(false), T.yes.or(true), T.yes.not()))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        all,
        [
            (Some(false), Some(true), Some(false)),
            (Some(false), Some(true), Some(true)),
            (Some(false), Some(true), None),
            (Some(false), Some(true), None),
        ]
    );
    assert_eq!(ids!(db, T.yes), [1]);
    assert_eq!(ids!(db, not(T.yes)), [2]);
    assert_eq!(ids!(db, coalesce(T.yes, true)), [1, 3, 4]);
}

#[tokio::test]
async fn a_list_does_not_find_null() {
    let db = &*rows().await;
    assert_eq!(ids!(db, T.b.in_([1])), [1]);
    assert_eq!(ids!(db, T.b.not_in([1])), [2]);
    assert_eq!(ids!(db, T.b.not_in(Vec::<i32>::new())), [1, 2, 3, 4]);
    assert_eq!(ids!(db, T.b.between(T.a, 5)), [1, 2]);
}

#[tokio::test]
async fn coalesce_takes_the_first_that_is_there() {
    let db = &*rows().await;
    let all: Vec<(i32, Option<i32>, i32)> = from(T)
        .order_by(T.id)
        .select((
            coalesce(T.b, -1),
            coalesce(T.b, T.a),
            coalesce(coalesce(T.b, T.a), 0),
        ))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        all,
        [
            (1, Some(1), 1),
            (2, Some(2), 2),
            (-1, Some(1), 1),
            (-1, None, 0)
        ]
    );
}

/// A promise that is kept is a plain value; a broken one is an error that names the column.
#[tokio::test]
async fn a_promise_of_not_null_is_checked_when_it_is_read() {
    let db = &*rows().await;
    let kept: Vec<i32> = from(T)
        .filter(T.b.is_not_null())
        .order_by(T.id)
        .select(T.b.assume_not_null())
        .all(db)
        .await
        .unwrap();
    assert_eq!(kept, [1, 2]);
    let broken = from(T)
        .select(T.b.assume_not_null())
        .all(db)
        .await
        .unwrap_err();
    assert!(broken.is_decode());
    assert_eq!(broken.column(), Some("b"));
}

#[tokio::test]
async fn nulls_stand_where_the_order_says() {
    let db = &*rows().await;
    let ids = |query: Query<i32>| query.all(db);
    assert_eq!(
        ids(from(T).order_by((T.b.asc(), T.id)).select(T.id))
            .await
            .unwrap(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        ids(from(T).order_by((T.b.desc(), T.id)).select(T.id))
            .await
            .unwrap(),
        [3, 4, 2, 1]
    );
    assert_eq!(
        ids(from(T)
            .order_by((T.b.desc().nulls_last(), T.id))
            .select(T.id))
        .await
        .unwrap(),
        [2, 1, 3, 4]
    );
    assert_eq!(
        ids(from(T)
            .order_by((T.b.asc().nulls_first(), T.id))
            .select(T.id))
        .await
        .unwrap(),
        [3, 4, 1, 2]
    );
}
