//! INSERT.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::BytesMut;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;

use super::Complete;
use super::Query;
use super::Statement;
use super::projection::PerRow;
use super::projection::Projection;
use super::projection::Selectable;
use super::projection::push_columns;
use super::update::touched;
use crate::expr::Column;
use crate::expr::Expression;
use crate::expr::assign::Assignments;
use crate::expr::logic::Boolean;
use crate::scope::Excluded;
use crate::scope::aggregate::RowLevel;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::scope::id::False;
use crate::scope::id::Or;
use crate::scope::id::SameAs;
use crate::scope::id::True;
use crate::scope::within::Within;
use crate::sql::Sql;
use crate::table::ConflictKey;
use crate::table::Table;
use crate::tree;
use crate::tree::Presence;
use crate::tree::Value;

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
    insert: Insert<T>,
    target: Option<tree::ConflictTarget>,
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

/// An insert struct. `#[derive(Table)]` makes one for each table.
pub trait NewRow: fmt::Debug + Send + Sync + Sized + 'static {
    /// The table.
    type Table: Table;
    /// Its fields, and the columns that they are for.
    fn fields() -> &'static [&'static dyn NewField<Self>];
    /// Sets the fields that have a `default_fn` or `on_update_fn` and no value.
    fn fill(&mut self) {}
}

/// What stands for rows of one table: an insert struct, its builder, or several of one kind.
///
/// ```
/// # use orm_doc::*;
/// use orm::query::insert::{Insertable, NewRow};
///
/// fn table_of<I: Insertable>(_rows: &I) -> &'static str {
///     <I::Row as NewRow>::Table::table().name
/// }
///
/// assert_eq!(table_of(&vec![NewUser::builder().name("Ada")]), "users");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected an insert struct such as `NewUser`, its builder, or a `Vec` or array of them"
)]
pub trait Insertable {
    /// The insert struct.
    type Row: NewRow;
}

/// What can be inserted: as [`Insertable`], with a value for each required column.
///
/// ```
/// # use orm_doc::*;
/// let rows = [
///     NewUser::builder().name("Ada").email("ada@example.com"),
///     NewUser::builder().name("Grace").email("grace@example.com"),
/// ];
/// assert_eq!(
///     insert(rows).to_sql().text,
///     concat!(
///         r#"insert into "users" ("name", "email", "bio") select * "#,
///         "from unnest($1::text[], $2::text[], $3::text[])",
///     ),
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected an insert struct such as `NewUser`, its builder, or a `Vec` or array of them"
)]
pub trait IntoRows: Insertable {
    /// Appends the rows.
    fn append_to(self, rows: &mut Vec<Self::Row>);
}

#[diagnostic::do_not_recommend]
impl<I: Insertable> Insertable for Vec<I> {
    type Row = I::Row;
}

#[diagnostic::do_not_recommend]
impl<I: IntoRows> IntoRows for Vec<I> {
    fn append_to(self, rows: &mut Vec<I::Row>) {
        rows.reserve(self.len());
        self.into_iter().for_each(|row| row.append_to(rows));
    }
}

#[diagnostic::do_not_recommend]
impl<I: Insertable, const N: usize> Insertable for [I; N] {
    type Row = I::Row;
}

#[diagnostic::do_not_recommend]
impl<I: IntoRows, const N: usize> IntoRows for [I; N] {
    fn append_to(self, rows: &mut Vec<I::Row>) {
        rows.reserve(N);
        self.into_iter().for_each(|row| row.append_to(rows));
    }
}

/// The state of a builder has a value for the required column.
#[diagnostic::on_unimplemented(
    message = "`{Column}` is required: it is NOT NULL and has no default",
    label = "missing a value for `{Column}`",
    note = "call its setter on the builder"
)]
pub trait Provides<Column> {}

#[diagnostic::do_not_recommend]
impl<State, C> Provides<C> for State
where
    C: TableColumn,
    State: Sets<C::Ordinal, Out = True>,
{
}

/// Whether the state of a builder has a value for the column at that position.
pub trait Sets<Ordinal> {
    /// [`True`] or [`False`].
    type Out;
}

impl<Ordinal> Sets<Ordinal> for Empty {
    type Out = False;
}

impl<Ordinal, C, Rest> Sets<Ordinal> for With<C, Rest>
where
    C: TableColumn<Ordinal: SameAs<Ordinal>>,
    Rest: Sets<Ordinal>,
    <C::Ordinal as SameAs<Ordinal>>::Out: Or<Rest::Out>,
{
    type Out = <<C::Ordinal as SameAs<Ordinal>>::Out as Or<Rest::Out>>::Out;
}

/// A value for a column that is NOT NULL.
///
/// ```
/// # use orm_doc::*;
/// // `&str` and `String` turn into a `String`, `i32` into an `i64`.
/// let row = NewUser::builder().name("Ada").email(String::from("ada@example.com")).build();
/// assert_eq!(row.name, "Ada");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a column of type `{T}`",
    label = "expected `{T}`, or what turns into it",
    note = "a column that is not an `Option` is NOT NULL and takes no `None`"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoValue<T> for V {
    fn into_value(self) -> T {
        self.into()
    }
}

/// A value for a column that may be NULL: `T`, `Option<T>`, or text for a `String`.
///
/// ```
/// # use orm_doc::*;
/// let ada = NewUser::builder().name("Ada").email("ada@example.com");
/// let bio: Option<String> = None;
/// assert_eq!(ada.bio("x").bio(bio).build().bio, None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a column of type `Option<{T}>`",
    label = "expected `{T}` or `Option<{T}>`"
)]
pub trait IntoNullable<T> {
    /// The value.
    fn into_nullable(self) -> Option<T>;
}

impl<T> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Option<T> {
        self
    }
}

