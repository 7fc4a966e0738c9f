//! The types of `time`.

use ::time::Date;
use ::time::OffsetDateTime;
use ::time::PrimitiveDateTime;
use ::time::Time;
use postgres_types::Type;

use super::finite_date;
use super::finite_timestamp;
use super::temporal;
use super::within_a_day;
use crate::types::BoxError;
use crate::types::Interval;
use crate::types::kind::DateTimeType;
use crate::types::kind::Subtractable;
use crate::types::kind::mark;

temporal! {
    OffsetDateTime => "timestamptz", finite_timestamp, Self, Interval;
    PrimitiveDateTime => "timestamp", finite_timestamp, Self, Interval;
    Date => "date", finite_date, PrimitiveDateTime, i32;
    Time => "time", within_a_day, Self, Interval;
}

ranges! {
    OffsetDateTime => "tstzrange", "tstzmultirange";
    PrimitiveDateTime => "tsrange", "tsmultirange";
    Date => "daterange", "datemultirange";
}
