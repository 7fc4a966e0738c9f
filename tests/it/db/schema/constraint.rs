//! Keys, checks, foreign keys, exclusion.

use orm::prelude::*;
use orm::types::Range;

use crate::support::Database;

/// Name and definition of each constraint, as the server writes them.
async fn constraints(db: &Db, table: &str) -> Vec<String> {
    sql_query!(
        String,
        "select conname || ': ' || pg_get_constraintdef(oid) from pg_constraint
         where conrelid = {table}::regclass and contype <> 'n' order by conname"
    )
    .all(db)
    .await
    .expect("what the test is given")
}

/// B6, B7, C3, C4, C7
#[tokio::test]
async fn keys_and_checks_have_the_names_that_the_server_would_give() {
    #[derive(Table, Debug)]
    #[table(
        name = "members",
        primary_key(team, person),
        unique(nick, team),
        unique(badge, name = "one badge", nulls_not_distinct),
        check("age > 0 or nick <> ''", name = "sane"),
        check("nick <> 'root'")
    )]
    struct Member {
        team: i32,
        person: i32,
        nick: String,
        badge: Option<i32>,
        #[column(check = "age < 200")]
        age: i32,
        #[column(unique(name = "mail", deferrable))]
        mail: String,
    }
    let Some(database) = Database::since(15, [Member::table()]).await else {
        return;
    };
    let db = &*database;
    assert_eq!(
        constraints(db, "members").await,
        [
            "mail: UNIQUE (mail) DEFERRABLE",
            "members_age_check: CHECK ((age < 200))",
            "members_check: CHECK ((nick <> 'root'::text))",
            "members_nick_team_key: UNIQUE (nick, team)",
            "members_pkey: PRIMARY KEY (team, person)",
            "one badge: UNIQUE NULLS NOT DISTINCT (badge)",
            "sane: CHECK (((age > 0) OR (nick <> ''::text)))",
        ]
    );
}

/// B7: two NULLs collide only where it says so.
#[tokio::test]
async fn nulls_collide_only_where_they_are_not_distinct() {
    #[derive(Table, Debug)]
    #[table(name = "pairs")]
    struct Pair {
        #[column(primary_key, identity)]
        id: i32,
        #[column(unique)]
        loose: Option<i32>,
        #[column(unique(nulls_not_distinct))]
        strict: Option<i32>,
    }
    let Some(database) = Database::since(15, [Pair::table()]).await else {
        return;
    };
    let db = &*database;
    insert([
        NewPair {
            loose: None,
            strict: None,
        },
        NewPair {
            loose: None,
            strict: Some(1),
        },
    ])
    .execute(db)
    .await
    .unwrap();
    let error = insert(NewPair {
        loose: None,
        strict: None,
    })
    .execute(db)
    .await
    .unwrap_err();
    assert!(error.is_unique_violation());
    assert_eq!(
        (error.constraint(), error.table()),
        (Some("pairs_strict_key"), Some("pairs"))
    );
}

/// B8, B9, C5, C6, C8, X7
#[tokio::test]
async fn a_foreign_key_has_its_actions_and_its_time() {
    #[derive(Table, Debug)]
    #[table(name = "parents", unique(a, b))]
    struct Parent {
        #[column(primary_key)]
        id: i32,
        a: i32,
        b: i32,
    }
    #[derive(Table, Debug)]
    #[table(name = "children", foreign_key(columns(a, b), references(Parent.a, Parent.b), on_update = restrict, name = "both"))]
    struct Child {
        #[column(primary_key)]
        id: i32,
        #[column(references(Parent.id, on_delete = cascade, on_update = set_null))]
        one: Option<i32>,
        #[column(default = 0, references(Parent.id, on_delete = set_default, deferrable, name = "later"))]
        two: i32,
        #[column(references(Parent.id, initially_deferred, not_valid))]
        three: i32,
        #[column(references(Child.id, on_delete = set_null))]
        up: Option<i32>,
        a: i32,
        b: i32,
    }
    // The child stands first: foreign keys come after all tables.
    let db = &*Database::with([Child::table(), Parent::table()]).await;
    assert_eq!(
        constraints(db, "children").await,
        [
            "both: FOREIGN KEY (a, b) REFERENCES parents(a, b) ON UPDATE RESTRICT",
            "children_one_fkey: FOREIGN KEY (one) REFERENCES parents(id) ON UPDATE SET NULL ON DELETE CASCADE",
            "children_pkey: PRIMARY KEY (id)",
            "children_three_fkey: FOREIGN KEY (three) REFERENCES parents(id) DEFERRABLE INITIALLY DEFERRED NOT VALID",
            "children_up_fkey: FOREIGN KEY (up) REFERENCES children(id) ON DELETE SET NULL",
            "later: FOREIGN KEY (two) REFERENCES parents(id) ON DELETE SET DEFAULT DEFERRABLE",
        ]
    );
}

