//! Why a `timestamp` and a `timestamptz` are not compared: a message of its own.

use chrono::DateTime;
use chrono::NaiveDateTime;
use chrono::TimeZone;

use super::assign::StoredAs;
use super::compare::SameType;

/// Never fulfilled: it carries the message.
#[diagnostic::on_unimplemented(
    message = "a `timestamp` and a `timestamptz` do not fit together: `{Self}` is one, the other side the other",
    label = "one is a time on a wall clock, the other a point in time",
    note = "name the zone: `sql!(DateTime<Utc>, \"{{column}} at time zone 'UTC'\")`; `.cast::<..>()` takes the session's"
)]
pub trait OfOneKind {}

macro_rules! mismatch {
    ($($trait:ident)+) => {$(
        impl<Tz: TimeZone> $trait<DateTime<Tz>> for NaiveDateTime where DateTime<Tz>: OfOneKind {}
        impl<Tz: TimeZone> $trait<DateTime<Tz>> for Option<NaiveDateTime> where DateTime<Tz>: OfOneKind {}
        impl<Tz: TimeZone> $trait<NaiveDateTime> for DateTime<Tz> where Self: OfOneKind {}
        impl<Tz: TimeZone> $trait<NaiveDateTime> for Option<DateTime<Tz>> where DateTime<Tz>: OfOneKind {}
    )+};
}

mismatch!(SameType StoredAs);
