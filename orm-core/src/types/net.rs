//! Network addresses: `inet`, `cidr`, `macaddr`, `macaddr8`.

use std::error::Error as StdError;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::Type;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// A network card's address of 6 bytes: `macaddr`.
///
/// ```
/// use orm_core::types::MacAddr;
/// let address: MacAddr = "08:00:2B:01:02:03".parse()?;
/// assert_eq!(address.to_string(), "08:00:2b:01:02:03");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-net-types.html#DATATYPE-MACADDR>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MacAddr(pub [u8; 6]);

/// A network card's address of 8 bytes: `macaddr8`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-net-types.html#DATATYPE-MACADDR8>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MacAddr8(pub [u8; 8]);

/// The text is not a network card's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseMacAddrError {
    bytes: usize,
}

impl fmt::Display for ParseMacAddrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the text is not {} bytes in hexadecimal such as `08:00:2b`",
            self.bytes
        )
    }
}

impl StdError for ParseMacAddrError {}

/// An address without a network: `inet` whose prefix is the whole address.
///
/// An address with a network is `cidr::IpInet`, of the feature `net`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-net-types.html#DATATYPE-INET>
#[diagnostic::do_not_recommend]
impl SqlType for IpAddr {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = TypeName::builtin("inet");
    const CHECKED: bool = true;

    fn check(_: &Type, raw: &[u8]) -> Result<(), BoxError> {
        let inet = postgres_protocol::types::inet_from_sql(raw)?;
        let whole = if inet.addr().is_ipv4() { 32 } else { 128 };
        if inet.netmask() == whole {
            return Ok(());
        }
        Err(format!(
            "the address has the network prefix /{}, which `IpAddr` does not keep; \
             read it as `cidr::IpInet` (feature `net`)",
            inet.netmask()
        )
        .into())
    }
}

impl Element for IpAddr {}
mark!(Comparable, Ordered, MinMax => IpAddr);

#[cfg(feature = "net")]
builtin! {
    cidr::IpInet => "inet",
    cidr::IpCidr => "cidr",
}
#[cfg(feature = "net")]
mark!(Comparable, Ordered, MinMax => cidr::IpInet, cidr::IpCidr);

/// Gives both lengths of address the same abilities.
macro_rules! address {
    ($($rust:ident, $bytes:literal;)+) => {$(
        impl $rust {
            fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
                out.put_slice(&self.0);
                Ok(())
            }
            fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
                reader.array().map(Self)
            }
        }
        impl fmt::Display for $rust {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_address(f, &self.0) }
        }
        impl FromStr for $rust {
            type Err = ParseMacAddrError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                read_address(text).map(Self).ok_or(ParseMacAddrError { bytes: $bytes })
            }
        }
    )+};
}

address! {
    MacAddr, 6;
    MacAddr8, 8;
}

fn write_address(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for (at, byte) in bytes.iter().enumerate() {
        f.write_str(if at == 0 { "" } else { ":" })?;
        write!(f, "{byte:02x}")?;
    }
    Ok(())
}

/// Reads pairs of hexadecimal digits, with or without `:`, `-` and `.` between them.
fn read_address<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !matches!(c, ':' | '-' | '.'))
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    if digits.len() != 2 * N {
        return None;
    }
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| pair[0] * 16 + pair[1])
        .collect();
    bytes.try_into().ok()
}

wire_type! { MacAddr => "macaddr" }
wire_type! { MacAddr8 => "macaddr8" }
mark!(Comparable, Ordered => MacAddr, MacAddr8);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::decode;

    #[test]
    fn an_address_with_a_network_is_refused_as_ip_addr() {
        // family 2 (IPv4), prefix, is_cidr, length, address
        let whole = [2, 32, 0, 4, 10, 0, 0, 1];
        assert_eq!(
            decode::<IpAddr>(&Type::INET, Some(&whole)).unwrap(),
            IpAddr::from([10, 0, 0, 1])
        );
        let network = [2, 24, 0, 4, 10, 0, 0, 1];
        let error = decode::<IpAddr>(&Type::INET, Some(&network)).unwrap_err();
        assert!(error.to_string().contains("IpInet"));
    }

    #[test]
    fn every_way_to_write_an_address_is_read() {
        for text in [
            "08:00:2b:01:02:03",
            "08-00-2B-01-02-03",
            "0800.2b01.0203",
            "08002b010203",
        ] {
            assert_eq!(text.parse(), Ok(MacAddr([8, 0, 0x2b, 1, 2, 3])));
        }
        assert!("08:00:2b".parse::<MacAddr>().is_err());
        assert!("08:00:2b:01:02:0g".parse::<MacAddr>().is_err());
        assert!("08:00:2b:01:02:03:04:05".parse::<MacAddr8>().is_ok());
    }
}
