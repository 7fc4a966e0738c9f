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
use crate::expr::Expression;
use crate::expr::logic::Boolean;
use crate::row::FromRow;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;

/// DELETE from the source `S`. `Where` tells whether it says which rows.
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
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&tree::Statement::Delete(self.tree.clone()))
    }
}

impl<S: Source<Table: Table>, Where> Delete<S, Where> {
    /// `where condition`. Several filters must all hold.
    pub fn filter<C>(mut self, condition: C) -> Delete<S, WhereGiven>
    where
        C: Expression<Type: Boolean, Scope: Within<(S,)> + RowLevel>,
    {
        self.tree.filters.push(condition.into_node());
        Delete::new(self.tree)
    }

    /// Says that every row is meant.
    pub fn all_rows(self) -> Delete<S, WhereGiven> {
        Delete::new(self.tree)
    }

    /// `returning columns`.
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        Where: SaysWhich,
        P: Projection<(S,), Aggregate: PerRow> + Selectable<(S,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(tree::Statement::Delete(self.tree), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they were.
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
