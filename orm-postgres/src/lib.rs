//! Runs the statements of `orm` on PostgreSQL: pool, execution, transactions, errors.
//!
//! [`Db`] is a pool of connections. [`Execute`] runs a statement on it, on a [`Connection`] or on a
//! [`Transaction`]: they are [`Executor`]s. What goes wrong is an [`Error`].
//!
//! # Features
//!
//! - `tracing`: spans with OpenTelemetry's names, and a warning for slow statements.
//! - `tls`: encrypted connections by rustls, with the system's root certificates.

mod error;

mod param;

mod cache;

mod url;

mod tls;

mod trace;

mod settings;

mod text;

mod untyped;

mod session;

mod manager;

mod lease;

mod shared;

mod rows;

mod run;

mod transaction;

mod connection;

mod builder;

mod db;

mod executor;

mod bulk;

mod stream;

mod execute;

mod split;

mod create;

pub use builder::Builder;
pub use cache::Capacity;
pub use cache::Capacity::Off;
pub use connection::Connection;
pub use create::CreateSchema;
pub use db::Db;
pub use db::Status;
pub use error::Error;
pub use execute::Execute;
pub use execute::Run;
pub use execute::RunChange;
pub use execute::Running;
pub use executor::Executor;
pub use stream::Rows;
pub use trace::Finished;
pub use transaction::Isolation;
pub use transaction::Transaction;
pub use transaction::TransactionBuilder;

pub use tokio_postgres;
