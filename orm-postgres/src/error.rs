//! What can go wrong while a statement runs, and what to ask about it.

mod report;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub(crate) use report::Report;

use crate::param::Refused;

type Source = Box<dyn StdError + Send + Sync>;

/// What went wrong between the program and the database.
///
/// Its text names the table, the column or the constraint, and never shows a value: the server's
/// `DETAIL`, which does (`Key (email)=(ada@example.com) already exists.`), is shown by
/// [`detail`](Self::detail) alone.
///
/// ```
/// use orm_postgres::Error;
///
/// let error = Error::other("the cart is empty");
/// assert_eq!(error.to_string(), "the cart is empty");
/// assert!(!error.is_unique_violation());
/// assert_eq!(error.sql_state(), None);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    report: Option<Report>,
    sql: Option<Box<str>>,
    source: Option<Source>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// The connection string or an option cannot be used.
    Config(String),
    /// No connection could be made to the place that is named.
    Connect { target: String, credentials: Credentials },
    /// Every connection stayed in use.
    Exhausted { connections: usize, waited: Duration },
    /// The pool was closed.
    PoolClosed,
    /// The connection ended.
    Closed,
    /// The server refused the statement.
    Server,
    /// The parameter with that number could not be sent.
    Parameter(usize),
    /// No row came where one was wanted.
    NotFound,
    /// Several rows came where one was wanted.
    TooManyRows,
    /// A row has another number of cells than its type.
    Width { wanted: usize, found: usize },
    /// The statement cannot be built, or a cell does not fit.
    Query(Blame),
    /// A transaction was used in a way that cannot work.
    Transaction(&'static str),
    /// The driver failed in another way.
    Driver(String),
    /// The application's own error.
    Other,
}

/// Whether the server turned the user away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Credentials {
    Refused,
    NotBlamed,
}

/// What an error of `orm-core` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blame {
    Cell,
    Statement,
}

/// What can be asked.
impl Error {
    /// Makes an error of the application's own, to leave a transaction with.
    ///
    /// [`source`](StdError::source) gives it back, to be downcast.
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
        Self::new(Kind::Other).from(error.into())
    }

    /// Whether a row would have repeated a unique key (23505).
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
    #[must_use]
    pub fn is_pool_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Exhausted { .. })
    }

    /// Whether no connection could be made: a wrong address, no server, a wrong password, a missing
    /// database, a certificate that is not trusted, no answer in time.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect { .. })
    }

    /// Whether the server turned the user away: a wrong or missing password, an unknown role.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        let refused = matches!(self.0.kind, Kind::Connect { credentials: Credentials::Refused, .. });
        refused || self.is_connect() && self.sql_state().is_some_and(|state| state.starts_with("28"))
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

    fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }

    fn core(&self) -> Option<&orm_core::error::Error> {
        self.0.source.as_ref()?.downcast_ref()
    }
}

/// How one is made.
impl Error {
    pub(crate) fn config(why: impl Into<String>) -> Self {
        Self::new(Kind::Config(why.into()))
    }

    pub(crate) fn exhausted(connections: usize, waited: Duration) -> Self {
        Self::new(Kind::Exhausted { connections, waited })
    }

