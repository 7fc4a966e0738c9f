//! Integers, floats and booleans.
//!
//! PostgreSQL: <https://www.postgresql.org/docs/current/datatype-numeric.html>

builtin! {
    bool => "bool",
    i16 => "int2",
    i32 => "int4",
    i64 => "int8",
    f32 => "float4",
    f64 => "float8",
    i8 => "\"char\"",
}
