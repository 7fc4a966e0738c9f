//! What `#[derive(PgEnum)]` calls.

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::Kind;
use postgres_types::Type;

use crate::types::BoxError;
use crate::types::TypeName;

/// Whether a type of the server is the enum, or a domain over it.
#[must_use]
pub fn accepts_enum(name: TypeName, ty: &Type) -> bool {
    match ty.kind() {
        Kind::Enum(_) => name.is(ty),
        Kind::Domain(base) => accepts_enum(name, base),
        _ => false,
    }
}

/// Writes a label.
pub fn encode_label(label: &str, out: &mut BytesMut) {
    out.put_slice(label.as_bytes());
}

/// Which of the labels a cell has.
///
/// # Errors
/// If it has a label that the Rust enum lacks.
pub fn label_index(name: TypeName, labels: &[&str], raw: &[u8]) -> Result<usize, BoxError> {
    labels
        .iter()
        .position(|label| label.as_bytes() == raw)
        .ok_or_else(|| unknown_label(name, &String::from_utf8_lossy(raw)))
}

/// Which of the labels a text is, for `FromStr`.
///
/// # Errors
/// If it is none.
pub fn parse_label(name: TypeName, labels: &[&str], text: &str) -> Result<usize, UnknownLabel> {
    let index = labels.iter().position(|label| *label == text);
    index.ok_or_else(|| UnknownLabel {
        name: name.name(),
        label: text.to_owned(),
        labels: labels.join(", "),
    })
}

/// A text is not a label of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel {
    name: &'static str,
    label: String,
    labels: String,
}

impl std::fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            name,
            label,
            labels,
        } = self;
        write!(f, "{label:?} is not a label of `{name}`; they are {labels}")
    }
}

impl std::error::Error for UnknownLabel {}

#[cold]
fn unknown_label(name: TypeName, label: &str) -> BoxError {
    format!("`{name}` has the label {label:?} in the database, which the Rust enum lacks").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOOD: TypeName = TypeName::user("", "mood");

    fn server_enum(schema: &str, name: &str) -> Type {
        let kind = Kind::Enum(vec!["happy".into()]);
        Type::new(name.into(), 70_000, kind, schema.into())
    }

    #[test]
    fn another_enum_is_refused() {
        assert!(accepts_enum(MOOD, &server_enum("public", "mood")));
        assert!(!accepts_enum(MOOD, &server_enum("public", "colour")));
        assert!(!accepts_enum(MOOD, &Type::TEXT));
    }

    #[test]
    fn an_enum_of_another_schema_is_refused_where_a_schema_is_given() {
        let mood = TypeName::user("app", "mood");
        assert!(accepts_enum(mood, &server_enum("app", "mood")));
        assert!(!accepts_enum(mood, &server_enum("public", "mood")));
    }

    #[test]
    fn an_unknown_label_is_named() {
        let error = label_index(MOOD, &["happy"], b"sad").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`\"mood\"` has the label \"sad\" in the database, which the Rust enum lacks"
        );
        let error = parse_label(MOOD, &["happy", "glum"], "sad").unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"sad\" is not a label of `mood`; they are happy, glum"
        );
    }
}
