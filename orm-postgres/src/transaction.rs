//! A transaction, and transactions inside of it.

mod options;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

pub use options::Isolation;
pub use options::TransactionBuilder;

use crate::error::Error;
use crate::lease::Pooled;
use crate::session::Session;

/// A transaction. It rolls back when it is dropped, unless it was committed.
///
/// Statements run on `&tx`. One inside of it, made by [`begin`](Self::begin) or
/// [`transaction`](Self::transaction), is a savepoint: while it is open, statements run on it, and not
/// on the one around it.
///
/// ```no_run
/// # use orm_doc::*;
/// # async fn run(db: Db) -> Result<(), orm::Error> {
/// let tx = db.begin().await?;
/// let ada = insert(NewUser::builder().name("Ada").email("ada@example.com")).returning_all().one(&tx).await?;
/// insert(NewPost::builder().author_id(ada.id).title("Hi").tags([])).execute(&tx).await?;
/// tx.commit().await?;
/// # Ok(())
/// # }
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/tutorial-transactions.html>
#[must_use = "it rolls back when it is dropped; commit it by `.commit().await`"]
pub struct Transaction<'a> {
    hold: Hold<'a>,
    /// 1, and one more for each that it is inside of.
    level: u32,
    savepoint: Option<u32>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Ended,
}

/// The connection of a transaction.
enum Hold<'a> {
    Own(Pooled),
    Borrowed(&'a Session),
}

impl Deref for Hold<'_> {
    type Target = Session;

    fn deref(&self) -> &Session {
        match self {
            Self::Own(pooled) => pooled,
            Self::Borrowed(session) => session,
        }
    }
}

impl Transaction<'static> {
    pub(crate) async fn owning(pooled: Pooled, begin: &str) -> Result<Self, Error> {
        Self::start(Hold::Own(pooled), begin).await
    }
}

impl<'a> Transaction<'a> {
    pub(crate) async fn on(session: &'a Session) -> Result<Self, Error> {
        Self::start(Hold::Borrowed(session), "begin").await
    }

    async fn start(hold: Hold<'a>, begin: &str) -> Result<Self, Error> {
        hold.set_depth(1);
        hold.clear_doubt();
        // It is made first, so that it rolls back if this future is dropped.
        let mut transaction = Self {
            hold,
            level: 1,
            savepoint: None,
            state: State::Open,
        };
        if let Err(error) = transaction.hold.batch(begin).await {
            let _closed = transaction.undo().await;
            return Err(error.at(begin));
        }
        Ok(transaction)
    }

    /// The connection, unless a transaction inside of this one is open.
    pub(crate) fn session(&self) -> Result<&Session, Error> {
        match self.hold.depth() == self.level {
            true => Ok(&self.hold),
            false => Err(Error::transaction(
                "a transaction inside of this one is open; run the statement on that one, or end it first",
            )),
        }
    }

