//! INSERT.

use std::fmt::Debug;
use std::sync::Arc;

use super::Expr;
use super::expr::Value;
use crate::schema::Table;

/// INSERT.
#[derive(Debug, Clone)]
pub struct Insert {
    /// The table.
    pub table: &'static Table,
    /// The rows.
    pub rows: Arc<dyn InsertRows>,
    /// OVERRIDING ..
    pub overriding: Option<Overriding>,
    /// ON CONFLICT ..
    pub conflict: Option<Conflict>,
    /// RETURNING ..
    pub returning: Vec<Expr>,
}

/// The rows of an insert, by row and field.
///
/// A field is a column that the insert type has; its number is its place among them.
pub trait InsertRows: Debug + Send + Sync {
    /// How many rows.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// For each field, the index of its column in the table.
    fn columns(&self) -> &[usize];
    /// Which rows give the field a value; the others take the server's default.
    fn presence(&self, field: usize) -> Presence;
    /// Whether the row gives the field a value.
    fn is_set(&self, row: usize, field: usize) -> bool;
    /// The value of a field in a row.
    fn value(self: Arc<Self>, row: usize, field: usize) -> Value;
    /// The values of a field in all rows, as one array.
    fn array(self: Arc<Self>, field: usize) -> Value;
}

/// Which rows give a field a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Every row.
    All,
    /// Some rows.
    Some,
    /// No row.
    None,
}

/// Whether given values win over generated ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overriding {
    /// Given values win.
    System,
    /// Generated values win.
    User,
}

/// ON CONFLICT.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Which conflict; `None` is any.
    pub target: Option<ConflictTarget>,
    /// What then.
    pub action: ConflictAction,
}

/// Which unique key a row collides on.
#[derive(Debug, Clone)]
pub struct ConflictTarget {
    /// The columns.
    pub columns: Vec<&'static str>,
    /// The condition of a partial unique index, as SQL.
    pub predicate: Option<&'static str>,
}

/// What happens to a row that collides.
#[derive(Debug, Clone)]
pub enum ConflictAction {
    /// It is left out.
    Nothing,
    /// The row that is there is updated.
    Update {
        /// SET.
        set: Vec<SetColumn>,
        /// WHERE.
        filters: Vec<Expr>,
    },
}

/// `column = value`.
#[derive(Debug, Clone)]
pub struct SetColumn {
    /// The column.
    pub column: &'static str,
    /// The value.
    pub value: Expr,
}
