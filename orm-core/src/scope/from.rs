//! FROM as a tuple of slots: looking a source up, adding one, making all of them optional.

use super::AnyColumn;
use super::Excluded;
use super::Maybe;
use super::Outer;
use super::Uses;
use super::id;
use super::id::And;
use super::id::False;
use super::id::SameAs;
use super::id::True;
use crate::types::NotNull;
use crate::types::Nullability;
use crate::types::Nullable;

/// Something that stands in FROM under a name: a table, or an alias of one.
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::from::Source;
///
/// assert_eq!(User::NAME, "users");
/// assert_eq!(Friend::NAME, "friend");
/// assert_eq!(Friend::relation().name, "users");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of rows",
    label = "not a table, alias or row type",
    note = "derive `Table` on it, or make an alias with `alias!(Name = Table)`"
)]
pub trait Source: 'static {
    /// A hash of its schema and name, as type-level digits: what tells it from every other.
    type Id;
    /// A hash of [`Source::NAME`], as type-level digits: two sources of one query need two names.
    type NameId;
    /// The table whose rows it gives.
    type Table;
    /// The name by which the rest of the query refers to it.
    const NAME: &'static str;
    /// The schema and table behind it.
    fn relation() -> crate::tree::Relation;
}

/// The hash of the name `excluded`, which [`Excluded`] sources bear, as a derive would make it: lists
/// of digits are compared to their end, so that all have one length. A derive gives no table the name.
type ExcludedId = (
    id::X7,
    (
        id::X6,
        (
            id::X0,
            (
                id::X6,
                (id::X2, (id::X1, (id::X5, (id::X4, (id::X3, (id::X5, ())))))),
            ),
        ),
    ),
);

impl<S: Source> Source for Excluded<S> {
    type Id = ExcludedId;
    type NameId = ExcludedId;
    type Table = S::Table;
    const NAME: &'static str = "excluded";
    fn relation() -> crate::tree::Relation {
        S::relation()
    }
}

/// One place in FROM: a source, or one that may be absent, or one of the query around.
pub trait Slot {
    /// The source in it.
    type Source: Source;
    /// Whether it may be without a row.
    type Null: Nullability;
    /// What the query needs from around it because of this slot.
    type Free;
    /// The same slot after an outer join from the other side.
    type Optional: Slot;
}

impl<S: Source> Slot for S {
    type Source = S;
    type Null = NotNull;
    type Free = ();
    type Optional = Maybe<S>;
}

impl<S: Source> Slot for Maybe<S> {
    type Source = S;
    type Null = Nullable;
    type Free = ();
    type Optional = Self;
}

impl<S: Source> Slot for Outer<S> {
    type Source = S;
    type Null = NotNull;
    type Free = Uses<S, AnyColumn>;
    type Optional = Self;
}

/// A source was looked up and found; `Null` tells whether it may be without a row.
#[derive(Debug)]
pub struct Found<Null>(std::marker::PhantomData<Null>);

/// A source was looked up and is not there.
#[derive(Debug)]
pub struct Absent;

/// Looks a source up in FROM. It has an answer for every tuple.
pub trait Lookup<Id> {
    /// [`Found`] or [`Absent`].
    type Out;
}

impl<Id> Lookup<Id> for () {
    type Out = Absent;
}

/// Takes the first slot on [`True`], else looks in the rest.
pub trait Choose<First, Rest, Id> {
    /// [`Found`] or [`Absent`].
    type Out;
}

impl<First: Slot, Rest, Id> Choose<First, Rest, Id> for True {
    type Out = Found<First::Null>;
}

impl<First, Rest: Lookup<Id>, Id> Choose<First, Rest, Id> for False {
    type Out = Rest::Out;
}

/// What a look-up tells about NULL. It has an answer for an absent source too, so that a mistake is
/// reported where it is made and not where its type is worked out.
pub trait Outcome {
    /// Whether the source may be without a row.
    type Null: Nullability;
}

impl<Null: Nullability> Outcome for Found<Null> {
    type Null = Null;
}

impl Outcome for Absent {
    type Null = NotNull;
}

/// Whether the source `S` may be without a row in `From`.
pub type NullOf<From, S> = <LookedUp<From, S> as Outcome>::Null;

/// A look-up has found the source of a column.
#[diagnostic::on_unimplemented(
    message = "`{Column}` is not available here: `{Source}` is not in FROM",
    label = "add `.inner_join({Source}, ..)` or `.left_join({Source}, ..)` before this",
    note = "the query selects from `{From}`"
)]
pub trait Present<From, Source, Column> {}

impl<Null, From, S, C> Present<From, S, C> for Found<Null> {}

/// The result of looking up a source in FROM.
pub type LookedUp<From, S> = <From as Lookup<<S as Source>::Id>>::Out;

