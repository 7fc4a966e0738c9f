//! Where an aggregate may stand.

use super::Aggregated;
use super::Guarded;
use super::In;
use super::Uses;
use super::id::False;
use super::id::Or;
use super::id::True;

/// A scope without aggregates, as WHERE and ON need it.
#[diagnostic::on_unimplemented(
    message = "an aggregate is not allowed in WHERE or ON",
    label = "this holds an aggregate; filter groups with `.having(..)` after `.group_by(..)`"
)]
pub trait RowLevel {}

#[diagnostic::do_not_recommend]
impl RowLevel for () {}
#[diagnostic::do_not_recommend]
impl<S, C> RowLevel for Uses<S, C> {}
#[diagnostic::do_not_recommend]
impl<Scope: RowLevel> RowLevel for Guarded<Scope> {}
#[diagnostic::do_not_recommend]
impl<A: RowLevel, B: RowLevel> RowLevel for (A, B) {}

#[diagnostic::do_not_recommend]
impl<From> RowLevel for In<From> {}

/// A scope without aggregates, as the argument of an aggregate needs it.
#[diagnostic::on_unimplemented(
    message = "aggregates cannot be nested",
    label = "this holds an aggregate already",
    note = "aggregate in a subquery first, then aggregate its rows"
)]
pub trait Aggregable {}

#[diagnostic::do_not_recommend]
impl Aggregable for () {}
#[diagnostic::do_not_recommend]
impl<S, C> Aggregable for Uses<S, C> {}
#[diagnostic::do_not_recommend]
impl<Scope: Aggregable> Aggregable for Guarded<Scope> {}
#[diagnostic::do_not_recommend]
impl<A: Aggregable, B: Aggregable> Aggregable for (A, B) {}

/// Whether a scope holds an aggregate.
pub trait HasAggregate {
    /// [`True`] or [`False`].
    type Out;
}

impl HasAggregate for () {
    type Out = False;
}

impl<From> HasAggregate for In<From> {
    type Out = False;
}

impl<S, C> HasAggregate for Uses<S, C> {
    type Out = False;
}

impl<Scope> HasAggregate for Aggregated<Scope> {
    type Out = True;
}

impl<Scope: HasAggregate> HasAggregate for Guarded<Scope> {
    type Out = Scope::Out;
}

impl<A, B> HasAggregate for (A, B)
where
    A: HasAggregate,
    B: HasAggregate,
    A::Out: Or<B::Out>,
{
    type Out = <A::Out as Or<B::Out>>::Out;
}
