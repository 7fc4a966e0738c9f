//! Values reach the server as they are, prepared or not.

use std::sync::Arc;

use orm_core::expr::raw::raw;
use orm_core::query::Query;
use orm_core::query::Statement as _;
use orm_core::query::raw::query;
use orm_core::tree;
use orm_core::types::SqlType;
use orm_postgres::Capacity;
use orm_postgres::Db;
use orm_postgres::Execute as _;
use orm_postgres::Run as _;
use tokio_postgres::types::IsNull;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;

use crate::support::Database;

/// `before $1 after`, where the server infers the type of `$1`.
fn inferred<Row: orm_core::row::FromRow>(
    before: &'static str,
    value: tree::Value,
    after: &'static str,
) -> Query<Row> {
    let bind = tree::Expr::bind(value, i32::SQL);
    query(vec![
        tree::Part::Text(before.into()),
        tree::Part::Expr(bind),
        tree::Part::Text(after.into()),
    ])
}

/// A label of the enum `mood`.
#[derive(Debug)]
struct Mood(&'static str);

impl ToSql for Mood {
    fn to_sql(
        &self,
        _ty: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }
    fn accepts(ty: &Type) -> bool {
        ty.name() == "mood"
    }
    tokio_postgres::types::to_sql_checked!();
}

async fn each_way(database: &Database) -> [Db; 2] {
    let off = database
        .builder()
        .statement_cache(Capacity::Off)
        .connect()
        .await
        .unwrap();
    [database.db.clone(), off]
}

#[tokio::test]
async fn a_value_finds_its_type_without_a_prepared_statement() {
    let database = Database::new().await;
    database
        .db
        .batch("create type mood as enum ('sad', 'ok'); create table t (i int8, s varchar(5), m mood, a int[], j jsonb)")
        .await
        .unwrap();
    for db in each_way(&database).await {
        for (before, value, after) in [
            (
                "insert into t (i) values (",
                Arc::new(1_i64) as tree::Value,
                ")",
            ),
            (
                "insert into t (s) values (",
                Arc::new("five!".to_owned()),
                ")",
            ),
            ("insert into t (m) values (", Arc::new(Mood("ok")), ")"),
            ("insert into t (a) values (", Arc::new(vec![1_i32, 2]), ")"),
            ("insert into t (i) values (", Arc::new(None::<i64>), ")"),
            ("delete from t where s = ", Arc::new("five!".to_owned()), ""),
            ("delete from t where ", Arc::new(2_i32), " = any(a)"),
            ("delete from t where m = ", Arc::new(Mood("ok")), ""),
        ] {
            let rows = inferred::<i32>(before, value, after)
                .execute(&db)
                .await
                .unwrap();
            assert_eq!(rows, 1, "{before}");
        }
    }
}

#[tokio::test]
async fn text_stays_what_it_is() {
    let database = Database::new().await;
    for db in each_way(&database).await {
        for text in ["", "'; drop table t; --", "a\\b\"c", "é ☃ \u{10ffff}", "$1"] {
            let back = query::<String>(raw().text("select ").arg(text.to_owned()).into_parts())
                .one(&db)
                .await
                .unwrap();
            assert_eq!(back, text);
        }
    }
}

#[tokio::test]
async fn an_error_without_prepared_statements_is_as_clear() {
    let database = Database::new().await;
    let [_, db] = each_way(&database).await;
    let error = inferred::<i32>("select ", Arc::new(Mood("ok")), "")
        .execute(&db)
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "sending parameter $1");
    let error = crate::support::sql::<i32>("select nothing")
        .one(&db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("42703"));
    assert_eq!(db.status().idle, 1);
}

#[tokio::test]
async fn a_transaction_works_without_prepared_statements() {
    let database = Database::new().await;
    let [_, db] = each_way(&database).await;
    db.batch("create table t (n int)").await.unwrap();
    db.transaction(async |tx| {
        inferred::<i32>("insert into t values (", Arc::new(1_i32), ")")
            .execute(tx)
            .await?;
        tx.transaction(async |tx| {
            inferred::<i32>("insert into t values (", Arc::new(2_i32), ")")
                .execute(tx)
                .await
        })
        .await
    })
    .await
    .unwrap();
    assert_eq!(crate::support::count(&db, "t").await, 2);
}

#[test]
fn a_query_shows_no_value() {
    let secret = inferred::<i32>("select ", Arc::new("secret"), "");
    assert!(!format!("{secret:?} {:?}", secret.clone().into_sql()).contains("secret"));
}
