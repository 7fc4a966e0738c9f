//! UPDATE.

use std::marker::PhantomData;

use super::Complete;
use super::Query;
use super::Statement;
use super::projection::PerRow;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::push_columns;
use super::select::source;
use crate::expr::Expression;
use crate::expr::assign::Assignments;
use crate::expr::logic::Boolean;
use crate::row::FromRow;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;

/// UPDATE of the source `S`. `Set` and `Where` tell what it still lacks.
#[must_use = "an update does nothing until it is run, such as by `.execute(&db)`"]
pub struct Update<S, Set = SetMissing, Where = WhereMissing> {
    tree: Box<tree::Update>,
    marker: PhantomData<fn() -> (S, Set, Where)>,
}

/// It does not say what to set yet.
#[derive(Debug)]
pub struct SetMissing;

/// It says what to set.
#[derive(Debug)]
pub struct SetGiven;

/// It does not say which rows yet.
#[derive(Debug)]
pub struct WhereMissing;

/// It says which rows.
#[derive(Debug)]
pub struct WhereGiven;

/// The update says what to set.
#[diagnostic::on_unimplemented(
    message = "this UPDATE sets nothing",
    label = "say what to set by `.set(..)` before this"
)]
pub trait SaysWhat {}

impl SaysWhat for SetGiven {}

/// The statement says which rows.
#[diagnostic::on_unimplemented(
    message = "this statement has no WHERE and would change every row",
    label = "say which rows by `.filter(..)` before this, or `.all_rows()` for every row"
)]
pub trait SaysWhich {}

impl SaysWhich for WhereGiven {}

impl<S, Set, Where> Clone for Update<S, Set, Where> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<S, Set, Where> std::fmt::Debug for Update<S, Set, Where> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Update").field(&self.tree).finish()
    }
}

/// Updates rows of a table. Say what by `.set(..)`, and which by `.filter(..)` or `.all_rows()`.
pub fn update<H: Handle>(_table: H) -> Update<H::Source> {
    Update::new(Box::new(tree::Update {
        from: source::<H::Source>(),
        set: Vec::new(),
        filters: Vec::new(),
        returning: Vec::new(),
    }))
}

impl<S, Set, Where> Update<S, Set, Where> {
    fn new(tree: Box<tree::Update>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }
}

impl<S: Source<Table: Table>, Set, Where> Update<S, Set, Where> {
    /// `set column = value, ..`: an assignment, a tuple of them, or the table's changes struct.
    pub fn set<A>(mut self, assignments: A) -> Update<S, SetGiven, Where>
    where
        A: Assignments<S, (S,)>,
    {
        self.tree.set.extend(assignments.into_nodes());
        Update::new(self.tree)
    }

    /// `where condition`. Several filters must all hold.
    pub fn filter<C>(mut self, condition: C) -> Update<S, Set, WhereGiven>
    where
        C: Expression<Type: Boolean, Scope: Within<(S,)> + RowLevel>,
    {
        self.tree.filters.push(condition.into_node());
        Update::new(self.tree)
    }

    /// Says that every row is meant.
    pub fn all_rows(self) -> Update<S, Set, WhereGiven> {
        Update::new(self.tree)
    }

    /// The SQL text and its values.
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&self.clone().into_tree())
    }

    /// `returning columns`.
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        Set: SaysWhat,
        Where: SaysWhich,
        P: Projection<(S,), Aggregate: PerRow> + Selectable<(S,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(self.into_tree(), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they are after the update.
    pub fn returning_all(mut self) -> Query<S::Table>
    where
        Set: SaysWhat,
        Where: SaysWhich,
    {
        push_columns::<S>(&mut self.tree.returning);
        Query::new(self.into_tree(), S::Table::from_row, S::Table::WIDTH)
    }
}

impl<S: Source<Table: Table>, Set, Where> Statement for Update<S, Set, Where> {
    fn into_tree(mut self) -> tree::Statement {
        let set = &mut self.tree.set;
        if !set.is_empty() {
            let touched = S::Table::on_update();
            let untouched = touched
                .into_iter()
                .filter(|new| !set.iter().any(|old| old.column == new.column))
                .collect::<Vec<_>>();
            set.extend(untouched);
        }
        tree::Statement::Update(self.tree)
    }
}

impl<S, Set, Where> Complete for Update<S, Set, Where>
where
    S: Source<Table: Table>,
    Set: SaysWhat,
    Where: SaysWhich,
{
}
