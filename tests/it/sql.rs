//! Builders to exact SQL. No server.

mod compound;
mod expression;
mod identifiers;
mod insert;
mod raw;
mod select;
mod subquery;
mod update;
