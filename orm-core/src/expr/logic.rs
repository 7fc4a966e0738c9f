//! AND, OR, NOT, and conditions that are put together at run time.

use super::Binary;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::binary;
use crate::tree;
use crate::tree::Op;

/// A boolean, which may be NULL.
#[diagnostic::on_unimplemented(
    message = "a condition must be boolean, this one is `{Self}`",
    label = "not a boolean expression",
    note = "compare it with something: `.eq(..)`, `.is_not_null()`"
)]
pub trait Boolean {}

impl Boolean for bool {}
impl Boolean for Option<bool> {}

/// SQL's three-valued logic.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-logical.html>
pub trait Logic: Expression<Type: Boolean> {
    /// `self and other`.
    fn and<R>(self, other: R) -> Binary<Self, R, bool>
    where
        R: IntoExpr<Type: Boolean>,
    {
        binary(self, Op::AND, other)
    }

    /// `self or other`.
    fn or<R>(self, other: R) -> Binary<Self, R, bool>
    where
        R: IntoExpr<Type: Boolean>,
    {
        binary(self, Op::OR, other)
    }

    /// `not self`.
    fn not(self) -> Expr<Self::Type, Self::Scope> {
        let inner = Box::new(self.into_node());
        Expr::new(tree::Expr::Prefix { op: Op::NOT, inner })
    }
}

impl<E: Expression<Type: Boolean>> Logic for E {}

/// `not condition`.
pub fn not<E: Expression<Type: Boolean>>(condition: E) -> Expr<E::Type, E::Scope> {
    condition.not()
}

/// A condition that may be absent: an expression, an `Option` of one, or a `Vec` that must hold all.
///
/// `None` and an empty `Vec` leave all rows, so UPDATE and DELETE do not take them.
pub trait Condition {
    /// The type of the expression.
    type Type;
    /// The columns that it uses.
    type Scope;
    /// The conditions, all of which must hold.
    fn into_nodes(self) -> Vec<tree::Expr>;
}

impl<E: Expression> Condition for E {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        vec![self.into_node()]
    }
}

impl<E: Expression> Condition for Option<E> {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        self.map(IntoExpr::into_node).into_iter().collect()
    }
}

impl<E: Expression> Condition for Vec<E> {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        self.into_iter().map(IntoExpr::into_node).collect()
    }
}

/// True if any of the conditions is; false for none: `a or b or c`.
pub fn any_of<T: Boolean + crate::types::SqlType, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
) -> Expr<T, Scope> {
    chain(conditions, Op::OR, "false")
}

/// True if all of the conditions are, and for none: `a and b and c`.
pub fn all_of<T: Boolean + crate::types::SqlType, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
) -> Expr<T, Scope> {
    chain(conditions, Op::AND, "true")
}

fn chain<T, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
    op: Op,
    none: &'static str,
) -> Expr<T, Scope> {
    let nodes = conditions.into_iter().map(|condition| condition.node);
    let chained = nodes.reduce(|left, right| tree::Expr::binary(left, op, right));
    Expr::new(chained.unwrap_or(tree::Expr::Keyword(none)))
}
