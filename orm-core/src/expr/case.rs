//! CASE.

use std::marker::PhantomData;

use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::assign::StoredAs;
use super::logic::Boolean;
use crate::tree;
use crate::types::SqlType;

/// A CASE without its ELSE. `T` is the type of its values.
#[derive(Debug, Clone)]
#[must_use = "a CASE is an expression once it ends with `.otherwise(..)` or `.end()`"]
pub struct Case<T, Scope> {
    arms: Vec<tree::Arm>,
    marker: PhantomData<fn() -> (T, Scope)>,
}

/// `case when condition then value`: begins a CASE.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-CASE>
pub fn case_when<C, V>(condition: C, value: V) -> Case<V::Type, (C::Scope, V::Scope)>
where
    C: Expression<Type: Boolean>,
    V: IntoExpr,
{
    Case {
        arms: vec![arm(condition, value)],
        marker: PhantomData,
    }
}

impl<T: SqlType, Scope> Case<T, Scope> {
    /// `when condition then value`.
    pub fn when<C, V>(mut self, condition: C, value: V) -> Case<T, (Scope, (C::Scope, V::Scope))>
    where
        C: Expression<Type: Boolean>,
        V: IntoExpr<Type: StoredAs<T>>,
    {
        self.arms.push(arm(condition, value));
        Case {
            arms: self.arms,
            marker: PhantomData,
        }
    }

    /// `else value end`.
    pub fn otherwise<V>(self, value: V) -> Expr<T, (Scope, V::Scope)>
    where
        V: IntoExpr<Type: StoredAs<T>>,
    {
        let otherwise = Some(Box::new(value.into_node().typed()));
        Expr::new(tree::Expr::Case {
            arms: self.arms,
            otherwise,
        })
    }

    /// `end`: NULL where no condition holds.
    pub fn end(self) -> Expr<T::Optional, Scope> {
        Expr::new(tree::Expr::Case {
            arms: self.arms,
            otherwise: None,
        })
    }
}

fn arm<C: IntoExpr, V: IntoExpr>(condition: C, value: V) -> tree::Arm {
    tree::Arm {
        when: condition.into_node(),
        then: value.into_node().typed(),
    }
}
