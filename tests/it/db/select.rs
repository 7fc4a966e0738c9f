//! SELECT: columns, expressions, whole tables, pages.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
    team: Option<i32>,
}

async fn users() -> Database {
    let database = Database::with([User::table()]).await;
    let new = |id, name: &str, team| NewUser {
        id,
        name: name.into(),
        team,
    };
    insert([
        new(1, "ada", Some(1)),
        new(2, "bob", Some(1)),
        new(3, "cy", None),
        new(4, "ada", Some(2)),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

fn user(id: i32, name: &str, team: Option<i32>) -> User {
    User {
        id,
        name: name.into(),
        team,
    }
}

/// I1, I2, I28
#[tokio::test]
async fn what_is_selected_is_the_row() {
    let db = &*users().await;
    let first = || from(User).filter(User.id.eq(1));
    let whole: User = first().one(db).await.unwrap();
    assert_eq!(whole, user(1, "ada", Some(1)));
    let column: String = first().select(User.name).one(db).await.unwrap();
    assert_eq!(column, "ada");
    let tuple: (Option<i32>, String) = first()
        .select((User.team, User.name))
        .one(db)
        .await
        .unwrap();
    assert_eq!(tuple, (Some(1), "ada".into()));
    let single: (i32,) = first().select((User.id,)).one(db).await.unwrap();
    assert_eq!(single, (1,));
    let nested: (i32, (String, (Option<i32>, User)), User) = first()
        .select((User.id, (User.name, (User.team, User)), User))
        .one(db)
        .await
        .unwrap();
    assert_eq!(nested, (1, ("ada".into(), (Some(1), whole.clone())), whole));
}

#[tokio::test]
async fn a_row_has_up_to_26_values() {
    let db = &*users().await;
    let n = || User.id.add(0);
    let row = from(User)
        .filter(User.id.eq(2))
        .select((
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            n(),
            User.name,
            User,
        ))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        (row.0, row.23, row.24, row.25),
        (2, 2, "bob".into(), user(2, "bob", Some(1)))
    );
}

/// I7
#[tokio::test]
async fn distinct_gives_equal_rows_once() {
    let db = &*users().await;
    let names = from(User)
        .distinct()
        .order_by(User.name)
        .select(User.name)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, ["ada", "bob", "cy"]);
}

/// I12, I13
#[tokio::test]
async fn a_page_is_a_part_of_the_order() {
    let db = &*users().await;
    let page = |limit, offset| {
        from(User)
            .order_by((User.name.desc(), User.id))
            .limit(limit)
            .offset(offset)
            .select(User.id)
            .all(db)
    };
    assert_eq!(page(2, 0).await.unwrap(), [3, 2]);
    assert_eq!(page(2, 2).await.unwrap(), [1, 4]);
    assert!(page(0, 0).await.unwrap().is_empty());
    assert!(page(9, 9).await.unwrap().is_empty());
    assert!(page(1, u64::MAX).await.unwrap().is_empty());
}

/// I9, I25: an absent part leaves the query as it is.
#[tokio::test]
async fn a_search_is_put_together_at_run_time() {
    fn search(name: Option<&str>, teams: &[i32], sorted: bool) -> Query<i32> {
        let mut query = from(User).filter(name.map(|name| User.name.eq(name)));
        if !teams.is_empty() {
            query = query.filter(User.team.in_(teams));
        }
        query
            .order_by(sorted.then(|| User.id.desc()))
            .select(User.id)
    }
    let db = &*users().await;
    assert_eq!(search(None, &[], true).all(db).await.unwrap(), [4, 3, 2, 1]);
    assert_eq!(
        search(Some("ada"), &[], true).all(db).await.unwrap(),
        [4, 1]
    );
    assert_eq!(
        search(Some("ada"), &[1, 3], true).all(db).await.unwrap(),
        [1]
    );
    assert_eq!(search(None, &[], false).all(db).await.unwrap().len(), 4);
}

/// `Query<User>` is what functions return, whatever is inside.
#[tokio::test]
async fn a_query_has_a_name_in_signatures() {
    fn all() -> Query<User> {
        from(User).into()
    }
    fn team(team: i32) -> Query<User> {
        from(User).filter(User.team.eq(team)).into_query()
    }
    fn by_id(id: i32) -> Query<User> {
        User.find(id)
    }
    let db = &*users().await;
    assert_eq!(all().all(db).await.unwrap().len(), 4);
    assert_eq!(team(2).one(db).await.unwrap().id, 4);
    assert_eq!(by_id(3).one(db).await.unwrap().name, "cy");
    let queries: Vec<Query<User>> = vec![all(), team(1), by_id(3)];
    for (query, rows) in queries.into_iter().zip([4, 2, 1]) {
        assert_eq!(query.clone().all(db).await.unwrap().len(), rows);
        assert_eq!(query.execute(db).await.unwrap(), rows as u64);
    }
}

#[tokio::test]
async fn terminals_say_how_many_rows_they_want() {
    let db = &*users().await;
    let named = |name: &str| {
        from(User)
            .filter(User.name.eq(name))
            .order_by(User.id)
            .select(User.id)
    };
    assert_eq!(named("bob").one(db).await.unwrap(), 2);
    assert_eq!(named("bob").optional(db).await.unwrap(), Some(2));
    assert_eq!(named("zoe").optional(db).await.unwrap(), None);
    assert_eq!(named("ada").first(db).await.unwrap(), Some(1));
    assert_eq!(named("zoe").first(db).await.unwrap(), None);
    assert!(named("zoe").one(db).await.unwrap_err().is_not_found());
    assert!(named("ada").one(db).await.unwrap_err().is_too_many_rows());
    assert!(
        named("ada")
            .optional(db)
            .await
            .unwrap_err()
            .is_too_many_rows()
    );
}

/// X28
#[tokio::test]
async fn rows_are_streamed_in_order() {
    let db = &*users().await;
    let mut rows = from(User).order_by(User.id).select(User.id).stream(db);
    let mut ids = Vec::new();
    while let Some(id) = rows.next().await {
        ids.push(id.unwrap());
    }
    assert_eq!(ids, [1, 2, 3, 4]);
}

/// A column that the server does not have is its error, with the statement.
#[tokio::test]
async fn a_table_that_the_server_lacks_is_an_error_with_the_statement() {
    let db = &*Database::empty().await;
    let error = from(User).all(db).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("42P01"));
    assert!(error.sql().unwrap().contains("from \"users\""));
}

