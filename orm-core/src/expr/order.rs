//! Sort keys.

use std::marker::PhantomData;

use super::BaseOf;
use super::Column;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use crate::schema::index::Direction;
use crate::schema::index::Nulls;
use crate::scope::Uses;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::tree;
use crate::types::SqlType;
use crate::types::kind::Ordered;

/// An expression with an order.
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
    pub fn nulls_first(self) -> Self {
        Self::new(tree::Order {
            nulls: Some(Nulls::First),
            ..self.node
        })
    }

    /// `.. nulls last`.
    pub fn nulls_last(self) -> Self {
        Self::new(tree::Order {
            nulls: Some(Nulls::Last),
            ..self.node
        })
    }
}

/// Gives an expression an order.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/queries-order.html>
pub trait Sort: Expression {
    /// Smallest first; NULLs last.
    fn asc(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        Order::new(self.into_node().order(Direction::Asc))
    }

    /// Largest first; NULLs first.
    fn desc(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        Order::new(self.into_node().order(Direction::Desc))
    }

    /// Smallest first, NULLs before them.
    fn nulls_first(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        self.asc().nulls_first()
    }

    /// Smallest first, NULLs after them.
    fn nulls_last(self) -> Order<Self::Scope>
    where
        BaseOf<Self>: Ordered,
    {
        self.asc().nulls_last()
    }
}

impl<E: Expression> Sort for E {}

/// One sort key, or several: an expression, an [`Order`], a tuple, a `Vec`, an `Option`.
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
