//! Reads rows as they come from the driver.

use orm_core::query::Query;
use orm_core::query::Read;
use orm_core::row::Cells;
use orm_core::row::Check;
use orm_core::row::RawRow;
use orm_core::row::order_by_name;
use tokio_postgres::Row as DriverRow;
use tokio_postgres::types::FromSql;
use tokio_postgres::types::Type;

use crate::error::Error;

/// How the rows of one result become `Row`s.
pub(crate) struct Reader<Row> {
    read: Read<Row>,
    names: Option<&'static [&'static str]>,
    width: usize,
    order: Option<Vec<usize>>,
    check: Check,
}

impl<Row> Reader<Row> {
    pub(crate) fn of(query: &Query<Row>) -> Self {
        Self { read: query.read(), names: query.names(), width: query.width(), order: None, check: Check::Types }
    }

    #[inline]
    pub(crate) fn read(&mut self, row: &DriverRow) -> Result<Row, Error> {
        if self.check == Check::Types {
            self.look_at(row)?;
        }
        let value = (self.read)(&mut Cells::new(&Raw(row), self.order.as_deref(), self.check));
        self.check = Check::Nothing;
        value.map_err(Error::from)
    }

    /// Looks at what all rows of a result have in common.
    fn look_at(&mut self, row: &DriverRow) -> Result<(), Error> {
        match self.names {
            Some(names) => {
                let found: Vec<&str> = row.columns().iter().map(tokio_postgres::Column::name).collect();
                self.order = Some(order_by_name(names, &found)?);
                Ok(())
            }
            None if row.len() == self.width => Ok(()),
            None => Err(Error::width(self.width, row.len())),
        }
    }
}

/// A row of the driver.
struct Raw<'a>(&'a DriverRow);

impl RawRow for Raw<'_> {
    fn width(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn cell(&self, index: usize) -> Option<&[u8]> {
        // It cannot fail but where there is no such cell, which is found before.
        self.0.try_get::<_, Bytes<'_>>(index).ok()?.0
    }

    #[inline]
    fn type_of(&self, index: usize) -> &Type {
        self.0.columns()[index].type_()
    }

    fn name_of(&self, index: usize) -> &str {
        self.0.columns().get(index).map_or("?", |column| column.name())
    }
}

/// The bytes of a cell, whatever its type.
struct Bytes<'a>(Option<&'a [u8]>);

impl<'a> FromSql<'a> for Bytes<'a> {
    #[inline]
    fn from_sql(_ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Some(raw)))
    }

    #[inline]
    fn from_sql_null(_ty: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(None))
    }

    #[inline]
    fn accepts(_ty: &Type) -> bool {
        true
    }
}
