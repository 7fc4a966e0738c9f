//! JSON: `jsonb` and `json`.

use std::fmt;
use std::ops::Deref;
use std::ops::DerefMut;

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::FromSql;
use postgres_types::IsNull;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Comparable;
use crate::types::kind::JsonType;
use crate::types::kind::Ordered;
use crate::types::kind::mark;

/// The version byte of a `jsonb`.
const JSONB_VERSION: u8 = 1;

/// A value stored as `jsonb`, of any type that serde can write and read.
///
/// `jsonb` keeps numbers exactly, but `T` may not: a field of type `f64` rounds. With
/// `Json<Box<serde_json::value::RawValue>>` every digit stays.
///
/// ```
/// use orm_core::types::Json;
/// let tags = Json(vec!["a".to_owned()]);
/// assert_eq!(tags.len(), 1);
/// ```
///
/// # Errors
/// At run time, if the JSON in the database does not fit `T`; serde's message says where.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-json.html>
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Json<T>(pub T);

/// A value stored as `json`: the text as written, which PostgreSQL cannot compare.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-json.html>
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct JsonText<T>(pub T);

/// Implements what both wrappers share.
macro_rules! wrapper {
    ($($rust:ident),+) => {$(
        impl<T> Deref for $rust<T> {
            type Target = T;
            fn deref(&self) -> &T { &self.0 }
        }
        impl<T> DerefMut for $rust<T> {
            fn deref_mut(&mut self) -> &mut T { &mut self.0 }
        }
        impl<T> From<T> for $rust<T> {
            fn from(value: T) -> Self { Self(value) }
        }
        impl<T: Serialize + fmt::Debug> ToSql for $rust<T> {
            fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> { encode(&self.0, ty, out) }
            fn accepts(ty: &Type) -> bool { is_json(ty) }
            to_sql_checked!();
        }
        impl<'a, T: DeserializeOwned> FromSql<'a> for $rust<T> {
            fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> { decode(ty, raw).map(Self) }
            fn accepts(ty: &Type) -> bool { is_json(ty) }
        }
        impl<T> Element for $rust<T> where Self: SqlType {}
        #[diagnostic::do_not_recommend]
        impl<T> JsonType for $rust<T> {}
    )+};
}

wrapper!(Json, JsonText);

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + fmt::Debug + Send + Sync + 'static> SqlType for Json<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = TypeName::builtin("jsonb");
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + fmt::Debug + Send + Sync + 'static> SqlType for JsonText<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = TypeName::builtin("json");
}

impl<T> Comparable for Json<T> {}
impl<T> Ordered for Json<T> {}

builtin! { Value => "jsonb" }
mark!(JsonType, Comparable, Ordered => Value);

fn encode(value: &impl Serialize, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
    if *ty == Type::JSONB {
        out.put_u8(JSONB_VERSION);
    }
    serde_json::to_writer(out.writer(), value)?;
    Ok(IsNull::No)
}

fn decode<T: DeserializeOwned>(ty: &Type, raw: &[u8]) -> Result<T, BoxError> {
    let text = if *ty == Type::JSONB {
        match raw.split_first() {
            Some((&JSONB_VERSION, text)) => text,
            Some((version, _)) => return Err(format!("a jsonb of version {version}").into()),
            None => return Err("an empty jsonb".into()),
        }
    } else {
        raw
    };
    Ok(serde_json::from_slice(text)?)
}

fn is_json(ty: &Type) -> bool {
    matches!(*ty, Type::JSON | Type::JSONB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jsonb_has_a_version_byte_and_a_json_has_none() {
        let mut binary = BytesMut::new();
        Json([1, 2]).to_sql(&Type::JSONB, &mut binary).unwrap();
        assert_eq!(&binary[..], b"\x01[1,2]");
        let mut text = BytesMut::new();
        JsonText([1, 2]).to_sql(&Type::JSON, &mut text).unwrap();
        assert_eq!(&text[..], b"[1,2]");
    }

    #[test]
    fn json_that_does_not_fit_says_where() {
        let error = Json::<Vec<i32>>::from_sql(&Type::JSONB, b"\x01[1,\"x\"]").unwrap_err();
        assert!(error.to_string().contains("column 6"), "{error}");
    }

    #[test]
    fn a_raw_value_keeps_every_digit() {
        let text = br#"{"n":1.00000000000000000000000001}"#;
        let raw = Json::<Box<serde_json::value::RawValue>>::from_sql(&Type::JSON, text).unwrap();
        let mut out = BytesMut::new();
        raw.to_sql(&Type::JSON, &mut out).unwrap();
        assert_eq!(&out[..], text);
    }
}
