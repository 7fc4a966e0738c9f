//! Tables as a whole: schemas, comments, inheritance, storage.

use orm::prelude::*;

use crate::support::Database;

/// C16
#[tokio::test]
async fn a_table_has_its_comment_and_storage_options() {
    /// What it's for;
    /// a \ and a "quote".
    #[derive(Table, Debug)]
    #[table(
        name = "caches",
        unlogged,
        with(fillfactor = 70, autovacuum_enabled = false)
    )]
    struct Cache {
        #[column(primary_key)]
        id: i32,
    }
    let db = &*Database::with([Cache::table()]).await;
    let found = sql_query!(
        (String, Vec<String>, String),
        "select relpersistence::text, reloptions, obj_description(oid) from pg_class where relname = 'caches'"
    );
    let (persistence, options, comment) = found.one(db).await.unwrap();
    assert_eq!(persistence, "u");
    assert_eq!(options, ["fillfactor=70", "autovacuum_enabled=false"]);
    assert_eq!(comment, "What it's for; a \\ and a \"quote\".");
}

/// E2, X35: the schema is made, and every statement names it.
#[tokio::test]
async fn a_table_of_another_schema_is_used_like_any() {
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "Users", schema = "my app", index(name))]
    struct User {
        #[column(primary_key, identity)]
        id: i32,
        name: String,
    }
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "Users", schema = "other")]
    struct Other {
        #[column(primary_key, references(User.id, on_delete = cascade))]
        id: i32,
        /// How high.
        rank: i32,
    }
    alias!(Second = Other);
    let db = &*Database::with([Other::table(), User::table()]).await;
    let ada = insert(NewUser { name: "ada".into() })
        .returning_all()
        .one(db)
        .await
        .unwrap();
    insert(NewOther {
        id: ada.id,
        rank: 3,
    })
    .execute(db)
    .await
    .unwrap();
    update(Other)
        .set(Other.rank.set(Other.rank.add(1)))
        .filter(Other.id.eq(ada.id))
        .execute(db)
        .await
        .unwrap();
    let both = from(User)
        .left_join(Second, Second.id.eq(User.id))
        .select((User.name, Second.rank))
        .all(db)
        .await
        .unwrap();
    assert_eq!(both, [("ada".into(), Some(4))]);
    assert_eq!(User.find(ada.id).one(db).await.unwrap(), ada);
    assert_eq!(
        delete(User)
            .filter(User.id.eq(ada.id))
            .execute(db)
            .await
            .unwrap(),
        1
    );
    assert_eq!(from(Other).all(db).await.unwrap(), []);
}

/// C16: parents come first, in whatever order they are given.
#[tokio::test]
async fn a_child_inherits_the_columns_of_its_parent() {
    #[derive(Table, Debug)]
    #[table(name = "cities")]
    struct City {
        name: String,
        people: i32,
    }
    #[derive(Table, Debug)]
    #[table(name = "capitals", inherits(City))]
    struct Capital {
        name: String,
        people: i32,
        state: String,
    }
    let db = &*Database::with([Capital::table(), City::table()]).await;
    insert(NewCity {
        name: "Lyon".into(),
        people: 5,
    })
    .execute(db)
    .await
    .unwrap();
    insert(NewCapital {
        name: "Paris".into(),
        people: 9,
        state: "FR".into(),
    })
    .execute(db)
    .await
    .unwrap();
    let all = from(City)
        .order_by(City.name)
        .select(City.name)
        .all(db)
        .await
        .unwrap();
    assert_eq!(all, ["Lyon", "Paris"]);
    let parents: i64 = sql_query!(
        i64,
        "select count(*) from pg_inherits where inhrelid = 'capitals'::regclass"
    )
    .one(db)
    .await
    .unwrap();
    assert_eq!(parents, 1);
}

/// A schema is created once; a second time is an error that names the statement, and changes nothing.
#[tokio::test]
async fn creating_a_schema_twice_is_an_error() {
    #[derive(Table, Debug)]
    #[table(name = "once")]
    struct Once {
        #[column(primary_key)]
        id: i32,
    }
    let db = &*Database::with([Once::table()]).await;
    let error = Schema::of([Once::table()]).create(db).await.unwrap_err();
    assert_eq!(error.sql_state(), Some("42P07"));
    assert!(error.sql().unwrap().starts_with("create table \"once\""));
}

/// C13, C14
#[test]
fn a_table_tells_of_itself() {
    #[derive(Table, Debug)]
    #[table(name = "told", schema = "s")]
    struct Told {
        #[column(primary_key)]
        id: i32,
        #[column(name = "n", renamed_from = "m")]
        number: Option<i32>,
    }
    let table = Told::table();
    assert_eq!((table.schema, table.name), (Some("s"), "told"));
    assert_eq!(
        table
            .columns
            .iter()
            .map(|column| column.name)
            .collect::<Vec<_>>(),
        ["id", "n"]
    );
    let column = table.column("n").unwrap();
    assert!(column.nullable);
    assert_eq!(
        (column.type_sql().as_str(), column.renamed_from),
        ("int4", Some("m"))
    );
    assert_eq!(table.primary_key.unwrap().columns, ["id"]);
}
