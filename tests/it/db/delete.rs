//! DELETE.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "logs")]
struct Log {
    #[column(primary_key)]
    id: i32,
    level: String,
}

async fn logs() -> Database {
    let database = Database::with([Log::table()]).await;
    insert([1, 2, 3, 4].map(|id| NewLog {
        id,
        level: if id % 2 == 0 { "info" } else { "error" }.into(),
    }))
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// M1
#[tokio::test]
async fn rows_that_fulfil_every_filter_are_deleted() {
    let db = &*logs().await;
    assert_eq!(
        delete(Log)
            .filter(Log.level.eq("info"))
            .filter(Log.id.gt(2))
            .execute(db)
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        from(Log)
            .order_by(Log.id)
            .select(Log.id)
            .all(db)
            .await
            .unwrap(),
        [1, 2, 3]
    );
    assert_eq!(
        delete(Log).filter(Log.id.eq(99)).execute(db).await.unwrap(),
        0
    );
}

/// M1, X29
#[tokio::test]
async fn every_row_is_deleted_when_it_is_said() {
    let db = &*logs().await;
    assert_eq!(delete(Log).all_rows().execute(db).await.unwrap(), 4);
}

/// M2: the rows as they were.
#[tokio::test]
async fn a_delete_returns_the_old_rows() {
    let db = &*logs().await;
    let row = delete(Log)
        .filter(Log.id.eq(1))
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        row,
        Log {
            id: 1,
            level: "error".into()
        }
    );
    let mut ids = delete(Log)
        .all_rows()
        .returning((Log.id, upper(Log.level)))
        .all(db)
        .await
        .unwrap();
    ids.sort_unstable();
    assert_eq!(
        ids,
        [(2, "INFO".into()), (3, "ERROR".into()), (4, "INFO".into())]
    );
}

/// M4: by what another table has.
#[tokio::test]
async fn a_delete_may_look_at_another_table() {
    #[derive(Table, Debug)]
    #[table(name = "kept")]
    struct Kept {
        #[column(primary_key)]
        log_id: i32,
    }
    let db = &*Database::with([Log::table(), Kept::table()]).await;
    insert([1, 2, 3].map(|id| NewLog {
        id,
        level: "x".into(),
    }))
    .execute(db)
    .await
    .unwrap();
    insert(NewKept { log_id: 2 }).execute(db).await.unwrap();
    let unkept = not_exists(from(Kept).outer(Log).filter(Kept.log_id.eq(Log.id)));
    let mut gone = delete(Log)
        .filter(unkept)
        .returning(Log.id)
        .all(db)
        .await
        .unwrap();
    gone.sort_unstable();
    assert_eq!(gone, [1, 3]);
    assert_eq!(
        delete(Log)
            .filter(Log.id.in_query(from(Kept).select(Kept.log_id)))
            .execute(db)
            .await
            .unwrap(),
        1
    );
}

/// B9, X26
#[tokio::test]
async fn a_row_that_is_referred_to_stays_or_goes_as_the_key_says() {
    #[derive(Table, Debug)]
    #[table(name = "notes")]
    struct Note {
        #[column(primary_key)]
        id: i32,
        #[column(references(Log.id))]
        log_id: i32,
        #[column(references(Log.id, on_delete = set_null))]
        other_id: Option<i32>,
        #[column(references(Log.id, on_delete = cascade))]
        owner_id: Option<i32>,
    }
    let db = &*Database::with([Log::table(), Note::table()]).await;
    insert([1, 2, 3].map(|id| NewLog {
        id,
        level: "x".into(),
    }))
    .execute(db)
    .await
    .unwrap();
    insert([
        NewNote {
            id: 1,
            log_id: 1,
            other_id: Some(2),
            owner_id: None,
        },
        NewNote {
            id: 2,
            log_id: 1,
            other_id: None,
            owner_id: Some(3),
        },
    ])
    .execute(db)
    .await
    .unwrap();
    let error = delete(Log)
        .filter(Log.id.eq(1))
        .execute(db)
        .await
        .unwrap_err();
    assert!(error.is_foreign_key_violation());
    assert_eq!(
        (error.constraint(), error.table()),
        (Some("notes_log_id_fkey"), Some("notes"))
    );
    delete(Log)
        .filter(Log.id.in_([2, 3]))
        .execute(db)
        .await
        .unwrap();
    let notes = from(Note)
        .select((Note.id, Note.other_id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(notes, [(1, None)]);
}
