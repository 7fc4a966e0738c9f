//! Aggregates over all rows.

use orm::prelude::*;
use orm::types::Numeric;

use crate::support::Database;

#[derive(Table, Debug, Clone)]
#[table(name = "sales")]
struct Sale {
    #[column(primary_key)]
    id: i32,
    item: String,
    price: i32,
    big: i64,
    rate: f64,
    rebate: Option<i32>,
}

fn numeric(text: &str) -> Numeric {
    text.parse().expect("what the test is given")
}

async fn sales() -> Database {
    let database = Database::with([Sale::table()]).await;
    let new = |id, item: &str, price: i32, rebate| NewSale {
        id,
        item: item.into(),
        price,
        big: i64::from(price) * 10,
        rate: f64::from(price) / 2.0,
        rebate,
    };
    insert([
        new(1, "tea", 3, None),
        new(2, "tea", 5, Some(1)),
        new(3, "cup", 5, Some(1)),
        new(4, "pot", 20, None),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// I24, J17
#[tokio::test]
async fn count_counts_rows_values_and_different_values() {
    let db = &*sales().await;
    let counts = from(Sale)
        .select((
            count_all(),
            count(Sale.rebate),
            count_distinct(Sale.rebate),
            count_distinct(Sale.price),
            count(Sale.price).distinct(),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(counts, (4, 2, 1, 3, 3));
}

/// J18, J19: the types are the server's.
#[tokio::test]
async fn sum_avg_min_and_max_have_the_types_of_the_server() {
    let db = &*sales().await;
    let sums: (Option<i64>, Option<Numeric>, Option<f64>) = from(Sale)
        .select((sum(Sale.price), sum(Sale.big), sum(Sale.rate)))
        .one(db)
        .await
        .unwrap();
    assert_eq!(sums, (Some(33), Some(numeric("330")), Some(16.5)));
    let averages: (Option<Numeric>, Option<f64>, Option<i64>) = from(Sale)
        .select((avg(Sale.price), avg(Sale.rate), sum(Sale.price).distinct()))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        averages,
        (Some(numeric("8.2500000000000000")), Some(4.125), Some(28))
    );
    let ends = from(Sale)
        .select((
            min(Sale.price),
            max(Sale.price),
            min(Sale.item),
            max(Sale.rebate),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(ends, (Some(3), Some(20), Some("cup".into()), Some(1)));
}

#[tokio::test]
async fn over_no_rows_a_count_is_zero_and_all_else_is_null() {
    let db = &*sales().await;
    let none = from(Sale)
        .filter(Sale.price.gt(99))
        .select((
            count_all(),
            count(Sale.id),
            sum(Sale.price),
            avg(Sale.rate),
            min(Sale.item),
            max(Sale.id),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(none, (0, 0, None, None, None, None));
    assert_eq!(
        from(Sale)
            .filter(Sale.price.gt(99))
            .select(coalesce(sum(Sale.price), 0_i64))
            .one(db)
            .await
            .unwrap(),
        0
    );
}

/// I32: FILTER.
#[tokio::test]
async fn an_aggregate_may_filter_its_rows() {
    let db = &*sales().await;
    let row = from(Sale)
        .select((
            count_all().filter_where(Sale.price.gt(4)),
            sum(Sale.price).filter_where(Sale.item.eq("tea")),
            count(Sale.id)
                .filter_where(Sale.price.gt(4))
                .filter_where(Sale.rebate.is_null()),
            count_all(),
            sum(Sale.price).filter_where(Sale.item.eq("none")),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, (3, Some(8), 1, 4, None));
}

#[tokio::test]
async fn aggregates_stand_in_expressions() {
    let db = &*sales().await;
    let row = from(Sale)
        .select((
            sum(Sale.price).sub(count_all()),
            max(Sale.price).sub(min(Sale.price)),
            count_all().gt(3),
            sum(Sale.price.mul(2)),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, (Some(29), Some(17), true, Some(66)));
}

/// An order of the rows that go into an aggregate has no meaning; a query that was sorted can be counted.
#[tokio::test]
async fn a_sorted_query_can_be_counted() {
    let db = &*sales().await;
    let query = from(Sale)
        .filter(Sale.price.gt(3))
        .order_by(Sale.price.desc());
    assert_eq!(query.clone().select(count_all()).one(db).await.unwrap(), 3);
    assert_eq!(query.select(Sale.id).first(db).await.unwrap(), Some(4));
}

#[tokio::test]
async fn an_overflow_of_an_aggregate_is_an_error() {
    let db = &*sales().await;
    let error = from(Sale)
        .select(sum(Sale.price.mul(i32::MAX)))
        .one(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("22003"));
}
