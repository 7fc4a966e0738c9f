use std::marker::PhantomData;

use orm_core::schema::types::TypeKind;
use orm_core::types::SqlType;
use orm_core::types::kind::Averageable;
use orm_core::types::kind::Integer;
use orm_core::types::kind::Number;
use orm_core::types::kind::Summable;
use orm_core::types::kind::Textual;
use orm_macros::SqlType;

use crate::support::connect;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[sql_type(crate = crate::orm)]
struct UserId(i64);

#[derive(Debug, Clone, PartialEq, SqlType)]
#[sql_type(
    domain,
    name = "test_email",
    check = "value ~ '@'",
    crate = "crate::orm"
)]
struct Email {
    text: String,
}

#[derive(Debug, Clone, PartialEq, SqlType)]
#[sql_type(crate = crate::orm)]
struct Tags(Vec<String>);

/// A key that says of what.
#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[sql_type(crate = crate::orm)]
struct Id<Of>(i32, PhantomData<Of>);

#[derive(Debug, Clone, Copy, PartialEq)]
struct Order;

fn email(text: &str) -> Email {
    Email { text: text.into() }
}

/// A35
#[tokio::test]
async fn newtypes_round_trip_as_what_they_hold() {
    let db = connect().await;
    round_trip(&db, UserId(7), "7").await;
    round_trip(&db, Id::<Order>(7, PhantomData), "7").await;
    let (tags, text) = crate::support::echo(&db, &Tags(vec!["a".into(), "b".into()]))
        .await
        .unwrap();
    assert_eq!((tags.0.len(), text.as_deref()), (2, Some("{a,b}")));
}

/// A38
#[tokio::test]
async fn a_domain_round_trips_under_its_own_name_and_its_base() {
    let db = connect().await;
    db.batch_execute("create domain pg_temp.test_email as text check (value ~ '@')")
        .await
        .unwrap();
    round_trip(&db, email("ada@example.com"), "ada@example.com").await;
    // A result reports the base type of a domain.
    let base = read::<Email>(&db, "select 'ada@example.com'::text")
        .await
        .unwrap();
    assert_eq!(base, email("ada@example.com"));
    db.batch_execute("create temp table people (email pg_temp.test_email)")
        .await
        .unwrap();
    let value = email("x@y");
    db.execute("insert into people values ($1)", &[&value])
        .await
        .unwrap();
    assert_eq!(
        read::<Email>(&db, "select email from people")
            .await
            .unwrap(),
        value
    );
}

/// A38
#[tokio::test]
async fn the_check_of_a_domain_is_the_servers() {
    let db = connect().await;
    db.batch_execute("create domain pg_temp.test_email as text check (value ~ '@')")
        .await
        .unwrap();
    let error = crate::support::echo(&db, &email("nobody")).await;
    refused(error, "violates check constraint");
}

/// A38
#[test]
fn a_domain_is_defined_in_the_schema() {
    let definition = Email::DEFINITION.unwrap();
    let TypeKind::Domain { base, check, .. } = definition.kind else {
        panic!("{definition:?}");
    };
    assert_eq!(
        (definition.name, base.to_string().as_str()),
        ("test_email", "text")
    );
    assert_eq!(check, Some("value ~ '@'"));
    assert_eq!(Email::SQL.to_string(), "\"test_email\"");
    assert!(UserId::DEFINITION.is_none());
}

/// A35
#[test]
fn a_newtype_may_do_what_it_holds_may_do() {
    fn number<T: Number + Integer + Summable<Sum = S> + Averageable, S>() {}
    fn text<T: Textual>() {}
    number::<UserId, orm_core::types::Numeric>();
    number::<Id<Order>, i64>();
    text::<Email>();
}
