//! How a statement is run: `all`, `one`, `optional`, `first`, `stream`, `execute`.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use orm_core::query::Complete;
use orm_core::query::IntoQuery;
use orm_core::query::Query;
use orm_core::query::Statement;
use orm_core::query::delete::Delete;
use orm_core::query::insert::Insert;
use orm_core::query::insert::OnConflict;
use orm_core::query::lock::Locked;
use orm_core::query::select::Select;
use orm_core::query::select::WholeRow;
use orm_core::query::update::Update;
use orm_core::scope::from::Source;
use orm_core::table::Table;
use orm_core::tree;

use crate::bulk::Chunks;
use crate::bulk::Command;
use crate::error::Error;
use crate::executor::Executor;
use crate::executor::Need;
use crate::rows::Reader;
use crate::run;
use crate::run::Lead;
use crate::session::Session;
use crate::stream::Rows;
use crate::transaction::Transaction;

/// Runs a statement on a database, a connection or a transaction.
///
/// A query that is dropped before it has ended may have taken effect or not. Its connection is not
/// used again, and the server is asked to end it; within a transaction, the next statement waits for
/// it.
///
/// ```no_run
/// # async fn run(db: orm_postgres::Db, active: orm_core::query::Query<(i32, String)>) -> Result<(), orm_postgres::Error> {
/// use orm_postgres::Execute as _;
///
/// let users: Vec<(i32, String)> = active.all(&db).await?;
/// # Ok(())
/// # }
/// ```
pub trait Execute: Sized {
    /// Reads all rows.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let titles: Vec<String> = from(Post).filter(Post.score.gt(10)).select(Post.title).all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the statement fails, or a row does not fit its type ([`is_decode`](Error::is_decode)).
    fn all<E>(self, on: E) -> impl Future<Output = Result<Vec<Self::Row>, Error>> + Send
    where
        Self: IntoQuery<Row: Send>,
        E: Executor,
    {
        all(Plan::of(self.into_query()), on)
    }

    /// Reads the one row that there is.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let ada: User = insert(NewUser::builder().name("Ada").email("ada@example.com")).returning_all().one(&db).await?;
    ///
    /// match User.find(7).one(&db).await {
    ///     Ok(user) => println!("{}", user.name),
    ///     Err(error) if error.is_not_found() => println!("nobody"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`all`](Self::all), if there is no row ([`is_not_found`](Error::is_not_found)), or if there
    /// are several ([`is_too_many_rows`](Error::is_too_many_rows)).
    fn one<E>(self, on: E) -> impl Future<Output = Result<Self::Row, Error>> + Send
    where
        Self: IntoQuery<Row: Send>,
        E: Executor,
    {
        one(Plan::of(self.into_query()), on)
    }

    /// Reads the one row that there is, or none.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let user: Option<User> = User.find(7).optional(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`all`](Self::all), or if there are several rows
    /// ([`is_too_many_rows`](Error::is_too_many_rows)).
    fn optional<E>(self, on: E) -> impl Future<Output = Result<Option<Self::Row>, Error>> + Send
    where
        Self: IntoQuery<Row: Send>,
        E: Executor,
    {
        optional(Plan::of(self.into_query()), on)
    }

    /// Reads the first row, or none. A query without a limit gets `limit 1`.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let newest: Option<Post> = from(Post).order_by(Post.id.desc()).first(&db).await?; // .. order by "id" desc limit 1
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`all`](Self::all).
    fn first<E>(self, on: E) -> impl Future<Output = Result<Option<Self::Row>, Error>> + Send
    where
        Self: IntoQuery<Row: Send>,
        E: Executor,
    {
        first(Plan::of_first(self.into_query()), on)
    }

    /// Reads the rows one by one, no faster than they are asked for.
    ///
    /// The stream has a connection for itself until it has ended or is dropped.
    ///
    /// ```no_run
    /// # async fn run(db: orm_postgres::Db, active: orm_core::query::Query<(i32, String)>) -> Result<(), orm_postgres::Error> {
    /// use orm_postgres::Execute as _;
    ///
    /// let mut users = active.stream(&db);
    /// while let Some(user) = users.next().await {
    ///     let (id, name) = user?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The stream gives them in the place of a row, and ends.
    fn stream<'a, E>(self, on: E) -> Rows<'a, Self::Row>
    where
        Self: IntoQuery<Row: Send + 'a>,
        E: Executor + 'a,
    {
        Rows::new(Plan::of(self.into_query()), on)
    }
}

