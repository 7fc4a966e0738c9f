//! An interval as text: PostgreSQL's style and ISO 8601.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use super::HOUR;
use super::Interval;
use super::MINUTE;
use super::SECOND;

/// The text is not an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseIntervalError;

impl fmt::Display for ParseIntervalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the text is not an interval such as `1 year 2 mons 04:05:06` or `P1Y2MT4H5M6S`",
        )
    }
}

impl StdError for ParseIntervalError {}

/// Writes PostgreSQL's style: `1 year 2 mons 3 days 04:05:06.7`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::INFINITY => return f.write_str("infinity"),
            Self::NEG_INFINITY => return f.write_str("-infinity"),
            Self { .. } => {}
        }
        let mut before: Option<i32> = None;
        let parts = [
            (self.months / 12, "year"),
            (self.months % 12, "mon"),
            (self.days, "day"),
        ];
        for (count, unit) in parts.into_iter().filter(|(count, _)| *count != 0) {
            // After a negative part a positive one has its sign, as PostgreSQL writes it.
            let plus = if before.is_some_and(|before| before < 0) && count > 0 {
                "+"
            } else {
                ""
            };
            let space = if before.is_some() { " " } else { "" };
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{space}{plus}{count} {unit}{plural}")?;
            before = Some(count);
        }
        if self.microseconds == 0 && before.is_some() {
            return Ok(());
        }
        let sign = match before {
            _ if self.microseconds < 0 => "-",
            Some(before) if before < 0 => "+",
            Some(_) | None => "",
        };
        let space = if before.is_some() { " " } else { "" };
        let size = self.microseconds.unsigned_abs();
        let part = |unit: i64| size / unit.unsigned_abs();
        write!(
            f,
            "{space}{sign}{:02}:{:02}:{:02}",
            part(HOUR),
            part(MINUTE) % 60,
            part(SECOND) % 60
        )?;
        match size % SECOND.unsigned_abs() {
            0 => Ok(()),
            fraction => write!(f, ".{}", format!("{fraction:06}").trim_end_matches('0')),
        }
    }
}

/// Reads PostgreSQL's style and ISO 8601 with designators.
///
/// A fraction is allowed of seconds, minutes, hours, days and weeks, where it is exact in
/// microseconds; of days and weeks it becomes time.
impl FromStr for Interval {
    type Err = ParseIntervalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        match text {
            "" => return Err(ParseIntervalError),
            "infinity" => return Ok(Self::INFINITY),
            "-infinity" => return Ok(Self::NEG_INFINITY),
            _ => {}
        }
        let parsed = match text.strip_prefix('P') {
            Some(iso) => parse_iso(iso),
            None => parse_words(text),
        };
        parsed.ok_or(ParseIntervalError)
    }
}

fn parse_iso(text: &str) -> Option<Interval> {
    let (date, time) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None if text.is_empty() => return None,
        None => (text, ""),
    };
    let mut sum = Interval::ZERO;
    for (part, in_time) in [(date, false), (time, true)] {
        let mut rest = part;
        while !rest.is_empty() {
            let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let unit = match (&rest[at..=at], in_time) {
                ("Y", false) => "year",
                ("M", false) => "mon",
                ("W", false) => "week",
                ("D", false) => "day",
                ("H", true) => "hour",
                ("M", true) => "minute",
                ("S", true) => "second",
                _ => return None,
            };
            sum = sum.checked_add(quantity(&rest[..at], unit)?)?;
            rest = &rest[at + 1..];
        }
    }
    Some(sum)
}

fn parse_words(text: &str) -> Option<Interval> {
    let text = text.strip_prefix('@').unwrap_or(text).trim();
    let (text, ago) = match text.strip_suffix("ago") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let mut sum = Interval::ZERO;
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let part = if word.contains(':') {
            clock(word)?
        } else {
            quantity(word, words.next()?)?
        };
        sum = sum.checked_add(part)?;
    }
    if ago { sum.checked_neg() } else { Some(sum) }
}

/// `04:05` or `-04:05:06.7`.
fn clock(text: &str) -> Option<Interval> {
    let (sign, size) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let mut parts = size.split(':');
    let hours = whole(parts.next()?)?.checked_mul(HOUR)?;
    let minutes = whole(parts.next()?).filter(|minutes| *minutes < 60)?;
    let seconds = match parts.next() {
        Some(seconds) => scaled(seconds, SECOND)?,
        None => 0,
    };
    if parts.next().is_some() || seconds >= MINUTE {
        return None;
    }
    let size = hours.checked_add(minutes * MINUTE + seconds)?;
    Some(Interval::microseconds(sign * size))
}

