//! A database: a pool of connections to it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use deadpool::managed::Pool;
use deadpool::managed::PoolError;
use deadpool::managed::TimeoutType;
use deadpool::managed::Timeouts;
use tokio_postgres::Config;

use crate::builder::Builder;
use crate::cache::Residue;
use crate::connection::Connection;
use crate::error::Error;
use crate::executor::Need;
use crate::lease::Lease;
use crate::lease::Pooled;
use crate::manager::Manager;
use crate::settings::Settings;
use crate::shared::Shared;
use crate::transaction::Transaction;
use crate::transaction::TransactionBuilder;

/// A database, reached by a pool of connections.
///
/// Clones share the pool, so clone it freely: into a task, a web framework's state, a struct. A
/// statement that runs on `&db` has a connection for as long as it runs.
///
/// ```no_run
/// # async fn run() -> Result<(), orm_postgres::Error> {
/// use orm_postgres::Db;
///
/// let db = Db::connect("postgres://localhost/app").await?;
/// db.batch("create table if not exists visits (at timestamptz not null default now())").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    pool: Pool<Manager>,
    settings: Arc<Settings>,
    shared: Option<Shared>,
}

/// How many connections a pool has.
///
/// ```
/// # use orm_doc::*;
/// let db = Db::lazy("postgres://localhost/app")?;
/// let status = db.status();
/// assert_eq!((status.max, status.open, status.idle, status.waiting), (10, 0, 0, 0));
/// # Ok::<(), orm::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// How many it may have.
    pub max: usize,
    /// How many it has.
    pub open: usize,
    /// How many of them nobody uses.
    pub idle: usize,
    /// How many tasks wait for one.
    pub waiting: usize,
}

/// To take a connection only if one is free or may be made.
const AT_ONCE: Timeouts = Timeouts {
    wait: Some(Duration::ZERO),
    create: None,
    recycle: None,
};

impl Db {
    /// Makes a pool with the usual options, and one connection to see that it works.
    ///
    /// # Errors
    /// If the URL is malformed ([`is_config`](Error::is_config)), or no connection can be made
    /// ([`is_connect`](Error::is_connect)): no server there, a wrong password, a missing database.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>
    pub async fn connect(url: impl Into<String>) -> Result<Self, Error> {
        Self::builder().url(url).connect().await
    }

    /// Makes a pool with the usual options without connecting; the first statement does.
    ///
    /// ```
    /// use orm_postgres::Db;
    ///
    /// let db = Db::lazy("postgres://localhost/app")?;
    /// assert_eq!(db.status().open, 0);
    /// # Ok::<(), orm_postgres::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the URL is malformed.
    pub fn lazy(url: impl Into<String>) -> Result<Self, Error> {
        Self::builder().url(url).build()
    }

