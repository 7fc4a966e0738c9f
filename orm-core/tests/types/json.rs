#![cfg(feature = "json")]

use orm_core::types::Json;
use orm_core::types::JsonText;
use orm_core::types::serde_json::Value;
use orm_core::types::serde_json::json;
use orm_core::types::serde_json::value::RawValue;
use serde::Deserialize;
use serde::Serialize;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Profile {
    name: String,
    age: Option<i32>,
}

fn ada() -> Profile {
    Profile {
        name: "Ada \"A\"".into(),
        age: None,
    }
}

/// A15, A16
#[tokio::test]
async fn a_struct_round_trips_as_json_and_jsonb() {
    let db = connect().await;
    round_trip(&db, Json(ada()), r#"{"age": null, "name": "Ada \"A\""}"#).await;
    round_trip(&db, JsonText(ada()), r#"{"name":"Ada \"A\"","age":null}"#).await;
}

/// A16
#[tokio::test]
async fn a_value_round_trips_and_json_null_is_not_sql_null() {
    let db = connect().await;
    round_trip(
        &db,
        json!({"a": [1, 2.5, "x", null]}),
        r#"{"a": [1, 2.5, "x", null]}"#,
    )
    .await;
    round_trip(&db, Value::Null, "null").await;
}

/// A16
#[tokio::test]
async fn a_raw_value_keeps_a_number_that_no_float_holds() {
    let db = connect().await;
    let text = "12345678901234567890.123456789012345678901234567890";
    let raw: Json<Box<RawValue>> = read(&db, &format!("select '{text}'::jsonb")).await.unwrap();
    assert_eq!(raw.get(), text);
    let (_, shown) = echo(&db, &raw).await.unwrap();
    assert_eq!(shown.as_deref(), Some(text));
}

/// A16
#[tokio::test]
async fn json_that_does_not_fit_is_an_error_that_says_where() {
    let db = connect().await;
    let wrong = read::<Json<Profile>>(&db, r#"select '{"name": 1}'::jsonb"#).await;
    refused(
        wrong,
        "invalid type: integer `1`, expected a string at line 1",
    );
}
