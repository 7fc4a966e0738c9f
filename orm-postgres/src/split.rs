//! Takes a text of several statements apart.

/// The statements of a text, without the semicolons between them and the blanks around them.
///
/// A semicolon within quotes, a dollar-quoted body or a comment separates nothing.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-syntax-lexical.html>
pub(crate) fn statements(sql: &str) -> impl Iterator<Item = &str> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (statement, after) = match end_of_statement(rest) {
                Some(end) => (&rest[..end], &rest[end + 1..]),
                None => (rest, ""),
            };
            rest = after;
            if !is_blank(statement) {
                return Some(statement.trim());
            }
        }
        None
    })
}

/// Where the first semicolon stands that separates.
fn end_of_statement(sql: &str) -> Option<usize> {
    let mut at = 0;
    while at < sql.len() {
        let rest = &sql[at..];
        if rest.starts_with(';') {
            return Some(at);
        }
        at += token(rest);
    }
    None
}

/// Whether there is nothing but blanks and comments.
fn is_blank(sql: &str) -> bool {
    let mut rest = sql.trim_start();
    while rest.starts_with("--") || rest.starts_with("/*") {
        rest = rest[token(rest)..].trim_start();
    }
    rest.is_empty()
}

/// How long the first token is; a character that begins none is one by itself.
fn token(sql: &str) -> usize {
    let first = sql.chars().next().map_or(0, char::len_utf8);
    match sql.as_bytes() {
        [b'\'', ..] => quoted(sql, '\'', Escape::Doubled),
        [b'"', ..] => quoted(sql, '"', Escape::Doubled),
        [b'E' | b'e', b'\'', ..] => 1 + quoted(&sql[1..], '\'', Escape::Backslash),
        [b'-', b'-', ..] => sql.find('\n').unwrap_or(sql.len()),
        [b'/', b'*', ..] => comment(sql),
        [b'$', ..] => dollar_quoted(sql).unwrap_or(first),
        // A word is one token, since a dollar or a quote within it begins nothing.
        [c, ..] if is_word(*c) => sql
            .bytes()
            .position(|c| !is_word(c) && c != b'$')
            .unwrap_or(sql.len()),
        _ => first,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Doubled,
    Backslash,
}

fn quoted(sql: &str, quote: char, escape: Escape) -> usize {
    let mut escaped = false;
    for (at, c) in sql.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if escape == Escape::Backslash => escaped = true,
            // A doubled quote ends one text and begins another, which comes to the same.
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    sql.len()
}

/// Comments nest.
fn comment(sql: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    let bytes = sql.as_bytes();
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                at += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    sql.len()
}

fn dollar_quoted(sql: &str) -> Option<usize> {
    let close = sql[1..].find('$')? + 1;
    let tag = &sql[..=close];
    let name = &tag.as_bytes()[1..close];
    let is_tag = name.iter().all(|c| is_word(*c)) && !name.first().is_some_and(u8::is_ascii_digit);
    is_tag.then(|| {
        sql[close + 1..]
            .find(tag)
            .map_or(sql.len(), |end| close + 1 + end + tag.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_separates_only_between_statements() {
        let sql = "create table \"a;b\" (x text default 'it''s; ok');\n\
                   -- a; comment\n\
                   comment on column x is E'a\\';b'; /* ; /* ; */ ; */ ;\n\
                   create function f() returns int language sql as $body$ select 1; $body$; select $1, a$b;select 'é;'";
        let found: Vec<&str> = statements(sql).collect();
        assert_eq!(
            found,
            [
                "create table \"a;b\" (x text default 'it''s; ok')",
                "-- a; comment\ncomment on column x is E'a\\';b'",
                "create function f() returns int language sql as $body$ select 1; $body$",
                "select $1, a$b",
                "select 'é;'",
            ]
        );
    }

    #[test]
    fn what_is_never_closed_is_one_statement() {
        for sql in ["select 'a; b", "select $$ a; b", "/* a; b", "select \"a; b"] {
            assert_eq!(
                statements(sql).count(),
                usize::from(!sql.starts_with("/*")),
                "{sql}"
            );
        }
    }
}
