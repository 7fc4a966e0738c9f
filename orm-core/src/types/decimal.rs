//! `numeric` as `Decimal` of the crate `rust_decimal`, which holds 28 digits.
//!
//! PostgreSQL: <https://www.postgresql.org/docs/current/datatype-numeric.html>

use std::error::Error as StdError;
use std::fmt;

use postgres_types::FromSql;
use postgres_types::Type;
use rust_decimal::Decimal;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::Numeric;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Averageable;
use crate::types::kind::Summable;
use crate::types::kind::mark;
use crate::types::wire::Reader;

#[diagnostic::do_not_recommend]
impl SqlType for Decimal {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = TypeName::builtin("numeric");
    const CHECKED: bool = true;

    fn check(ty: &Type, raw: &[u8]) -> Result<(), BoxError> {
        let mut header = Reader::new("numeric", raw);
        header.take(2)?;
        let weight = i32::from(header.i16()?);
        let sign = header.u16()?;
        let scale = i32::from(header.u16()?);
        // The crate reads the signs of NaN and the infinities as minus.
        if sign & 0x8000 == 0 && (weight + 1).max(0) * 4 + scale <= 28 {
            return Ok(());
        }
        Self::try_from(&Numeric::from_sql(ty, raw)?)?;
        Ok(())
    }
}

impl Element for Decimal {}
mark!(Number, Comparable, Ordered, MinMax => Decimal);

impl Summable for Decimal {
    type Sum = Self;
}

impl Averageable for Decimal {
    type Avg = Self;
}

ranges! { Decimal => "numrange", "nummultirange"; }

/// A numeric does not fit a `Decimal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalError(&'static str);

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the value {}, which `Decimal` cannot hold; read it as `Numeric`",
            self.0
        )
    }
}

impl StdError for DecimalError {}

impl TryFrom<&Numeric> for Decimal {
    type Error = DecimalError;

    fn try_from(numeric: &Numeric) -> Result<Self, DecimalError> {
        if !numeric.is_finite() {
            return Err(DecimalError("is NaN or infinite"));
        }
        let text = numeric.to_string();
        Self::from_str_exact(&text)
            .or_else(|error| match text.contains('.') {
                true => Self::from_str_exact(text.trim_end_matches('0').trim_end_matches('.')),
                false => Err(error),
            })
            .map_err(|_| DecimalError("has more than 28 digits"))
    }
}

impl From<Decimal> for Numeric {
    fn from(decimal: Decimal) -> Self {
        // A decimal is written as digits and a point, which every numeric is.
        decimal.to_string().parse().unwrap_or(Self::NAN)
    }
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;
    use postgres_types::ToSql;

    use super::*;
    use crate::types::decode;

    fn read(text: &str) -> Result<Decimal, BoxError> {
        let mut raw = BytesMut::new();
        let numeric: Numeric = text.parse().unwrap();
        numeric.to_sql(&Type::NUMERIC, &mut raw).unwrap();
        decode(&Type::NUMERIC, Some(&raw))
    }

    #[test]
    fn what_a_decimal_can_hold_is_read_exactly() {
        for text in [
            "0",
            "0.00",
            "-12.50",
            "0.0000000000000000000000000001",
            "79228162514264337593543950335",
            "1234567890123456789012345678",
            "-0.5",
        ] {
            assert_eq!(read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_a_decimal_would_round_is_refused() {
        for text in [
            "NaN",
            "Infinity",
            "-Infinity",
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "1e40",
        ] {
            let error = read(text).unwrap_err();
            assert!(error.to_string().contains("`Numeric`"), "{text}: {error}");
        }
    }

    #[test]
    fn zeros_beyond_what_a_decimal_holds_are_dropped() {
        assert_eq!(
            read("1.0000000000000000000000000000000000").unwrap(),
            Decimal::ONE
        );
    }
}
