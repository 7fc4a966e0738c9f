//! INSERT: rows, what is returned, what is refused.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    bio: Option<String>,
    #[column(default = 7)]
    level: i32,
}

fn new(name: &str) -> NewUser {
    NewUser::builder().name(name).build()
}

/// K1, K6, C15
#[tokio::test]
async fn one_row_is_a_builder_or_a_struct() {
    let db = &*Database::with([User::table()]).await;
    let by_builder = insert(NewUser::builder().bio("b").name("ada").level(1))
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        by_builder,
        User {
            id: 1,
            name: "ada".into(),
            bio: Some("b".into()),
            level: 1
        }
    );
    let by_struct = insert(NewUser {
        name: "bob".into(),
        bio: None,
        level: None,
    })
    .returning_all()
    .one(db)
    .await
    .unwrap();
    assert_eq!(
        by_struct,
        User {
            id: 2,
            name: "bob".into(),
            bio: None,
            level: 7
        }
    );
    assert_eq!(insert(new("cy")).execute(db).await.unwrap(), 1);
}

/// K2, K6: rows come back in the order in which they were given.
#[tokio::test]
async fn many_rows_return_in_their_order() {
    let db = &*Database::with([User::table()]).await;
    let names: Vec<String> = (0..1000)
        .map(|n| format!("user {}", (n * 7919) % 1000))
        .collect();
    let rows = insert(
        names
            .iter()
            .map(|name| NewUser::builder().name(name.as_str()))
            .collect::<Vec<_>>(),
    );
    let back = rows.returning((User.id, User.name)).all(db).await.unwrap();
    assert_eq!(
        back.iter()
            .map(|(_, name)| name.clone())
            .collect::<Vec<_>>(),
        names
    );
    assert!(back.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

/// K3: some rows give a value, others take the default, others NULL.
#[tokio::test]
async fn rows_with_different_columns_go_into_one_statement() {
    let db = &*Database::with([User::table()]).await;
    let rows = [
        new("default"),
        NewUser {
            level: Some(1),
            ..new("given")
        },
        NewUser {
            bio: Some("text".into()),
            ..new("bio")
        },
    ];
    let back = insert(rows)
        .returning((User.name, User.bio, User.level))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        back,
        [
            ("default".into(), None, 7),
            ("given".into(), None, 1),
            ("bio".into(), Some("text".into()), 7)
        ]
    );
}

#[tokio::test]
async fn no_rows_are_refused_before_the_server_is_asked() {
    let db = &*Database::with([User::table()]).await;
    let error = insert(Vec::<NewUser>::new()).execute(db).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("an insert into \"users\" without rows"),
        "{error}"
    );
    assert_eq!(error.sql_state(), None);
    assert!(
        insert(Vec::<NewUser>::new())
            .returning_all()
            .all(db)
            .await
            .is_err()
    );
}

/// X26
#[tokio::test]
async fn what_the_server_refuses_is_a_typed_error() {
    #[derive(Table, Debug)]
    #[table(name = "strict")]
    struct Strict {
        #[column(primary_key)]
        id: i32,
        #[column(references(User.id), name = "who")]
        user_id: i32,
        #[column(unique)]
        code: i32,
    }
    let db = &*Database::with([User::table(), Strict::table()]).await;
    let user = insert(new("ada")).returning(User.id).one(db).await.unwrap();
    insert(NewStrict {
        id: 1,
        user_id: user,
        code: 1,
    })
    .execute(db)
    .await
    .unwrap();
    let error = insert(NewStrict {
        id: 2,
        user_id: user,
        code: 1,
    })
    .execute(db)
    .await
    .unwrap_err();
    assert!(error.is_unique_violation());
    assert_eq!(
        (error.table(), error.constraint()),
        (Some("strict"), Some("strict_code_key"))
    );
    let error = insert(NewStrict {
        id: 2,
        user_id: 99,
        code: 2,
    })
    .execute(db)
    .await
    .unwrap_err();
    assert!(error.is_foreign_key_violation());
    assert_eq!(error.constraint(), Some("strict_who_fkey"));
    db.batch("alter table strict add column late int not null default 0; alter table strict alter late drop default").await.unwrap();
    let error = insert(NewStrict {
        id: 3,
        user_id: user,
        code: 3,
    })
    .execute(db)
    .await
    .unwrap_err();
    assert!(error.is_not_null_violation());
    assert_eq!(error.column(), Some("late"));
}
