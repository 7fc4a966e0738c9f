//! What is selected, and as which row it is read.

use crate::error::Error;
use crate::expr::Column;
use crate::expr::Expr;
use crate::expr::IntoExpr;
use crate::row::Cells;
use crate::row::FromRow;
use crate::scope::AnyColumn;
use crate::scope::Uses;
use crate::scope::aggregate::HasAggregate;
use crate::scope::column::TableColumn;
use crate::scope::from::Found;
use crate::scope::from::LookedUp;
use crate::scope::from::Lookup;
use crate::scope::from::NullOf;
use crate::scope::from::Outcome;
use crate::scope::from::Present;
use crate::scope::from::Source;
use crate::scope::group::Determines;
use crate::scope::group::Grouped;
use crate::scope::group::ValidIn;
use crate::scope::id::False;
use crate::scope::id::NoOrdinal;
use crate::scope::id::Or;
use crate::scope::id::True;
use crate::scope::within::NullIn;
use crate::scope::within::Within;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;
use crate::types::NotNull;
use crate::types::Nullability;
use crate::types::Nullable;
use crate::types::SqlType;

/// Something that can be selected from `From`: a column, an expression, a whole table, or a tuple
/// of them.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<(User, Option<Post>, i32)> = from(User)
///     .left_join(Post, Post.author_id.eq(User.id))
///     .select((User, Post, value(1)));
/// assert_eq!(query.width(), 11);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "expected a column, an expression, a table or a tuple of them",
    note = "a plain value is selected by `value(..)`"
)]
pub trait Projection<From> {
    /// What a row is read as.
    type Row;
    /// Whether it holds an aggregate.
    type Aggregate;
    /// How many columns it is.
    const WIDTH: usize;
    /// Appends its columns.
    fn push(self, out: &mut Vec<tree::Expr>);
    /// Reads a row.
    ///
    /// # Errors
    /// If a cell does not fit.
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error>;
}

/// Reads one value, as `Option` where the source may be without a row.
type Read<Null, T> = <Null as Nullability>::Apply<T>;

impl<From, S, C> Projection<From> for Column<S, C>
where
    S: Source,
    C: TableColumn,
    From: Lookup<S::Id, Out: Outcome>,
{
    type Row = Read<NullOf<From, S>, C::Type>;
    type Aggregate = False;
    const WIDTH: usize = 1;
    fn push(self, out: &mut Vec<tree::Expr>) {
        out.push(self.into_node());
    }
    #[inline]
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
        cells.read()
    }
}

impl<From, T, Scope> Projection<From> for Expr<T, Scope>
where
    T: SqlType,
    Scope: NullIn<From> + HasAggregate,
{
    type Row = Read<Scope::Null, T>;
    type Aggregate = Scope::Out;
    const WIDTH: usize = 1;
    fn push(self, out: &mut Vec<tree::Expr>) {
        out.push(self.into_node().typed());
    }
    #[inline]
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
        cells.read()
    }
}

#[diagnostic::do_not_recommend]
impl<From, H> Projection<From> for H
where
    H: Handle<Source: Source<Table: Table>>,
    From: Lookup<<H::Source as Source>::Id, Out: Outcome<Null: Whole>>,
{
    type Row = WholeOf<From, H::Source>;
    type Aggregate = False;
    const WIDTH: usize = <<H::Source as Source>::Table as FromRow>::WIDTH;
    fn push(self, out: &mut Vec<tree::Expr>) {
        push_columns::<H::Source>(out);
    }
    #[inline]
    fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
        <NullOf<From, H::Source> as Whole>::read(cells)
    }
}

/// A plain value of a common type is selected as it is; others by `value(..)`.
macro_rules! plain {
    ($($plain:ty => $row:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<From> Projection<From> for $plain {
            type Row = $row;
            type Aggregate = False;
            const WIDTH: usize = 1;
            fn push(self, out: &mut Vec<tree::Expr>) {
                out.push(self.into_node().typed());
            }
            #[inline]
            fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
                cells.read()
            }
        }
        #[diagnostic::do_not_recommend]
        impl<From> Selectable<From> for $plain {}
        #[diagnostic::do_not_recommend]
        impl<Keys> GroupedBy<Keys> for $plain {}
    )+};
}

plain!(bool => bool, i16 => i16, i32 => i32, i64 => i64, f32 => f32, f64 => f64, String => String, &str => String);