/// The server takes a bare name in ORDER BY for a selected value's: `"id"::text` is called `id`.
#[tokio::test]
async fn a_sort_key_is_the_column_and_not_a_selected_value_of_that_name() {
    let db = &*Database::with([User::table()]).await;
    insert([9, 10, 11].map(|id| NewUser {
        id,
        name: "n".into(),
        team: None,
    }))
    .execute(db)
    .await
    .unwrap();
    let ids = from(User)
        .order_by(User.id)
        .select(User.id.cast::<String>())
        .all(db)
        .await
        .unwrap();
    assert_eq!(ids, ["9", "10", "11"]);
    let case = || case_when(User.id.eq(9), 99).otherwise(User.id);
    let ids = from(User)
        .order_by(User.id.desc())
        .select((case(), User.name))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        ids.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [11, 10, 99]
    );
    #[derive(Table, Debug)]
    #[table(name = "counts")]
    struct Counted {
        #[column(primary_key)]
        count: i32,
    }
    Schema::of([Counted::table()]).create(db).await.unwrap();
    insert([NewCounted { count: 2 }, NewCounted { count: 1 }])
        .execute(db)
        .await
        .unwrap();
    let counts = from(Counted)
        .group_by(Counted.count)
        .order_by(Counted.count)
        .select((count_all(), Counted.count))
        .all(db)
        .await
        .unwrap();
    assert_eq!(counts, [(1, 1), (1, 2)]);
}

/// I7: what is sorted by has to be selected, where rows are told apart by what is selected.
#[tokio::test]
async fn distinct_rows_are_sorted_by_what_is_selected() {
    let db = &*users().await;
    let names = from(User)
        .distinct()
        .order_by(lower(User.name).desc())
        .select((lower(User.name), value(1)))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        names,
        [("cy".into(), 1), ("bob".into(), 1), ("ada".into(), 1)]
    );
    assert!(
        from(User)
            .distinct()
            .order_by(User.id)
            .select(User.name)
            .all(db)
            .await
            .is_err()
    );
}
