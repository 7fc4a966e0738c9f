//! The query as a plain tree: no types, no generics. It is all that the SQL writer reads.

mod delete;
mod expr;
mod insert;
mod select;
mod update;

pub use delete::Delete;
pub use expr::Arm;
pub use expr::Bind;
pub use expr::BindCast;
pub use expr::Distinctness;
pub use expr::Expr;
pub use expr::Op;
pub use expr::Part;
pub use expr::Value;
pub use insert::Conflict;
pub use insert::ConflictAction;
pub use insert::ConflictTarget;
pub use insert::Insert;
pub use insert::InsertRows;
pub use insert::Overriding;
pub use insert::Presence;
pub use insert::SetColumn;
pub use select::Compound;
pub use select::Distinct;
pub use select::From;
pub use select::Join;
pub use select::JoinKind;
pub use select::Lock;
pub use select::LockStrength;
pub use select::LockWait;
pub use select::Order;
pub use select::Relation;
pub use select::Select;
pub use select::SetOp;
pub use update::Update;

/// A statement that can be run.
#[derive(Debug, Clone)]
pub enum Statement {
    /// SELECT.
    Select(Box<Select>),
    /// UNION, INTERSECT, EXCEPT.
    Compound(Box<Compound>),
    /// INSERT.
    Insert(Box<Insert>),
    /// UPDATE.
    Update(Box<Update>),
    /// DELETE.
    Delete(Box<Delete>),
    /// SQL as written, with expressions in it.
    Raw(Vec<Part>),
    /// Text that was written once for all, and its values.
    Fixed {
        /// The text.
        text: &'static str,
        /// The values, in the order of their numbers.
        params: Vec<Value>,
    },
    /// A statement that cannot be built, and why.
    Invalid(String),
}
