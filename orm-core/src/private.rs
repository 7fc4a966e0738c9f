//! What derived code names. Nothing else uses it, and it may change at any time.

pub use crate::error;
pub use crate::expr;
pub use crate::query;
pub use crate::row;
pub use crate::schema;
pub use crate::scope;
pub use crate::scope::id::False;
pub use crate::scope::id::X0;
pub use crate::scope::id::X1;
pub use crate::scope::id::X2;
pub use crate::scope::id::X3;
pub use crate::scope::id::X4;
pub use crate::scope::id::X5;
pub use crate::scope::id::X6;
pub use crate::scope::id::X7;
pub use crate::table;
pub use crate::tree;
pub use crate::types;
pub use inventory;
