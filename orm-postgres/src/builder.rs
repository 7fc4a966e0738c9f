//! The options of a pool.

use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::Config;

use crate::cache::Capacity;
use crate::db::Db;
use crate::error::Error;
use crate::settings::Listener;
use crate::settings::Settings;
use crate::tls::Connector;
use crate::trace::Finished;
use crate::url;
use crate::url::Files;
use crate::url::Trust;
use crate::url::Url;

/// The options of a pool of connections.
///
/// ```
/// use std::time::Duration;
///
/// use orm_postgres::Db;
///
/// let db = Db::builder()
///     .url("postgres://localhost/app")
///     .application_name("shop")
///     .max_connections(20)
///     .statement_timeout(Duration::from_secs(30))
///     .build()?;
/// # Ok::<(), orm_postgres::Error>(())
/// ```
#[must_use = "the options do nothing until `.connect()` or `.build()`"]
pub struct Builder {
    place: Place,
    max_connections: usize,
    wait_timeout: Duration,
    connect_timeout: Duration,
    capacity: Capacity,
    ping_after: Duration,
    shared: usize,
    application_name: Option<String>,
    session: Vec<(String, String)>,
    #[cfg(feature = "tracing")]
    slow: Option<Duration>,
    listener: Option<Listener>,
}

enum Place {
    Unknown,
    Url(String),
    Config(Box<Config>),
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            place: Place::Unknown,
            max_connections: 10,
            wait_timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            capacity: Capacity::default(),
            ping_after: Duration::from_secs(60),
            shared: 0,
            application_name: None,
            session: Vec::new(),
            #[cfg(feature = "tracing")]
            slow: None,
            listener: None,
        }
    }
}

impl Builder {
    /// Says where the server is: `postgres://user:password@host:port/database?key=value`, or libpq's
    /// `host=.. dbname=..`.
    ///
    /// Beside the driver's keys it may have `sslmode`, `sslrootcert`, `sslcert` and `sslkey`. The
    /// modes `require`, `verify-ca` and `verify-full` all verify the certificate and the host's name;
    /// `no-verify` encrypts and trusts anybody.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let builder = Db::builder().url("postgres://ada:secret@db.example.com/app?sslmode=verify-full");
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>
    pub fn url(self, url: impl Into<String>) -> Self {
        Self {
            place: Place::Url(url.into()),
            ..self
        }
    }

    /// Says where the server is by the driver's own type, instead of a URL.
    pub fn config(self, config: Config) -> Self {
        Self {
            place: Place::Config(Box::new(config)),
            ..self
        }
    }

    /// Sets how many connections there are at most: 10 unless said. 0 counts as 1.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let builder = Db::builder().url("postgres://localhost/app").max_connections(20);
    /// assert_eq!(builder.build()?.status().max, 20);
    /// # Ok::<(), orm::Error>(())
    /// ```
    pub fn max_connections(self, connections: usize) -> Self {
        Self {
            max_connections: connections.max(1),
            ..self
        }
    }

    /// Sets how long to wait for a connection while all are in use: 30 seconds unless said.
    pub fn wait_timeout(self, timeout: Duration) -> Self {
        Self {
            wait_timeout: timeout,
            ..self
        }
    }

