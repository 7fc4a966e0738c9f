//! What `#[derive(Table)]` checks: functions whose bounds are the laws.

use crate::expr::Column;
use crate::query::insert::ConflictColumns;
use crate::schema;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::table::Table;
use crate::table::UniqueKey;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Integer;

/// A column of this type can reference a column of type `Type`.
#[diagnostic::on_unimplemented(
    message = "`{From}` is `{Self}` and cannot reference `{To}`, which is `{Type}`",
    label = "the two columns need one type",
    note = "a foreign key compares the columns, so that they have the same type, `Option` apart"
)]
pub trait References<Type, From, To> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType, From, To> References<T, From, To> for T {}

/// Keeps the compiler from taking the impl above for the only one: so it waits until it knows both
/// types, and then says what this module says.
#[diagnostic::do_not_recommend]
impl<T, From, To> References<NoType, From, To> for T {}

/// The type of no column.
#[derive(Debug)]
pub enum NoType {}

/// The type of a column, `Option` apart.
type BaseOf<C> = <<C as TableColumn>::Type as SqlType>::Base;

/// Checks that a column can reference another by its type.
pub const fn column_fits<S, C, Other, To>(_column: Column<S, C>, _target: Column<Other, To>)
where
    C: TableColumn,
    To: TableColumn,
    BaseOf<C>: References<BaseOf<To>, C, To>,
{
}

/// Checks that the columns are a unique key of the table of the first.
pub const fn unique_key<S, C, K>(_first: Column<S, C>, _columns: K)
where
    S: Source<Table: UniqueKey<K::Columns>>,
    K: ConflictColumns + Copy,
{
}

/// The name of a column.
#[must_use]
pub const fn name_of<S: Source, C: TableColumn>(_column: Column<S, C>) -> &'static str {
    C::NAME
}

/// The definition of the table of a column.
#[must_use]
pub const fn table_of<S, C>(_column: Column<S, C>) -> fn() -> &'static schema::Table
where
    S: Source<Table: Table>,
{
    <S::Table as Table>::table
}

/// The type of an identity or serial column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an identity or serial column",
    label = "not an integer",
    note = "such a column is `i16`, `i32`, `i64` or a newtype over one"
)]
pub trait Countable {}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Base: Integer>> Countable for T {}

/// Checks that an identity or serial column is an integer.
pub const fn integer<T: Countable>() {}

/// What a DEFAULT is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultKind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Fraction,
    /// Text.
    Text,
    /// A date and time, such as `now()`.
    Timestamp,
    /// `current_date`.
    Date,
    /// `current_time`.
    Time,
    /// `gen_random_uuid()`.
    Uuid,
    /// The name of a role, such as `current_user`.
    Role,
}

/// Whether a default of that kind fits the column. It says yes to a user's type, whose values only
/// the server knows.
#[must_use]
pub const fn default_fits<C: TableColumn>(kind: DefaultKind) -> bool {
    let ty = <C::Type as SqlType>::SQL;
    if ty.schema().is_some() {
        return true;
    }
    if ty.dimensions() > 0 {
        return matches!(kind, DefaultKind::Text);
    }
    match kind {
        DefaultKind::Bool => is_one_of(ty, &["bool"]),
        DefaultKind::Integer => is_one_of(
            ty,
            &[
                "int2", "int4", "int8", "float4", "float8", "numeric", "money", "oid",
            ],
        ),
        DefaultKind::Fraction => is_one_of(ty, &["float4", "float8", "numeric", "money"]),
        DefaultKind::Text => !is_one_of(
            ty,
            &["bool", "int2", "int4", "int8", "float4", "float8", "oid"],
        ),
        DefaultKind::Timestamp => {
            is_one_of(ty, &["timestamptz", "timestamp", "date", "time", "timetz"])
        }
        DefaultKind::Date => is_one_of(ty, &["date", "timestamp", "timestamptz"]),
        DefaultKind::Time => is_one_of(ty, &["time", "timetz"]),
        DefaultKind::Uuid => is_one_of(ty, &["uuid", "text", "varchar"]),
        DefaultKind::Role => is_one_of(ty, &["text", "varchar", "name", "citext"]),
    }
}

const fn is_one_of(ty: TypeName, names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if equal(ty.name().as_bytes(), names[at].as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// `==` of slices is not const.
const fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}
