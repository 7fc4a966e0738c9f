//! Ranges: `int4range`, `tstzrange` and so on.

use std::fmt;
use std::ops::Bound;
use std::ops::RangeBounds;

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
use crate::types::Numeric;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::decode;
use crate::types::kind::Comparable;
use crate::types::kind::Ordered;
use crate::types::kind::RangeType;
use crate::types::wire::Reader;
use crate::types::wire::put_sized;

const EMPTY: u8 = 0x01;
const LOWER_INCLUSIVE: u8 = 0x02;
const UPPER_INCLUSIVE: u8 = 0x04;
const LOWER_UNBOUNDED: u8 = 0x08;
const UPPER_UNBOUNDED: u8 = 0x10;

/// A range of values: `int4range`, `int8range`, `numrange`, `daterange`, `tsrange`, `tstzrange`.
///
/// PostgreSQL writes ranges of integers and dates as `[a,b)`; so `1..=5` comes back as `1..6`.
///
/// ```
/// use orm_core::types::Range;
/// assert_eq!(Range::from(1..5).to_string(), "[1,5)");
/// assert_eq!(Range::from(1..=5).to_string(), "[1,5]");
/// assert_eq!(Range::from(1..).to_string(), "[1,)");
/// assert!(Range::from(1..5).contains(&4));
/// assert!(Range::<i32>::Empty.is_empty());
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/rangetypes.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Range<T> {
    /// The range that has no values.
    Empty,
    /// A lower and an upper bound; [`Bound::Unbounded`] is no bound.
    Bounds(Bound<T>, Bound<T>),
}

/// A type over which PostgreSQL has a range type.
///
/// Implement it for a newtype to use a range type of your own.
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no range over `{Self}`",
    label = "not a type that a range can hold",
    note = "ranges are over `i32`, `i64`, `Numeric`, dates and timestamps"
)]
pub trait RangeElement: SqlType + Element {
    /// The range type.
    const RANGE: TypeName;
    /// The multirange type.
    const MULTIRANGE: TypeName;
}

ranges! {
    i32 => "int4range", "int4multirange";
    i64 => "int8range", "int8multirange";
    Numeric => "numrange", "nummultirange";
}

impl<T> Range<T> {
    /// The range that has all values.
    #[must_use]
    pub const fn unbounded() -> Self {
        Self::Bounds(Bound::Unbounded, Bound::Unbounded)
    }

    /// The range with the bounds of a Rust range, or of a pair of bounds.
    #[must_use]
    pub fn new(bounds: impl RangeBounds<T>) -> Self
    where
        T: Clone,
    {
        Self::Bounds(bounds.start_bound().cloned(), bounds.end_bound().cloned())
    }

    /// The lower bound; `None` where the range is empty or has no such bound.
    #[must_use]
    pub const fn lower(&self) -> Option<&T> {
        match self {
            Self::Bounds(Bound::Included(value) | Bound::Excluded(value), _) => Some(value),
            Self::Bounds(Bound::Unbounded, _) | Self::Empty => None,
        }
    }

    /// The upper bound; `None` where the range is empty or has no such bound.
    #[must_use]
    pub const fn upper(&self) -> Option<&T> {
        match self {
            Self::Bounds(_, Bound::Included(value) | Bound::Excluded(value)) => Some(value),
            Self::Bounds(_, Bound::Unbounded) | Self::Empty => None,
        }
    }

    /// Whether it has no values, as PostgreSQL says: `[1,1)` comes back as the empty range.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Whether it has the value.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool
    where
        T: PartialOrd,
    {
        match self {
            Self::Empty => false,
            Self::Bounds(lower, upper) => (lower.as_ref(), upper.as_ref()).contains(value),
        }
    }

    pub(super) fn encode(&self, element: &Type, out: &mut BytesMut) -> Result<(), BoxError>
    where
        T: ToSql,
    {
        let Self::Bounds(lower, upper) = self else {
            out.put_u8(EMPTY);
            return Ok(());
        };
        let lower_flag = flag(lower, LOWER_INCLUSIVE, LOWER_UNBOUNDED);
        out.put_u8(lower_flag | flag(upper, UPPER_INCLUSIVE, UPPER_UNBOUNDED));
        for bound in [lower, upper] {
            if let Bound::Included(value) | Bound::Excluded(value) = bound {
                put_sized(out, |out| match value.to_sql(element, out)? {
                    IsNull::No => Ok(()),
                    IsNull::Yes => Err("a bound of a range cannot be NULL".into()),
                })?;
            }
        }
        Ok(())
    }

