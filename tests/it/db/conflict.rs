//! ON CONFLICT.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(
    name = "users",
    unique(team, nick),
    index(code, unique, filter = "active")
)]
struct User {
    #[column(primary_key)]
    id: i32,
    #[column(unique)]
    email: String,
    team: i32,
    nick: String,
    code: i32,
    active: bool,
    #[column(default = 1)]
    visits: i32,
}

fn new(id: i32, email: &str, nick: &str) -> NewUser {
    NewUser {
        id,
        email: email.into(),
        team: 1,
        nick: nick.into(),
        code: id,
        active: true,
        visits: None,
    }
}

async fn one_user() -> Database {
    let database = Database::with([User::table()]).await;
    insert(new(1, "a@x", "ada"))
        .execute(&*database)
        .await
        .expect("what the test is given");
    database
}

/// K7
#[tokio::test]
async fn a_row_that_collides_is_left_out() {
    let db = &*one_user().await;
    let rows = || {
        [
            new(1, "b@x", "bob"),
            new(2, "a@x", "cy"),
            new(3, "c@x", "dan"),
        ]
    };
    let back = insert(rows())
        .on_conflict_do_nothing()
        .returning(User.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(back, [3]);
    // With a key named, a collision on another one is an error.
    let error = insert(new(1, "d@x", "eve"))
        .on_conflict(User.email)
        .do_nothing()
        .execute(db)
        .await
        .unwrap_err();
    assert_eq!(error.constraint(), Some("users_pkey"));
    assert_eq!(
        insert(new(9, "a@x", "eve"))
            .on_conflict(User.email)
            .do_nothing()
            .execute(db)
            .await
            .unwrap(),
        0
    );
}

/// K8, K9, X31
#[tokio::test]
async fn a_row_that_collides_is_updated() {
    let db = &*one_user().await;
    let back = insert([new(5, "a@x", "new"), new(6, "z@x", "zoe")])
        .on_conflict(User.email)
        .do_update(|new| {
            (
                User.nick.set(new.nick),
                User.visits.set(User.visits.add(new.visits).add(10)),
            )
        })
        .returning((User.id, User.nick, User.visits))
        .all(db)
        .await
        .unwrap();
    assert_eq!(back, [(1, "new".into(), 12), (6, "zoe".into(), 1)]);
}

/// K8: `setWhere`.
#[tokio::test]
async fn a_condition_decides_whether_the_row_is_updated() {
    let db = &*one_user().await;
    let upsert = |nick: &str| {
        insert(new(5, "a@x", nick))
            .on_conflict(User.email)
            .do_update_where(
                |new| User.nick.set(new.nick),
                |new| User.nick.lt(new.nick).and(User.visits.lt(5)),
            )
    };
    assert_eq!(upsert("aaa").execute(db).await.unwrap(), 0);
    assert_eq!(
        upsert("zzz").returning(User.nick).all(db).await.unwrap(),
        ["zzz"]
    );
    assert_eq!(User.find(1).one(db).await.unwrap().nick, "zzz");
}

/// K8
#[tokio::test]
async fn a_key_of_several_columns_is_a_target() {
    let db = &*one_user().await;
    let upsert = insert(new(2, "b@x", "ada"))
        .on_conflict((User.team, User.nick))
        .do_update(|new| User.email.set(new.email));
    assert_eq!(
        upsert
            .returning((User.id, User.email))
            .one(db)
            .await
            .unwrap(),
        (1, "b@x".into())
    );
}

/// K7: `where`, the predicate of a partial index.
#[tokio::test]
async fn a_partial_index_is_a_target_with_its_predicate() {
    let db = &*one_user().await;
    let upsert = |active| {
        let row = NewUser {
            code: 1,
            active,
            ..new(2, "b@x", "bob")
        };
        insert(row)
            .on_conflict(User.code)
            .do_update(|_| User.visits.set(50))
    };
    assert_eq!(upsert(true).returning(User.id).one(db).await.unwrap(), 1);
    assert_eq!(upsert(false).returning(User.id).one(db).await.unwrap(), 2);
    assert_eq!(
        from(User)
            .order_by(User.id)
            .select(User.visits)
            .all(db)
            .await
            .unwrap(),
        [50, 1]
    );
}

/// A primary key is a target, and a default fills what the new row left out.
#[tokio::test]
async fn excluded_has_the_defaults_of_the_new_row() {
    let db = &*one_user().await;
    update(User)
        .set(User.visits.set(40))
        .all_rows()
        .execute(db)
        .await
        .unwrap();
    let upsert = insert(new(1, "c@x", "cy"))
        .on_conflict(User.id)
        .do_update(|new| User.visits.set(new.visits));
    assert_eq!(upsert.returning(User.visits).one(db).await.unwrap(), 1);
}

/// K9, B5
#[tokio::test]
async fn an_upsert_touches_what_an_update_touches() {
    fn touched() -> i32 {
        99
    }
    #[derive(Table, Debug)]
    #[table(name = "pages")]
    struct Page {
        #[column(primary_key)]
        id: i32,
        body: String,
        #[column(default = 0, on_update_fn = touched)]
        version: i32,
    }
    let db = &*Database::with([Page::table()]).await;
    let put = |body: &str| {
        insert(NewPage {
            id: 1,
            body: body.into(),
            version: None,
        })
        .on_conflict(Page.id)
        .do_update(|new| Page.body.set(new.body))
    };
    assert_eq!(
        put("a")
            .returning((Page.body, Page.version))
            .one(db)
            .await
            .unwrap(),
        ("a".into(), 0)
    );
    assert_eq!(
        put("b")
            .returning((Page.body, Page.version))
            .one(db)
            .await
            .unwrap(),
        ("b".into(), 99)
    );
    let own = insert(NewPage {
        id: 1,
        body: "c".into(),
        version: None,
    })
    .on_conflict(Page.id)
    .do_update(|_| Page.version.set(5));
    assert_eq!(own.returning(Page.version).one(db).await.unwrap(), 5);
}

/// The server does not update one row twice in one statement.
#[tokio::test]
async fn two_new_rows_with_one_key_are_refused_by_the_server() {
    let db = &*one_user().await;
    let error = insert([new(2, "n@x", "n"), new(2, "m@x", "m")])
        .on_conflict(User.id)
        .do_update(|new| User.nick.set(new.nick))
        .execute(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("21000"));
    let nothing = insert(new(2, "n@x", "n"))
        .on_conflict(User.id)
        .do_update(|_| UserChanges::default())
        .execute(db)
        .await
        .unwrap_err();
    assert!(nothing.to_string().contains("sets nothing"), "{nothing}");
}

/// X31: which rows are new.
#[tokio::test]
async fn an_upsert_can_tell_new_rows_from_old() {
    let db = &*one_user().await;
    let back = insert([new(5, "a@x", "n"), new(6, "z@x", "z")])
        .on_conflict(User.email)
        .do_update(|new| User.nick.set(new.nick))
        .returning((User.id, sql!(bool, "xmax = 0")))
        .all(db)
        .await
        .unwrap();
    assert_eq!(back, [(1, false), (6, true)]);
}

/// K15: an upsert of more rows than fit one statement is one upsert.
#[tokio::test]
async fn a_long_upsert_updates_in_every_part() {
    #[derive(Table, Debug)]
    #[table(name = "tagged")]
    struct Tagged {
        #[column(primary_key)]
        id: i32,
        tags: Vec<String>,
        #[column(default = 0)]
        seen: i32,
    }
    let db = &*Database::with([Tagged::table()]).await;
    let rows = || {
        (0..40_000)
            .map(|id| NewTagged {
                id,
                tags: vec![id.to_string()],
                seen: None,
            })
            .collect::<Vec<_>>()
    };
    let upsert = || {
        insert(rows()).on_conflict(Tagged.id).do_update_where(
            |_| Tagged.seen.set(Tagged.seen.add(1)),
            |_| Tagged.id.ge(10),
        )
    };
    assert_eq!(upsert().execute(db).await.unwrap(), 40_000);
    assert_eq!(upsert().execute(db).await.unwrap(), 39_990);
    assert_eq!(
        from(Tagged).select(sum(Tagged.seen)).one(db).await.unwrap(),
        Some(39_990)
    );
}
