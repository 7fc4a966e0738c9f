//! Rows by primary key.

use orm::prelude::*;

use crate::support::Database;

#[tokio::test]
async fn a_row_is_found_by_its_key() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "things")]
    struct Thing {
        #[column(primary_key, identity)]
        id: i64,
        name: String,
    }
    let db = &*Database::with([Thing::table()]).await;
    let one = insert(NewThing { name: "one".into() })
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(Thing.find(one.id).one(db).await.unwrap(), one);
    assert_eq!(Thing.find(99).optional(db).await.unwrap(), None);
    assert!(Thing.find(99).one(db).await.unwrap_err().is_not_found());
    assert_eq!(Thing.find(one.id).first(db).await.unwrap(), Some(one));
}

#[tokio::test]
async fn a_key_of_text_is_given_as_text() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "codes")]
    struct Code {
        #[column(primary_key)]
        code: String,
        n: i32,
    }
    let db = &*Database::with([Code::table()]).await;
    insert(NewCode {
        code: "it's".into(),
        n: 1,
    })
    .execute(db)
    .await
    .unwrap();
    assert_eq!(Code.find("it's").one(db).await.unwrap().n, 1);
    assert_eq!(
        Code.find(String::from("no")).optional(db).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_key_of_several_columns_is_a_tuple_in_their_order() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "memberships", primary_key(team, person))]
    struct Membership {
        person: String,
        role: Option<String>,
        team: i32,
    }
    let db = &*Database::with([Membership::table()]).await;
    let new = |team, person: &str| NewMembership {
        team,
        person: person.into(),
        role: None,
    };
    insert([new(1, "ada"), new(1, "bob"), new(2, "ada")])
        .execute(db)
        .await
        .unwrap();
    let found = Membership.find((1, "bob")).one(db).await.unwrap();
    assert_eq!((found.team, found.person.as_str()), (1, "bob"));
    assert_eq!(
        Membership.find((2, "bob")).optional(db).await.unwrap(),
        None
    );
}

/// A query by key is a query: it combines, it is a subquery, it locks nothing.
#[tokio::test]
async fn a_query_by_key_combines_with_others() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "$1 things")]
    struct Thing {
        #[column(primary_key, name = "$1")]
        id: i32,
    }
    let db = &*Database::with([Thing::table()]).await;
    insert([1, 2, 3].map(|id| NewThing { id }))
        .execute(db)
        .await
        .unwrap();
    let mut both = Thing.find(3).union(Thing.find(1)).all(db).await.unwrap();
    both.sort_by_key(|thing| thing.id);
    assert_eq!(both, [Thing { id: 1 }, Thing { id: 3 }]);
    assert_eq!(
        from(Thing)
            .filter(Thing.id.eq(2))
            .select(Thing)
            .union_all(Thing.find(2))
            .all(db)
            .await
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn an_alias_is_found_by_key_too() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "rows")]
    struct Line {
        #[column(primary_key)]
        id: i32,
        n: i32,
    }
    alias!(Other = Line);
    let db = &*Database::with([Line::table()]).await;
    insert([NewLine { id: 1, n: 5 }, NewLine { id: 2, n: 6 }])
        .execute(db)
        .await
        .unwrap();
    assert_eq!(Other.find(2).one(db).await.unwrap(), Line { id: 2, n: 6 });
    assert_eq!(Line.find(1).one(db).await.unwrap(), Line { id: 1, n: 5 });
}
