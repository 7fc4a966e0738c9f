//! Dates, times and timestamps of the crates `chrono`, `jiff` and `time`, and their infinities.

use std::time::SystemTime;

use postgres_types::FromSql;
use postgres_types::Type;

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::Interval;
use crate::types::NotNull;
use crate::types::RangeElement;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Comparable;
use crate::types::kind::DateTimeType;
use crate::types::kind::MinMax;
use crate::types::kind::Ordered;
use crate::types::kind::Subtractable;
use crate::types::kind::mark;
use crate::types::wire::Reader;

/// A date that may be `infinity` or `-infinity`: `Date<NaiveDate>` is `date`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-SPECIAL-VALUES>
pub use postgres_types::Date;
/// A timestamp that may be `infinity` or `-infinity`: `Timestamp<DateTime<Utc>>` is `timestamptz`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-SPECIAL-VALUES>
pub use postgres_types::Timestamp;

/// Implements [`SqlType`] for timestamps, dates and times, which refuse what they cannot hold.
macro_rules! temporal {
    ($($rust:ty => $sql:literal, $check:path, $plus:ty, $less:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::types::SqlType for $rust {
            type Base = Self;
            type Null = $crate::types::NotNull;
            type Optional = Option<Self>;
            const SQL: $crate::types::TypeName = $crate::types::TypeName::builtin($sql);
            const CHECKED: bool = true;
            fn check(_: &Type, raw: &[u8]) -> Result<(), BoxError> { $check(raw) }
        }
        impl $crate::types::Element for $rust {}
        impl DateTimeType for $rust { type PlusInterval = $plus; }
        impl Subtractable for $rust { type Difference = $less; }
        mark!(Comparable, Ordered, MinMax => $rust);
    )+};
}
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(crate) use temporal;

temporal! {
    SystemTime => "timestamptz", finite_timestamp, SystemTime, Interval;
}

/// Implements [`SqlType`] for the wrappers with infinities.
macro_rules! infinite {
    ($($wrapper:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: RangeElement + Copy> SqlType for $wrapper<T>
        where
            Self: for<'a> FromSql<'a>,
        {
            type Base = Self;
            type Null = NotNull;
            type Optional = Option<Self>;
            const SQL: TypeName = T::SQL;
        }
        impl<T: RangeElement + Copy> Element for $wrapper<T> {}
        impl<T: RangeElement + Copy> RangeElement for $wrapper<T> {
            const RANGE: TypeName = T::RANGE;
            const MULTIRANGE: TypeName = T::MULTIRANGE;
        }
        impl<T: Comparable> Comparable for $wrapper<T> {}
        impl<T: Ordered> Ordered for $wrapper<T> {}
        impl<T: MinMax> MinMax for $wrapper<T> {}
        impl<T: Subtractable> Subtractable for $wrapper<T> { type Difference = T::Difference; }
    )+};
}

infinite!(Date, Timestamp);

impl<T: RangeElement + Copy + DateTimeType> DateTimeType for Timestamp<T> {
    type PlusInterval = Self;
}

impl<T: DateTimeType<PlusInterval: RangeElement + Copy>> DateTimeType for Date<T> {
    type PlusInterval = Timestamp<T::PlusInterval>;
}

fn finite_timestamp(raw: &[u8]) -> Result<(), BoxError> {
    match Reader::new("timestamp", raw).i64()? {
        i64::MAX => Err(infinite("infinity", "Timestamp")),
        i64::MIN => Err(infinite("-infinity", "Timestamp")),
        _ => Ok(()),
    }
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn finite_date(raw: &[u8]) -> Result<(), BoxError> {
    match Reader::new("date", raw).i32()? {
        i32::MAX => Err(infinite("infinity", "Date")),
        i32::MIN => Err(infinite("-infinity", "Date")),
        _ => Ok(()),
    }
}

/// `24:00:00` is a time of day for PostgreSQL; the crates would make `00:00:00` of it, or panic.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn within_a_day(raw: &[u8]) -> Result<(), BoxError> {
    match Reader::new("time", raw).i64()? {
        0..86_400_000_000 => Ok(()),
        86_400_000_000 => Err("the time is `24:00:00`, which the Rust type cannot hold".into()),
        other => Err(format!("a time of {other} microseconds").into()),
    }
}

#[cold]
fn infinite(value: &str, wrapper: &str) -> BoxError {
    format!("the value is `{value}`, which the Rust type cannot hold; read it as `{wrapper}<..>`")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::decode;

    #[test]
    fn an_infinite_timestamp_is_refused_by_a_plain_type_that_names_the_wrapper() {
        let raw = i64::MAX.to_be_bytes();
        let error = decode::<SystemTime>(&Type::TIMESTAMPTZ, Some(&raw)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value is `infinity`, which the Rust type cannot hold; read it as `Timestamp<..>`"
        );
    }

    #[test]
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    fn midnight_at_the_end_of_a_day_is_refused() {
        assert!(within_a_day(&86_399_999_999_i64.to_be_bytes()).is_ok());
        assert!(within_a_day(&86_400_000_000_i64.to_be_bytes()).is_err());
        assert!(finite_date(&i32::MIN.to_be_bytes()).is_err());
    }
}