    /// Begins a transaction inside of this one: a savepoint.
    ///
    /// ```no_run
    /// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
    /// let tx = db.begin().await?;
    /// let attempt = tx.begin().await?;
    /// match attempt.batch("insert into seats values (7)").await {
    ///     Ok(()) => attempt.commit().await?,
    ///     Err(_) => attempt.rollback().await?, // tx goes on
    /// }
    /// tx.commit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If another one inside of this one is open, or an earlier statement has failed.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-savepoint.html>
    pub async fn begin(&self) -> Result<Transaction<'_>, Error> {
        let session = self.session()?;
        let number = session.next_savepoint();
        session.set_depth(self.level + 1);
        let hold = Hold::Borrowed(session);
        let mut inner = Transaction {
            hold,
            level: self.level + 1,
            savepoint: Some(number),
            state: State::Open,
        };
        let text = format!("savepoint {}", Savepoint(number));
        if let Err(error) = session.batch(&text).await {
            // There is nothing to go back to.
            inner.end();
            return Err(error.at(&text));
        }
        Ok(inner)
    }

    /// Runs a transaction inside of this one: it is kept if `work` gives `Ok`, and undone if it gives
    /// `Err`, panics or is dropped. This one goes on either way.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// db.transaction(async |tx| {
    ///     let welcome = tx
    ///         .transaction(async |tx| insert(NewPost::builder().author_id(7).title("Hi").tags([])).execute(tx).await)
    ///         .await;
    ///     if welcome.is_err() {
    ///         // The user is kept without it.
    ///     }
    ///     update(User).set(User.bio.set("here")).filter(User.id.eq(7)).execute(tx).await
    /// })
    /// .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// That of `work`, or as [`begin`](Self::begin).
    pub async fn transaction<T, Work>(&self, work: Work) -> Result<T, Error>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, Error>,
    {
        self.begin().await?.run(work).await
    }

    /// As [`transaction`](Self::transaction), with an error of the application's own.
    ///
    /// # Errors
    /// That of `work`, or as [`begin`](Self::begin).
    pub async fn try_transaction<T, E, Work>(&self, work: Work) -> Result<T, E>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        self.begin().await?.run(work).await
    }

    /// Runs SQL statements that are written out, separated by semicolons and without values.
    ///
    /// # Errors
    /// If one of them fails; those behind it do not run, and the transaction can only roll back.
    pub async fn batch(&self, sql: &str) -> Result<(), Error> {
        let session = self.session()?;
        session.leave_residue();
        session.batch(sql).await.map_err(|error| error.at(sql))
    }

    /// The driver's own client, for what this crate does not offer.
    ///
    /// # Errors
    /// If a transaction inside of this one is open.
    pub fn client(&self) -> Result<&tokio_postgres::Client, Error> {
        let session = self.session()?;
        session.leave_residue();
        Ok(session.client())
    }

    /// Commits. Inside another transaction, what was done becomes part of that one.
    ///
    /// # Errors
    /// If a deferred constraint is violated, the transaction is not serializable, or an earlier
    /// statement has failed: then nothing is kept.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-commit.html>
    pub async fn commit(mut self) -> Result<(), Error> {
        // Inside of it, nothing is open: that would borrow it, unless it was leaked.
        let text = match self.savepoint {
            Some(number) => Cow::Owned(format!("release savepoint {}", Savepoint(number))),
            // The server answers a commit after an error by a rollback, and does not call it an error.
            // In doubt, a statement before it that does nothing has the error instead.
            None if self.hold.is_in_doubt() => Cow::Borrowed("select; commit"),
            None => Cow::Borrowed("commit"),
        };
        self.end();
        let Err(error) = self.hold.batch(&text).await else {
            return Ok(());
        };
        // The error of the commit is the one to tell.
        let _closed = self.undo().await;
        match error.sql_state() {
            Some("25P02") => Err(Error::transaction(
                "an earlier statement has failed, so that the transaction was rolled back",
            )),
            _ => Err(error.at(&text)),
        }
    }

    /// Rolls back. Inside another transaction, that one goes on.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let tx = db.begin().await?;
    /// let deleted = delete(Post).all_rows().execute(&tx).await?;
    /// tx.rollback().await?; // a dry run
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the connection is closed; the server has rolled back then, too.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-rollback.html>
    pub async fn rollback(mut self) -> Result<(), Error> {
        self.undo().await
    }

    /// Makes its snapshot known to other transactions; see [`TransactionBuilder::snapshot`].
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # use orm_postgres::Isolation;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let first = db.build_transaction().isolation(Isolation::RepeatableRead).begin().await?;
    /// let snapshot = first.export_snapshot().await?;
    /// let second = db.build_transaction().isolation(Isolation::RepeatableRead).snapshot(snapshot).begin().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the server refuses, as it does where a savepoint is open.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION>
    pub async fn export_snapshot(&self) -> Result<String, Error> {
        let session = self.session()?;
        let number = session.sending();
        let row = session
            .client()
            .query_one("select pg_export_snapshot()", &[])
            .await;
        let row = session.settle(number, row.map_err(Error::driver))?;
        row.try_get(0).map_err(Error::driver)
    }

    /// Runs `work`, and commits or rolls back.
    pub(crate) async fn run<T, E, Work>(self, work: Work) -> Result<T, E>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        match work(&self).await {
            Ok(value) => {
                self.commit().await?;
                Ok(value)
            }
            Err(error) => {
                // That it cannot roll back must not hide why it should; the connection is given up.
                let _closed = self.rollback().await;
                Err(error)
            }
        }
    }

    async fn undo(&mut self) -> Result<(), Error> {
        self.end();
        let ended = self.hold.batch(&self.undoing()).await;
        if ended.is_err() {
            self.hold.give_up();
        }
        ended
    }

    fn undoing(&self) -> Cow<'static, str> {
        match self.savepoint.map(Savepoint) {
            Some(name) => Cow::Owned(format!(
                "rollback to savepoint {name}; release savepoint {name}"
            )),
            None => Cow::Borrowed("rollback"),
        }
    }

    /// Takes it for ended. It is called before the statement that ends it is sent, so that a future
    /// which is dropped while that runs does not end it twice.
    fn end(&mut self) {
        self.state = State::Ended;
        self.hold.set_depth(self.level - 1);
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.state == State::Open {
            self.end();
            self.hold.queue(&self.undoing());
        }
    }
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction")
            .field("level", &self.level)
            .field("state", &self.state)
            .field("session", &*self.hold)
            .finish_non_exhaustive()
    }
}

/// The name of a savepoint.
#[derive(Clone, Copy)]
struct Savepoint(u32);

impl fmt::Display for Savepoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "orm_{}", self.0)
    }
}
