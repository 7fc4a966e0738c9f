//! Pieces of DDL text.

use std::fmt::Write;

use crate::ident::quote;
use crate::schema::constraint::Deferrable;

pub(super) fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferrable initially deferred",
    }
}

pub(super) fn push_with(out: &mut String, with: &[(&str, &str)]) {
    if !with.is_empty() {
        let options: Vec<String> = with
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        push(out, &["with", &format!("({})", options.join(", "))]);
    }
}

pub(super) fn push_tablespace(out: &mut String, tablespace: Option<&str>) {
    if let Some(tablespace) = tablespace {
        push(out, &["tablespace", &quoted(tablespace)]);
    }
}

pub(super) fn push(out: &mut String, words: &[&str]) {
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

pub(super) fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    quote(name, &mut out);
    out
}

pub(super) fn qualified(schema: Option<&str>, name: &str) -> String {
    let mut out = String::new();
    if let Some(schema) = schema {
        quote(schema, &mut out);
        out.push('.');
    }
    quote(name, &mut out);
    out
}

pub(super) fn list(columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    columns.join(", ")
}

/// A string literal of DDL, where parameters are not possible.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let escaped = text.contains('\\');
    if escaped {
        out.push('E');
    }
    let text = text.replace('\'', "''");
    let text = if escaped {
        text.replace('\\', "\\\\")
    } else {
        text
    };
    // Writing to a string cannot fail.
    let _ = write!(out, "'{text}'");
    out
}
