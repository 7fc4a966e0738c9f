//! Joins.

use super::Select;
use super::source;
use crate::expr::Expression;
use crate::expr::logic::Boolean;
use crate::scope::Maybe;
use crate::scope::Outer;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Append;
use crate::scope::from::Lacks;
use crate::scope::from::Sources;
use crate::scope::within::Within;
use crate::table::Handle;
use crate::tree;
use crate::tree::JoinKind;

impl<From> Select<From> {
    /// `join source on condition`: pairs that match.
    ///
    /// Row shape: the source's row comes behind those before it.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(String, String)> = from(User)
    ///     .inner_join(Post, Post.author_id.eq(User.id))
    ///     .select((User.name, Post.title));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "users"."name", "posts"."title" "#,
    ///         r#"from "users" join "posts" on "posts"."author_id" = "users"."id""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>
    pub fn inner_join<H, On>(self, source: H, on: On) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<H::Source>,
        On: Expression<Type: Boolean, Scope: Within<From::Out> + RowLevel>,
    {
        self.join(JoinKind::Inner, source, Some(on.into_node()))
    }

    /// `left join source on condition`: pairs that match, and rows before it that match none.
    ///
    /// Row shape: the source's columns are `Option` from here on, its whole row is an `Option`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(String, Option<String>)> = from(User)
    ///     .left_join(Post, Post.author_id.eq(User.id))
    ///     .select((User.name, Post.title));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "users"."name", "posts"."title" from "users" "#,
    ///         r#"left join "posts" on "posts"."author_id" = "users"."id""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>
    pub fn left_join<H, On>(self, source: H, on: On) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<Maybe<H::Source>>,
        On: Expression<Type: Boolean, Scope: Within<From::Out> + RowLevel>,
    {
        self.join(JoinKind::Left, source, Some(on.into_node()))
    }

    /// `right join source on condition`: pairs that match, and rows of the source that match none.
    ///
    /// Row shape: the columns of all sources before it are `Option` from here on.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(Option<String>, String)> = from(User)
    ///     .right_join(Post, Post.author_id.eq(User.id))
    ///     .select((User.name, Post.title));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "users"."name", "posts"."title" from "users" "#,
    ///         r#"right join "posts" on "posts"."author_id" = "users"."id""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>
    pub fn right_join<H, On>(
        self,
        source: H,
        on: On,
    ) -> Select<<From::Optional as Append<H::Source>>::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Sources<Optional: Append<H::Source>>,
        On: Expression<
                Type: Boolean,
                Scope: Within<<From::Optional as Append<H::Source>>::Out> + RowLevel,
            >,
    {
        self.join(JoinKind::Right, source, Some(on.into_node()))
    }

    /// `full join source on condition`: pairs that match, and rows of either side that match none.
    ///
    /// Row shape: the columns of all sources are `Option` from here on.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<(Option<String>, Option<String>)> = from(User)
    ///     .full_join(Post, Post.author_id.eq(User.id))
    ///     .select((User.name, Post.title));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "users"."name", "posts"."title" from "users" "#,
    ///         r#"full join "posts" on "posts"."author_id" = "users"."id""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>
    pub fn full_join<H, On>(
        self,
        source: H,
        on: On,
    ) -> Select<<From::Optional as Append<Maybe<H::Source>>>::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Sources<Optional: Append<Maybe<H::Source>>>,
        On: Expression<
                Type: Boolean,
                Scope: Within<<From::Optional as Append<Maybe<H::Source>>>::Out> + RowLevel,
            >,
    {
        self.join(JoinKind::Full, source, Some(on.into_node()))
    }

    /// `cross join source`: every pair.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).cross_join(Friend).select((User.name, Friend.name));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "users"."name", "friend"."name" from "users" cross join "users" as "friend""#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>
    pub fn cross_join<H>(self, source: H) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<H::Source>,
    {
        self.join(JoinKind::Cross, source, None)
    }

    fn join<H: Handle, Out>(
        mut self,
        kind: JoinKind,
        _source: H,
        on: Option<tree::Expr>,
    ) -> Select<Out> {
        let from = source::<H::Source>();
        self.tree.joins.push(tree::Join { kind, from, on });
        Select::new(self.tree)
    }

    /// Allows columns of a source of the query around this one, which then has to be a subquery.
    ///
    /// Row shape: unchanged. The result cannot be run by itself; it fits where the query around has the
    /// source in FROM.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let posts = from(Post).outer(User).filter(Post.author_id.eq(User.id));
    /// let query = from(User).filter(exists(posts)).select(User.name);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "name" from "users" where exists (select 1 from "posts" "#,
    ///         r#"where "posts"."author_id" = "users"."id")"#,
    ///     ),
    /// );
    /// ```
    pub fn outer<H>(mut self, _source: H) -> Select<From::Out>
    where
        H: Handle,
        From: Lacks<H::Source> + Append<Outer<H::Source>>,
    {
        self.tree.correlated = true;
        Select::new(self.tree)
    }
}
