//! `from(..)`: a query that is still being put together.

use std::marker::PhantomData;

use super::IntoQuery;
use super::Query;
use super::Statement;
use super::grouped::GroupKeys;
use super::grouped::Groups;
use super::projection::Consistent;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::Whole;
use super::projection::push_columns;
use crate::error::Error;
use crate::expr::Expression;
use crate::expr::logic::Boolean;
use crate::expr::logic::Condition;
use crate::expr::order::SortKeys;
use crate::row::Cells;
use crate::row::FromRow;
use crate::scope::Maybe;
use crate::scope::Outer;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Append;
use crate::scope::from::Lacks;
use crate::scope::from::Slot;
use crate::scope::from::Source;
use crate::scope::from::Sources;
use crate::scope::id::True;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;
use crate::tree::JoinKind;
use crate::types::SqlType;

/// A query from the sources `From`, a tuple: `(User, Maybe<Post>)`.
///
/// It keeps its type while filters, sort keys and limits are added, so that a query can be put
/// together at run time.
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

    /// `join source on condition`: pairs that match.
    pub fn inner_join<H, On>(self, source: H, on: On) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<H::Source>,
        On: Expression<Type: Boolean, Scope: Within<From::Out> + RowLevel>,
    {
        self.join(JoinKind::Inner, source, Some(on.into_node()))
    }

    /// `left join source on condition`: its columns are `Option` from here on.
    pub fn left_join<H, On>(self, source: H, on: On) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<Maybe<H::Source>>,
        On: Expression<Type: Boolean, Scope: Within<From::Out> + RowLevel>,
    {
        self.join(JoinKind::Left, source, Some(on.into_node()))
    }

    /// `right join source on condition`: the columns of all sources before it are `Option` from
    /// here on.
    pub fn right_join<H, On>(
        self,
        source: H,
        on: On,
    ) -> Select<<From::Optional as Append<H::Source>>::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Sources<Optional: Append<H::Source>>,
        On: Expression<
                Type: Boolean,
                Scope: Within<<From::Optional as Append<H::Source>>::Out> + RowLevel,
            >,
    {
        self.join(JoinKind::Right, source, Some(on.into_node()))
    }

    /// `full join source on condition`: the columns of all sources are `Option` from here on.
    pub fn full_join<H, On>(
        self,
        source: H,
        on: On,
    ) -> Select<<From::Optional as Append<Maybe<H::Source>>>::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Sources<Optional: Append<Maybe<H::Source>>>,
        On: Expression<
                Type: Boolean,
                Scope: Within<<From::Optional as Append<Maybe<H::Source>>>::Out> + RowLevel,
            >,
    {
        self.join(JoinKind::Full, source, Some(on.into_node()))
    }

    /// `cross join source`: every pair.
    pub fn cross_join<H>(self, source: H) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<H::Source>,
    {
        self.join(JoinKind::Cross, source, None)
    }

    fn join<H: Handle, Out>(
        mut self,
        kind: JoinKind,
        _source: H,
        on: Option<tree::Expr>,
    ) -> Select<Out> {
        let from = source::<H::Source>();
        self.tree.joins.push(tree::Join { kind, from, on });
        Select::new(self.tree)
    }

    /// Allows columns of a source of the query around this one, which then has to be a subquery.
    pub fn outer<H>(mut self, _source: H) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<Outer<H::Source>>,
    {
        self.tree.correlated = true;
        Select::new(self.tree)
    }

    /// `where condition`. Several filters must all hold; `None` and an empty `Vec` are no filter.
    pub fn filter<C>(mut self, condition: C) -> Self
    where
        C: Condition<Type: Boolean, Scope: Within<From> + RowLevel>,
    {
        self.tree.filters.extend(condition.into_nodes());
        self
    }

    /// `order by keys`. A later call adds keys behind those before.
    pub fn order_by<K>(mut self, keys: K) -> Self
    where
        K: SortKeys<Scope: Within<From> + RowLevel>,
    {
        self.tree.order_by.extend(keys.into_nodes());
        self
    }

    /// `limit rows`. A later call replaces it.
    pub fn limit(mut self, rows: u32) -> Self {
        self.tree.limit = Some(count(rows.into()));
        self
    }

    /// `offset rows`. A later call replaces it.
    pub fn offset(mut self, rows: u64) -> Self {
        // A table cannot have more rows than `i64::MAX`; beyond it nothing is left either way.
        self.tree.offset = Some(count(i64::try_from(rows).unwrap_or(i64::MAX)));
        self
    }

    /// `select distinct`: equal rows once.
    pub fn distinct(mut self) -> Self {
        self.tree.distinct = tree::Distinct::Rows;
        self
    }

    /// `group by keys`: columns, a tuple of them, or a whole table, which is its primary key.
    pub fn group_by<K>(mut self, keys: K) -> Groups<From, K::Keys>
    where
        K: GroupKeys<Scope: Within<From> + RowLevel>,
    {
        keys.push(&mut self.tree.group_by);
        self.tree.grouped = true;
        // A GROUP BY is not part of the rows before it, so earlier sort keys must be checked again.
        Groups::new(self.tree)
    }

    /// Says what to select. The row type follows: an outer join makes it `Option`.
    pub fn select<P>(mut self, columns: P) -> Query<P::Row, From::Free>
    where
        From: Sources,
        P: Projection<From> + Selectable<From> + Consistent<P::Aggregate>,
        P::Aggregate: IsAggregate,
    {
        self.project(columns);
        Query::new(tree::Statement::Select(self.tree), P::read, P::WIDTH)
    }

    /// As [`Select::select`], with the row read as the struct `R`: the values fill its fields in
    /// order.
    pub fn select_as<R>(
        self,
        columns: impl Projection<From, Row: Fills<R::Fields>, Aggregate: IsAggregate>
        + Selectable<From>
        + ConsistentSelf<From>,
    ) -> Query<R, From::Free>
    where
        From: Sources,
        R: Row,
    {
        self.fields(columns)
    }

    fn fields<R, P>(mut self, columns: P) -> Query<R, From::Free>
    where
        From: Sources,
        R: Row,
        P: Projection<From, Row: Fills<R::Fields>, Aggregate: IsAggregate>,
    {
        self.project(columns);
        Query::new(
            tree::Statement::Select(self.tree),
            read_as::<From, P, R>,
            P::WIDTH,
        )
    }

    fn project<P: Projection<From, Aggregate: IsAggregate>>(&mut self, columns: P) {
        if P::Aggregate::YES {
            // One row comes out; an order of the rows that went in has no meaning, and is an error
            // in SQL.
            self.tree.order_by.clear();
        }
        columns.push(&mut self.tree.columns);
    }

    /// The SQL text and its values, with all columns of all sources selected.
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

