//! `sql_query!`: a whole statement as written.

use super::Query;
use crate::row::FromRow;
use crate::tree;

/// A statement of raw SQL whose rows are read as `Row`.
///
/// `sql_query!` makes it. A struct is filled by the names of the result's columns, a tuple or value
/// in order.
pub fn query<Row: FromRow>(parts: Vec<tree::Part>) -> Query<Row> {
    Query::new(tree::Statement::Raw(parts), Row::from_row, Row::WIDTH).by_name(Row::NAMES)
}
