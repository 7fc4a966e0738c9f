//! GROUP BY and HAVING.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "shops")]
struct Shop {
    #[column(primary_key)]
    id: i32,
    name: String,
    city: Option<String>,
}

#[derive(Table, Debug, Clone)]
#[table(name = "sales")]
struct Sale {
    #[column(primary_key, identity)]
    id: i32,
    shop_id: i32,
    item: String,
    price: i32,
}

async fn sales() -> Database {
    let database = Database::with([Shop::table(), Sale::table()]).await;
    let shop = |id, name: &str, city: Option<&str>| NewShop {
        id,
        name: name.into(),
        city: city.map(Into::into),
    };
    insert([
        shop(1, "north", Some("Oslo")),
        shop(2, "south", Some("Rome")),
        shop(3, "empty", None),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    let sale = |shop_id, item: &str, price| NewSale {
        shop_id,
        item: item.into(),
        price,
    };
    insert([
        sale(1, "tea", 3),
        sale(1, "tea", 5),
        sale(1, "cup", 5),
        sale(2, "tea", 20),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// I10
#[tokio::test]
async fn groups_by_a_column() {
    let db = &*sales().await;
    let rows = from(Sale)
        .group_by(Sale.item)
        .order_by(Sale.item)
        .select((Sale.item, count_all(), sum(Sale.price)))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [("cup".into(), 1, Some(5)), ("tea".into(), 3, Some(28))]
    );
}

/// I10
#[tokio::test]
async fn groups_by_several_columns() {
    let db = &*sales().await;
    let rows = from(Sale)
        .group_by((Sale.shop_id, Sale.item))
        .order_by((Sale.shop_id, Sale.item))
        .select((Sale.item, Sale.shop_id, max(Sale.price)))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("cup".into(), 1, Some(5)),
            ("tea".into(), 1, Some(5)),
            ("tea".into(), 2, Some(20))
        ]
    );
}

/// A group by a table has all columns of it; a left join keeps the table without rows.
#[tokio::test]
async fn groups_by_a_whole_table() {
    let db = &*sales().await;
    let rows: Vec<(Shop, i64, Option<i64>)> = from(Shop)
        .left_join(Sale, Sale.shop_id.eq(Shop.id))
        .group_by(Shop)
        .order_by((count(Sale.id).desc(), Shop.name))
        .select((Shop, count(Sale.id), sum(Sale.price)))
        .all(db)
        .await
        .unwrap();
    let row = |id, name: &str, city: Option<&str>, n, total| {
        (
            Shop {
                id,
                name: name.into(),
                city: city.map(Into::into),
            },
            n,
            total,
        )
    };
    assert_eq!(
        rows,
        [
            row(1, "north", Some("Oslo"), 3, Some(13)),
            row(2, "south", Some("Rome"), 1, Some(20)),
            row(3, "empty", None, 0, None)
        ]
    );
}

/// I11
#[tokio::test]
async fn having_keeps_groups() {
    let db = &*sales().await;
    let groups = || from(Sale).group_by(Sale.shop_id);
    assert_eq!(
        groups()
            .having(sum(Sale.price).gt(13_i64))
            .select(Sale.shop_id)
            .all(db)
            .await
            .unwrap(),
        [2]
    );
    assert_eq!(
        groups()
            .having(count_all().gt(1))
            .having(Sale.shop_id.gt(1))
            .select(Sale.shop_id)
            .all(db)
            .await
            .unwrap(),
        Vec::<i32>::new()
    );
    assert_eq!(
        groups()
            .having(count_distinct(Sale.item).eq(2))
            .select(Sale.shop_id)
            .one(db)
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn groups_are_sorted_and_paged() {
    let db = &*sales().await;
    let groups = || {
        from(Sale)
            .group_by(Sale.item)
            .order_by((sum(Sale.price).desc(), Sale.item))
    };
    assert_eq!(
        groups().limit(1).select(Sale.item).all(db).await.unwrap(),
        ["tea"]
    );
    assert_eq!(
        groups()
            .limit(5)
            .offset(1)
            .select(Sale.item)
            .all(db)
            .await
            .unwrap(),
        ["cup"]
    );
}

/// Where is before grouping, having after.
#[tokio::test]
async fn a_filter_is_before_the_groups() {
    let db = &*sales().await;
    let rows = from(Sale)
        .filter(Sale.price.le(5))
        .group_by(Sale.item)
        .order_by(Sale.item)
        .select((Sale.item, count_all()))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [("cup".into(), 1), ("tea".into(), 2)]);
}

#[tokio::test]
async fn groups_by_an_expression_are_counted() {
    let db = &*sales().await;
    let rows = from(Sale)
        .group_by(Sale.price.gt(4))
        .order_by(count_all())
        .select(count_all())
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [1, 3]);
}

/// `()` is one group of all rows: over none there is still one.
#[tokio::test]
async fn one_group_of_all_rows_is_there_without_rows() {
    let db = &*sales().await;
    assert_eq!(
        from(Sale)
            .filter(Sale.price.gt(99))
            .group_by(())
            .select(count_all())
            .all(db)
            .await
            .unwrap(),
        [0]
    );
    assert_eq!(
        from(Sale)
            .filter(Sale.price.gt(99))
            .group_by(Sale.item)
            .select(count_all())
            .all(db)
            .await
            .unwrap(),
        Vec::<i64>::new()
    );
}

#[tokio::test]
async fn groups_fill_a_struct() {
    #[derive(Row, Debug, PartialEq)]
    struct Stats {
        city: Option<String>,
        sold: i64,
    }
    let db = &*sales().await;
    let rows = from(Shop)
        .left_join(Sale, Sale.shop_id.eq(Shop.id))
        .group_by(Shop.city)
        .order_by(Shop.city.nulls_last())
        .select_as::<Stats>((Shop.city, coalesce(sum(Sale.price), 0_i64)))
        .all(db)
        .await
        .unwrap();
    let stats = |city: Option<&str>, sold| Stats {
        city: city.map(Into::into),
        sold,
    };
    assert_eq!(
        rows,
        [
            stats(Some("Oslo"), 13),
            stats(Some("Rome"), 20),
            stats(None, 0)
        ]
    );
}

/// An order of the rows before they are grouped has no meaning, and is refused before the server is asked.
#[tokio::test]
async fn an_order_before_the_groups_is_refused() {
    let db = &*sales().await;
    let error = from(Sale)
        .order_by(Sale.id)
        .group_by(Sale.item)
        .select(Sale.item)
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), None);
    assert!(error.to_string().contains("order_by"), "{error}");
}

/// A column that the key determines, in an expression.
#[tokio::test]
async fn a_key_determines_expressions_over_its_table() {
    let db = &*sales().await;
    let rows = from(Shop)
        .inner_join(Sale, Sale.shop_id.eq(Shop.id))
        .group_by(Shop.id)
        .order_by(Shop.id)
        .select((
            upper(Shop.name),
            max(Sale.price).sub(min(Sale.price)),
            coalesce(Shop.city, "?"),
        ))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("NORTH".into(), Some(2), "Oslo".into()),
            ("SOUTH".into(), Some(0), "Rome".into())
        ]
    );
}
