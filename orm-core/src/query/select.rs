//! `from(..)`: a query that is still being put together.

use std::marker::PhantomData;

use super::IntoQuery;
use super::Query;
use super::grouped::GroupKeys;
use super::grouped::Groups;
use super::projection::Consistent;
use super::projection::Projection;
use super::projection::Selectable;
use crate::expr::logic::Boolean;
use crate::expr::logic::Condition;
use crate::expr::order::SortKeys;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Source;
use crate::scope::from::Sources;
use crate::scope::id::True;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::tree;
use crate::types::SqlType;

mod join;
mod row;
mod whole;

pub use row::Fills;
pub use row::Row;
pub(super) use row::read_as;
pub use whole::WholeRow;

/// A query from the sources `From`, a tuple: `(User, Maybe<Post>)`.
///
/// It keeps its type while filters, sort keys and limits are added, so that a query can be put
/// together at run time.
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::Maybe;
///
/// let mut query: Select<(User, Maybe<Post>)> = from(User).left_join(Post, Post.author_id.eq(User.id));
/// let name: Option<&str> = Some("Ada");
/// if let Some(name) = name {
///     query = query.filter(User.name.eq(name));
/// }
/// assert_eq!(
///     query.select((User.name, Post.title)).to_sql().text,
///     concat!(
///         r#"select "users"."name", "posts"."title" from "users" "#,
///         r#"left join "posts" on "posts"."author_id" = "users"."id" "#,
///         r#"where "users"."name" = $1"#,
///     ),
/// );
/// ```
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Select<From> {
    pub(super) tree: Box<tree::Select>,
    marker: PhantomData<fn() -> From>,
}

impl<From> Clone for Select<From> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<From> std::fmt::Debug for Select<From> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Select").field(&self.tree).finish()
    }
}

/// Begins a query on a table or alias.
///
/// Row shape: the whole row of the table, until [`Select::select`] says otherwise. With joins it is a
/// tuple of whole rows.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).select((User.id, User.name));
/// assert_eq!(query.to_sql().text, r#"select "id", "name" from "users""#);
///
/// // All columns, without `select`.
/// let posts: Select<(Post,)> = from(Post);
/// assert_eq!(
///     posts.to_sql().text,
///     r#"select "id", "author_id", "title", "score", "tags" from "posts""#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM>
pub fn from<H: Handle>(_source: H) -> Select<(H::Source,)> {
    let mut tree = Box::<tree::Select>::default();
    tree.from = Some(source::<H::Source>());
    Select::new(tree)
}

/// The source in FROM.
pub(super) fn source<S: Source>() -> tree::From {
    tree::From {
        relation: S::relation(),
        name: S::NAME,
    }
}

impl<From> Select<From> {
    pub(super) fn new(tree: Box<tree::Select>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }

    /// `where condition`. Several filters must all hold; `None` and an empty `Vec` are no filter.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User)
    ///     .filter(User.name.ilike("a%"))
    ///     .filter(User.bio.is_not_null())
    ///     .select(User.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "users" where "name" ilike $1 and "bio" is not null"#,
    /// );
    ///
    /// let name: Option<&str> = None;
    /// let query = from(User).filter(name.map(|name| User.name.eq(name))).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users""#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-WHERE>
    pub fn filter<C>(mut self, condition: C) -> Self
    where
        C: Condition<Type: Boolean, Scope: Within<From> + RowLevel>,
    {
        self.tree.filters.extend(condition.into_nodes());
        self
    }

    /// `order by keys`. A later call adds keys behind those before.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by((User.name, User.id.desc())).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" order by "name", "id" desc"#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-order.html>
    pub fn order_by<K>(mut self, keys: K) -> Self
    where
        K: SortKeys<Scope: Within<From> + RowLevel>,
    {
        self.tree.order_by.extend(keys.into_nodes());
        self
    }

    /// `limit rows`. A later call replaces it.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).limit(10).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" limit $1"#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-limit.html>
    pub fn limit(mut self, rows: u32) -> Self {
        self.tree.limit = Some(count(rows.into()));
        self
    }

    /// `offset rows`: skips the first rows. A later call replaces it.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).order_by(User.id).offset(20).limit(10).select(User.name);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "name" from "users" order by "id" limit $1 offset $2"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-limit.html>
    pub fn offset(mut self, rows: u64) -> Self {
        self.tree.offset = Some(skipped(rows));
        self
    }

    /// `select distinct`: equal rows once.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).distinct().select(Post.author_id);
    /// assert_eq!(query.to_sql().text, r#"select distinct "author_id" from "posts""#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-select-lists.html#QUERIES-DISTINCT>
    pub fn distinct(mut self) -> Self {
        self.tree.distinct = tree::Distinct::Rows;
        self
    }

