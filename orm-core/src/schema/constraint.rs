//! Constraints as data. A `name` of `None` is the name that PostgreSQL would choose.

use super::Table;

/// When a constraint is checked.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::constraint::Deferrable;
///
/// assert_eq!(User::table().uniques[0].deferrable, Deferrable::No);
/// ```
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
///
/// ```
/// # use orm_doc::*;
/// let key = User::table().primary_key.unwrap();
/// assert_eq!(key.columns, ["id"]);
/// assert_eq!(key.name_in(User::table()), "users_pkey");
/// ```
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
///
/// ```
/// # use orm_doc::*;
/// let unique = User::table().uniques[0];
/// assert_eq!(unique.columns, ["email"]);
/// assert_eq!(unique.name_in(User::table()), "users_email_key");
/// ```
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
/// ```
/// # use orm_doc::*;
/// use orm::schema::Action;
///
/// let key = Post::table().foreign_keys[0];
/// assert_eq!(key.name_in(Post::table()), "posts_author_id_fkey");
/// assert_eq!((key.target)().name, "users");
/// assert_eq!(key.on_delete, Action::Cascade);
/// ```
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
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::Action;
///
/// assert_eq!(Post::table().foreign_keys[0].on_delete, Action::Cascade);
/// assert_eq!(Post::table().foreign_keys[0].on_update, Action::NoAction);
/// ```
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
///
/// ```
/// # use orm_doc::*;
/// #[derive(Table)]
/// struct Item {
///     #[column(primary_key)]
///     id: i32,
///     #[column(check = "price > 0")]
///     price: i64,
/// }
///
/// let check = Item::table().checks[0];
/// assert_eq!(check.sql, "price > 0");
/// assert_eq!(check.name_in(Item::table()), "item_price_check");
/// ```
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
/// ```
/// # use orm_doc::*;
/// #[derive(Table)]
/// #[table(exclude(using = gist, room with "=", during with "&&"))]
/// struct Booking {
///     #[column(primary_key)]
///     id: i32,
///     room: i32,
///     #[column(sql_type = "tstzrange")]
///     during: orm::types::Range<DateTime<Utc>>,
/// }
///
/// let exclude = Booking::table().excludes[0];
/// assert_eq!(exclude.method, "gist");
/// assert_eq!(exclude.name_in(Booking::table()), "booking_room_during_excl");
/// ```
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
