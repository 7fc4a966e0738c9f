//! A query inside another: `exists`, `in`, a scalar.

use super::Query;
use super::select::Select;
use crate::expr::BaseOf;
use crate::expr::Expr;
use crate::expr::Expression;
use crate::expr::NullOf;
use crate::row::FromRow;
use crate::scope::Guarded;
use crate::scope::from::Sources;
use crate::tree;
use crate::tree::Op;
use crate::types::NotNull;
use crate::types::Nullability;
use crate::types::SqlType;

/// `exists (query)`: whether the query gives a row.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-subquery.html>
pub fn exists<From: Sources>(query: Select<From>) -> Expr<bool, Guarded<From::Free>> {
    quantified("exists", query)
}

/// `not exists (query)`: whether the query gives no row.
pub fn not_exists<From: Sources>(query: Select<From>) -> Expr<bool, Guarded<From::Free>> {
    quantified("not exists", query)
}

fn quantified<From, T, Scope>(word: &'static str, query: Select<From>) -> Expr<T, Scope> {
    let mut select = query.tree;
    select.columns = vec![tree::Expr::Keyword("1")];
    let query = Box::new(tree::Statement::Select(select));
    Expr::new(tree::Expr::Quantified { word, query })
}

/// A row of one column.
#[diagnostic::on_unimplemented(
    message = "a subquery here gives one column, this one gives `{Self}`",
    label = "select one column"
)]
pub trait OneColumn: SqlType {}

impl<T: SqlType> OneColumn for T {}

/// A column that a subquery compares with a value of type `T`.
#[diagnostic::on_unimplemented(
    message = "a subquery of `{Self}` cannot be compared with an expression of type `{T}`",
    label = "select one column of type `{T}`"
)]
pub trait ColumnOf<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull>> ColumnOf<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Option<T>>> ColumnOf<T> for Option<T> {}

/// A column that is never NULL.
#[diagnostic::on_unimplemented(
    message = "NOT IN over a column that may be NULL matches nothing as soon as one NULL is in it",
    label = "the subquery selects a nullable column",
    note = "filter by `.is_not_null()` and select `.assume_not_null()`, or use `not_exists(..)`"
)]
pub trait NeverNull {}

impl<T: SqlType<Null = NotNull>> NeverNull for T {}

/// `self in (query)`.
pub trait InQuery: Expression {
    /// `self in (query)`: whether the query gives the value.
    fn in_query<Row, Needs>(
        self,
        query: Query<Row, Needs>,
    ) -> Expr<<NullOf<Self> as Nullability>::Apply<bool>, (Self::Scope, Guarded<Needs>)>
    where
        Row: ColumnOf<BaseOf<Self>>,
    {
        member(self, "in", query)
    }

    /// `self not in (query)`: whether the query does not give the value.
    fn not_in_query<Row, Needs>(
        self,
        query: Query<Row, Needs>,
    ) -> Expr<<NullOf<Self> as Nullability>::Apply<bool>, (Self::Scope, Guarded<Needs>)>
    where
        Row: ColumnOf<BaseOf<Self>> + NeverNull,
    {
        member(self, "not in", query)
    }
}

impl<E: Expression> InQuery for E {}

fn member<E: Expression, Row, Needs, T, Scope>(
    inner: E,
    op: &'static str,
    query: Query<Row, Needs>,
) -> Expr<T, Scope> {
    let query = tree::Expr::Subquery(Box::new(query.into_statement()));
    Expr::new(tree::Expr::binary(
        inner.into_node(),
        Op::at(op, Op::LIKE),
        query,
    ))
}

/// `(query)` as a value: NULL if it gives no row. It must give one row at most, by a unique key, an
/// aggregate or `.limit(1)`; the server refuses more.
pub fn scalar<Row, Needs>(query: Query<Row, Needs>) -> Expr<Row::Optional, Guarded<Needs>>
where
    Row: OneColumn + FromRow,
{
    Expr::new(tree::Expr::Subquery(Box::new(query.into_statement())))
}
