//! A table as data.

use super::Check;
use super::Column;
use super::Exclude;
use super::ForeignKey;
use super::Index;
use super::PrimaryKey;
use super::Unique;

/// A table: its name, columns, constraints, indexes and options.
///
/// ```
/// # use orm_doc::*;
/// let table = Post::table();
/// assert_eq!(table.name, "posts");
/// assert_eq!(table.comment, Some("What someone wrote."));
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-createtable.html>
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The schema it is in; `None` is the first of the search path.
    pub schema: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
    /// Its COMMENT.
    pub comment: Option<&'static str>,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Its unique constraints.
    pub uniques: &'static [Unique],
    /// Its foreign keys.
    pub foreign_keys: &'static [ForeignKey],
    /// Its check constraints.
    pub checks: &'static [Check],
    /// Its exclusion constraints.
    pub excludes: &'static [Exclude],
    /// Its indexes, those of constraints left out.
    pub indexes: &'static [Index],
    /// Whether its changes are kept out of the write-ahead log.
    pub unlogged: bool,
    /// Storage parameters, such as `("fillfactor", "70")`.
    pub with: &'static [(&'static str, &'static str)],
    /// The tablespace it is in.
    pub tablespace: Option<&'static str>,
    /// The parents whose columns it takes over.
    pub inherits: &'static [fn() -> &'static Self],
    /// The name it had before.
    pub renamed_from: Option<&'static str>,
}

impl Table {
    /// A table of that name and those columns, and nothing else.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::{Column, Table};
    ///
    /// static NOTES: Table = Table::new("notes", const { &[Column::new::<String>("text")] });
    /// assert_eq!(
    ///     Schema::of([&NOTES]).create_sql(),
    ///     "create table \"notes\" (\n    \"text\" text not null\n);\n",
    /// );
    /// ```
    #[must_use]
    pub const fn new(name: &'static str, columns: &'static [Column]) -> Self {
        Self {
            schema: None,
            name,
            comment: None,
            columns,
            primary_key: None,
            uniques: &[],
            foreign_keys: &[],
            checks: &[],
            excludes: &[],
            indexes: &[],
            unlogged: false,
            with: &[],
            tablespace: None,
            inherits: &[],
            renamed_from: None,
        }
    }

    /// The column of that name.
    ///
    /// ```
    /// # use orm_doc::*;
    /// assert_eq!(User::table().column("bio").unwrap().type_sql(), "text");
    /// assert!(User::table().column("age").is_none());
    /// ```
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    pub(super) fn same_name(&self, other: &Self) -> bool {
        (self.schema, self.name) == (other.schema, other.name)
    }
}
