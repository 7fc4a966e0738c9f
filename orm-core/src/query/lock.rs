//! Row locks: `for update` and its like.

use std::marker::PhantomData;

use super::Complete;
use super::IntoQuery;
use super::Query;
use super::Statement;
use super::select::Fills;
use super::select::Row;
use super::select::Select;
use super::select::WholeRow;
use super::select::read_as;
use crate::scope::from::Has;
use crate::scope::from::Sources;
use crate::sql::Sql;
use crate::table::Handle;
use crate::tree;
use crate::tree::LockStrength;
use crate::tree::LockWait;

use super::projection::Lockable;
use super::projection::Projection;
use super::projection::Selectable;
use crate::scope::from::Source;

/// A query that locks the rows it gives. It has no GROUP BY, DISTINCT or aggregate, with which SQL
/// cannot lock.
///
/// ```
/// # use orm_doc::*;
/// let locked = from(Post).filter(Post.id.eq(1)).for_update();
/// assert_eq!(
///     locked.select(Post.title).to_sql().text,
///     r#"select "title" from "posts" where "id" = $1 for update"#,
/// );
/// ```
#[derive(Debug, Clone)]
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Locked<From> {
    select: Select<From>,
    marker: PhantomData<fn() -> From>,
}

/// PostgreSQL: <https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS>
impl<From> Select<From> {
    /// `for update`: no other transaction changes, deletes or locks the rows until this one ends.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1)).for_update().select(Post.title);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "title" from "posts" where "id" = $1 for update"#,
    /// );
    /// ```
    pub fn for_update(self) -> Locked<From> {
        self.lock(LockStrength::Update)
    }

    /// `for no key update`: as `for update`, and others may still insert rows that reference these.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1)).for_no_key_update().select(Post.title);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "title" from "posts" where "id" = $1 for no key update"#,
    /// );
    /// ```
    pub fn for_no_key_update(self) -> Locked<From> {
        self.lock(LockStrength::NoKeyUpdate)
    }

    /// `for share`: others may read and share the rows, and not change them.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1)).for_share().select(Post.title);
    /// assert_eq!(query.to_sql().text, r#"select "title" from "posts" where "id" = $1 for share"#);
    /// ```
    pub fn for_share(self) -> Locked<From> {
        self.lock(LockStrength::Share)
    }

    /// `for key share`: others may change the rows, and not delete them or change their keys.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1)).for_key_share().select(Post.title);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "title" from "posts" where "id" = $1 for key share"#,
    /// );
    /// ```
    pub fn for_key_share(self) -> Locked<From> {
        self.lock(LockStrength::KeyShare)
    }

    fn lock(mut self, strength: LockStrength) -> Locked<From> {
        let lock = tree::Lock {
            strength,
            of: Vec::new(),
            wait: LockWait::Wait,
        };
        if !matches!(self.tree.distinct, tree::Distinct::All) {
            self.tree.invalid =
                Some("`.distinct()` gives rows that are none of a table, so they cannot be locked");
        }
        self.tree.locks.push(lock);
        Locked {
            select: self,
            marker: PhantomData,
        }
    }
}

impl<From> Locked<From> {
    /// `of source`: locks the rows of that source alone. A further call adds one.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post)
    ///     .inner_join(User, User.id.eq(Post.author_id))
    ///     .for_update()
    ///     .of(Post)
    ///     .select(Post.title);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"select "posts"."title" "#,
    ///         r#"from "posts" join "users" on "users"."id" = "posts"."author_id" "#,
    ///         r#"for update of "posts""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE>
    pub fn of<H>(self, _source: H) -> Self
    where
        H: Handle,
        From: Has<H::Source>,
    {
        self.last(|lock| lock.of.push(H::Source::NAME))
    }

    /// `nowait`: fails if a row is locked.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).filter(Post.id.eq(1)).for_update().no_wait().select(Post.title);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "title" from "posts" where "id" = $1 for update nowait"#,
    /// );
    /// ```
    ///
    /// # Errors
    /// When it is run, if another transaction holds a lock on a row: SQL state `55P03`.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE>
    pub fn no_wait(self) -> Self {
        self.last(|lock| lock.wait = LockWait::NoWait)
    }

    /// `skip locked`: leaves out rows that are locked.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).order_by(Post.id).limit(1).for_update().skip_locked().select(Post.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id" from "posts" order by "id" limit $1 for update skip locked"#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE>
    pub fn skip_locked(self) -> Self {
        self.last(|lock| lock.wait = LockWait::SkipLocked)
    }

    /// Says what to select. An aggregate does not compile here.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<i32> = from(Post).for_update().skip_locked().select(Post.id);
    /// assert_eq!(query.to_sql().text, r#"select "id" from "posts" for update skip locked"#);
    /// ```
    pub fn select<P>(self, columns: P) -> Query<P::Row, From::Free>
    where
        From: Sources,
        P: Projection<From, Aggregate: Lockable> + Selectable<From>,
    {
        let mut tree = self.select.tree;
        columns.push(&mut tree.columns);
        Query::new(tree::Statement::Select(tree), P::read, P::WIDTH)
    }

    /// As [`Locked::select`], with the row read as the struct `R`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(Post).for_update().select_as::<Stats>((Post.author_id, Post.score.assume_not_null()));
    /// assert_eq!(query.to_sql().text, r#"select "author_id", "score" from "posts" for update"#);
    /// ```
    pub fn select_as<R>(
        self,
        columns: impl Projection<From, Row: Fills<R::Fields>, Aggregate: Lockable> + Selectable<From>,
    ) -> Query<R, From::Free>
    where
        From: Sources,
        R: Row,
    {
        read_as(self.select.tree, columns)
    }

    /// The SQL text and its values, with all columns of all sources selected.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let sql = from(Post).filter(Post.id.eq(1)).for_update().to_sql();
    /// assert!(sql.text.ends_with("for update"));
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql
    where
        From: WholeRow,
    {
        self.select.to_sql()
    }

    fn last(mut self, change: impl FnOnce(&mut tree::Lock)) -> Self {
        if let Some(lock) = self.select.tree.locks.last_mut() {
            change(lock);
        }
        self
    }
}

impl<From: WholeRow> Statement for Locked<From> {
    fn into_tree(self) -> tree::Statement {
        self.into_query().into_tree()
    }
}

impl<From: WholeRow> Complete for Locked<From> {}

impl<From: WholeRow> IntoQuery for Locked<From> {
    type Row = From::Row;
    fn into_query(self) -> Query<From::Row> {
        self.select.into_query()
    }
}
