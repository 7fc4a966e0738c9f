//! An insert with more values than one statement may have.

use std::error::Error as StdError;
use std::sync::Arc;

use bytes::BytesMut;
use orm_core::tree;
use orm_core::tree::Insert;
use orm_core::tree::InsertRows;
use orm_core::tree::Presence;
use orm_core::tree::Value;
use tokio_postgres::types::IsNull;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;
use tokio_postgres::types::to_sql_checked;

use crate::error::Error;
use crate::text::Text;

/// The most parameters that a statement may have.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/limits.html>
const MAX_PARAMETERS: usize = 65_535;

/// What is sent for a statement: one text, or several for an insert that is too long.
pub(crate) enum Command {
    One(Text),
    Many(Chunks),
}

impl Command {
    pub(crate) fn of(statement: tree::Statement) -> Result<Self, Error> {
        match statement {
            tree::Statement::Insert(insert) if is_too_long(&insert) => {
                Ok(Self::Many(Chunks::of(*insert)?))
            }
            statement => Text::of(statement).map(Self::One),
        }
    }
}

fn is_too_long(insert: &Insert) -> bool {
    // The product is cheap and an upper bound; the exact number looks at every row.
    insert.rows.len() * insert.rows.columns().len() > MAX_PARAMETERS
        && insert.parameters() > MAX_PARAMETERS
}

/// The statements of a long insert, each for as many rows as fit.
pub(crate) struct Chunks {
    insert: Insert,
    from: usize,
    rows: usize,
}

impl Chunks {
    fn of(insert: Insert) -> Result<Self, Error> {
        // What is beside the rows, such as a condition of ON CONFLICT, is in every statement.
        let one = slice(&insert, 0, 1);
        let of_rows = one.parameters();
        let beside = Text::of(tree::Statement::Insert(Box::new(one)))?
            .params
            .len()
            - of_rows;
        let fields = insert.rows.columns().len().max(1);
        let rows = (MAX_PARAMETERS.saturating_sub(beside) / fields).max(1);
        Ok(Self {
            insert,
            from: 0,
            rows,
        })
    }
}

impl Iterator for Chunks {
    type Item = Result<Text, Error>;

    fn next(&mut self) -> Option<Result<Text, Error>> {
        let len = self.rows.min(self.insert.rows.len() - self.from);
        if len == 0 {
            return None;
        }
        let chunk = slice(&self.insert, self.from, len);
        self.from += len;
        Some(Text::of(tree::Statement::Insert(Box::new(chunk))))
    }
}

fn slice(insert: &Insert, from: usize, len: usize) -> Insert {
    let rows = Arc::new(Slice {
        rows: Arc::clone(&insert.rows),
        from,
        len,
    });
    Insert {
        rows,
        ..insert.clone()
    }
}

/// Some of the rows of an insert.
#[derive(Debug)]
struct Slice {
    rows: Arc<dyn InsertRows>,
    from: usize,
    len: usize,
}

impl InsertRows for Slice {
    fn len(&self) -> usize {
        self.len
    }

    fn columns(&self) -> &[usize] {
        self.rows.columns()
    }

    /// As in the whole, so that every slice has the same columns and the same form.
    fn presence(&self, field: usize) -> Presence {
        self.rows.presence(field)
    }

    fn is_set(&self, row: usize, field: usize) -> bool {
        self.rows.is_set(self.from + row, field)
    }

    fn value(self: Arc<Self>, row: usize, field: usize) -> Value {
        Arc::clone(&self.rows).value(self.from + row, field)
    }

    fn array(self: Arc<Self>, _field: usize) -> Value {
        // Rows that fit arrays are never too long for one statement.
        Arc::new(NoArray)
    }
}

#[derive(Debug)]
struct NoArray;

impl ToSql for NoArray {
    fn to_sql(
        &self,
        _ty: &Type,
        _out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        Err("a slice of rows is sent value by value".into())
    }

    fn accepts(_ty: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
