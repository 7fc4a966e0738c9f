//! The shape of a result, without a connection: how cells become Rust values.

use postgres_types::FromSql;
use postgres_types::Type;

use crate::error::Error;
use crate::types::SqlType;

/// One row as the driver hands it over: cells by index, in PostgreSQL's binary format.
///
/// ```
/// # use orm_doc::*;
/// use orm::row::{Cells, Check, FromRow, RawRow};
/// use orm::types::postgres_types::Type;
///
/// struct Texts(Vec<&'static str>);
///
/// impl RawRow for Texts {
///     fn width(&self) -> usize {
///         self.0.len()
///     }
///     fn cell(&self, index: usize) -> Option<&[u8]> {
///         Some(self.0[index].as_bytes())
///     }
///     fn type_of(&self, _index: usize) -> &Type {
///         &Type::TEXT
///     }
///     fn name_of(&self, _index: usize) -> &str {
///         "text"
///     }
/// }
///
/// let row = Texts(vec!["Ada", "Grace"]);
/// let read = <(String, String)>::from_row(&mut Cells::new(&row, None, Check::Types))?;
/// assert_eq!(read, ("Ada".to_owned(), "Grace".to_owned()));
///
/// let error = <(String, i32)>::from_row(&mut Cells::new(&row, None, Check::Types)).unwrap_err();
/// assert_eq!(error.to_string(), r#"decoding column "text" as `i32`"#);
/// # Ok::<(), orm::error::Error>(())
/// ```
pub trait RawRow {
    /// How many cells the row has.
    fn width(&self) -> usize;
    /// The bytes of a cell; `None` is NULL.
    fn cell(&self, index: usize) -> Option<&[u8]>;
    /// The SQL type of a cell.
    fn type_of(&self, index: usize) -> &Type;
    /// The name of a column.
    fn name_of(&self, index: usize) -> &str;
}

/// Whether the SQL type of each cell is compared with the Rust type that reads it.
///
/// All rows of a result have the same types, so the first row tells for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Compare: the first row of a result.
    Types,
    /// Trust: the rows after it.
    Nothing,
}

/// Reads the cells of one row from left to right.
///
/// ```
/// # use orm_doc::*;
/// use orm::row::{Cells, Check, RawRow};
/// use orm::types::postgres_types::Type;
///
/// struct Null;
///
/// impl RawRow for Null {
///     fn width(&self) -> usize {
///         1
///     }
///     fn cell(&self, _index: usize) -> Option<&[u8]> {
///         None
///     }
///     fn type_of(&self, _index: usize) -> &Type {
///         &Type::INT4
///     }
///     fn name_of(&self, _index: usize) -> &str {
///         "score"
///     }
/// }
///
/// let cells = || Cells::new(&Null, None, Check::Types);
/// assert_eq!(cells().read::<Option<i32>>()?, None);
/// assert_eq!(cells().optional::<i32>()?, None);
/// assert_eq!(
///     cells().read::<i32>().unwrap_err().to_string(),
///     r#"decoding column "score" as `i32`"#,
/// );
/// # Ok::<(), orm::error::Error>(())
/// ```
pub struct Cells<'a> {
    row: &'a dyn RawRow,
    order: Option<&'a [usize]>,
    next: usize,
    check: Check,
}

