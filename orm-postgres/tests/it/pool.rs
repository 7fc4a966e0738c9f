//! The pool lends connections, waits, closes, and heals.

use std::time::Duration;

use orm_postgres::Capacity;
use orm_postgres::Db;
use orm_postgres::Execute as _;
use orm_postgres::Run as _;

use crate::support::Database;
use crate::support::count;
use crate::support::eventually;
use crate::support::sql;
use crate::support::sql_with;

fn pid() -> orm_core::query::Query<i32> {
    sql("select pg_backend_pid()")
}

#[tokio::test]
async fn an_exhausted_pool_is_an_error_that_says_so() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(2)
        .wait_timeout(Duration::from_millis(50))
        .connect()
        .await
        .unwrap();
    let _first = db.connection().await.unwrap();
    let _second = db.connection().await.unwrap();
    let error = pid().one(&db).await.unwrap_err();
    assert!(error.is_pool_timeout() && !error.is_timeout() && !error.is_connect());
    assert_eq!(
        error.to_string(),
        "no connection became free within 50ms: all 2 of the pool are in use"
    );
}

#[tokio::test]
async fn who_waits_gets_the_next_free_connection() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(1)
        .connect()
        .await
        .unwrap();
    let held = db.connection().await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { pid().one(&db).await }
    });
    eventually(async || db.status().waiting == 1).await;
    drop(held);
    assert!(waiting.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let Database { db, .. } = Database::new().await;
    let first = pid().one(&db).await.unwrap();
    for _ in 0..5 {
        assert_eq!(pid().one(&db).await.unwrap(), first);
    }
    let status = db.status();
    assert_eq!(
        (status.max, status.open, status.idle, status.waiting),
        (10, 1, 1, 0)
    );
}

#[tokio::test]
async fn clones_share_the_pool() {
    let Database { db, .. } = Database::new().await;
    let clone = db.clone();
    let _held = clone.connection().await.unwrap();
    assert_eq!(db.status().idle, 0);
}

#[tokio::test]
async fn a_killed_backend_fails_its_statement_and_nothing_else() {
    let Database { db, url } = Database::new().await;
    let admin = Db::connect(url).await.unwrap();
    let victim = pid().one(&db).await.unwrap();
    let in_flight = tokio::spawn({
        let db = db.clone();
        async move { sql::<i32>("select 1 from pg_sleep(60)").one(&db).await }
    });
    let asleep = || {
        sql_with::<i64>(
            "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = ",
            victim,
            "",
        )
    };
    eventually(async || asleep().one(&admin).await.unwrap() == 1).await;
    sql_with::<bool>("select pg_terminate_backend(", victim, ")")
        .one(&admin)
        .await
        .unwrap();

    let error = in_flight.await.unwrap().unwrap_err();
    assert!(error.is_closed(), "{error:?}");
    assert_ne!(pid().one(&db).await.unwrap(), victim);
}

#[tokio::test]
async fn a_backend_that_was_killed_while_idle_is_not_handed_out() {
    let Database { db, url } = Database::new().await;
    let admin = Db::connect(url).await.unwrap();
    let victim = pid().one(&db).await.unwrap();
    sql_with::<bool>("select pg_terminate_backend(", victim, ")")
        .one(&admin)
        .await
        .unwrap();
    // The end of a connection is noticed when the runtime looks at its socket.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_ne!(pid().one(&db).await.unwrap(), victim);
}

#[tokio::test]
async fn the_pool_outlives_a_restart_of_the_server() {
    let server = orm_embedded::Postgres::builder()
        .ignore_env()
        .start()
        .unwrap();
    let db = Db::builder().url(server.url()).connect().await.unwrap();
    let transaction = db.begin().await.unwrap();
    // What a crash of one backend does to all others: they end, and the server recovers.
    let crash = db.connection().await.unwrap();
    let error = sql::<i32>("copy (select 1) to program 'kill -9 $PPID'")
        .execute(&crash)
        .await
        .unwrap_err();
    assert!(
        error.is_closed() || error.sql_state().is_some(),
        "{error:?}"
    );
    eventually(async || sql::<i32>("select 1").one(&transaction).await.is_err()).await;
    drop((transaction, crash));
    eventually(async || pid().one(&db).await.is_ok()).await;
    for _ in 0..20 {
        assert!(pid().one(&db).await.is_ok());
    }
}

