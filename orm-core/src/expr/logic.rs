//! AND, OR, NOT, and conditions that are put together at run time.

use super::Binary;
use super::Column;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use super::binary;
use crate::scope::In;
use crate::scope::Uses;
use crate::scope::aggregate::RowLevel;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::tree;
use crate::tree::Op;
use crate::types::SqlType;

/// A boolean, which may be NULL.
///
/// ```
/// # use orm_doc::*;
/// // A comparison with a column that may be NULL is an `Option<bool>`, and still a condition.
/// let condition: Expr<Option<bool>, _> = User.bio.eq("x");
/// assert_eq!(
///     from(User).filter(condition).select(User.id).to_sql().text,
///     r#"select "id" from "users" where "bio" = $1"#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "a condition must be boolean, this one is `{Self}`",
    label = "not a boolean expression",
    note = "compare it with something: `.eq(..)`, `.is_not_null()`"
)]
pub trait Boolean {}

#[diagnostic::do_not_recommend]
impl Boolean for bool {}
#[diagnostic::do_not_recommend]
impl Boolean for Option<bool> {}

/// A condition for queries from the sources `From`, whatever columns it uses: see
/// [`Logic::erase`].
pub type Filter<From> = Expr<Option<bool>, In<From>>;

/// SQL's three-valued logic.
///
/// ```
/// # use orm_doc::*;
/// let query = from(Post)
///     .filter(Post.score.gt(10).and(Post.title.ne("x").or(Post.id.lt(5))))
///     .select(Post.id);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "id" from "posts" where "score" > $1 and ("title" <> $2 or "id" < $3)"#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-logical.html>
pub trait Logic: Expression<Type: Boolean> {
    /// The same condition, of which the type tells `From` alone. So conditions on different columns
    /// fit in one `Vec`, for `any_of`, `all_of` or `.filter(..)`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let (word, in_bio) = ("%rust%", true);
    /// let mut places: Vec<Filter<(User,)>> = vec![User.name.ilike(word).erase()];
    /// if in_bio {
    ///     places.push(User.bio.ilike(word).erase());
    /// }
    /// assert_eq!(
    ///     from(User).filter(any_of(places)).select(User.id).to_sql().text,
    ///     r#"select "id" from "users" where "name" ilike $1 or "bio" ilike $2"#,
    /// );
    /// ```
    fn erase<From>(self) -> Filter<From>
    where
        Self::Scope: Within<From> + RowLevel,
    {
        Expr::new(self.into_node())
    }

    /// `self and other`. Parentheses are written where they are needed.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.gt(1).and(User.bio.is_null())).select(User.name);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "name" from "users" where "id" > $1 and "bio" is null"#,
    /// );
    /// ```
    fn and<R>(self, other: R) -> Binary<Self, R, bool>
    where
        R: IntoExpr<Type: Boolean>,
    {
        binary(self, Op::AND, other)
    }

    /// `self or other`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.eq(1).or(User.bio.is_null())).select(User.name);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "name" from "users" where "id" = $1 or "bio" is null"#,
    /// );
    /// ```
    fn or<R>(self, other: R) -> Binary<Self, R, bool>
    where
        R: IntoExpr<Type: Boolean>,
    {
        binary(self, Op::OR, other)
    }

    /// `not self`. Of NULL it is NULL.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.name.like("a%").not()).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where not "name" like $1"#);
    /// ```
    fn not(self) -> Expr<Self::Type, Self::Scope> {
        let inner = Box::new(self.into_node());
        Expr::new(tree::Expr::Prefix { op: Op::NOT, inner })
    }
}

impl<E: Expression<Type: Boolean>> Logic for E {}

/// `not condition`. Of NULL it is NULL.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).filter(not(User.id.eq(1).or(User.id.eq(2)))).select(User.name);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "name" from "users" where not ("id" = $1 or "id" = $2)"#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-logical.html>
pub fn not<E: Expression<Type: Boolean>>(condition: E) -> Expr<E::Type, E::Scope> {
    condition.not()
}

