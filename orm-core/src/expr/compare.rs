//! Comparison, null tests, membership.

use super::BaseOf;
use super::Binary;
use super::EitherNull;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::NullOf;
use super::binary;
use super::bind;
use crate::scope::Guarded;
use crate::tree;
use crate::tree::Op;
use crate::types::Element;
use crate::types::Nullability;
use crate::types::kind::Comparable;
use crate::types::kind::Ordered;

mod list;
mod operand;

pub use list::IntoArray;
pub use operand::ComparableTo;
pub use operand::DistinguishableFrom;
pub use operand::SameType;

/// The scopes of three operands.
type Three<A, B, C> = (
    <A as IntoExpr>::Scope,
    (<B as IntoExpr>::Scope, <C as IntoExpr>::Scope),
);

/// `bool`, or `Option<bool>` if the expression may be NULL.
type BoolLike<E> = <NullOf<E> as Nullability>::Apply<bool>;

/// `bool`, or `Option<bool>` if any of three may be NULL.
type ThreeBool<A, B, C> = <<<NullOf<A> as Nullability>::Or<NullOf<B>> as Nullability>::Or<
    NullOf<C>,
> as Nullability>::Apply<bool>;

/// SQL's comparisons. Each is NULL if a side is NULL, unless it says otherwise.
///
/// Both sides have one type, `Option` apart. A filter keeps the rows for which it is true, so that
/// NULL does not match.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post).filter(Post.score.ge(10)).select(Post.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "score" >= $1"#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-comparison.html>
#[expect(
    clippy::wrong_self_convention,
    reason = "the names are SQL's, and an expression becomes part of another"
)]
pub trait Compare: Expression {
    /// `self = other`. Nothing equals NULL: see [`Compare::is_null`] and
    /// [`Compare::is_not_distinct_from`].
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.email.eq("ada@example.com")).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "email" = $1"#);
    /// ```
    fn eq<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Comparable,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare("="), other)
    }

    /// `self <> other`. Rows whose value is NULL do not match; see [`Compare::ne_or_null`].
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.bio.ne("x")).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "bio" <> $1"#);
    /// ```
    fn ne<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Comparable,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare("<>"), other)
    }

    /// `self is distinct from other`: what «not equal» mostly means where the value may be NULL. It is
    /// never NULL itself.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.bio.ne_or_null("x")).select(User.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "users" where "bio" is distinct from $1"#,
    /// );
    /// ```
    fn ne_or_null<R>(self, other: R) -> Expr<bool, (Guarded<Self::Scope>, Guarded<R::Scope>)>
    where
        BaseOf<Self>: Comparable,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, IS_DISTINCT, other)
    }

    /// `self < other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.lt(10)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "score" < $1"#);
    /// ```
    fn lt<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Ordered,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare("<"), other)
    }

    /// `self <= other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.le(10)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "score" <= $1"#);
    /// ```
    fn le<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Ordered,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare("<="), other)
    }

    /// `self > other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.gt(10)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "score" > $1"#);
    /// ```
    fn gt<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Ordered,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare(">"), other)
    }

    /// `self >= other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.ge(10)).select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" where "score" >= $1"#);
    /// ```
    fn ge<R>(self, other: R) -> Binary<Self, R, bool>
    where
        BaseOf<Self>: Ordered,
        R: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        binary(self, Op::compare(">="), other)
    }

    /// `self between low and high`; both bounds are included.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.between(1, 5)).select(Post.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "posts" where "score" between $1 and $2"#,
    /// );
    /// ```
    fn between<L, H>(self, low: L, high: H) -> Expr<ThreeBool<Self, L, H>, Three<Self, L, H>>
    where
        BaseOf<Self>: Ordered,
        L: IntoExpr + ComparableTo<BaseOf<Self>>,
        H: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        between(self, "between", low, high)
    }

    /// `self not between low and high`: outside both bounds.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.score.not_between(1, 5)).select(Post.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "posts" where "score" not between $1 and $2"#,
    /// );
    /// ```
    fn not_between<L, H>(self, low: L, high: H) -> Expr<ThreeBool<Self, L, H>, Three<Self, L, H>>
    where
        BaseOf<Self>: Ordered,
        L: IntoExpr + ComparableTo<BaseOf<Self>>,
        H: IntoExpr + ComparableTo<BaseOf<Self>>,
    {
        between(self, "not between", low, high)
    }

    /// `self = any(values)`: true for a value of the list. An empty list is false.
    ///
    /// The values are one parameter, so the text does not depend on how many there are.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.in_([1, 2, 3])).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "id" = any($1)"#);
    /// assert_eq!(query.to_sql().params.len(), 1);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-comparisons.html#FUNCTIONS-COMPARISONS-ANY-SOME>
    fn in_<V>(self, values: V) -> Expr<BoolLike<Self>, Self::Scope>
    where
        BaseOf<Self>: Element + Comparable,
        V: IntoArray<BaseOf<Self>>,
    {
        member(self, "=", "any", values.into_array())
    }

    /// `self <> all(values)`: true for a value that is not in the list. An empty list is true.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.not_in([1, 2])).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "id" <> all($1)"#);
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/functions-comparisons.html#FUNCTIONS-COMPARISONS-ALL>
    fn not_in<V>(self, values: V) -> Expr<BoolLike<Self>, Self::Scope>
    where
        BaseOf<Self>: Element + Comparable,
        V: IntoArray<BaseOf<Self>>,
    {
        member(self, "<>", "all", values.into_array())
    }

    /// `self is null`. It is never NULL itself.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.bio.is_null()).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "bio" is null"#);
    /// ```
    fn is_null(self) -> Expr<bool, Guarded<Self::Scope>> {
        Expr::new(tree::Expr::postfix(
            self.into_node(),
            Op::at("is null", Op::IS),
        ))
    }

    /// `self is not null`. It is never NULL itself.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.bio.is_not_null()).select(User.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "bio" is not null"#);
    /// ```
    fn is_not_null(self) -> Expr<bool, Guarded<Self::Scope>> {
        Expr::new(tree::Expr::postfix(
            self.into_node(),
            Op::at("is not null", Op::IS),
        ))
    }

    /// `self is distinct from other`: not equal, where NULL equals NULL. It is never NULL itself.
    ///
    /// The other side may be an `Option`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let bio: Option<String> = None;
    /// let query = from(User).filter(User.bio.is_distinct_from(bio)).select(User.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "users" where "bio" is distinct from $1"#,
    /// );
    /// ```
    fn is_distinct_from<R>(self, other: R) -> Expr<bool, (Guarded<Self::Scope>, Guarded<R::Scope>)>
    where
        BaseOf<Self>: Comparable,
        R: IntoExpr + DistinguishableFrom<BaseOf<Self>>,
    {
        binary(self, IS_DISTINCT, other)
    }

    /// `self is not distinct from other`: equal, where NULL equals NULL. It is never NULL itself.
    ///
    /// The other side may be an `Option`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let bio: Option<String> = None;
    /// let query = from(User).filter(User.bio.is_not_distinct_from(bio)).select(User.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "users" where "bio" is not distinct from $1"#,
    /// );
    /// ```
    fn is_not_distinct_from<R>(
        self,
        other: R,
    ) -> Expr<bool, (Guarded<Self::Scope>, Guarded<R::Scope>)>
    where
        BaseOf<Self>: Comparable,
        R: IntoExpr + DistinguishableFrom<BaseOf<Self>>,
    {
        binary(self, Op::at("is not distinct from", Op::IS), other)
    }

    /// The same expression, promised not to be NULL where the query has it.
    ///
    /// Use it after a filter such as `.is_not_null()`. If the promise is broken, reading the row
    /// is an error.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<String> = from(User)
    ///     .filter(User.bio.is_not_null())
    ///     .select(User.bio.assume_not_null());
    /// assert_eq!(query.to_sql().text, r#"select "bio" from "users" where "bio" is not null"#);
    /// ```
    fn assume_not_null(self) -> Expr<BaseOf<Self>, Guarded<Self::Scope>> {
        Expr::new(self.into_node())
    }
}

