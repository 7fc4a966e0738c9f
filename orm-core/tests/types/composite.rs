use orm_core::schema::types::TypeKind;
use orm_core::types::SqlType;
use orm_macros::PgComposite;
use orm_macros::PgEnum;

use crate::support::connect;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

#[derive(Debug, Clone, Copy, PartialEq, PgEnum)]
#[pg_enum(rename_all = "lowercase", crate = crate::orm)]
enum TestKind {
    Home,
    Work,
}

#[derive(Debug, Clone, PartialEq, PgComposite)]
#[pg_composite(crate = crate::orm)]
struct TestAddress {
    street: String,
    #[pg_composite(rename = "zip code")]
    zip: Option<String>,
    kinds: Vec<TestKind>,
}

const CREATE: &str = r#"
    create type pg_temp.test_kind as enum ('home', 'work');
    create type pg_temp.test_address as (street text, "zip code" text, kinds pg_temp.test_kind[])
"#;

fn address() -> TestAddress {
    TestAddress {
        street: "1 \"Main\" St, (x)".into(),
        zip: None,
        kinds: vec![TestKind::Work, TestKind::Home],
    }
}

/// A38
#[tokio::test]
async fn composites_round_trip_with_null_fields_and_enums_within() {
    let db = connect().await;
    db.batch_execute(CREATE).await.unwrap();
    round_trip(&db, address(), r#"("1 ""Main"" St, (x)",,"{work,home}")"#).await;
}

/// A38
#[test]
fn a_composite_is_defined_with_the_types_that_it_uses() {
    let definition = TestAddress::DEFINITION.unwrap();
    let TypeKind::Composite { fields } = definition.kind else {
        panic!("{definition:?}");
    };
    let names: Vec<_> = fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["street", "zip code", "kinds"]);
    assert_eq!(fields[2].type_name.to_string(), "\"test_kind\"[]");
    assert_eq!(fields[2].uses.unwrap().name, "test_kind");
}

/// A38
#[tokio::test]
async fn a_composite_with_other_fields_is_refused_by_name() {
    let db = connect().await;
    db.batch_execute("create type pg_temp.test_address as (street text, zip text)")
        .await
        .unwrap();
    let error = read::<TestAddress>(&db, "select row('a', 'b')::pg_temp.test_address").await;
    refused(
        error,
        "has the fields (street, zip) in the database, (street, zip code, kinds) in Rust",
    );
}
