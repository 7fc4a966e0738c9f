//! Which columns a builder was given, as a type.

use std::marker::PhantomData;

use crate::scope::column::OrdinalOf;
use crate::scope::column::TableColumn;
use crate::scope::id::False;
use crate::scope::id::Or;
use crate::scope::id::SameAs;
use crate::scope::id::True;

/// The state of a builder has a value for the required column.
#[diagnostic::on_unimplemented(
    message = "`{Column}` is required: it is NOT NULL and has no default",
    label = "missing a value for `{Column}`",
    note = "call its setter on the builder"
)]
pub trait Provides<Column> {}

#[diagnostic::do_not_recommend]
impl<State, C> Provides<C> for State
where
    C: TableColumn,
    State: Sets<OrdinalOf<C>, Out = True>,
{
}

/// Whether the state of a builder has a value for the column at that position.
pub trait Sets<Ordinal> {
    /// [`True`] or [`False`].
    type Out;
}

impl<Ordinal> Sets<Ordinal> for Empty {
    type Out = False;
}

impl<Ordinal, C, Rest> Sets<Ordinal> for With<C, Rest>
where
    C: TableColumn,
    OrdinalOf<C>: SameAs<Ordinal>,
    Rest: Sets<Ordinal>,
    <OrdinalOf<C> as SameAs<Ordinal>>::Out: Or<Rest::Out>,
{
    type Out = <<OrdinalOf<C> as SameAs<Ordinal>>::Out as Or<Rest::Out>>::Out;
}

/// A builder that was given a value for a column, and before that for those in `Rest`.
#[derive(Debug)]
pub struct With<Column, Rest>(PhantomData<(Column, Rest)>);

/// A builder that was given no value yet.
#[derive(Debug)]
pub struct Empty;
