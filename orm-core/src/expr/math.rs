//! Arithmetic.

use super::BaseOf;
use super::Binary;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::binary;
use super::compare::ComparableTo;
use crate::tree;
use crate::tree::Op;
use crate::types::kind::Number;

/// Arithmetic on numbers of one type.
///
/// The result has the type of the operands, and is NULL if one of them is.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).select(Post.score.mul(2).add(1));
/// assert_eq!(query.to_sql().text, r#"select "score" * $1 + $2 from "posts""#);
/// ```
///
/// # Errors
/// At run time, if the result is out of the type's range.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-math.html>
pub trait Math: Expression {
    /// `self + other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.id.add(1));
    /// assert_eq!(query.to_sql().text, r#"select "id" + $1 from "posts""#);
    /// ```
    fn add<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("+", Op::ADD), other)
    }

    /// `self - other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.id.sub(Post.author_id));
    /// assert_eq!(query.to_sql().text, r#"select "id" - "author_id" from "posts""#);
    /// ```
    fn sub<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("-", Op::ADD), other)
    }

    /// `self * other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(Post).set(Post.score.set(Post.score.mul(2))).all_rows();
    /// assert_eq!(query.to_sql().text, r#"update "posts" set "score" = "score" * $1"#);
    /// ```
    fn mul<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("*", Op::MULTIPLY), other)
    }

    /// `self / other`. Between integers the fraction is cut off.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.score.div(10));
    /// assert_eq!(query.to_sql().text, r#"select "score" / $1 from "posts""#);
    /// ```
    fn div<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("/", Op::MULTIPLY), other)
    }

    /// `self % other`: what is left after division, with the sign of `self`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.rem(2).eq(0)).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "id" % $1 = $2"#);
    /// ```
    fn rem<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("%", Op::MULTIPLY), other)
    }

    /// `- self`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.score.neg());
    /// assert_eq!(query.to_sql().text, r#"select - "score" from "posts""#);
    /// ```
    fn neg(self) -> Expr<Self::Type, Self::Scope>
    where
        BaseOf<Self>: Number,
    {
        let inner = Box::new(self.into_node());
        Expr::new(tree::Expr::Prefix {
            op: Op::at("-", Op::NEGATE),
            inner,
        })
    }

    /// `abs(self)`: without its sign.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.score.abs());
    /// assert_eq!(query.to_sql().text, r#"select abs("score") from "posts""#);
    /// ```
    fn abs(self) -> Expr<Self::Type, Self::Scope>
    where
        BaseOf<Self>: Number,
    {
        Expr::new(tree::Expr::call("abs", vec![self.into_node()]))
    }
}

impl<E: Expression> Math for E {}
