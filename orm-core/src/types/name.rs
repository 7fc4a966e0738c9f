//! The names of SQL types.

use postgres_types::Type;
use std::fmt;

/// The name of a SQL type: an optional schema, a name and a number of array dimensions.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeName {
    schema: Option<&'static str>,
    name: &'static str,
    dimensions: u8,
}

impl TypeName {
    /// A type of the server, such as `int4`, written without quotes.
    #[must_use]
    pub const fn builtin(name: &'static str) -> Self {
        Self {
            schema: None,
            name,
            dimensions: 0,
        }
    }

    /// A type of the user's, such as an enum, written with quotes.
    #[must_use]
    pub const fn user(schema: &'static str, name: &'static str) -> Self {
        Self {
            schema: Some(schema),
            name,
            dimensions: 0,
        }
    }

    /// The array type over this one.
    #[must_use]
    pub const fn array(self) -> Self {
        Self {
            dimensions: self.dimensions + 1,
            ..self
        }
    }

    /// The name without schema, quotes and array brackets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The schema of a user's type; empty where it is found by the search path.
    #[must_use]
    pub const fn schema(self) -> Option<&'static str> {
        self.schema
    }

    /// Whether a type of the server is this one.
    #[must_use]
    pub(crate) fn is(self, ty: &Type) -> bool {
        let schema = self.schema.filter(|schema| !schema.is_empty());
        self.name == ty.name() && schema.is_none_or(|schema| schema == ty.schema())
    }

    /// How many array dimensions the type has; 0 for a type that is no array.
    #[must_use]
    pub const fn dimensions(self) -> u8 {
        self.dimensions
    }
}

/// Writes the type as SQL: `int4`, `"mood"`, `"app"."mood"[]`.
impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.push_to(&mut out);
        f.write_str(&out)
    }
}

impl TypeName {
    /// Appends the type as SQL, without the cost of formatting.
    pub(crate) fn push_to(self, out: &mut String) {
        match self.schema {
            None => out.push_str(self.name),
            Some(schema) => {
                if !schema.is_empty() {
                    crate::ident::quote(schema, out);
                    out.push('.');
                }
                crate::ident::quote(self.name, out);
            }
        }
        for _ in 0..self.dimensions {
            out.push_str("[]");
        }
    }
}
