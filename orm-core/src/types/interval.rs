//! [`Interval`]: months, days and microseconds, kept apart.

use std::error::Error as StdError;
use std::fmt;
use std::ops::Add;
use std::ops::Mul;
use std::ops::Neg;
use std::ops::Sub;
use std::time::Duration;

mod text;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::DateTimeType;
use crate::types::kind::Subtractable;
use crate::types::kind::mark;
use crate::types::wire::Reader;

pub use text::ParseIntervalError;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// A span of time: `interval`.
///
/// A month has no fixed number of days and a day no fixed number of hours, so the three parts
/// stay apart, as in PostgreSQL. Two intervals are equal if their parts are; PostgreSQL's `=`
/// takes 30 days for a month and 24 hours for a day.
///
/// ```
/// use orm_core::types::Interval;
/// let span = Interval::months(14) + Interval::days(3) + Interval::hours(4);
/// assert_eq!(span.to_string(), "1 year 2 mons 3 days 04:00:00");
/// assert_eq!("P1Y2M3DT4H".parse(), Ok(span));
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Interval {
    /// Whole months; a year is 12.
    pub months: i32,
    /// Whole days.
    pub days: i32,
    /// Microseconds; an hour is 3 600 000 000.
    pub microseconds: i64,
}

impl Interval {
    /// No time.
    pub const ZERO: Self = Self::new(0, 0, 0);
    /// `infinity`, since PostgreSQL 17.
    pub const INFINITY: Self = Self::new(i32::MAX, i32::MAX, i64::MAX);
    /// `-infinity`, since PostgreSQL 17.
    pub const NEG_INFINITY: Self = Self::new(i32::MIN, i32::MIN, i64::MIN);

    /// An interval of its three parts.
    #[must_use]
    pub const fn new(months: i32, days: i32, microseconds: i64) -> Self {
        Self {
            months,
            days,
            microseconds,
        }
    }

    /// An interval of years, each of 12 months; it stops at the largest number of months.
    #[must_use]
    pub const fn years(years: i32) -> Self {
        Self::new(years.saturating_mul(12), 0, 0)
    }

    /// An interval of months.
    #[must_use]
    pub const fn months(months: i32) -> Self {
        Self::new(months, 0, 0)
    }

    /// An interval of weeks, each of 7 days; it stops at the largest number of days.
    #[must_use]
    pub const fn weeks(weeks: i32) -> Self {
        Self::new(0, weeks.saturating_mul(7), 0)
    }

    /// An interval of days.
    #[must_use]
    pub const fn days(days: i32) -> Self {
        Self::new(0, days, 0)
    }

    /// An interval of hours; it stops at the largest number of microseconds, 292 271 years.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self::new(0, 0, hours.saturating_mul(HOUR))
    }

    /// An interval of minutes; it stops at the largest number of microseconds.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self::new(0, 0, minutes.saturating_mul(MINUTE))
    }

    /// An interval of seconds; it stops at the largest number of microseconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self::new(0, 0, seconds.saturating_mul(SECOND))
    }

    /// An interval of milliseconds; it stops at the largest number of microseconds.
    #[must_use]
    pub const fn milliseconds(milliseconds: i64) -> Self {
        Self::new(0, 0, milliseconds.saturating_mul(1_000))
    }

    /// An interval of microseconds.
    #[must_use]
    pub const fn microseconds(microseconds: i64) -> Self {
        Self::new(0, 0, microseconds)
    }

    /// Whether it is `infinity` or `-infinity`.
    #[must_use]
    pub fn is_infinite(self) -> bool {
        self == Self::INFINITY || self == Self::NEG_INFINITY
    }

    /// The sum; `None` if a part overflows.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self::new(
            self.months.checked_add(other.months)?,
            self.days.checked_add(other.days)?,
            self.microseconds.checked_add(other.microseconds)?,
        ))
    }

    /// The interval with the sign of each part turned; `None` if a part overflows.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self::new(
            self.months.checked_neg()?,
            self.days.checked_neg()?,
            self.microseconds.checked_neg()?,
        ))
    }

    /// Each part times `factor`; `None` if a part overflows.
    #[must_use]
    pub fn checked_mul(self, factor: i32) -> Option<Self> {
        Some(Self::new(
            self.months.checked_mul(factor)?,
            self.days.checked_mul(factor)?,
            self.microseconds.checked_mul(factor.into())?,
        ))
    }

    pub(super) fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.microseconds);
        out.put_i32(self.days);
        out.put_i32(self.months);
        Ok(())
    }

    pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let microseconds = reader.i64()?;
        let days = reader.i32()?;
        Ok(Self::new(reader.i32()?, days, microseconds))
    }
}

