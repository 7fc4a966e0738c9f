//! `uuid`, of the crate `uuid`.
//!
//! PostgreSQL: <https://www.postgresql.org/docs/current/datatype-uuid.html>

use uuid::Uuid;

use crate::types::kind::mark;

builtin! { Uuid => "uuid" }
mark!(Comparable, Ordered => Uuid);
