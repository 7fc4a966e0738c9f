//! The rows of an insert, and how they are sent.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::BytesMut;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;

use super::NewField;
use super::NewRow;
use super::field::Encoded;
use crate::tree;
use crate::tree::Presence;
use crate::tree::Value;

pub(super) fn columns<Row: NewRow>() -> Vec<usize> {
    Row::FIELDS.iter().map(|field| field.column()).collect()
}

/// The rows of an insert, kept as they were given.
pub(super) struct Rows<Row> {
    pub(super) columns: Vec<usize>,
    pub(super) rows: Vec<Row>,
}

/// Shows how many there are: a value may be a secret.
impl<Row> fmt::Debug for Rows<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("len", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl<Row: NewRow> tree::InsertRows for Rows<Row> {
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn columns(&self) -> &[usize] {
        &self.columns
    }
    fn presence(&self, field: usize) -> Presence {
        let NewField::Omittable(_) = Row::FIELDS[field] else {
            return Presence::All;
        };
        let is_set = |row: &&Row| row.field(field).is_some();
        match self.rows.iter().filter(is_set).count() {
            0 => Presence::None,
            set if set == self.rows.len() => Presence::All,
            _ => Presence::Some,
        }
    }
    fn is_set(&self, row: usize, field: usize) -> bool {
        self.rows[row].field(field).is_some()
    }
    fn value(self: Arc<Self>, row: usize, field: usize) -> Value {
        Arc::new(OneValue {
            rows: self,
            row,
            field,
        })
    }
    fn array(self: Arc<Self>, field: usize) -> Value {
        Arc::new(AllValues { rows: self, field })
    }
}

/// A field of one row, as a parameter.
struct OneValue<Row> {
    rows: Arc<Rows<Row>>,
    row: usize,
    field: usize,
}

/// A field of all rows, as an array parameter.
struct AllValues<Row> {
    rows: Arc<Rows<Row>>,
    field: usize,
}

impl<Row> fmt::Debug for OneValue<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneValue")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl<Row> fmt::Debug for AllValues<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllValues")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl<Row: NewRow> ToSql for OneValue<Row> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let Some(value) = self.rows.rows[self.row].field(self.field) else {
            return Ok(IsNull::Yes);
        };
        if !value.fits(ty) {
            return Err(mismatch(ty));
        }
        value.encode(ty, out)
    }

    /// Which types fit depends on the field, so that [`ToSql::to_sql`] tells.
    fn accepts(_ty: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<Row: NewRow> ToSql for AllValues<Row> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let Kind::Array(element) = ty.kind() else {
            return Err(mismatch(ty));
        };
        let values = self.rows.rows.iter().map(|row| row.field(self.field));
        // All are of one Rust type, so that the first speaks for all.
        let mut present = values.clone().flatten();
        if present.next().is_some_and(|value| !value.fits(element)) {
            return Err(mismatch(element));
        }
        let dimension = postgres_protocol::types::ArrayDimension {
            len: i32::try_from(self.rows.rows.len())?,
            lower_bound: 1,
        };
        postgres_protocol::types::array_to_sql(
            Some(dimension),
            element.oid(),
            values,
            |value, out| {
                let Some(value) = value else {
                    return Ok(postgres_protocol::IsNull::Yes);
                };
                Ok(match value.encode(element, out)? {
                    IsNull::Yes => postgres_protocol::IsNull::Yes,
                    IsNull::No => postgres_protocol::IsNull::No,
                })
            },
            out,
        )?;
        Ok(IsNull::No)
    }

    fn accepts(_ty: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn mismatch(ty: &Type) -> Box<dyn StdError + Sync + Send> {
    format!("the Rust type of the field does not fit the SQL type `{ty}`").into()
}
