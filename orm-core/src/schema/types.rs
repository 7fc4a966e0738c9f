//! User-defined types as data.

use crate::types::TypeName;

/// An enum, domain or composite type.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::types::TypeKind;
/// use orm::types::SqlType;
///
/// #[derive(PgEnum, Debug, Clone, Copy)]
/// enum Mood {
///     Happy,
///     Sad,
/// }
///
/// let definition = Mood::DEFINITION.unwrap();
/// assert_eq!(definition.name, "mood");
/// assert!(matches!(definition.kind, TypeKind::Enum { labels: ["Happy", "Sad"] }));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TypeDefinition {
    /// The schema it is in; `None` is the first of the search path.
    pub schema: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
    /// Its COMMENT.
    pub comment: Option<&'static str>,
    /// What it is.
    pub kind: TypeKind,
}

/// What a user-defined type is.
#[derive(Debug, Clone, Copy)]
pub enum TypeKind {
    /// CREATE TYPE .. AS ENUM.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-enum.html>
    Enum {
        /// Its labels, in order.
        labels: &'static [&'static str],
    },
    /// CREATE DOMAIN.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/domains.html>
    Domain {
        /// The type it is made of.
        base: TypeName,
        /// The definition of that type, where it is a user's.
        uses: Option<&'static TypeDefinition>,
        /// The type as written, where that says more than `base`.
        sql_type: Option<&'static str>,
        /// Whether NULL is refused.
        not_null: bool,
        /// Its DEFAULT, as SQL.
        default: Option<&'static str>,
        /// Its CHECK, as SQL over `VALUE`.
        check: Option<&'static str>,
    },
    /// CREATE TYPE .. AS (..).
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/rowtypes.html>
    Composite {
        /// Its fields, in order.
        fields: &'static [Field],
    },
}

/// A field of a composite type.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::types::TypeKind;
/// use orm::types::SqlType;
///
/// #[derive(PgComposite, Debug, Clone)]
/// struct Address {
///     street: String,
///     zip: Option<String>,
/// }
///
/// let TypeKind::Composite { fields } = Address::DEFINITION.unwrap().kind else { unreachable!() };
/// assert_eq!(fields[1].name, "zip");
/// assert_eq!(fields[1].type_name.to_string(), "text");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub type_name: TypeName,
    /// The definition of that type, where it is a user's.
    pub uses: Option<&'static TypeDefinition>,
}

impl TypeDefinition {
    /// Whether its values are rows: a composite type, or a domain over one.
    pub(crate) fn is_composite(&self) -> bool {
        match self.kind {
            TypeKind::Enum { .. } => false,
            TypeKind::Domain { uses, .. } => uses.is_some_and(Self::is_composite),
            TypeKind::Composite { .. } => true,
        }
    }

    /// The user-defined types that have to exist before this one.
    pub(super) fn uses(&self) -> Vec<&'static Self> {
        match self.kind {
            TypeKind::Enum { .. } => Vec::new(),
            TypeKind::Domain { uses, .. } => uses.into_iter().collect(),
            TypeKind::Composite { fields } => fields.iter().filter_map(|f| f.uses).collect(),
        }
    }

    pub(super) fn same_name(&self, other: &Self) -> bool {
        (self.schema, self.name) == (other.schema, other.name)
    }
}
