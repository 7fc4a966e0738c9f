//! A parameter on its way to the server.

use std::error::Error as StdError;
use std::fmt;

use bytes::BytesMut;
use orm_core::tree::Value;
use orm_core::types::guard::check_parameter;
use tokio_postgres::types::Format;
use tokio_postgres::types::IsNull;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;

/// The most bytes that a message to the server may have; it hangs up on a longer one.
const MAX_MESSAGE_BYTES: usize = 0x3fff_ff00;

type BoxError = Box<dyn StdError + Send + Sync>;

/// A value and its number in the statement.
///
/// It is checked once it is encoded, so that what PostgreSQL cannot take is an error that names it.
pub(crate) struct Param<'a> {
    value: &'a Value,
    number: usize,
}

impl<'a> Param<'a> {
    /// The parameters of a statement.
    pub(crate) fn all(values: &'a [Value]) -> impl ExactSizeIterator<Item = Self> {
        values.iter().enumerate().map(|(index, value)| Self {
            value,
            number: index + 1,
        })
    }

    fn refuse(&self, source: BoxError) -> BoxError {
        Box::new(Refused {
            number: self.number,
            source,
        })
    }
}

/// The driver logs parameters by this; a value may be a secret.
impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.number)
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        self.to_sql_checked(ty, out)
    }

    /// Which types fit depends on the value, so that `to_sql_checked` tells.
    fn accepts(_ty: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        let start = out.len();
        let null = self
            .value
            .to_sql_checked(ty, out)
            .map_err(|source| self.refuse(source))?;
        check_parameter(&out[start..], ty).map_err(|error| self.refuse(error.into()))?;
        match fits_message(out.len()) {
            Ok(()) => Ok(null),
            Err(why) => Err(self.refuse(why)),
        }
    }

    fn encode_format(&self, ty: &Type) -> Format {
        self.value.encode_format(ty)
    }
}

fn fits_message(bytes: usize) -> Result<(), BoxError> {
    if bytes <= MAX_MESSAGE_BYTES {
        return Ok(());
    }
    Err(format!(
        "it and those before it take {bytes} bytes, a statement may have {MAX_MESSAGE_BYTES} (1 GB)"
    )
    .into())
}

/// A parameter that cannot be sent.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) number: usize,
    pub(crate) source: BoxError,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sending parameter ${}", self.number)
    }
}

impl StdError for Refused {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_refused_value_is_named_by_its_number() {
        let values: Vec<Value> = vec![Arc::new(1_i32), Arc::new("a\0b")];
        let results: Vec<_> = Param::all(&values)
            .zip([Type::INT4, Type::TEXT])
            .map(|(param, ty)| param.to_sql_checked(&ty, &mut BytesMut::new()))
            .collect();
        assert!(results[0].is_ok());
        let refused = results[1]
            .as_ref()
            .err()
            .unwrap()
            .downcast_ref::<Refused>()
            .unwrap();
        assert_eq!(refused.number, 2);
    }

    #[test]
    fn a_message_stays_under_one_gigabyte() {
        assert!(fits_message(MAX_MESSAGE_BYTES).is_ok());
        assert!(fits_message(MAX_MESSAGE_BYTES + 1).is_err());
    }

    #[test]
    fn a_value_is_never_shown() {
        let values: Vec<Value> = vec![Arc::new("secret")];
        assert_eq!(
            format!("{:?}", Param::all(&values).collect::<Vec<_>>()),
            "[$1]"
        );
    }
}
