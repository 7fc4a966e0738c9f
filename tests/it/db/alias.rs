//! One table under several names.

use orm::prelude::*;

use crate::support::Database;

/// I16
#[tokio::test]
async fn a_table_is_joined_with_itself_by_an_alias() {
    #[derive(Table, Debug, Clone, PartialEq)]
    #[table(name = "staff")]
    struct Worker {
        #[column(primary_key)]
        id: i32,
        name: String,
        #[column(references(Worker.id))]
        boss_id: Option<i32>,
    }
    alias!(Boss = Worker);
    alias!(TopBoss = Worker);
    let db = &*Database::with([Worker::table()]).await;
    let new = |id, name: &str, boss_id| NewWorker {
        id,
        name: name.into(),
        boss_id,
    };
    insert([
        new(1, "top", None),
        new(2, "mid", Some(1)),
        new(3, "low", Some(2)),
    ])
    .execute(db)
    .await
    .unwrap();
    let rows: Vec<(String, Option<String>, Option<Worker>)> = from(Worker)
        .left_join(Boss, Worker.boss_id.eq(Boss.id))
        .left_join(TopBoss, Boss.boss_id.eq(TopBoss.id))
        .order_by(Worker.id)
        .select((Worker.name, Boss.name, TopBoss))
        .all(db)
        .await
        .unwrap();
    let top = Worker {
        id: 1,
        name: "top".into(),
        boss_id: None,
    };
    assert_eq!(
        rows,
        [
            ("top".into(), None, None),
            ("mid".into(), Some("top".into()), None),
            ("low".into(), Some("mid".into()), Some(top))
        ]
    );
}
