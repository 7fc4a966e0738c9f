//! The types of `jiff`.

use ::jiff::Timestamp;
use ::jiff::civil::Date;
use ::jiff::civil::DateTime;
use ::jiff::civil::Time;
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
    Timestamp => "timestamptz", finite_timestamp, Self, Interval;
    DateTime => "timestamp", finite_timestamp, Self, Interval;
    Date => "date", finite_date, DateTime, i32;
    Time => "time", within_a_day, Self, Interval;
}

ranges! {
    Timestamp => "tstzrange", "tstzmultirange";
    DateTime => "tsrange", "tsmultirange";
    Date => "daterange", "datemultirange";
}
