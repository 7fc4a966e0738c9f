//! `all`, `one`, `optional`, `first`, `execute`.

use orm_core::query::Query;
use orm_core::query::raw::query;
use orm_core::row::Cells;
use orm_core::row::FromRow;
use orm_postgres::Execute as _;
use orm_postgres::Run as _;

use crate::support::Database;
use crate::support::sql;
use crate::support::sql_with;

fn none() -> Query<i32> {
    sql("select 1 where false")
}

fn three() -> Query<i32> {
    sql("select generate_series(1, 3)")
}

#[tokio::test]
async fn all_reads_every_row_in_order() {
    let Database { db, .. } = Database::new().await;
    assert_eq!(three().all(&db).await.unwrap(), [1, 2, 3]);
    assert!(none().all(&db).await.unwrap().is_empty());
}

#[tokio::test]
async fn one_wants_exactly_one_row() {
    let Database { db, .. } = Database::new().await;
    assert_eq!(sql_with::<i32>("select ", 7, "").one(&db).await.unwrap(), 7);

    let nothing = none().one(&db).await.unwrap_err();
    assert!(nothing.is_not_found() && !nothing.is_too_many_rows());
    assert_eq!(nothing.sql(), Some("select 1 where false"));

    let several = three().one(&db).await.unwrap_err();
    assert!(several.is_too_many_rows() && !several.is_not_found());
}

#[tokio::test]
async fn optional_wants_at_most_one_row() {
    let Database { db, .. } = Database::new().await;
    assert_eq!(none().optional(&db).await.unwrap(), None);
    assert_eq!(sql::<i32>("select 5").optional(&db).await.unwrap(), Some(5));
    assert!(three().optional(&db).await.unwrap_err().is_too_many_rows());
}

#[tokio::test]
async fn first_takes_the_first_of_any_number_of_rows() {
    let Database { db, .. } = Database::new().await;
    assert_eq!(none().first(&db).await.unwrap(), None);
    assert_eq!(three().first(&db).await.unwrap(), Some(1));
}

#[tokio::test]
async fn execute_tells_how_many_rows_changed() {
    let Database { db, .. } = Database::new().await;
    db.batch("create table t (n int)").await.unwrap();
    let insert = sql::<i32>("insert into t select generate_series(1, 10)");
    assert_eq!(insert.execute(&db).await.unwrap(), 10);
    assert_eq!(
        sql_with::<i32>("delete from t where n > ", 4, "")
            .execute(&db)
            .await
            .unwrap(),
        6
    );
    assert_eq!(
        sql::<i32>("create index on t (n)")
            .execute(&db)
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn a_statement_runs_on_a_connection_and_in_a_transaction_alike() {
    let Database { db, .. } = Database::new().await;
    let connection = db.connection().await.unwrap();
    connection
        .batch("create temporary table mine (n int)")
        .await
        .unwrap();
    assert_eq!(
        sql::<i32>("insert into mine values (1)")
            .execute(&connection)
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        sql::<i32>("select n from mine")
            .one(&connection)
            .await
            .unwrap(),
        1
    );
    let tx = db.begin().await.unwrap();
    assert_eq!(sql::<i32>("select 2").one(&tx).await.unwrap(), 2);
    tx.rollback().await.unwrap();
}

#[tokio::test]
async fn a_cell_that_does_not_fit_names_its_column() {
    let Database { db, .. } = Database::new().await;
    let error = sql::<(i32, i32)>("select 1 as id, 'x'::text as age")
        .all(&db)
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("age"));
    assert!(
        error.to_string().starts_with("decoding column \"age\""),
        "{error}"
    );

    let error = sql::<i32>("select null::int4 as age")
        .one(&db)
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("age"));
    assert_eq!(db.status().idle, 1, "the connection is still good");
}

#[tokio::test]
async fn a_row_of_another_width_does_not_fit() {
    let Database { db, .. } = Database::new().await;
    for error in [
        sql::<(i32, i32)>("select 1").all(&db).await.unwrap_err(),
        sql::<(i32, i32)>("select 1, 2, 3")
            .first(&db)
            .await
            .map(|_| vec![(0, 0)])
            .unwrap_err(),
    ] {
        assert!(error.is_decode());
        assert!(
            error
                .to_string()
                .starts_with("the row type has 2 columns, the result has "),
            "{error}"
        );
    }
}

#[derive(Debug, PartialEq)]
struct Named {
    id: i32,
    name: String,
}

impl FromRow for Named {
    const WIDTH: usize = 2;
    const NAMES: Option<&'static [&'static str]> = Some(&["id", "name"]);

    fn from_row(cells: &mut Cells<'_>) -> Result<Self, orm_core::error::Error> {
        Ok(Self {
            id: cells.read()?,
            name: cells.read()?,
        })
    }
}

#[tokio::test]
async fn a_struct_is_filled_by_the_names_of_the_columns() {
    let Database { db, .. } = Database::new().await;
    let ada = sql::<Named>("select 'Ada' as name, true as extra, 1 as id")
        .one(&db)
        .await
        .unwrap();
    assert_eq!(
        ada,
        Named {
            id: 1,
            name: "Ada".into()
        }
    );

    let error = sql::<Named>("select 1 as id").one(&db).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.column(), Some("name"));
}

#[tokio::test]
async fn the_statements_of_one_transaction_can_be_sent_together() {
    let Database { db, .. } = Database::new().await;
    let tx = db.begin().await.unwrap();
    let (a, b, c) = tokio::join!(
        three().all(&tx),
        none().optional(&tx),
        sql_with::<i32>("select ", 9, "").one(&tx)
    );
    assert_eq!(
        (a.unwrap(), b.unwrap(), c.unwrap()),
        (vec![1, 2, 3], None, 9)
    );
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_raw_statement_may_have_no_rows_to_read() {
    let Database { db, .. } = Database::new().await;
    let nothing: Query<i32> = query(vec![]);
    assert!(nothing.all(&db).await.unwrap().is_empty());
}
