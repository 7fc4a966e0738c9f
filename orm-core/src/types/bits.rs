//! Strings of bits: `bit` and `varbit`.

use std::ops::Deref;
use std::ops::DerefMut;

use bit_vec::BitVec;
use bytes::BytesMut;
use postgres_protocol::types::varbit_from_sql;
use postgres_protocol::types::varbit_to_sql;

use crate::types::BoxError;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// A string of bits of fixed length: `bit`, or `bit(n)` by a column's `sql_type`.
///
/// The SQL name is quoted: `bit` without quotes is `bit(1)` and would cut the value.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-bit.html>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Bit(pub BitVec);

/// A string of bits of any length: `varbit`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-bit.html>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct VarBit(pub BitVec);

/// Implements what both strings share.
macro_rules! bits {
    ($($rust:ident),+) => {$(
        impl $rust {
            fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
                varbit_to_sql(self.0.len(), self.0.to_bytes().into_iter(), out)
            }
            fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> { read(reader).map(Self) }
        }
        impl Deref for $rust {
            type Target = BitVec;
            fn deref(&self) -> &BitVec { &self.0 }
        }
        impl DerefMut for $rust {
            fn deref_mut(&mut self) -> &mut BitVec { &mut self.0 }
        }
        impl From<BitVec> for $rust {
            fn from(bits: BitVec) -> Self { Self(bits) }
        }
        impl FromIterator<bool> for $rust {
            fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self { Self(bits.into_iter().collect()) }
        }
    )+};
}

bits!(Bit, VarBit);

fn read(reader: &mut Reader<'_>) -> Result<BitVec, BoxError> {
    let bits = varbit_from_sql(reader.rest())?;
    let mut vec = BitVec::from_bytes(bits.bytes());
    vec.truncate(bits.len());
    Ok(vec)
}

wire_type! { Bit => "bit", "\"bit\"" }
wire_type! { VarBit => "varbit" }
mark!(Comparable, Ordered => Bit, VarBit, BitVec);
builtin! { BitVec => "varbit" }
