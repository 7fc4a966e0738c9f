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
/// ```
/// # use orm_doc::*;
/// let query = from(User).select(count(User.bio));
/// assert_eq!(query.to_sql().text, r#"select count("bio") from "users""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn count<E>(expression: E) -> Expr<i64, Aggregated<E::Scope>>
where
    E: Expression<Scope: Aggregable>,
{
    aggregate("count", vec![expression.into_node()], Distinctness::All)
}

/// `count(*)`: how many rows.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<i64> = from(User).select(count_all());
/// assert_eq!(query.to_sql().text, r#"select count(*) from "users""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn count_all() -> Expr<i64, Aggregated<()>> {
    aggregate("count", Vec::new(), Distinctness::All)
}

/// `count(distinct expression)`: how many different values that are not NULL.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).select(count_distinct(Post.author_id));
/// assert_eq!(query.to_sql().text, r#"select count(distinct "author_id") from "posts""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
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
///
/// ```
/// # use orm_doc::*;
/// // An `int4` sums up to an `int8`.
/// let query: Query<Option<i64>> = from(Post).select(sum(Post.author_id));
/// assert_eq!(query.to_sql().text, r#"select sum("author_id") from "posts""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
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
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).group_by(Post.author_id).select((Post.author_id, avg(Post.score)));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "author_id", avg("score") from "posts" group by "author_id""#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn avg<E>(expression: E) -> OverRows<<BaseOf<E> as Averageable>::Avg, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: Averageable,
{
    aggregate("avg", vec![expression.into_node()], Distinctness::All)
}

/// `min(expression)`. Over no rows it is NULL.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<Option<i64>> = from(Post).select(min(Post.score));
/// assert_eq!(query.to_sql().text, r#"select min("score") from "posts""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn min<E>(expression: E) -> OverRows<BaseOf<E>, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: MinMax,
{
    aggregate("min", vec![expression.into_node()], Distinctness::All)
}

/// `max(expression)`. Over no rows it is NULL.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).select(max(Post.score));
/// assert_eq!(query.to_sql().text, r#"select max("score") from "posts""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
pub fn max<E>(expression: E) -> OverRows<BaseOf<E>, E>
where
    E: Expression<Scope: Aggregable>,
    BaseOf<E>: MinMax,
{
    aggregate("max", vec![expression.into_node()], Distinctness::All)
}

impl<T: SqlType, Scope> Expr<T, Aggregated<Scope>> {
    /// `.. filter (where condition)`: aggregates those rows alone. A later call must hold too.
    ///
    /// It belongs right behind the aggregate, before a `.cast::<..>()` and the like.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select((count_all(), count_all().filter_where(Post.score.gt(10))));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select count(*), count(*) filter (where "score" > $1) from "posts""#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES>
    pub fn filter_where<C>(self, condition: C) -> Expr<T, Aggregated<(Scope, C::Scope)>>
    where
        C: Expression<Type: Boolean, Scope: RowLevel>,
    {
        let mut node = self.node;
        let new = condition.into_node();
        change(&mut node, |_, filter| {
            *filter = Some(Box::new(match filter.take() {
                Some(old) => tree::Expr::binary(*old, tree::Op::AND, new),
                None => new,
            }));
        });
        Expr::new(node)
    }

    /// `aggregate(distinct ..)`: equal values count once.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).select(sum(Post.score).distinct());
    /// assert_eq!(query.to_sql().text, r#"select sum(distinct "score") from "posts""#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES>
    pub fn distinct(self) -> Self {
        let mut node = self.node;
        change(&mut node, |distinct, _| *distinct = Distinctness::Distinct);
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

/// Changes the aggregate in an expression, which may stand in a cast or a function.
fn change(
    node: &mut tree::Expr,
    change: impl FnOnce(&mut Distinctness, &mut Option<Box<tree::Expr>>),
) {
    let mut inside = node;
    loop {
        inside = match inside {
            tree::Expr::Aggregate {
                distinct, filter, ..
            } => return change(distinct, filter),
            tree::Expr::Cast { inner, .. }
            | tree::Expr::Prefix { inner, .. }
            | tree::Expr::Postfix { inner, .. } => inner,
            tree::Expr::Call { args, .. } => match args.first_mut() {
                Some(first) => first,
                None => return,
            },
            tree::Expr::Column { .. }
            | tree::Expr::Bind(_)
            | tree::Expr::Mark(_)
            | tree::Expr::Keyword(_)
            | tree::Expr::Name(_)
            | tree::Expr::Binary { .. }
            | tree::Expr::Between { .. }
            | tree::Expr::Case { .. }
            | tree::Expr::Raw(_)
            | tree::Expr::Subquery(_)
            | tree::Expr::Quantified { .. } => return,
        };
    }
}
