//! [`Hstore`]: a map from text to text or NULL.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::ops::DerefMut;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::mark;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_sized;
use crate::types::wire::put_text;

/// A map from text to text or NULL: `hstore`, from the extension of that name.
///
/// ```
/// use orm_core::types::Hstore;
/// let map = Hstore::from([("size", Some("L")), ("colour", None)]);
/// assert_eq!(map.to_string(), r#""colour"=>NULL, "size"=>"L""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/hstore.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Hstore(pub BTreeMap<String, Option<String>>);

impl Hstore {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i32(length(self.0.len())?);
        for (key, value) in &self.0 {
            put_sized(out, |out| put_text(out, key))?;
            match value {
                Some(value) => put_sized(out, |out| put_text(out, value))?,
                None => out.put_i32(-1),
            }
        }
        Ok(())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let count = reader.count(8)?;
        let entries = (0..count).map(|_| {
            let key = reader.sized()?.ok_or("a NULL key in an hstore")?;
            let value = reader.sized()?.map(str::from_utf8).transpose()?;
            Ok((str::from_utf8(key)?.to_owned(), value.map(str::to_owned)))
        });
        Ok(Self(entries.collect::<Result<_, BoxError>>()?))
    }
}

impl Deref for Hstore {
    type Target = BTreeMap<String, Option<String>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Hstore {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, Option<V>)> for Hstore {
    fn from_iter<I: IntoIterator<Item = (K, Option<V>)>>(entries: I) -> Self {
        let owned = |(key, value): (K, Option<V>)| (key.into(), value.map(Into::into));
        Self(entries.into_iter().map(owned).collect())
    }
}

impl<const N: usize> From<[(&str, Option<&str>); N]> for Hstore {
    fn from(entries: [(&str, Option<&str>); N]) -> Self {
        entries.into_iter().collect()
    }
}

/// Writes the map as PostgreSQL does.
impl fmt::Display for Hstore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        for (at, (key, value)) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            write!(f, "\"{}\"=>", quoted(key))?;
            match value {
                Some(value) => write!(f, "\"{}\"", quoted(value))?,
                None => f.write_str("NULL")?,
            }
        }
        Ok(())
    }
}

wire_type! { Hstore => "hstore" }
mark!(Comparable, Ordered => Hstore);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_null_value_has_the_length_minus_one() {
        let map = Hstore::from([("a", None)]);
        let mut out = BytesMut::new();
        map.encode(&mut out).unwrap();
        let wanted = [0, 0, 0, 1, 0, 0, 0, 1, b'a', 0xff, 0xff, 0xff, 0xff];
        assert_eq!(&out[..], wanted);
        assert_eq!(
            Hstore::decode(&mut Reader::new("hstore", &wanted)).unwrap(),
            map
        );
    }
}
