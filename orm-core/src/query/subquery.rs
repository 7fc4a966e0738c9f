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
use crate::types::Nullable;
use crate::types::SqlType;

/// `exists (query)`: whether the query gives a row.
///
/// ```
/// # use orm_doc::*;
/// let posts = from(Post).outer(User).filter(Post.author_id.eq(User.id));
/// let query = from(User).filter(exists(posts)).select(User.name);
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "name" from "users" where exists (select 1 from "posts" "#,
///         r#"where "posts"."author_id" = "users"."id")"#,
///     ),
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-subquery.html>
pub fn exists<From: Sources>(query: Select<From>) -> Expr<bool, Guarded<From::Free>> {
    quantified("exists", query)
}

/// `not exists (query)`: whether the query gives no row.
///
/// ```
/// # use orm_doc::*;
/// let posts = from(Post).outer(User).filter(Post.author_id.eq(User.id));
/// let query = from(User).filter(not_exists(posts)).select(User.name);
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "name" from "users" where not exists (select 1 from "posts" "#,
///         r#"where "posts"."author_id" = "users"."id")"#,
///     ),
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-subquery.html>
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
pub trait ColumnOf<T> {
    /// Whether it may be NULL.
    type Null: Nullability;
}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull>> ColumnOf<T> for T {
    type Null = NotNull;
}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Option<T>>> ColumnOf<T> for Option<T> {
    type Null = Nullable;
}

/// A column that is never NULL.
#[diagnostic::on_unimplemented(
    message = "NOT IN over a column that may be NULL matches nothing as soon as one NULL is in it",
    label = "the subquery selects a nullable column",
    note = "filter by `.is_not_null()` and select `.assume_not_null()`, or use `not_exists(..)`"
)]
pub trait NeverNull {}

impl<T: SqlType<Null = NotNull>> NeverNull for T {}

/// Whether `E` is among the values of `Row`: an `Option` if either may be NULL.
type MemberOf<E, Row> =
    <<NullOf<E> as Nullability>::Or<<Row as ColumnOf<BaseOf<E>>>::Null> as Nullability>::Apply<
        bool,
    >;

/// `self in (query)`.
///
/// ```
/// # use orm_doc::*;
/// let authors = from(Post).filter(Post.score.gt(10)).select(Post.author_id);
/// let query = from(User).filter(User.id.in_query(authors)).select(User.name);
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "name" from "users" where "id" in (select "author_id" from "posts" "#,
///         r#"where "score" > $1)"#,
///     ),
/// );
/// ```
pub trait InQuery: Expression {
    /// `self in (query)`: whether the query gives the value. It is NULL if the query gives NULL and
    /// not the value.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let authors = from(Post).select(Post.author_id);
    /// let query = delete(User).filter(User.id.in_query(authors).not());
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"delete from "users" where not "id" in (select "author_id" from "posts")"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-IN>
    fn in_query<Row, Needs>(
        self,
        query: Query<Row, Needs>,
    ) -> Expr<MemberOf<Self, Row>, (Self::Scope, Guarded<Needs>)>
    where
        Row: ColumnOf<BaseOf<Self>>,
    {
        member(self, "in", query)
    }

    /// `self not in (query)`: whether the query does not give the value. A query of a column that may be
    /// NULL does not compile.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let authors = from(Post).select(Post.author_id);
    /// let query = from(User).filter(User.id.not_in_query(authors)).select(User.name);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "name" from "users" where "id" not in (select "author_id" from "posts")"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-NOTIN>
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

/// `(query)` as a value: NULL if it gives no row.
///
/// ```
/// # use orm_doc::*;
/// let posts = from(Post).outer(User).filter(Post.author_id.eq(User.id)).select(count_all());
/// let query: Query<(String, Option<i64>)> = from(User).select((User.name, scalar(posts)));
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "name", (select count(*) from "posts" "#,
///         r#"where "posts"."author_id" = "users"."id") from "users""#,
///     ),
/// );
/// ```
///
/// # Errors
/// At run time, if the query gives more than one row. A unique key, an aggregate or `.limit(1)` keeps
/// it to one.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-expressions.html#SQL-SYNTAX-SCALAR-SUBQUERIES>
pub fn scalar<Row, Needs>(query: Query<Row, Needs>) -> Expr<Row::Optional, Guarded<Needs>>
where
    Row: OneColumn + FromRow,
{
    Expr::new(tree::Expr::Subquery(Box::new(query.into_statement())))
}
