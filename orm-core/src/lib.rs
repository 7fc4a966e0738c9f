//! The heart of `orm`: schema, types, expressions, queries and SQL text. No I/O, no async.
//!
//! Each module uses only those listed before it.

mod tuples;

pub mod ident;

pub mod error;

pub mod types;

pub mod schema;

pub mod tree;

pub mod sql;

pub mod row;

pub mod scope;

pub mod table;

pub mod expr;

pub mod query;

pub mod derived;

pub mod checks;

#[doc(hidden)]
pub mod private;