impl<E: Expression> Compare for E {}

/// Not equal, where NULL equals NULL.
const IS_DISTINCT: Op = Op::at("is distinct from", Op::IS);

fn between<E, L, H>(
    inner: E,
    word: &'static str,
    low: L,
    high: H,
) -> Expr<ThreeBool<E, L, H>, Three<E, L, H>>
where
    E: IntoExpr,
    L: IntoExpr,
    H: IntoExpr,
{
    Expr::new(tree::Expr::Between {
        inner: Box::new(inner.into_node()),
        op: Op::at(word, Op::LIKE),
        bounds: Box::new((low.into_node(), high.into_node())),
    })
}

fn member<E, T>(
    inner: E,
    op: &'static str,
    word: &'static str,
    values: Vec<T>,
) -> Expr<BoolLike<E>, E::Scope>
where
    E: IntoExpr,
    T: Element,
{
    let list = tree::Expr::call(word, vec![bind(values)]);
    Expr::new(tree::Expr::binary(inner.into_node(), Op::compare(op), list))
}

/// `coalesce(first, fallback)`: the first that is not NULL.
///
/// It is NULL only if `fallback` may be. A missing row of an outer join counts as NULL, so
/// `coalesce(Post.title, "")` after a left join is a `String`.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<(String, String)> = from(User)
///     .left_join(Post, Post.author_id.eq(User.id))
///     .select((User.name, coalesce(Post.title, "none")));
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"select "users"."name", coalesce("posts"."title", $1) from "users" "#,
///         r#"left join "posts" on "posts"."author_id" = "users"."id""#,
///     ),
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-COALESCE-NVL-IFNULL>
pub fn coalesce<E, R>(
    first: E,
    fallback: R,
) -> Expr<EitherNull<NeverNull<E>, R, BaseOf<E>>, (Guarded<E::Scope>, R::Scope)>
where
    E: Expression,
    R: IntoExpr + ComparableTo<BaseOf<E>>,
{
    Expr::new(tree::Expr::call(
        "coalesce",
        vec![first.into_node(), fallback.into_node()],
    ))
}

/// The expression `E`, as if it were never NULL.
type NeverNull<E> = Expr<BaseOf<E>, ()>;
