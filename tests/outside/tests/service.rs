//! The service, asked over HTTP's types, on a real server.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use orm::prelude::*;
use outside::schema::Post;
use outside::schema::User;
use serde_json::Value;
use serde_json::json;
use tower::ServiceExt;

async fn service() -> (Router, orm_embedded::Postgres) {
    let server = orm_embedded::Postgres::builder()
        .ignore_env()
        .start()
        .expect("a server");
    let db = Db::connect(server.url()).await.expect("a connection");
    Schema::of([User::table(), Post::table()])
        .create(&db)
        .await
        .expect("the tables");
    (outside::api::routes(db), server)
}

async fn ask(service: &Router, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    // A task of its own, as a server would make: the future must be `Send`.
    let response = tokio::spawn(service.clone().oneshot(request))
        .await
        .expect("no panic")
        .expect("a response");
    let status = response.status();
    let bytes = response
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    (
        status,
        serde_json::from_slice(&bytes).unwrap_or(Value::String(text)),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_schema_serves_json_both_ways() {
    let (service, _server) = service().await;
    let (status, ada) = ask(
        &service,
        "POST",
        "/users",
        json!({ "name": "Ada", "mail": "ada@example.com" }),
    )
    .await;
    assert_eq!(status, StatusCode::CREATED, "{ada}");
    assert_eq!(ada["id"], 1);
    assert_eq!(ada["bio"], Value::Null);

    let (status, why) = ask(
        &service,
        "POST",
        "/users",
        json!({ "name": "Eve", "email": "ada@example.com" }),
    )
    .await;
    assert_eq!(status, StatusCode::CONFLICT, "{why}");
    assert!(
        why.as_str()
            .is_some_and(|why| !why.contains("ada@example.com")),
        "{why}"
    );

    let (status, changed) = ask(&service, "PATCH", "/users/1", json!({ "bio": "analyst" })).await;
    assert_eq!(
        (status, &changed["bio"]),
        (StatusCode::OK, &json!("analyst"))
    );

    // An absent field is left as it is; a null is set.
    let (_, renamed) = ask(&service, "PATCH", "/users/1", json!({ "name": "Ada" })).await;
    assert_eq!(renamed["bio"], "analyst");
    let (_, cleared) = ask(&service, "PATCH", "/users/1", json!({ "bio": null })).await;
    assert_eq!(cleared["bio"], Value::Null);

    let (_, found) = ask(&service, "GET", "/users?name=ad", json!(null)).await;
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let (_, output) = ask(&service, "GET", "/output", json!(null)).await;
    assert_eq!(output, json!([{ "name": "Ada", "posts": 1 }]));

    assert_eq!(
        ask(&service, "DELETE", "/users/1", json!(null)).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        ask(&service, "GET", "/users/1", json!(null)).await.0,
        StatusCode::NOT_FOUND
    );
}
