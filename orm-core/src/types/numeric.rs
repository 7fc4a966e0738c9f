//! [`Numeric`]: exact numbers of any length.

use std::cmp::Ordering;
use std::hash::Hash;
use std::hash::Hasher;

mod convert;
mod text;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::wire::Reader;

pub use text::ParseNumericError;

/// The most digits after the decimal point.
const MAX_SCALE: u16 = 16_383;
const NAN: u16 = 0xc000;
const INFINITY: u16 = 0xd000;
const MINUS_INFINITY: u16 = 0xf000;
const NEGATIVE: u16 = 0x4000;

/// An exact number of up to 131072 digits before and 16383 after the decimal point: `numeric`.
///
/// It keeps the scale: `1.50` stays `1.50`, though it equals `1.5`. NaN equals itself and is
/// larger than all other values, as in PostgreSQL. To calculate with it, use the type of the
/// feature `decimal`, or let PostgreSQL do it.
///
/// ```
/// use orm_core::types::Numeric;
/// let price: Numeric = "19.90".parse()?;
/// assert_eq!(price.to_string(), "19.90");
/// assert_eq!(price, "19.9".parse()?);
/// assert!(Numeric::from(-3) < price && price < Numeric::NAN);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-numeric.html>
#[derive(Debug, Clone)]
pub struct Numeric(Value);

#[derive(Debug, Clone)]
enum Value {
    MinusInfinity,
    Finite(Finite),
    Infinity,
    NaN,
}

/// `digits[0] * 10000^weight + digits[1] * 10000^(weight - 1) + ..`, without zeros at the ends.
#[derive(Debug, Clone)]
struct Finite {
    negative: bool,
    weight: i16,
    scale: u16,
    digits: Vec<u16>,
}

impl Numeric {
    /// Not a number.
    pub const NAN: Self = Self(Value::NaN);
    /// Larger than every number.
    pub const INFINITY: Self = Self(Value::Infinity);
    /// Smaller than every number.
    pub const NEG_INFINITY: Self = Self(Value::MinusInfinity);
    /// Zero, without digits after the point.
    pub const ZERO: Self = Self(Value::Finite(Finite {
        negative: false,
        weight: 0,
        scale: 0,
        digits: Vec::new(),
    }));

    /// How many digits follow the decimal point; 0 for NaN and the infinities.
    #[must_use]
    pub const fn scale(&self) -> u16 {
        match &self.0 {
            Value::Finite(finite) => finite.scale,
            Value::NaN | Value::Infinity | Value::MinusInfinity => 0,
        }
    }

    /// Whether it is NaN.
    #[must_use]
    pub const fn is_nan(&self) -> bool {
        matches!(self.0, Value::NaN)
    }

    /// Whether it is neither NaN nor an infinity.
    #[must_use]
    pub const fn is_finite(&self) -> bool {
        matches!(self.0, Value::Finite(_))
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        match &self.0 {
            Value::Finite(finite) => finite.negative,
            Value::MinusInfinity => true,
            Value::Infinity | Value::NaN => false,
        }
    }

    pub(super) fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        let special = |sign: u16, out: &mut BytesMut| {
            out.put_u32(0);
            out.put_u16(sign);
            out.put_u16(0);
        };
        match &self.0 {
            Value::NaN => special(NAN, out),
            Value::Infinity => special(INFINITY, out),
            Value::MinusInfinity => special(MINUS_INFINITY, out),
            Value::Finite(finite) => {
                out.put_u16(u16::try_from(finite.digits.len())?);
                out.put_i16(finite.weight);
                out.put_u16(if finite.negative { NEGATIVE } else { 0 });
                out.put_u16(finite.scale);
                finite.digits.iter().for_each(|digit| out.put_u16(*digit));
            }
        }
        Ok(())
    }

    pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let count = reader.u16()?;
        let weight = reader.i16()?;
        let sign = reader.u16()?;
        let scale = reader.u16()?;
        let digits = (0..count)
            .map(|_| match reader.u16()? {
                digit @ 0..=9999 => Ok(digit),
                digit => Err(format!("a numeric with the digit group {digit}").into()),
            })
            .collect::<Result<Vec<_>, BoxError>>()?;
        let value = match sign {
            0 | NEGATIVE => Value::Finite(Finite::new(sign == NEGATIVE, weight, scale, digits)),
            NAN => Value::NaN,
            INFINITY => Value::Infinity,
            MINUS_INFINITY => Value::MinusInfinity,
            unknown => return Err(format!("a numeric with the sign {unknown:#06x}").into()),
        };
        Ok(Self(value))
    }
}

