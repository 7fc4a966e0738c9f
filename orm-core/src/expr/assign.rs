//! Assignments: `User.name.set("Ada")`.

use std::marker::PhantomData;

use super::Column;
use super::Expr;
use super::IntoExpr;
use crate::scope::column::Assigned;
use crate::scope::column::RoleOf;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::tree;
use crate::types::NotNull;
use crate::types::SqlType;

/// `column = value`, of a column of `Target`.
///
/// ```
/// # use orm_doc::*;
/// let rename = User.name.set("Ada");
/// assert_eq!(
///     update(User).set(rename).all_rows().to_sql().text,
///     r#"update "users" set "name" = $1"#,
/// );
/// ```
#[derive(Debug, Clone)]
#[must_use = "an assignment does nothing until it is in `.set(..)`"]
pub struct Assignment<Target, Scope> {
    node: tree::SetColumn,
    marker: PhantomData<fn() -> (Target, Scope)>,
}

/// A value or expression that a column of type `T` can hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be assigned to a column of type `{T}`",
    label = "expected a value or expression of type `{T}`",
    note = "a column that may be NULL is an `Option`; others take no `None` and no nullable expression: `coalesce(.., ..)` makes one into a value"
)]
pub trait AssignableTo<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType> AssignableTo<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Option<T>>> AssignableTo<Option<T>> for T {}
#[diagnostic::do_not_recommend]
impl AssignableTo<String> for &String {}
#[diagnostic::do_not_recommend]
impl AssignableTo<Option<String>> for &String {}
#[diagnostic::do_not_recommend]
impl AssignableTo<String> for &str {}
#[diagnostic::do_not_recommend]
impl AssignableTo<Option<String>> for &str {}
#[diagnostic::do_not_recommend]
impl<T, S: Source, C: TableColumn> AssignableTo<T> for Column<S, C> where C::Type: StoredAs<T> {}
#[diagnostic::do_not_recommend]
impl<T, U: SqlType + StoredAs<T>, Scope> AssignableTo<T> for Expr<U, Scope> {}

/// The type of an expression is `T`, or `T` is its `Option`.
#[diagnostic::on_unimplemented(
    message = "an expression of type `{Self}` cannot be assigned to a column of type `{T}`",
    label = "this is `{Self}`, the column is `{T}`",
    note = "NULL is turned into a value by `coalesce(.., ..)`, a type by `.cast::<..>()`"
)]
pub trait StoredAs<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType> StoredAs<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Option<T>>> StoredAs<Option<T>> for T {}

impl<S: Source, C: TableColumn> Column<S, C> {
    /// `column = value`, for an update.
    ///
    /// The value may be an expression of the row as it was. A column that may be NULL takes an
    /// `Option`. A column that is GENERATED ALWAYS takes nothing: it does not compile.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(Post).set(Post.title.set(upper(Post.title))).filter(Post.id.eq(1));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"update "posts" set "title" = upper("title") where "id" = $1"#,
    /// );
    /// let query = update(User).set(User.bio.set(None::<String>)).filter(User.id.eq(1));
    /// assert_eq!(query.to_sql().text, r#"update "users" set "bio" = $1 where "id" = $2"#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-update.html>
    pub fn set<V>(self, value: V) -> Assignment<S, V::Scope>
    where
        V: IntoExpr + AssignableTo<C::Type>,
        RoleOf<C>: Assigned<C>,
    {
        let node = tree::SetColumn {
            column: C::NAME,
            value: value.into_node(),
        };
        Assignment {
            node,
            marker: PhantomData,
        }
    }

    /// `column = default`, for an update.
    ///
    /// A column without a default becomes NULL, which a NOT NULL column refuses at run time.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(User).set(User.created_at.set_default()).filter(User.id.eq(1));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"update "users" set "created_at" = default where "id" = $1"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-update.html>
    pub fn set_default(self) -> Assignment<S, ()> {
        let node = tree::SetColumn {
            column: C::NAME,
            value: tree::Expr::Keyword("default"),
        };
        Assignment {
            node,
            marker: PhantomData,
        }
    }
}

/// What an update of `Target` sets, where the sources `From` are at hand: an assignment, a tuple or
/// `Vec` of them, or the table's changes struct.
///
/// ```
/// # use orm_doc::*;
/// let query = update(User).set((User.name.set("Ada"), User.bio.set("x"))).filter(User.id.eq(1));
/// assert_eq!(
///     query.to_sql().text,
///     r#"update "users" set "name" = $1, "bio" = $2 where "id" = $3"#,
/// );
///
/// // A field that is `None` leaves its column as it is.
/// let changes = UserChanges { name: Some("Ada".into()), ..UserChanges::default() };
/// let query = update(User).set(changes).filter(User.id.eq(1));
/// assert_eq!(query.to_sql().text, r#"update "users" set "name" = $1 where "id" = $2"#);
///
/// // An `Option` is set or not, at run time.
/// let bio: Option<&str> = None;
/// let query = update(User)
///     .set((User.name.set("Ada"), bio.map(|bio| User.bio.set(bio))))
///     .filter(User.id.eq(1));
/// assert_eq!(query.to_sql().text, r#"update "users" set "name" = $1 where "id" = $2"#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what to set in `{Target}`",
    label = "expected `{Target}.column.set(..)`, a tuple of them, or the changes struct of `{Target}`"
)]
pub trait Assignments<Target, From> {
    /// The assignments.
    fn into_nodes(self) -> Vec<tree::SetColumn>;
}

impl<Target, From, Scope: Within<From>> Assignments<Target, From> for Assignment<Target, Scope> {
    fn into_nodes(self) -> Vec<tree::SetColumn> {
        vec![self.node]
    }
}

impl<Target, From, A: Assignments<Target, From>> Assignments<Target, From> for Vec<A> {
    fn into_nodes(self) -> Vec<tree::SetColumn> {
        self.into_iter().flat_map(Assignments::into_nodes).collect()
    }
}

impl<Target, From, A: Assignments<Target, From>> Assignments<Target, From> for Option<A> {
    fn into_nodes(self) -> Vec<tree::SetColumn> {
        self.map(Assignments::into_nodes).unwrap_or_default()
    }
}

macro_rules! tuple_assignments {
    ($($a:ident)+) => {
        impl<Target, Sources, $($a: Assignments<Target, Sources>),+> Assignments<Target, Sources> for ($($a,)+) {
            fn into_nodes(self) -> Vec<tree::SetColumn> {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($($a,)+) = self;
                let mut out = Vec::new();
                $(out.extend($a.into_nodes());)+
                out
            }
        }
    };
}
crate::tuples::all!(tuple_assignments);
