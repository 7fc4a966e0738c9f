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
use crate::types::SqlType;

/// INSERT into the table `T`.
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
/// column, so that the text and the number of parameters do not depend on how many there are.
pub fn insert<I: IntoRows>(rows: I) -> Insert<<I::Row as NewRow>::Table> {
    let mut rows = rows.into_rows();
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
    #[must_use]
    pub fn to_sql(&self) -> Sql {
        Sql::of(&tree::Statement::Insert(self.tree.clone()))
    }
}

impl<T: Table> Insert<T> {
    /// `on conflict (columns)`: names the unique key on which a row may collide.
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
    pub fn on_conflict_do_nothing(self) -> Self {
        OnConflict {
            insert: self,
            target: None,
        }
        .do_nothing()
    }

    /// `returning columns`.
    pub fn returning<P>(mut self, columns: P) -> Query<P::Row>
    where
        P: Projection<(T,), Aggregate: PerRow> + Selectable<(T,)>,
    {
        columns.push(&mut self.tree.returning);
        Query::new(tree::Statement::Insert(self.tree), P::read, P::WIDTH)
    }

    /// `returning` all columns: the rows as they are in the table.
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
#[derive(Debug, Clone)]
#[must_use = "say `.do_nothing()` or `.do_update(..)`"]
pub struct OnConflict<T> {
    insert: Insert<T>,
    target: Option<tree::ConflictTarget>,
}

impl<T: Table> OnConflict<T> {
    /// `do nothing`: leaves the row out.
    pub fn do_nothing(self) -> Insert<T> {
        self.then(tree::ConflictAction::Nothing)
    }

    /// `do update set ..`: updates the row that is there. `new` is the row that was to be inserted.
    pub fn do_update<A>(self, set: impl FnOnce(T::Columns<Excluded<T>>) -> A) -> Insert<T>
    where
        A: Assignments<T, (T, Excluded<T>)>,
    {
        let set = set(T::columns::<Excluded<T>>()).into_nodes();
        self.then(tree::ConflictAction::Update {
            set,
            filters: Vec::new(),
        })
    }

    /// As [`OnConflict::do_update`], for rows that fulfil a condition; others are left as they are.
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
        let set = set(new).into_nodes();
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

/// What can be inserted: an insert struct, its complete builder, or several of one kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected an insert struct such as `NewUser`, its builder, or a `Vec` or array of them"
)]
pub trait IntoRows {
    /// The insert struct.
    type Row: NewRow;
    /// The rows.
    fn into_rows(self) -> Vec<Self::Row>;
}

impl<I: IntoRows> IntoRows for Vec<I> {
    type Row = I::Row;
    fn into_rows(self) -> Vec<I::Row> {
        self.into_iter().flat_map(IntoRows::into_rows).collect()
    }
}

impl<I: IntoRows, const N: usize> IntoRows for [I; N] {
    type Row = I::Row;
    fn into_rows(self) -> Vec<I::Row> {
        self.into_iter().flat_map(IntoRows::into_rows).collect()
    }
}

/// The builder was given a value for the required column.
#[diagnostic::on_unimplemented(
    message = "`{Column}` is required: it is NOT NULL and has no default",
    label = "missing a value for `{Column}`",
    note = "call its setter on the builder"
)]
pub trait Provides<Column> {}

impl<Column> Provides<Column> for True {}

/// Whether a builder was given a value for the column at that position.
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

/// The state of a builder has a value for the required column.
pub trait Gives<Column> {}

#[diagnostic::do_not_recommend]
impl<State, C> Gives<C> for State
where
    C: TableColumn,
    State: Sets<C::Ordinal, Out: Provides<C>>,
{
}

/// A value for a column that may be NULL: `T`, `Option<T>`, or text for a `String`.
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

impl IntoNullable<String> for Option<&str> {
    fn into_nullable(self) -> Option<String> {
        self.map(str::to_owned)
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

/// A field that every row gives a value.
pub struct Required<Row, T>(pub usize, pub fn(&Row) -> &T);

/// A field that may be left to the server's default.
pub struct Defaulted<Row, T>(pub usize, pub fn(&Row) -> &Option<T>);

impl<Row, T> fmt::Debug for Required<Row, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Required").field(&self.0).finish()
    }
}

impl<Row, T> fmt::Debug for Defaulted<Row, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Defaulted").field(&self.0).finish()
    }
}

impl<Row, T: SqlType> NewField<Row> for Required<Row, T> {
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
        <T as ToSql>::accepts(ty)
    }
}

impl<Row, T: SqlType> NewField<Row> for Defaulted<Row, T> {
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
        <T as ToSql>::accepts(ty)
    }
}

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
