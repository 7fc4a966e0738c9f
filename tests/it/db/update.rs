//! UPDATE.

use orm::prelude::*;

use crate::support::Database;

fn touched() -> i32 {
    77
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
    bio: Option<String>,
    #[column(default = 5)]
    score: i32,
    #[column(default = 0, on_update_fn = touched)]
    version: i32,
}

async fn users() -> Database {
    let database = Database::with([User::table()]).await;
    let new = |id, name: &str, bio: Option<&str>| NewUser {
        id,
        name: name.into(),
        bio: bio.map(Into::into),
        score: Some(id),
        version: None,
    };
    insert([
        new(1, "ada", Some("x")),
        new(2, "bob", None),
        new(3, "cy", None),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

fn user(id: i32, name: &str, bio: Option<&str>, score: i32, version: i32) -> User {
    User {
        id,
        name: name.into(),
        bio: bio.map(Into::into),
        score,
        version,
    }
}

/// L1, L3, L5
#[tokio::test]
async fn rows_that_fulfil_the_filter_are_set() {
    let db = &*users().await;
    let set = (
        User.name.set(upper(User.name).concat("!")),
        User.score.set(User.score.mul(User.id).add(1)),
    );
    let changed = update(User)
        .set(set)
        .filter(User.id.ge(2))
        .filter(User.bio.is_null())
        .execute(db)
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let all = from(User).order_by(User.id).all(db).await.unwrap();
    assert_eq!(
        all,
        [
            user(1, "ada", Some("x"), 1, 0),
            user(2, "BOB!", None, 5, 77),
            user(3, "CY!", None, 10, 77)
        ]
    );
}

/// L1, L2: absent is unchanged, `Some(None)` is NULL.
#[tokio::test]
async fn changes_set_what_they_have() {
    let db = &*users().await;
    let set = |changes: UserChanges| {
        update(User)
            .set(changes)
            .filter(User.id.eq(1))
            .returning_all()
            .one(db)
    };
    let name = set(UserChanges {
        name: Some("eve".into()),
        ..UserChanges::default()
    })
    .await
    .unwrap();
    assert_eq!(name, user(1, "eve", Some("x"), 1, 77));
    let bio = set(UserChanges {
        bio: Some(None),
        ..UserChanges::default()
    })
    .await
    .unwrap();
    assert_eq!(bio.bio, None);
    let bio = set(UserChanges {
        bio: Some(Some("y".into())),
        id: Some(9),
        ..UserChanges::default()
    })
    .await
    .unwrap();
    assert_eq!((bio.id, bio.bio), (9, Some("y".into())));
}

/// L1
#[tokio::test]
async fn changes_of_nothing_are_an_error_before_the_server_is_asked() {
    let db = &*users().await;
    let error = update(User)
        .set(UserChanges::default())
        .all_rows()
        .execute(db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("sets nothing"), "{error}");
    assert_eq!(error.sql_state(), None);
    let both = update(User)
        .set((UserChanges::default(), User.score.set(0)))
        .all_rows()
        .execute(db)
        .await
        .unwrap();
    assert_eq!(both, 3);
}

/// L2, L3
#[tokio::test]
async fn a_nullable_column_is_set_to_null_or_its_default() {
    let db = &*users().await;
    let set = (User.bio.set(None::<String>), User.score.set_default());
    let row = update(User)
        .set(set)
        .filter(User.id.eq(1))
        .returning((User.bio, User.score))
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, (None, 5));
}

/// L4, B5
#[tokio::test]
async fn an_on_update_column_is_touched_unless_it_is_set() {
    let db = &*users().await;
    let row = update(User)
        .set(User.version.set(4))
        .filter(User.id.eq(1))
        .returning(User.version)
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, 4);
    let changes = UserChanges {
        version: Some(6),
        ..UserChanges::default()
    };
    let row = update(User)
        .set(changes)
        .filter(User.id.eq(1))
        .returning(User.version)
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, 6);
    let row = update(User)
        .set(User.name.set("n"))
        .filter(User.id.eq(1))
        .returning(User.version)
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, 77);
    let untouched = from(User)
        .filter(User.id.gt(1))
        .select(User.version)
        .all(db)
        .await
        .unwrap();
    assert_eq!(untouched, [0, 0]);
}

/// L9: the rows as they are after the update.
#[tokio::test]
async fn an_update_returns_the_new_rows() {
    let db = &*users().await;
    let mut rows = update(User)
        .set(User.score.set(User.score.add(100)))
        .all_rows()
        .returning((User.id, User.score.sub(User.id)))
        .all(db)
        .await
        .unwrap();
    rows.sort_unstable();
    assert_eq!(rows, [(1, 100), (2, 100), (3, 100)]);
    assert_eq!(
        update(User)
            .set(User.score.set(0))
            .filter(User.id.eq(9))
            .returning(User.id)
            .optional(db)
            .await
            .unwrap(),
        None
    );
}

/// Assignments that are chosen at run time.
#[tokio::test]
async fn what_is_set_is_put_together_at_run_time() {
    let db = &*users().await;
    let rename = |name: Option<&str>, bump: bool| {
        let set = (
            name.map(|name| User.name.set(name)),
            bump.then(|| User.score.set(User.score.add(1))),
        );
        update(User)
            .set(set)
            .filter(User.id.eq(1))
            .returning((User.name, User.score))
    };
    assert_eq!(
        rename(Some("x"), false).one(db).await.unwrap(),
        ("x".into(), 1)
    );
    assert_eq!(rename(None, true).one(db).await.unwrap(), ("x".into(), 2));
    assert!(rename(None, false).one(db).await.is_err());
}

/// A value of another table, by a subquery.
#[tokio::test]
async fn a_value_may_come_from_a_subquery() {
    let db = &*users().await;
    alias!(Other = User);
    let best = scalar(from(Other).select(max(Other.score)));
    update(User)
        .set(User.score.set(coalesce(best, 0)))
        .filter(User.id.eq(1))
        .execute(db)
        .await
        .unwrap();
    assert_eq!(User.find(1).one(db).await.unwrap().score, 3);
}

#[tokio::test]
async fn a_column_set_twice_is_refused_by_the_server() {
    let db = &*users().await;
    let error = update(User)
        .set((User.score.set(1), User.score.set(2)))
        .all_rows()
        .execute(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("42601"));
}
