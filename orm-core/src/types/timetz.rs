//! [`TimeTz`]: a time of day with an offset.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::Interval;
use crate::types::kind::DateTimeType;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// `24:00:00`, the largest time of day.
const DAY: i64 = 86_400_000_000;
/// The largest offset that PostgreSQL takes is less than 16 hours.
const MAX_OFFSET: i32 = 16 * 3600 - 1;

/// A time of day with an offset from UTC: `time with time zone`.
///
/// Two values are equal if time and offset are; so are they for PostgreSQL.
///
/// ```
/// use orm_core::types::TimeTz;
/// let time: TimeTz = "12:30:00+02".parse()?;
/// assert_eq!(time.utc_offset_seconds(), 7200);
/// assert_eq!(time.to_string(), "12:30:00+02");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeTz {
    microseconds: i64,
    utc_offset_seconds: i32,
}

/// A time of day or its offset is out of range, or is not written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeTzError(&'static str);

impl TimeTz {
    /// A time of day in microseconds since midnight, and the offset in seconds east of UTC.
    ///
    /// # Errors
    /// If the time is negative or after 24:00:00, or the offset is 16 hours or more.
    pub fn new(microseconds: i64, utc_offset_seconds: i32) -> Result<Self, TimeTzError> {
        if !(0..=DAY).contains(&microseconds) {
            return Err(TimeTzError(
                "a time of day lies between 00:00:00 and 24:00:00",
            ));
        }
        if !(-MAX_OFFSET..=MAX_OFFSET).contains(&utc_offset_seconds) {
            return Err(TimeTzError("an offset from UTC is less than 16 hours"));
        }
        Ok(Self {
            microseconds,
            utc_offset_seconds,
        })
    }

    /// Microseconds since midnight.
    #[must_use]
    pub const fn microseconds(self) -> i64 {
        self.microseconds
    }

    /// Seconds east of UTC.
    #[must_use]
    pub const fn utc_offset_seconds(self) -> i32 {
        self.utc_offset_seconds
    }

    pub(super) fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.microseconds);
        // PostgreSQL counts seconds west of UTC.
        out.put_i32(-self.utc_offset_seconds);
        Ok(())
    }

    pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let microseconds = reader.i64()?;
        Ok(Self::new(microseconds, reader.i32()?.saturating_neg())?)
    }
}

/// Writes the time as PostgreSQL does: `12:30:00.5+02`, `08:00:00-03:30`.
impl fmt::Display for TimeTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = Interval::microseconds(self.microseconds);
        let offset = self.utc_offset_seconds.unsigned_abs();
        let sign = if self.utc_offset_seconds < 0 {
            '-'
        } else {
            '+'
        };
        write!(f, "{time}{sign}{:02}", offset / 3600)?;
        match (offset / 60 % 60, offset % 60) {
            (0, 0) => Ok(()),
            (minutes, 0) => write!(f, ":{minutes:02}"),
            (minutes, seconds) => write!(f, ":{minutes:02}:{seconds:02}"),
        }
    }
}

impl fmt::Display for TimeTzError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl StdError for TimeTzError {}

/// Reads `12:30:00.5+02:00`, `12:30Z` and the like.
impl FromStr for TimeTz {
    type Err = TimeTzError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: TimeTzError =
            TimeTzError("the text is not a time with an offset such as `12:30:00+02`");
        let at = text.rfind(['+', '-', 'Z']).ok_or(WRONG)?;
        let time: Interval = text[..at].parse().map_err(|_| WRONG)?;
        let offset = match &text[at..] {
            "Z" => Interval::ZERO,
            hours if hours.len() == 3 => format!("{hours}:00").parse().map_err(|_| WRONG)?,
            offset => offset.parse().map_err(|_| WRONG)?,
        };
        if time.days != 0 || time.months != 0 || offset.days != 0 || offset.months != 0 {
            return Err(WRONG);
        }
        let seconds = i32::try_from(offset.microseconds / 1_000_000).map_err(|_| WRONG)?;
        Self::new(time.microseconds, seconds)
    }
}

#[cfg(feature = "chrono")]
impl From<(chrono::NaiveTime, chrono::FixedOffset)> for TimeTz {
    fn from((time, offset): (chrono::NaiveTime, chrono::FixedOffset)) -> Self {
        use chrono::Timelike as _;

        let seconds = i64::from(time.num_seconds_from_midnight());
        // A leap second has more than a second of nanoseconds.
        let micros = i64::from(time.nanosecond() / 1_000);
        Self {
            microseconds: (seconds * 1_000_000 + micros).min(DAY),
            utc_offset_seconds: offset.local_minus_utc().clamp(-MAX_OFFSET, MAX_OFFSET),
        }
    }
}

wire_type! { TimeTz => "timetz" }
mark!(Comparable, Ordered, MinMax => TimeTz);

impl DateTimeType for TimeTz {
    type PlusInterval = Self;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_offset_is_microseconds_and_seconds_west() {
        let mut out = BytesMut::new();
        let time: TimeTz = "00:00:01+01".parse().unwrap();
        time.encode(&mut out).unwrap();
        assert_eq!(
            &out[..],
            [0, 0, 0, 0, 0, 0x0f, 0x42, 0x40, 0xff, 0xff, 0xf1, 0xf0]
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "12:30:00+02",
            "08:00:00.5-03:30",
            "24:00:00+00",
            "00:00:00+15:59:59",
        ] {
            assert_eq!(text.parse::<TimeTz>().unwrap().to_string(), text);
        }
        assert_eq!("12:30Z".parse(), TimeTz::new(45_000_000_000, 0));
    }

    #[test]
    fn a_time_out_of_range_is_refused() {
        assert!(TimeTz::new(DAY + 1, 0).is_err());
        assert!(TimeTz::new(0, 16 * 3600).is_err());
        for text in ["", "12:30", "+02", "noon+02", "12:30:00+ü"] {
            assert!(text.parse::<TimeTz>().is_err(), "{text}");
        }
    }
}