/// A struct that `#[derive(Row)]` made a row type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row type",
    label = "derive `Row` on it"
)]
pub trait Row: Sized {
    /// Its fields' types, as a tuple.
    type Fields;
    /// Puts it together.
    fn from_fields(fields: Self::Fields) -> Self;
}

/// A selected row that fills the fields of a struct, in order.
#[diagnostic::on_unimplemented(
    message = "the selected row `{Self}` does not fit the fields `{Fields}`",
    label = "expected one value for each field, in order",
    note = "a value from the optional side of an outer join is an `Option`"
)]
pub trait Fills<Fields> {
    /// The fields.
    fn fields(self) -> Fields;
}

#[diagnostic::do_not_recommend]
impl<Fields> Fills<Fields> for Fields {
    fn fields(self) -> Self {
        self
    }
}

/// Reads what `P` selects as the struct `R`.
pub(super) fn read_as<From, P, R>(cells: &mut Cells<'_>) -> Result<R, Error>
where
    P: Projection<From, Row: Fills<R::Fields>>,
    R: Row,
{
    P::read(cells).map(|row| R::from_fields(row.fields()))
}

/// FROM whose rows can be read whole.
pub trait WholeRow: Sources<Free = ()> {
    /// One table's row, or a tuple of them.
    type Row;
    /// How many columns it is.
    const WIDTH: usize;
    /// Appends all columns.
    fn push(out: &mut Vec<tree::Expr>);
    /// Reads a row.
    ///
    /// # Errors
    /// If a cell does not fit.
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error>;
}

impl<From: WholeRow> IntoQuery for Select<From> {
    type Row = From::Row;
    fn into_query(mut self) -> Query<From::Row> {
        From::push(&mut self.tree.columns);
        Query::new(tree::Statement::Select(self.tree), From::read, From::WIDTH)
    }
}

impl<From: WholeRow> Statement for Select<From> {
    fn into_tree(self) -> tree::Statement {
        self.into_query().into_tree()
    }
}

impl<From: WholeRow> super::Complete for Select<From> {}

impl<From: WholeRow> std::convert::From<Select<From>> for Query<From::Row> {
    fn from(select: Select<From>) -> Self {
        select.into_query()
    }
}

/// The table in a slot.
type TableOf<S> = <<S as Slot>::Source as Source>::Table;

/// How the row of a slot is read.
type RowOf<S> = <<S as Slot>::Null as Whole>::Of<TableOf<S>>;

impl<A> WholeRow for (A,)
where
    A: Slot<Free = (), Null: Whole, Source: Source<Table: Table>>,
    Self: Sources<Free = ()>,
{
    type Row = RowOf<A>;
    const WIDTH: usize = TableOf::<A>::WIDTH;
    fn push(out: &mut Vec<tree::Expr>) {
        push_columns::<A::Source>(out);
    }
    #[inline]
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
        A::Null::read(cells)
    }
}

macro_rules! whole_row {
    ($($a:ident)+) => {
        impl<$($a),+> WholeRow for ($($a,)+)
        where
            $($a: Slot<Null: Whole, Source: Source<Table: Table>>,)+
            Self: Sources<Free = ()>,
        {
            type Row = ($(RowOf<$a>,)+);
            const WIDTH: usize = 0 $(+ TableOf::<$a>::WIDTH)+;
            fn push(out: &mut Vec<tree::Expr>) {
                $(push_columns::<$a::Source>(out);)+
            }
            #[inline]
            fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
                Ok(($($a::Null::read(cells)?,)+))
            }
        }
    };
}

whole_row!(A B);
whole_row!(A B C);
whole_row!(A B C D);
whole_row!(A B C D E);
whole_row!(A B C D E F);
whole_row!(A B C D E F G);
whole_row!(A B C D E F G H);
