//! UNION, INTERSECT, EXCEPT.

use super::Query;
use super::select::count;
use crate::schema::index::Direction;
use crate::tree;
use crate::tree::SetOp;

/// The rows of another query fit beside those of type `Row`.
#[diagnostic::on_unimplemented(
    message = "rows of type `{Self}` cannot be combined with rows of type `{Row}`",
    label = "the two queries select different types",
    note = "both sides of a set operation need the same columns, in the same order, nullable alike"
)]
pub trait SameRow<Row> {}

#[diagnostic::do_not_recommend]
impl<Row> SameRow<Row> for Row {}

/// PostgreSQL: <https://www.postgresql.org/docs/current/queries-union.html>
impl<Row> Query<Row> {
    /// `.. union ..`: the rows of both, equal ones once.
    pub fn union<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Union, other)
    }

    /// `.. union all ..`: the rows of both.
    pub fn union_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::UnionAll, other)
    }

    /// `.. intersect ..`: the rows that both have, equal ones once.
    pub fn intersect<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Intersect, other)
    }

    /// `.. intersect all ..`: the rows that both have.
    pub fn intersect_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::IntersectAll, other)
    }

    /// `.. except ..`: the rows that the other has not, equal ones once.
    pub fn except<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::Except, other)
    }

    /// `.. except all ..`: the rows that the other has not.
    pub fn except_all<Other: SameRow<Row>>(self, other: Query<Other>) -> Self {
        self.combine(SetOp::ExceptAll, other)
    }

    /// `order by position`: sorts the rows of the whole by its n-th column, from 1.
    pub fn order_by_position(self, position: usize, direction: Direction) -> Self {
        let width = self.width;
        self.whole(|whole| {
            if position == 0 || position > width {
                whole.left = tree::Statement::Invalid(format!(
                    "order by position {position} of a row of {width} columns"
                ));
            }
            whole.order_by.push((position, direction));
        })
    }

    /// `limit rows`, of the whole.
    pub fn limit(self, rows: u32) -> Self {
        self.whole(|whole| whole.limit = Some(count(rows.into())))
    }

    /// `offset rows`, of the whole.
    pub fn offset(self, rows: u64) -> Self {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        self.whole(|whole| whole.offset = Some(count(rows)))
    }

    fn combine<Other>(self, op: SetOp, other: Query<Other>) -> Self {
        let (read, width, names) = (self.read, self.width, self.names);
        let compound = tree::Compound {
            left: self.into_statement(),
            op: Some((op, other.into_statement())),
            limit: None,
            offset: None,
            order_by: Vec::new(),
        };
        Self::new(tree::Statement::Compound(Box::new(compound)), read, width).by_name(names)
    }

    /// Changes what is around the query as a whole, wrapping it if it is bare.
    fn whole(self, change: impl FnOnce(&mut tree::Compound)) -> Self {
        let (read, width, names) = (self.read, self.width, self.names);
        let mut whole = match self.into_statement() {
            tree::Statement::Compound(compound) => compound,
            bare => Box::new(tree::Compound {
                left: bare,
                op: None,
                limit: None,
                offset: None,
                order_by: Vec::new(),
            }),
        };
        change(&mut whole);
        Self::new(tree::Statement::Compound(whole), read, width).by_name(names)
    }
}
