//! [`Money`].

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::Summable;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// An amount in the smallest unit of the server's currency: `money`.
///
/// The server's `lc_monetary` says how many decimals there are; cents of a dollar have two.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-money.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Money(pub i64);

impl Money {
    fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.0);
        Ok(())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        reader.i64().map(Self)
    }
}

/// Writes the number of smallest units, without a currency.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

wire_type! { Money => "money" }
mark!(Comparable, Ordered, MinMax => Money);

impl Summable for Money {
    type Sum = Self;
}
