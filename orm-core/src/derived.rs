//! What code that `#[derive(Table)]` wrote calls.
//!
//! Each function takes the column as a type, whose implementation of [`TableColumn`] vouches for its
//! type: so a field of a type that no column can hold is one error, and not one for each use.

use std::fmt;

use crate::error::Error;
use crate::expr::IntoExpr;
use crate::query::insert::IntoNullable;
use crate::query::insert::IntoValue;
use crate::query::insert::NewField;
use crate::query::insert::NewRow;
use crate::query::insert::NewValue;
use crate::row::Cells;
use crate::row::FromRow;
use crate::schema;
use crate::scope::column::TableColumn;
use crate::tree;

/// The column as data: its name, type and whether it may be NULL.
#[must_use]
pub const fn column<C: TableColumn>() -> schema::Column {
    schema::Column::new::<C::Type>(C::NAME)
}

/// Columns of a table, as a tuple of their types. One call for many of them is far fewer
/// expressions for the compiler to check than one for each.
pub trait Columns {
    /// Their values.
    type Values;
    /// Their values, where there are.
    type Given;
    /// Reads them from the next cells.
    ///
    /// # Errors
    /// If a cell does not fit.
    fn read(cells: &mut Cells<'_>) -> Result<Self::Values, Error>;
    /// Adds `column = value` for each that has a value.
    fn assign(given: Self::Given, out: &mut Vec<tree::SetColumn>);
}

macro_rules! tuple_columns {
    ($($c:ident)+) => {
        impl<$($c: TableColumn),+> Columns for ($($c,)+) {
            type Values = ($($c::Type,)+);
            type Given = ($(Option<$c::Type>,)+);
            #[inline(always)]
            fn read(cells: &mut Cells<'_>) -> Result<Self::Values, Error> {
                Ok(($(cells.read::<$c::Type>()?,)+))
            }
            fn assign(given: Self::Given, out: &mut Vec<tree::SetColumn>) {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($($c,)+) = given;
                $(assign::<$c>($c, out);)+
            }
        }
    };
}
crate::tuples::all!(tuple_columns);

/// Reads the columns from the next cells.
///
/// # Errors
/// If a cell does not fit.
#[inline(always)]
pub fn read<C: Columns>(cells: &mut Cells<'_>) -> Result<C::Values, Error> {
    C::read(cells)
}

/// Adds `column = value` for each that has a value.
pub fn assign_all<C: Columns>(given: C::Given, out: &mut Vec<tree::SetColumn>) {
    C::assign(given, out);
}

/// Adds `column = value` where there is a value.
pub fn assign<C: TableColumn>(value: Option<C::Type>, out: &mut Vec<tree::SetColumn>) {
    out.extend(value.map(|value| tree::SetColumn {
        column: C::NAME,
        value: value.into_node(),
    }));
}

/// Gives a builder a value.
pub fn set<T>(field: &mut Option<T>, value: impl IntoValue<T>) {
    *field = Some(value.into_value());
}

/// Gives a builder a value that may be NULL.
pub fn set_nullable<T>(field: &mut Option<Option<T>>, value: impl IntoNullable<T>) {
    *field = Some(value.into_nullable());
}

/// The value that the state of a builder says was given.
///
/// # Panics
/// Never: the state is the proof.
#[must_use]
pub fn given<T>(value: Option<T>) -> T {
    value.expect("the state of the builder says that the value was given")
}

/// The value of a field that every row gives.
#[must_use]
pub fn value<C: TableColumn>(value: &C::Type) -> Option<&dyn NewValue> {
    Some(value)
}

/// The value of a field that a row may leave to the server's default.
#[must_use]
pub fn value_if_set<C: TableColumn>(value: &Option<C::Type>) -> Option<&dyn NewValue> {
    value.as_ref().map(|value| value as &dyn NewValue)
}

/// Prints an insert struct as `#[derive(Debug)]` does where the fields are named as the columns.
///
/// ```
/// # use orm_doc::*;
/// let row = NewUser::builder().name("Ada").email("ada@example.com").bio("x").build();
/// assert_eq!(
///     format!("{row:?}"),
///     r#"NewUser { name: "Ada", email: "ada@example.com", bio: Some("x"), created_at: None }"#,
/// );
/// ```
///
/// # Errors
/// If the formatter fails.
pub fn debug<R: NewRow>(row: &R, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let names = <R::Table as FromRow>::NAMES.unwrap_or_default();
    let mut out = f.debug_struct(name);
    for (index, field) in R::FIELDS.iter().enumerate() {
        let column = names[field.column()];
        match (field, row.field(index)) {
            (NewField::Given(_), Some(value)) => out.field(column, &value),
            (_, value) => out.field(column, &value),
        };
    }
    out.finish()
}
