//! What can go wrong while a query is built or a row is decoded.

use std::error::Error as StdError;
use std::fmt;

/// An error of a query or of a value, without a connection.
///
/// `orm::Error` wraps it and adds what the server says.
///
/// ```
/// # use orm_doc::*;
/// use orm::ident::Ident;
///
/// let error = Ident::new("").unwrap_err();
/// assert_eq!(error.to_string(), r#"identifier "" is empty"#);
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Decode {
        column: String,
        wanted: &'static str,
    },
    MissingColumn {
        column: String,
        found: Vec<String>,
    },
    Width {
        wanted: usize,
        found: usize,
    },
    Identifier {
        name: String,
        why: &'static str,
    },
    Statement(String),
}

impl Error {
    /// Makes an error that names the column whose value did not fit `wanted`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::error::Error;
    ///
    /// let error = Error::decode("age", "i32", "not a number".into());
    /// assert_eq!(error.to_string(), r#"decoding column "age" as `i32`"#);
    /// ```
    #[must_use]
    pub fn decode(
        column: impl Into<String>,
        wanted: &'static str,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        let column = column.into();
        Self::new(Kind::Decode { column, wanted }, Some(source))
    }

    pub(crate) fn width(wanted: usize, found: usize) -> Self {
        Self::new(Kind::Width { wanted, found }, None)
    }

    pub(crate) fn missing_column(column: &str, found: Vec<String>) -> Self {
        let column = column.to_owned();
        Self::new(Kind::MissingColumn { column, found }, None)
    }

    pub(crate) fn identifier(name: &str, why: &'static str) -> Self {
        let name = name.to_owned();
        Self::new(Kind::Identifier { name, why }, None)
    }

    pub(crate) fn statement(what: impl Into<String>) -> Self {
        Self::new(Kind::Statement(what.into()), None)
    }

    fn new(kind: Kind, source: Option<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Box::new(Inner { kind, source }))
    }

    /// The column that the error is about, where it is about one.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::row::order_by_name;
    ///
    /// let error = order_by_name(&["name"], &["id"]).unwrap_err();
    /// assert_eq!(error.column(), Some("name"));
    /// ```
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { column, .. } | Kind::MissingColumn { column, .. } => Some(column),
            Kind::Width { .. } | Kind::Identifier { .. } | Kind::Statement(_) => None,
        }
    }

    /// Whether a value of a row did not fit the Rust type that was asked for.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::ident::Ident;
    /// use orm::row::order_by_name;
    ///
    /// assert!(order_by_name(&["name"], &["id"]).unwrap_err().is_decode());
    /// assert!(!Ident::new("").unwrap_err().is_decode());
    /// ```
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Decode { .. } | Kind::MissingColumn { .. } | Kind::Width { .. }
        )
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("source", &self.0.source)
            .finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Decode { column, wanted } => {
                write!(f, "decoding column \"{column}\" as `{wanted}`")
            }
            Kind::MissingColumn { column, found } => write!(
                f,
                "the result has no column \"{column}\"; its columns are {}",
                found.join(", ")
            ),
            Kind::Width { wanted, found } => write!(
                f,
                "the row type has {wanted} columns, the result has {found}"
            ),
            Kind::Identifier { name, why } => write!(f, "identifier {name:?} {why}"),
            Kind::Statement(what) => f.write_str(what),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|e| e as _)
    }
}
