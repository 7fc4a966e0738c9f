//! What the server says about an error, in owned values.

use std::borrow::Cow;
use std::fmt;

use tokio_postgres::error::DbError;
use tokio_postgres::error::ErrorPosition;
use tokio_postgres::error::SqlState;

/// The server's report.
#[derive(Clone)]
pub(crate) struct Report {
    pub(super) state: SqlState,
    pub(super) message: Box<str>,
    pub(super) detail: Option<Box<str>>,
    pub(super) hint: Option<Box<str>>,
    pub(super) table: Option<Box<str>>,
    pub(super) column: Option<Box<str>>,
    pub(super) constraint: Option<Box<str>>,
    pub(super) position: Option<u32>,
    replanned: bool,
}

impl Report {
    pub(crate) fn of(error: &DbError) -> Self {
        Self {
            state: error.code().clone(),
            message: error.message().into(),
            detail: error.detail().map(Into::into),
            hint: error.hint().map(Into::into),
            table: error.table().map(Into::into),
            column: error.column().map(Into::into),
            constraint: error.constraint().map(Into::into),
            position: error.position().and_then(|position| match position {
                ErrorPosition::Original(at) => Some(*at),
                ErrorPosition::Internal { .. } => None,
            }),
            // The message is translated; the name of the server's function is not.
            replanned: error.routine() == Some("RevalidateCachedQuery"),
        }
    }

    pub(super) fn is_stale(&self) -> bool {
        self.state == SqlState::INVALID_SQL_STATEMENT_NAME
            || self.state == SqlState::FEATURE_NOT_SUPPORTED && self.replanned
    }

    /// The message, without the value that some data exceptions end with:
    /// `invalid input syntax for type uuid: "secret"`.
    fn safe_message(&self) -> Cow<'_, str> {
        match self.message.find(": \"") {
            Some(end) if self.state.code().starts_with("22") => {
                format!("{}: ..", &self.message[..end]).into()
            }
            _ => Cow::Borrowed(&self.message),
        }
    }
}

/// The message, the table where the message does not name it, and the code.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.safe_message())?;
        if let Some(table) = &self.table
            && !self.message.contains(&format!("\"{table}\""))
        {
            write!(f, " of table \"{table}\"")?;
        }
        write!(f, " (SQLSTATE {})", self.state.code())
    }
}
