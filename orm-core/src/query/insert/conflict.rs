//! ON CONFLICT: what happens to a row that collides.

use super::Insert;
use crate::expr::Column;
use crate::expr::Expression;
use crate::expr::assign::Assignments;
use crate::expr::logic::Boolean;
use crate::query::update::touched;
use crate::scope::Excluded;
use crate::scope::aggregate::RowLevel;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::within::Within;
use crate::table::Table;
use crate::tree;

/// An insert that has named its unique key, and has to say what happens to a row that collides.
///
/// ```
/// # use orm_doc::*;
/// let ada = NewUser::builder().name("Ada").email("ada@example.com");
/// let query = insert(ada).on_conflict(User.email).do_nothing();
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
///         r#"on conflict ("email") do nothing"#,
///     ),
/// );
/// ```
#[derive(Debug, Clone)]
#[must_use = "say `.do_nothing()` or `.do_update(..)`"]
pub struct OnConflict<T> {
    pub(super) insert: Insert<T>,
    pub(super) target: Option<tree::ConflictTarget>,
}

impl<T: Table> OnConflict<T> {
    /// `do nothing`: leaves the row out.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ada = NewUser::builder().name("Ada").email("ada@example.com");
    /// let query = insert(ada).on_conflict(User.email).do_nothing();
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         r#"on conflict ("email") do nothing"#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub fn do_nothing(self) -> Insert<T> {
        self.then(tree::ConflictAction::Nothing)
    }

    /// `do update set ..`: updates the row that is there. `new` is the row that was to be inserted.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ada = NewUser::builder().name("Ada").email("ada@example.com").bio("x");
    /// let query = insert(ada)
    ///     .on_conflict(User.email)
    ///     .do_update(|new| (User.name.set(new.name), User.bio.set(coalesce(User.bio, new.bio))));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         r#"on conflict ("email") do update "#,
    ///         r#"set "name" = "excluded"."name", "bio" = coalesce("users"."bio", "excluded"."bio")"#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub fn do_update<A>(self, set: impl FnOnce(T::Columns<Excluded<T>>) -> A) -> Insert<T>
    where
        A: Assignments<T, (T, Excluded<T>)>,
    {
        let set = touched::<T>(set(T::columns::<Excluded<T>>()).into_nodes());
        self.then(tree::ConflictAction::Update {
            set,
            filters: Vec::new(),
        })
    }

    /// As [`OnConflict::do_update`], for rows that fulfil a condition; others are left as they are.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let ada = NewUser::builder().name("Ada").email("ada@example.com");
    /// let query = insert(ada)
    ///     .on_conflict(User.email)
    ///     .do_update_where(|new| User.name.set(new.name), |new| User.name.ne(new.name));
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     concat!(
    ///         r#"insert into "users" ("name", "email", "bio") values ($1, $2, $3) "#,
    ///         r#"on conflict ("email") do update set "name" = "excluded"."name" "#,
    ///         r#"where "users"."name" <> "excluded"."name""#,
    ///     ),
    /// );
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub fn do_update_where<A, C>(
        self,
        set: impl FnOnce(T::Columns<Excluded<T>>) -> A,
        condition: impl FnOnce(T::Columns<Excluded<T>>) -> C,
    ) -> Insert<T>
    where
        A: Assignments<T, (T, Excluded<T>)>,
        C: Expression<Type: Boolean, Scope: Within<(T, Excluded<T>)> + RowLevel>,
    {
        let new = T::columns::<Excluded<T>>();
        let set = touched::<T>(set(new).into_nodes());
        let filters = vec![condition(new).into_node()];
        self.then(tree::ConflictAction::Update { set, filters })
    }

    fn then(self, action: tree::ConflictAction) -> Insert<T> {
        let mut insert = self.insert;
        insert.tree.conflict = Some(tree::Conflict {
            target: self.target,
            action,
        });
        insert
    }
}

/// Columns that name a unique key: one, or a tuple in the order of its declaration.
///
/// ```
/// # use orm_doc::*;
/// #[derive(Table)]
/// #[table(name = "members", primary_key(team, user))]
/// struct Member {
///     team: i32,
///     user: i64,
///     role: String,
/// }
///
/// let query = insert(NewMember { team: 1, user: 2, role: "lead".into() })
///     .on_conflict((Member.team, Member.user))
///     .do_update(|new| Member.role.set(new.role));
/// assert_eq!(
///     query.to_sql().text,
///     concat!(
///         r#"insert into "members" ("team", "user", "role") values ($1, $2, $3) "#,
///         r#"on conflict ("team", "user") do update set "role" = "excluded"."role""#,
///     ),
/// );
/// ```
pub trait ConflictColumns {
    /// The columns, as types.
    type Columns;
    /// Their names.
    fn names() -> Vec<&'static str>;
}

impl<S: Source, C: TableColumn> ConflictColumns for Column<S, C> {
    type Columns = C;
    fn names() -> Vec<&'static str> {
        vec![C::NAME]
    }
}

macro_rules! tuple_conflict {
    ($($s:ident $c:ident),+) => {
        impl<$($s: Source, $c: TableColumn),+> ConflictColumns for ($(Column<$s, $c>,)+) {
            type Columns = ($($c,)+);
            fn names() -> Vec<&'static str> {
                vec![$($c::NAME),+]
            }
        }
    };
}

tuple_conflict!(SA A);
tuple_conflict!(SA A, SB B);
tuple_conflict!(SA A, SB B, SC C);
tuple_conflict!(SA A, SB B, SC C, SD D);
tuple_conflict!(SA A, SB B, SC C, SD D, SE E);
tuple_conflict!(SA A, SB B, SC C, SD D, SE E, SF F);
