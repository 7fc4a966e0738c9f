//! All that an expression uses is in FROM, and whether that makes it NULL.

use super::Aggregated;
use super::Guarded;
use super::In;
use super::Uses;
use super::from::LookedUp;
use super::from::Lookup;
use super::from::NullOf;
use super::from::Outcome;
use super::from::Present;
use super::from::Source;
use crate::types::NotNull;
use crate::types::Nullability;
use crate::types::Nullable;

/// All sources of a scope are in `From`.
///
/// Bound a condition by it that a function takes for a query of those sources.
///
/// ```
/// # use orm_doc::*;
/// use orm::expr::Expression;
/// use orm::scope::aggregate::RowLevel;
/// use orm::scope::within::Within;
///
/// fn names<C>(condition: C) -> Query<String>
/// where
///     C: Expression<Type = bool, Scope: Within<(User,)> + RowLevel>,
/// {
///     from(User).filter(condition).select(User.name)
/// }
///
/// assert_eq!(
///     names(User.id.gt(5)).to_sql().text,
///     r#"select "name" from "users" where "id" > $1"#,
/// );
/// ```
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

impl<From> Within<From> for In<From> {}

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

impl<From> NullIn<From> for In<From> {
    type Null = Nullable;
}

impl<From, A: NullIn<From>, B: NullIn<From>> NullIn<From> for (A, B) {
    type Null = <A::Null as Nullability>::Or<B::Null>;
}
