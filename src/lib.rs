#![doc = include_str!("../README.md")]

pub use orm_core::error;
pub use orm_core::expr;
pub use orm_core::ident;
pub use orm_core::query;
pub use orm_core::row;
pub use orm_core::schema;
pub use orm_core::schema::Schema;
pub use orm_core::scope;
pub use orm_core::sql::Sql;
pub use orm_core::table;
pub use orm_core::types;
pub use orm_macros::PgComposite;
pub use orm_macros::PgEnum;
pub use orm_macros::Row;
pub use orm_macros::SqlType;
pub use orm_macros::Table;
pub use orm_macros::alias;
pub use orm_macros::sql;
pub use orm_macros::sql_query;
pub use orm_postgres::Builder;
pub use orm_postgres::Capacity;
pub use orm_postgres::Connection;
pub use orm_postgres::CreateSchema;
pub use orm_postgres::Db;
pub use orm_postgres::Error;
pub use orm_postgres::Execute;
pub use orm_postgres::Executor;
pub use orm_postgres::Finished;
pub use orm_postgres::Isolation;
pub use orm_postgres::Off;
pub use orm_postgres::Rows;
pub use orm_postgres::Run;
pub use orm_postgres::RunChange;
pub use orm_postgres::Running;
pub use orm_postgres::Status;
pub use orm_postgres::Transaction;
pub use orm_postgres::TransactionBuilder;
pub use orm_postgres::tokio_postgres;

pub mod prelude;

#[doc(hidden)]
pub use orm_core::private as __private;
