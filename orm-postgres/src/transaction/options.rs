//! How a transaction begins, and how often it is tried.

use std::fmt::Write as _;
use std::time::Duration;
use std::time::SystemTime;

use super::Transaction;
use crate::db::Db;
use crate::error::Error;

/// What a transaction sees of others.
///
/// ```no_run
/// # use orm_doc::*;
/// # async fn run(db: Db) -> Result<(), orm::Error> {
/// use orm_postgres::Isolation;
///
/// let tx = db.build_transaction().isolation(Isolation::RepeatableRead).read_only().begin().await?;
/// let (users, posts) = (from(User).all(&tx).await?, from(Post).all(&tx).await?); // of one moment
/// # Ok(())
/// # }
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/transaction-iso.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// As `ReadCommitted`: PostgreSQL never shows what was not committed.
    ReadUncommitted,
    /// Each statement sees what was committed before it began. The server's default.
    ReadCommitted,
    /// All statements see what was committed before the first of them began.
    RepeatableRead,
    /// As if the transactions had run one after the other; one that cannot fails, to be tried again.
    Serializable,
}

impl Isolation {
    fn sql(self) -> &'static str {
        match self {
            Self::ReadUncommitted => "read uncommitted",
            Self::ReadCommitted => "read committed",
            Self::RepeatableRead => "repeatable read",
            Self::Serializable => "serializable",
        }
    }
}

/// The options of a transaction.
///
/// ```no_run
/// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
/// use orm_postgres::Isolation;
///
/// db.build_transaction()
///     .isolation(Isolation::Serializable)
///     .retries(3)
///     .run(async |tx| tx.batch("update accounts set amount = amount + 1").await)
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-set-transaction.html>
#[derive(Debug, Clone)]
#[must_use = "the options do nothing until `.begin()` or `.run(..)`"]
pub struct TransactionBuilder<'a> {
    db: &'a Db,
    isolation: Option<Isolation>,
    access: Option<&'static str>,
    deferrable: Option<&'static str>,
    snapshot: Option<String>,
    retries: u32,
}

/// The first wait before a transaction is tried again; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(5);

impl<'a> TransactionBuilder<'a> {
    pub(crate) fn new(db: &'a Db) -> Self {
        Self {
            db,
            isolation: None,
            access: None,
            deferrable: None,
            snapshot: None,
            retries: 0,
        }
    }

    /// Sets what it sees of others.
    pub fn isolation(self, isolation: Isolation) -> Self {
        Self {
            isolation: Some(isolation),
            ..self
        }
    }

    /// Refuses statements that write.
    pub fn read_only(self) -> Self {
        Self {
            access: Some("read only"),
            ..self
        }
    }

    /// Allows statements that write, where the session's default is to refuse them.
    pub fn read_write(self) -> Self {
        Self {
            access: Some("read write"),
            ..self
        }
    }

    /// Waits at its beginning until it can be sure not to fail, and not to make others fail. It has a
    /// meaning for a serializable transaction that is read only.
    pub fn deferrable(self) -> Self {
        Self {
            deferrable: Some("deferrable"),
            ..self
        }
    }

    /// Sees what the transaction sees that gave `snapshot` by
    /// [`export_snapshot`](Transaction::export_snapshot), and is still open.
    ///
    /// It needs [`Isolation::RepeatableRead`] or [`Isolation::Serializable`].
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-set-transaction.html>
    pub fn snapshot(self, snapshot: impl Into<String>) -> Self {
        Self {
            snapshot: Some(snapshot.into()),
            ..self
        }
    }

    /// Tries [`run`](Self::run) up to `times` times again, if it fails because of other transactions:
    /// a serialization failure or a deadlock.
    pub fn retries(self, times: u32) -> Self {
        Self {
            retries: times,
            ..self
        }
    }

    /// Begins it. It rolls back unless it is committed.
    ///
    /// # Errors
    /// If no connection is to be had, or the snapshot is not known any more.
    pub async fn begin(self) -> Result<Transaction<'static>, Error> {
        let begin = self.sql()?;
        Transaction::owning(self.db.checkout().await?, &begin).await
    }

    /// Runs it: it commits if `work` gives `Ok`, and rolls back if it gives `Err`, panics or is
    /// dropped.
    ///
    /// With [`retries`](Self::retries), `work` may run several times, each time a clone of what was
    /// given: keep in it what has to happen again, and nothing that is not undone by a rollback.
    ///
    /// # Errors
    /// That of `work` in the last try, or if it cannot begin or commit.
    pub async fn run<T, Work>(self, work: Work) -> Result<T, Error>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, Error> + Clone,
    {
        let mut wait = FIRST_WAIT;
        for _ in 0..self.retries {
            let transaction = self.clone().begin().await?;
            match transaction.run(work.clone()).await {
                Err(error) if error.is_serialization_failure() || error.is_deadlock() => {
                    tokio::time::sleep(scattered(wait)).await;
                    wait *= 2;
                }
                ended => return ended,
            }
        }
        self.begin().await?.run(work).await
    }

    fn sql(&self) -> Result<String, Error> {
        let mut sql = String::from("begin");
        if let Some(isolation) = self.isolation {
            // Writing to a string cannot fail.
            let _ = write!(sql, " isolation level {}", isolation.sql());
        }
        for words in [self.access, self.deferrable].into_iter().flatten() {
            let _ = write!(sql, " {words}");
        }
        if let Some(snapshot) = &self.snapshot {
            if !snapshot.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
                return Err(Error::config(format!("{snapshot:?} is not a snapshot")));
            }
            let _ = write!(sql, "; set transaction snapshot '{snapshot}'");
        }
        Ok(sql)
    }
}

/// Between half and the whole of `wait`, so that transactions which met do not meet again.
fn scattered(wait: Duration) -> Duration {
    let clock = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    wait / 2 + wait * (clock.subsec_nanos() % 1000) / 2000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_are_words_of_begin() {
        let db = Db::lazy("postgres://localhost/app").unwrap();
        assert_eq!(db.build_transaction().sql().unwrap(), "begin");
        let all = db
            .build_transaction()
            .isolation(Isolation::Serializable)
            .read_only()
            .deferrable();
        assert_eq!(
            all.sql().unwrap(),
            "begin isolation level serializable read only deferrable"
        );
    }

    #[test]
    fn a_snapshot_cannot_smuggle_sql() {
        let db = Db::lazy("postgres://localhost/app").unwrap();
        let good = db
            .build_transaction()
            .snapshot("00000003-0000001B-1")
            .sql()
            .unwrap();
        assert_eq!(
            good,
            "begin; set transaction snapshot '00000003-0000001B-1'"
        );
        assert!(
            db.build_transaction()
                .snapshot("'; drop table x")
                .sql()
                .unwrap_err()
                .is_config()
        );
    }

    #[test]
    fn a_wait_is_scattered_over_its_second_half() {
        let wait = scattered(FIRST_WAIT);
        assert!(wait >= FIRST_WAIT / 2 && wait <= FIRST_WAIT, "{wait:?}");
    }
}
