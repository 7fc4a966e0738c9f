//! Text: patterns, joining, case.

use super::BaseOf;
use super::Binary;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::binary;
use super::compare::ComparableTo;
use crate::tree;
use crate::tree::Op;
use crate::types::kind::Textual;

/// What may be done with text.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).filter(User.name.ilike("a%")).select(User.name.concat("!"));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "name" || $1 from "users" where "name" ilike $2"#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-matching.html>
pub trait Text: Expression {
    /// `self like pattern`: `%` is any run of characters, `_` any one.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.email.like("%@example.com")).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "email" like $1"#);
    /// ```
    fn like<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<String>,
    {
        binary(self, Op::at("like", Op::LIKE), pattern)
    }

    /// `self not like pattern`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.email.not_like("%@example.com")).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "email" not like $1"#);
    /// ```
    fn not_like<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<String>,
    {
        binary(self, Op::at("not like", Op::LIKE), pattern)
    }

    /// `self ilike pattern`: as `like`, in any case.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.name.ilike("ada%")).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "name" ilike $1"#);
    /// ```
    fn ilike<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<String>,
    {
        binary(self, Op::at("ilike", Op::LIKE), pattern)
    }

    /// `self not ilike pattern`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.name.not_ilike("ada%")).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "name" not ilike $1"#);
    /// ```
    fn not_ilike<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<String>,
    {
        binary(self, Op::at("not ilike", Op::LIKE), pattern)
    }

    /// `self || other`: one behind the other. It is NULL if one of them is.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).select(User.name.concat(" ").concat(User.email));
    /// assert_eq!(query.to_sql().text, r#"select "name" || $1 || "email" from "users""#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-string.html>
    fn concat<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::other("||"), other)
    }
}

impl<E: Expression> Text for E {}

/// `lower(text)`: in small letters.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).filter(lower(User.email).eq("ada@example.com")).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" where lower("email") = $1"#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-string.html>
pub fn lower<E: Expression>(text: E) -> Expr<E::Type, E::Scope>
where
    BaseOf<E>: Textual,
{
    Expr::new(tree::Expr::call("lower", vec![text.into_node()]))
}

/// `upper(text)`: in capital letters.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).select(upper(User.name));
/// assert_eq!(query.to_sql().text, r#"select upper("name") from "users""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-string.html>
pub fn upper<E: Expression>(text: E) -> Expr<E::Type, E::Scope>
where
    BaseOf<E>: Textual,
{
    Expr::new(tree::Expr::call("upper", vec![text.into_node()]))
}
