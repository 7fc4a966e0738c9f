use orm_core::schema::types::TypeKind;
use orm_core::types::SqlType;
use orm_macros::PgEnum;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

/// How one feels.
#[derive(Debug, Clone, Copy, PartialEq, PgEnum)]
#[pg_enum(rename_all = "snake_case", crate = crate::orm)]
enum TestMood {
    Happy,
    #[pg_enum(rename = "very sad")]
    Sad,
    SoSo,
}

const CREATE: &str = "create type pg_temp.test_mood as enum ('happy', 'very sad', 'so_so')";

/// A29
#[tokio::test]
async fn enums_round_trip() {
    let db = connect().await;
    db.batch_execute(CREATE).await.unwrap();
    round_trip(&db, TestMood::Happy, "happy").await;
    round_trip(&db, TestMood::Sad, "very sad").await;
    round_trip(&db, TestMood::SoSo, "so_so").await;
}

#[derive(Debug, PgEnum)]
#[pg_enum(name = "test_plain", schema = "app", crate = crate::orm)]
enum Plain {
    AsWritten,
    r#Type,
}

/// A29
#[test]
fn a_label_is_the_variant_as_written_unless_a_rule_says_else() {
    assert_eq!(Plain::LABELS, ["AsWritten", "Type"]);
    assert_eq!(Plain::SQL.to_string(), "\"app\".\"test_plain\"");
    assert_eq!(
        [Plain::AsWritten, Plain::r#Type].map(|plain| plain.to_string()),
        ["AsWritten", "Type"]
    );
}

/// A29
#[test]
fn an_enum_is_its_labels_as_text() {
    assert_eq!(TestMood::LABELS, ["happy", "very sad", "so_so"]);
    assert_eq!(TestMood::Sad.to_string(), "very sad");
    assert_eq!("so_so".parse(), Ok(TestMood::SoSo));
    let error = "glad".parse::<TestMood>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"glad\" is not a label of `test_mood`; they are happy, very sad, so_so"
    );
}

/// A29, E1
#[test]
fn an_enum_is_defined_in_the_schema() {
    let definition = TestMood::DEFINITION.unwrap();
    assert_eq!(definition.name, "test_mood");
    assert_eq!(definition.comment, Some("How one feels."));
    let TypeKind::Enum { labels } = definition.kind else {
        panic!("{definition:?}");
    };
    assert_eq!(labels, TestMood::LABELS);
    let all = orm_core::schema::Schema::collect();
    assert!(all.types().iter().any(|known| known.name == "test_mood"));
}

/// A29
#[tokio::test]
async fn a_label_that_the_rust_enum_lacks_is_named() {
    let db = connect().await;
    db.batch_execute(CREATE).await.unwrap();
    db.batch_execute("alter type pg_temp.test_mood add value 'new'")
        .await
        .unwrap();
    let error = read::<TestMood>(&db, "select 'new'::pg_temp.test_mood").await;
    refused(error, "has the label \"new\" in the database");
}

/// A29
#[tokio::test]
async fn another_enum_is_refused() {
    let db = connect().await;
    db.batch_execute("create type pg_temp.colour as enum ('happy')")
        .await
        .unwrap();
    let error = db
        .query("select $1::pg_temp.colour", &[&TestMood::Happy])
        .await;
    let error = crate::support::whole(&error.unwrap_err());
    assert!(
        error.contains("TestMood` and the Postgres type `") && error.contains("colour`"),
        "{error}"
    );
    assert!(
        read::<TestMood>(&db, "select 'happy'::pg_temp.colour")
            .await
            .is_err()
    );
    assert!(read::<TestMood>(&db, "select 'happy'::text").await.is_err());
    assert!(
        echo(&db, &TestMood::Happy).await.is_err(),
        "the type does not exist"
    );
}