    /// `group by keys`: columns, expressions, a tuple of them, or a whole table, which is its primary
    /// key. `()` is one group of all rows.
    ///
    /// Row shape: one row a group. A column that is neither a key nor determined by one, and not inside
    /// an aggregate, does not compile in `select`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).group_by(Post.author_id).select((Post.author_id, count_all()));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id", count(*) from "posts" group by "author_id""#,
    /// );
    ///
    /// // The primary key determines all columns of its table.
    /// let query: Query<(String, i64)> = from(User)
    ///     .inner_join(Post, Post.author_id.eq(User.id))
    ///     .group_by(User)
    ///     .select((User.name, count(Post.id)));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "users"."name", count("posts"."id") "#,
    ///         r#"from "users" join "posts" on "posts"."author_id" = "users"."id" "#,
    ///         r#"group by "users"."id""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUP>
    pub fn group_by<K>(mut self, keys: K) -> Groups<From, K::Keys>
    where
        K: GroupKeys<Scope: Within<From> + RowLevel>,
    {
        keys.push(&mut self.tree.group_by);
        self.tree.grouped = true;
        if !self.tree.order_by.is_empty() {
            self.tree.invalid = Some(ORDER_BEFORE_GROUP);
        }
        Groups::new(self.tree)
    }

    /// Says what to select: a column, an expression, a whole table, or a tuple of them.
    ///
    /// Row shape: one value for one item, a tuple for a tuple. What comes from the optional side of an
    /// outer join is an `Option`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let names: Query<String> = from(User).select(User.name);
    /// assert_eq!(names.to_sql().text, r#"select "name" from "users""#);
    ///
    /// let pairs: Query<(i32, Option<String>)> = from(User).select((User.id, User.bio));
    /// assert_eq!(pairs.to_sql().text, r#"select "id", "bio" from "users""#);
    ///
    /// let whole: Query<(User, Option<i64>)> = from(Post)
    ///     .inner_join(User, User.id.eq(Post.author_id))
    ///     .select((User, Post.score));
    /// assert_eq!(whole.width(), 6);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-select-lists.html>
    pub fn select<P>(mut self, columns: P) -> Query<P::Row, From::Free>
    where
        From: Sources,
        P: Projection<From> + Selectable<From> + Consistent<P::Aggregate>,
        P::Aggregate: IsAggregate,
    {
        self.one_row_unsorted(&columns);
        columns.push(&mut self.tree.columns);
        Query::new(tree::Statement::Select(self.tree), P::read, P::WIDTH)
    }

    /// As [`Select::select`], with the row read as the struct `R`: the values fill its fields in
    /// order.
    ///
    /// Row shape: `R`, which derives `Row`. The number of values and their types are checked.
    ///
    /// ```
    /// # use orm_doc::*;
    /// #[derive(Row)]
    /// struct Card {
    ///     name: String,
    ///     about: Option<String>,
    /// }
    ///
    /// let query: Query<Card> = from(User).select_as::<Card>((User.name, User.bio));
    /// assert_eq!(query.to_sql().text, r#"select "name", "bio" from "users""#);
    /// ```
    pub fn select_as<R>(
        mut self,
        columns: impl Projection<From, Row: Fills<R::Fields>, Aggregate: IsAggregate>
        + Selectable<From>
        + ConsistentSelf<From>,
    ) -> Query<R, From::Free>
    where
        From: Sources,
        R: Row,
    {
        self.one_row_unsorted(&columns);
        read_as(self.tree, columns)
    }

    /// Where one row comes out, an order of the rows that went in has no meaning, and is an error in
    /// SQL.
    fn one_row_unsorted<P: Projection<From, Aggregate: IsAggregate>>(&mut self, _columns: &P) {
        if P::Aggregate::YES {
            self.tree.order_by.clear();
        }
    }

    /// The SQL text and its values, with all columns of all sources selected.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id", "author_id", "title", "score", "tags" from "posts" where "id" = $1"#,
    /// );
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql
    where
        From: WholeRow,
    {
        self.clone().into_query().to_sql()
    }
}

pub(super) fn count(rows: i64) -> tree::Expr {
    tree::Expr::bind(std::sync::Arc::new(rows), i64::SQL)
}

/// The number of rows for OFFSET. A table has no more than `i64::MAX`; beyond it nothing is left
/// either way.
pub(super) fn skipped(rows: u64) -> tree::Expr {
    count(i64::try_from(rows).unwrap_or(i64::MAX))
}

/// An order of rows is none of the groups they go into.
const ORDER_BEFORE_GROUP: &str = "`.order_by(..)` before `.group_by(..)` sorts rows that are gone then; sort the groups after it";

/// Whether an answer is yes, as a constant.
pub trait IsAggregate {
    /// Whether it is.
    const YES: bool;
}

impl IsAggregate for True {
    const YES: bool = true;
}

impl IsAggregate for crate::scope::id::False {
    const YES: bool = false;
}

/// A projection without plain columns beside aggregates.
pub trait ConsistentSelf<From> {}

impl<From, P: Projection<From> + Selectable<From> + Consistent<P::Aggregate>> ConsistentSelf<From>
    for P
{
}
