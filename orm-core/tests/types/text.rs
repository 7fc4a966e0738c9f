use orm_core::types::Citext;
use orm_core::types::Hstore;
use orm_core::types::JsonPath;
use orm_core::types::Lquery;
use orm_core::types::Ltree;
use orm_core::types::Ltxtquery;
use orm_core::types::Xml;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::round_trip;
use crate::support::with_extension;

/// A11
#[tokio::test]
async fn text_round_trips() {
    let db = connect().await;
    for text in [
        "",
        "plain",
        "żółw 🐢 \u{1f468}\u{200d}\u{1f469}",
        "'\"\\\n\t",
    ] {
        round_trip(&db, text.to_owned(), text).await;
    }
}

/// A12, A13
#[tokio::test]
async fn a_string_reads_varchar_char_and_name() {
    let db = connect().await;
    assert_eq!(
        read::<String>(&db, "select 'abc'::varchar(5)")
            .await
            .unwrap(),
        "abc"
    );
    assert_eq!(
        read::<String>(&db, "select 'abc'::char(5)").await.unwrap(),
        "abc  "
    );
    assert_eq!(
        read::<String>(&db, "select 'abc'::name").await.unwrap(),
        "abc"
    );
}

/// A14
#[tokio::test]
async fn bytes_round_trip_with_nul() {
    let db = connect().await;
    round_trip(&db, vec![0_u8, 1, 255], "\\x0001ff").await;
    round_trip(&db, Vec::<u8>::new(), "\\x").await;
}

/// A38
#[tokio::test]
async fn citext_round_trips_and_compares_without_case() {
    let db = with_extension("citext").await;
    round_trip(&db, Citext::from("Ada"), "Ada").await;
    assert!(
        read::<bool>(&db, "select 'Ada'::citext = 'ADA'")
            .await
            .unwrap()
    );
}

/// A38
#[tokio::test]
async fn xml_round_trips() {
    let db = connect().await;
    round_trip(&db, Xml::from("<a b=\"c\">d</a>"), "<a b=\"c\">d</a>").await;
}

/// A38
#[tokio::test]
async fn a_jsonpath_comes_back_as_the_server_writes_it() {
    let db = connect().await;
    round_trip(&db, JsonPath::from("$.\"a\"[*]"), "$.\"a\"[*]").await;
    let (back, _) = echo(&db, &JsonPath::from("$.a")).await.unwrap();
    assert_eq!(&*back, "$.\"a\"");
}

/// A38
#[tokio::test]
async fn labels_of_trees_round_trip() {
    let db = with_extension("ltree").await;
    round_trip(&db, Ltree::from("animals.birds.owl"), "animals.birds.owl").await;
    round_trip(&db, Ltree::default(), "").await;
    round_trip(
        &db,
        Lquery::from("animals.*{1,2}.owl"),
        "animals.*{1,2}.owl",
    )
    .await;
    round_trip(&db, Ltxtquery::from("owl & !bird"), "owl & !bird").await;
}

/// A38
#[tokio::test]
async fn an_hstore_round_trips_with_null_values() {
    let db = with_extension("hstore").await;
    let map = Hstore::from([("a", Some("1")), ("b", None), ("q\"", Some("\\"))]);
    let text = map.to_string();
    round_trip(&db, map, &text).await;
    round_trip(&db, Hstore::default(), "").await;
}
