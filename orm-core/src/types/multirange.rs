//! Multiranges: `int4multirange` and so on.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::FromSql;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::Range;
use crate::types::RangeElement;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Comparable;
use crate::types::kind::Ordered;
use crate::types::kind::RangeType;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_sized;

/// A set of ranges: `int4multirange`, `nummultirange`, `tstzmultirange` and so on.
///
/// PostgreSQL sorts the ranges, joins those that touch and drops the empty ones.
///
/// ```
/// use orm_core::types::{Multirange, Range};
/// let set = Multirange::new([Range::from(1..3), Range::from(7..)]);
/// assert_eq!(set.to_string(), "{[1,3),[7,)}");
/// assert!(set.contains(&8) && !set.contains(&4));
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/rangetypes.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Multirange<T>(Vec<Range<T>>);

impl<T> Multirange<T> {
    /// The set of the given ranges.
    #[must_use]
    pub fn new(ranges: impl IntoIterator<Item = Range<T>>) -> Self {
        Self(ranges.into_iter().collect())
    }

    /// The ranges.
    #[must_use]
    pub fn ranges(&self) -> &[Range<T>] {
        &self.0
    }

    /// Whether it has no ranges.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the ranges has the value.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool
    where
        T: PartialOrd,
    {
        self.0.iter().any(|range| range.contains(value))
    }
}

impl<T> Default for Multirange<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<Range<T>> for Multirange<T> {
    fn from_iter<I: IntoIterator<Item = Range<T>>>(ranges: I) -> Self {
        Self::new(ranges)
    }
}

impl<T> From<Range<T>> for Multirange<T> {
    fn from(range: Range<T>) -> Self {
        Self(vec![range])
    }
}

/// Writes the set as PostgreSQL does, without quotes: `{[1,3),[7,)}`.
impl<T: fmt::Display> fmt::Display for Multirange<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (at, range) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { "," })?;
            write!(f, "{range}")?;
        }
        f.write_str("}")
    }
}

impl<T: RangeElement> ToSql for Multirange<T> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        let element = element(ty)?;
        out.put_i32(length(self.0.len())?);
        for range in &self.0 {
            put_sized(out, |out| range.encode(element, out))?;
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Multirange(element) if <T as ToSql>::accepts(element))
    }

    to_sql_checked!();
}

impl<'a, T: RangeElement> FromSql<'a> for Multirange<T> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        let element = element(ty)?;
        Reader::whole("multirange", raw, |reader| {
            let count = reader.count(5)?;
            let ranges = (0..count).map(|_| {
                let raw = reader.sized()?.ok_or("a NULL range in a multirange")?;
                Reader::whole("range", raw, |reader| Range::decode(element, reader))
            });
            Ok(Self(ranges.collect::<Result<_, BoxError>>()?))
        })
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Multirange(element) if <T as FromSql<'a>>::accepts(element))
    }
}

#[diagnostic::do_not_recommend]
impl<T: RangeElement> SqlType for Multirange<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = T::MULTIRANGE;
}

impl<T: RangeElement> Element for Multirange<T> {}
impl<T: RangeElement> RangeType for Multirange<T> {
    type Element = T;
}
impl<T: RangeElement> Comparable for Multirange<T> {}
impl<T: RangeElement> Ordered for Multirange<T> {}

fn element(ty: &Type) -> Result<&Type, BoxError> {
    match ty.kind() {
        Kind::Multirange(element) => Ok(element),
        _ => Err(format!("`{ty}` is not a multirange").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multirange_is_its_ranges_each_with_a_length() {
        let set = Multirange::new([Range::from(1..3), Range::unbounded()]);
        let mut out = BytesMut::new();
        set.to_sql(&Type::INT4MULTI_RANGE, &mut out).unwrap();
        let mut wanted = vec![0, 0, 0, 2, 0, 0, 0, 17, 2, 0, 0, 0, 4, 0, 0, 0, 1];
        wanted.extend([0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 1, 0x18]);
        assert_eq!(&out[..], wanted);
        assert_eq!(
            Multirange::from_sql(&Type::INT4MULTI_RANGE, &out).unwrap(),
            set
        );
    }
}
