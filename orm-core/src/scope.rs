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
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::Maybe;
///
/// fn joined() -> Select<(User, Maybe<Post>)> {
///     from(User).left_join(Post, Post.author_id.eq(User.id))
/// }
///
/// let query: Query<Option<String>> = joined().select(Post.title);
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "posts"."title" from "users" "#,
///         r#"left join "posts" on "posts"."author_id" = "users"."id""#,
///     ),
/// );
/// ```
#[derive(Debug)]
pub struct Maybe<Source>(PhantomData<Source>);

/// A source of the query around this one.
///
/// ```
/// # use orm_doc::*;
/// use orm::scope::Outer;
///
/// let posts: Select<(Post, Outer<User>)> =
///     from(Post).outer(User).filter(Post.author_id.eq(User.id));
/// assert_eq!(
///     from(User).filter(exists(posts)).select(User.id).to_sql().text,
///     concat!(
///         r#"select "id" from "users" where exists (select 1 from "posts" "#,
///         r#"where "posts"."author_id" = "users"."id")"#,
///     ),
/// );
/// ```
#[derive(Debug)]
pub struct Outer<Source>(PhantomData<Source>);

/// The proposed row of an insert, in `on conflict .. do update`.
///
/// ```
/// # use orm_doc::*;
/// let query = insert(NewUser::builder().name("Ada").email("ada@example.com"))
///     .on_conflict(User.email)
///     .do_update(|new| User.name.set(new.name.concat("!")));
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
///         r#"on conflict ("email") do update set "name" = "excluded"."name" || $4"#,
///     ),
/// );
/// ```
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

/// A scope of which only this is known: it is within `From`.
#[derive(Debug)]
pub struct In<From>(PhantomData<From>);

/// Any column of a source, where one is needed as a whole.
#[derive(Debug)]
pub struct AnyColumn;
