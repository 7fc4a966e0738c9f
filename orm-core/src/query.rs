//! Statements: `from`, `insert`, `update`, `delete`, and what they become.

use std::fmt;

use crate::error::Error;
use crate::row::Cells;
use crate::sql::Sql;
use crate::tree;

pub mod compound;
pub mod delete;
pub mod find;
pub mod grouped;
pub mod insert;
pub mod lock;
pub mod projection;
pub mod raw;
pub mod select;
pub mod subquery;
pub mod update;

/// A query whose rows are read as `Row`.
///
/// Every builder becomes one by `.select(..)` or `.returning(..)`, so that it is what functions
/// return: `fn active() -> Query<User>`. `Needs` is what it needs from a query around it, nothing
/// for one that can be run.
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Query<Row, Needs = ()> {
    statement: tree::Statement,
    read: Read<Row>,
    names: Option<&'static [&'static str]>,
    width: usize,
    needs: std::marker::PhantomData<fn() -> Needs>,
}

/// Reads a row from its cells.
pub type Read<Row> = fn(&mut Cells<'_>) -> Result<Row, Error>;

impl<Row, Needs> Query<Row, Needs> {
    pub(crate) fn new(statement: tree::Statement, read: Read<Row>, width: usize) -> Self {
        Self {
            statement,
            read,
            names: None,
            width,
            needs: std::marker::PhantomData,
        }
    }

    pub(crate) fn by_name(self, names: Option<&'static [&'static str]>) -> Self {
        Self { names, ..self }
    }

    /// The SQL text and its values.
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&self.statement)
    }

    /// How a row is read.
    #[must_use]
    pub fn read(&self) -> Read<Row> {
        self.read
    }

    /// The names by which cells are found, for raw SQL into a struct; else they are read in order.
    #[must_use]
    pub fn names(&self) -> Option<&'static [&'static str]> {
        self.names
    }

    /// How many cells a row takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn into_statement(self) -> tree::Statement {
        self.statement
    }
}

impl<Row, Needs> Clone for Query<Row, Needs> {
    fn clone(&self) -> Self {
        Self {
            statement: self.statement.clone(),
            needs: std::marker::PhantomData,
            ..*self
        }
    }
}

impl<Row, Needs> fmt::Debug for Query<Row, Needs> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.to_sql()).finish()
    }
}

/// A statement that can be run.
pub trait Statement: Sized {
    /// The tree.
    fn into_tree(self) -> tree::Statement;

    /// The SQL text and its values.
    #[must_use]
    fn into_sql(self) -> Sql {
        Sql::of(&self.into_tree())
    }
}

/// A statement that is complete.
///
/// It is what an update becomes when it says what to set and which rows.
pub trait Complete: Statement {}

/// A statement that gives rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no rows",
    label = "add `.returning(..)` or `.returning_all()`",
    note = "a query that uses `.outer(..)` fits inside another query only"
)]
pub trait IntoQuery: Sized {
    /// What a row is read as.
    type Row;
    /// The query.
    fn into_query(self) -> Query<Self::Row>;
}

impl<Row> IntoQuery for Query<Row> {
    type Row = Row;
    fn into_query(self) -> Self {
        self
    }
}

impl<Row> Statement for Query<Row> {
    fn into_tree(self) -> tree::Statement {
        self.statement
    }
}

impl<Row> Complete for Query<Row> {}
