//! Raw SQL as an expression. `sql!` writes calls of this.

use super::Expr;
use super::IntoExpr;
use crate::error::Error;
use crate::ident::Ident;
use crate::tree;

/// Raw SQL that is being put together: text, and expressions whose columns are checked.
///
/// ```
/// # use orm_doc::*;
/// use orm::expr::raw::raw;
///
/// let score = raw().text("similarity(").arg(User.name).text(", ").arg("ada").text(")").expr::<f32>();
/// let query = from(User).select(score);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select similarity("users"."name", $1::text) from "users""#,
/// );
/// ```
#[derive(Debug)]
#[must_use = "raw SQL does nothing until it is part of a query"]
pub struct Raw<Scope> {
    parts: Vec<tree::Part>,
    marker: std::marker::PhantomData<fn() -> Scope>,
}

/// Begins raw SQL. The macro `sql!` writes these calls.
///
/// ```
/// # use orm_doc::*;
/// use orm::expr::raw::raw;
///
/// let query = from(User).select(raw().text("random()").expr::<f64>());
/// assert_eq!(query.to_sql().text, r#"select random() from "users""#);
/// ```
pub fn raw() -> Raw<()> {
    Raw {
        parts: Vec::new(),
        marker: std::marker::PhantomData,
    }
}

impl<Scope> Raw<Scope> {
    /// Appends text as it is. It is part of the program, so that no value of a user can be in it.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::expr::raw::raw;
    ///
    /// let query = from(User).select(raw().text("current_user").expr::<String>());
    /// assert_eq!(query.to_sql().text, r#"select current_user from "users""#);
    /// ```
    pub fn text(mut self, sql: &'static str) -> Self {
        self.parts.push(tree::Part::Text(sql.into()));
        self
    }

    /// Appends an expression; a value becomes a parameter with its type named.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::expr::raw::raw;
    ///
    /// let length = raw().text("length(").arg(User.name).text(") + ").arg(1).expr::<i32>();
    /// let query = from(User).select(length);
    /// assert_eq!(query.to_sql().text, r#"select length("users"."name") + $1::int4 from "users""#);
    /// ```
    pub fn arg<E: IntoExpr>(mut self, argument: E) -> Raw<(Scope, E::Scope)> {
        self.parts
            .push(tree::Part::Expr(argument.into_node().typed()));
        Raw {
            parts: self.parts,
            marker: std::marker::PhantomData,
        }
    }

    /// The expression, with the type that the writer promises.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::expr::raw::raw;
    ///
    /// let pid: Expr<i32, _> = raw().text("pg_backend_pid()").expr();
    /// assert_eq!(from(User).select(pid).to_sql().text, r#"select pg_backend_pid() from "users""#);
    /// ```
    ///
    /// # Errors
    /// Reading a row fails where the promise is broken: another SQL type, or NULL where `T` is no
    /// `Option`.
    pub fn expr<T>(self) -> Expr<T, Scope> {
        Expr::new(tree::Expr::Raw(self.parts))
    }

    /// The pieces, for a statement of raw SQL.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::expr::raw::raw;
    /// use orm::query::raw::query;
    ///
    /// let parts = raw().text("select pg_backend_pid()").into_parts();
    /// assert_eq!(query::<i32>(parts).to_sql().text, "select pg_backend_pid()");
    /// ```
    #[must_use]
    pub fn into_parts(self) -> Vec<tree::Part> {
        self.parts
    }
}

/// An identifier that is known at run time alone, as an expression of the type that the writer
/// promises. It is quoted, so that it cannot be more than a name; which name is the caller's risk.
///
/// ```
/// # use orm_doc::*;
/// let name = raw_identifier::<String>("na\"me")?;
/// assert_eq!(from(User).select(name).to_sql().text, r#"select "na""me" from "users""#);
/// # Ok::<(), orm::error::Error>(())
/// ```
///
/// # Errors
/// If the name is empty, longer than 63 bytes or holds NUL.
pub fn raw_identifier<T>(name: impl Into<String>) -> Result<Expr<T>, Error> {
    Ok(Expr::new(tree::Expr::Name(Ident::new(name.into())?)))
}

/// SQL text that is known at run time alone, as an expression of the type that the writer promises.
///
/// The text becomes part of the statement as it is: whoever can choose it can do anything that the
/// connection's role may do. Values belong into `sql!`.
///
/// ```
/// # use orm_doc::*;
/// let function = "random()".to_owned();
/// let query = from(User).select(raw_sql::<f64>(function));
/// assert_eq!(query.to_sql().text, r#"select random() from "users""#);
/// ```
pub fn raw_sql<T>(sql: impl Into<String>) -> Expr<T> {
    let text = tree::Part::Text(sql.into().into());
    Expr::new(tree::Expr::Raw(vec![text]))
}
