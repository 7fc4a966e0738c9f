//! Aggregates: one value from many rows.

use super::BaseOf;
use super::Expr;
use super::Expression;
use super::logic::Boolean;
use crate::scope::Aggregated;
use crate::scope::aggregate::Aggregable;
use crate::scope::aggregate::RowLevel;
use crate::tree;
use crate::tree::Distinctness;
use crate::types::SqlType;
use crate::types::kind::Averageable;
use crate::types::kind::MinMax;
use crate::types::kind::Summable;

/// An aggregate's value: NULL over no rows.
type OverRows<T, E> = Expr<Option<T>, Aggregated<<E as super::IntoExpr>::Scope>>;

/// `count(expression)`: how many rows have a value that is not NULL.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn count<E>(expression: E) -> Expr<i64, Aggregated<E::Scope>>
where
    E: Expression<Scope: Aggregable>,
{
    aggregate("count", vec![expression.into_node()], Distinctness::All)
}

/// `count(*)`: how many rows.
pub fn count_all() -> Expr<i64, Aggregated<()>> {
    aggregate("count", Vec::new(), Distinctness::All)
}

/// `count(distinct expression)`: how many different values that are not NULL.
pub fn count_distinct<E>(expression: E) -> Expr<i64, Aggregated<E::Scope>>
where
    E: Expression<Scope: Aggregable>,
{
    aggregate(
        "count",
        vec![expression.into_node()],
        Distinctness::Distinct,
    )
}

/// `sum(expression)`. Over no rows it is NULL.
///
/// The type is PostgreSQL's: `int8` for `int2` and `int4`, `numeric` for `int8` and `numeric`.
pub fn sum<E>(expression: E) -> OverRows<<BaseOf<E> as Summable>::Sum, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: Summable,
{
    aggregate("sum", vec![expression.into_node()], Distinctness::All)
}

/// `avg(expression)`. Over no rows it is NULL.
///
/// The type is PostgreSQL's: `numeric` for integers, `float8` for floats.
pub fn avg<E>(expression: E) -> OverRows<<BaseOf<E> as Averageable>::Avg, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: Averageable,
{
    aggregate("avg", vec![expression.into_node()], Distinctness::All)
}

/// `min(expression)`. Over no rows it is NULL.
pub fn min<E>(expression: E) -> OverRows<BaseOf<E>, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: MinMax,
{
    aggregate("min", vec![expression.into_node()], Distinctness::All)
}

/// `max(expression)`. Over no rows it is NULL.
pub fn max<E>(expression: E) -> OverRows<BaseOf<E>, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: MinMax,
{
    aggregate("max", vec![expression.into_node()], Distinctness::All)
}

impl<T: SqlType, Scope> Expr<T, Aggregated<Scope>> {
    /// `.. filter (where condition)`: aggregates those rows alone.
    pub fn filter_where<C>(self, condition: C) -> Expr<T, Aggregated<(Scope, C::Scope)>>
    where
        C: Expression<Type: Boolean, Scope: RowLevel>,
    {
        let mut node = self.node;
        if let tree::Expr::Aggregate { filter, .. } = &mut node {
            let new = condition.into_node();
            *filter = Some(Box::new(match filter.take() {
                Some(old) => tree::Expr::binary(*old, tree::Op::AND, new),
                None => new,
            }));
        }
        Expr::new(node)
    }

    /// `aggregate(distinct ..)`: equal values count once.
    pub fn distinct(self) -> Self {
        let mut node = self.node;
        if let tree::Expr::Aggregate { distinct, .. } = &mut node {
            *distinct = Distinctness::Distinct;
        }
        Self::new(node)
    }
}

fn aggregate<T, Scope>(
    name: &'static str,
    args: Vec<tree::Expr>,
    distinct: Distinctness,
) -> Expr<T, Scope> {
    Expr::new(tree::Expr::Aggregate {
        name,
        args,
        distinct,
        order_by: Vec::new(),
        filter: None,
    })
}
