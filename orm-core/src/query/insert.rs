//! INSERT.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::Complete;
use super::Query;
use super::Statement;
use super::projection::PerRow;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::push_columns;
use crate::sql::Sql;
use crate::table::ConflictKey;
use crate::table::Table;
use crate::tree;

mod conflict;
mod field;
mod row;
mod rows;
mod state;
mod value;

pub use conflict::ConflictColumns;
pub use conflict::OnConflict;
pub use field::NewField;
pub use field::NewValue;
pub use row::Insertable;
pub use row::IntoRows;
pub use row::NewRow;
use rows::Rows;
use rows::columns;
pub use state::Empty;
pub use state::Provides;
pub use state::Sets;
pub use state::With;
pub use value::IntoNullable;
pub use value::IntoValue;

/// INSERT into the table `T`. By itself it gives the number of rows.
///
/// ```
/// # use orm_doc::*;
/// let query = insert(NewUser::builder().name("Ada").email("ada@example.com"));
/// assert_eq!(
///     query.to_sql().text,
///     r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3)"#,
/// );
/// ```
#[must_use = "an insert does nothing until it is run, such as by `.execute(&db)`"]
pub struct Insert<T> {
    tree: Box<tree::Insert>,
    marker: PhantomData<fn() -> T>,
}

impl<T> Clone for Insert<T> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<T> fmt::Debug for Insert<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Insert").field(&self.tree).finish()
    }
}

/// Inserts a row or several: an insert struct, its builder, or a `Vec` or array of them.
///
/// Any number of rows is one statement. Many rows with the same fields travel as one array a
/// column, so that the text and the number of parameters do not depend on how many there are. A column
/// that a row gives no value has its default.
///
/// ```
/// # use orm_doc::*;
/// let query = insert(NewUser::builder().name("Ada").email("ada@example.com").bio("x"));
/// assert_eq!(
///     query.to_sql().text,
///     r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3)"#,
/// );
///
/// let rows: Vec<_> = ["ada", "grace", "alan"]
///     .into_iter()
///     .map(|name| NewUser::builder().name(name).email(format!("{name}@example.com")))
///     .collect();
/// assert_eq!(
///     insert(rows).to_sql().text,
///     concat!(
///         r#"insert into "users" ("name", "email", "bio") select * "#,
///         "from unnest($1::text[], $2::text[], $3::text[])",
///     ),
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html>
pub fn insert<I: Insertable + IntoRows>(rows: I) -> Insert<<I::Row as NewRow>::Table> {
    let given = rows;
    let mut rows = Vec::new();
    given.append_to(&mut rows);
    rows.iter_mut().for_each(NewRow::fill);
    Insert::new(Box::new(tree::Insert {
        table: <<I::Row as NewRow>::Table as Table>::table(),
        rows: Arc::new(Rows {
            columns: columns::<I::Row>(),
            rows,
        }),
        overriding: None,
        conflict: None,
        returning: Vec::new(),
    }))
}

impl<T> Insert<T> {
    fn new(tree: Box<tree::Insert>) -> Self {
        Self {
            tree,
            marker: PhantomData,
        }
    }

    /// The SQL text and its values.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ada = NewUser { name: "Ada".into(), email: "ada@example.com".into(), bio: None, created_at: None };
    /// assert_eq!(
    ///     insert(ada).to_sql().text,
    ///     r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3)"#,
    /// );
    /// ```
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&tree::Statement::Insert(self.tree.clone()))
    }
}

impl<T: Table> Insert<T> {
    /// `on conflict (columns)`: names the unique key on which a row may collide. What is no key of the
    /// table does not compile.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ada = NewUser::builder().name("Ada").email("ada@example.com");
    /// let query = insert(ada).on_conflict(User.email).do_update(|new| User.name.set(new.name));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         r#"on conflict ("email") do update set "name" = "excluded"."name""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub fn on_conflict<K>(self, _key: K) -> OnConflict<T>
    where
        K: ConflictColumns,
        T: ConflictKey<K::Columns>,
    {
        let target = tree::ConflictTarget {
            columns: K::names(),
            predicate: T::PREDICATE,
        };
        OnConflict {
            insert: self,
            target: Some(target),
        }
    }

    /// `on conflict do nothing`: leaves out rows that collide on any unique key.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query = insert(NewUser::builder().name("Ada").email("ada@example.com"))
    ///     .on_conflict_do_nothing();
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         "on conflict do nothing",
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub fn on_conflict_do_nothing(self) -> Self {
        OnConflict {
            insert: self,
            target: None,
        }
        .do_nothing()
    }

    /// `returning columns`: values of the rows that are inserted or updated.
    ///
    /// Row shape: as of `select`, one row for each; none for a row that a conflict left out.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<i32> =
    ///     insert(NewUser::builder().name("Ada").email("ada@example.com")).returning(User.id);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) returning "id""#,
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        P: Projection<(T,), Aggregate: PerRow> + Selectable<(T,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(tree::Statement::Insert(self.tree), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they are in the table.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<User> =
    ///     insert(NewUser::builder().name("Ada").email("ada@example.com")).returning_all();
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         r#"returning "id", "name", "email", "bio", "created_at""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/dml-returning.html>
    pub fn returning_all(mut self) -> Query<T> {
        push_columns::<T>(&mut self.tree.returning);
        Query::new(tree::Statement::Insert(self.tree), T::from_row, T::WIDTH)
    }
}

impl<T> Statement for Insert<T> {
    fn into_tree(self) -> tree::Statement {
        tree::Statement::Insert(self.tree)
    }
}

impl<T> Complete for Insert<T> {}
