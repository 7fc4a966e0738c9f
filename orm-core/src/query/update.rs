//! UPDATE.

use std::marker::PhantomData;

use super::Complete;
use super::Query;
use super::Statement;
use super::projection::PerRow;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::push_columns;
use super::select::source;
use crate::expr::assign::Assignments;
use crate::expr::logic::Boolean;
use crate::expr::logic::Definite;
use crate::row::FromRow;
use crate::scope::aggregate::RowLevel;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::Table;
use crate::tree;

/// UPDATE of the source `S`. `Set` and `Where` tell what it still lacks.
///
/// ```
/// # use orm_doc::*;
/// let query = update(User).set(User.bio.set("x")).filter(User.id.eq(1));
/// assert_eq!(query.to_sql().text, r#"update "users" set "bio" = $1 where "id" = $2"#);
/// ```
#[must_use = "an update does nothing until it is run, such as by `.execute(&db)`"]
pub struct Update<S, Set = SetMissing, Where = WhereMissing> {
    tree: Box<tree::Update>,
    marker: PhantomData<fn() -> (S, Set, Where)>,
}

/// It does not say what to set yet.
#[derive(Debug)]
pub struct SetMissing;

/// It says what to set.
#[derive(Debug)]
pub struct SetGiven;

/// It does not say which rows yet.
#[derive(Debug)]
pub struct WhereMissing;

/// It says which rows.
#[derive(Debug)]
pub struct WhereGiven;

/// The update says what to set.
#[diagnostic::on_unimplemented(
    message = "this UPDATE sets nothing",
    label = "say what to set by `.set(..)` before this"
)]
pub trait SaysWhat {}

impl SaysWhat for SetGiven {}

/// The statement says which rows.
#[diagnostic::on_unimplemented(
    message = "this statement has no WHERE and would change every row",
    label = "say which rows by `.filter(..)` before this, or `.all_rows()` for every row"
)]
pub trait SaysWhich {}

impl SaysWhich for WhereGiven {}

impl<S, Set, Where> Clone for Update<S, Set, Where> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<S, Set, Where> std::fmt::Debug for Update<S, Set, Where> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Update").field(&self.tree).finish()
    }
}

/// Updates rows of a table. Say what by `.set(..)`, and which by `.filter(..)` or `.all_rows()`;
/// else it cannot be run.
///
/// ```
/// # use orm_doc::*;
/// let query = update(User).set(User.name.set(upper(User.name))).filter(User.id.eq(1));
/// assert_eq!(
///     query.to_sql().text,
///     r#"update "users" set "name" = upper("name") where "id" = $1"#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-update.html>
pub fn update<H: Handle>(_table: H) -> Update<H::Source> {
    Update::new(Box::new(tree::Update {
        from: source::<H::Source>(),
        set: Vec::new(),
        filters: Vec::new(),
        returning: Vec::new(),
    }))
}

impl<S, Set, Where> Update<S, Set, Where> {
    fn new(tree: Box<tree::Update>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }
}

impl<S: Source<Table: Table>, Set, Where> Update<S, Set, Where> {
    /// `set column = value, ..`: an assignment, a tuple of them, or the table's changes struct. A later
    /// call adds to it.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(User).set((User.name.set("Ada"), User.bio.set("x"))).filter(User.id.eq(1));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"update "users" set "name" = $1, "bio" = $2 where "id" = $3"#,
    /// );
    ///
    /// let changes = UserChanges { bio: Some(None), ..UserChanges::default() };
    /// assert_eq!(
    ///     update(User).set(changes).filter(User.id.eq(1)).to_sql().text,
    ///     r#"update "users" set "bio" = $1 where "id" = $2"#,
    /// );
    /// ```
    ///
    /// # Errors
    /// When it is run, if nothing is set, such as by a changes struct whose fields are all `None`.
    pub fn set<A>(mut self, assignments: A) -> Update<S, SetGiven, Where>
    where
        A: Assignments<S, (S,)>,
    {
        self.tree.set.extend(assignments.into_nodes());
        Update::new(self.tree)
    }

    /// `where condition`. Several filters must all hold.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(Post).set(Post.score.set(0)).filter(Post.score.is_null()).filter(Post.id.gt(9));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"update "posts" set "score" = $1 where "score" is null and "id" > $2"#,
    /// );
    /// ```
    pub fn filter<C>(mut self, condition: C) -> Update<S, Set, WhereGiven>
    where
        C: Definite<Type: Boolean, Scope: Within<(S,)> + RowLevel>,
    {
        self.tree.filters.push(condition.into_condition());
        Update::new(self.tree)
    }

    /// Says that every row is meant.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(Post).set(Post.score.set(0)).all_rows();
    /// assert_eq!(query.to_sql().text, r#"update "posts" set "score" = $1"#);
    /// ```
    pub fn all_rows(self) -> Update<S, Set, WhereGiven> {
        Update::new(self.tree)
    }

    /// The SQL text and its values, with the columns that have an `on_update_fn`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = update(Post).set(Post.title.set("Hi")).filter(Post.id.eq(1));
    /// assert_eq!(query.to_sql().text, r#"update "posts" set "title" = $1 where "id" = $2"#);
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&self.clone().into_tree())
    }

    /// `returning columns`: values of the rows after the update.
    ///
    /// Row shape: as of `select`, one row for each row updated.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Option<i64>> = update(Post)
    ///     .set(Post.score.set(Post.score.add(1)))
    ///     .filter(Post.id.eq(1))
    ///     .returning(Post.score);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"update "posts" set "score" = "score" + $1 where "id" = $2 returning "score""#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        Set: SaysWhat,
        Where: SaysWhich,
        P: Projection<(S,), Aggregate: PerRow> + Selectable<(S,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(self.into_tree(), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they are after the update.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Post> =
    ///     update(Post).set(Post.title.set("Hi")).filter(Post.id.eq(1)).returning_all();
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"update "posts" set "title" = $1 where "id" = $2 "#,
    ///         r#"returning "id", "author_id", "title", "score", "tags""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning_all(mut self) -> Query<S::Table>
    where
        Set: SaysWhat,
        Where: SaysWhich,
    {
        push_columns::<S>(&mut self.tree.returning);
        Query::new(self.into_tree(), S::Table::from_row, S::Table::WIDTH)
    }
}

impl<S: Source<Table: Table>, Set, Where> Statement for Update<S, Set, Where> {
    fn into_tree(mut self) -> tree::Statement {
        self.tree.set = touched::<S::Table>(std::mem::take(&mut self.tree.set));
        tree::Statement::Update(self.tree)
    }
}

impl<S, Set, Where> Complete for Update<S, Set, Where>
where
    S: Source<Table: Table>,
    Set: SaysWhat,
    Where: SaysWhich,
{
}

/// The assignments, with those of the `on_update_fn` columns that they do not set.
pub(super) fn touched<T: Table>(mut set: Vec<tree::SetColumn>) -> Vec<tree::SetColumn> {
    if !set.is_empty() {
        let untouched = T::on_update()
            .into_iter()
            .filter(|new| !set.iter().any(|old| old.column == new.column))
            .collect::<Vec<_>>();
        set.extend(untouched);
    }
    set
}
