//! A database for each test, and statements without a table.

use orm_core::expr::raw::raw;
use orm_core::query::Query;
use orm_core::query::raw::query;
use orm_core::row::FromRow;
use orm_embedded::Postgres;
use orm_postgres::Builder;
use orm_postgres::Db;
use orm_postgres::Execute as _;
use orm_postgres::Executor;

/// The server that all tests share.
pub(crate) fn server() -> &'static Postgres {
    Postgres::shared().expect("a PostgreSQL server; see orm-embedded for where it is looked for")
}

/// A database that one test has for itself.
pub(crate) struct Database {
    pub(crate) db: Db,
    pub(crate) url: String,
}

impl Database {
    pub(crate) async fn new() -> Self {
        let server = server();
        let name = server.unique_name("pg");
        let admin = Db::builder()
            .url(server.url())
            .max_connections(1)
            .connect()
            .await
            .unwrap();
        admin
            .batch(&format!("drop database if exists {name}"))
            .await
            .unwrap();
        admin
            .batch(&format!("create database {name}"))
            .await
            .unwrap();
        let url = server.url_of(&name);
        Self {
            db: Db::connect(&url).await.unwrap(),
            url,
        }
    }

    /// Another pool on it.
    pub(crate) fn builder(&self) -> Builder {
        Db::builder().url(&self.url)
    }
}

/// A statement as it is written.
pub(crate) fn sql<Row: FromRow>(text: &'static str) -> Query<Row> {
    query(raw().text(text).into_parts())
}

/// `before $1 after`.
pub(crate) fn sql_with<Row: FromRow>(
    before: &'static str,
    value: i32,
    after: &'static str,
) -> Query<Row> {
    query(raw().text(before).arg(value).text(after).into_parts())
}

/// The number of rows of a table.
pub(crate) async fn count(on: impl Executor, table: &'static str) -> i64 {
    let count = raw().text("select count(*) from ").text(table);
    query(count.into_parts()).one(on).await.unwrap()
}

/// Runs `check` until it holds, since what the server does takes its time.
pub(crate) async fn eventually<F: Future<Output = bool>>(mut check: impl FnMut() -> F) {
    for _ in 0..500 {
        if check().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it did not happen within five seconds");
}

/// A database with the table `t (n int unique)`.
pub(crate) async fn table() -> Database {
    let database = Database::new().await;
    let create = "create table t (n int unique deferrable initially immediate)";
    database.db.batch(create).await.unwrap();
    database
}

/// Inserts `n` into `t`, and gives it back.
pub(crate) fn insert(n: i32) -> Query<i32> {
    sql_with("insert into t values (", n, ") returning n")
}
