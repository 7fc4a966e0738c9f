//! On what a statement can run.

use std::future::Future;
use std::future::ready;
use std::ops::Deref;

use crate::connection::Connection;
use crate::db::Db;
use crate::error::Error;
use crate::lease::Lease;
use crate::session::Session;
use crate::transaction::Transaction;

/// On what a statement can run: `&Db`, `&Connection`, `&Transaction`.
///
/// A function that takes one runs in its caller's transaction, or outside of any:
///
/// ```
/// use orm_postgres::Error;
/// use orm_postgres::Executor;
///
/// async fn count_visit(db: impl Executor) -> Result<(), Error> {
///     // .. .execute(db).await?; it is `Copy`, so that it can be used again
///     # let _ = db;
///     Ok(())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a statement cannot run on `{Self}`",
    label = "expected `&Db`, `&Connection` or `&Transaction`",
    note = "lend the database: `&db`; inside `db.transaction(async |tx| ..)` pass `tx`; a function for all three takes `db: impl Executor`"
)]
pub trait Executor: Lend + Copy + Send + Sync {}

impl Executor for &Db {}
impl Executor for &Connection {}
impl Executor for &Transaction<'_> {}

/// For what a connection is needed.
#[derive(Debug, Clone, Copy)]
pub enum Need<'a> {
    /// One statement, of that text, whose rows are read at once.
    Statement(&'a str),
    /// Several statements, or rows that are read as slowly as somebody likes.
    Alone,
}

/// Lends a connection.
pub trait Lend {
    /// The connection, for as long as it is needed.
    type Lease: Deref<Target = Session> + Send + Sync + Unpin;

    /// Lends it.
    fn lend(self, need: Need<'_>) -> impl Future<Output = Result<Self::Lease, Error>> + Send;
}

impl Lend for &Db {
    type Lease = Lease;

    fn lend(self, need: Need<'_>) -> impl Future<Output = Result<Lease, Error>> + Send {
        self.lease(need)
    }
}

impl<'a> Lend for &'a Connection {
    type Lease = &'a Session;

    fn lend(self, _need: Need<'_>) -> impl Future<Output = Result<&'a Session, Error>> + Send {
        ready(Ok(self.session()))
    }
}

impl<'a> Lend for &'a Transaction<'_> {
    type Lease = &'a Session;

    fn lend(self, _need: Need<'_>) -> impl Future<Output = Result<&'a Session, Error>> + Send {
        ready(self.session())
    }
}
