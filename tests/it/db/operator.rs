//! Operators: what they mean, compared with answers worked out by hand.

use orm::prelude::*;
use orm::types::Numeric;

use crate::support::Database;

#[derive(Table, Debug, Clone)]
#[table(name = "items")]
struct Item {
    #[column(primary_key)]
    id: i32,
    n: i32,
    ratio: f64,
    name: String,
    note: Option<String>,
    flag: bool,
}

fn item(id: i32, n: i32, name: &str) -> NewItem {
    NewItem {
        id,
        n,
        ratio: f64::from(n) / 2.0,
        name: name.into(),
        note: (n > 10).then(|| format!("note {n}")),
        flag: n % 2 == 0,
    }
}

async fn shop() -> Database {
    let database = Database::with([Item::table()]).await;
    insert([
        item(1, 5, "Apple"),
        item(2, 10, "banana"),
        item(3, 20, "50%_off"),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// The ids of the rows that fulfil a condition.
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

/// The value of an expression for the row with that id.
macro_rules! value_of {
    ($db:expr, $id:expr, $expression:expr) => {
        from(Item)
            .filter(Item.id.eq($id))
            .select($expression)
            .one($db)
            .await
            .unwrap()
    };
}

/// J1, J2, J3, J4, J5, J6
#[tokio::test]
async fn comparisons_compare() {
    let db = &*shop().await;
    assert_eq!(ids!(db, Item.n.eq(10)), [2]);
    assert_eq!(ids!(db, Item.n.ne(10)), [1, 3]);
    assert_eq!(ids!(db, Item.n.lt(10)), [1]);
    assert_eq!(ids!(db, Item.n.le(10)), [1, 2]);
    assert_eq!(ids!(db, Item.n.gt(10)), [3]);
    assert_eq!(ids!(db, Item.n.ge(10)), [2, 3]);
    assert_eq!(ids!(db, Item.name.lt(Item.note)), [3]);
    assert_eq!(
        ids!(db, Item.id.eq(scalar(from(Item).select(max(Item.id))))),
        [3]
    );
}

/// J13
#[tokio::test]
async fn between_includes_both_bounds() {
    let db = &*shop().await;
    assert_eq!(ids!(db, Item.n.between(5, 10)), [1, 2]);
    assert_eq!(ids!(db, Item.n.not_between(5, 10)), [3]);
    assert_eq!(ids!(db, Item.n.between(10, 5)), Vec::<i32>::new());
}

/// J9, J10
#[tokio::test]
async fn nothing_is_in_an_empty_list_and_everything_is_not() {
    let db = &*shop().await;
    assert_eq!(ids!(db, Item.n.in_([5, 20, 99])), [1, 3]);
    assert_eq!(ids!(db, Item.n.not_in(vec![5, 20])), [2]);
    assert_eq!(ids!(db, Item.n.in_(Vec::<i32>::new())), Vec::<i32>::new());
    assert_eq!(ids!(db, Item.n.not_in(Vec::<i32>::new())), [1, 2, 3]);
    assert_eq!(ids!(db, Item.name.in_(["Apple", "x"])), [1]);
    let names = [String::from("banana")];
    assert_eq!(ids!(db, Item.name.in_(&names)), [2]);
}

/// J11
#[tokio::test]
async fn null_tests_test_for_null() {
    let db = &*shop().await;
    assert_eq!(ids!(db, Item.note.is_null()), [1, 2]);
    assert_eq!(ids!(db, Item.note.is_not_null()), [3]);
}

/// J14
#[tokio::test]
async fn patterns_match_as_sql_matches() {
    let db = &*shop().await;
    assert_eq!(ids!(db, Item.name.like("%an%")), [2]);
    assert_eq!(ids!(db, Item.name.like("apple")), Vec::<i32>::new());
    assert_eq!(ids!(db, Item.name.ilike("APP__")), [1]);
    assert_eq!(ids!(db, Item.name.not_like("%a%")), [1, 3]);
    assert_eq!(ids!(db, Item.name.not_ilike("%a%")), [3]);
    assert_eq!(ids!(db, Item.name.like("50\\%\\_off")), [3]);
}

#[tokio::test]
async fn text_is_joined_and_changed_in_case() {
    let db = &*shop().await;
    let text = value_of!(
        db,
        1,
        (
            Item.name.concat("-").concat(Item.name),
            upper(Item.name),
            lower(Item.name.concat("X"))
        )
    );
    assert_eq!(
        text,
        ("Apple-Apple".into(), "APPLE".into(), "applex".into())
    );
    assert_eq!(value_of!(db, 1, Item.name.concat(Item.note)), None);
}

#[tokio::test]
async fn arithmetic_computes_what_was_built() {
    let db = &*shop().await;
    let n = value_of!(
        db,
        3,
        (
            Item.n.add(1).mul(2),
            Item.n.mul(2).add(1),
            Item.n.sub(Item.n.sub(3)),
            Item.n.div(6),
            Item.n.rem(6)
        )
    );
    assert_eq!(n, (42, 41, 3, 3, 2));
    let n = value_of!(
        db,
        3,
        (
            Item.n.neg().neg(),
            Item.n.sub(30).abs(),
            Item.n.neg().rem(6),
            Item.ratio.div(4.0),
            Item.n.div(3).mul(3)
        )
    );
    assert_eq!(n, (20, 10, -2, 2.5, 18));
    let error = from(Item)
        .select(Item.n.div(Item.n.sub(5)))
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("22012"));
    let error = from(Item)
        .select(Item.n.mul(i32::MAX))
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("22003"));
}

/// J7, J8
#[tokio::test]
async fn logic_means_what_was_built() {
    let db = &*shop().await;
    // Without its parentheses this would be `n = 5 or (n = 10 and id > 1)`.
    assert_eq!(
        ids!(db, Item.n.eq(5).or(Item.n.eq(10)).and(Item.id.gt(1))),
        [2]
    );
    assert_eq!(
        ids!(db, Item.n.eq(5).or(Item.n.eq(10).and(Item.id.gt(1)))),
        [1, 2]
    );
    assert_eq!(ids!(db, not(Item.n.eq(5).or(Item.n.eq(10)))), [3]);
    assert_eq!(ids!(db, not(Item.flag).or(Item.id.eq(3))), [1, 3]);
    assert_eq!(ids!(db, Item.flag), [2, 3]);
    assert_eq!(ids!(db, Item.flag.eq(Item.n.gt(10))), [1, 3]);
    assert_eq!(
        ids!(db, any_of([1, 3].map(|id| Item.id.eq(id))).and(Item.flag)),
        [3]
    );
    assert_eq!(ids!(db, all_of([5, 20].map(|n| Item.n.ne(n)))), [2]);
    assert_eq!(
        ids!(db, any_of(Vec::<Expr<bool>>::new())),
        Vec::<i32>::new()
    );
    assert_eq!(ids!(db, all_of(Vec::<Expr<bool>>::new())), [1, 2, 3]);
}

#[tokio::test]
async fn a_cast_changes_the_type_of_value_and_row() {
    let db = &*shop().await;
    let row: (String, i64, Numeric, Option<i32>) = value_of!(
        db,
        2,
        (
            Item.n.cast::<String>(),
            Item.n.cast::<i64>(),
            Item.ratio.cast::<Numeric>(),
            Item.note.concat("x").cast::<i32>()
        )
    );
    assert_eq!(row, ("10".into(), 10, "5".parse().unwrap(), None));
    let error = from(Item)
        .select(Item.name.cast::<i32>())
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("22P02"));
}

