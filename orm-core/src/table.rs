//! What `#[derive(Table)]` writes: a table, its handle, its insert and update types.

use std::sync::Arc;
use std::sync::OnceLock;

use crate::row::FromRow;
use crate::schema;
use crate::scope::from::Source;
use crate::tree::SetColumn;
use crate::tree::Value;
use crate::types::SqlType;

/// A struct that is the row of a table. `#[derive(Table)]` implements it.
///
/// ```
/// # use orm_doc::*;
/// let table = User::table();
/// assert_eq!(table.name, "users");
/// assert_eq!(table.columns.len(), 5);
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` is not a table", label = "derive `Table` on it")]
pub trait Table: Source<Table = Self> + FromRow + Send + Sync {
    /// Its columns, under the name of the source `S`.
    type Columns<S: Source<Table = Self>>: Handle<Source = S>;

    /// Its columns, under the name of the source `S`: the table itself, or an alias.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let column = User::columns::<Friend>().name;
    /// assert_eq!(format!("{column:?}"), "friend.name");
    /// ```
    #[must_use]
    fn columns<S: Source<Table = Self>>() -> Self::Columns<S> {
        <Self::Columns<S> as Handle>::HANDLE
    }

    /// Its definition.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let email = User::table().column("email").unwrap();
    /// assert_eq!(email.type_sql(), "text");
    /// assert!(!email.nullable);
    /// ```
    #[must_use]
    fn table() -> &'static schema::Table;

    /// The values that its `on_update_fn` columns get where an update does not set them.
    #[must_use]
    fn on_update() -> Vec<SetColumn> {
        Vec::new()
    }
}

/// The columns of a source as a value: `User`.
///
/// Bound a function by it to take any table or alias.
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::from::Source;
/// use orm::table::Handle;
///
/// fn name<H: Handle>(_source: H) -> &'static str {
///     H::Source::NAME
/// }
///
/// assert_eq!(name(User), "users");
/// assert_eq!(name(Friend), "friend");
/// ```
pub trait Handle: Copy {
    /// The source.
    type Source: Source;
    /// The value.
    const HANDLE: Self;
}

/// A table with a primary key.
///
/// ```
/// # use orm_doc::*;
/// use orm::table::Keyed;
///
/// fn key_of<T: Keyed>() -> &'static [&'static str] {
///     T::COLUMNS
/// }
///
/// assert_eq!(key_of::<User>(), ["id"]);
/// ```
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
///
/// ```
/// # use orm_doc::*;
/// assert_eq!(
///     User.find(1).to_sql().text,
///     r#"select "id", "name", "email", "bio", "created_at" from "users" where "id" = $1"#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key value of this table",
    label = "the key is `{Key}`"
)]
pub trait IntoKey<Key> {
    /// Its parts, one a column.
    fn into_values(self) -> Vec<Value>;
}

fn part<T: SqlType>(value: T) -> Value {
    Arc::new(value)
}

#[diagnostic::do_not_recommend]
impl<T: SqlType> IntoKey<T> for T {
    fn into_values(self) -> Vec<Value> {
        vec![part(self)]
    }
}

#[diagnostic::do_not_recommend]
impl IntoKey<String> for &str {
    fn into_values(self) -> Vec<Value> {
        vec![part(self.to_owned())]
    }
}

macro_rules! tuple_key {
    ($($value:ident: $key:ident),+) => {
        #[diagnostic::do_not_recommend]
        impl<$($value: IntoKey<$key>, $key),+> IntoKey<($($key,)+)> for ($($value,)+) {
            fn into_values(self) -> Vec<Value> {
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

/// The columns of no key. Tables have two impls for it, so that the compiler never takes the only
/// key of a table for the one that is meant, and says instead that the one that is meant is no key.
#[derive(Debug)]
pub enum NoColumns {}

#[diagnostic::do_not_recommend]
impl<T: Table> UniqueKey<NoColumns> for T {}

#[diagnostic::do_not_recommend]
impl<T: Table> UniqueKey<(NoColumns,)> for T {}

#[diagnostic::do_not_recommend]
impl<T: Table> ConflictKey<NoColumns> for T {}

#[diagnostic::do_not_recommend]
impl<T: Table> ConflictKey<(NoColumns,)> for T {}

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
