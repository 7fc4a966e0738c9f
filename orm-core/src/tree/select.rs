//! SELECT and what it is made of.

use super::Expr;
use super::Statement;
use crate::schema::index::Direction;
use crate::schema::index::Nulls;

/// SELECT.
#[derive(Debug, Clone, Default)]
pub struct Select {
    /// DISTINCT.
    pub distinct: Distinct,
    /// What is selected.
    pub columns: Vec<Expr>,
    /// The first source.
    pub from: Option<From>,
    /// The sources joined to it.
    pub joins: Vec<Join>,
    /// WHERE, joined by AND.
    pub filters: Vec<Expr>,
    /// GROUP BY.
    pub group_by: Vec<Expr>,
    /// Whether there is a GROUP BY, of nothing if `group_by` is empty.
    pub grouped: bool,
    /// HAVING, joined by AND.
    pub having: Vec<Expr>,
    /// ORDER BY.
    pub order_by: Vec<Order>,
    /// LIMIT.
    pub limit: Option<Expr>,
    /// OFFSET.
    pub offset: Option<Expr>,
    /// FOR UPDATE and its like.
    pub locks: Vec<Lock>,
    /// Why it cannot be run, where its clauses contradict each other.
    pub invalid: Option<&'static str>,
    /// Whether it uses columns of a query around it, so that names must tell whose they are.
    pub correlated: bool,
}

/// DISTINCT.
#[derive(Debug, Clone, Default)]
pub enum Distinct {
    /// All rows.
    #[default]
    All,
    /// Equal rows once.
    Rows,
    /// The first row of each key.
    On(Vec<Expr>),
}

/// A table behind a name in FROM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Its schema.
    pub schema: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
}

/// A source in FROM.
#[derive(Debug, Clone)]
pub struct From {
    /// The table.
    pub relation: Relation,
    /// The name by which the query refers to it.
    pub name: &'static str,
}

/// A join.
#[derive(Debug, Clone)]
pub struct Join {
    /// Which.
    pub kind: JoinKind,
    /// What is joined.
    pub from: From,
    /// ON; a cross join has none.
    pub on: Option<Expr>,
}

/// Which join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    /// Rows that match.
    Inner,
    /// And those of the left side that match none.
    Left,
    /// And those of the right side that match none.
    Right,
    /// And those of both sides.
    Full,
    /// Every pair.
    Cross,
}

/// A sort key.
#[derive(Debug, Clone)]
pub struct Order {
    /// What is sorted by.
    pub expr: Expr,
    /// In which order.
    pub direction: Direction,
    /// Where NULLs stand.
    pub nulls: Option<Nulls>,
}

/// A row lock.
#[derive(Debug, Clone)]
pub struct Lock {
    /// How strong it is.
    pub strength: LockStrength,
    /// Which sources it is on; none is all.
    pub of: Vec<&'static str>,
    /// What happens when a row is locked already.
    pub wait: LockWait,
}

/// How strong a row lock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockStrength {
    /// FOR UPDATE.
    Update,
    /// FOR NO KEY UPDATE.
    NoKeyUpdate,
    /// FOR SHARE.
    Share,
    /// FOR KEY SHARE.
    KeyShare,
}

/// What happens when a row is locked already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockWait {
    /// Waits.
    #[default]
    Wait,
    /// Fails.
    NoWait,
    /// Leaves the row out.
    SkipLocked,
}

/// One or two queries as a whole, with an order and limits around it.
#[derive(Debug, Clone)]
pub struct Compound {
    /// The first query, or the only one.
    pub left: Statement,
    /// How it is combined with the second query, and that.
    pub op: Option<(SetOp, Statement)>,
    /// LIMIT of the whole.
    pub limit: Option<Expr>,
    /// OFFSET of the whole.
    pub offset: Option<Expr>,
    /// ORDER BY of the whole, by position from 1.
    pub order_by: Vec<(usize, Direction)>,
}

/// How two queries are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOp {
    /// UNION.
    Union,
    /// UNION ALL.
    UnionAll,
    /// INTERSECT.
    Intersect,
    /// INTERSECT ALL.
    IntersectAll,
    /// EXCEPT.
    Except,
    /// EXCEPT ALL.
    ExceptAll,
}
