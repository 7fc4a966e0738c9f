//! The typed skin over the tree: an expression's Rust type, and which columns it uses.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::schema::TypeDefinition;
use crate::scope::Uses;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::tree;
use crate::types::Element;
use crate::types::Nullability;
use crate::types::SqlType;

pub mod aggregate;
pub mod array;
pub mod assign;
pub mod case;
pub mod compare;
pub mod json;
pub mod logic;
pub mod math;
pub mod order;
pub mod raw;
pub mod text;
#[cfg(feature = "chrono")]
pub mod time;

/// An expression of Rust type `T` that uses the columns in `Scope`.
///
/// `T` is an `Option` where the value may be NULL. `Scope` is a type alone; `_` stands for it where a
/// variable names the type.
///
/// ```
/// # use orm_doc::*;
/// let named: Expr<bool, _> = User.name.eq("Ada");
/// let query = from(User).filter(named).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "name" = $1"#);
/// ```
#[must_use = "an expression does nothing until it is part of a query"]
pub struct Expr<T, Scope = ()> {
    node: tree::Expr,
    marker: PhantomData<fn() -> (T, Scope)>,
}

impl<T, Scope> Expr<T, Scope> {
    pub(crate) fn new(node: tree::Expr) -> Self {
        Self {
            node,
            marker: PhantomData,
        }
    }
}

impl<T, Scope> Clone for Expr<T, Scope> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}

impl<T, Scope> fmt::Debug for Expr<T, Scope> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

/// The column `C` of the source `S`. It is a value without size: `User.email`.
///
/// ```
/// # use orm_doc::*;
/// let column = User.email;
/// assert_eq!(format!("{column:?}"), "users.email");
/// assert_eq!(from(User).select(column).to_sql().text, r#"select "email" from "users""#);
/// ```
#[must_use = "a column does nothing until it is part of a query"]
pub struct Column<S, C>(PhantomData<fn() -> (S, C)>);

impl<S, C> Column<S, C> {
    /// The column.
    pub const NEW: Self = Self(PhantomData);
}

/// As [`Column::NEW`]. A path to a function is checked faster than one to a constant of a type.
pub const fn new_column<S, C>() -> Column<S, C> {
    Column::NEW
}

impl<S, C> Clone for Column<S, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, C> Copy for Column<S, C> {}

impl<S: Source, C: TableColumn> fmt::Debug for Column<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", S::NAME, C::NAME)
    }
}

/// A value or expression: all that may stand where SQL takes an expression.
///
/// A column stands for itself. A value becomes a parameter.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).filter(User.name.eq(User.email)).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "name" = "email""#);
/// let query = from(User).filter(User.name.eq("Ada")).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "name" = $1"#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an expression nor a value with a SQL type",
    label = "not usable in a query",
    note = "a value's type derives `SqlType`, `PgEnum` or `PgComposite`, or is wrapped in `Json<..>`"
)]
pub trait IntoExpr: Sized {
    /// Its Rust type; an `Option` where it may be NULL.
    type Type: SqlType;
    /// The columns that it uses.
    type Scope;
    /// The node of the tree.
    fn into_node(self) -> tree::Expr;
}

/// An expression: a column, or something computed. Its methods are SQL's operators.
///
/// Bound a function by it to take a column as well as an expression:
///
/// ```
/// # use orm_doc::*;
/// use orm::expr::Expression;
///
/// fn shout<E: Expression<Type = String>>(text: E) -> Expr<String, E::Scope> {
///     upper(text)
/// }
///
/// let query = from(User).select(shout(User.name));
/// assert_eq!(query.to_sql().text, r#"select upper("name") from "users""#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an expression",
    label = "expected a column or an expression"
)]
pub trait Expression: IntoExpr {
    /// `self::type`: casts to the SQL type of `U`.
    ///
    /// The result may be NULL if `self` may.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(Post.id.cast::<i64>());
    /// assert_eq!(query.to_sql().text, r#"select "id"::int8 from "posts""#);
    /// ```
    ///
    /// # Errors
    /// At run time, if a value does not fit: the text `x` is no number.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-expressions.html#SQL-SYNTAX-TYPE-CASTS>
    fn cast<U: SqlType<Base = U>>(
        self,
    ) -> Expr<<NullOf<Self> as Nullability>::Apply<U>, Self::Scope> {
        let inner = Box::new(self.into_node());
        Expr::new(tree::Expr::Cast { inner, to: U::SQL })
    }
}