impl IntoNullable<String> for &str {
    fn into_nullable(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl IntoNullable<String> for &String {
    fn into_nullable(self) -> Option<String> {
        Some(self.clone())
    }
}

/// A builder that was given a value for a column, and before that for those in `Rest`.
#[derive(Debug)]
pub struct With<Column, Rest>(PhantomData<(Column, Rest)>);

/// A builder that was given no value yet.
#[derive(Debug)]
pub struct Empty;

/// A field of an insert struct.
pub trait NewField<Row>: Send + Sync {
    /// The index of its column in the table.
    fn column(&self) -> usize;
    /// Which rows give it a value.
    fn presence(&self, rows: &[Row]) -> Presence;
    /// Whether the row gives it a value.
    fn is_set(&self, row: &Row) -> bool;
    /// The value in a row.
    ///
    /// # Errors
    /// If the value cannot be encoded.
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded;
    /// Whether the type can hold its values.
    fn accepts(&self, ty: &Type) -> bool;
}

type Encoded = Result<IsNull, Box<dyn StdError + Sync + Send>>;

/// The field of the column `C`, at that index of the table, that every row gives a value.
pub struct Given<Row, C: TableColumn>(pub usize, pub fn(&Row) -> &C::Type);

/// The field of the column `C`, at that index of the table, that may be left to the server's default.
pub struct Omittable<Row, C: TableColumn>(pub usize, pub fn(&Row) -> &Option<C::Type>);

impl<Row, C: TableColumn> fmt::Debug for Given<Row, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Given").field(&C::NAME).finish()
    }
}

impl<Row, C: TableColumn> fmt::Debug for Omittable<Row, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Omittable").field(&C::NAME).finish()
    }
}

impl<Row, C: TableColumn> NewField<Row> for Given<Row, C> {
    fn column(&self) -> usize {
        self.0
    }
    fn presence(&self, _rows: &[Row]) -> Presence {
        Presence::All
    }
    fn is_set(&self, _row: &Row) -> bool {
        true
    }
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded {
        (self.1)(row).to_sql(ty, out)
    }
    fn accepts(&self, ty: &Type) -> bool {
        <C::Type as ToSql>::accepts(ty)
    }
}

impl<Row, C: TableColumn> NewField<Row> for Omittable<Row, C> {
    fn column(&self) -> usize {
        self.0
    }
    fn presence(&self, rows: &[Row]) -> Presence {
        let set = rows.iter().filter(|row| self.is_set(row)).count();
        match set {
            0 => Presence::None,
            _ if set == rows.len() => Presence::All,
            _ => Presence::Some,
        }
    }
    fn is_set(&self, row: &Row) -> bool {
        (self.1)(row).is_some()
    }
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded {
        (self.1)(row).to_sql(ty, out)
    }
    fn accepts(&self, ty: &Type) -> bool {
        <C::Type as ToSql>::accepts(ty)
    }
}

fn columns<Row: NewRow>() -> Vec<usize> {
    Row::fields().iter().map(|field| field.column()).collect()
}

/// The rows of an insert, kept as they were given.
struct Rows<Row> {
    columns: Vec<usize>,
    rows: Vec<Row>,
}

/// Shows how many there are: a value may be a secret.
impl<Row> fmt::Debug for Rows<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("len", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl<Row: NewRow> tree::InsertRows for Rows<Row> {
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn columns(&self) -> &[usize] {
        &self.columns
    }
    fn presence(&self, field: usize) -> Presence {
        Row::fields()[field].presence(&self.rows)
    }
    fn is_set(&self, row: usize, field: usize) -> bool {
        Row::fields()[field].is_set(&self.rows[row])
    }
    fn value(self: Arc<Self>, row: usize, field: usize) -> Value {
        Arc::new(OneValue {
            rows: self,
            row,
            field,
        })
    }
    fn array(self: Arc<Self>, field: usize) -> Value {
        Arc::new(AllValues { rows: self, field })
    }
}

/// A field of one row, as a parameter.
struct OneValue<Row> {
    rows: Arc<Rows<Row>>,
    row: usize,
    field: usize,
}

/// A field of all rows, as an array parameter.
struct AllValues<Row> {
    rows: Arc<Rows<Row>>,
    field: usize,
}

impl<Row> fmt::Debug for OneValue<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneValue")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl<Row> fmt::Debug for AllValues<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllValues")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl<Row: NewRow> ToSql for OneValue<Row> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let field = Row::fields()[self.field];
        if !field.accepts(ty) {
            return Err(mismatch(ty));
        }
        field.encode(&self.rows.rows[self.row], ty, out)
    }

    /// Which types fit depends on the field, so that [`ToSql::to_sql`] tells.
    fn accepts(_ty: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<Row: NewRow> ToSql for AllValues<Row> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let Kind::Array(element) = ty.kind() else {
            return Err(mismatch(ty));
        };
        let field = Row::fields()[self.field];
        if !field.accepts(element) {
            return Err(mismatch(element));
        }
        let dimension = postgres_protocol::types::ArrayDimension {
            len: i32::try_from(self.rows.rows.len())?,
            lower_bound: 1,
        };
        postgres_protocol::types::array_to_sql(
            Some(dimension),
            element.oid(),
            self.rows.rows.iter(),
            |row, out| {
                Ok(match field.encode(row, element, out)? {
                    IsNull::Yes => postgres_protocol::IsNull::Yes,
                    IsNull::No => postgres_protocol::IsNull::No,
                })
            },
            out,
        )?;
        Ok(IsNull::No)
    }

    fn accepts(_ty: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn mismatch(ty: &Type) -> Box<dyn StdError + Sync + Send> {
    format!("the Rust type of the field does not fit the SQL type `{ty}`").into()
}
