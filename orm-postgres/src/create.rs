//! Creates the tables of a schema in an empty database.

use std::future::Future;

use orm_core::schema::Schema;

use crate::error::Error;
use crate::executor::Executor;
use crate::executor::Need;
use crate::split::statements;
use crate::transaction::Transaction;

/// Creates everything that a schema has, for tests and first steps; applications migrate.
///
/// ```no_run
/// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
/// use orm_core::schema::Schema;
/// use orm_postgres::CreateSchema as _;
///
/// Schema::collect().create(&db).await?;
/// # Ok(())
/// # }
/// ```
pub trait CreateSchema {
    /// Runs [`Schema::create_sql`] in one transaction: all of it is created, or nothing.
    ///
    /// # Errors
    /// If a statement fails, such as because a table exists; [`Error::sql`] gives the statement.
    fn create<E: Executor>(&self, on: E) -> impl Future<Output = Result<(), Error>> + Send;
}

impl CreateSchema for Schema {
    fn create<E: Executor>(&self, on: E) -> impl Future<Output = Result<(), Error>> + Send {
        let sql = self.create_sql();
        async move {
            let session = on.lend(Need::Alone).await?;
            let transaction = match session.depth() {
                0 => Some(Transaction::on(&session).await?),
                _ => None,
            };
            for statement in statements(&sql) {
                session
                    .batch(statement)
                    .await
                    .map_err(|error| error.at(statement))?;
            }
            match transaction {
                Some(transaction) => transaction.commit().await,
                None => Ok(()),
            }
        }
    }
}
