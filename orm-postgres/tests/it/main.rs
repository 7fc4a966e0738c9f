//! Laws of running statements, on a real server.

#[cfg(test)]
mod support;

#[cfg(test)]
mod bulk;
#[cfg(test)]
mod cache;
#[cfg(test)]
mod cancel;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod handler;
#[cfg(test)]
mod isolation;
#[cfg(test)]
mod observe;
#[cfg(test)]
mod pool;
#[cfg(test)]
mod savepoint;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod stream;
#[cfg(test)]
mod terminals;
#[cfg(test)]
#[cfg(feature = "tls")]
mod tls;
#[cfg(test)]
mod transaction;
