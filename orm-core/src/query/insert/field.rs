//! The fields of an insert struct.

use std::error::Error as StdError;
use std::fmt;

use bytes::BytesMut;
use postgres_types::IsNull;
use postgres_types::ToSql;
use postgres_types::Type;

use crate::scope::column::TableColumn;
use crate::tree::Presence;

/// A field of an insert struct.
pub trait NewField<Row>: Send + Sync {
    /// The index of its column in the table.
    fn column(&self) -> usize;
    /// Which rows give it a value.
    fn presence(&self, rows: &[Row]) -> Presence;
    /// Whether the row gives it a value.
    fn is_set(&self, row: &Row) -> bool;
    /// The value in a row.
    ///
    /// # Errors
    /// If the value cannot be encoded.
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded;
    /// Whether the type can hold its values.
    fn accepts(&self, ty: &Type) -> bool;
}

pub(super) type Encoded = Result<IsNull, Box<dyn StdError + Sync + Send>>;

/// The field of the column `C`, at that index of the table, that every row gives a value.
pub struct Given<Row, C: TableColumn>(pub usize, pub fn(&Row) -> &C::Type);

/// The field of the column `C`, at that index of the table, that may be left to the server's default.
pub struct Omittable<Row, C: TableColumn>(pub usize, pub fn(&Row) -> &Option<C::Type>);

impl<Row, C: TableColumn> fmt::Debug for Given<Row, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Given").field(&C::NAME).finish()
    }
}

impl<Row, C: TableColumn> fmt::Debug for Omittable<Row, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Omittable").field(&C::NAME).finish()
    }
}

impl<Row, C: TableColumn> NewField<Row> for Given<Row, C> {
    fn column(&self) -> usize {
        self.0
    }
    fn presence(&self, _rows: &[Row]) -> Presence {
        Presence::All
    }
    fn is_set(&self, _row: &Row) -> bool {
        true
    }
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded {
        (self.1)(row).to_sql(ty, out)
    }
    fn accepts(&self, ty: &Type) -> bool {
        <C::Type as ToSql>::accepts(ty)
    }
}

impl<Row, C: TableColumn> NewField<Row> for Omittable<Row, C> {
    fn column(&self) -> usize {
        self.0
    }
    fn presence(&self, rows: &[Row]) -> Presence {
        let set = rows.iter().filter(|row| self.is_set(row)).count();
        match set {
            0 => Presence::None,
            _ if set == rows.len() => Presence::All,
            _ => Presence::Some,
        }
    }
    fn is_set(&self, row: &Row) -> bool {
        (self.1)(row).is_some()
    }
    fn encode(&self, row: &Row, ty: &Type, out: &mut BytesMut) -> Encoded {
        (self.1)(row).to_sql(ty, out)
    }
    fn accepts(&self, ty: &Type) -> bool {
        <C::Type as ToSql>::accepts(ty)
    }
}
