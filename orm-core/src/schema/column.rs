//! A column as data.

use super::TypeDefinition;
use crate::types::Nullability;
use crate::types::SqlType;
use crate::types::TypeName;

/// A column of a table.
///
/// ```
/// # use orm_doc::*;
/// let id = User::table().column("id").unwrap();
/// assert_eq!(id.type_sql(), "int4");
/// assert!(id.identity.is_some() && !id.nullable);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-createtable.html>
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// The SQL type of its Rust type.
    pub type_name: TypeName,
    /// The type as written in the schema where that says more: `varchar(255)`.
    pub sql_type: Option<&'static str>,
    /// The enum, domain or composite type that has to exist for it.
    pub definition: Option<&'static TypeDefinition>,
    /// Whether it may hold NULL.
    pub nullable: bool,
    /// Its DEFAULT, as SQL.
    pub default: Option<&'static str>,
    /// GENERATED .. AS IDENTITY.
    pub identity: Option<Identity>,
    /// GENERATED ALWAYS AS (..).
    pub generated: Option<Generated>,
    /// Its COLLATE.
    pub collate: Option<&'static str>,
    /// Its STORAGE: `plain`, `external`, `extended` or `main`.
    pub storage: Option<&'static str>,
    /// Its COMPRESSION: `pglz` or `lz4`.
    pub compression: Option<&'static str>,
    /// Its COMMENT.
    pub comment: Option<&'static str>,
    /// The name it had before.
    pub renamed_from: Option<&'static str>,
}

impl Column {
    /// A column that holds `T`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::Column;
    ///
    /// let column = Column::new::<Option<i64>>("score");
    /// assert_eq!(column.type_sql(), "int8");
    /// assert!(column.nullable);
    /// ```
    #[must_use]
    pub const fn new<T: SqlType>(name: &'static str) -> Self {
        Self {
            name,
            type_name: T::SQL,
            sql_type: None,
            definition: T::DEFINITION,
            nullable: <T::Null as Nullability>::IS_NULLABLE,
            default: None,
            identity: None,
            generated: None,
            collate: None,
            storage: None,
            compression: None,
            comment: None,
            renamed_from: None,
        }
    }

    /// The type as SQL text.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::Column;
    ///
    /// let column = Column { sql_type: Some("varchar(255)"), ..Column::new::<String>("name") };
    /// assert_eq!(column.type_sql(), "varchar(255)");
    /// ```
    #[must_use]
    pub fn type_sql(&self) -> String {
        self.sql_type
            .map_or_else(|| self.type_name.to_string(), str::to_owned)
    }
}

/// `GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY (..)`. An option that is `None` is left to the server.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::Identity;
/// use orm::schema::column::IdentityMode;
///
/// let from_100 = Identity { start: Some(100), ..Identity::new(IdentityMode::Always) };
/// assert_ne!(User::table().column("id").unwrap().identity, Some(from_100));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Whether a value may be given on insert.
    pub mode: IdentityMode,
    /// The name of its sequence.
    pub sequence: Option<&'static str>,
    /// START WITH.
    pub start: Option<i64>,
    /// INCREMENT BY.
    pub increment: Option<i64>,
    /// MINVALUE.
    pub min: Option<i64>,
    /// MAXVALUE.
    pub max: Option<i64>,
    /// CACHE.
    pub cache: Option<i64>,
    /// CYCLE.
    pub cycle: bool,
}

impl Identity {
    /// An identity without options.
    #[must_use]
    pub const fn new(mode: IdentityMode) -> Self {
        Self {
            mode,
            sequence: None,
            start: None,
            increment: None,
            min: None,
            max: None,
            cache: None,
            cycle: false,
        }
    }
}

/// Whether a value for an identity column may be given on insert.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::column::IdentityMode;
///
/// let identity = User::table().column("id").unwrap().identity.unwrap();
/// assert_eq!(identity.mode, IdentityMode::Always);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityMode {
    /// The server always makes the value.
    Always,
    /// The server makes the value where none is given.
    ByDefault,
}

/// `GENERATED ALWAYS AS (expression)`.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::column::GeneratedKind;
///
/// #[derive(Table)]
/// struct Line {
///     price: i32,
///     count: i32,
///     #[column(generated = "price * count")]
///     total: i32,
/// }
///
/// let generated = Line::table().column("total").unwrap().generated.unwrap();
/// assert_eq!(generated.sql, "price * count");
/// assert_eq!(generated.kind, GeneratedKind::Stored);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated {
    /// The expression, as SQL.
    pub sql: &'static str,
    /// Where the value is kept.
    pub kind: GeneratedKind,
}

/// Where a generated value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratedKind {
    /// In the row, computed on write.
    Stored,
    /// Nowhere, computed on read (PostgreSQL 18).
    Virtual,
}
