//! Sort keys.

use std::marker::PhantomData;

use super::BaseOf;
use super::Column;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use crate::schema::index::Direction;
use crate::schema::index::Nulls;
use crate::scope::In;
use crate::scope::Uses;
use crate::scope::aggregate::RowLevel;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::tree;
use crate::types::SqlType;
use crate::types::kind::Ordered;

/// An expression with an order.
///
/// ```
/// # use orm_doc::*;
/// let key = User.name.desc();
/// assert_eq!(
///     from(User).order_by(key).select(User.id).to_sql().text,
///     r#"select "id" from "users" order by "name" desc"#,
/// );
/// ```
#[derive(Debug, Clone)]
#[must_use = "a sort key does nothing until it is in `.order_by(..)`"]
pub struct Order<Scope> {
    node: tree::Order,
    marker: PhantomData<fn() -> Scope>,
}

impl<Scope> Order<Scope> {
    fn new(node: tree::Order) -> Self {
        Self {
            node,
            marker: PhantomData,
        }
    }

    /// `.. nulls first`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).order_by(Post.score.asc().nulls_first()).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" order by "score" nulls first"#);
    /// ```
    pub fn nulls_first(self) -> Self {
        Self::new(tree::Order {
            nulls: Some(Nulls::First),
            ..self.node
        })
    }

    /// `.. nulls last`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).order_by(Post.score.desc().nulls_last()).select(Post.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "posts" order by "score" desc nulls last"#,
    /// );
    /// ```
    pub fn nulls_last(self) -> Self {
        Self::new(tree::Order {
            nulls: Some(Nulls::Last),
            ..self.node
        })
    }

    /// The same sort key, of which the type tells `From` alone. So keys on different columns fit in
    /// one variable or `Vec`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let wanted = "name";
    /// let key: Sorting<(User,)> = match wanted {
    ///     "name" => User.name.asc().erase(),
    ///     _ => User.created_at.desc().erase(),
    /// };
    /// assert_eq!(
    ///     from(User).order_by(key).select(User.id).to_sql().text,
    ///     r#"select "id" from "users" order by "name""#,
    /// );
    /// ```
    pub fn erase<From>(self) -> Sorting<From>
    where
        Scope: Within<From> + RowLevel,
    {
        Order::new(self.node)
    }
}

/// A sort key for queries from the sources `From`, whatever columns it uses: see [`Order::erase`].
pub type Sorting<From> = Order<In<From>>;

/// Gives an expression an order.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).order_by((Post.score.desc().nulls_last(), Post.id.asc())).select(Post.id);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "id" from "posts" order by "score" desc nulls last, "id""#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/queries-order.html>
pub trait Sort: Expression {
    /// Smallest first; NULLs last.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by(User.name.asc()).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" order by "name""#);
    /// ```
    fn asc(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        Order::new(self.into_node().order(Direction::Asc))
    }

    /// Largest first; NULLs first.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by(User.created_at.desc()).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" order by "created_at" desc"#);
    /// ```
    fn desc(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        Order::new(self.into_node().order(Direction::Desc))
    }

    /// Smallest first, NULLs before them.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by(User.bio.nulls_first()).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" order by "bio" nulls first"#);
    /// ```
    fn nulls_first(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        self.asc().nulls_first()
    }

    /// Smallest first, NULLs after them.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by(User.bio.nulls_last()).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" order by "bio" nulls last"#);
    /// ```
    fn nulls_last(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        self.asc().nulls_last()
    }
}

impl<E: Expression> Sort for E {}

/// One sort key, or several: an expression, an [`Order`], a tuple, a `Vec`, an `Option`.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).order_by((User.name, User.id.desc())).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" order by "name", "id" desc"#);
///
/// // None is no key.
/// let newest_first = false;
/// let query = from(User)
///     .order_by(newest_first.then(|| User.created_at.desc()))
///     .select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users""#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sort key",
    label = "expected a column, `.asc()`, `.desc()` or a tuple of them"
)]
pub trait SortKeys {
    /// The columns that they use.
    type Scope;
    /// The nodes of the tree.
    fn into_nodes(self) -> Vec<tree::Order>;
}

impl<Scope> SortKeys for Order<Scope> {
    type Scope = Scope;
    fn into_nodes(self) -> Vec<tree::Order> {
        vec![self.node]
    }
}

impl<S: Source, C: TableColumn<Type: SqlType<Base: Ordered>>> SortKeys for Column<S, C> {
    type Scope = Uses<S, C>;
    fn into_nodes(self) -> Vec<tree::Order> {
        vec![self.into_node().order(Direction::Asc)]
    }
}

impl<T: SqlType<Base: Ordered>, Scope> SortKeys for Expr<T, Scope> {
    type Scope = Scope;
    fn into_nodes(self) -> Vec<tree::Order> {
        vec![self.into_node().order(Direction::Asc)]
    }
}

impl<K: SortKeys> SortKeys for Option<K> {
    type Scope = K::Scope;
    fn into_nodes(self) -> Vec<tree::Order> {
        self.map(SortKeys::into_nodes).unwrap_or_default()
    }
}

impl<K: SortKeys> SortKeys for Vec<K> {
    type Scope = K::Scope;
    fn into_nodes(self) -> Vec<tree::Order> {
        self.into_iter().flat_map(SortKeys::into_nodes).collect()
    }
}

macro_rules! tuple_sort_keys {
    ($first:ident $($rest:ident)*) => {
        impl<$first: SortKeys, $($rest: SortKeys),*> SortKeys for ($first, $($rest,)*) {
            type Scope = tuple_sort_keys!(@ $first $($rest)*);
            fn into_nodes(self) -> Vec<tree::Order> {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($first, $($rest,)*) = self;
                let out = $first.into_nodes().into_iter();
                $(let out = out.chain($rest.into_nodes());)*
                out.collect()
            }
        }
    };
    (@ $last:ident) => { $last::Scope };
    (@ $first:ident $($rest:ident)+) => { ($first::Scope, tuple_sort_keys!(@ $($rest)+)) };
}

tuple_sort_keys!(A);
tuple_sort_keys!(A B);
tuple_sort_keys!(A B C);
tuple_sort_keys!(A B C D);
tuple_sort_keys!(A B C D E);
tuple_sort_keys!(A B C D E F);
tuple_sort_keys!(A B C D E F G);
tuple_sort_keys!(A B C D E F G H);
