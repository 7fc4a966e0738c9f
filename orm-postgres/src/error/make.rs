//! How an error is made.

use std::time::Duration;

use super::Credentials;
use super::Error;
use super::Inner;
use super::Kind;
use super::Report;
use super::Source;
use crate::param::Refused;

impl Error {
    pub(crate) fn config(why: impl Into<String>) -> Self {
        Self::new(Kind::Config(why.into()))
    }

    pub(crate) fn exhausted(connections: usize, waited: Duration) -> Self {
        Self::new(Kind::Exhausted {
            connections,
            waited,
        })
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
        Self::new(Kind::Parameter(number)).because(why.into())
    }

    /// A connection string that the driver cannot read. The driver never repeats a value of it.
    pub(crate) fn url(error: tokio_postgres::Error) -> Self {
        let why = error
            .into_source()
            .map_or_else(String::new, |source| format!(": {source}"));
        Self::config(format!("malformed connection string{why}"))
    }

    /// No connection to `target`, which names a place and never a password.
    pub(crate) fn connect(target: &str, error: tokio_postgres::Error) -> Self {
        let report = error.as_db_error().map(Report::of);
        let what = error.to_string();
        let source = error.into_source().filter(|_| report.is_none());
        // The driver asks for a password that is not there by a kind of its own.
        let missing = source
            .as_ref()
            .is_some_and(|source| source.to_string() == "password missing");
        let credentials = match missing || what == "authentication error" {
            true => Credentials::Refused,
            false => Credentials::NotBlamed,
        };
        let kind = Kind::Connect {
            target: target.to_owned(),
            credentials,
        };
        Self(Box::new(Inner {
            kind,
            report,
            sql: None,
            source,
        }))
    }

    pub(crate) fn connect_timeout(target: &str, waited: Duration) -> Self {
        let kind = Kind::Connect {
            target: target.to_owned(),
            credentials: Credentials::NotBlamed,
        };
        Self::new(kind).because(format!("no answer within {waited:?}").into())
    }

    /// Anything the driver says about a statement.
    pub(crate) fn driver(error: tokio_postgres::Error) -> Self {
        if let Some(report) = error.as_db_error().map(Report::of) {
            return Self(Box::new(Inner {
                kind: Kind::Server,
                report: Some(report),
                sql: None,
                source: None,
            }));
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
            Err(source) if source.is::<std::io::Error>() => Self::new(Kind::Closed).because(source),
            Err(source) => Self::new(Kind::Driver(what)).because(source),
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
}
