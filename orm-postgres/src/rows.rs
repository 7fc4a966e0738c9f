//! Reads rows as they come from the driver.

use orm_core::query::Query;
use orm_core::query::Read;
use orm_core::row::Cells;
use orm_core::row::Check;
use orm_core::row::RawRow;
use orm_core::row::order_by_name;
use tokio_postgres::Column;
use tokio_postgres::Row as DriverRow;
use tokio_postgres::types::FromSql;
use tokio_postgres::types::Type;

use crate::cache::Prepared;
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
        Self {
            read: query.read(),
            names: query.names(),
            width: query.width(),
            order: None,
            check: Check::Types,
        }
    }

    /// Before the first row: the types that were seen to fit, in a former result of the same prepared
    /// statement, need not be looked at again.
    pub(crate) fn begin(&mut self, prepared: Option<&Prepared>) {
        if self.names.is_none() && prepared.is_some_and(|prepared| prepared.fits(self.address())) {
            self.check = Check::Nothing;
        }
    }

    #[inline]
    pub(crate) fn read(
        &mut self,
        row: &DriverRow,
        prepared: Option<&Prepared>,
    ) -> Result<Row, Error> {
        match self.check {
            Check::Nothing => self.cells(row).map_err(Error::from),
            Check::Types => self.read_first(row, prepared),
        }
    }

    #[cold]
    fn read_first(&mut self, row: &DriverRow, prepared: Option<&Prepared>) -> Result<Row, Error> {
        match self.names {
            Some(names) => {
                let found: Vec<&str> = row.columns().iter().map(Column::name).collect();
                self.order = Some(order_by_name(names, &found)?);
            }
            None if row.len() == self.width => {}
            None => return Err(Error::width(self.width, row.len())),
        }
        let value = self.cells(row)?;
        self.check = Check::Nothing;
        if let Some(prepared) = prepared {
            prepared.was_seen_to_fit(self.address());
        }
        Ok(value)
    }

    #[inline]
    fn cells(&self, row: &DriverRow) -> Result<Row, orm_core::error::Error> {
        let raw = Raw {
            row,
            columns: row.columns(),
        };
        (self.read)(&mut Cells::new(&raw, self.order.as_deref(), self.check))
    }

    fn address(&self) -> usize {
        self.read as usize
    }
}

/// A row of the driver.
struct Raw<'a> {
    row: &'a DriverRow,
    columns: &'a [Column],
}

impl RawRow for Raw<'_> {
    fn width(&self) -> usize {
        self.columns.len()
    }

    #[inline]
    fn cell(&self, index: usize) -> Option<&[u8]> {
        // It cannot fail but where there is no such cell, which is found before.
        self.row.try_get::<_, Bytes<'_>>(index).ok()?.0
    }

    #[inline]
    fn type_of(&self, index: usize) -> &Type {
        self.columns[index].type_()
    }

    fn name_of(&self, index: usize) -> &str {
        self.columns.get(index).map_or("?", Column::name)
    }
}

/// The bytes of a cell, whatever its type.
struct Bytes<'a>(Option<&'a [u8]>);

impl<'a> FromSql<'a> for Bytes<'a> {
    #[inline]
    fn from_sql(
        _ty: &Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
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
