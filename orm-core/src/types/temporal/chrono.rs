//! The types of `chrono`.

use ::chrono::DateTime;
use ::chrono::FixedOffset;
use ::chrono::Local;
use ::chrono::NaiveDate;
use ::chrono::NaiveDateTime;
use ::chrono::NaiveTime;
use ::chrono::Utc;
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
    DateTime<Utc> => "timestamptz", finite_timestamp, Self, Interval;
    DateTime<FixedOffset> => "timestamptz", finite_timestamp, Self, Interval;
    DateTime<Local> => "timestamptz", finite_timestamp, Self, Interval;
    NaiveDateTime => "timestamp", finite_timestamp, Self, Interval;
    NaiveDate => "date", finite_date, NaiveDateTime, i32;
    NaiveTime => "time", within_a_day, Self, Interval;
}

ranges! {
    DateTime<Utc> => "tstzrange", "tstzmultirange";
    DateTime<FixedOffset> => "tstzrange", "tstzmultirange";
    DateTime<Local> => "tstzrange", "tstzmultirange";
    NaiveDateTime => "tsrange", "tsmultirange";
    NaiveDate => "daterange", "datemultirange";
}
