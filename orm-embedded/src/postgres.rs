//! The handle of a server.

use std::env;
use std::path::Path;
use std::process;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::builder::Builder;
use crate::builder::Environment;
use crate::error::Error;
use crate::private;
use crate::private::Cluster;
use crate::url;

/// A PostgreSQL server: a private one that ends with this handle, or the one at `DATABASE_URL`.
///
/// A private server stops and its folder is removed when the handle is dropped, and also when the process
/// exits, aborts or is killed. What that leaves, after a crash of the machine, the next start removes.
///
/// ```
/// use orm_embedded::Postgres;
///
/// let postgres = Postgres::builder().ignore_env().start()?;
/// assert!(postgres.is_private());
/// assert!(postgres.url().starts_with("postgresql:///postgres?host="));
/// # Ok::<(), orm_embedded::Error>(())
/// ```
#[derive(Debug)]
pub struct Postgres(Place);

#[derive(Debug)]
enum Place {
    External(String),
    Private(Cluster),
}

impl Postgres {
    /// Takes the server at `DATABASE_URL`, or starts a private, throw-away one.
    ///
    /// # Errors
    /// If no server is found, or the one found does not start.
    pub fn start() -> Result<Self, Error> {
        Self::builder().start()
    }

    /// Returns the options of a server, to be set before it starts.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns the one server that this process and its neighbours share; the first to ask starts it.
    ///
    /// Neighbours are the processes of one user that run in one Cargo workspace: the test binaries of one
    /// `cargo test`, in turn, and the processes of cargo-nextest, at once. The server ends two seconds after the
    /// last of them has ended. It admits 300 connections. Work in a database of your own:
    /// [`unique_name`](Self::unique_name).
    ///
    /// ```no_run
    /// use orm_embedded::Postgres;
    ///
    /// let postgres = Postgres::shared()?;
    /// let name = postgres.unique_name("shop"); // shop_test_4242_1
    /// // `create database` it through `postgres.url()`, then connect:
    /// let url = postgres.url_of(&name);
    /// # Ok::<(), orm_embedded::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`start`](Self::start). The next call tries again.
    pub fn shared() -> Result<&'static Self, Error> {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        static STARTING: Mutex<()> = Mutex::new(());

        if let Some(postgres) = SHARED.get() {
            return Ok(postgres);
        }
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(postgres) = SHARED.get() {
            return Ok(postgres);
        }
        let postgres = match database_url() {
            Some(url) => Self(Place::External(url)),
            None => Self(Place::Private(private::shared(&Self::builder())?)),
        };
        Ok(SHARED.get_or_init(|| postgres))
    }

    /// Returns a connection URL of the database `postgres`, or `DATABASE_URL` as it is.
    ///
    /// A private server is reached through a Unix socket: `postgresql:///postgres?host=DIR&user=postgres`.
    #[must_use]
    pub fn url(&self) -> &str {
        match &self.0 {
            Place::External(url) => url,
            Place::Private(cluster) => cluster.url(),
        }
    }

    /// Returns the connection URL of another database of this server; it need not exist yet.
    ///
    /// ```
    /// # let postgres = orm_embedded::Postgres::builder().ignore_env().start()?;
    /// assert!(postgres.url_of("shop").starts_with("postgresql:///shop?host="));
    /// # Ok::<(), orm_embedded::Error>(())
    /// ```
    #[must_use]
    pub fn url_of(&self, database: &str) -> String {
        url::with_database(self.url(), database)
    }

    /// Returns the URL, with its password, of the TCP port, if [`Builder::tcp_port`] opened one.
    #[must_use]
    pub fn tcp_url(&self) -> Option<&str> {
        match &self.0 {
            Place::External(_) => None,
            Place::Private(cluster) => cluster.tcp_url(),
        }
    }

    /// Returns a name for a database that no other process of this machine uses: `<prefix>_test_<pid>_<n>`.
    ///
    /// The prefix is cut where the name would exceed PostgreSQL's 63 bytes. On a server that outlives its tests, drop
    /// the database if it exists before you create it: a process that was killed may have had the same id.
    #[must_use]
    pub fn unique_name(&self, prefix: &str) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(1);

        let tail = format!(
            "_test_{}_{}",
            process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let room = 63_usize.saturating_sub(tail.len());
        let cut = (0..=room.min(prefix.len()))
            .rev()
            .find(|&at| prefix.is_char_boundary(at));
        format!("{}{tail}", &prefix[..cut.unwrap_or(0)])
    }

    /// Answers whether the server is one that this crate started, so that it ends with its users.
    #[must_use]
    pub fn is_private(&self) -> bool {
        matches!(self.0, Place::Private(_))
    }

    /// Returns the folder of the private server's binaries. It holds `initdb` and `postgres`; `psql` may be missing.
    #[must_use]
    pub fn bin_dir(&self) -> Option<&Path> {
        match &self.0 {
            Place::External(_) => None,
            Place::Private(cluster) => Some(cluster.bin_dir()),
        }
    }

    /// Returns the major version of the private server, such as 17.
    ///
    /// Of the server at `DATABASE_URL` it is not known without a connection.
    #[must_use]
    pub fn version(&self) -> Option<u16> {
        match &self.0 {
            Place::External(_) => None,
            Place::Private(cluster) => Some(cluster.version()),
        }
    }

    pub(crate) fn from_builder(builder: &Builder) -> Result<Self, Error> {
        let external = match builder.environment {
            Environment::Heeded => database_url(),
            Environment::Ignored => None,
        };
        Ok(Self(match external {
            Some(url) => Place::External(url),
            None => Place::Private(private::start(builder)?),
        }))
    }
}

fn database_url() -> Option<String> {
    env::var("DATABASE_URL")
        .ok()
        .filter(|url| !url.trim().is_empty())
}
