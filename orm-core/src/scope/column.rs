//! A column as a type.

use super::group::ByColumn;
use super::group::ByRow;
use crate::types::SqlType;

/// A column of a table; a derive makes one type for each.
pub trait TableColumn: 'static {
    /// The type of its values.
    type Type: SqlType;
    /// Its position in the table, as type-level digits.
    type Ordinal;
    /// What may be done with it.
    type Role: Role;
    /// Its name in SQL.
    const NAME: &'static str;
}

/// What may be done with a column.
pub trait Role {
    /// What grouping by the column determines.
    type Key<Source, Column>;
}

/// A column like most.
#[derive(Debug)]
pub struct Plain;

/// The one column of the primary key.
#[derive(Debug)]
pub struct Key;

/// A column that the server always computes.
#[derive(Debug)]
pub struct Always;

/// The one column of the primary key, which the server always computes.
#[derive(Debug)]
pub struct AlwaysKey;

impl Role for Plain {
    type Key<Source, Column> = ByColumn<Source, Column>;
}

impl Role for Key {
    type Key<Source, Column> = ByRow<Source>;
}

impl Role for Always {
    type Key<Source, Column> = ByColumn<Source, Column>;
}

impl Role for AlwaysKey {
    type Key<Source, Column> = ByRow<Source>;
}

/// A column that SET may assign.
#[diagnostic::on_unimplemented(
    message = "`{Column}` is GENERATED ALWAYS and cannot be assigned",
    label = "the server computes this column"
)]
pub trait Assigned<Column> {}

impl<Column> Assigned<Column> for Plain {}
impl<Column> Assigned<Column> for Key {}
