//! Whole rows: what a query gives that does not say what to select.

use super::Select;
use crate::error::Error;
use crate::query::IntoQuery;
use crate::query::Query;
use crate::query::Statement;
use crate::query::projection::Whole;
use crate::query::projection::push_columns;
use crate::row::Cells;
use crate::row::FromRow;
use crate::scope::from::Slot;
use crate::scope::from::Source;
use crate::scope::from::Sources;
use crate::table::Table;
use crate::tree;

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

impl<From: WholeRow> crate::query::Complete for Select<From> {}

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
