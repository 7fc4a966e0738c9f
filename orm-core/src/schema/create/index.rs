//! CREATE INDEX.

use super::text::list;
use super::text::push;
use super::text::push_tablespace;
use super::text::push_with;
use super::text::qualified;
use super::text::quoted;
use crate::schema::Index;
use crate::schema::Table;
use crate::schema::index::Direction;
use crate::schema::index::IndexKey;
use crate::schema::index::KeyPart;
use crate::schema::index::Nulls;

pub(super) fn create_index(table: &Table, index: &Index) -> String {
    let keys: Vec<String> = index.keys.iter().map(index_key).collect();
    let mut out = String::from("create");
    if index.unique {
        push(&mut out, &["unique"]);
    }
    push(&mut out, &["index", &quoted(&index.name_in(table)), "on"]);
    push(&mut out, &[&qualified(table.schema, table.name)]);
    if let Some(method) = index.method {
        push(&mut out, &["using", method]);
    }
    push(&mut out, &[&format!("({})", keys.join(", "))]);
    if !index.include.is_empty() {
        push(
            &mut out,
            &["include", &format!("({})", list(index.include))],
        );
    }
    if index.nulls_not_distinct {
        push(&mut out, &["nulls not distinct"]);
    }
    push_with(&mut out, index.with);
    push_tablespace(&mut out, index.tablespace);
    if let Some(filter) = index.filter {
        push(&mut out, &["where", filter]);
    }
    out
}

fn index_key(key: &IndexKey) -> String {
    let mut out = match key.what {
        KeyPart::Column(name) => quoted(name),
        KeyPart::Expr(sql) => format!("({sql})"),
    };
    if let Some(collate) = key.collate {
        push(&mut out, &["collate", &quoted(collate)]);
    }
    if let Some(opclass) = key.opclass {
        push(&mut out, &[opclass]);
    }
    if key.direction == Direction::Desc {
        push(&mut out, &["desc"]);
    }
    match key.nulls {
        None => {}
        Some(Nulls::First) => push(&mut out, &["nulls first"]),
        Some(Nulls::Last) => push(&mut out, &["nulls last"]),
    }
    out
}
