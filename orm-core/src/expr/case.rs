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
///
/// ```
/// # use orm_doc::*;
/// let case = case_when(Post.score.gt(100), "high");
/// let query = from(Post).select(case.otherwise("low"));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select case when "score" > $1 then $2::text else $3::text end from "posts""#,
/// );
/// ```
#[derive(Debug, Clone)]
#[must_use = "a CASE is an expression once it ends with `.otherwise(..)` or `.end()`"]
pub struct Case<T, Scope> {
    arms: Vec<tree::Arm>,
    marker: PhantomData<fn() -> (T, Scope)>,
}

/// `case when condition then value`: begins a CASE.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<String> = from(Post)
///     .select(case_when(Post.score.gt(100), "high").when(Post.score.gt(10), "fair").otherwise("low"));
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select case when "score" > $1 then $2::text when "score" > $3 then $4::text "#,
///         r#"else $5::text end from "posts""#,
///     ),
/// );
/// ```
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
    /// `when condition then value`: a further arm. The first condition that holds decides.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let grade = case_when(Post.score.gt(100), 1).when(Post.score.gt(10), 2).end();
    /// let query = from(Post).select(grade);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select case when "score" > $1 then $2::int4 "#,
    ///         r#"when "score" > $3 then $4::int4 end from "posts""#,
    ///     ),
    /// );
    /// ```
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

    /// `else value end`: the value where no condition holds.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<i32> = from(Post).select(case_when(Post.score.is_null(), 0).otherwise(1));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select case when "score" is null then $1::int4 else $2::int4 end from "posts""#,
    /// );
    /// ```
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
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Option<i32>> = from(Post).select(case_when(Post.score.is_null(), 0).end());
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select case when "score" is null then $1::int4 end from "posts""#,
    /// );
    /// ```
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
