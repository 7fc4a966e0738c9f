//! Which tables a query has in FROM, which of them may be absent, and which of their columns an
//! expression uses.
//!
//! FROM is a flat tuple of sources: `(User, Maybe<Post>)`. The scope of an expression is a tree of
//! [`Uses`] markers. Both are types without values; they cost nothing at run time.

use std::marker::PhantomData;

pub mod aggregate;
pub mod column;
pub mod from;
pub mod group;
pub mod id;
pub mod within;

/// A source that an outer join may leave without a row.
#[derive(Debug)]
pub struct Maybe<Source>(PhantomData<Source>);

/// A source of the query around this one.
#[derive(Debug)]
pub struct Outer<Source>(PhantomData<Source>);

/// The proposed row of an insert, in `on conflict .. do update`.
#[derive(Debug)]
pub struct Excluded<Source>(PhantomData<Source>);

/// An expression uses this column of this source.
#[derive(Debug)]
pub struct Uses<Source, Column>(PhantomData<(Source, Column)>);

/// The scope of an aggregate's argument.
#[derive(Debug)]
pub struct Aggregated<Scope>(PhantomData<Scope>);

/// A scope whose absence does not make the value NULL: the argument of `coalesce` or `is_null`.
#[derive(Debug)]
pub struct Guarded<Scope>(PhantomData<Scope>);

/// Any column of a source, where one is needed as a whole.
#[derive(Debug)]
pub struct AnyColumn;
