//! Enums, domains and composite types come before the tables that use them.

use orm::prelude::*;

use crate::support::Database;

/// How one feels.
#[derive(PgEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[pg_enum(name = "mood", rename_all = "snake_case")]
enum Mood {
    Happy,
    #[pg_enum(rename = "so it's ok")]
    Fine,
    VerySad,
}

#[derive(SqlType, Debug, Clone, PartialEq, Eq)]
#[sql_type(domain, name = "email", check = "value ~ '@'")]
struct Email(String);

#[derive(SqlType, Debug, Clone, Copy, PartialEq, Eq)]
struct UserId(i64);

#[derive(PgComposite, Debug, Clone, PartialEq)]
#[pg_composite(name = "contact", schema = "app")]
struct Contact {
    mail: Email,
    mood: Mood,
    #[pg_composite(rename = "zip code")]
    zip: Option<String>,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: UserId,
    #[column(default = sql("'happy'"))]
    mood: Mood,
    email: Option<Email>,
    contact: Option<Contact>,
    moods: Vec<Mood>,
}

fn contact() -> Contact {
    Contact {
        mail: Email("a@b".into()),
        mood: Mood::VerySad,
        zip: Some("1, \"2\"".into()),
    }
}

fn user(id: i64) -> NewUser {
    NewUser {
        id: UserId(id),
        mood: None,
        email: None,
        contact: None,
        moods: vec![Mood::Fine, Mood::Happy],
    }
}

/// E1, X33
#[tokio::test]
async fn types_are_created_before_the_tables_that_use_them() {
    let db = &*Database::with([User::table()]).await;
    let labels: Vec<String> = sql_query!(String, "select unnest(enum_range(null::mood))::text")
        .all(db)
        .await
        .unwrap();
    assert_eq!(labels, ["happy", "so it's ok", "very_sad"]);
    let comment: String = sql_query!(String, "select obj_description('mood'::regtype)")
        .one(db)
        .await
        .unwrap();
    assert_eq!(comment, "How one feels.");
    let fields: Vec<(String, String)> = sql_query!(
        (String, String),
        "select attname::text, atttypid::regtype::text from pg_attribute where attrelid = 'app.contact'::regclass order by attnum"
    )
    .all(db)
    .await
    .unwrap();
    assert_eq!(
        fields,
        [
            ("mail".into(), "email".into()),
            ("mood".into(), "mood".into()),
            ("zip code".into(), "text".into())
        ]
    );
}

/// E1, X33
#[tokio::test]
async fn values_of_own_types_go_in_and_come_out() {
    let db = &*Database::with([User::table()]).await;
    let given = NewUser {
        mood: Some(Mood::Fine),
        email: Some(Email("x@y".into())),
        contact: Some(contact()),
        ..user(1)
    };
    let row = insert(given).returning_all().one(db).await.unwrap();
    assert_eq!(
        (row.mood, row.email, row.contact),
        (Mood::Fine, Some(Email("x@y".into())), Some(contact()))
    );
    let row = insert(user(2)).returning_all().one(db).await.unwrap();
    assert_eq!(
        (row.mood, row.moods),
        (Mood::Happy, vec![Mood::Fine, Mood::Happy])
    );
}

#[tokio::test]
async fn an_enum_and_a_newtype_are_compared_and_listed() {
    let db = &*Database::with([User::table()]).await;
    insert([
        NewUser {
            mood: Some(Mood::VerySad),
            ..user(1)
        },
        NewUser {
            mood: Some(Mood::Fine),
            ..user(2)
        },
    ])
    .execute(db)
    .await
    .unwrap();
    let ids = |query: Select<_>| query.order_by(User.id).select(User.id).all(db);
    assert_eq!(
        ids(from(User).filter(User.mood.gt(Mood::Fine)))
            .await
            .unwrap(),
        [UserId(1)]
    );
    assert_eq!(
        ids(from(User).filter(User.mood.in_([Mood::Fine, Mood::Happy])))
            .await
            .unwrap(),
        [UserId(2)]
    );
    assert_eq!(
        ids(from(User).filter(User.id.in_(vec![UserId(2), UserId(3)])))
            .await
            .unwrap(),
        [UserId(2)]
    );
    assert_eq!(
        ids(from(User).filter(User.moods.contains_all(vec![Mood::Happy])))
            .await
            .unwrap(),
        [UserId(1), UserId(2)]
    );
    assert_eq!(User.find(UserId(2)).one(db).await.unwrap().mood, Mood::Fine);
}

/// X33: the domain's check is the server's.
#[tokio::test]
async fn a_domain_refuses_what_its_check_refuses() {
    let db = &*Database::with([User::table()]).await;
    let bad = || NewUser {
        email: Some(Email("none".into())),
        ..user(1)
    };
    let error = insert(bad()).execute(db).await.unwrap_err();
    assert!(error.is_check_violation());
    assert_eq!(error.constraint(), Some("email_check"));
    let error = insert([user(5), bad()]).execute(db).await.unwrap_err();
    assert!(error.is_check_violation());
    assert_eq!(from(User).select(count_all()).one(db).await.unwrap(), 0);
}

/// A label that the program does not know is an error that names the column, and no panic.
#[tokio::test]
async fn an_unknown_label_is_a_decode_error() {
    let db = &*Database::with([User::table()]).await;
    insert(user(1)).execute(db).await.unwrap();
    db.batch("alter type mood add value 'new'").await.unwrap();
    db.batch("update users set mood = 'new'").await.unwrap();
    let error = from(User).select(User.mood).all(db).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("mood"));
}

/// K2: many rows travel as arrays, of own types too.
#[tokio::test]
async fn own_types_are_sent_in_arrays() {
    #[derive(SqlType, Debug, Clone, PartialEq)]
    #[sql_type(domain, name = "tags", schema = "app")]
    struct Tags(Vec<String>);
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "cards", schema = "app")]
    struct Card {
        #[column(primary_key)]
        id: UserId,
        mood: Option<Mood>,
        email: Email,
        contact: Option<Contact>,
        tags: Tags,
    }
    let db = &*Database::with([Card::table()]).await;
    let new = |id| NewCard {
        id: UserId(id),
        mood: (id == 1).then_some(Mood::Fine),
        email: Email(format!("{id}@x")),
        contact: (id == 2).then(contact),
        tags: Tags((0..id).map(|n| n.to_string()).collect()),
    };
    let query = insert([new(0), new(1), new(2)]);
    let rows = query.returning_all().all(db).await.unwrap();
    let wanted = [0, 1, 2].map(new).map(|row| Card {
        id: row.id,
        mood: row.mood,
        email: row.email,
        contact: row.contact,
        tags: row.tags,
    });
    assert_eq!(rows, wanted);
    let error = insert([
        new(5),
        NewCard {
            email: Email("none".into()),
            ..new(6)
        },
    ])
    .execute(db)
    .await
    .unwrap_err();
    assert!(error.is_check_violation());
    assert_eq!(
        from(Card)
            .filter(Card.tags.eq(Tags(vec!["0".into()])))
            .select(Card.id)
            .all(db)
            .await
            .unwrap(),
        [UserId(1)]
    );
}
