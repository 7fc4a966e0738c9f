//! DELETE.

use super::Expr;
use super::From;

/// DELETE.
#[derive(Debug, Clone)]
pub struct Delete {
    /// The table.
    pub from: From,
    /// WHERE, joined by AND.
    pub filters: Vec<Expr>,
    /// RETURNING.
    pub returning: Vec<Expr>,
}