fn quantity(count: &str, unit: &str) -> Option<Interval> {
    let (sign, size) = match count.as_bytes().first()? {
        b'-' => (-1, &count[1..]),
        b'+' => (1, &count[1..]),
        _ => (1, count),
    };
    let of_months = |each| {
        whole(size)?
            .checked_mul(each)
            .and_then(narrow)
            .map(Interval::months)
    };
    let of_time = |each| scaled(size, each).map(Interval::microseconds);
    let of_days = |each: i64| {
        let (days, fraction) = size.split_once('.').unwrap_or((size, ""));
        let days = whole(days)?.checked_mul(each).and_then(narrow)?;
        let time = if fraction.is_empty() {
            0
        } else {
            scaled(&format!("0.{fraction}"), 24 * HOUR * each)?
        };
        Some(Interval::new(0, days, time))
    };
    let size = match unit.trim_end_matches(',') {
        "millennium" | "millenniums" | "millennia" => of_months(12_000),
        "century" | "centuries" => of_months(1_200),
        "decade" | "decades" => of_months(120),
        "year" | "years" | "yr" | "yrs" | "y" => of_months(12),
        "mon" | "mons" | "month" | "months" => of_months(1),
        "week" | "weeks" | "w" => of_days(7),
        "day" | "days" | "d" => of_days(1),
        "hour" | "hours" | "hr" | "hrs" | "h" => of_time(HOUR),
        "minute" | "minutes" | "min" | "mins" | "m" => of_time(MINUTE),
        "second" | "seconds" | "sec" | "secs" | "s" => of_time(SECOND),
        "millisecond" | "milliseconds" | "msec" | "msecs" | "ms" => of_time(1_000),
        "microsecond" | "microseconds" | "usec" | "usecs" | "us" => of_time(1),
        _ => None,
    }?;
    size.checked_mul(sign)
}

fn narrow(count: i64) -> Option<i32> {
    i32::try_from(count).ok()
}

fn whole(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A decimal number times `each`, where that is a whole number.
fn scaled(text: &str, each: i64) -> Option<i64> {
    let (integer, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.len() > 18 {
        return None;
    }
    let power = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let fraction = i128::from(whole(fraction)?) * i128::from(each);
    if fraction % power != 0 {
        return None;
    }
    whole(integer)?
        .checked_mul(each)?
        .checked_add(i64::try_from(fraction / power).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_written_as_postgresql_writes_it() {
        let cases = [
            (Interval::ZERO, "00:00:00"),
            (
                Interval::new(14, 3, 4 * HOUR + 5 * MINUTE + 6_789_000),
                "1 year 2 mons 3 days 04:05:06.789",
            ),
            (Interval::new(-1, 1, 0), "-1 mons +1 day"),
            (Interval::new(0, -1, HOUR), "-1 days +01:00:00"),
            (Interval::new(0, 1, -1), "1 day -00:00:00.000001"),
            (Interval::new(0, 0, i64::MIN), "-2562047788:00:54.775808"),
            (Interval::hours(100), "100:00:00"),
            (Interval::INFINITY, "infinity"),
        ];
        for (interval, text) in cases {
            assert_eq!(interval.to_string(), text);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for interval in [
            Interval::ZERO,
            Interval::new(-25, 40, -1),
            Interval::new(1, -1, 1),
            Interval::new(i32::MAX, i32::MAX, i64::MAX - 1),
            Interval::NEG_INFINITY,
        ] {
            assert_eq!(interval.to_string().parse(), Ok(interval), "{interval}");
        }
    }

    #[test]
    fn words_and_designators_are_read() {
        let cases = [
            ("1 day", Interval::days(1)),
            ("@ 1 hour 30 mins ago", Interval::minutes(-90)),
            ("1.5 hours", Interval::minutes(90)),
            ("1.5 days", Interval::new(0, 1, 12 * HOUR)),
            ("2 weeks", Interval::days(14)),
            ("250 ms", Interval::milliseconds(250)),
            ("PT0.000001S", Interval::microseconds(1)),
            (
                "P1Y2M3W4DT5H6M7S",
                Interval::new(14, 25, 5 * HOUR + 6 * MINUTE + 7 * SECOND),
            ),
            ("PT-5M", Interval::minutes(-5)),
        ];
        for (text, interval) in cases {
            assert_eq!(text.parse(), Ok(interval), "{text}");
        }
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "1",
            "1 parsec",
            "1:2:3:4",
            "01:60",
            "P1H",
            "0.0000001 seconds",
            "é",
            "-é day",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }
}
