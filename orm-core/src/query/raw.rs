//! `sql_query!`: a whole statement as written.

use super::Query;
use crate::row::FromRow;
use crate::tree;

/// A statement of raw SQL whose rows are read as `Row`.
///
/// `sql_query!` makes it. A struct is filled by the names of the result's columns, a tuple or value
/// in order.
///
/// ```
/// # use orm_doc::*;
/// let posts = 3;
/// let query: Query<Stats> = sql_query!(
///     Stats,
///     "select author_id, count(*) as posts from posts group by 1 having count(*) > {posts}"
/// );
/// assert_eq!(
///     query.to_sql().text,
///     "select author_id, count(*) as posts from posts group by 1 having count(*) > $1::int4",
/// );
/// ```
pub fn query<Row: FromRow>(parts: Vec<tree::Part>) -> Query<Row> {
    Query::new(tree::Statement::Raw(parts), Row::from_row, Row::WIDTH).by_name(Row::NAMES)
}