    /// Begins the options of a pool.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn open(config: Config, settings: Settings, shared: usize) -> Result<Self, Error> {
        let settings = Arc::new(settings);
        let pool = Pool::builder(Manager::new(config, Arc::clone(&settings)))
            .max_size(settings.max_connections)
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|error| Error::config(error.to_string()))?;
        let shared = (shared > 0).then(|| Shared::new(shared));
        Ok(Self(Arc::new(Inner {
            pool,
            settings,
            shared,
        })))
    }

    /// Takes a connection out of the pool, for statements that need the same session.
    ///
    /// It goes back when it is dropped.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// let connection = db.connection().await?;
    /// let users = from(User).all(&connection).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If none becomes free in time ([`is_pool_timeout`](Error::is_pool_timeout)), or none can be
    /// made ([`is_connect`](Error::is_connect)).
    pub async fn connection(&self) -> Result<Connection, Error> {
        Ok(Connection::new(self.checkout().await?))
    }

    /// Begins a transaction with the usual options. It rolls back unless it is committed.
    ///
    /// ```no_run
    /// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
    /// let tx = db.begin().await?;
    /// tx.batch("delete from visits").await?;
    /// tx.commit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/sql-begin.html>
    pub async fn begin(&self) -> Result<Transaction<'static>, Error> {
        self.build_transaction().begin().await
    }

    /// Runs a transaction: it commits if `work` gives `Ok`, and rolls back if it gives `Err`, panics
    /// or is dropped.
    ///
    /// ```no_run
    /// # async fn run(db: orm_postgres::Db) -> Result<(), orm_postgres::Error> {
    /// let left = db.transaction(async |tx| {
    ///     tx.batch("update stock set left = left - 1 where item = 7").await?;
    ///     Ok("one less")
    /// }).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// That of `work`, or if the transaction cannot begin or commit.
    pub async fn transaction<T, Work>(&self, work: Work) -> Result<T, Error>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, Error>,
    {
        self.begin().await?.run(work).await
    }

    /// As [`transaction`](Self::transaction), with an error of the application's own.
    ///
    /// ```no_run
    /// # enum Refusal { SoldOut, Db(orm_postgres::Error) }
    /// # impl From<orm_postgres::Error> for Refusal { fn from(e: orm_postgres::Error) -> Self { Self::Db(e) } }
    /// # async fn run(db: orm_postgres::Db) -> Result<(), Refusal> {
    /// db.try_transaction(async |tx| -> Result<(), Refusal> {
    ///     tx.batch("update stock set left = left - 1 where item = 7").await?;
    ///     Err(Refusal::SoldOut)
    /// }).await
    /// # }
    /// ```
    ///
    /// # Errors
    /// That of `work`, or if the transaction cannot begin or commit.
    pub async fn try_transaction<T, E, Work>(&self, work: Work) -> Result<T, E>
    where
        Work: AsyncFnOnce(&Transaction<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        self.begin().await?.run(work).await
    }

    /// Begins the options of a transaction: its isolation, how often it is tried.
    pub fn build_transaction(&self) -> TransactionBuilder<'_> {
        TransactionBuilder::new(self)
    }

    /// Runs SQL statements that are written out, separated by semicolons and without values.
    ///
    /// Unless the text begins a transaction itself, either all of them take effect or none. Never
    /// put a value into the text: whoever can choose it could run anything.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// db.batch("create extension if not exists pg_trgm; create schema if not exists shop").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If one of them fails; those behind it do not run.
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT>
    pub async fn batch(&self, sql: &str) -> Result<(), Error> {
        self.connection().await?.batch(sql).await
    }

    /// How many connections there are, and how many of them are in use.
    #[must_use]
    pub fn status(&self) -> Status {
        let status = self.0.pool.status();
        let waiting = status.waiting;
        Status {
            max: status.max_size,
            open: status.size,
            idle: status.available,
            waiting,
        }
    }

    /// Closes the pool: connections that nobody uses at once, the others when they come back.
    ///
    /// What asks for a connection from here on gets an error that answers
    /// [`is_closed`](Error::is_closed). All clones are closed.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run(db: Db) -> Result<(), orm::Error> {
    /// db.close();
    /// assert!(User.find(1).optional(&db).await.unwrap_err().is_closed());
    /// # Ok(())
    /// # }
    /// ```
    pub fn close(&self) {
        self.0.pool.close();
        if let Some(shared) = &self.0.shared {
            shared.close();
        }
    }

    /// Whether the pool is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.pool.is_closed()
    }

    /// Takes a connection for one statement.
    pub(crate) async fn lease(&self, need: Need<'_>) -> Result<Lease, Error> {
        if let (Some(shared), Need::Statement(text)) = (&self.0.shared, need)
            && Residue::of(text) == Residue::None
        {
            if self.is_closed() {
                return Err(Error::pool_closed());
            }
            return shared
                .session(self.0.pool.manager())
                .await
                .map(Lease::shared);
        }
        self.checkout().await.map(Lease::pooled)
    }

    pub(crate) async fn checkout(&self) -> Result<Pooled, Error> {
        match self.0.pool.timeout_get(&AT_ONCE).await {
            Ok(object) => Ok(Pooled::new(object)),
            Err(PoolError::Timeout(TimeoutType::Wait)) => Box::pin(self.wait()).await,
            Err(error) => Err(self.refusal(error)),
        }
    }

    #[cold]
    async fn wait(&self) -> Result<Pooled, Error> {
        let timeouts = Timeouts {
            wait: Some(self.0.settings.wait_timeout),
            ..AT_ONCE
        };
        let object = self.0.pool.timeout_get(&timeouts).await;
        object.map(Pooled::new).map_err(|error| self.refusal(error))
    }

    fn refusal(&self, error: PoolError<Error>) -> Error {
        let settings = &self.0.settings;
        match error {
            PoolError::Timeout(TimeoutType::Wait) => {
                Error::exhausted(settings.max_connections, settings.wait_timeout)
            }
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => {
                Error::connect_timeout(&settings.target, settings.connect_timeout)
            }
            PoolError::Backend(error) => error,
            PoolError::Closed => Error::pool_closed(),
            PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
                Error::config("the pool has no tokio runtime")
            }
        }
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db")
            .field("settings", &self.0.settings)
            .field("shared", &self.0.shared)
            .field("status", &self.status())
            .finish()
    }
}
