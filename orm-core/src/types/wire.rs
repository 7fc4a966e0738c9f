//! The binary format's small parts: reading without running over the end, writing with a length.

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;

/// Implements [`SqlType`](crate::types::SqlType) and `Element` for types of one SQL name.
macro_rules! builtin {
    ($($rust:ty => $sql:literal),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::types::SqlType for $rust {
            type Base = Self;
            type Null = $crate::types::NotNull;
            type Optional = Option<Self>;
            const SQL: $crate::types::TypeName = $crate::types::TypeName::builtin($sql);
        }
        #[diagnostic::do_not_recommend]
        impl $crate::types::Element for $rust {}
    )+};
}

/// Implements the driver's traits by a type's own `encode` and `decode`, then `builtin!`.
macro_rules! wire_type {
    ($rust:ty => $name:literal) => {
        wire_type! { $rust => $name, $name }
    };
    ($rust:ty => $name:literal, $sql:literal) => {
        impl ::postgres_types::ToSql for $rust {
            fn to_sql(
                &self,
                _: &::postgres_types::Type,
                out: &mut ::bytes::BytesMut,
            ) -> Result<::postgres_types::IsNull, $crate::types::BoxError> {
                self.encode(out)?;
                Ok(::postgres_types::IsNull::No)
            }
            fn accepts(ty: &::postgres_types::Type) -> bool {
                ty.name() == $name
            }
            ::postgres_types::to_sql_checked!();
        }
        impl<'a> ::postgres_types::FromSql<'a> for $rust {
            fn from_sql(
                _: &::postgres_types::Type,
                raw: &'a [u8],
            ) -> Result<Self, $crate::types::BoxError> {
                $crate::types::wire::Reader::whole($name, raw, Self::decode)
            }
            fn accepts(ty: &::postgres_types::Type) -> bool {
                ty.name() == $name
            }
        }
        builtin! { $rust => $sql }
    };
}

/// Gives types their range and multirange types.
macro_rules! ranges {
    ($($element:ty => $range:literal, $multirange:literal;)+) => {$(
        impl $crate::types::RangeElement for $element {
            const RANGE: $crate::types::TypeName = $crate::types::TypeName::builtin($range);
            const MULTIRANGE: $crate::types::TypeName = $crate::types::TypeName::builtin($multirange);
        }
    )+};
}
/// Reads a cell from left to right.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    what: &'static str,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(what: &'static str, raw: &'a [u8]) -> Self {
        Self { rest: raw, what }
    }

    /// Reads a value that takes the whole cell.
    pub(crate) fn whole<T>(
        what: &'static str,
        raw: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, BoxError>,
    ) -> Result<T, BoxError> {
        let mut reader = Self::new(what, raw);
        let value = read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    pub(crate) fn end(&self) -> Result<(), BoxError> {
        match self.rest.len() {
            0 => Ok(()),
            extra => Err(format!("{extra} bytes too many for `{}`", self.what).into()),
        }
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], BoxError> {
        let (head, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or_else(|| format!("the value ends too early for `{}`", self.what))?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.rest)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], BoxError> {
        let head = self.take(N)?;
        Ok(head.try_into().expect("`take` gives as many bytes"))
    }

    pub(crate) fn u8(&mut self) -> Result<u8, BoxError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, BoxError> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn i16(&mut self) -> Result<i16, BoxError> {
        self.array().map(i16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, BoxError> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn i32(&mut self) -> Result<i32, BoxError> {
        self.array().map(i32::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Result<i64, BoxError> {
        self.array().map(i64::from_be_bytes)
    }

    pub(crate) fn f64(&mut self) -> Result<f64, BoxError> {
        self.array().map(f64::from_be_bytes)
    }

    /// A number of things that follow, each of at least `least` bytes.
    pub(crate) fn count(&mut self, least: usize) -> Result<usize, BoxError> {
        let count = usize::try_from(self.i32()?)
            .map_err(|_| format!("a negative count in `{}`", self.what))?;
        if count.saturating_mul(least) > self.rest.len() {
            return Err(format!("the value ends too early for `{}`", self.what).into());
        }
        Ok(count)
    }

    /// Bytes after their length; `None` where the length is -1, which is NULL.
    pub(crate) fn sized(&mut self) -> Result<Option<&'a [u8]>, BoxError> {
        match usize::try_from(self.i32()?) {
            Ok(length) => self.take(length).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Text up to a NUL.
    pub(crate) fn c_string(&mut self) -> Result<&'a str, BoxError> {
        let end = self
            .rest
            .iter()
            .position(|byte| *byte == 0)
            .ok_or_else(|| format!("the value ends too early for `{}`", self.what))?;
        let text = self.take(end)?;
        self.take(1)?;
        Ok(std::str::from_utf8(text)?)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, BoxError> {
        Ok(std::str::from_utf8(self.rest())?)
    }
}

/// Writes a value after its length.
pub(crate) fn put_sized(
    out: &mut BytesMut,
    write: impl FnOnce(&mut BytesMut) -> Result<(), BoxError>,
) -> Result<(), BoxError> {
    let at = out.len();
    out.put_i32(0);
    write(out)?;
    let length = length(out.len() - at - 4)?;
    out[at..at + 4].copy_from_slice(&length.to_be_bytes());
    Ok(())
}

/// A length or count as the format has it.
pub(crate) fn length(length: usize) -> Result<i32, BoxError> {
    i32::try_from(length).map_err(|_| "the value is longer than PostgreSQL allows (1 GB)".into())
}

/// Writes text that PostgreSQL keeps, which has no NUL.
pub(crate) fn put_text(out: &mut BytesMut, text: &str) -> Result<(), BoxError> {
    if text.contains('\0') {
        return Err("the text has a NUL character, which PostgreSQL cannot store".into());
    }
    out.put_slice(text.as_bytes());
    Ok(())
}

/// Writes text and the NUL that ends it.
pub(crate) fn put_c_string(out: &mut BytesMut, text: &str) -> Result<(), BoxError> {
    put_text(out, text)?;
    out.put_u8(0);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_ends_early_or_late_is_refused() {
        let short = Reader::whole("money", &[0, 0, 1], Reader::i64).unwrap_err();
        assert_eq!(short.to_string(), "the value ends too early for `money`");
        let long = Reader::whole("oid", &[0, 0, 0, 1, 9], Reader::u32).unwrap_err();
        assert_eq!(long.to_string(), "1 bytes too many for `oid`");
    }

    #[test]
    fn a_count_larger_than_the_cell_allocates_nothing() {
        let raw = i32::MAX.to_be_bytes();
        assert!(Reader::new("path", &raw).count(16).is_err());
    }

    #[test]
    fn a_nul_in_text_is_refused_before_it_is_sent() {
        let error = put_text(&mut BytesMut::new(), "a\0b").unwrap_err();
        assert!(error.to_string().contains("NUL"));
    }
}
