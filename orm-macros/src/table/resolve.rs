//! Finds the columns that keys, indexes and constraints name.

use std::collections::HashMap;

use syn::Ident;
use syn::ext::IdentExt;

use super::ast::Check;
use super::ast::Key;
use super::ast::Table;
use super::attr::TableAttr;
use super::attr::column::ColumnAttr;
use super::attr::index::IndexAttr;
use super::attr::index::IndexKeyAttr;
use super::attr::index::Part;
use super::attr::key::KeyAttr;
use crate::attr::nearest;
use crate::attr::twice;
use crate::ctxt::Ctxt;

/// Puts the keys of the table and of its columns into the table, those of columns first.
pub(super) fn keys(cx: &mut Ctxt, table: &mut Table, attr: TableAttr, columns: Vec<ColumnAttr>) {
    let names = Fields::of(table);
    let mut primary: Vec<Key<KeyAttr>> = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        for key in [&column.primary_key, &column.unique].into_iter().flatten() {
            refuse_columns(cx, key);
        }
        let here = vec![at];
        primary.extend(column.primary_key.map(|attr| Key {
            columns: here.clone(),
            attr,
        }));
        table.uniques.extend(column.unique.map(|attr| Key {
            columns: here.clone(),
            attr,
        }));
        let keys = column.references.into_iter();
        table.foreign_keys.extend(keys.map(|attr| Key {
            columns: here.clone(),
            attr,
        }));
        let checks = column.checks.into_iter();
        table.checks.extend(checks.map(|attr| Check {
            column: Some(at),
            attr,
        }));
        for mut index in column.indexes {
            add_own_key(&mut index, &table.columns[at].ident);
            table.indexes.extend(names.index(cx, index));
        }
    }
    for attr in attr.primary_keys {
        primary.extend(names.key(cx, attr));
    }
    table.primary_key = one_primary_key(cx, primary);
    for attr in attr.uniques {
        table.uniques.extend(names.key(cx, attr));
    }
    for attr in attr.foreign_keys {
        let columns = names.all(cx, &attr.columns);
        table
            .foreign_keys
            .extend(columns.map(|columns| Key { columns, attr }));
    }
    for attr in attr.excludes {
        let elements: Vec<Ident> = attr
            .elements
            .iter()
            .map(|(column, _)| column.clone())
            .collect();
        let columns = names.all(cx, &elements);
        table
            .excludes
            .extend(columns.map(|columns| Key { columns, attr }));
    }
    for attr in attr.indexes {
        if attr.keys.is_empty() {
            cx.error(
                &attr.word,
                "an index needs columns: `index(created_at.desc())`",
            );
            continue;
        }
        table.indexes.extend(names.index(cx, attr));
    }
    table.checks.extend(
        attr.checks
            .into_iter()
            .map(|attr| Check { column: None, attr }),
    );
}

/// A column's own key needs no columns.
fn refuse_columns(cx: &mut Ctxt, key: &KeyAttr) {
    if let Some(column) = key.columns.first() {
        let message = format!(
            "`{0}` on a column is over this column; one over several stands in `#[table({0}(..))]`",
            key.word
        );
        cx.error(column, message);
    }
}

/// An index on a column is over the column, unless it says otherwise.
fn add_own_key(index: &mut IndexAttr, column: &Ident) {
    if index.keys.is_empty() {
        index.keys.push(IndexKeyAttr {
            what: Part::Column(column.clone()),
            descending: false,
            nulls: None,
            opclass: None,
            collate: None,
        });
    }
}

fn one_primary_key(cx: &mut Ctxt, keys: Vec<Key<KeyAttr>>) -> Option<Key<KeyAttr>> {
    let mut keys = keys.into_iter();
    let first = keys.next()?;
    for second in keys {
        let both = "a table has one primary key; one over several columns is \
            `#[table(primary_key(a, b))]`";
        cx.push(twice(
            &second.attr.word,
            both,
            &first.attr.word,
            "the first primary key is here",
        ));
    }
    Some(first)
}

/// The fields of the struct, by name.
struct Fields {
    table: Ident,
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Fields {
    fn of(table: &Table) -> Self {
        let names: Vec<String> = table
            .columns
            .iter()
            .map(|column| column.ident.unraw().to_string())
            .collect();
        let places = names
            .iter()
            .enumerate()
            .map(|(at, name)| (name.clone(), at))
            .collect();
        Self {
            table: table.ident.clone(),
            names,
            places,
        }
    }

    fn one(&self, cx: &mut Ctxt, field: &Ident) -> Option<usize> {
        let name = field.unraw().to_string();
        let found = self.places.get(&name).copied();
        if found.is_none() {
            let advice = match nearest(&name, &self.names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", crate::attr::listed(&self.names)),
            };
            cx.error(
                field,
                format!("`{}` has no field `{name}`; {advice}", self.table),
            );
        }
        found
    }

    /// The places of all; each that is missing or repeated is an error.
    fn all(&self, cx: &mut Ctxt, fields: &[Ident]) -> Option<Vec<usize>> {
        let found: Vec<Option<usize>> = fields.iter().map(|field| self.one(cx, field)).collect();
        let columns: Vec<usize> = found.into_iter().collect::<Option<_>>()?;
        for (at, column) in columns.iter().enumerate() {
            if columns[..at].contains(column) {
                cx.error(&fields[at], format!("`{}` is named twice", fields[at]));
                return None;
            }
        }
        Some(columns)
    }

    fn key(&self, cx: &mut Ctxt, attr: KeyAttr) -> Option<Key<KeyAttr>> {
        if attr.columns.is_empty() {
            cx.error(
                &attr.word,
                format!("`{0}` needs columns: `{0}(a, b)`", attr.word),
            );
            return None;
        }
        let columns = self.all(cx, &attr.columns)?;
        Some(Key { columns, attr })
    }

    /// The columns among the keys of an index; those that it includes are looked for too.
    fn index(&self, cx: &mut Ctxt, attr: IndexAttr) -> Option<Key<IndexAttr>> {
        let mut fields = attr.keys.iter().filter_map(|key| match &key.what {
            Part::Column(field) => Some(field.clone()),
            Part::Expr(_) => None,
        });
        let keys: Vec<Ident> = fields.by_ref().collect();
        let all: Vec<Ident> = keys.iter().chain(&attr.include).cloned().collect();
        let mut columns = self.all(cx, &all)?;
        columns.truncate(keys.len());
        Some(Key { columns, attr })
    }
}