impl Finite {
    /// Takes zeros off both ends, so that equal numbers are equal field by field.
    fn new(negative: bool, mut weight: i16, scale: u16, mut digits: Vec<u16>) -> Self {
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        weight = weight.wrapping_sub_unsigned(u16::try_from(zeros).unwrap_or(u16::MAX));
        if digits.is_empty() {
            weight = 0;
        }
        Self {
            negative: negative && !digits.is_empty(),
            weight,
            scale,
            digits,
        }
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (false, false) => (self.weight, &self.digits).cmp(&(other.weight, &other.digits)),
            (left, right) => right.cmp(&left),
        }
    }
}

impl Default for Numeric {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Numeric {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Numeric {}

impl PartialOrd for Numeric {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Numeric {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Value::Finite(a), Value::Finite(b)) => match (a.negative, b.negative) {
                (false, false) => a.compare_size(b),
                (true, true) => b.compare_size(a),
                (negative, _) => (!negative).cmp(&negative),
            },
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }
}

impl Value {
    const fn rank(&self) -> u8 {
        match self {
            Self::MinusInfinity => 0,
            Self::Finite(_) => 1,
            Self::Infinity => 2,
            Self::NaN => 3,
        }
    }
}

impl Hash for Numeric {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.rank().hash(state);
        if let Value::Finite(finite) = &self.0 {
            (finite.negative, finite.weight, &finite.digits).hash(state);
        }
    }
}

wire_type! { Numeric => "numeric" }

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> Vec<u8> {
        let mut out = BytesMut::new();
        text.parse::<Numeric>().unwrap().encode(&mut out).unwrap();
        out.to_vec()
    }

    #[test]
    fn a_numeric_is_groups_of_four_digits() {
        // 12345.67 = 1 * 10000 + 2345 + 6700 / 10000
        assert_eq!(
            encoded("12345.67"),
            [0, 3, 0, 1, 0, 0, 0, 2, 0, 1, 0x09, 0x29, 0x1a, 0x2c]
        );
        assert_eq!(
            encoded("-0.00001"),
            [0, 1, 0xff, 0xfe, 0x40, 0, 0, 5, 0x03, 0xe8]
        );
        assert_eq!(encoded("0.00"), [0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(encoded("NaN"), [0, 0, 0, 0, 0xc0, 0, 0, 0]);
        assert_eq!(encoded("-Infinity"), [0, 0, 0, 0, 0xf0, 0, 0, 0]);
    }

    #[test]
    fn equal_numbers_of_different_scale_are_equal_and_hash_alike() {
        use std::collections::HashSet;
        let parse = |text: &str| text.parse::<Numeric>().unwrap();
        let set: HashSet<_> = ["1.5", "1.50", "01.500"].map(parse).into();
        assert_eq!(set.len(), 1);
        assert_eq!(parse("-0.0"), Numeric::ZERO);
    }

    #[test]
    fn numbers_are_ordered_as_postgresql_orders_them() {
        let sorted = [
            "-Infinity",
            "-12345",
            "-1.01",
            "-1",
            "-0.0001",
            "0",
            "0.0001",
            "0.5",
            "1",
            "9999",
            "10000",
            "123456789",
            "Infinity",
            "NaN",
        ]
        .map(|text| text.parse::<Numeric>().unwrap());
        for (at, low) in sorted.iter().enumerate() {
            for high in &sorted[at + 1..] {
                assert!(low < high, "{low} < {high}");
            }
        }
    }
}
