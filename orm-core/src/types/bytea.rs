//! Bytes: `bytea`.
//!
//! PostgreSQL: <https://www.postgresql.org/docs/current/datatype-binary.html>

builtin! {
    Vec<u8> => "bytea",
}
