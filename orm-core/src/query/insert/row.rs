//! What can be inserted.

use std::fmt;

use super::NewField;
use super::NewValue;
use crate::table::Table;

/// An insert struct. `#[derive(Table)]` makes one for each table.
pub trait NewRow: fmt::Debug + Send + Sync + Sized + 'static {
    /// The table.
    type Table: Table;
    /// Its fields, and the columns that they are for.
    const FIELDS: &'static [NewField];
    /// The value that the row gives the field at that index, or `None` where it leaves it to the
    /// server's default.
    fn field(&self, index: usize) -> Option<&dyn NewValue>;
    /// Sets the fields that have a `default_fn` or `on_update_fn` and no value.
    fn fill(&mut self) {}
}

/// What stands for rows of one table: an insert struct, its builder, or several of one kind.
///
/// ```
/// # use orm_doc::*;
/// use orm::query::insert::{Insertable, NewRow};
///
/// fn table_of<I: Insertable>(_rows: &I) -> &'static str {
///     <I::Row as NewRow>::Table::table().name
/// }
///
/// assert_eq!(table_of(&vec![NewUser::builder().name("Ada")]), "users");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected an insert struct such as `NewUser`, its builder, or a `Vec` or array of them"
)]
pub trait Insertable {
    /// The insert struct.
    type Row: NewRow;
}

/// What can be inserted: as [`Insertable`], with a value for each required column.
///
/// ```
/// # use orm_doc::*;
/// let rows = [
///     NewUser::builder().name("Ada").email("ada@example.com"),
///     NewUser::builder().name("Grace").email("grace@example.com"),
/// ];
/// assert_eq!(
///     insert(rows).to_sql().text,
///     concat!(
///         r#"insert into "users" ("name", "email", "bio") select * "#,
///         "from unnest($1::text[], $2::text[], $3::text[])",
///     ),
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected an insert struct such as `NewUser`, its builder, or a `Vec` or array of them"
)]
pub trait IntoRows: Insertable {
    /// Appends the rows.
    fn append_to(self, rows: &mut Vec<Self::Row>);
}

#[diagnostic::do_not_recommend]
impl<I: Insertable> Insertable for Vec<I> {
    type Row = I::Row;
}

#[diagnostic::do_not_recommend]
impl<I: IntoRows> IntoRows for Vec<I> {
    fn append_to(self, rows: &mut Vec<I::Row>) {
        rows.reserve(self.len());
        self.into_iter().for_each(|row| row.append_to(rows));
    }
}

#[diagnostic::do_not_recommend]
impl<I: Insertable, const N: usize> Insertable for [I; N] {
    type Row = I::Row;
}

#[diagnostic::do_not_recommend]
impl<I: IntoRows, const N: usize> IntoRows for [I; N] {
    fn append_to(self, rows: &mut Vec<I::Row>) {
        rows.reserve(N);
        self.into_iter().for_each(|row| row.append_to(rows));
    }
}
