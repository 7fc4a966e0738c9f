//! A fresh database for a test.

use orm::prelude::*;
use orm_embedded::Postgres;

/// A database that one test has for itself, and that goes with it.
pub(crate) struct Database {
    db: Db,
    name: String,
    server: &'static Postgres,
}

impl Database {
    /// An empty database.
    pub(crate) async fn empty() -> Self {
        let server = Postgres::shared().expect("a PostgreSQL server");
        let name = server.unique_name("orm");
        let admin = Db::builder()
            .url(server.url())
            .max_connections(1)
            .connect()
            .await
            .expect("the server");
        // Copying files is quicker than logging a copy; both need no one connected to the template.
        admin
            .batch(&format!("create database \"{name}\" template template0"))
            .await
            .expect("a new database");
        let db = Db::connect(&server.url_of(&name))
            .await
            .expect("the new database");
        Self { db, name, server }
    }

    /// A database with these tables.
    pub(crate) async fn with<const N: usize>(tables: [&'static orm::schema::Table; N]) -> Self {
        let database = Self::empty().await;
        Schema::of(tables)
            .create(&database.db)
            .await
            .expect("the tables");
        database
    }

    /// As [`with`](Self::with), where the tables use what PostgreSQL has since a version. An older
    /// server refuses them, which is all that can be asked of it.
    pub(crate) async fn since<const N: usize>(
        version: i32,
        tables: [&'static orm::schema::Table; N],
    ) -> Option<Self> {
        let database = Self::empty().await;
        let found = sql_query!(
            i32,
            "select current_setting('server_version_num')::int4 / 10000"
        );
        let found = found.one(&database.db).await.expect("the version");
        let created = Schema::of(tables).create(&database.db).await;
        if found < version {
            let error = created.expect_err("an older server to refuse what it does not know");
            assert_eq!(error.sql_state(), Some("42601"), "{error}");
            return None;
        }
        created.expect("the tables");
        Some(database)
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        self.server.url_of(&self.name)
    }
}

impl std::ops::Deref for Database {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A private server is thrown away as a whole; another one gets its database dropped.
impl Drop for Database {
    fn drop(&mut self) {
        if self.server.is_private() {
            return;
        }
        let drop = format!("drop database if exists \"{}\" with (force)", self.name);
        let url = self.server.url().to_owned();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let admin = Db::builder()
                    .url(&url)
                    .max_connections(1)
                    .connect()
                    .await
                    .expect("the server");
                admin
                    .batch(&drop)
                    .await
                    .expect("dropping the test's database");
            });
        });
        if thread.join().is_err() && !std::thread::panicking() {
            panic!("the test's database was not dropped");
        }
    }
}
