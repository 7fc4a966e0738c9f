//! A small service as a user of `orm` would write it: it depends on `orm` by path, forbids warnings,
//! reads the insert and changes structs from JSON, and holds the pool in the state of its handlers,
//! which proves that every future is `Send`.
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]

pub mod api;
pub mod schema;