/// How a whole row is read: as `T`, or as `Option<T>` where an outer join may leave it out.
pub trait Whole {
    /// `T` or `Option<T>`.
    type Of<T>;
    /// Reads it.
    ///
    /// # Errors
    /// If a cell does not fit.
    fn read<T: FromRow>(cells: &mut Cells<'_>) -> Result<Self::Of<T>, Error>;
}

impl Whole for NotNull {
    type Of<T> = T;
    #[inline]
    fn read<T: FromRow>(cells: &mut Cells<'_>) -> Result<T, Error> {
        T::from_row(cells)
    }
}

impl Whole for Nullable {
    type Of<T> = Option<T>;
    fn read<T: FromRow>(cells: &mut Cells<'_>) -> Result<Option<T>, Error> {
        cells.optional()
    }
}

/// The source of a handle is in FROM.
#[diagnostic::on_unimplemented(
    message = "`{Source}` is not available here: it is not in FROM",
    label = "add `.inner_join({Source}, ..)` or `.left_join({Source}, ..)` before this",
    note = "the query selects from `{From}`"
)]
pub trait PresentWhole<From, Source> {}

impl<Null, From, S> PresentWhole<From, S> for Found<Null> {}

/// What is selected is in `From`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "expected a column, an expression, a table or a tuple of them"
)]
pub trait Selectable<From> {}

impl<From, S, C> Selectable<From> for Column<S, C>
where
    S: Source,
    From: Lookup<S::Id>,
    LookedUp<From, S>: Present<From, S, C>,
{
}

impl<From, T, Scope: Within<From>> Selectable<From> for Expr<T, Scope> {}

/// How the whole row of `S` is read from `From`.
pub type WholeOf<From, S> = <NullOf<From, S> as Whole>::Of<<S as Source>::Table>;

/// Appends all columns of a source.
pub fn push_columns<S: Source<Table: Table>>(out: &mut Vec<tree::Expr>) {
    let columns = <S::Table as Table>::table().columns;
    out.extend(columns.iter().map(|column| tree::Expr::Column {
        source: S::NAME,
        name: column.name,
    }));
}

/// What is selected fits into groups by `Keys`.
pub trait GroupedBy<Keys> {}

impl<Keys, S, C> GroupedBy<Keys> for Column<S, C>
where
    S: Source,
    C: TableColumn,
    Uses<S, C>: ValidIn<Keys>,
{
}

impl<Keys, T, Scope: ValidIn<Keys>> GroupedBy<Keys> for Expr<T, Scope> {}

/// All columns of a source fit into groups by `Keys`.
pub trait DeterminesRow<S> {}

impl<Keys, S> DeterminesRow<S> for Keys
where
    S: Source,
    Keys: Determines<S::Id, NoOrdinal>,
    <Keys as Determines<S::Id, NoOrdinal>>::Out: Grouped<S, AnyColumn>,
{
}

/// The answer no, as RETURNING needs it.
#[diagnostic::on_unimplemented(
    message = "an aggregate is not allowed in RETURNING",
    label = "this holds an aggregate",
    note = "RETURNING gives one row for each row that was changed"
)]
pub trait PerRow {}

impl PerRow for False {}

/// The answer no, as a query that locks rows needs it.
#[diagnostic::on_unimplemented(
    message = "a query that locks rows cannot aggregate them",
    label = "this holds an aggregate",
    note = "lock the rows in a subquery or in a statement before"
)]
pub trait Lockable {}

impl Lockable for False {}

/// Columns that stand beside an aggregate without GROUP BY are none.
pub trait Consistent<Aggregate> {}

impl<P> Consistent<False> for P {}

impl<P: GroupedBy<()>> Consistent<True> for P {}

macro_rules! tuple_projection {
    ($($p:ident)+) => {
        impl<Sources, $($p: Projection<Sources>),+> Projection<Sources> for ($($p,)+)
        where
            tuple_projection!(@pair $($p)+): AnyOf,
        {
            type Row = ($($p::Row,)+);
            type Aggregate = <tuple_projection!(@pair $($p)+) as AnyOf>::Out;
            const WIDTH: usize = 0 $(+ $p::WIDTH)+;
            fn push(self, out: &mut Vec<tree::Expr>) {
                #[expect(non_snake_case, reason = "the letters name types and values alike")]
                let ($($p,)+) = self;
                $($p.push(out);)+
            }
            #[inline]
            fn read(cells: &mut Cells<'_>) -> Result<Self::Row, Error> {
                Ok(($($p::read(cells)?,)+))
            }
        }
        impl<Sources, $($p: Selectable<Sources>),+> Selectable<Sources> for ($($p,)+) {}
        impl<Keys, $($p: GroupedBy<Keys>),+> GroupedBy<Keys> for ($($p,)+) {}
    };
    (@pair $last:ident) => { ($last::Aggregate, ()) };
    (@pair $first:ident $($rest:ident)+) => { ($first::Aggregate, tuple_projection!(@pair $($rest)+)) };
}
crate::tuples::all!(tuple_projection);

/// Whether any of a list of answers is yes.
pub trait AnyOf {
    /// [`True`] or [`False`].
    type Out;
}

impl AnyOf for () {
    type Out = False;
}

impl<First, Rest> AnyOf for (First, Rest)
where
    Rest: AnyOf,
    First: Or<Rest::Out>,
{
    type Out = First::Out;
}
