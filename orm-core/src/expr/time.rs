//! Date and time.

use super::Expr;
use crate::tree;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;

/// `now()`: the time at which the transaction began.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).filter(User.created_at.le(now())).select(User.id);
/// assert_eq!(query.to_sql().text, r#"select "id" from "users" where "created_at" <= now()"#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT>
pub fn now() -> Expr<DateTime<Utc>> {
    Expr::new(tree::Expr::call("now", Vec::new()))
}

/// `current_date`: the day on which the transaction began, in the session's time zone.
///
/// ```
/// # use orm_doc::*;
/// let query = from(User).select(current_date());
/// assert_eq!(query.to_sql().text, r#"select current_date from "users""#);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT>
pub fn current_date() -> Expr<NaiveDate> {
    Expr::new(tree::Expr::Keyword("current_date"))
}