impl std::fmt::Debug for Cells<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cells")
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<'a> Cells<'a> {
    /// Starts at the first cell. `order`, where given, says at which index the n-th value stands.
    #[must_use]
    pub fn new(row: &'a dyn RawRow, order: Option<&'a [usize]>, check: Check) -> Self {
        Self {
            row,
            order,
            next: 0,
            check,
        }
    }

    /// Reads the next cell.
    ///
    /// # Errors
    /// If the row has no more cells, or the cell does not fit `T`.
    #[inline]
    pub fn read<T: SqlType>(&mut self) -> Result<T, Error> {
        let index = self.index(self.next);
        if self.check == Check::Types {
            self.check_type::<T>(index)?;
        }
        self.next += 1;
        // Asking for the type is a call, which most cells can do without.
        let ty = match T::READS_TYPE {
            true => self.row.type_of(index),
            false => &Type::UNKNOWN,
        };
        let decoded = crate::types::decode(ty, self.row.cell(index));
        decoded.map_err(|source| self.decode_error::<T>(index, source))
    }

    /// Reads a value from the next cells, or `None` where they are all NULL.
    ///
    /// # Errors
    /// If a cell does not fit.
    pub fn optional<T: FromRow>(&mut self) -> Result<Option<T>, Error> {
        if self.skip_nulls(T::WIDTH) {
            return Ok(None);
        }
        T::from_row(self).map(Some)
    }

    /// Whether the next `count` cells are all NULL; skips them if so.
    ///
    /// An outer join that found no row gives such a run.
    #[must_use]
    pub fn skip_nulls(&mut self, count: usize) -> bool {
        let absent = (self.next..self.next + count)
            .map(|at| self.index(at))
            .all(|index| index < self.row.width() && self.row.cell(index).is_none());
        if absent {
            self.next += count;
        }
        absent
    }

    #[inline]
    fn index(&self, at: usize) -> usize {
        self.order
            .map_or(at, |order| order.get(at).copied().unwrap_or(usize::MAX))
    }

    #[cold]
    fn check_type<T: SqlType>(&self, index: usize) -> Result<(), Error> {
        if index >= self.row.width() {
            return Err(Error::width(self.next + 1, self.row.width()));
        }
        let ty = self.row.type_of(index);
        if <T as FromSql<'_>>::accepts(ty) {
            return Ok(());
        }
        let why = format!("its SQL type is `{ty}`, wanted `{}`", T::SQL);
        Err(self.decode_error::<T>(index, why.into()))
    }

    #[cold]
    fn decode_error<T>(
        &self,
        index: usize,
        source: Box<dyn std::error::Error + Send + Sync>,
    ) -> Error {
        Error::decode(self.row.name_of(index), std::any::type_name::<T>(), source)
    }
}

/// A type that can be read from the cells of a row: a value, a tuple, or a struct that derives
/// `Row` or `Table`.
///
/// ```
/// # use orm_doc::*;
/// use orm::row::FromRow;
///
/// assert_eq!(<(i32, String)>::WIDTH, 2);
/// assert_eq!(<(User, Option<String>)>::WIDTH, 6);
/// assert_eq!(Stats::NAMES, Some(&["author_id", "posts"][..]));
/// ```
#[diagnostic::on_unimplemented(
    message = "a row cannot be read as `{Self}`",
    label = "not a row type",
    note = "use a column type, a tuple of them, or derive `Row` on a struct"
)]
pub trait FromRow: Sized {
    /// How many cells a value takes.
    const WIDTH: usize;
    /// The names of the cells, for a struct, which raw SQL fills by name.
    const NAMES: Option<&'static [&'static str]> = None;

    /// Reads a value from the next cells.
    ///
    /// # Errors
    /// If a cell does not fit.
    fn from_row(cells: &mut Cells<'_>) -> Result<Self, Error>;
}

impl<T: SqlType> FromRow for T {
    const WIDTH: usize = 1;

    #[inline]
    fn from_row(cells: &mut Cells<'_>) -> Result<Self, Error> {
        cells.read()
    }
}

/// No cell: what a statement of raw SQL without rows gives.
impl FromRow for () {
    const WIDTH: usize = 0;

    fn from_row(_cells: &mut Cells<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

macro_rules! tuple_from_row {
    ($($t:ident)+) => {
        impl<$($t: FromRow),+> FromRow for ($($t,)+) {
            const WIDTH: usize = 0 $(+ $t::WIDTH)+;
            #[inline]
            fn from_row(cells: &mut Cells<'_>) -> Result<Self, Error> {
                Ok(($($t::from_row(cells)?,)+))
            }
        }
    };
}
crate::tuples::all!(tuple_from_row);

/// At which index of a result each named cell stands.
///
/// ```
/// # use orm_doc::*;
/// use orm::row::order_by_name;
///
/// assert_eq!(order_by_name(&["id", "name"], &["name", "id"])?, [1, 0]);
///
/// let error = order_by_name(&["age"], &["id", "name"]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"the result has no column "age"; its columns are "id", "name""#,
/// );
/// # Ok::<(), orm::error::Error>(())
/// ```
///
/// # Errors
/// If the result lacks one of the names; the error lists those it has.
pub fn order_by_name(names: &[&str], found: &[&str]) -> Result<Vec<usize>, Error> {
    names
        .iter()
        .map(|name| {
            found.iter().position(|f| f == name).ok_or_else(|| {
                Error::missing_column(name, found.iter().map(|f| format!("{f:?}")).collect())
            })
        })
        .collect()
}
