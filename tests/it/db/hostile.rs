//! No value enters SQL text, whatever is in it.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    name: String,
    bio: Option<String>,
    tags: Vec<String>,
}

const HOSTILE: &[&str] = &[
    "'; drop table users; --",
    "\"; drop table users; --",
    "\\'; drop table users; --",
    "$1",
    "$$; drop table users; $$",
    "{User.name}",
    "%_\\",
    "/* */ -- \n\r\t",
    "\u{feff}naïve ☃ 🦀 \u{202e}",
    "null",
    "",
];

fn sent(text: &str) -> NewUser {
    NewUser {
        name: text.into(),
        bio: Some(text.into()),
        tags: vec![text.into(), text.into()],
    }
}

#[test]
fn the_text_of_a_statement_does_not_depend_on_its_values() {
    let texts = |value: &str| {
        let name = value.to_owned();
        let shown = orm::expr::value(value);
        let key = User.find(value).to_sql().text.into_owned();
        [
            insert(sent(value)).to_sql().text.into_owned(),
            insert([sent(value), sent("b")])
                .on_conflict(User.name)
                .do_update(|_| User.bio.set(value))
                .to_sql()
                .text
                .into_owned(),
            update(User)
                .set(User.bio.set(value))
                .filter(User.name.eq(value))
                .to_sql()
                .text
                .into_owned(),
            delete(User)
                .filter(User.name.in_([value]))
                .to_sql()
                .text
                .into_owned(),
            from(User)
                .filter(
                    User.name
                        .eq(value)
                        .or(User.tags.contains_all(vec![name.clone()]))
                        .or(User.bio.ilike(value)),
                )
                .filter(
                    User.name
                        .between(value, value)
                        .and(coalesce(User.bio, value).ne(value)),
                )
                .order_by(case_when(User.name.eq(value), value).otherwise(value))
                .select((
                    User.name.concat(value),
                    shown,
                    lower(User.bio.concat(value)),
                ))
                .to_sql()
                .text
                .into_owned(),
            from(User)
                .filter(sql!(bool, "{User.name} = {name}"))
                .select(User.name)
                .union(from(User).filter(User.bio.eq(value)).select(User.name))
                .to_sql()
                .text
                .into_owned(),
            key,
        ]
    };
    let harmless = texts("x");
    for hostile in HOSTILE {
        assert_eq!(texts(hostile), harmless, "{hostile:?}");
    }
}

#[tokio::test]
async fn every_text_comes_back_as_it_went_in() {
    let db = &*Database::with([User::table()]).await;
    insert(HOSTILE.iter().map(|text| sent(text)).collect::<Vec<_>>())
        .execute(db)
        .await
        .unwrap();
    for hostile in HOSTILE {
        let text = (*hostile).to_owned();
        let row = User.find(*hostile).one(db).await.unwrap();
        assert_eq!(
            row,
            User {
                name: text.clone(),
                bio: Some(text.clone()),
                tags: vec![text.clone(), text.clone()]
            }
        );
        assert_eq!(
            from(User)
                .filter(User.tags.contains_all(vec![text.clone()]))
                .all(db)
                .await
                .unwrap(),
            std::slice::from_ref(&row)
        );
        assert_eq!(
            from(User)
                .filter(User.name.in_([*hostile]))
                .all(db)
                .await
                .unwrap(),
            std::slice::from_ref(&row)
        );
        assert_eq!(
            sql_query!(User, "select * from users where name = {&text}")
                .all(db)
                .await
                .unwrap(),
            [row]
        );
        let set = update(User)
            .set(User.bio.set(User.bio.concat(*hostile)))
            .filter(User.name.eq(*hostile));
        assert_eq!(
            set.returning(User.bio).one(db).await.unwrap(),
            Some(text.repeat(2))
        );
    }
    assert_eq!(
        from(User).select(count_all()).one(db).await.unwrap(),
        HOSTILE.len() as i64
    );
}

/// PostgreSQL has no text with NUL: that is an error, and the connection goes on.
#[tokio::test]
async fn a_nul_is_an_error_and_nothing_more() {
    let db = &*Database::with([User::table()]).await;
    let one = insert(sent("a\0b")).execute(db).await.unwrap_err();
    let many = insert([sent("a"), sent("a\0b")])
        .execute(db)
        .await
        .unwrap_err();
    let read = from(User)
        .filter(User.name.eq("\0"))
        .all(db)
        .await
        .unwrap_err();
    for error in [one, many, read] {
        let why = std::error::Error::source(&error)
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(why.contains("NUL"), "{error:?}");
    }
    assert_eq!(insert(sent("a")).execute(db).await.unwrap(), 1);
}

/// A value is in no error and no debug output.
#[tokio::test]
async fn an_error_does_not_tell_values() {
    let db = &*Database::with([User::table()]).await;
    let secret = "s3cret";
    insert(sent(secret)).execute(db).await.unwrap();
    let error = insert(sent(secret)).execute(db).await.unwrap_err();
    assert!(error.is_unique_violation());
    assert!(!error.to_string().contains(secret), "{error}");
    assert!(!format!("{:?}", insert(sent(secret))).contains(secret));
    assert!(!format!("{:?}", from(User).filter(User.name.eq(secret))).contains(secret));
    assert!(!format!("{:?}", User.find(secret).to_sql()).contains(secret));
}