/// Runs a statement for what it does.
pub trait Run: Complete {
    /// Runs the statement, and tells how many rows it has inserted, updated, deleted or found.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let renamed: u64 = update(User).set(User.name.set("Ada")).filter(User.id.eq(7)).execute(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the statement fails.
    fn execute<E>(self, on: E) -> impl Future<Output = Result<u64, Error>> + Send
    where
        E: Executor,
    {
        execute(Command::of(self.into_tree()), on)
    }
}

impl<Row> Run for Query<Row> {}
impl<From: WholeRow> Run for Select<From> {}
impl<From: WholeRow> Run for Locked<From> {}
impl<T> Run for Insert<T> {}

/// Runs an update or delete, which has to say which rows it means.
///
/// The future is boxed, so that its type does not hold the statement's, and a missing `.filter(..)` is
/// reported once.
pub trait RunChange: Statement {
    /// Runs the statement, and tells how many rows it has inserted, updated, deleted or found.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let renamed: u64 = update(User).set(User.name.set("Ada")).filter(User.id.eq(7)).execute(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the statement fails.
    fn execute<'a, E>(self, on: E) -> Running<'a>
    where
        Self: Complete,
        E: Executor + 'a,
    {
        Box::pin(execute(Command::of(self.into_tree()), on))
    }
}

/// A statement that is running; it gives the number of rows that it has changed.
pub type Running<'a> = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>;

impl<S: Source<Table: Table>, Set, Where> RunChange for Update<S, Set, Where> {}
impl<S, Where> RunChange for Delete<S, Where> {}

// Each statement by itself, complete or not: so it is the missing part that the compiler names, and not
// the method.
impl<Row, Needs> Execute for Query<Row, Needs> {}
impl<From> Execute for Select<From> {}
impl<From> Execute for Locked<From> {}
impl<T> Execute for Insert<T> {}
impl<T> Execute for OnConflict<T> {}
impl<S, Set, Where> Execute for Update<S, Set, Where> {}
impl<S, Where> Execute for Delete<S, Where> {}

/// What to send for a query, and how to read the answer.
pub(crate) struct Plan<Row> {
    pub(crate) command: Command,
    pub(crate) reader: Reader<Row>,
}

impl<Row> Plan<Row> {
    fn of(query: Query<Row>) -> Result<Self, Error> {
        let reader = Reader::of(&query);
        Ok(Self {
            command: Command::of(query.into_tree())?,
            reader,
        })
    }

    fn of_first(query: Query<Row>) -> Result<Self, Error> {
        let reader = Reader::of(&query);
        Ok(Self {
            command: Command::of(limited(query.into_tree()))?,
            reader,
        })
    }
}

/// The statement with `limit 1`, where it has no limit and can have one.
fn limited(mut statement: tree::Statement) -> tree::Statement {
    if let tree::Statement::Select(select) = &mut statement {
        select.limit.get_or_insert(tree::Expr::Keyword("1"));
    }
    statement
}

pub(crate) async fn all<Row: Send, E: Executor>(
    plan: Result<Plan<Row>, Error>,
    on: E,
) -> Result<Vec<Row>, Error> {
    let Plan {
        command,
        mut reader,
    } = plan?;
    match command {
        Command::One(sql) => {
            let session = on.lend(Need::Statement(&sql.text)).await?;
            run::collect(&session, &sql, &mut reader).await
        }
        Command::Many(chunks) => Box::pin(all_of(chunks, reader, on)).await,
    }
}

