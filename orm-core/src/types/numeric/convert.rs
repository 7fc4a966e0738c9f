//! A numeric from and to Rust's numbers.

use super::Finite;
use super::Numeric;
use super::Value;

impl Numeric {
    /// The nearest `f64`.
    ///
    /// ```
    /// # use orm_core::types::Numeric;
    /// assert_eq!(Numeric::from(25).to_f64(), 25.0);
    /// assert!(Numeric::NAN.to_f64().is_nan());
    /// ```
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Value::NaN => f64::NAN,
            Value::Infinity => f64::INFINITY,
            Value::MinusInfinity => f64::NEG_INFINITY,
            Value::Finite(_) => self.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    /// The integer, where it is one and fits.
    ///
    /// ```
    /// # use orm_core::types::Numeric;
    /// assert_eq!("25.00".parse::<Numeric>().unwrap().to_i128(), Some(25));
    /// assert_eq!("25.50".parse::<Numeric>().unwrap().to_i128(), None);
    /// ```
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        let Value::Finite(finite) = &self.0 else {
            return None;
        };
        let integer_groups = usize::try_from(i32::from(finite.weight) + 1).unwrap_or(0);
        if finite.digits.len() > integer_groups {
            return None;
        }
        let sign = if finite.negative { -1 } else { 1 };
        (0..integer_groups).try_fold(0_i128, |sum, at| {
            let group = finite.digits.get(at).copied().unwrap_or(0);
            sum.checked_mul(10_000)?
                .checked_add(sign * i128::from(group))
        })
    }

    /// The integer, where it is one and fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128()
            .and_then(|integer| i64::try_from(integer).ok())
    }
}

impl From<i128> for Numeric {
    fn from(integer: i128) -> Self {
        let mut rest = integer.unsigned_abs();
        let mut digits = Vec::new();
        while rest > 0 {
            digits.insert(0, u16::try_from(rest % 10_000).unwrap_or(0));
            rest /= 10_000;
        }
        let weight = i16::try_from(digits.len()).unwrap_or(0) - 1;
        Self(Value::Finite(Finite::new(integer < 0, weight, 0, digits)))
    }
}

/// Makes a numeric of each integer type.
macro_rules! from_integer {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Numeric {
            fn from(integer: $integer) -> Self {
                Self::from(i128::from(integer))
            }
        }
    )+};
}

from_integer!(i8, i16, i32, i64, u8, u16, u32, u64);

/// Takes the shortest decimal that reads back as the same float, as PostgreSQL prints it.
impl From<f64> for Numeric {
    fn from(float: f64) -> Self {
        if float.is_nan() {
            return Self::NAN;
        }
        // Rust writes a float without exponent, with at most 324 digits after the point.
        float.to_string().parse().unwrap_or(Self::NAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_survive() {
        for integer in [
            0,
            1,
            -1,
            9_999,
            10_000,
            i128::from(i64::MIN),
            i128::MAX,
            i128::MIN,
        ] {
            let numeric = Numeric::from(integer);
            assert_eq!(numeric.to_string(), integer.to_string());
            assert_eq!(numeric.to_i128(), Some(integer));
        }
        assert_eq!(Numeric::from(i128::MAX).to_i64(), None);
        assert_eq!("1e60".parse::<Numeric>().unwrap().to_i128(), None);
    }

    #[test]
    fn floats_survive() {
        for float in [
            0.0,
            0.1,
            -2.5,
            1e-300,
            1.797e308,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            assert_eq!(
                Numeric::from(float).to_f64().to_bits(),
                float.to_bits(),
                "{float}"
            );
        }
        assert_eq!(Numeric::from(0.1).to_string(), "0.1");
    }
}
