//! A numeric as text.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use super::Finite;
use super::MAX_SCALE;
use super::Numeric;
use super::Value;

/// The most digits before the decimal point.
const MAX_INTEGER_DIGITS: i64 = 131_072;

/// The text is not a number, or one that PostgreSQL cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseNumericError(&'static str);

const NOT_A_NUMBER: ParseNumericError = ParseNumericError("is not a number");

impl fmt::Display for ParseNumericError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text {}", self.0)
    }
}

impl StdError for ParseNumericError {}

/// Reads what PostgreSQL reads: `-12.50`, `1e-3`, `NaN`, `Infinity`.
impl FromStr for Numeric {
    type Err = ParseNumericError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (negative, size) = match text.strip_prefix('-') {
            Some(size) => (true, size),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let is = |word: &str| size.eq_ignore_ascii_case(word);
        if is("nan") && size.len() == text.len() {
            return Ok(Self::NAN);
        }
        if is("infinity") || is("inf") {
            return Ok(if negative {
                Self::NEG_INFINITY
            } else {
                Self::INFINITY
            });
        }
        let (mantissa, exponent) = match size.find(['e', 'E']) {
            Some(at) => (
                &size[..at],
                size[at + 1..].parse::<i32>().map_err(|_| NOT_A_NUMBER)?,
            ),
            None => (size, 0),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let decimals: Vec<u8> = [integer, fraction].concat().into_bytes();
        if decimals.is_empty() || !decimals.iter().all(u8::is_ascii_digit) {
            return Err(NOT_A_NUMBER);
        }
        let point = i64::try_from(integer.len()).map_err(|_| NOT_A_NUMBER)? + i64::from(exponent);
        finite(negative, &decimals, point).map(|finite| Self(Value::Finite(finite)))
    }
}

/// Groups digits by four; `point` of them come before the decimal point.
fn finite(negative: bool, decimals: &[u8], mut point: i64) -> Result<Finite, ParseNumericError> {
    let total = i64::try_from(decimals.len()).map_err(|_| NOT_A_NUMBER)?;
    let scale = u16::try_from((total - point).max(0))
        .ok()
        .filter(|scale| *scale <= MAX_SCALE)
        .ok_or(ParseNumericError(
            "has more than 16383 digits after the point",
        ))?;
    let zeros = decimals.iter().take_while(|digit| **digit == b'0').count();
    let decimals = &decimals[zeros..];
    point -= i64::try_from(zeros).map_err(|_| NOT_A_NUMBER)?;
    if decimals.is_empty() {
        return Ok(Finite::new(false, 0, scale, Vec::new()));
    }
    if point > MAX_INTEGER_DIGITS {
        return Err(ParseNumericError(
            "has more than 131072 digits before the point",
        ));
    }
    let groups = (point + 3).div_euclid(4);
    let pad = usize::try_from(groups * 4 - point).map_err(|_| NOT_A_NUMBER)?;
    let padded: Vec<u8> = std::iter::repeat_n(b'0', pad)
        .chain(decimals.iter().copied())
        .collect();
    let digits = padded
        .chunks(4)
        .map(|group| {
            (0..4).fold(0, |sum, at| {
                sum * 10 + u16::from(group.get(at).unwrap_or(&b'0') - b'0')
            })
        })
        .collect();
    let weight = i16::try_from(groups - 1).map_err(|_| NOT_A_NUMBER)?;
    Ok(Finite::new(negative, weight, scale, digits))
}

impl fmt::Display for Numeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::NaN => f.pad("NaN"),
            Value::Infinity => f.pad("Infinity"),
            Value::MinusInfinity => f.pad("-Infinity"),
            Value::Finite(finite) => f.pad_integral(!finite.negative, "", &finite.to_text()),
        }
    }
}

impl Finite {
    /// The number without its sign.
    fn to_text(&self) -> String {
        use fmt::Write as _;

        let mut text = String::new();
        for power in (0..=i32::from(self.weight)).rev() {
            let group = self.group(power);
            // Writing to a `String` does not fail.
            let _ = if text.is_empty() {
                write!(text, "{group}")
            } else {
                write!(text, "{group:04}")
            };
        }
        if text.is_empty() {
            text.push('0');
        }
        if self.scale > 0 {
            text.push('.');
            let end = text.len() + usize::from(self.scale);
            for power in 1.. {
                if text.len() >= end {
                    break;
                }
                let _ = write!(text, "{:04}", self.group(-power));
            }
            text.truncate(end);
        }
        text
    }

    /// The digits that count 10000 to the given power.
    fn group(&self, power: i32) -> u16 {
        usize::try_from(i32::from(self.weight) - power)
            .ok()
            .and_then(|at| self.digits.get(at).copied())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again_with_its_scale() {
        for text in [
            "0",
            "0.00",
            "1",
            "-1",
            "10000",
            "123456789.000100",
            "0.0001",
            "-0.00000001",
            "99999999.99999",
            "100000000000000000000",
            "NaN",
            "Infinity",
            "-Infinity",
        ] {
            assert_eq!(text.parse::<Numeric>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn an_exponent_moves_the_point() {
        for (text, wanted) in [
            ("1e3", "1000"),
            ("1.5e-3", "0.0015"),
            ("-12E+2", "-1200"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0e5", "0"),
        ] {
            assert_eq!(
                text.parse::<Numeric>().unwrap().to_string(),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "-", ".", "1.2.3", "1e", "--1", "1_000", "0x10", "é", "-NaN",
        ] {
            assert!(text.parse::<Numeric>().is_err(), "{text}");
        }
        assert!("1e131073".parse::<Numeric>().is_err());
        assert!("1e-16384".parse::<Numeric>().is_err());
    }
}
