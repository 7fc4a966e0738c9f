//! What can be asked of an error.

use super::Blame;
use super::Credentials;
use super::Error;
use super::Kind;
use super::Source;

impl Error {
    /// Makes an error of the application's own, to leave a transaction with.
    ///
    /// [`source`](std::error::Error::source) gives it back, to be downcast.
    ///
    /// ```
    /// use std::error::Error as _;
    ///
    /// use orm_postgres::Error;
    ///
    /// #[derive(Debug, PartialEq)]
    /// struct SoldOut;
    /// # impl std::fmt::Display for SoldOut {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("sold out") }
    /// # }
    /// impl std::error::Error for SoldOut {}
    ///
    /// let error = Error::other(SoldOut);
    /// assert_eq!(error.source().and_then(|e| e.downcast_ref()), Some(&SoldOut));
    /// ```
    pub fn other(error: impl Into<Source>) -> Self {
        Self::new(Kind::Other).because(error.into())
    }

    /// Whether a row would have repeated a unique key (23505).
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let added = insert(NewUser::builder().name("Ada").email("ada@example.com")).execute(&db).await;
    /// match added {
    ///     Err(error) if error.is_unique_violation() && error.constraint() == Some("users_email_key") => println!("taken"),
    ///     other => assert_eq!(other?, 1),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        self.is_state("23505")
    }

    /// Whether a row refers to one that does not exist, or is still referred to (23503).
    #[must_use]
    pub fn is_foreign_key_violation(&self) -> bool {
        self.is_state("23503")
    }

    /// Whether a column that is NOT NULL would have been NULL (23502).
    #[must_use]
    pub fn is_not_null_violation(&self) -> bool {
        self.is_state("23502")
    }

    /// Whether a row did not fulfil a check constraint (23514).
    #[must_use]
    pub fn is_check_violation(&self) -> bool {
        self.is_state("23514")
    }

    /// Whether a row collided with another under an exclusion constraint (23P01).
    #[must_use]
    pub fn is_exclusion_violation(&self) -> bool {
        self.is_state("23P01")
    }

    /// Whether the transaction would not have been serializable (40001). It can be tried again.
    #[must_use]
    pub fn is_serialization_failure(&self) -> bool {
        self.is_state("40001")
    }

    /// Whether the server ended the transaction to end a deadlock (40P01). It can be tried again.
    #[must_use]
    pub fn is_deadlock(&self) -> bool {
        self.is_state("40P01")
    }

    /// Whether a lock was not to be had in time, or at once with NOWAIT (55P03).
    #[must_use]
    pub fn is_lock_not_available(&self) -> bool {
        self.is_state("55P03")
    }

    /// Whether the server ended the statement: `statement_timeout` ran out, or somebody cancelled it
    /// (57014). The text says which.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is_state("57014")
    }

    /// Whether no row came where `one` wanted one.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.kind == Kind::NotFound
    }

    /// Whether several rows came where `one` or `optional` wanted one.
    #[must_use]
    pub fn is_too_many_rows(&self) -> bool {
        self.0.kind == Kind::TooManyRows
    }

    /// Whether every connection of the pool stayed in use for the whole wait.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// if let Err(error) = User.find(7).optional(&db).await {
    ///     if error.is_pool_timeout() {
    ///         println!("try again later: {error}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_pool_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Exhausted { .. })
    }

    /// Whether no connection could be made: a wrong address, no server, a wrong password, a missing
    /// database, a certificate that is not trusted, no answer in time.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// if let Err(error) = Db::connect("postgres://ada:secret@localhost/app").await {
    ///     assert!(error.is_connect());
    ///     println!("{error}"); // connecting to database "app" at localhost:5432 as "ada"
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect { .. })
    }

    /// Whether the server turned the user away: a wrong or missing password, an unknown role.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        let refused = matches!(
            self.0.kind,
            Kind::Connect {
                credentials: Credentials::Refused,
                ..
            }
        );
        refused
            || self.is_connect()
                && self
                    .sql_state()
                    .is_some_and(|state| state.starts_with("28"))
    }

    /// Whether the connection string or an option of the builder cannot be used.
    #[must_use]
    pub fn is_config(&self) -> bool {
        matches!(self.0.kind, Kind::Config(_))
    }

    /// Whether the connection ended under the statement, or the pool was closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let ended = matches!(self.sql_state(), Some(state) if state.starts_with("57P0") || state.starts_with("08"));
        matches!(self.0.kind, Kind::Closed | Kind::PoolClosed) || ended && !self.is_connect()
    }

    /// Whether a row did not fit the type that it was read as.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Width { .. } | Kind::Query(Blame::Cell))
    }

    /// The constraint that was violated.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        self.report()?.constraint.as_deref()
    }

    /// The table that the server names.
    #[must_use]
    pub fn table(&self) -> Option<&str> {
        self.report()?.table.as_deref()
    }

    /// The column that the server names, or that could not be decoded.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match &self.0.report {
            Some(report) => report.column.as_deref(),
            None => self.core()?.column(),
        }
    }

    /// The server's code, five characters such as `23505`.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
    #[must_use]
    pub fn sql_state(&self) -> Option<&str> {
        self.report().map(|report| report.state.code())
    }

    /// The text of the statement, with `$1` where its values stand.
    #[must_use]
    pub fn sql(&self) -> Option<&str> {
        self.0.sql.as_deref()
    }

    /// The server's message as it came. It may show a value, which the error's own text leaves out.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.report().map(|report| &*report.message)
    }

    /// The server's `DETAIL`. It shows values: `Key (email)=(ada@example.com) already exists.`
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.report()?.detail.as_deref()
    }

    /// The server's `HINT`.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.report()?.hint.as_deref()
    }

    /// Where in [`sql`](Self::sql) the server found the mistake: a character, counted from 1.
    #[must_use]
    pub fn position(&self) -> Option<u32> {
        self.report()?.position
    }

    fn is_state(&self, state: &str) -> bool {
        self.sql_state() == Some(state)
    }

    fn core(&self) -> Option<&orm_core::error::Error> {
        self.0.source.as_ref()?.downcast_ref()
    }
}