    pub(crate) fn pool_closed() -> Self {
        Self::new(Kind::PoolClosed)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    pub(crate) fn too_many_rows() -> Self {
        Self::new(Kind::TooManyRows)
    }

    pub(crate) fn width(wanted: usize, found: usize) -> Self {
        Self::new(Kind::Width { wanted, found })
    }

    pub(crate) fn transaction(why: &'static str) -> Self {
        Self::new(Kind::Transaction(why))
    }

    pub(crate) fn parameter(number: usize, why: impl Into<Source>) -> Self {
        Self::new(Kind::Parameter(number)).from(why.into())
    }

    /// A connection string that the driver cannot read. The driver never repeats a value of it.
    pub(crate) fn url(error: tokio_postgres::Error) -> Self {
        let why = error.into_source().map_or_else(String::new, |source| format!(": {source}"));
        Self::config(format!("malformed connection string{why}"))
    }

    /// No connection to `target`, which names a place and never a password.
    pub(crate) fn connect(target: &str, error: tokio_postgres::Error) -> Self {
        let report = error.as_db_error().map(Report::of);
        let what = error.to_string();
        let source = error.into_source().filter(|_| report.is_none());
        // The driver asks for a password that is not there by a kind of its own.
        let missing = source.as_ref().is_some_and(|source| source.to_string() == "password missing");
        let credentials = match missing || what == "authentication error" {
            true => Credentials::Refused,
            false => Credentials::NotBlamed,
        };
        let kind = Kind::Connect { target: target.to_owned(), credentials };
        Self(Box::new(Inner { kind, report, sql: None, source }))
    }

    pub(crate) fn connect_timeout(target: &str, waited: Duration) -> Self {
        let kind = Kind::Connect { target: target.to_owned(), credentials: Credentials::NotBlamed };
        Self::new(kind).from(format!("no answer within {waited:?}").into())
    }

    /// Anything the driver says about a statement.
    pub(crate) fn driver(error: tokio_postgres::Error) -> Self {
        if let Some(report) = error.as_db_error().map(Report::of) {
            return Self(Box::new(Inner { kind: Kind::Server, report: Some(report), sql: None, source: None }));
        }
        if error.is_closed() {
            return Self::new(Kind::Closed);
        }
        let what = error.to_string();
        let Some(source) = error.into_source() else {
            return Self::new(Kind::Driver(what));
        };
        match source.downcast::<Refused>() {
            Ok(refused) => Self::parameter(refused.number, refused.source),
            Err(source) if source.is::<std::io::Error>() => Self::new(Kind::Closed).from(source),
            Err(source) => Self::new(Kind::Driver(what)).from(source),
        }
    }

    /// Says which statement it was, unless that is known.
    #[must_use]
    pub(crate) fn at(mut self, sql: &str) -> Self {
        self.0.sql.get_or_insert_with(|| sql.into());
        self
    }

    /// Whether the statement is prepared for tables that have changed, or not prepared any more.
    pub(crate) fn is_stale(&self) -> bool {
        self.report().is_some_and(Report::is_stale)
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner { kind, report: None, sql: None, source: None }))
    }

    fn from(mut self, source: Source) -> Self {
        self.0.source = Some(source);
        self
    }
}

impl From<orm_core::error::Error> for Error {
    fn from(error: orm_core::error::Error) -> Self {
        let blame = if error.is_decode() { Blame::Cell } else { Blame::Statement };
        Self::new(Kind::Query(blame)).from(Box::new(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Config(why) => f.write_str(why),
            Kind::Connect { target, .. } => match &self.0.report {
                Some(report) => write!(f, "connecting to {target}: {report}"),
                None => write!(f, "connecting to {target}"),
            },
            Kind::Exhausted { connections, waited } => {
                write!(f, "no connection became free within {waited:?}: all {connections} of the pool are in use")
            }
            Kind::PoolClosed => f.write_str("the pool is closed"),
            Kind::Closed => f.write_str("the connection to the server is closed"),
            Kind::Server => match &self.0.report {
                Some(report) => fmt::Display::fmt(report, f),
                None => Ok(()),
            },
            Kind::Parameter(number) => write!(f, "sending parameter ${number}"),
            Kind::NotFound => f.write_str("the statement gave no row, wanted one"),
            Kind::TooManyRows => f.write_str("the statement gave several rows, wanted one"),
            Kind::Width { wanted, found } => write!(f, "the row type has {wanted} columns, the result has {found}"),
            // What is wrapped is shown in its place.
            Kind::Query(_) | Kind::Other => match &self.0.source {
                Some(source) => fmt::Display::fmt(source, f),
                None => Ok(()),
            },
            Kind::Transaction(why) => f.write_str(why),
            Kind::Driver(what) => f.write_str(what),
        }
    }
}

/// Shows what `Display` shows, the code, the statement and the source, and no value.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("message", &self.to_string());
        if let Some(hint) = self.hint() {
            out.field("hint", &hint);
        }
        if let Some(sql) = self.sql() {
            out.field("sql", &sql);
        }
        if let Some(source) = self.source() {
            out.field("source", &source);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        match self.0.kind {
            Kind::Query(_) => source.source(),
            _ => Some(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_word_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn an_exhausted_pool_says_so() {
        let error = Error::exhausted(8, Duration::from_secs(5));
        assert!(error.is_pool_timeout() && !error.is_timeout());
        assert_eq!(error.to_string(), "no connection became free within 5s: all 8 of the pool are in use");
    }

    #[test]
    fn a_statement_is_named_once() {
        let error = Error::not_found().at("select 1").at("select 2");
        assert_eq!(error.sql(), Some("select 1"));
    }
}