impl<S: Source, C: TableColumn> IntoExpr for Column<S, C> {
    type Type = C::Type;
    type Scope = Uses<S, C>;
    fn into_node(self) -> tree::Expr {
        tree::Expr::Column {
            source: S::NAME,
            name: C::NAME,
        }
    }
}

impl<S: Source, C: TableColumn> Expression for Column<S, C> {}

impl<T: SqlType, Scope> IntoExpr for Expr<T, Scope> {
    type Type = T;
    type Scope = Scope;
    fn into_node(self) -> tree::Expr {
        self.node
    }
}

impl<T: SqlType, Scope> Expression for Expr<T, Scope> {}

impl<T: SqlType> IntoExpr for T {
    type Type = T;
    type Scope = ();
    fn into_node(self) -> tree::Expr {
        bind(self)
    }
}

impl IntoExpr for &str {
    type Type = String;
    type Scope = ();
    fn into_node(self) -> tree::Expr {
        self.to_owned().into_node()
    }
}

impl IntoExpr for &String {
    type Type = String;
    type Scope = ();
    fn into_node(self) -> tree::Expr {
        self.clone().into_node()
    }
}

/// An array of as many elements.
impl<T: Element, const N: usize> IntoExpr for [T; N] {
    type Type = Vec<T>;
    type Scope = ();
    fn into_node(self) -> tree::Expr {
        Vec::from(self).into_node()
    }
}

impl<const N: usize> IntoExpr for [&str; N] {
    type Type = Vec<String>;
    type Scope = ();
    fn into_node(self) -> tree::Expr {
        self.map(str::to_owned).into_node()
    }
}

/// A value as a parameter.
pub(crate) fn bind<T: SqlType>(value: T) -> tree::Expr {
    let node = tree::Expr::bind(Arc::new(value), T::SQL);
    // Beside a row the server takes a bare parameter for `record`, which no value is sent as.
    match T::DEFINITION.is_some_and(TypeDefinition::is_composite) {
        true => node.typed(),
        false => node,
    }
}

/// The type of an expression, without `Option`.
///
/// ```
/// # use orm_doc::*;
/// use orm::expr::BaseOf;
/// use orm::expr::Expr;
///
/// // The column `bio` is an `Option<String>`.
/// let _: Expr<BaseOf<Expr<Option<String>>>> = value("Ada");
/// ```
pub type BaseOf<E> = <<E as IntoExpr>::Type as SqlType>::Base;

/// Whether an expression may be NULL.
pub type NullOf<E> = <<E as IntoExpr>::Type as SqlType>::Null;

/// `T`, or `Option<T>` if either side may be NULL.
pub type EitherNull<L, R, T> = <<NullOf<L> as Nullability>::Or<NullOf<R>> as Nullability>::Apply<T>;

/// The type of a binary operator: NULL if either side is.
///
/// ```
/// # use orm_doc::*;
/// let nullable: Expr<Option<bool>, _> = Post.score.gt(Post.id.cast::<i64>());
/// assert_eq!(
///     from(Post).filter(nullable).select(Post.id).to_sql().text,
///     r#"select "id" from "posts" where "score" > "id"::int8"#,
/// );
/// ```
pub type Binary<L, R, T> =
    Expr<EitherNull<L, R, T>, (<L as IntoExpr>::Scope, <R as IntoExpr>::Scope)>;

pub(crate) fn binary<L: IntoExpr, R: IntoExpr, T, Scope>(
    left: L,
    op: tree::Op,
    right: R,
) -> Expr<T, Scope> {
    Expr::new(tree::Expr::binary(left.into_node(), op, right.into_node()))
}

/// A value as an expression of its own: `value(1)` is `$1::int4`.
///
/// Beside a column a plain value does; this is for a place where nothing tells the type, such as a
/// selection.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).select((User.id, value("hello")));
/// assert_eq!(query.to_sql().text, r#"select "id", $1::text from "users""#);
/// ```
pub fn value<V: IntoExpr>(value: V) -> Expr<V::Type, V::Scope> {
    Expr::new(value.into_node().typed())
}
