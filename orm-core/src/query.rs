//! Statements: `from`, `insert`, `update`, `delete`, and what they become.

use std::fmt;

use crate::error::Error;
use crate::row::Cells;
use crate::sql::Sql;
use crate::tree;

pub mod compound;
pub mod delete;
pub mod find;
pub mod grouped;
pub mod insert;
pub mod lock;
pub mod projection;
pub mod raw;
pub mod select;
pub mod subquery;
pub mod update;

/// A query whose rows are read as `Row`.
///
/// Every builder becomes one by `.select(..)` or `.returning(..)`, so that it is what functions
/// return: `fn active() -> Query<User>`. `Needs` is what it needs from a query around it, nothing
/// for one that can be run.
///
/// ```
/// # use orm_doc::*;
/// fn recent() -> Query<(i32, String)> {
///     from(Post).order_by(Post.id.desc()).limit(5).select((Post.id, Post.title))
/// }
/// assert_eq!(
///     recent().to_sql().text,
///     r#"select "id", "title" from "posts" order by "id" desc limit $1"#,
/// );
/// ```
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Query<Row, Needs = ()> {
    statement: tree::Statement,
    read: Read<Row>,
    names: Option<&'static [&'static str]>,
    width: usize,
    needs: std::marker::PhantomData<fn() -> Needs>,
}

/// Reads a row from its cells.
pub type Read<Row> = fn(&mut Cells<'_>) -> Result<Row, Error>;

impl<Row, Needs> Query<Row, Needs> {
    pub(crate) fn new(statement: tree::Statement, read: Read<Row>, width: usize) -> Self {
        Self {
            statement,
            read,
            names: None,
            width,
            needs: std::marker::PhantomData,
        }
    }

    pub(crate) fn by_name(self, names: Option<&'static [&'static str]>) -> Self {
        Self { names, ..self }
    }

    /// The SQL text and its values.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).filter(User.id.eq(1)).select(User.name);
    /// assert_eq!(query.to_sql().text, r#"select "name" from "users" where "id" = $1"#);
    /// assert_eq!(query.to_sql().params.len(), 1);
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&self.statement)
    }

    /// How a row is read.
    #[must_use]
    pub fn read(&self) -> Read<Row> {
        self.read
    }

    /// The names by which cells are found, for raw SQL into a struct; else they are read in order.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = sql_query!(Stats, "select author_id, count(*) as posts from posts group by 1");
    /// assert_eq!(query.names(), Some(&["author_id", "posts"][..]));
    ///
    /// assert_eq!(from(User).select(User.name).names(), None);
    /// ```
    #[must_use]
    pub fn names(&self) -> Option<&'static [&'static str]> {
        self.names
    }

    /// How many cells a row takes.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = from(User).select((User.id, User.name));
    /// assert_eq!(query.width(), 2);
    /// ```
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn into_statement(self) -> tree::Statement {
        self.statement
    }
}

impl<Row, Needs> Clone for Query<Row, Needs> {
    fn clone(&self) -> Self {
        Self {
            statement: self.statement.clone(),
            needs: std::marker::PhantomData,
            ..*self
        }
    }
}

impl<Row, Needs> fmt::Debug for Query<Row, Needs> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.to_sql()).finish()
    }
}

/// A statement that can be run: a query, an insert, an update, a delete.
///
/// ```
/// # use orm_doc::*;
/// let delete = delete(Post).filter(Post.id.eq(1));
/// assert_eq!(delete.into_sql().text, r#"delete from "posts" where "id" = $1"#);
/// ```
pub trait Statement: Sized {
    /// The tree.
    fn into_tree(self) -> tree::Statement;

    /// The SQL text and its values.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let insert = insert(NewUser::builder().name("Ada").email("ada@example.com"));
    /// assert_eq!(
    ///     insert.into_sql().text,
    ///     r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3)"#,
    /// );
    /// ```
    #[must_use]
    fn into_sql(self) -> Sql {
        Sql::of(&self.into_tree())
    }
}

/// A statement that is complete.
///
/// It is what an update becomes when it says what to set and which rows.
///
/// ```
/// # use orm_doc::*;
/// use orm::query::Complete;
///
/// fn runs<S: Complete>(_statement: &S) {}
///
/// runs(&update(User).set(User.bio.set("x")).filter(User.id.eq(1)));
/// runs(&delete(Post).all_rows());
/// ```
pub trait Complete: Statement {}

/// A statement that gives rows.
///
/// It is a [`Query`], or a `from(..)` without `.select(..)`, which selects all columns.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<User> = from(User).into_query();
/// assert_eq!(query.width(), 5);
///
/// let pairs: Query<(User, Option<Post>)> =
///     from(User).left_join(Post, Post.author_id.eq(User.id)).into_query();
/// assert_eq!(pairs.width(), 10);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no rows",
    label = "add `.returning(..)` or `.returning_all()`",
    note = "a query that uses `.outer(..)` fits inside another query only"
)]
pub trait IntoQuery: Sized {
    /// What a row is read as.
    type Row;
    /// The query.
    fn into_query(self) -> Query<Self::Row>;
}

impl<Row> IntoQuery for Query<Row> {
    type Row = Row;
    fn into_query(self) -> Self {
        self
    }
}

impl<Row> Statement for Query<Row> {
    fn into_tree(self) -> tree::Statement {
        self.statement
    }
}

impl<Row> Complete for Query<Row> {}
