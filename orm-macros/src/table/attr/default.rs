//! A DEFAULT as written, and its SQL.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr;
use syn::Lit;
use syn::parse::ParseStream;
use syn::spanned::Spanned;

/// A DEFAULT.
pub(in crate::table) struct Default {
    /// As SQL.
    pub(in crate::table) sql: String,
    /// What the column has to be; nothing is known of raw SQL.
    pub(in crate::table) kind: Option<Kind>,
    /// As written.
    pub(in crate::table) written: Expr,
}

/// A kind of default: a variant of `DefaultKind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Kind {
    Bool,
    Integer,
    Fraction,
    Text,
    Timestamp,
    Date,
    Time,
    Uuid,
    Role,
}

/// The functions that a default may call by name.
const CALLS: &[(&str, Kind)] = &[
    ("now", Kind::Timestamp),
    ("clock_timestamp", Kind::Timestamp),
    ("statement_timestamp", Kind::Timestamp),
    ("gen_random_uuid", Kind::Uuid),
    ("uuidv4", Kind::Uuid),
    ("uuidv7", Kind::Uuid),
];

/// The words of SQL that a default may be.
const KEYWORDS: &[(&str, Kind)] = &[
    ("current_timestamp", Kind::Timestamp),
    ("localtimestamp", Kind::Timestamp),
    ("current_date", Kind::Date),
    ("current_time", Kind::Time),
    ("localtime", Kind::Time),
    ("current_user", Kind::Role),
    ("session_user", Kind::Role),
];

const EXPECTED: &str = "a default is a literal, `now()`, `current_date`, `current_time`, \
    `current_timestamp`, `gen_random_uuid()` or `sql(\"..\")`; a Rust function is `default_fn = path`";

impl Default {
    /// `= ..`.
    pub(in crate::table) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<syn::Token![=]>()?;
        Self::from_expr(input.parse()?)
    }

    fn from_expr(written: Expr) -> syn::Result<Self> {
        let (sql, kind) = match &written {
            Expr::Lit(literal) => literal_sql(&literal.lit, "")?,
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => match &*unary.expr {
                Expr::Lit(literal) if matches!(literal.lit, Lit::Int(_) | Lit::Float(_)) => {
                    literal_sql(&literal.lit, "-")?
                }
                other => return Err(unexpected(other.span())),
            },
            Expr::Path(path) => {
                let (word, kind) = known(&path.path, KEYWORDS)?;
                (word.to_owned(), Some(kind))
            }
            Expr::Call(call) => call_sql(call)?,
            other => return Err(unexpected(other.span())),
        };
        Ok(Self { sql, kind, written })
    }
}

fn unexpected(at: Span) -> syn::Error {
    syn::Error::new(at, EXPECTED)
}

fn known(path: &syn::Path, words: &'static [(&str, Kind)]) -> syn::Result<(&'static str, Kind)> {
    let found = words.iter().find(|(word, _)| path.is_ident(word));
    found.copied().ok_or_else(|| unexpected(path.span()))
}

fn call_sql(call: &syn::ExprCall) -> syn::Result<(String, Option<Kind>)> {
    let Expr::Path(function) = &*call.func else {
        return Err(unexpected(call.span()));
    };
    let mut arguments = call.args.iter();
    if function.path.is_ident("sql") {
        return match (arguments.next(), arguments.next()) {
            (
                Some(Expr::Lit(syn::ExprLit {
                    lit: Lit::Str(sql), ..
                })),
                None,
            ) if !sql.value().trim().is_empty() => Ok((sql.value(), None)),
            _ => Err(syn::Error::new(
                call.span(),
                "`sql(..)` takes one text, which is not empty",
            )),
        };
    }
    if call.args.is_empty() {
        if let Ok((word, kind)) = known(&function.path, KEYWORDS) {
            return Ok((word.to_owned(), Some(kind)));
        }
        let (word, kind) = known(&function.path, CALLS)?;
        return Ok((format!("{word}()"), Some(kind)));
    }
    Err(unexpected(call.to_token_stream().span()))
}

fn literal_sql(literal: &Lit, minus: &str) -> syn::Result<(String, Option<Kind>)> {
    Ok(match literal {
        Lit::Bool(answer) => (answer.value.to_string(), Some(Kind::Bool)),
        Lit::Int(number) => (
            format!("{minus}{}", number.base10_digits()),
            Some(Kind::Integer),
        ),
        Lit::Float(number) => (
            format!("{minus}{}", number.base10_digits()),
            Some(Kind::Fraction),
        ),
        Lit::Str(text) if text.value().contains('\0') => {
            return Err(syn::Error::new(text.span(), "this text holds a NUL byte"));
        }
        Lit::Str(text) => (quoted(&text.value()), Some(Kind::Text)),
        other => return Err(unexpected(other.span())),
    })
}

/// Text as a literal of SQL.
fn quoted(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') {
        return format!("E'{}'", doubled.replace('\\', "\\\\"));
    }
    format!("'{doubled}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(source: &str) -> String {
        let written = syn::parse_str(source).expect("the source is Rust");
        match Default::from_expr(written) {
            Ok(default) => default.sql,
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn a_literal_becomes_sql() {
        assert_eq!(sql("true"), "true");
        assert_eq!(sql("-1_000i64"), "-1000");
        assert_eq!(sql("0x10"), "16");
        assert_eq!(sql("1.5"), "1.5");
        assert_eq!(sql("\"it's\""), "'it''s'");
        assert_eq!(sql(r#""a\\b""#), r"E'a\\b'");
    }

    #[test]
    fn known_functions_and_raw_sql_are_kept() {
        assert_eq!(sql("now()"), "now()");
        assert_eq!(sql("current_date"), "current_date");
        assert_eq!(sql("sql(\"1 + 1\")"), "1 + 1");
    }

    #[test]
    fn another_expression_is_refused() {
        assert!(sql("Mood::Happy").starts_with("error: a default is a literal"));
        assert!(sql("-\"x\"").starts_with("error"));
        assert!(sql("sql()").starts_with("error"));
    }
}
