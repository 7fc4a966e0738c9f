//! Text and what is sent as text: `text`, `citext`, `xml`, `jsonpath`.

use std::fmt;
use std::ops::Deref;

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::FromSql as _;
use postgres_types::Type;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::mark;
use crate::types::wire::Reader;
use crate::types::wire::put_text;

/// The version byte of a `jsonpath`.
const JSONPATH_VERSION: u8 = 1;

builtin! {
    Box<str> => "text",
}

#[diagnostic::do_not_recommend]
impl SqlType for String {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = TypeName::builtin("text");

    #[inline]
    fn read(ty: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        match *ty {
            Type::TEXT | Type::VARCHAR => Ok(str::from_utf8(raw)?.to_owned()),
            // Some types have more than text in their bytes.
            _ => Self::from_sql(ty, raw),
        }
    }
}
#[diagnostic::do_not_recommend]
impl Element for String {}
mark!(Textual, Comparable, Ordered, MinMax => String, Box<str>, Citext);

/// Text that PostgreSQL compares without regard to case: `citext`.
///
/// Rust compares it as it is written. It needs the extension `citext`.
///
/// ```
/// use orm_core::types::Citext;
/// let email = Citext::from("Ada@Example.com");
/// assert_eq!(email.len(), 15);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/citext.html>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Citext(pub String);

/// An XML document or a piece of one: `xml`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-xml.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Xml(pub String);

/// A path into JSON: `jsonpath`.
///
/// PostgreSQL writes it in its own way: `$.a` comes back as `$."a"`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-json.html#DATATYPE-JSONPATH>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct JsonPath(pub String);

/// Gives a newtype over text what text has.
macro_rules! textual {
    ($($rust:ident),+) => {$(
        impl Deref for $rust {
            type Target = str;
            fn deref(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $rust {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(&self.0) }
        }
        impl From<String> for $rust {
            fn from(text: String) -> Self { Self(text) }
        }
        impl From<&str> for $rust {
            fn from(text: &str) -> Self { Self(text.to_owned()) }
        }
        impl From<$rust> for String {
            fn from(text: $rust) -> Self { text.0 }
        }
    )+};
}
pub(crate) use textual;

textual!(Citext, Xml, JsonPath);

impl Citext {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        put_text(out, self)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        reader.text().map(Self::from)
    }
}

impl Xml {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        put_text(out, self)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        reader.text().map(Self::from)
    }
}

impl JsonPath {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u8(JSONPATH_VERSION);
        put_text(out, self)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        match reader.u8()? {
            JSONPATH_VERSION => reader.text().map(Self::from),
            version => Err(format!("a jsonpath of version {version}").into()),
        }
    }
}

wire_type! { Citext => "citext" }
wire_type! { Xml => "xml" }
wire_type! { JsonPath => "jsonpath" }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jsonpath_has_a_version_byte() {
        let mut out = BytesMut::new();
        JsonPath::from("$.a").encode(&mut out).unwrap();
        assert_eq!(&out[..], b"\x01$.a");
        assert!(JsonPath::decode(&mut Reader::new("jsonpath", b"\x02$")).is_err());
    }

    #[test]
    fn text_with_a_nul_is_refused() {
        let nul = "a\0".to_owned();
        assert!(Citext(nul.clone()).encode(&mut BytesMut::new()).is_err());
        assert!(Xml(nul).encode(&mut BytesMut::new()).is_err());
    }
}
