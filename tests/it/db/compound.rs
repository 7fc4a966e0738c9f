//! UNION, INTERSECT, EXCEPT.

use orm::prelude::*;
use orm::schema::index::Direction;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "a")]
struct A {
    #[column(primary_key, identity)]
    id: i32,
    n: i32,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "b")]
struct B {
    #[column(primary_key, identity)]
    id: i32,
    m: i32,
}

/// `a` is 1, 1, 2, 3 and `b` is 1, 3, 3, 4.
async fn bags() -> Database {
    let database = Database::with([A::table(), B::table()]).await;
    insert([1, 1, 2, 3].map(|n| NewA { n }))
        .execute(&*database)
        .await
        .expect("what the test is given");
    insert([1, 3, 3, 4].map(|m| NewB { m }))
        .execute(&*database)
        .await
        .expect("what the test is given");
    database
}

fn a() -> Query<i32> {
    from(A).select(A.n)
}

fn b() -> Query<i32> {
    from(B).select(B.m)
}

/// I22
#[tokio::test]
async fn each_set_operation_gives_its_rows() {
    let db = &*bags().await;
    let sorted = |query: Query<i32>| query.order_by_position(1, Direction::Asc).all(db);
    assert_eq!(sorted(a().union(b())).await.unwrap(), [1, 2, 3, 4]);
    assert_eq!(
        sorted(a().union_all(b())).await.unwrap(),
        [1, 1, 1, 2, 3, 3, 3, 4]
    );
    assert_eq!(sorted(a().intersect(b())).await.unwrap(), [1, 3]);
    assert_eq!(sorted(a().intersect_all(b())).await.unwrap(), [1, 3]);
    assert_eq!(sorted(a().except(b())).await.unwrap(), [2]);
    assert_eq!(sorted(a().except_all(b())).await.unwrap(), [1, 2]);
}

/// I22
#[tokio::test]
async fn operations_are_done_in_the_order_in_which_they_were_built() {
    let db = &*bags().await;
    let sorted = |query: Query<i32>| query.order_by_position(1, Direction::Asc).all(db);
    // Bare SQL would do the intersection first.
    assert_eq!(
        sorted(a().union(b()).intersect(b())).await.unwrap(),
        [1, 3, 4]
    );
    assert_eq!(
        sorted(a().union(b().intersect(b()))).await.unwrap(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        sorted(a().except(b().except(a()))).await.unwrap(),
        [1, 2, 3]
    );
}

#[tokio::test]
async fn order_and_page_are_of_the_whole_or_of_a_part() {
    let db = &*bags().await;
    let whole = a()
        .union(b())
        .order_by_position(1, Direction::Desc)
        .limit(2)
        .offset(1);
    assert_eq!(whole.all(db).await.unwrap(), [3, 2]);
    let part = from(A)
        .order_by(A.n.desc())
        .limit(1)
        .select(A.n)
        .union_all(from(B).order_by(B.m).limit(1).select(B.m));
    assert_eq!(
        part.order_by_position(1, Direction::Asc)
            .all(db)
            .await
            .unwrap(),
        [1, 3]
    );
    assert_eq!(
        a().order_by_position(1, Direction::Desc)
            .limit(1)
            .all(db)
            .await
            .unwrap(),
        [3]
    );
    assert_eq!(
        a().union(b())
            .order_by_position(1, Direction::Asc)
            .first(db)
            .await
            .unwrap(),
        Some(1)
    );
}

#[tokio::test]
async fn rows_of_several_columns_and_whole_tables_combine() {
    let db = &*bags().await;
    let pairs = from(A)
        .select((A.n, value("a")))
        .union(from(B).select((B.m, value("b"))));
    let rows = pairs
        .order_by_position(1, Direction::Asc)
        .order_by_position(2, Direction::Desc)
        .limit(3)
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, "b".into()), (1, "a".into()), (2, "a".into())]);
    let whole = from(A)
        .filter(A.n.eq(2))
        .into_query()
        .union(from(A).filter(A.n.eq(3)).into_query());
    assert_eq!(whole.all(db).await.unwrap().len(), 2);
}

/// A combined query is a query: it is combined again, and stands in a subquery.
#[tokio::test]
async fn a_combined_query_is_a_subquery() {
    let db = &*bags().await;
    let both = from(A)
        .filter(A.n.in_query(a().intersect(b())))
        .order_by(A.id)
        .select(A.n);
    assert_eq!(both.all(db).await.unwrap(), [1, 1, 3]);
}

#[tokio::test]
async fn what_cannot_be_combined_is_an_error_before_the_server_is_asked() {
    let db = &*bags().await;
    let error = a()
        .union(delete(A).all_rows().returning(A.n))
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), None);
    assert!(error.to_string().contains("set operation"), "{error}");
    assert!(
        a().order_by_position(2, Direction::Asc)
            .all(db)
            .await
            .is_err()
    );
    assert_eq!(from(A).select(count_all()).one(db).await.unwrap(), 4);
}
