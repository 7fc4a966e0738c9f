//! A query with GROUP BY.

use std::marker::PhantomData;

use super::Query;
use super::projection::GroupedBy;
use super::projection::Projection;
use super::projection::Selectable;
use super::select::Fills;
use super::select::Row;
use super::select::count;
use super::select::read_as;
use super::select::skipped;
use crate::expr::Column;
use crate::expr::Expr;
use crate::expr::Expression;
use crate::expr::IntoExpr;
use crate::expr::logic::Boolean;
use crate::expr::order::SortKeys;
use crate::scope::AnyColumn;
use crate::scope::Uses;
use crate::scope::column::Role;
use crate::scope::column::RoleOf;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::from::Sources;
use crate::scope::group::ByExpr;
use crate::scope::group::ByRow;
use crate::scope::group::ValidIn;
use crate::scope::within::Within;
use crate::table::Handle;
use crate::table::Keyed;
use crate::tree;
use crate::types::SqlType;

/// A query from `From`, in groups by `Keys`.
///
/// ```
/// # use orm_doc::*;
/// let groups = from(Post).group_by(Post.author_id).having(count_all().gt(3));
/// assert_eq!(
///     groups.select(Post.author_id).to_sql().text,
///     r#"select "author_id" from "posts" group by "author_id" having count(*) > $1"#,
/// );
/// ```
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Groups<From, Keys> {
    tree: Box<tree::Select>,
    marker: PhantomData<fn() -> (From, Keys)>,
}

impl<From, Keys> Clone for Groups<From, Keys> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<From, Keys> std::fmt::Debug for Groups<From, Keys> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Groups").field(&self.tree).finish()
    }
}

impl<From, Keys> Groups<From, Keys> {
    pub(super) fn new(tree: Box<tree::Select>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }

    /// `having condition`: keeps the groups that fulfil it. A later call must hold too.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post)
    ///     .group_by(Post.author_id)
    ///     .having(max(Post.score).gt(10))
    ///     .select(Post.author_id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id" from "posts" group by "author_id" having max("score") > $1"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUP>
    pub fn having<C>(mut self, condition: C) -> Self
    where
        C: Expression<Type: Boolean, Scope: Within<From> + ValidIn<Keys>>,
    {
        self.tree.having.push(condition.into_node());
        self
    }

    /// `order by keys`: group keys, aggregates and expressions of them.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post)
    ///     .group_by(Post.author_id)
    ///     .order_by(count_all().desc())
    ///     .select((Post.author_id, count_all()));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "author_id", count(*) from "posts" group by "author_id" "#,
    ///         "order by count(*) desc",
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-order.html>
    pub fn order_by<K>(mut self, keys: K) -> Self
    where
        K: SortKeys<Scope: Within<From> + ValidIn<Keys>>,
    {
        self.tree.order_by.extend(keys.into_nodes());
        self
    }

    /// `limit rows`, of groups.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).group_by(Post.author_id).limit(3).select(Post.author_id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id" from "posts" group by "author_id" limit $1"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-limit.html>
    pub fn limit(mut self, rows: u32) -> Self {
        self.tree.limit = Some(count(rows.into()));
        self
    }

    /// `offset rows`, of groups.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).group_by(Post.author_id).offset(3).select(Post.author_id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id" from "posts" group by "author_id" offset $1"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-limit.html>
    pub fn offset(mut self, rows: u64) -> Self {
        self.tree.offset = Some(skipped(rows));
        self
    }

    /// Says what to select: keys, aggregates, and expressions of them.
    ///
    /// Row shape: one row a group.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(i32, Option<i64>)> =
    ///     from(Post).group_by(Post.author_id).select((Post.author_id, max(Post.score)));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id", max("score") from "posts" group by "author_id""#,
    /// );
    /// ```
    pub fn select<P>(mut self, columns: P) -> Query<P::Row, From::Free>
    where
        From: Sources,
        P: Projection<From> + Selectable<From> + GroupedBy<Keys>,
    {
        columns.push(&mut self.tree.columns);
        Query::new(tree::Statement::Select(self.tree), P::read, P::WIDTH)
    }

