//! What may be done with a type: one trait for each mistake, so that each has its own message.
//!
//! They are implemented for types without `Option`: `T::Base: Textual` is the bound to write.

use crate::types::Interval;
use crate::types::Numeric;
use crate::types::SqlType;

/// Text: `LIKE`, `||`, `lower`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-string.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text type",
    label = "text is needed here",
    note = "cast it with `.cast::<String>()`"
)]
pub trait Textual {}

/// Numbers that can be an identity column or a serial.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/ddl-identity-columns.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer",
    label = "an integer is needed here",
    note = "an identity column is `i16`, `i32`, `i64` or a newtype over one"
)]
pub trait Integer {}

/// Numbers: `+`, `-`, `*`, `/`, `abs`, `round`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-math.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "a number is needed here",
    note = "cast it with `.cast::<f64>()` or another number type"
)]
pub trait Number {}

/// What `sum` takes.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be summed",
    label = "`sum` needs a number, an interval or money",
    note = "cast it with `.cast::<i64>()` or another number type"
)]
pub trait Summable {
    /// The type of the sum, which is wider than an integer: the sum of `int4` is `int8`.
    type Sum: SqlType;
}

/// What `avg` takes.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no average",
    label = "`avg` needs a number or an interval",
    note = "cast it with `.cast::<f64>()` or another number type"
)]
pub trait Averageable {
    /// The type of the average: that of integers is `numeric`.
    type Avg: SqlType;
}

/// What `=`, `<>`, `IN`, `DISTINCT` and `GROUP BY` take.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-comparison.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `=` operator in PostgreSQL",
    label = "cannot be compared",
    note = "compare a cast of it: `.cast::<String>()`; `json` compares as `jsonb`, which is `Json<T>`"
)]
pub trait Comparable {}

/// What `<`, `BETWEEN` and `ORDER BY` take.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-comparison.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no order in PostgreSQL",
    label = "cannot be ordered",
    note = "order by a cast of it, or by an expression over it"
)]
pub trait Ordered {}

/// What `min` and `max` take.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-aggregate.html>
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no `min` and `max` for `{Self}`",
    label = "has neither minimum nor maximum",
    note = "order by it and take the first row; a boolean has `bool_and` and `bool_or`"
)]
pub trait MinMax {}

/// Dates and times: `date_trunc`, `extract`, `+ interval`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-datetime.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a date or time",
    label = "a date or time is needed here",
    note = "cast it, for example with `.cast::<DateTime<Utc>>()`"
)]
pub trait DateTimeType {
    /// The type of it with an interval added: a date becomes a timestamp.
    type PlusInterval: SqlType;
}

/// Dates and times of which one can be taken from another.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-datetime.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a date or time that can be subtracted",
    label = "a date, a time or a timestamp is needed here",
    note = "cast it, for example with `.cast::<DateTime<Utc>>()`"
)]
pub trait Subtractable {
    /// The type of one less another: of two dates an `int4`, else an interval.
    type Difference: SqlType;
}

/// Arrays: `@>`, `&&`, `unnest`, `= any`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-array.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array",
    label = "an array is needed here",
    note = "an array is `Vec<T>`, or `Array<T>` with several dimensions"
)]
pub trait ArrayType {
    /// The type of an element.
    type Element: SqlType;
}

/// Ranges and multiranges: `@>`, `&&`, `lower`, `upper`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-range.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a range",
    label = "a range is needed here",
    note = "a range is `Range<T>` or `Multirange<T>`"
)]
pub trait RangeType {
    /// The type of a bound.
    type Element: SqlType;
}

/// JSON: `->`, `->>`, `#>`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-json.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not JSON",
    label = "`json` or `jsonb` is needed here",
    note = "JSON is `Json<T>`, `JsonText<T>` or `serde_json::Value`; cast text with `.cast::<Value>()`"
)]
pub trait JsonType {}

/// Marks types with traits that have no items.
macro_rules! mark {
    (@one [$($kind:ident),+] $rust:ty) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::types::kind::$kind for $rust {}
    )+};
    (@each $kinds:tt $($rust:ty),+) => {$( $crate::types::kind::mark!(@one $kinds $rust); )+};
    ($($kind:ident),+ => $($rust:ty),+ $(,)?) => {
        $crate::types::kind::mark!(@each [$($kind),+] $($rust),+);
    };
}
pub(crate) use mark;

mark!(Number, Comparable, Ordered, MinMax => i16, i32, i64, f32, f64, Numeric);
mark!(Integer => i16, i32, i64);
mark!(Comparable, Ordered => bool, i8, Vec<u8>);

/// What sums and averages of a type are.
macro_rules! aggregate {
    ($($rust:ty => $sum:ty, $avg:ty;)+) => {$(
        impl Summable for $rust { type Sum = $sum; }
        impl Averageable for $rust { type Avg = $avg; }
    )+};
}

aggregate! {
    i16 => i64, Numeric;
    i32 => i64, Numeric;
    i64 => Numeric, Numeric;
    f32 => f32, f64;
    f64 => f64, f64;
    Numeric => Numeric, Numeric;
    Interval => Interval, Interval;
}
