//! UPDATE.

use super::Expr;
use super::From;
use super::SetColumn;

/// UPDATE.
#[derive(Debug, Clone)]
pub struct Update {
    /// The table.
    pub from: From,
    /// SET.
    pub set: Vec<SetColumn>,
    /// WHERE, joined by AND.
    pub filters: Vec<Expr>,
    /// RETURNING.
    pub returning: Vec<Expr>,
}
