//! DELETE.

use std::marker::PhantomData;

use super::Complete;
use super::Query;
use super::Statement;
use super::projection::PerRow;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::push_columns;
use super::select::source;
use super::update::SaysWhich;
use super::update::WhereGiven;
use super::update::WhereMissing;
use crate::expr::logic::Boolean;
use crate::expr::logic::Definite;
use crate::row::FromRow;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;

/// DELETE from the source `S`. `Where` tells whether it says which rows.
///
/// ```
/// # use orm_doc::*;
/// let drafts = delete(Post).filter(Post.score.is_null());
/// assert_eq!(drafts.to_sql().text, r#"delete from "posts" where "score" is null"#);
/// ```
#[must_use = "a delete does nothing until it is run, such as by `.execute(&db)`"]
pub struct Delete<S, Where = WhereMissing> {
    tree: Box<tree::Delete>,
    marker: PhantomData<fn() -> (S, Where)>,
}

impl<S, Where> Clone for Delete<S, Where> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<S, Where> std::fmt::Debug for Delete<S, Where> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Delete").field(&self.tree).finish()
    }
}

/// Deletes rows of a table. Say which by `.filter(..)` or `.all_rows()`.
///
/// ```
/// # use orm_doc::*;
/// let query = delete(Post).filter(Post.id.eq(1));
/// assert_eq!(query.to_sql().text, r#"delete from "posts" where "id" = $1"#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-delete.html>
pub fn delete<H: Handle>(_table: H) -> Delete<H::Source> {
    Delete::new(Box::new(tree::Delete {
        from: source::<H::Source>(),
        filters: Vec::new(),
        returning: Vec::new(),
    }))
}

impl<S, Where> Delete<S, Where> {
    fn new(tree: Box<tree::Delete>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }

    /// The SQL text and its values.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = delete(Post).filter(Post.id.in_([1, 2]));
    /// assert_eq!(query.to_sql().text, r#"delete from "posts" where "id" = any($1)"#);
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&tree::Statement::Delete(self.tree.clone()))
    }
}

impl<S: Source<Table: Table>, Where> Delete<S, Where> {
    /// `where condition`. Several filters must all hold.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = delete(Post).filter(Post.author_id.eq(1)).filter(Post.score.lt(0));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"delete from "posts" where "author_id" = $1 and "score" < $2"#,
    /// );
    /// ```
    pub fn filter<C>(mut self, condition: C) -> Delete<S, WhereGiven>
    where
        C: Definite<Type: Boolean, Scope: Within<(S,)> + RowLevel>,
    {
        self.tree.filters.push(condition.into_condition());
        Delete::new(self.tree)
    }

    /// Says that every row is meant.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = delete(Post).all_rows();
    /// assert_eq!(query.to_sql().text, r#"delete from "posts""#);
    /// ```
    pub fn all_rows(self) -> Delete<S, WhereGiven> {
        Delete::new(self.tree)
    }

    /// `returning columns`: values of the rows that are deleted.
    ///
    /// Row shape: as of `select`, one row for each row deleted.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(i32, String)> =
    ///     delete(Post).filter(Post.score.lt(0)).returning((Post.id, Post.title));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"delete from "posts" where "score" < $1 returning "id", "title""#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        Where: SaysWhich,
        P: Projection<(S,), Aggregate: PerRow> + Selectable<(S,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(tree::Statement::Delete(self.tree), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they were.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Post> = delete(Post).filter(Post.id.eq(1)).returning_all();
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"delete from "posts" where "id" = $1 "#,
    ///         r#"returning "id", "author_id", "title", "score", "tags""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning_all(mut self) -> Query<S::Table>
    where
        Where: SaysWhich,
    {
        push_columns::<S>(&mut self.tree.returning);
        Query::new(
            tree::Statement::Delete(self.tree),
            S::Table::from_row,
            S::Table::WIDTH,
        )
    }
}

impl<S, Where> Statement for Delete<S, Where> {
    fn into_tree(self) -> tree::Statement {
        tree::Statement::Delete(self.tree)
    }
}

impl<S, Where: SaysWhich> Complete for Delete<S, Where> {}
