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
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-matching.html>
pub trait Text: Expression {
    /// `self like pattern`: `%` is any run of characters, `_` any one.
    fn like<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("like", Op::LIKE), pattern)
    }

    /// `self not like pattern`.
    fn not_like<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("not like", Op::LIKE), pattern)
    }

    /// `self ilike pattern`: as `like`, in any case.
    fn ilike<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("ilike", Op::LIKE), pattern)
    }

    /// `self not ilike pattern`.
    fn not_ilike<R>(self, pattern: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("not ilike", Op::LIKE), pattern)
    }

    /// `self || other`.
    fn concat<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Textual,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::other("||"), other)
    }
}

impl<E: Expression> Text for E {}

/// `lower(text)`.
pub fn lower<E: Expression>(text: E) -> Expr<E::Type, E::Scope>
where
    BaseOf<E>: Textual,
{
    Expr::new(tree::Expr::call("lower", vec![text.into_node()]))
}

/// `upper(text)`.
pub fn upper<E: Expression>(text: E) -> Expr<E::Type, E::Scope>
where
    BaseOf<E>: Textual,
{
    Expr::new(tree::Expr::call("upper", vec![text.into_node()]))
}
