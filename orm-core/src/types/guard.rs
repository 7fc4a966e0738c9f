//! What PostgreSQL cannot store, found before it is sent.

use postgres_types::Kind;
use postgres_types::Type;

use crate::error::Error;

/// The most bytes that one value may take: 1 GiB less one.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/limits.html>
pub const MAX_VALUE_BYTES: usize = 0x3fff_ffff;

/// Checks an encoded parameter.
///
/// ```
/// use orm_core::types::guard::check_parameter;
/// use postgres_types::Type;
/// assert!(check_parameter(b"a\0b", &Type::TEXT).is_err());
/// assert!(check_parameter(b"a\0b", &Type::BYTEA).is_ok());
/// ```
///
/// # Errors
/// If it is longer than [`MAX_VALUE_BYTES`], or is a text with a NUL character.
pub fn check_parameter(bytes: &[u8], ty: &Type) -> Result<(), Error> {
    if bytes.len() > MAX_VALUE_BYTES {
        return Err(Error::statement(format!(
            "a `{ty}` parameter of {} bytes is longer than PostgreSQL allows (1 GB)",
            bytes.len()
        )));
    }
    match text_base(ty) {
        Some(text) if bytes.contains(&0) => Err(Error::statement(format!(
            "a `{text}` parameter has a NUL character, which PostgreSQL cannot store"
        ))),
        _ => Ok(()),
    }
}

/// The type itself, or the one that a domain is made of, where it is text.
fn text_base(ty: &Type) -> Option<&Type> {
    match ty.kind() {
        Kind::Domain(base) => text_base(base),
        Kind::Simple if is_text(ty) => Some(ty),
        _ => None,
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(
        *ty,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::XML | Type::JSON
    ) || ty.name() == "citext"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_refused_in_every_kind_of_text() {
        for ty in [
            Type::TEXT,
            Type::VARCHAR,
            Type::BPCHAR,
            Type::NAME,
            Type::XML,
        ] {
            assert!(check_parameter(b"\0", &ty).is_err(), "{ty}");
        }
        assert!(check_parameter(&[0; 4], &Type::INT4).is_ok());
    }

    #[test]
    fn a_nul_is_refused_in_a_domain_over_text() {
        let email = Type::new(
            "email".into(),
            70_000,
            Kind::Domain(Type::TEXT),
            "public".into(),
        );
        let error = check_parameter(b"\0", &email).unwrap_err();
        assert!(error.to_string().contains("NUL"));
    }
}