/// A condition that is there, as UPDATE and DELETE need it.
///
/// ```
/// # use orm_doc::*;
/// assert_eq!(
///     delete(Post).filter(Post.id.eq(1)).to_sql().text,
///     r#"delete from "posts" where "id" = $1"#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition that is always there",
    label = "expected an expression; without one, every row would be meant",
    note = "unwrap an `Option` before, or say `.all_rows()` in so many words"
)]
pub trait Definite {
    /// The type of the expression.
    type Type;
    /// The columns that it uses.
    type Scope;
    /// The condition.
    fn into_condition(self) -> tree::Expr;
}

#[diagnostic::do_not_recommend]
impl<S: Source, C: TableColumn> Definite for Column<S, C> {
    type Type = C::Type;
    type Scope = Uses<S, C>;
    fn into_condition(self) -> tree::Expr {
        self.into_node()
    }
}

#[diagnostic::do_not_recommend]
impl<T: SqlType, Scope> Definite for Expr<T, Scope> {
    type Type = T;
    type Scope = Scope;
    fn into_condition(self) -> tree::Expr {
        self.into_node()
    }
}

/// A condition that may be absent: an expression, an `Option` of one, or a `Vec` that must hold all.
///
/// `None` and an empty `Vec` leave all rows, so UPDATE and DELETE do not take them.
///
/// ```
/// # use orm_doc::*;
/// let name: Option<&str> = None;
/// let query = from(User).filter(name.map(|name| User.name.eq(name))).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users""#);
///
/// let query = from(Post).filter(vec![Post.id.gt(1), Post.id.lt(9)]).select(Post.title);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "title" from "posts" where "id" > $1 and "id" < $2"#,
/// );
/// ```
pub trait Condition {
    /// The type of the expression.
    type Type;
    /// The columns that it uses.
    type Scope;
    /// The conditions, all of which must hold.
    fn into_nodes(self) -> Vec<tree::Expr>;
}

impl<E: Expression> Condition for E {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        vec![self.into_node()]
    }
}

impl<E: Expression> Condition for Option<E> {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        self.map(IntoExpr::into_node).into_iter().collect()
    }
}

impl<E: Expression> Condition for Vec<E> {
    type Type = E::Type;
    type Scope = E::Scope;
    fn into_nodes(self) -> Vec<tree::Expr> {
        self.into_iter().map(IntoExpr::into_node).collect()
    }
}

/// True if any of the conditions is; false for none: `a or b or c`.
///
/// ```
/// # use orm_doc::*;
/// let patterns = ["a%", "b%"];
/// let query = from(User)
///     .filter(any_of(patterns.map(|pattern| User.name.like(pattern))))
///     .select(User.id);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "id" from "users" where "name" like $1 or "name" like $2"#,
/// );
/// ```
pub fn any_of<T: Boolean + SqlType, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
) -> Expr<T, Scope> {
    chain(conditions, Op::OR, "false")
}

/// True if all of the conditions are, and for none: `a and b and c`.
///
/// ```
/// # use orm_doc::*;
/// let words = ["%rust%", "%sql%"];
/// let query = from(Post)
///     .filter(all_of(words.map(|word| Post.title.ilike(word))))
///     .select(Post.id);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "id" from "posts" where "title" ilike $1 and "title" ilike $2"#,
/// );
/// ```
pub fn all_of<T: Boolean + SqlType, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
) -> Expr<T, Scope> {
    chain(conditions, Op::AND, "true")
}

fn chain<T, Scope>(
    conditions: impl IntoIterator<Item = Expr<T, Scope>>,
    op: Op,
    none: &'static str,
) -> Expr<T, Scope> {
    let mut nodes: Vec<tree::Expr> = conditions
        .into_iter()
        .map(|condition| condition.node)
        .collect();
    // A chain is as deep as it is long, and a deep one overflows the stack; a tree is not.
    while nodes.len() > 1 {
        let mut pairs = nodes.into_iter();
        nodes = std::iter::from_fn(|| {
            let left = pairs.next()?;
            Some(match pairs.next() {
                Some(right) => tree::Expr::binary(left, op, right),
                None => left,
            })
        })
        .collect();
    }
    Expr::new(nodes.pop().unwrap_or(tree::Expr::Keyword(none)))
}
