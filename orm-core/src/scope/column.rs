//! A column as a type.

use std::marker::PhantomData;

use super::group::ByColumn;
use super::group::ByRow;
use super::id::Number;
use crate::row::FromRow;
use crate::types::SqlType;

/// A column of a table; a derive makes one type for each.
pub trait TableColumn: 'static {
    /// The type of its values.
    type Type: SqlType;
    /// Where it stands: [`At`].
    type Place: Place;
    /// Its name in SQL.
    const NAME: &'static str = <Self::Place as Place>::NAME;
}

/// Where a column stands and what may be done with it, as one type: a derive writes it for each
/// column, and each item of an impl takes the compiler time.
pub trait Place {
    /// Its position in the table, as type-level digits.
    type Ordinal;
    /// What may be done with it.
    type Role: Role;
    /// Its name in SQL.
    const NAME: &'static str;
}

/// The position of a column.
pub type OrdinalOf<C> = <<C as TableColumn>::Place as Place>::Ordinal;

/// What may be done with a column.
pub type RoleOf<C> = <<C as TableColumn>::Place as Place>::Role;

/// The column of the table at the position, with its role.
#[derive(Debug)]
pub struct At<Table, Ordinal, Role = Plain>(PhantomData<(Table, Ordinal, Role)>);

impl<T: FromRow, O: Number, R: Role> Place for At<T, O, R> {
    type Ordinal = O;
    type Role = R;
    const NAME: &'static str = match T::NAMES {
        Some(names) => names[O::VALUE],
        None => "",
    };
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