#[tokio::test]
async fn a_case_takes_the_first_condition_that_holds() {
    let db = &*shop().await;
    let size = || case_when(Item.n.gt(15), "large").when(Item.n.gt(7), "medium");
    let all = from(Item)
        .order_by(Item.id)
        .select((size().otherwise("small"), size().end()))
        .all(db)
        .await
        .unwrap();
    let (small, medium, large) = ("small".to_owned(), "medium".to_owned(), "large".to_owned());
    assert_eq!(
        all,
        [
            (small, None),
            (medium.clone(), Some(medium)),
            (large.clone(), Some(large))
        ]
    );
    assert_eq!(
        value_of!(
            db,
            1,
            case_when(Item.note.is_null(), 0).otherwise(Item.n).add(1)
        ),
        1
    );
}

/// A plain value is selected by `value`, and has the type of its Rust type.
#[tokio::test]
async fn a_value_is_selected_as_it_is() {
    let db = &*shop().await;
    let row = value_of!(
        db,
        1,
        (
            value("x"),
            value(1_i16),
            value(None::<i64>),
            value(vec![1, 2]),
            value(true)
        )
    );
    assert_eq!(row, ("x".into(), 1, None, vec![1, 2], true));
}

#[tokio::test]
async fn the_clock_is_that_of_the_transaction() {
    let db = &*shop().await;
    let (now, today) = value_of!(db, 1, (now(), current_date()));
    assert!((Utc::now() - now).num_seconds().abs() < 60);
    assert!((Utc::now().date_naive() - today).num_days().abs() <= 1);
}

