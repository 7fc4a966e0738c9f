//! Date and time.

use super::Expr;
use crate::tree;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;

/// `now()`: the time at which the transaction began.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT>
pub fn now() -> Expr<DateTime<Utc>> {
    Expr::new(tree::Expr::call("now", Vec::new()))
}

/// `current_date`: the day on which the transaction began, in the session's time zone.
pub fn current_date() -> Expr<NaiveDate> {
    Expr::new(tree::Expr::Keyword("current_date"))
}
