//! Row locks, seen by another connection.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "jobs")]
struct Job {
    #[column(primary_key)]
    id: i32,
    queue: i32,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "queues")]
struct Queue {
    #[column(primary_key)]
    id: i32,
}

async fn jobs() -> Database {
    let database = Database::with([Job::table(), Queue::table()]).await;
    insert([1, 2, 3].map(|id| NewJob { id, queue: 1 }))
        .execute(&*database)
        .await
        .expect("what the test is given");
    insert(NewQueue { id: 1 })
        .execute(&*database)
        .await
        .expect("what the test is given");
    database
}

/// I23: a job queue.
#[tokio::test]
async fn skip_locked_leaves_out_rows_that_another_has() {
    let db = &*jobs().await;
    let next = || {
        from(Job)
            .order_by(Job.id)
            .limit(1)
            .for_update()
            .skip_locked()
    };
    let first = db.begin().await.unwrap();
    let second = db.begin().await.unwrap();
    assert_eq!(next().one(&first).await.unwrap().id, 1);
    assert_eq!(next().select(Job.id).one(&second).await.unwrap(), 2);
    assert_eq!(
        next().first(&second).await.unwrap().map(|job| job.id),
        Some(2)
    );
    delete(Job)
        .filter(Job.id.eq(1))
        .execute(&first)
        .await
        .unwrap();
    first.commit().await.unwrap();
    second.rollback().await.unwrap();
    assert_eq!(next().one(db).await.unwrap().id, 2);
}

/// I23
#[tokio::test]
async fn nowait_fails_where_a_row_is_locked() {
    let db = &*jobs().await;
    let holder = db.begin().await.unwrap();
    from(Job)
        .filter(Job.id.eq(2))
        .for_update()
        .all(&holder)
        .await
        .unwrap();
    let error = from(Job).for_share().no_wait().all(db).await.unwrap_err();
    assert!(error.is_lock_not_available(), "{error}");
    let free = from(Job)
        .filter(Job.id.ne(2))
        .order_by(Job.id)
        .for_share()
        .no_wait()
        .select(Job.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(free, [1, 3]);
}

/// I23: strengths that bear each other.
#[tokio::test]
async fn weaker_locks_bear_each_other() {
    let db = &*jobs().await;
    let holder = db.begin().await.unwrap();
    from(Job).for_share().all(&holder).await.unwrap();
    assert_eq!(
        from(Job).for_share().no_wait().all(db).await.unwrap().len(),
        3
    );
    assert!(
        from(Job)
            .for_no_key_update()
            .no_wait()
            .all(db)
            .await
            .unwrap_err()
            .is_lock_not_available()
    );
    holder.rollback().await.unwrap();
    let holder = db.begin().await.unwrap();
    from(Job).for_no_key_update().all(&holder).await.unwrap();
    assert_eq!(
        from(Job)
            .for_key_share()
            .no_wait()
            .all(db)
            .await
            .unwrap()
            .len(),
        3
    );
    assert!(
        from(Job)
            .for_share()
            .no_wait()
            .all(db)
            .await
            .unwrap_err()
            .is_lock_not_available()
    );
}

/// I23: `of`.
#[tokio::test]
async fn of_locks_one_source_of_a_join() {
    let db = &*jobs().await;
    let holder = db.begin().await.unwrap();
    let both = from(Job)
        .inner_join(Queue, Queue.id.eq(Job.queue))
        .filter(Job.id.eq(1))
        .for_update()
        .of(Job);
    assert_eq!(
        both.all(&holder).await.unwrap(),
        [(Job { id: 1, queue: 1 }, Queue { id: 1 })]
    );
    assert_eq!(
        from(Queue)
            .for_update()
            .no_wait()
            .all(db)
            .await
            .unwrap()
            .len(),
        1
    );
    assert!(
        from(Job)
            .filter(Job.id.eq(1))
            .for_update()
            .no_wait()
            .all(db)
            .await
            .unwrap_err()
            .is_lock_not_available()
    );
}

/// The nullable side of an outer join cannot be locked; `of` names the other.
#[tokio::test]
async fn of_names_the_side_of_an_outer_join_that_has_rows() {
    let db = &*jobs().await;
    let query = || {
        from(Job)
            .left_join(Queue, Queue.id.eq(Job.queue))
            .order_by(Job.id)
    };
    let rows = query()
        .for_update()
        .of(Job)
        .select((Job.id, Queue.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, Some(1)), (2, Some(1)), (3, Some(1))]);
    assert_eq!(
        query()
            .for_update()
            .select(Job.id)
            .all(db)
            .await
            .unwrap_err()
            .sql_state(),
        Some("0A000")
    );
}

#[tokio::test]
async fn distinct_rows_cannot_be_locked() {
    let db = &*jobs().await;
    assert!(
        from(Job)
            .distinct()
            .for_update()
            .select(Job.queue)
            .all(db)
            .await
            .is_err()
    );
    assert_eq!(
        from(Job)
            .distinct()
            .select(Job.queue)
            .all(db)
            .await
            .unwrap(),
        [1]
    );
}

#[tokio::test]
async fn locked_rows_fill_a_struct() {
    #[derive(Row, Debug, PartialEq)]
    struct Taken {
        job: i32,
        label: String,
    }
    let db = &*jobs().await;
    let query = from(Job).order_by(Job.id.desc()).limit(1).for_update();
    let taken = query
        .select_as::<Taken>((Job.id, Job.queue.cast::<String>()))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        taken,
        Taken {
            job: 3,
            label: "1".into()
        }
    );
}
