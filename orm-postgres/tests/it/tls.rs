//! Encrypted connections.

use std::error::Error as _;
use std::time::Duration;

use orm_embedded::Port;
use orm_embedded::Postgres;
use orm_postgres::Db;
use orm_postgres::Error;
use orm_postgres::Execute as _;

use crate::support::eventually;
use crate::support::sql;

/// A server whose certificate is for `localhost`, from an authority that no system knows.
struct Server {
    _postgres: Postgres,
    credentials: String,
    port: String,
}

/// Whom to trust for it.
const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/tls/authority.pem");

impl Server {
    async fn start() -> Self {
        let postgres = Postgres::builder()
            .ignore_env()
            .tcp_port(Port::Free)
            .start()
            .unwrap();
        let admin = Db::connect(postgres.url()).await.unwrap();
        // The server writes its files, so that they are its own.
        for (file, text) in [
            ("server.crt", include_str!("tls/server.pem")),
            ("server.key", include_str!("tls/server.key")),
        ] {
            let lines = format!(
                "select unnest(string_to_array('{}', E'\\n'))",
                text.trim_end()
            );
            let write = format!("copy ({lines}) to program 'cat > {file} && chmod 600 {file}'");
            admin.batch(&write).await.unwrap();
        }
        for setting in ["alter system set ssl = on", "select pg_reload_conf()"] {
            admin.batch(setting).await.unwrap();
        }
        eventually(async || {
            sql::<String>("show ssl")
                .one(&Db::connect(postgres.url()).await.unwrap())
                .await
                .unwrap()
                == "on"
        })
        .await;

        let url = postgres.tcp_url().unwrap();
        let (credentials, place) = url
            .strip_prefix("postgresql://")
            .unwrap()
            .split_once('@')
            .unwrap();
        let port = place
            .split_once(':')
            .unwrap()
            .1
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        Self {
            credentials: credentials.to_owned(),
            port,
            _postgres: postgres,
        }
    }

    async fn connect(&self, host: &str, options: &str) -> Result<Db, Error> {
        Db::connect(format!(
            "postgresql://{}@{host}:{}/postgres?{options}",
            self.credentials, self.port
        ))
        .await
    }
}

fn trusting(mode: &str) -> String {
    format!("sslmode={mode}&sslrootcert={AUTHORITY}")
}

async fn is_encrypted(db: &Db) -> bool {
    sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
        .one(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_certificate_is_verified_in_full() {
    let server = Server::start().await;

    for mode in ["require", "verify-ca", "verify-full"] {
        let db = server.connect("localhost", &trusting(mode)).await.unwrap();
        assert!(is_encrypted(&db).await, "{mode}");

        let wrong_host = server
            .connect("127.0.0.1", &trusting(mode))
            .await
            .unwrap_err();
        assert!(wrong_host.is_connect() && !wrong_host.is_authentication());
        assert!(
            chain(&wrong_host).contains("not valid for name"),
            "{wrong_host:?}"
        );

        let unknown = server
            .connect("localhost", &format!("sslmode={mode}"))
            .await
            .unwrap_err();
        assert!(unknown.is_connect() || unknown.is_config(), "{unknown:?}");
    }
}

#[tokio::test]
async fn the_modes_that_promise_less_ask_for_less() {
    let server = Server::start().await;
    for (options, encrypted) in [
        ("sslmode=prefer", true),
        ("", true),
        ("sslmode=no-verify", true),
        ("sslmode=disable", false),
    ] {
        let db = server.connect("127.0.0.1", options).await.unwrap();
        assert_eq!(is_encrypted(&db).await, encrypted, "{options}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_refused_where_tls_is_required() {
    let plain = Postgres::builder()
        .ignore_env()
        .tcp_port(Port::Free)
        .start()
        .unwrap();
    let url = format!("{}?sslmode=no-verify", plain.tcp_url().unwrap());
    let error = Db::connect(url).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    Db::connect(plain.tcp_url().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_query_can_be_cancelled_over_tls() {
    let server = Server::start().await;
    let db = server
        .connect("localhost", &trusting("verify-full"))
        .await
        .unwrap();
    let long = sql::<i32>("select 1 from pg_sleep(60)").one(&db);
    assert!(
        tokio::time::timeout(Duration::from_millis(50), long)
            .await
            .is_err()
    );
    let running =
        || sql::<i64>("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    eventually(async || running().one(&db).await.unwrap() == 0).await;
}

#[tokio::test]
async fn a_file_that_is_no_certificate_is_named() {
    let error =
        Db::lazy("postgres://localhost/app?sslmode=require&sslrootcert=/no/such.pem").unwrap_err();
    assert!(error.is_config());
    assert!(error.to_string().contains("/no/such.pem"), "{error}");
}

fn chain(error: &Error) -> String {
    let mut out = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        out = format!("{out}: {error}");
        source = error.source();
    }
    out
}