/// However many there are, they do not nest: neither here nor in the server.
#[tokio::test]
async fn a_chain_may_have_very_many_conditions() {
    let db = &*shop().await;
    let many = any_of((0..20_000).map(|n| Item.n.eq(n)));
    assert_eq!(ids!(db, many), [1, 2, 3]);
    let all = all_of((0..20_000).map(|n| Item.n.ne(n + 10)));
    assert_eq!(ids!(db, all), [1]);
}

/// X: conditions and sort keys on different columns, put together at run time.
#[tokio::test]
async fn conditions_and_keys_on_different_columns_fit_in_one_list() {
    #[derive(Table)]
    struct Person {
        #[column(primary_key, identity)]
        id: i32,
        name: String,
        bio: Option<String>,
    }
    let db = &*Database::with([Person::table()]).await;
    insert([
        NewPerson::builder().name("Ada").bio("engines"),
        NewPerson::builder().name("Grace").bio("Ada's admirer"),
        NewPerson::builder().name("Alan"),
    ])
    .execute(db)
    .await
    .unwrap();
    let places: Vec<Filter<(Person,)>> = vec![
        Person.name.eq("Ada").erase(),
        Person.bio.ilike("%ada%").erase(),
    ];
    for (key, wanted) in [
        (Person.name.desc().erase(), ["Grace", "Ada"]),
        (Person.id.asc().erase(), ["Ada", "Grace"]),
    ] {
        let key: Sorting<(Person,)> = key;
        let names = from(Person)
            .filter(any_of(places.clone()))
            .order_by(key)
            .select(Person.name);
        assert_eq!(names.all(db).await.unwrap(), wanted);
    }
}

/// A38: a composite is compared as a whole.
#[tokio::test]
async fn a_composite_is_compared_with_a_value() {
    #[derive(PgComposite, Debug, Clone, PartialEq)]
    struct Address {
        street: String,
        zip: Option<String>,
    }
    #[derive(Table)]
    struct Person {
        #[column(primary_key, identity)]
        id: i32,
        address: Address,
    }
    let home = Address {
        street: "Elm".into(),
        zip: None,
    };
    let work = Address {
        street: "Oak".into(),
        zip: Some("1".into()),
    };
    let db = &*Database::with([Person::table()]).await;
    insert([home.clone(), work.clone()].map(|address| NewPerson::builder().address(address)))
        .execute(db)
        .await
        .unwrap();
    let ids = |condition| from(Person).filter(condition).select(Person.id);
    assert_eq!(
        ids(Person.address.eq(work.clone())).all(db).await.unwrap(),
        [2]
    );
    let either = from(Person)
        .filter(Person.address.in_([home.clone(), work]))
        .select(Person.id);
    assert_eq!(either.all(db).await.unwrap().len(), 2);
    let others = from(Person)
        .filter(Person.address.is_distinct_from(home))
        .select(Person.id);
    assert_eq!(others.all(db).await.unwrap(), [2]);
}
