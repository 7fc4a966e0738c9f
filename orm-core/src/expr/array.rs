//! Containment and overlap of arrays and ranges.

use super::BaseOf;
use super::Binary;
use super::Expression;
use super::IntoExpr;
use super::binary;
use super::compare::ComparableTo;
use crate::tree::Op;
use crate::types::Element;
use crate::types::Multirange;
use crate::types::Range;
use crate::types::RangeElement;
#[cfg(feature = "json")]
use crate::types::serde_json::Value as JsonValue;

/// A type with `@>` and `<@`: arrays, ranges, `jsonb`.
///
/// ```
/// # use orm_doc::*;
/// use orm::types::Range;
///
/// let range = Range::new(1..5);
/// assert_eq!(
///     from(User).select(value(range).contains_all(Range::new(2..3))).to_sql().text,
///     r#"select $1::int4range @> $2 from "users""#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no elements",
    label = "`@>` and `<@` need an array, a range or `jsonb`"
)]
pub trait Container {}

/// A type with `&&`: arrays, ranges.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot overlap",
    label = "`&&` needs an array or a range"
)]
pub trait Overlappable {}

impl<T: Element> Container for Vec<T> {}
impl<T: Element> Overlappable for Vec<T> {}
impl<T: RangeElement> Container for Range<T> {}
impl<T: RangeElement> Overlappable for Range<T> {}
impl<T: RangeElement> Container for Multirange<T> {}
impl<T: RangeElement> Overlappable for Multirange<T> {}
#[cfg(feature = "json")]
impl<T> Container for crate::types::Json<T> {}
#[cfg(feature = "json")]
impl Container for JsonValue {}

/// What arrays, ranges and `jsonb` have in common.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).filter(Post.tags.contains_all(vec!["rust".to_owned()])).select(Post.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "tags" @> $1"#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-array.html>
pub trait Contain: Expression {
    /// `self @> other`: holds all of the other.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let tags = vec!["rust".to_owned(), "sql".to_owned()];
    /// let query = from(Post).filter(Post.tags.contains_all(tags)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "tags" @> $1"#);
    /// ```
    fn contains_all<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Container,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::other("@>"), other)
    }

    /// `self <@ other`: is held by the other.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let tags = vec!["rust".to_owned(), "sql".to_owned()];
    /// let query = from(Post).filter(Post.tags.contained_by(tags)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "tags" <@ $1"#);
    /// ```
    fn contained_by<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Container,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::other("<@"), other)
    }

    /// `self && other`: has something in common with the other.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let tags = vec!["rust".to_owned(), "sql".to_owned()];
    /// let query = from(Post).filter(Post.tags.overlaps(tags)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "tags" && $1"#);
    /// ```
    fn overlaps<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Overlappable,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::other("&&"), other)
    }
}

impl<E: Expression> Contain for E {}
