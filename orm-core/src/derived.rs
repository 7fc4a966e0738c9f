//! What code that `#[derive(Table)]` wrote calls.
//!
//! Each function takes the column as a type, whose implementation of [`TableColumn`] vouches for its
//! type: so a field of a type that no column can hold is one error, and not one for each use.

use crate::error::Error;
use crate::expr::IntoExpr;
use crate::row::Cells;
use crate::schema;
use crate::scope::column::TableColumn;
use crate::tree;

/// The column as data: its name, type and whether it may be NULL.
#[must_use]
pub const fn column<C: TableColumn>() -> schema::Column {
    schema::Column::new::<C::Type>(C::NAME)
}

/// Reads the column from the next cell.
///
/// # Errors
/// If the cell does not fit.
#[inline]
pub fn read<C: TableColumn>(cells: &mut Cells<'_>) -> Result<C::Type, Error> {
    cells.read()
}

/// Adds `column = value` where there is a value.
pub fn assign<C: TableColumn>(value: Option<C::Type>, out: &mut Vec<tree::SetColumn>) {
    out.extend(value.map(|value| tree::SetColumn {
        column: C::NAME,
        value: value.into_node(),
    }));
}

/// The value that the state of a builder says was given.
///
/// # Panics
/// Never: the state is the proof.
#[must_use]
pub fn given<T>(value: Option<T>) -> T {
    value.expect("the state of the builder says that the value was given")
}
