//! Raw SQL as an expression. `sql!` writes calls of this.

use super::Expr;
use super::IntoExpr;
use crate::error::Error;
use crate::ident::Ident;
use crate::tree;

/// Raw SQL that is being put together: text, and expressions whose columns are checked.
#[derive(Debug)]
#[must_use = "raw SQL does nothing until it is part of a query"]
pub struct Raw<Scope> {
    parts: Vec<tree::Part>,
    marker: std::marker::PhantomData<fn() -> Scope>,
}

/// Begins raw SQL.
pub fn raw() -> Raw<()> {
    Raw {
        parts: Vec::new(),
        marker: std::marker::PhantomData,
    }
}

impl<Scope> Raw<Scope> {
    /// Appends text as it is.
    pub fn text(mut self, sql: &'static str) -> Self {
        self.parts.push(tree::Part::Text(sql.into()));
        self
    }

    /// Appends an expression; a value becomes a parameter with its type named.
    pub fn arg<E: IntoExpr>(mut self, argument: E) -> Raw<(Scope, E::Scope)> {
        self.parts
            .push(tree::Part::Expr(argument.into_node().typed()));
        Raw {
            parts: self.parts,
            marker: std::marker::PhantomData,
        }
    }

    /// The expression, with the type that the writer promises.
    pub fn expr<T>(self) -> Expr<T, Scope> {
        Expr::new(tree::Expr::Raw(self.parts))
    }

    /// The pieces.
    #[must_use]
    pub fn into_parts(self) -> Vec<tree::Part> {
        self.parts
    }
}

/// An identifier that is known at run time alone, as an expression of the type that the writer
/// promises. It is quoted, so that it cannot be more than a name; which name is the caller's risk.
///
/// # Errors
/// If the name is empty, longer than 63 bytes or holds NUL.
pub fn raw_identifier<T>(name: impl Into<String>) -> Result<Expr<T>, Error> {
    let ident = Ident::new(name.into())?;
    Ok(raw_sql(ident.to_string()))
}

/// SQL text that is known at run time alone, as an expression of the type that the writer promises.
///
/// The text becomes part of the statement as it is: whoever can choose it can do anything that the
/// connection's role may do. Values belong into `sql!`.
pub fn raw_sql<T>(sql: impl Into<String>) -> Expr<T> {
    let text = tree::Part::Text(sql.into().into());
    Expr::new(tree::Expr::Raw(vec![text]))
}
