//! The fields of an insert struct.

use std::error::Error as StdError;
use std::fmt;

use bytes::BytesMut;
use postgres_types::IsNull;
use postgres_types::ToSql;
use postgres_types::Type;

use crate::types::SqlType;

/// A field of an insert struct: the index of its column in the table, and whether a row may leave
/// it to the server's default.
#[derive(Debug, Clone, Copy)]
pub enum NewField {
    /// Every row gives it a value.
    Given(usize),
    /// A row may leave it out.
    Omittable(usize),
}

impl NewField {
    pub(crate) fn column(self) -> usize {
        match self {
            Self::Given(column) | Self::Omittable(column) => column,
        }
    }
}

/// The value of a field, of any type.
pub trait NewValue: fmt::Debug {
    /// Writes it.
    ///
    /// # Errors
    /// If the value cannot be encoded.
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Encoded;
    /// Whether the type can hold it.
    fn fits(&self, ty: &Type) -> bool;
}

impl<T: SqlType> NewValue for T {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        self.to_sql(ty, out)
    }
    fn fits(&self, ty: &Type) -> bool {
        <T as ToSql>::accepts(ty)
    }
}

pub(super) type Encoded = Result<IsNull, Box<dyn StdError + Sync + Send>>;
