//! Laws of running statements, on a real server.

mod support;

mod bulk;
mod cache;
mod cancel;
mod errors;
mod observe;
mod pool;
mod schema;
mod sending;
mod stream;
mod terminals;
#[cfg(feature = "tls")]
mod tls;
mod transaction;
