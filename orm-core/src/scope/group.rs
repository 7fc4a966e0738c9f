//! GROUP BY keys, and what may be selected beside them.

use super::Aggregated;
use super::Guarded;
use super::Uses;
use super::column::OrdinalOf;
use super::column::TableColumn;
use super::from::SameColumn;
use super::from::Source;
use super::id::And;
use super::id::False;
use super::id::Or;
use super::id::SameAs;
use super::id::True;

/// The group key is this column.
#[derive(Debug)]
pub struct ByColumn<Source, Column>(std::marker::PhantomData<(Source, Column)>);

/// The group key determines all columns of this source: its primary key.
#[derive(Debug)]
pub struct ByRow<Source>(std::marker::PhantomData<Source>);

/// The group key is an expression.
#[derive(Debug)]
pub struct ByExpr;

/// Whether a group key determines the column.
pub trait Determines<Id, Ordinal> {
    /// [`True`] or [`False`].
    type Out;
}

impl<Id, Ordinal, S, C> Determines<Id, Ordinal> for ByColumn<S, C>
where
    S: Source,
    C: TableColumn,
    S::Id: SameAs<Id>,
    OrdinalOf<C>: SameAs<Ordinal>,
    <S::Id as SameAs<Id>>::Out: And<<OrdinalOf<C> as SameAs<Ordinal>>::Out>,
{
    type Out = SameColumn<S::Id, OrdinalOf<C>, Id, Ordinal>;
}

impl<Id, Ordinal, S> Determines<Id, Ordinal> for ByRow<S>
where
    S: Source,
    S::Id: SameAs<Id>,
{
    type Out = <S::Id as SameAs<Id>>::Out;
}

impl<Id, Ordinal> Determines<Id, Ordinal> for ByExpr {
    type Out = False;
}

impl<Id, Ordinal> Determines<Id, Ordinal> for () {
    type Out = False;
}

/// Turns the answer of [`Determines`] into a bound with a message.
#[diagnostic::on_unimplemented(
    message = "`{Column}` of `{Source}` must be in GROUP BY or inside an aggregate such as `max(..)`",
    label = "neither grouped nor aggregated",
    note = "grouping by `{Source}` (its primary key) allows all of its columns"
)]
pub trait Grouped<Source, Column> {}

impl<S, C> Grouped<S, C> for True {}

/// The scope may be selected from groups by `Keys`.
pub trait ValidIn<Keys> {}

impl<Keys> ValidIn<Keys> for () {}

impl<Keys, S, C> ValidIn<Keys> for Uses<S, C>
where
    S: Source,
    C: TableColumn,
    Keys: Determines<S::Id, OrdinalOf<C>>,
    <Keys as Determines<S::Id, OrdinalOf<C>>>::Out: Grouped<S, C>,
{
}

impl<Keys, Scope> ValidIn<Keys> for Aggregated<Scope> {}

impl<Keys, Scope: ValidIn<Keys>> ValidIn<Keys> for Guarded<Scope> {}

impl<Keys, A: ValidIn<Keys>, B: ValidIn<Keys>> ValidIn<Keys> for (A, B) {}

macro_rules! determines {
    ($first:ident $($rest:ident)*) => {
        impl<Id, Ordinal, $first, $($rest),*> Determines<Id, Ordinal> for ($first, $($rest,)*)
        where
            $first: Determines<Id, Ordinal>,
            ($($rest,)*): Determines<Id, Ordinal>,
            $first::Out: Or<<($($rest,)*) as Determines<Id, Ordinal>>::Out>,
        {
            type Out = <$first::Out as Or<<($($rest,)*) as Determines<Id, Ordinal>>::Out>>::Out;
        }
    };
}

determines!(A);
determines!(A B);
determines!(A B C);
determines!(A B C D);
determines!(A B C D E);
determines!(A B C D E F);
determines!(A B C D E F G);
determines!(A B C D E F G H);
determines!(A B C D E F G H I);
determines!(A B C D E F G H I J);
determines!(A B C D E F G H I J K);
determines!(A B C D E F G H I J K L);