/// X7, X26: a deferred constraint speaks at the commit.
#[tokio::test]
async fn a_deferred_foreign_key_is_checked_at_commit() {
    #[derive(Table, Debug)]
    #[table(name = "nodes")]
    struct Node {
        #[column(primary_key)]
        id: i32,
        #[column(references(Node.id, initially_deferred))]
        next: i32,
    }
    let db = &*Database::with([Node::table()]).await;
    db.transaction(async |tx| {
        insert(NewNode { id: 1, next: 2 }).execute(tx).await?;
        insert(NewNode { id: 2, next: 1 }).execute(tx).await
    })
    .await
    .unwrap();
    let error = db
        .transaction(async |tx| insert(NewNode { id: 3, next: 9 }).execute(tx).await)
        .await
        .unwrap_err();
    assert!(error.is_foreign_key_violation());
    assert_eq!(error.constraint(), Some("nodes_next_fkey"));
    assert_eq!(from(Node).select(count_all()).one(db).await.unwrap(), 2);
}

/// X10
#[tokio::test]
async fn an_exclusion_refuses_rows_that_overlap() {
    #[derive(Table, Debug)]
    #[table(name = "bookings", exclude(using = gist, during with "&&", filter = "not cancelled"))]
    struct Booking {
        #[column(primary_key, identity)]
        id: i32,
        during: Range<i32>,
        #[column(default = false)]
        cancelled: bool,
    }
    let db = &*Database::with([Booking::table()]).await;
    let new = |from, to| NewBooking {
        during: Range::from(from..to),
        cancelled: None,
    };
    insert([new(1, 5), new(5, 9)]).execute(db).await.unwrap();
    let error = insert(new(4, 6)).execute(db).await.unwrap_err();
    assert!(error.is_exclusion_violation(), "{error}");
    assert_eq!(error.constraint(), Some("bookings_during_excl"));
    insert(NewBooking {
        cancelled: Some(true),
        ..new(4, 6)
    })
    .execute(db)
    .await
    .unwrap();
}

/// X26
#[tokio::test]
async fn a_violation_names_what_was_violated() {
    #[derive(Table, Debug)]
    #[table(name = "ages")]
    struct Age {
        #[column(primary_key)]
        id: i32,
        #[column(check = "years >= 0")]
        years: i32,
        #[column(sql_type = "varchar(3)")]
        code: String,
    }
    let db = &*Database::with([Age::table()]).await;
    let new = |id, years, code: &str| NewAge {
        id,
        years,
        code: code.into(),
    };
    let check = insert(new(1, -1, "a")).execute(db).await.unwrap_err();
    assert!(check.is_check_violation());
    assert_eq!(check.constraint(), Some("ages_years_check"));
    insert(new(1, 1, "a")).execute(db).await.unwrap();
    let unique = insert(new(1, 1, "secret")).execute(db).await.unwrap_err();
    assert_eq!(unique.sql_state(), Some("22001"));
    let unique = insert(new(1, 1, "sec")).execute(db).await.unwrap_err();
    assert_eq!(unique.constraint(), Some("ages_pkey"));
    assert!(!unique.to_string().contains("sec"), "{unique}");
}
