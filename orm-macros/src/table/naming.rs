//! The names of constraints and indexes: no two are the same.

use proc_macro2::Span;

use super::ast::Table;
use super::attr::index::Part;
use crate::attr::twice;
use crate::ctxt::Ctxt;

/// The most bytes of a name.
const MAX_BYTES: usize = 63;

/// The names seen so far, and where they are written.
struct Names<'a> {
    cx: &'a mut Ctxt,
    seen: Vec<(String, Span)>,
}

/// Reports names that are used twice, and leaves the second thing out.
pub(super) fn check(cx: &mut Ctxt, table: &mut Table) {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let owner = table.name.clone();
    let of = |at: &[usize]| {
        at.iter()
            .map(|at| columns[*at].as_str())
            .collect::<Vec<_>>()
            .join("_")
    };
    let mut names = Names {
        cx,
        seen: Vec::new(),
    };
    if let Some(key) = &table.primary_key {
        names.add(key.attr.name.as_ref(), key.attr.word.span(), || {
            made(&owner, "", "pkey")
        });
    }
    table.uniques.retain(|key| {
        let made = || made(&owner, &of(&key.columns), "key");
        names.add(key.attr.name.as_ref(), key.attr.word.span(), made)
    });
    table.foreign_keys.retain(|key| {
        let made = || made(&owner, &of(&key.columns), "fkey");
        names.add(key.attr.name.as_ref(), key.attr.word.span(), made)
    });
    table.checks.retain(|check| {
        let made = || made(&owner, &of(check.column.as_slice()), "check");
        names.add(check.attr.name.as_ref(), check.attr.sql.span(), made)
    });
    table.excludes.retain(|key| {
        let made = || made(&owner, &of(&key.columns), "excl");
        names.add(key.attr.name.as_ref(), key.attr.word.span(), made)
    });
    let mut indexes = std::mem::take(&mut table.indexes);
    indexes.retain(|index| {
        let made = || {
            let keys = index.attr.keys.iter().map(|key| match &key.what {
                Part::Column(field) => table.column_name(field).unwrap_or_default(),
                Part::Expr(_) => "expr",
            });
            made(&owner, &keys.collect::<Vec<_>>().join("_"), "idx")
        };
        names.add(index.attr.name.as_ref(), index.attr.word.span(), made)
    });
    table.indexes = indexes;
}

impl Names<'_> {
    /// Whether the name is new.
    fn add(
        &mut self,
        given: Option<&syn::LitStr>,
        word: Span,
        made: impl FnOnce() -> String,
    ) -> bool {
        let (name, span) = match given {
            Some(given) => (given.value(), given.span()),
            None => (made(), word),
        };
        if let Some((_, first)) = self.seen.iter().find(|(known, _)| *known == name) {
            self.cx.push(twice(
                &span,
                &format!("two constraints or indexes are called `{name}`; give one a `name`"),
                first,
                &format!("the first `{name}` is here"),
            ));
            return false;
        }
        self.seen.push((name, span));
        true
    }
}

/// `table_columns_suffix`, cut as PostgreSQL cuts it.
fn made(table: &str, columns: &str, suffix: &str) -> String {
    let (mut first, mut second) = (table.to_owned(), columns.to_owned());
    let joints = if second.is_empty() { 1 } else { 2 };
    while first.len() + second.len() + suffix.len() + joints > MAX_BYTES {
        let longer = if first.len() > second.len() {
            &mut first
        } else {
            &mut second
        };
        longer.pop();
    }
    let columns = if second.is_empty() {
        String::new()
    } else {
        format!("_{second}")
    };
    format!("{first}{columns}_{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unnamed_constraint_has_the_name_that_postgresql_gives() {
        assert_eq!(made("users", "", "pkey"), "users_pkey");
        assert_eq!(made("users", "email", "key"), "users_email_key");
        assert_eq!(
            made(&"t".repeat(60), &"c".repeat(60), "idx").len(),
            MAX_BYTES
        );
    }
}
