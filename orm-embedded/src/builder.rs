//! What a caller may ask of a server.

use std::path::PathBuf;

use crate::error::Error;
use crate::postgres::Postgres;

/// The options of a server, from [`Postgres::builder`].
///
/// All but [`ignore_env`](Builder::ignore_env) speak of a private server; where `DATABASE_URL` is set, they are unused.
///
/// ```no_run
/// use orm_embedded::{Port, Postgres};
///
/// let postgres = Postgres::builder()
///     .version(17)
///     .data_dir("target/dev-database")
///     .tcp_port(Port::Number(5433))
///     .config("log_statement", "all")
///     .start()?;
/// # Ok::<(), orm_embedded::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "nothing starts before `start`"]
#[cfg_attr(not(unix), allow(dead_code, reason = "private servers need Unix"))]
pub struct Builder {
    pub(crate) version: Option<u16>,
    pub(crate) bin_dir: Option<PathBuf>,
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) cache_dir: Option<PathBuf>,
    pub(crate) temp_dir: Option<PathBuf>,
    pub(crate) tcp_port: Option<Port>,
    pub(crate) durability: Durability,
    pub(crate) config: Vec<(String, String)>,
    pub(crate) environment: Environment,
}

/// A TCP port of the loopback interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// A free port, chosen at the start.
    Free,
    /// This port.
    Number(u16),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Durability {
    #[default]
    ThrowAway,
    Durable,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Environment {
    #[default]
    Heeded,
    Ignored,
}

impl Builder {
    /// Asks for a major version, such as 17; it goes before `ORM_EMBEDDED_VERSION`.
    ///
    /// Without one, a kept data folder asks for the version that made it, and else the first server found is taken.
    pub fn version(mut self, major: u16) -> Self {
        self.version = Some(major);
        self
    }

    /// Takes `initdb` and `postgres` from this folder, and looks nowhere else.
    pub fn bin_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.bin_dir = Some(path.into());
        self
    }

    /// Keeps the data in this folder, with durable settings; it is made if it does not exist.
    ///
    /// The server still ends with its handle; the folder stays, and the next start finds the data.
    pub fn data_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.data_dir = Some(path.into());
        self
    }

    /// Keeps downloaded servers, the prepared data folder and the register of shared servers in this folder.
    pub fn cache_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.cache_dir = Some(path.into());
        self
    }

    /// Makes the folders of running servers in this folder, instead of the one that `TMPDIR` names.
    ///
    /// A socket's path must stay under 100 bytes, so this one must stay under 56.
    pub fn temp_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.temp_dir = Some(path.into());
        self
    }

    /// Opens a TCP port on 127.0.0.1 too, for other programs: [`Postgres::tcp_url`].
    ///
    /// Any user of the machine can reach the port, so it asks for a password; a new one is made at each start.
    pub fn tcp_port(mut self, port: Port) -> Self {
        self.tcp_port = Some(port);
        self
    }

    /// Waits for the disk as a real server does: for benches that write.
    ///
    /// Without it, `fsync`, `synchronous_commit` and `full_page_writes` are off.
    pub fn durable(mut self) -> Self {
        self.durability = Durability::Durable;
        self
    }

    /// Sets a parameter of the server, such as `("log_statement", "all")`; a later call goes before an earlier one.
    ///
    /// # Errors
    /// At the start, if the name is no parameter, or one that this crate must set (`port`, `data_directory`, …).
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/runtime-config.html>
    pub fn config(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.config.push((key.into(), value.into()));
        self
    }

    /// Starts a private server even where `DATABASE_URL` is set.
    pub fn ignore_env(mut self) -> Self {
        self.environment = Environment::Ignored;
        self
    }

    /// Starts the server, and returns when it accepts connections.
    ///
    /// # Errors
    /// If no server is found, or the one found does not start: [`Error::log`] has the end of its log.
    pub fn start(self) -> Result<Postgres, Error> {
        Postgres::from_builder(&self)
    }
}
