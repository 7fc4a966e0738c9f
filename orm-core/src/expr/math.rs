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
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-math.html>
pub trait Math: Expression {
    /// `self + other`.
    fn add<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("+", Op::ADD), other)
    }

    /// `self - other`.
    fn sub<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("-", Op::ADD), other)
    }

    /// `self * other`.
    fn mul<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("*", Op::MULTIPLY), other)
    }

    /// `self / other`. Between integers the fraction is cut off; division by zero is an error.
    fn div<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("/", Op::MULTIPLY), other)
    }

    /// `self % other`: what is left after division, with the sign of `self`.
    fn rem<R>(self, other: R) -> Binary<Self, R, BaseOf<Self>>
    where
        BaseOf<Self>: Number,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::at("%", Op::MULTIPLY), other)
    }

    /// `- self`.
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

    /// `abs(self)`.
    fn abs(self) -> Expr<Self::Type, Self::Scope>
    where
        BaseOf<Self>: Number,
    {
        Expr::new(tree::Expr::call("abs", vec![self.into_node()]))
    }
}

impl<E: Expression> Math for E {}
