//! Constraints as data. A `name` of `None` is the name that PostgreSQL would choose.

use super::Table;

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deferrable {
    /// At the end of each statement.
    #[default]
    No,
    /// At the end of each statement, unless a transaction defers it.
    InitiallyImmediate,
    /// At the end of the transaction.
    InitiallyDeferred,
}

/// PRIMARY KEY.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrimaryKey {
    /// Its name.
    pub name: Option<&'static str>,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// When it is checked.
    pub deferrable: Deferrable,
}

/// UNIQUE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unique {
    /// Its name.
    pub name: Option<&'static str>,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Whether two NULLs collide (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// When it is checked.
    pub deferrable: Deferrable,
}

/// FOREIGN KEY.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK>
#[derive(Debug, Clone, Copy)]
pub struct ForeignKey {
    /// Its name.
    pub name: Option<&'static str>,
    /// The referencing columns.
    pub columns: &'static [&'static str],
    /// The referenced table.
    pub target: fn() -> &'static Table,
    /// The referenced columns.
    pub target_columns: &'static [&'static str],
    /// ON DELETE.
    pub on_delete: Action,
    /// ON UPDATE.
    pub on_update: Action,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Whether rows that were there before are left unchecked (NOT VALID).
    pub not_valid: bool,
}

/// What a foreign key does when the referenced row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Action {
    /// Refuses at the end of the statement.
    #[default]
    NoAction,
    /// Refuses at once.
    Restrict,
    /// Deletes or updates the referencing rows too.
    Cascade,
    /// Sets the referencing columns to NULL.
    SetNull,
    /// Sets the referencing columns to their defaults.
    SetDefault,
}

impl Action {
    pub(super) const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "no action",
            Self::Restrict => "restrict",
            Self::Cascade => "cascade",
            Self::SetNull => "set null",
            Self::SetDefault => "set default",
        }
    }
}

/// CHECK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: Option<&'static str>,
    /// The one column it was written on, which gives it a name.
    pub column: Option<&'static str>,
    /// The condition, as SQL.
    pub sql: &'static str,
}

/// EXCLUDE.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-EXCLUSION>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclude {
    /// Its name.
    pub name: Option<&'static str>,
    /// The index method.
    pub method: &'static str,
    /// Columns with the operator that no two rows may satisfy.
    pub elements: &'static [(&'static str, &'static str)],
    /// WHERE.
    pub filter: Option<&'static str>,
    /// When it is checked.
    pub deferrable: Deferrable,
}