    /// Sets how long making a connection may take: 10 seconds unless said.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self {
            connect_timeout: timeout,
            ..self
        }
    }

    /// Sets how long a statement may run before the server ends it; no limit unless said.
    ///
    /// The error answers [`is_timeout`](Error::is_timeout).
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT>
    pub fn statement_timeout(self, timeout: Duration) -> Self {
        self.setting("statement_timeout", timeout.as_millis().to_string())
    }

    /// Sets how many statements each connection keeps prepared: 256 unless said.
    ///
    /// [`Capacity::Off`] is for a proxy that hands out another connection for each transaction.
    pub fn statement_cache(self, capacity: Capacity) -> Self {
        Self { capacity, ..self }
    }

    /// Sets after how long without use a connection is tried by a round trip before it is handed
    /// out: 60 seconds unless said.
    ///
    /// One that was used since is handed out untried: a connection whose end was noticed is never
    /// handed out, and the network seldom forgets one sooner.
    pub fn ping_after(self, idle: Duration) -> Self {
        Self {
            ping_after: idle,
            ..self
        }
    }

    /// Lets single statements outside of transactions share `connections`, beside the pool.
    ///
    /// Their statements are sent without waiting for each other's results, which serves many tasks at
    /// once with few connections. A slow statement delays those behind it on its connection. Streams,
    /// transactions and checked-out connections have one of the pool's for themselves as ever.
    pub fn shared(self, connections: usize) -> Self {
        Self {
            shared: connections,
            ..self
        }
    }

    /// Sets the name that `pg_stat_activity` and the server's log show.
    pub fn application_name(self, name: impl Into<String>) -> Self {
        Self {
            application_name: Some(name.into()),
            ..self
        }
    }

    /// Sets in which schemas unqualified names are looked up, first to last.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let builder = Db::builder().search_path(["shop", "public"]); // set search_path = "shop","public"
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH>
    pub fn search_path<S: AsRef<str>>(self, schemas: impl IntoIterator<Item = S>) -> Self {
        let mut path = String::new();
        for schema in schemas {
            if !path.is_empty() {
                path.push(',');
            }
            orm_core::ident::quote(schema.as_ref(), &mut path);
        }
        self.setting("search_path", path)
    }

    /// Sets a configuration parameter of the server for every connection, such as `timezone`.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let builder = Db::builder().setting("timezone", "Europe/Paris");
    /// ```
    ///
    /// PostgreSQL: <https://www.postgresql.org/docs/current/runtime-config.html>
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.session.push((name.into(), value.into()));
        self
    }

    /// Logs a warning for each statement that takes that long or longer, by `tracing`.
    ///
    /// It shows the text and the time, and no values.
    #[cfg(feature = "tracing")]
    pub fn slow_query(self, threshold: Duration) -> Self {
        Self {
            slow: Some(threshold),
            ..self
        }
    }

    /// Calls `listener` whenever a statement has ended, such as to log or count it.
    ///
    /// ```
    /// # use orm_postgres::Db;
    /// let builder = Db::builder().on_statement(|statement| eprintln!("{:?} {}", statement.elapsed(), statement.sql()));
    /// ```
    pub fn on_statement(self, listener: impl Fn(&Finished<'_>) + Send + Sync + 'static) -> Self {
        Self {
            listener: Some(Arc::new(listener)),
            ..self
        }
    }

    /// Makes the pool, and one connection to see that it works.
    ///
    /// ```no_run
    /// # use orm_doc::*;
    /// # async fn run() -> Result<(), orm::Error> {
    /// let db = Db::builder().url("postgres://localhost/app").connect().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`build`](Self::build), and if no connection can be made.
    pub async fn connect(self) -> Result<Db, Error> {
        let db = self.build()?;
        drop(db.connection().await?);
        Ok(db)
    }

    /// Makes the pool without connecting; the first statement does.
    ///
    /// # Errors
    /// If the connection string or a setting is malformed, or a certificate cannot be read.
    pub fn build(self) -> Result<Db, Error> {
        let Url {
            mut config,
            trust,
            files,
        } = match self.place {
            Place::Unknown => return Err(Error::config("the pool has no `url`")),
            Place::Url(url) => Url::parse(&url)?,
            Place::Config(config) => Url {
                config: *config,
                trust: Trust::Host,
                files: Files::default(),
            },
        };
        if let Some(name) = self.application_name {
            config.application_name(name);
        }
        if !self.session.is_empty() {
            let options = options(config.get_options().unwrap_or_default(), &self.session)?;
            config.options(options);
        }
        let settings = Settings {
            target: url::target(&config),
            #[cfg(feature = "tracing")]
            database: config.get_dbname().map(Into::into),
            connector: Connector::of(&config, trust, &files)?,
            max_connections: self.max_connections,
            wait_timeout: self.wait_timeout,
            connect_timeout: self.connect_timeout,
            capacity: self.capacity,
            ping_after: self.ping_after,
            #[cfg(feature = "tracing")]
            slow: self.slow,
            listener: self.listener,
        };
        Db::open(config, settings, self.shared)
    }
}

/// Adds settings to the command line options that a session starts with.
///
/// They are the session's defaults then, which `reset` goes back to.
fn options(given: &str, settings: &[(String, String)]) -> Result<String, Error> {
    let mut options = given.to_owned();
    for (name, value) in settings {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        if name.is_empty() || !name.chars().all(is_name) || value.contains('\0') {
            return Err(Error::config(format!("the setting {name:?} cannot be set")));
        }
        if !options.is_empty() {
            options.push(' ');
        }
        // Writing to a string cannot fail.
        let _ = write!(options, "-c {name}=");
        for c in value.chars() {
            if c.is_whitespace() || c == '\\' {
                options.push('\\');
            }
            options.push(c);
        }
    }
    Ok(options)
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("max_connections", &self.max_connections)
            .field("statement_cache", &self.capacity)
            .field("shared", &self.shared)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_keeps_its_blanks() {
        let settings = [
            ("search_path".to_owned(), "\"a b\",\"c\"".to_owned()),
            ("jit".to_owned(), "off".to_owned()),
        ];
        assert_eq!(
            options("-c x=1", &settings).unwrap(),
            r#"-c x=1 -c search_path="a\ b","c" -c jit=off"#
        );
    }

    #[test]
    fn the_name_of_a_setting_cannot_smuggle_another() {
        assert!(
            options("", &[("a=1 -c b".to_owned(), String::new())])
                .unwrap_err()
                .is_config()
        );
    }

    #[test]
    fn a_pool_needs_a_place() {
        assert!(Builder::default().build().unwrap_err().is_config());
    }
}
