//! SQL identifiers: the one place that checks and quotes them.

use std::borrow::Cow;
use std::fmt;

use crate::error::Error;

/// A checked SQL identifier: at most 63 bytes, not empty, without NUL.
///
/// ```
/// # use orm_doc::*;
/// use orm::ident::Ident;
///
/// let ident = Ident::new("order")?;
/// assert_eq!(ident.to_string(), r#""order""#);
/// assert_eq!(ident.as_str(), "order");
/// # Ok::<(), orm::error::Error>(())
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(Cow<'static, str>);

/// The most bytes of a name that PostgreSQL keeps; it cuts longer ones off in silence.
pub const MAX_BYTES: usize = 63;

impl Ident {
    /// Checks a name.
    ///
    /// ```
    /// use orm_core::ident::Ident;
    /// assert_eq!(Ident::new("a\"b").unwrap().to_string(), r#""a""b""#);
    /// assert!(Ident::new("").is_err());
    /// ```
    ///
    /// # Errors
    /// If the name is empty, longer than 63 bytes or holds NUL.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Result<Self, Error> {
        let name = name.into();
        if name.is_empty() {
            return Err(Error::identifier(&name, "is empty"));
        }
        if name.len() > MAX_BYTES {
            return Err(Error::identifier(
                &name,
                "is longer than 63 bytes, which PostgreSQL would cut off",
            ));
        }
        if name.contains('\0') {
            return Err(Error::identifier(&name, "holds a NUL byte"));
        }
        Ok(Self(name))
    }

    /// The name as it is, unquoted.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::ident::Ident;
    ///
    /// assert_eq!(Ident::new("a\"b")?.as_str(), "a\"b");
    /// # Ok::<(), orm::error::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes the identifier quoted, with quotes in it doubled.
impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::with_capacity(self.0.len() + 2);
        quote(&self.0, &mut out);
        f.write_str(&out)
    }
}

/// Appends `name` to `out`, quoted.
///
/// ```
/// let mut out = String::new();
/// orm_core::ident::quote("weird \"name\"", &mut out);
/// assert_eq!(out, r#""weird ""name""""#);
/// ```
pub fn quote(name: &str, out: &mut String) {
    out.push('"');
    if name.as_bytes().contains(&b'"') {
        out.push_str(&name.replace('"', "\"\""));
    } else {
        out.push_str(name);
    }
    out.push('"');
}
