//! Labels of a tree and patterns over them: `ltree`, `lquery`, `ltxtquery`.

use std::fmt;
use std::ops::Deref;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::mark;
use crate::types::text::textual;
use crate::types::wire::Reader;
use crate::types::wire::put_text;

/// The version byte of all three.
const VERSION: u8 = 1;

/// A path of labels: `ltree`, from the extension of that name.
///
/// ```
/// use orm_core::types::Ltree;
/// let path = Ltree::from("animals.birds.owl");
/// assert_eq!(path.labels().last(), Some("owl"));
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ltree.html>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ltree(pub String);

/// A pattern over paths of labels: `lquery`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ltree.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lquery(pub String);

/// A search for words in paths of labels: `ltxtquery`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ltree.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ltxtquery(pub String);

textual!(Ltree, Lquery, Ltxtquery);
mark!(Comparable, Ordered => Ltree);

impl Ltree {
    /// The labels from the root on; none of an empty path.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.').filter(|label| !label.is_empty())
    }

    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        versioned(self, out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        text(reader).map(Self::from)
    }
}

impl Lquery {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        versioned(self, out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        text(reader).map(Self::from)
    }
}

impl Ltxtquery {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        versioned(self, out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        text(reader).map(Self::from)
    }
}

fn versioned(text: &str, out: &mut BytesMut) -> Result<(), BoxError> {
    out.put_u8(VERSION);
    put_text(out, text)
}

fn text<'a>(reader: &mut Reader<'a>) -> Result<&'a str, BoxError> {
    match reader.u8()? {
        VERSION => reader.text(),
        version => Err(format!("an ltree value of version {version}").into()),
    }
}

wire_type! { Ltree => "ltree" }
wire_type! { Lquery => "lquery" }
wire_type! { Ltxtquery => "ltxtquery" }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_a_version_byte() {
        let mut out = BytesMut::new();
        Ltree::from("a.b").encode(&mut out).unwrap();
        assert_eq!(&out[..], b"\x01a.b");
        assert!(Lquery::decode(&mut Reader::new("lquery", b"\x02*")).is_err());
    }
}
