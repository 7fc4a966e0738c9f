//! What can go wrong while a statement runs, and what to ask about it.

mod ask;
mod make;
mod report;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub(crate) use report::Report;

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
    Connect {
        target: String,
        credentials: Credentials,
    },
    /// Every connection stayed in use.
    Exhausted {
        connections: usize,
        waited: Duration,
    },
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

impl Error {
    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner {
            kind,
            report: None,
            sql: None,
            source: None,
        }))
    }

    fn because(mut self, source: Source) -> Self {
        self.0.source = Some(source);
        self
    }

    fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }
}

impl From<orm_core::error::Error> for Error {
    fn from(error: orm_core::error::Error) -> Self {
        let blame = if error.is_decode() {
            Blame::Cell
        } else {
            Blame::Statement
        };
        Self::new(Kind::Query(blame)).because(Box::new(error))
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
            Kind::Exhausted {
                connections,
                waited,
            } => {
                write!(
                    f,
                    "no connection became free within {waited:?}: all {connections} of the pool are in use"
                )
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
            Kind::Width { wanted, found } => write!(
                f,
                "the row type has {wanted} columns, the result has {found}"
            ),
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
        assert_eq!(
            error.to_string(),
            "no connection became free within 5s: all 8 of the pool are in use"
        );
    }

    #[test]
    fn a_statement_is_named_once() {
        let error = Error::not_found().at("select 1").at("select 2");
        assert_eq!(error.sql(), Some("select 1"));
    }
}