    /// As [`Groups::select`], with the row read as the struct `R`: the values fill its fields in order.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Stats> = from(Post)
    ///     .group_by(Post.author_id)
    ///     .select_as::<Stats>((Post.author_id, count(Post.id)));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "author_id", count("id") from "posts" group by "author_id""#,
    /// );
    /// ```
    pub fn select_as<R>(
        self,
        columns: impl Projection<From, Row: Fills<R::Fields>> + Selectable<From> + GroupedBy<Keys>,
    ) -> Query<R, From::Free>
    where
        From: Sources,
        R: Row,
    {
        read_as(self.tree, columns)
    }
}

/// What rows are grouped by: a column, an expression, a whole table, a tuple, or `()` for one group
/// of all rows.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post)
///     .group_by((Post.author_id, Post.score))
///     .select((Post.author_id, Post.score, count_all()));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "author_id", "score", count(*) from "posts" group by "author_id", "score""#,
/// );
///
/// let query = from(Post).group_by(()).having(count_all().gt(1)).select(max(Post.score));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select max("score") from "posts" group by () having count(*) > $1"#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group key",
    label = "expected a column, a table with a primary key, or a tuple of them"
)]
pub trait GroupKeys {
    /// What the keys determine.
    type Keys;
    /// The columns that they use.
    type Scope;
    /// Appends the keys.
    fn push(self, out: &mut Vec<tree::Expr>);
}

impl GroupKeys for () {
    type Keys = ();
    type Scope = ();
    fn push(self, _out: &mut Vec<tree::Expr>) {}
}

impl<S: Source, C: TableColumn> GroupKeys for Column<S, C> {
    type Keys = <RoleOf<C> as Role>::Key<S, C>;
    type Scope = Uses<S, C>;
    fn push(self, out: &mut Vec<tree::Expr>) {
        out.push(self.into_node());
    }
}

impl<T: SqlType, Scope> GroupKeys for Expr<T, Scope> {
    type Keys = ByExpr;
    type Scope = Scope;
    fn push(self, out: &mut Vec<tree::Expr>) {
        out.push(self.into_node());
    }
}

#[diagnostic::do_not_recommend]
impl<H: Handle<Source: Source<Table: Keyed>>> GroupKeys for H {
    type Keys = ByRow<H::Source>;
    type Scope = Uses<H::Source, AnyColumn>;
    fn push(self, out: &mut Vec<tree::Expr>) {
        let key = <<H::Source as Source>::Table as Keyed>::COLUMNS;
        out.extend(key.iter().map(|name| tree::Expr::Column {
            source: H::Source::NAME,
            name,
        }));
    }
}

macro_rules! tuple_group_keys {
    ($first:ident $($rest:ident)*) => {
        impl<$first: GroupKeys, $($rest: GroupKeys),*> GroupKeys for ($first, $($rest,)*) {
            type Keys = ($first::Keys, $($rest::Keys,)*);
            type Scope = tuple_group_keys!(@ $first $($rest)*);
            fn push(self, out: &mut Vec<tree::Expr>) {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($first, $($rest,)*) = self;
                $first.push(out);
                $($rest.push(out);)*
            }
        }
    };
    (@ $last:ident) => { $last::Scope };
    (@ $first:ident $($rest:ident)+) => { ($first::Scope, tuple_group_keys!(@ $($rest)+)) };
}

tuple_group_keys!(A);
tuple_group_keys!(A B);
tuple_group_keys!(A B C);
tuple_group_keys!(A B C D);
tuple_group_keys!(A B C D E);
tuple_group_keys!(A B C D E F);
tuple_group_keys!(A B C D E F G);
tuple_group_keys!(A B C D E F G H);
