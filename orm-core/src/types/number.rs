//! Integers, floats and booleans.
//!
//! PostgreSQL: <https://www.postgresql.org/docs/current/datatype-numeric.html>

use postgres_types::Type;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;
use crate::types::TypeName;

/// Types of so many bytes, in network order.
macro_rules! fixed {
    ($($rust:ty => $sql:literal),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl SqlType for $rust {
            type Base = Self;
            type Null = NotNull;
            type Optional = Option<Self>;
            const SQL: TypeName = TypeName::builtin($sql);
            const READS_TYPE: bool = false;

            #[inline]
            fn read(_ty: &Type, raw: &[u8]) -> Result<Self, BoxError> {
                raw.try_into().map(Self::from_be_bytes).map_err(|_| wrong_size(raw.len()))
            }
        }
        #[diagnostic::do_not_recommend]
        impl Element for $rust {}
    )+};
}

fixed! {
    i16 => "int2",
    i32 => "int4",
    i64 => "int8",
    f32 => "float4",
    f64 => "float8",
}

builtin! {
    bool => "bool",
    i8 => "\"char\"",
}

#[cold]
fn wrong_size(bytes: usize) -> BoxError {
    format!("a number of {bytes} bytes").into()
}