#[tokio::test]
async fn a_session_is_clean_for_the_next_who_has_it() {
    let database = Database::new().await;
    let db = database
        .builder()
        .max_connections(1)
        .setting("jit", "off")
        .connect()
        .await
        .unwrap();
    db.batch("create table t (n int)").await.unwrap();
    {
        let connection = db.connection().await.unwrap();
        connection
            .batch("begin; insert into t values (1); set search_path = nowhere; set jit = on")
            .await
            .unwrap();
    }
    assert_eq!(count(&db, "t").await, 0, "the transaction was rolled back");
    assert_eq!(
        sql::<String>("show search_path").one(&db).await.unwrap(),
        "\"$user\", public"
    );
    assert_eq!(sql::<String>("show jit").one(&db).await.unwrap(), "off");

    sql::<i32>("set work_mem = '123kB'")
        .execute(&db)
        .await
        .unwrap();
    assert_ne!(
        sql::<String>("show work_mem").one(&db).await.unwrap(),
        "123kB"
    );
}

#[tokio::test]
async fn every_connection_has_the_settings_of_the_builder() {
    let database = Database::new().await;
    let db = database
        .builder()
        .application_name("law test")
        .search_path(["a \"b\\", "public"])
        .setting("timezone", "Europe/Paris")
        .statement_timeout(Duration::from_secs(7))
        .connect()
        .await
        .unwrap();
    for (show, wanted) in [
        ("show application_name", "law test"),
        ("show search_path", "\"a \"\"b\\\",\"public\""),
        ("show timezone", "Europe/Paris"),
        ("show statement_timeout", "7s"),
    ] {
        assert_eq!(sql::<String>(show).one(&db).await.unwrap(), wanted);
    }
}

#[tokio::test]
async fn a_closed_pool_says_so() {
    let Database { db, .. } = Database::new().await;
    db.close();
    assert!(db.is_closed());
    let error = pid().one(&db).await.unwrap_err();
    assert!(error.is_closed() && !error.is_connect());
    assert_eq!(error.to_string(), "the pool is closed");
}

#[tokio::test]
async fn an_idle_connection_is_tried_before_it_is_handed_out() {
    let database = Database::new().await;
    let db = database
        .builder()
        .ping_after(Duration::ZERO)
        .connect()
        .await
        .unwrap();
    let first = pid().one(&db).await.unwrap();
    assert_eq!(pid().one(&db).await.unwrap(), first);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shared_connections_serve_many_tasks_and_the_pool_none() {
    let database = Database::new().await;
    let db = database.builder().shared(2).build().unwrap();
    let tasks: Vec<_> = (0..50)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                sql_with::<(i32, i32)>("select pg_backend_pid(), ", n, "")
                    .one(&db)
                    .await
            })
        })
        .collect();
    let mut pids = std::collections::HashSet::new();
    for (n, task) in (0..50).zip(tasks) {
        let (pid, answer) = task.await.unwrap().unwrap();
        assert_eq!(answer, n);
        pids.insert(pid);
    }
    assert_eq!(pids.len(), 2);
    assert_eq!(db.status().open, 0);
    let tx = db.begin().await.unwrap();
    assert!(
        !pids.contains(&pid().one(&tx).await.unwrap()),
        "a transaction has a connection for itself"
    );
}

#[tokio::test]
async fn a_shared_connection_that_was_killed_is_made_anew() {
    let database = Database::new().await;
    let db = database.builder().shared(1).connect().await.unwrap();
    let victim = pid().one(&db).await.unwrap();
    sql_with::<bool>("select pg_terminate_backend(", victim, ")")
        .one(&database.db)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_ne!(pid().one(&db).await.unwrap(), victim);
}

#[tokio::test]
async fn a_setting_is_never_made_on_a_shared_connection() {
    let database = Database::new().await;
    let db = database.builder().shared(1).connect().await.unwrap();
    sql::<i32>("set jit = off").execute(&db).await.unwrap();
    assert_eq!(sql::<String>("show jit").one(&db).await.unwrap(), "on");
}

#[tokio::test]
async fn a_pool_can_do_without_prepared_statements() {
    let database = Database::new().await;
    let db = database
        .builder()
        .statement_cache(Capacity::Off)
        .connect()
        .await
        .unwrap();
    assert_eq!(sql_with::<i32>("select ", 7, "").one(&db).await.unwrap(), 7);
    let prepared = sql::<i64>("select count(*) from pg_prepared_statements")
        .one(&db)
        .await
        .unwrap();
    assert_eq!(prepared, 0);
}
