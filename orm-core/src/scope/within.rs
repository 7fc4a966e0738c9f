//! All that an expression uses is in FROM, and whether that makes it NULL.

use super::Aggregated;
use super::Guarded;
use super::Uses;
use super::from::LookedUp;
use super::from::Lookup;
use super::from::NullOf;
use super::from::Outcome;
use super::from::Present;
use super::from::Source;
use crate::types::NotNull;
use crate::types::Nullability;

/// All sources of a scope are in `From`.
pub trait Within<From> {}

impl<From> Within<From> for () {}

impl<From, S, C> Within<From> for Uses<S, C>
where
    S: Source,
    From: Lookup<S::Id>,
    LookedUp<From, S>: Present<From, S, C>,
{
}

impl<From, Scope: Within<From>> Within<From> for Aggregated<Scope> {}

impl<From, Scope: Within<From>> Within<From> for Guarded<Scope> {}

impl<From, A: Within<From>, B: Within<From>> Within<From> for (A, B) {}

/// Whether a source of a scope that is without a row makes the value NULL.
pub trait NullIn<From> {
    /// Whether it does.
    type Null: Nullability;
}

impl<From> NullIn<From> for () {
    type Null = NotNull;
}

impl<From, S, C> NullIn<From> for Uses<S, C>
where
    S: Source,
    From: Lookup<S::Id, Out: Outcome>,
{
    type Null = NullOf<From, S>;
}

impl<From, Scope> NullIn<From> for Aggregated<Scope> {
    type Null = NotNull;
}

impl<From, Scope> NullIn<From> for Guarded<Scope> {
    type Null = NotNull;
}

impl<From, A: NullIn<From>, B: NullIn<From>> NullIn<From> for (A, B) {
    type Null = <A::Null as Nullability>::Or<B::Null>;
}
