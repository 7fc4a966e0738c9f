//! serde for the types that have a text form: they are written as text.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use serde::de::Visitor;

use crate::types::Interval;
use crate::types::MacAddr;
use crate::types::MacAddr8;
use crate::types::Numeric;
use crate::types::TimeTz;

/// Writes types by `Display` and reads them by `FromStr`.
macro_rules! as_text {
    ($($rust:ty),+) => {$(
        impl Serialize for $rust {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $rust {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(Text(PhantomData))
                } else {
                    deserializer.deserialize_str(Text(PhantomData))
                }
            }
        }
    )+};
}

as_text!(Interval, MacAddr, MacAddr8, Numeric, TimeTz);

/// Reads a value from text, or from a number's text.
struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value as text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::Error;
    use serde::de::value::I64Deserializer;
    use serde::de::value::StrDeserializer;

    use super::*;

    #[test]
    fn a_numeric_is_read_from_text_and_from_a_number() {
        let text = StrDeserializer::<Error>::new("1.50");
        assert_eq!(Numeric::deserialize(text).unwrap().to_string(), "1.50");
        assert_eq!(
            Numeric::deserialize(I64Deserializer::<Error>::new(-3)).unwrap(),
            Numeric::from(-3)
        );
        let wrong = StrDeserializer::<Error>::new("many");
        assert!(Numeric::deserialize(wrong).is_err());
    }
}
