//! Columns whose SQL type says more than their Rust type.

use orm::prelude::*;
use orm::types::Json;
use orm::types::Numeric;

use crate::support::Database;

#[derive(SqlType, Debug, Clone, PartialEq, Eq)]
#[sql_type(domain, name = "code", check = "length(value) = 3")]
struct Code(String);

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "items")]
struct Item {
    #[column(primary_key)]
    id: i16,
    #[column(sql_type = "varchar(5)")]
    short: String,
    #[column(sql_type = "char(3)")]
    fixed: String,
    #[column(sql_type = "varchar(5)[]")]
    shorts: Vec<String>,
    #[column(sql_type = "numeric(6, 2)")]
    price: Numeric,
    code: Option<Code>,
    ratio: f32,
    data: Json<Vec<i32>>,
    bytes: Vec<u8>,
}

fn item(id: i16) -> NewItem {
    NewItem {
        id,
        short: format!("s{id}"),
        fixed: format!("f{id:02}"),
        shorts: vec![format!("a{id}"), "b".into()],
        price: format!("{id}.50").parse().expect("what the test is given"),
        code: Some(Code(format!("c{id:02}"))),
        ratio: f32::from(id) / 2.0,
        data: Json(vec![i32::from(id)]),
        bytes: vec![u8::try_from(id).expect("what the test is given")],
    }
}

async fn items() -> Database {
    let database = Database::with([Item::table()]).await;
    insert([1, 2, 3].map(item))
        .execute(&*database)
        .await
        .expect("what the test is given");
    database
}

macro_rules! ids {
    ($db:expr, $condition:expr) => {
        from(Item)
            .filter($condition)
            .order_by(Item.id)
            .select(Item.id)
            .all($db)
            .await
            .unwrap()
    };
}

#[tokio::test]
async fn values_are_compared_as_the_column_compares_them() {
    let db = &*items().await;
    assert_eq!(ids!(db, Item.short.eq("s2")), [2]);
    assert_eq!(ids!(db, Item.short.in_(["s1", "s3"])), [1, 3]);
    assert_eq!(
        ids!(
            db,
            Item.short.between("s2", "s9").and(Item.short.ilike("S%"))
        ),
        [2, 3]
    );
    assert_eq!(ids!(db, Item.fixed.eq("f02")), [2]);
    assert_eq!(ids!(db, Item.fixed.in_(["f01", "x"])), [1]);
    assert_eq!(
        ids!(db, Item.shorts.contains_all(vec![String::from("a2")])),
        [2]
    );
    assert_eq!(
        ids!(db, Item.shorts.eq(vec![String::from("a3"), "b".into()])),
        [3]
    );
    assert_eq!(
        ids!(db, Item.price.gt("2.4".parse::<Numeric>().unwrap())),
        [2, 3]
    );
    assert_eq!(
        ids!(db, Item.price.in_(["1.5".parse::<Numeric>().unwrap()])),
        [1]
    );
    assert_eq!(ids!(db, Item.code.eq(Code("c02".into()))), [2]);
    assert_eq!(
        ids!(db, Item.code.in_([Code("c01".into()), Code("c03".into())])),
        [1, 3]
    );
    assert_eq!(
        ids!(db, Item.code.is_distinct_from(Some(Code("c01".into())))),
        [2, 3]
    );
    assert_eq!(ids!(db, Item.data.eq(Json(vec![3]))), [3]);
    assert_eq!(ids!(db, Item.bytes.eq(vec![2])), [2]);
    assert_eq!(ids!(db, Item.id.in_([1_i16, 9])), [1]);
    assert_eq!(ids!(db, Item.ratio.eq(1.5)), [3]);
}

#[tokio::test]
async fn expressions_have_the_type_that_they_say() {
    let db = &*items().await;
    let first = |id| from(Item).filter(Item.id.eq(id));
    let row: (i16, i16, f32, Numeric) = first(2)
        .select((
            Item.id.mul(3).add(1),
            Item.id.neg().abs(),
            Item.ratio.add(0.5),
            Item.price.mul("2".parse::<Numeric>().unwrap()),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, (7, 2, 1.5, "5.00".parse().unwrap()));
    let row: (String, String, String) = first(2)
        .select((
            Item.short.concat(Item.fixed),
            upper(Item.short),
            coalesce(Item.short, "x"),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, ("s2f02".into(), "S2".into(), "s2".into()));
    let sums: (
        Option<i64>,
        Option<f32>,
        Option<Numeric>,
        Option<f64>,
        Option<Numeric>,
    ) = from(Item)
        .select((
            sum(Item.id),
            sum(Item.ratio),
            sum(Item.price),
            avg(Item.ratio),
            avg(Item.id),
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        sums,
        (
            Some(6),
            Some(3.0),
            Some("7.50".parse().unwrap()),
            Some(1.0),
            Some("2.0000000000000000".parse().unwrap())
        )
    );
    let ends = from(Item)
        .select((max(Item.short), min(Item.fixed), max(Item.price)))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        ends,
        (
            Some("s3".into()),
            Some("f01".into()),
            Some("3.50".parse().unwrap())
        )
    );
    let code: Option<Code> = first(1)
        .select(case_when(Item.id.eq(1), Code("abc".into())).end())
        .one(db)
        .await
        .unwrap();
    assert_eq!(code, Some(Code("abc".into())));
    assert_eq!(
        first(1)
            .select(value(Code("xyz".into())))
            .one(db)
            .await
            .unwrap(),
        Code("xyz".into())
    );
    assert_eq!(
        first(1)
            .select(coalesce(Item.code, Code("zzz".into())))
            .one(db)
            .await
            .unwrap(),
        Code("c01".into())
    );
}

#[tokio::test]
async fn every_column_is_set_to_a_value_of_its_type() {
    let db = &*items().await;
    let changes = ItemChanges {
        short: Some("new".into()),
        fixed: Some("new".into()),
        code: Some(None),
        data: Some(Json(Vec::new())),
        ..ItemChanges::default()
    };
    let row = update(Item)
        .set(changes)
        .filter(Item.id.eq(1))
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        (row.short.as_str(), row.fixed.as_str(), row.code, row.data.0),
        ("new", "new", None, vec![])
    );
    let set = (
        Item.short.set("x"),
        Item.code.set(Code("yyy".into())),
        Item.price.set(Item.price.add(Item.price)),
        Item.shorts.set(Vec::<String>::new()),
        Item.data.set(Json(vec![1, 2])),
        Item.ratio.set(0.25),
    );
    let row = update(Item)
        .set(set)
        .filter(Item.id.eq(2))
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        (row.code, row.price, row.shorts, row.ratio),
        (
            Some(Code("yyy".into())),
            "5.00".parse().unwrap(),
            vec![],
            0.25
        )
    );
    let long = update(Item)
        .set(Item.short.set("too long"))
        .filter(Item.id.eq(3))
        .execute(db)
        .await
        .unwrap_err();
    assert_eq!(long.sql_state(), Some("22001"));
    let check = update(Item)
        .set(Item.code.set(Code("four".into())))
        .filter(Item.id.eq(3))
        .execute(db)
        .await
        .unwrap_err();
    assert!(check.is_check_violation());
}
