//! The names that derives of types write.

use std::error::Error as StdError;
use std::fmt;

pub use bytes::BytesMut;
pub use inventory;
pub use postgres_types::FromSql;
pub use postgres_types::IsNull;
pub use postgres_types::ToSql;
pub use postgres_types::Type;
pub use postgres_types::to_sql_checked;

pub use crate::schema::Entry;
pub use crate::schema::TypeDefinition;
pub use crate::schema::types::TypeKind;
pub use crate::types::Element;
pub use crate::types::NotNull;
pub use crate::types::SqlType;
pub use crate::types::TypeName;
pub use crate::types::composite::FieldOf;
pub use crate::types::composite::RecordReader;
pub use crate::types::composite::RecordWriter;
pub use crate::types::composite::accepts_composite;
pub use crate::types::composite::composite_field;
pub use crate::types::enums::UnknownLabel;
pub use crate::types::enums::accepts_enum;
pub use crate::types::enums::encode_label;
pub use crate::types::enums::label_index;
pub use crate::types::enums::parse_label;
pub use crate::types::kind;
pub use crate::types::newtype::Newtype;
pub use crate::types::newtype::Wrap;
pub use crate::types::newtype::base_definition;
pub use crate::types::newtype::base_sql;
pub use crate::types::newtype::wrapped_accepts;
pub use crate::types::newtype::wrapped_definition;
pub use crate::types::newtype::wrapped_from_sql;
pub use crate::types::newtype::wrapped_sql;
pub use crate::types::newtype::wrapped_to_sql;

/// The result of the driver's traits.
pub type Result<T> = std::result::Result<T, Box<dyn StdError + Send + Sync>>;

/// A type that can be printed, which the driver asks of every parameter.
///
/// A bound over a lifetime is not judged where it is written. So a type without `Debug` is one
/// error of [`printed`], and none of each impl.
pub trait Printed<'a>: fmt::Debug {}

impl<T: fmt::Debug> Printed<'_> for T {}

/// Asks for `Debug` where the derive is called.
pub const fn printed<T: fmt::Debug>() {}