/// Adds each part; a part that overflows stays at its largest value.
impl Add for Interval {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(
            self.months.saturating_add(other.months),
            self.days.saturating_add(other.days),
            self.microseconds.saturating_add(other.microseconds),
        )
    }
}

/// Subtracts each part; a part that overflows stays at its largest value.
impl Sub for Interval {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(
            self.months.saturating_sub(other.months),
            self.days.saturating_sub(other.days),
            self.microseconds.saturating_sub(other.microseconds),
        )
    }
}

/// Turns the sign of each part.
impl Neg for Interval {
    type Output = Self;

    fn neg(self) -> Self {
        Self::ZERO - self
    }
}

/// Multiplies each part; a part that overflows stays at its largest value.
impl Mul<i32> for Interval {
    type Output = Self;

    fn mul(self, factor: i32) -> Self {
        Self::new(
            self.months.saturating_mul(factor),
            self.days.saturating_mul(factor),
            self.microseconds.saturating_mul(factor.into()),
        )
    }
}

impl std::iter::Sum for Interval {
    fn sum<I: Iterator<Item = Self>>(intervals: I) -> Self {
        intervals.fold(Self::ZERO, Add::add)
    }
}

/// A span of time and its Rust form do not fit each other exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InexactInterval(&'static str);

const CALENDAR: InexactInterval =
    InexactInterval("the interval has months or days, whose length is not fixed");
const NEGATIVE: InexactInterval =
    InexactInterval("the interval is negative, which `std::time::Duration` cannot be");
const TOO_FINE: InexactInterval =
    InexactInterval("the duration is finer than a microsecond, which an interval cannot hold");
const TOO_LONG: InexactInterval = InexactInterval("the duration is too long for an interval");

impl fmt::Display for InexactInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl StdError for InexactInterval {}

impl TryFrom<Duration> for Interval {
    type Error = InexactInterval;

    fn try_from(duration: Duration) -> Result<Self, Self::Error> {
        if !duration.subsec_nanos().is_multiple_of(1_000) {
            return Err(TOO_FINE);
        }
        let microseconds = i64::try_from(duration.as_micros()).map_err(|_| TOO_LONG)?;
        Ok(Self::microseconds(microseconds))
    }
}

impl TryFrom<Interval> for Duration {
    type Error = InexactInterval;

    fn try_from(interval: Interval) -> Result<Self, Self::Error> {
        if interval.months != 0 || interval.days != 0 {
            return Err(CALENDAR);
        }
        let microseconds = u64::try_from(interval.microseconds).map_err(|_| NEGATIVE)?;
        Ok(Self::from_micros(microseconds))
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<chrono::Duration> for Interval {
    type Error = InexactInterval;

    fn try_from(duration: chrono::Duration) -> Result<Self, Self::Error> {
        if duration.subsec_nanos() % 1_000 != 0 {
            return Err(TOO_FINE);
        }
        duration
            .num_microseconds()
            .map(Self::microseconds)
            .ok_or(TOO_LONG)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Interval> for chrono::Duration {
    type Error = InexactInterval;

    fn try_from(interval: Interval) -> Result<Self, Self::Error> {
        if interval.months != 0 || interval.days != 0 {
            return Err(CALENDAR);
        }
        Ok(Self::microseconds(interval.microseconds))
    }
}

wire_type! { Interval => "interval" }
mark!(Comparable, Ordered, MinMax => Interval);

impl DateTimeType for Interval {
    type PlusInterval = Self;
}

impl Subtractable for Interval {
    type Difference = Self;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_microseconds_then_days_then_months() {
        let mut out = BytesMut::new();
        Interval::new(14, -3, 1).encode(&mut out).unwrap();
        let wanted = [0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xfd, 0, 0, 0, 14];
        assert_eq!(&out[..], wanted);
    }

    #[test]
    fn a_duration_converts_where_it_is_exact() {
        let span = Duration::from_micros(1_500_000);
        assert_eq!(Interval::try_from(span), Ok(Interval::milliseconds(1_500)));
        assert_eq!(Duration::try_from(Interval::milliseconds(1_500)), Ok(span));
        assert_eq!(Interval::try_from(Duration::from_nanos(1)), Err(TOO_FINE));
        assert_eq!(Duration::try_from(Interval::days(1)), Err(CALENDAR));
        assert_eq!(Duration::try_from(Interval::seconds(-1)), Err(NEGATIVE));
    }

    #[test]
    fn arithmetic_keeps_the_parts_apart() {
        let span = Interval::months(1) + Interval::hours(2) * 3 - Interval::days(1);
        assert_eq!(span, Interval::new(1, -1, 6 * HOUR));
        assert_eq!(-span, Interval::new(-1, 1, -6 * HOUR));
        assert_eq!(
            Interval::months(i32::MAX).checked_add(Interval::months(1)),
            None
        );
    }
}
