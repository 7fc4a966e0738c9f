//! The same statements on a database, a connection, a transaction and a savepoint.

use orm::Error;
use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
}

/// Runs one statement of each kind.
async fn visit(on: impl Executor, name: &str) -> Result<User, Error> {
    let user = insert(NewUser { name: name.into() })
        .returning_all()
        .one(on)
        .await?;
    update(User)
        .set(User.name.set(User.name.concat("!")))
        .filter(User.id.eq(user.id))
        .execute(on)
        .await?;
    insert([
        NewUser {
            name: "gone".into(),
        },
        NewUser {
            name: "gone".into(),
        },
    ])
    .execute(on)
    .await?;
    delete(User)
        .filter(User.name.eq("gone"))
        .execute(on)
        .await?;
    let _: Vec<i32> = sql_query!(i32, "select id from users").all(on).await?;
    User.find(user.id).one(on).await
}

async fn names(db: &Db) -> Vec<String> {
    from(User)
        .order_by(User.name)
        .select(User.name)
        .all(db)
        .await
        .expect("what the test is given")
}

#[tokio::test]
async fn a_statement_runs_on_each_executor() {
    let db = &*Database::with([User::table()]).await;
    assert_eq!(visit(db, "db").await.unwrap().name, "db!");
    let connection = db.connection().await.unwrap();
    assert_eq!(
        visit(&connection, "connection").await.unwrap().name,
        "connection!"
    );
    drop(connection);
    let tx = db.begin().await.unwrap();
    assert_eq!(
        visit(&tx, "transaction").await.unwrap().name,
        "transaction!"
    );
    tx.commit().await.unwrap();
    assert_eq!(names(db).await, ["connection!", "db!", "transaction!"]);
}

/// Q1
#[tokio::test]
async fn a_transaction_keeps_all_or_nothing() {
    let db = &*Database::with([User::table()]).await;
    let kept: User = db
        .transaction(async |tx| visit(tx, "kept").await)
        .await
        .unwrap();
    assert_eq!(kept.name, "kept!");
    let error = db
        .transaction(async |tx| {
            visit(tx, "lost").await?;
            User.find(-1).one(tx).await
        })
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(names(db).await, ["kept!"]);
}

/// Q4
#[tokio::test]
async fn a_savepoint_keeps_all_or_nothing_within_its_transaction() {
    let db = &*Database::with([User::table()]).await;
    db.transaction(async |tx| {
        visit(tx, "outer").await?;
        tx.transaction(async |inner| visit(inner, "inner").await)
            .await?;
        let failed = tx
            .transaction(async |inner| {
                visit(inner, "lost").await?;
                sql_query!(i32, "select 1 / 0").one(inner).await
            })
            .await;
        assert_eq!(failed.unwrap_err().sql_state(), Some("22012"));
        visit(tx, "after").await
    })
    .await
    .unwrap();
    assert_eq!(names(db).await, ["after!", "inner!", "outer!"]);
}

/// What a transaction has done is not seen outside before it commits.
#[tokio::test]
async fn others_see_a_transaction_when_it_has_committed() {
    let db = &*Database::with([User::table()]).await;
    let tx = db.begin().await.unwrap();
    visit(&tx, "a").await.unwrap();
    assert_eq!(names(db).await, Vec::<String>::new());
    tx.commit().await.unwrap();
    assert_eq!(names(db).await, ["a!"]);
}

/// How many rows a stream gives.
macro_rules! count {
    ($on:expr) => {{
        let mut rows = from(User).stream($on);
        let mut n = 0;
        while let Some(row) = rows.next().await {
            row.unwrap();
            n += 1;
        }
        n
    }};
}

/// X28
#[tokio::test]
async fn a_stream_runs_on_each_executor() {
    let db = &*Database::with([User::table()]).await;
    insert(
        (0..500)
            .map(|n| NewUser {
                name: n.to_string(),
            })
            .collect::<Vec<_>>(),
    )
    .execute(db)
    .await
    .unwrap();
    let connection = db.connection().await.unwrap();
    assert_eq!(count!(db), 500);
    assert_eq!(count!(&connection), 500);
    let tx = db.begin().await.unwrap();
    delete(User)
        .filter(User.id.gt(100))
        .execute(&tx)
        .await
        .unwrap();
    assert_eq!(count!(&tx), 100);
    tx.rollback().await.unwrap();
}

#[tokio::test]
async fn another_pool_sees_what_was_committed() {
    let database = Database::with([User::table()]).await;
    let other = Db::connect(database.url()).await.unwrap();
    visit(&*database, "a").await.unwrap();
    assert_eq!(names(&other).await, ["a!"]);
}
