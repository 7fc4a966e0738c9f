//! What the server's catalogue is keyed by, and places in its log.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// A place in the write-ahead log: `pg_lsn`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-pg-lsn.html>
pub use postgres_types::PgLsn;

/// The key of a row in the catalogue: `oid`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-oid.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Oid(pub u32);

/// The key of a table, index, view or sequence: `regclass`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-oid.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RegClass(pub u32);

/// The key of a type: `regtype`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-oid.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RegType(pub u32);

/// Encodes a newtype over an object's key.
macro_rules! key {
    ($($rust:ident => $sql:literal;)+) => {$(
        impl $rust {
            fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
                out.put_u32(self.0);
                Ok(())
            }
            fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
                reader.u32().map(Self)
            }
        }
        impl fmt::Display for $rust {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        wire_type! { $rust => $sql }
        mark!(Comparable, Ordered => $rust);
    )+};
}

key! {
    Oid => "oid";
    RegClass => "regclass";
    RegType => "regtype";
}
mark!(MinMax => Oid);

builtin! { PgLsn => "pg_lsn" }
mark!(Comparable, Ordered, MinMax => PgLsn);
