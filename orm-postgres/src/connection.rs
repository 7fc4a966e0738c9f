//! A connection that was taken out of the pool.

use std::fmt;

use tokio_postgres::Client;

use crate::error::Error;
use crate::lease::Pooled;
use crate::session::Session;
use crate::transaction::Transaction;

/// A connection that was taken out of the pool; it goes back when it is dropped.
///
/// Statements that run on `&connection` share its session: its settings, its temporary tables. Before
/// somebody else has it, what was changed by [`batch`](Self::batch), [`client`](Self::client) or a
/// `set` is undone.
///
/// ```no_run
/// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
/// let connection = db.connection().await?;
/// connection.batch("create temporary table seen (id int)").await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "it goes back to the pool when it is dropped"]
pub struct Connection(Pooled);

impl Connection {
    pub(crate) fn new(pooled: Pooled) -> Self {
        Self(pooled)
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0
    }

    /// Begins a transaction on this connection. It rolls back unless it is committed.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let mut connection = db.connection().await?;
    /// let tx = connection.begin().await?;
    /// delete(Post).filter(Post.author_id.eq(7)).execute(&tx).await?;
    /// tx.commit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the connection is closed.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-begin.html>
    pub async fn begin(&mut self) -> Result<Transaction<'_>, Error> {
        Transaction::on(&self.0).await
    }

    /// Runs a transaction on this connection, as [`Db::transaction`](crate::Db::transaction) does.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let mut connection = db.connection().await?;
    /// connection.transaction(async |tx| delete(Post).filter(Post.author_id.eq(7)).execute(tx).await).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// That of `work`, or if the transaction cannot begin or commit.
    pub async fn transaction<T, Work>(&mut self, work: Work) -> Result<T, Error>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, Error>,
    {
        self.begin().await?.run(work).await
    }

    /// Runs SQL statements that are written out, as [`Db::batch`](crate::Db::batch) does.
    ///
    /// # Errors
    /// If one of them fails; those behind it do not run.
    pub async fn batch(&self, sql: &str) -> Result<(), Error> {
        self.0.leave_residue();
        self.0.batch(sql).await.map_err(|error| error.at(sql))
    }

    /// The driver's own client, for what this crate does not offer.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let connection = db.connection().await?;
    /// let listening = connection.client().batch_execute("listen jobs").await;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn client(&self) -> &Client {
        self.0.leave_residue();
        self.0.client()
    }

    /// How many statements it has prepared.
    #[must_use]
    pub fn prepared(&self) -> usize {
        self.0.prepared()
    }

    /// Forgets the prepared statements, and what the driver knows of user-defined types.
    ///
    /// A statement whose tables have changed is prepared again by itself; this is for types that were
    /// dropped and made anew.
    pub fn forget_prepared(&self) {
        self.0.forget_all();
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Connection").field(self.session()).finish()
    }
}