pub(crate) async fn all_of<Row: Send, E: Executor>(
    chunks: Chunks,
    mut reader: Reader<Row>,
    on: E,
) -> Result<Vec<Row>, Error> {
    let mut out = Vec::new();
    let session = on.lend(Need::Alone).await?;
    let transaction = own_transaction(&session).await?;
    for sql in chunks {
        out.extend(run::collect(&session, &sql?, &mut reader).await?);
    }
    commit(transaction).await?;
    Ok(out)
}

/// The beginning of a result, and the text that it is the result of.
type Beginning<Row> = (Lead<Row>, Option<Cow<'static, str>>);

async fn lead<Row: Send, E: Executor>(
    plan: Result<Plan<Row>, Error>,
    on: E,
) -> Result<Beginning<Row>, Error> {
    let Plan {
        command,
        mut reader,
    } = plan?;
    match command {
        Command::One(sql) => {
            let session = on.lend(Need::Statement(&sql.text)).await?;
            let lead = run::lead(&session, &sql, &mut reader).await?;
            Ok((lead, Some(sql.text)))
        }
        Command::Many(chunks) => {
            let mut rows = Box::pin(all_of(chunks, reader, on)).await?.into_iter();
            let lead = match (rows.next(), rows.next()) {
                (None, _) => Lead::Nothing,
                (Some(row), None) => Lead::One(row),
                (Some(row), Some(_)) => Lead::Several(row),
            };
            Ok((lead, None))
        }
    }
}

async fn one<Row: Send, E: Executor>(plan: Result<Plan<Row>, Error>, on: E) -> Result<Row, Error> {
    let (lead, sql) = lead(plan, on).await?;
    let error = match lead {
        Lead::One(row) => return Ok(row),
        Lead::Nothing => Error::not_found(),
        Lead::Several(_) => Error::too_many_rows(),
    };
    Err(error.at(&sql.unwrap_or_default()))
}

async fn optional<Row: Send, E: Executor>(
    plan: Result<Plan<Row>, Error>,
    on: E,
) -> Result<Option<Row>, Error> {
    match lead(plan, on).await? {
        (Lead::One(row), _) => Ok(Some(row)),
        (Lead::Nothing, _) => Ok(None),
        (Lead::Several(_), sql) => Err(Error::too_many_rows().at(&sql.unwrap_or_default())),
    }
}

async fn first<Row: Send, E: Executor>(
    plan: Result<Plan<Row>, Error>,
    on: E,
) -> Result<Option<Row>, Error> {
    Ok(match lead(plan, on).await?.0 {
        Lead::One(row) | Lead::Several(row) => Some(row),
        Lead::Nothing => None,
    })
}

async fn execute<E: Executor>(command: Result<Command, Error>, on: E) -> Result<u64, Error> {
    match command? {
        Command::One(sql) => {
            let session = on.lend(Need::Statement(&sql.text)).await?;
            run::count(&session, &sql).await
        }
        Command::Many(chunks) => Box::pin(execute_all(chunks, on)).await,
    }
}

async fn execute_all<E: Executor>(chunks: Chunks, on: E) -> Result<u64, Error> {
    let session = on.lend(Need::Alone).await?;
    let transaction = own_transaction(&session).await?;
    let mut rows = 0;
    for sql in chunks {
        rows += run::count(&session, &sql?).await?;
    }
    commit(transaction).await?;
    Ok(rows)
}

/// Begins a transaction for statements that belong together, unless one is open.
async fn own_transaction(session: &Session) -> Result<Option<Transaction<'_>>, Error> {
    match session.depth() {
        0 => Transaction::on(session).await.map(Some),
        _ => Ok(None),
    }
}

async fn commit(transaction: Option<Transaction<'_>>) -> Result<(), Error> {
    match transaction {
        Some(transaction) => transaction.commit().await,
        None => Ok(()),
    }
}