    pub(super) fn decode(element: &Type, reader: &mut Reader<'_>) -> Result<Self, BoxError>
    where
        T: SqlType,
    {
        let flags = reader.u8()?;
        if flags & EMPTY != 0 {
            return Ok(Self::Empty);
        }
        let mut bound = |inclusive, unbounded| {
            if flags & unbounded != 0 {
                return Ok::<_, BoxError>(Bound::Unbounded);
            }
            let value = decode(element, reader.sized()?)?;
            Ok(if flags & inclusive != 0 {
                Bound::Included(value)
            } else {
                Bound::Excluded(value)
            })
        };
        let lower = bound(LOWER_INCLUSIVE, LOWER_UNBOUNDED)?;
        let upper = bound(UPPER_INCLUSIVE, UPPER_UNBOUNDED)?;
        Ok(Self::Bounds(lower, upper))
    }
}

const fn flag<T>(bound: &Bound<T>, inclusive: u8, unbounded: u8) -> u8 {
    match bound {
        Bound::Included(_) => inclusive,
        Bound::Excluded(_) => 0,
        Bound::Unbounded => unbounded,
    }
}

/// Makes a range of each kind of Rust range.
macro_rules! from_rust {
    ($($rust:ty, $range:ident => $lower:expr, $upper:expr;)+) => {$(
        impl<T> From<$rust> for Range<T> {
            fn from($range: $rust) -> Self {
                Self::Bounds($lower, $upper)
            }
        }
    )+};
}

from_rust! {
    std::ops::Range<T>, range => Bound::Included(range.start), Bound::Excluded(range.end);
    std::ops::RangeFrom<T>, range => Bound::Included(range.start), Bound::Unbounded;
    std::ops::RangeTo<T>, range => Bound::Unbounded, Bound::Excluded(range.end);
    std::ops::RangeToInclusive<T>, range => Bound::Unbounded, Bound::Included(range.end);
    (Bound<T>, Bound<T>), range => range.0, range.1;
}

impl<T> From<std::ops::RangeInclusive<T>> for Range<T> {
    fn from(range: std::ops::RangeInclusive<T>) -> Self {
        let (start, end) = range.into_inner();
        Self::Bounds(Bound::Included(start), Bound::Included(end))
    }
}

impl<T> From<std::ops::RangeFull> for Range<T> {
    fn from(_: std::ops::RangeFull) -> Self {
        Self::unbounded()
    }
}

/// Writes the range as PostgreSQL does, without quotes: `[1,5)`, `empty`.
impl<T: fmt::Display> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Bounds(lower, upper) = self else {
            return f.write_str("empty");
        };
        match lower {
            Bound::Included(value) => write!(f, "[{value},")?,
            Bound::Excluded(value) => write!(f, "({value},")?,
            Bound::Unbounded => f.write_str("(,")?,
        }
        match upper {
            Bound::Included(value) => write!(f, "{value}]"),
            Bound::Excluded(value) => write!(f, "{value})"),
            Bound::Unbounded => f.write_str(")"),
        }
    }
}

impl<T: RangeElement> ToSql for Range<T> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        self.encode(element(ty)?, out)?;
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Range(element) if <T as ToSql>::accepts(element))
    }

    to_sql_checked!();
}

impl<'a, T: RangeElement> FromSql<'a> for Range<T> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        let element = element(ty)?;
        Reader::whole("range", raw, |reader| Self::decode(element, reader))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Range(element) if <T as FromSql<'a>>::accepts(element))
    }
}

#[diagnostic::do_not_recommend]
impl<T: RangeElement> SqlType for Range<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = T::RANGE;
}

impl<T: RangeElement> Element for Range<T> {}
impl<T: RangeElement> RangeType for Range<T> {
    type Element = T;
}
impl<T: RangeElement> Comparable for Range<T> {}
impl<T: RangeElement> Ordered for Range<T> {}

fn element(ty: &Type) -> Result<&Type, BoxError> {
    match ty.kind() {
        Kind::Range(element) => Ok(element),
        _ => Err(format!("`{ty}` is not a range").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(range: &Range<i32>) -> Vec<u8> {
        let mut out = BytesMut::new();
        range.to_sql(&Type::INT4_RANGE, &mut out).unwrap();
        out.to_vec()
    }

    #[test]
    fn a_range_is_flags_and_its_bounds() {
        assert_eq!(
            encoded(&Range::from(1..5)),
            [2, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 5]
        );
        assert_eq!(encoded(&Range::Empty), [1]);
        assert_eq!(encoded(&Range::unbounded()), [0x18]);
        assert_eq!(encoded(&Range::from(..=5)), [0x0c, 0, 0, 0, 4, 0, 0, 0, 5]);
    }

    #[test]
    fn every_kind_of_bound_is_read_back() {
        let ranges = [
            Range::from(1..5),
            Range::from(1..=5),
            Range::from(1..),
            Range::from(..5),
            Range::from((Bound::Excluded(1), Bound::Included(5))),
            Range::unbounded(),
            Range::Empty,
        ];
        for range in ranges {
            let back = Range::from_sql(&Type::INT4_RANGE, &encoded(&range)).unwrap();
            assert_eq!(range, back);
        }
    }

    #[test]
    fn a_range_contains_what_lies_between_its_bounds() {
        assert!(!Range::from(1..5).contains(&5));
        assert!(Range::from(1..=5).contains(&5));
        assert!(Range::unbounded().contains(&i32::MIN));
        assert!(!Range::Empty.contains(&0));
    }
}