/// FROM has the source. A function bounded by it takes every query that has it, whatever else is
/// in FROM.
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::from::Has;
///
/// fn scored<F: Has<Post>>(query: Select<F>) -> Select<F> {
///     query.filter(Post.score.gt(3)).order_by(Post.score.desc())
/// }
///
/// let query = scored(from(User).inner_join(Post, Post.author_id.eq(User.id)));
/// assert!(query.to_sql().text.ends_with(r#"where "posts"."score" > $1 order by "posts"."score" desc"#));
/// ```
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).inner_join(User, User.id.eq(Post.author_id));
/// assert_eq!(
///     query.for_share().of(User).select(Post.id).to_sql().text,
///     concat!(
///         r#"select "posts"."id" "#,
///         r#"from "posts" join "users" on "users"."id" = "posts"."author_id" "#,
///         r#"for share of "users""#,
///     ),
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{S}` is not available here: it is not in FROM",
    label = "add `.inner_join({S}, ..)` or `.left_join({S}, ..)` before this",
    note = "the query selects from `{Self}`"
)]
pub trait Has<S: Source>: Lookup<S::Id, Out = Found<<Self as Has<S>>::Null>> {
    /// Whether the source may be without a row.
    type Null: Nullability;
}

#[diagnostic::do_not_recommend]
impl<F, S: Source, Null: Nullability> Has<S> for F
where
    F: Lookup<S::Id, Out = Found<Null>>,
{
    type Null = Null;
}

/// FROM does not have the source yet.
#[diagnostic::on_unimplemented(
    message = "`{S}` is already in this query",
    label = "give it a second name: `alias!(Other = {S})`",
    note = "two sources of one query need two names in SQL"
)]
pub trait Lacks<S> {}

#[diagnostic::do_not_recommend]
impl<F, S: Source> Lacks<S> for F where F: LacksId<S::NameId> {}

/// No slot has that id.
pub trait LacksId<Id> {}

impl<Id> LacksId<Id> for () {}

/// FROM with one more slot at its end.
#[diagnostic::on_unimplemented(
    message = "a query takes at most 16 sources",
    label = "one too many"
)]
pub trait Append<S> {
    /// The longer tuple.
    type Out;
}

/// What makes up FROM.
pub trait Sources {
    /// All slots made optional, as a right or full join does to those before it.
    type Optional;
    /// What the query needs from around it.
    type Free;
}

/// Two needs as one; `()` is no need.
pub trait Union<Other> {
    /// Both.
    type Out;
}

impl<Other> Union<Other> for () {
    type Out = Other;
}

impl<S, C, Other> Union<Other> for Uses<S, C> {
    type Out = (Self, Other);
}

impl Sources for () {
    type Optional = ();
    type Free = ();
}

macro_rules! sources {
    ($first:ident $($rest:ident)*) => {
        impl<Id, $first: Slot, $($rest),*> Lookup<Id> for ($first, $($rest,)*)
        where
            <$first::Source as Source>::Id: SameAs<Id>,
            <<$first::Source as Source>::Id as SameAs<Id>>::Out: Choose<$first, ($($rest,)*), Id>,
        {
            type Out = <<<$first::Source as Source>::Id as SameAs<Id>>::Out as Choose<$first, ($($rest,)*), Id>>::Out;
        }
        #[diagnostic::do_not_recommend]
        impl<Id, $first: Slot, $($rest),*> LacksId<Id> for ($first, $($rest,)*)
        where
            <$first::Source as Source>::NameId: SameAs<Id, Out = False>,
            ($($rest,)*): LacksId<Id>,
        {}
        impl<$first: Slot, $($rest: Slot),*> Sources for ($first, $($rest,)*)
        where
            ($($rest,)*): Sources,
            $first::Free: Union<<($($rest,)*) as Sources>::Free>,
        {
            type Optional = ($first::Optional, $($rest::Optional,)*);
            type Free = <$first::Free as Union<<($($rest,)*) as Sources>::Free>>::Out;
        }
    };
}

sources!(A);
sources!(A B);
sources!(A B C);
sources!(A B C D);
sources!(A B C D E);
sources!(A B C D E F);
sources!(A B C D E F G);
sources!(A B C D E F G H);
sources!(A B C D E F G H I);
sources!(A B C D E F G H I J);
sources!(A B C D E F G H I J K);
sources!(A B C D E F G H I J K L);
sources!(A B C D E F G H I J K L M);
sources!(A B C D E F G H I J K L M N);
sources!(A B C D E F G H I J K L M N O);
sources!(A B C D E F G H I J K L M N O P);

macro_rules! append {
    ($($old:ident)*) => {
        impl<$($old,)* New> Append<New> for ($($old,)*) {
            type Out = ($($old,)* New,);
        }
    };
}

append!();
append!(A);
append!(A B);
append!(A B C);
append!(A B C D);
append!(A B C D E);
append!(A B C D E F);
append!(A B C D E F G);
append!(A B C D E F G H);
append!(A B C D E F G H I);
append!(A B C D E F G H I J);
append!(A B C D E F G H I J K);
append!(A B C D E F G H I J K L);
append!(A B C D E F G H I J K L M);
append!(A B C D E F G H I J K L M N);
append!(A B C D E F G H I J K L M N O);

/// Both columns and both sources are the same.
pub type SameColumn<Id, Ordinal, OtherId, OtherOrdinal> =
    <<Id as SameAs<OtherId>>::Out as And<<Ordinal as SameAs<OtherOrdinal>>::Out>>::Out;
