//! UNION, INTERSECT, EXCEPT.

use super::Query;
use super::select::count;
use super::select::skipped;
use crate::schema::index::Direction;
use crate::tree;
use crate::tree::SetOp;

/// The rows of another query fit beside those of type `Row`.
#[diagnostic::on_unimplemented(
    message = "rows of type `{Self}` cannot be combined with rows of type `{Row}`",
    label = "the two queries select different types",
    note = "both sides of a set operation need the same columns, in the same order, nullable alike"
)]
pub trait SameRow<Row> {}

#[diagnostic::do_not_recommend]
impl<Row> SameRow<Row> for Row {}

/// PostgreSQL: <https://www.postgresql.org/docs/current/queries-union.html>
impl<Row> Query<Row> {
    /// `.. union ..`: the rows of both, equal ones once.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let drafts = from(Post).filter(Post.score.is_null()).select(Post.title);
    /// let names = from(User).select(User.name);
    /// assert_eq!(
    ///     names.union(drafts).to_sql().text,
    ///     concat!(
    ///         r#"(select "name" from "users") union (select "title" from "posts" "#,
    ///         r#"where "score" is null)"#,
    ///     ),
    /// );
    /// ```
    pub fn union<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Union, other)
    }

    /// `.. union all ..`: the rows of both, equal ones as often as they come.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let names = from(User).select(User.name).union_all(from(Post).select(Post.title));
    /// assert_eq!(
    ///     names.to_sql().text,
    ///     r#"(select "name" from "users") union all (select "title" from "posts")"#,
    /// );
    /// ```
    pub fn union_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::UnionAll, other)
    }

    /// `.. intersect ..`: the rows that both have, equal ones once.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let authors = from(User).select(User.id).intersect(from(Post).select(Post.author_id));
    /// assert_eq!(
    ///     authors.to_sql().text,
    ///     r#"(select "id" from "users") intersect (select "author_id" from "posts")"#,
    /// );
    /// ```
    pub fn intersect<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Intersect, other)
    }

    /// `.. intersect all ..`: the rows that both have, as often as both have them.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let both = from(User).select(User.name).intersect_all(from(Post).select(Post.title));
    /// assert_eq!(
    ///     both.to_sql().text,
    ///     r#"(select "name" from "users") intersect all (select "title" from "posts")"#,
    /// );
    /// ```
    pub fn intersect_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::IntersectAll, other)
    }

    /// `.. except ..`: the rows that the other has not, equal ones once.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let silent = from(User).select(User.id).except(from(Post).select(Post.author_id));
    /// assert_eq!(
    ///     silent.to_sql().text,
    ///     r#"(select "id" from "users") except (select "author_id" from "posts")"#,
    /// );
    /// ```
    pub fn except<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Except, other)
    }

    /// `.. except all ..`: the rows of this query, less one for each equal row of the other.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let rest = from(User).select(User.name).except_all(from(Post).select(Post.title));
    /// assert_eq!(
    ///     rest.to_sql().text,
    ///     r#"(select "name" from "users") except all (select "title" from "posts")"#,
    /// );
    /// ```
    pub fn except_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::ExceptAll, other)
    }

    /// `order by position`: sorts the rows of the whole by its n-th column, from 1. A later call adds a
    /// key.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::index::Direction;
    ///
    /// let ids = from(User).select(User.id).union(from(Post).select(Post.author_id));
    /// let query = ids.order_by_position(1, Direction::Desc);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"(select "id" from "users") union (select "author_id" from "posts") order by 1 desc"#,
    /// );
    /// ```
    ///
    /// # Errors
    /// When it is run, if there is no such column.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/queries-order.html>
    pub fn order_by_position(self, position: usize, direction: Direction) -> Self {
        let width = self.width;
        self.whole(|whole| {
            if position == 0 || position > width {
                whole.left = tree::Statement::Invalid(format!(
                    "order by position {position} of a row of {width} columns"
                ));
            }
            whole.order_by.push((position, direction));
        })
    }

    /// `limit rows`, of the whole.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ids = from(User).select(User.id).union(from(Post).select(Post.author_id));
    /// assert_eq!(
    ///     ids.limit(3).to_sql().text,
    ///     r#"(select "id" from "users") union (select "author_id" from "posts") limit $1"#,
    /// );
    /// ```
    pub fn limit(self, rows: u32) -> Self {
        self.whole(|whole| whole.limit = Some(count(rows.into())))
    }

    /// `offset rows`, of the whole.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ids = from(User).select(User.id).union(from(Post).select(Post.author_id));
    /// assert_eq!(
    ///     ids.offset(3).to_sql().text,
    ///     r#"(select "id" from "users") union (select "author_id" from "posts") offset $1"#,
    /// );
    /// ```
    pub fn offset(self, rows: u64) -> Self {
        self.whole(|whole| whole.offset = Some(skipped(rows)))
    }

    fn combine<Other>(self, op: SetOp, other: Query<Other>) -> Self {
        let (read, width, names) = (self.read, self.width, self.names);
        let compound = tree::Compound {
            left: self.into_statement(),
            op: Some((op, other.into_statement())),
            limit: None,
            offset: None,
            order_by: Vec::new(),
        };
        Self::new(tree::Statement::Compound(Box::new(compound)), read, width).by_name(names)
    }

    /// Changes what is around the query as a whole, wrapping it if it is bare.
    fn whole(self, change: impl FnOnce(&mut tree::Compound)) -> Self {
        let (read, width, names) = (self.read, self.width, self.names);
        let mut whole = match self.into_statement() {
            tree::Statement::Compound(compound) => compound,
            bare => Box::new(tree::Compound {
                left: bare,
                op: None,
                limit: None,
                offset: None,
                order_by: Vec::new(),
            }),
        };
        change(&mut whole);
        Self::new(tree::Statement::Compound(whole), read, width).by_name(names)
    }
}
