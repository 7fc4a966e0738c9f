//! Where derives leave what they saw, for [`Schema::collect`](super::Schema::collect).

use super::Table;
use super::TypeDefinition;

/// A table or type that a derive registered.
#[derive(Debug)]
pub enum Entry {
    /// A table.
    Table(fn() -> &'static Table),
    /// An enum, domain or composite type.
    Type(fn() -> &'static TypeDefinition),
}

inventory::collect!(Entry);

pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    inventory::iter::<Entry>.into_iter()
}
