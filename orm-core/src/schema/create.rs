//! `CREATE` statements from schema data.

use super::Schema;
use super::Table;
use super::TypeDefinition;
use super::types::TypeKind;

mod index;
mod table;
mod text;

use index::create_index;
use table::add_foreign_key;
use table::create_table;
use text::literal;
use text::push;
use text::qualified;
use text::quoted;

/// All statements, each ended by a semicolon and a newline.
pub(super) fn schema(schema: &Schema) -> String {
    let mut out = Vec::new();
    out.extend(schemas(schema));
    out.extend(
        schema
            .types
            .iter()
            .map(|definition| create_type(definition)),
    );
    out.extend(in_order(schema.tables()).into_iter().map(create_table));
    for table in schema.tables() {
        out.extend(
            table
                .foreign_keys
                .iter()
                .map(|key| add_foreign_key(table, key)),
        );
    }
    for table in schema.tables() {
        out.extend(table.indexes.iter().map(|index| create_index(table, index)));
    }
    out.extend(
        schema
            .types
            .iter()
            .filter_map(|definition| comment_on_type(definition)),
    );
    for table in schema.tables() {
        out.extend(set_storage(table));
        out.extend(comments(table));
    }
    out.into_iter().fold(String::new(), |mut all, statement| {
        all.push_str(&statement);
        all.push_str(";\n");
        all
    })
}

/// Parents before the tables that inherit from them; else as given.
fn in_order(tables: &[&'static Table]) -> Vec<&'static Table> {
    fn visit(table: &'static Table, all: &[&'static Table], done: &mut Vec<&'static Table>) {
        if done.iter().any(|known| known.same_name(table)) {
            return;
        }
        for parent in table.inherits {
            visit(parent(), all, done);
        }
        if all.iter().any(|known| known.same_name(table)) {
            done.push(table);
        }
    }
    let mut done = Vec::new();
    tables
        .iter()
        .for_each(|table| visit(table, tables, &mut done));
    done
}

fn schemas(schema: &Schema) -> Vec<String> {
    let mut names: Vec<&str> = schema
        .tables
        .iter()
        .filter_map(|table| table.schema)
        .collect();
    names.extend(
        schema
            .types
            .iter()
            .filter_map(|definition| definition.schema),
    );
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter(|name| *name != "public")
        .map(|name| format!("create schema if not exists {}", quoted(name)))
        .collect()
}

fn create_type(definition: &TypeDefinition) -> String {
    let name = qualified(definition.schema, definition.name);
    match definition.kind {
        TypeKind::Enum { labels } => {
            let labels: Vec<String> = labels.iter().map(|label| literal(label)).collect();
            format!("create type {name} as enum ({})", labels.join(", "))
        }
        TypeKind::Composite { fields } => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{} {}", quoted(field.name), field.type_name))
                .collect();
            format!("create type {name} as ({})", fields.join(", "))
        }
        TypeKind::Domain {
            base,
            sql_type,
            not_null,
            default,
            check,
            ..
        } => {
            let base = sql_type.map_or_else(|| base.to_string(), str::to_owned);
            let mut out = format!("create domain {name} as {base}");
            if let Some(default) = default {
                push(&mut out, &["default", default]);
            }
            if not_null {
                push(&mut out, &["not null"]);
            }
            if let Some(check) = check {
                push(&mut out, &["check", &format!("({check})")]);
            }
            out
        }
    }
}

fn comment_on_type(definition: &TypeDefinition) -> Option<String> {
    let comment = definition.comment?;
    let kind = match definition.kind {
        TypeKind::Domain { .. } => "domain",
        TypeKind::Enum { .. } | TypeKind::Composite { .. } => "type",
    };
    let name = qualified(definition.schema, definition.name);
    Some(format!("comment on {kind} {name} is {}", literal(comment)))
}

/// STORAGE inside CREATE TABLE needs PostgreSQL 16, so it is altered in.
fn set_storage(table: &Table) -> Vec<String> {
    let name = qualified(table.schema, table.name);
    let with_storage = table
        .columns
        .iter()
        .filter_map(|column| Some((column, column.storage?)));
    with_storage
        .map(|(column, storage)| {
            format!(
                "alter table {name} alter column {} set storage {storage}",
                quoted(column.name)
            )
        })
        .collect()
}

fn comments(table: &Table) -> Vec<String> {
    let name = qualified(table.schema, table.name);
    let mut out = Vec::new();
    out.extend(
        table
            .comment
            .map(|text| format!("comment on table {name} is {}", literal(text))),
    );
    for column in table.columns {
        out.extend(column.comment.map(|text| {
            format!(
                "comment on column {name}.{} is {}",
                quoted(column.name),
                literal(text)
            )
        }));
    }
    out
}
