//! A statement as it is sent.

use std::borrow::Cow;

use orm_core::sql::Sql;
use orm_core::tree::Statement;
use orm_core::tree::Value;

use crate::error::Error;

/// A statement's text and its values.
pub(crate) struct Text {
    pub(crate) text: Cow<'static, str>,
    pub(crate) params: Vec<Value>,
}

impl Text {
    /// Writes a statement, unless its text is there already.
    pub(crate) fn of(statement: Statement) -> Result<Self, Error> {
        if let Statement::Fixed { text, params } = statement {
            return Ok(Self {
                text: Cow::Borrowed(text),
                params,
            });
        }
        let sql = Sql::of(&statement);
        sql.check()?;
        Ok(Self {
            text: sql.text,
            params: sql.params,
        })
    }
}
