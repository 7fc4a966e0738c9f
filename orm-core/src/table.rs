//! What `#[derive(Table)]` writes: a table, its handle, its insert and update types.

use std::sync::OnceLock;

use crate::row::FromRow;
use crate::schema;
use crate::scope::from::Source;
use crate::tree::Assignment;
use crate::tree::Value;
use crate::types::SqlType;

/// A struct that is the row of a table. `#[derive(Table)]` implements it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a table", label = "derive `Table` on it")]
pub trait Table: Source<Table = Self> + FromRow + Send + Sync {
    /// Its columns, under the name of the source `S`.
    type Columns<S: Source<Table = Self>>: Handle<Source = S>;

    /// Its columns, under the name of the source `S`.
    #[must_use]
    fn columns<S: Source<Table = Self>>() -> Self::Columns<S> {
        <Self::Columns<S> as Handle>::HANDLE
    }

    /// Its definition.
    #[must_use]
    fn table() -> &'static schema::Table;

    /// The values that its `on_update_fn` columns get where an update does not set them.
    #[must_use]
    fn on_update() -> Vec<Assignment> {
        Vec::new()
    }
}

/// The columns of a source as a value: `User`.
pub trait Handle: Copy {
    /// The source.
    type Source: Source;
    /// The value.
    const HANDLE: Self;
}

/// A table with a primary key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no primary key",
    label = "rows cannot be found by key",
    note = "mark a column with `#[column(primary_key)]`, or use `from({Self}).filter(..)`"
)]
pub trait Keyed: Table {
    /// The type of the key; a tuple where it has several columns.
    type Key;
    /// The names of its columns.
    const COLUMNS: &'static [&'static str];
    /// Where the text of the query by key is kept once it was written.
    fn by_key() -> &'static OnceLock<String>;
}

/// A value for a primary key of type `Key`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key value of this table",
    label = "the key is `{Key}`"
)]
pub trait IntoKey<Key> {
    /// Its parts, one a column.
    fn into_values(self) -> Vec<(Value, crate::types::TypeName)>;
}

fn part<T: SqlType>(value: T) -> (Value, crate::types::TypeName) {
    (std::sync::Arc::new(value), T::SQL)
}

impl<T: SqlType> IntoKey<T> for T {
    fn into_values(self) -> Vec<(Value, crate::types::TypeName)> {
        vec![part(self)]
    }
}

impl IntoKey<String> for &str {
    fn into_values(self) -> Vec<(Value, crate::types::TypeName)> {
        vec![part(self.to_owned())]
    }
}

macro_rules! tuple_key {
    ($($value:ident: $key:ident),+) => {
        impl<$($value: IntoKey<$key>, $key),+> IntoKey<($($key,)+)> for ($($value,)+) {
            fn into_values(self) -> Vec<(Value, crate::types::TypeName)> {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($($value,)+) = self;
                let mut out = Vec::new();
                $(out.extend($value.into_values());)+
                out
            }
        }
    };
}

tuple_key!(A: KeyA, B: KeyB);
tuple_key!(A: KeyA, B: KeyB, C: KeyC);
tuple_key!(A: KeyA, B: KeyB, C: KeyC, D: KeyD);
tuple_key!(A: KeyA, B: KeyB, C: KeyC, D: KeyD, E: KeyE);
tuple_key!(A: KeyA, B: KeyB, C: KeyC, D: KeyD, E: KeyE, F: KeyF);

/// The columns `Columns` are the primary key or a unique constraint of the table.
#[diagnostic::on_unimplemented(
    message = "`{Columns}` is not a unique key of `{Self}`",
    label = "neither primary key nor unique",
    note = "a foreign key needs a column marked `primary_key` or `unique`, or the columns of a `primary_key(..)` or `unique(..)` of the table, in that order"
)]
pub trait UniqueKey<Columns> {}

/// An insert into the table can collide on the columns `Columns`.
#[diagnostic::on_unimplemented(
    message = "`{Columns}` is not a unique key of `{Self}`",
    label = "no conflict can arise on this",
    note = "ON CONFLICT needs a column marked `primary_key` or `unique`, or the columns of a `primary_key(..)`, `unique(..)` or unique index of the table, in that order"
)]
pub trait ConflictKey<Columns> {
    /// The condition of a partial unique index.
    const PREDICATE: Option<&'static str> = None;
}
