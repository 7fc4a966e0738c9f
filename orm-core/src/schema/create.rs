//! `CREATE` statements from schema data.

use std::fmt::Write;

use super::Action;
use super::Check;
use super::Column;
use super::Exclude;
use super::ForeignKey;
use super::Index;
use super::Schema;
use super::Table;
use super::TypeDefinition;
use super::Unique;
use super::column::GeneratedKind;
use super::column::Identity;
use super::column::IdentityMode;
use super::constraint::Deferrable;
use super::index::Direction;
use super::index::IndexKey;
use super::index::KeyPart;
use super::index::Nulls;
use super::types::TypeKind;
use crate::ident::quote;

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

fn create_table(table: &'static Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(column).collect();
    if let Some(key) = table.primary_key {
        let name = quoted(&key.name_in(table));
        let columns = list(key.columns);
        parts.push(format!(
            "constraint {name} primary key ({columns}){}",
            deferrable(key.deferrable)
        ));
    }
    parts.extend(table.uniques.iter().map(|it| unique(table, it)));
    parts.extend(table.checks.iter().map(|it| check(table, it)));
    parts.extend(table.excludes.iter().map(|it| exclude(table, it)));
    let unlogged = if table.unlogged { "unlogged " } else { "" };
    let name = qualified(table.schema, table.name);
    let mut out = if parts.is_empty() {
        format!("create {unlogged}table {name} ()")
    } else {
        format!(
            "create {unlogged}table {name} (\n    {}\n)",
            parts.join(",\n    ")
        )
    };
    if !table.inherits.is_empty() {
        let parents: Vec<String> = table
            .inherits
            .iter()
            .map(|parent| qualified(parent().schema, parent().name))
            .collect();
        push(
            &mut out,
            &["inherits", &format!("({})", parents.join(", "))],
        );
    }
    push_with(&mut out, table.with);
    push_tablespace(&mut out, table.tablespace);
    out
}

fn column(column: &Column) -> String {
    let mut out = format!("{} {}", quoted(column.name), column.type_sql());
    if let Some(compression) = column.compression {
        push(&mut out, &["compression", compression]);
    }
    if let Some(collate) = column.collate {
        push(&mut out, &["collate", &quoted(collate)]);
    }
    if !column.nullable {
        push(&mut out, &["not null"]);
    }
    if let Some(default) = column.default {
        push(&mut out, &["default", default]);
    }
    if let Some(generated) = column.generated {
        let kind = match generated.kind {
            GeneratedKind::Stored => "stored",
            GeneratedKind::Virtual => "virtual",
        };
        push(
            &mut out,
            &["generated always as", &format!("({})", generated.sql), kind],
        );
    }
    if let Some(identity) = column.identity {
        push(&mut out, &[&identity_sql(identity)]);
    }
    out
}

fn identity_sql(identity: Identity) -> String {
    let mut out = match identity.mode {
        IdentityMode::Always => "generated always as identity",
        IdentityMode::ByDefault => "generated by default as identity",
    }
    .to_owned();
    let mut options = Vec::new();
    if let Some(name) = identity.sequence {
        options.push(format!("sequence name {}", quoted(name)));
    }
    for (word, value) in [
        ("start with", identity.start),
        ("increment by", identity.increment),
        ("minvalue", identity.min),
        ("maxvalue", identity.max),
        ("cache", identity.cache),
    ] {
        options.extend(value.map(|value| format!("{word} {value}")));
    }
    if identity.cycle {
        options.push("cycle".to_owned());
    }
    if !options.is_empty() {
        push(&mut out, &[&format!("({})", options.join(" "))]);
    }
    out
}

fn unique(table: &Table, unique: &Unique) -> String {
    let name = quoted(&unique.name_in(table));
    let nulls = if unique.nulls_not_distinct {
        " nulls not distinct"
    } else {
        ""
    };
    let columns = list(unique.columns);
    format!(
        "constraint {name} unique{nulls} ({columns}){}",
        deferrable(unique.deferrable)
    )
}

fn check(table: &Table, check: &Check) -> String {
    format!(
        "constraint {} check ({})",
        quoted(&check.name_in(table)),
        check.sql
    )
}

fn exclude(table: &Table, exclude: &Exclude) -> String {
    let elements: Vec<String> = exclude
        .elements
        .iter()
        .map(|(column, operator)| format!("{} with {operator}", quoted(column)))
        .collect();
    let mut out = format!(
        "constraint {} exclude using {} ({})",
        quoted(&exclude.name_in(table)),
        exclude.method,
        elements.join(", ")
    );
    if let Some(filter) = exclude.filter {
        push(&mut out, &["where", &format!("({filter})")]);
    }
    out.push_str(deferrable(exclude.deferrable));
    out
}

fn add_foreign_key(table: &Table, key: &ForeignKey) -> String {
    let target = (key.target)();
    let mut out = format!(
        "alter table {} add constraint {} foreign key ({}) references {} ({})",
        qualified(table.schema, table.name),
        quoted(&key.name_in(table)),
        list(key.columns),
        qualified(target.schema, target.name),
        list(key.target_columns),
    );
    if key.on_delete != Action::NoAction {
        push(&mut out, &["on delete", key.on_delete.sql()]);
    }
    if key.on_update != Action::NoAction {
        push(&mut out, &["on update", key.on_update.sql()]);
    }
    out.push_str(deferrable(key.deferrable));
    if key.not_valid {
        push(&mut out, &["not valid"]);
    }
    out
}

fn create_index(table: &Table, index: &Index) -> String {
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

fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferrable initially deferred",
    }
}

fn push_with(out: &mut String, with: &[(&str, &str)]) {
    if !with.is_empty() {
        let options: Vec<String> = with
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        push(out, &["with", &format!("({})", options.join(", "))]);
    }
}

fn push_tablespace(out: &mut String, tablespace: Option<&str>) {
    if let Some(tablespace) = tablespace {
        push(out, &["tablespace", &quoted(tablespace)]);
    }
}

fn push(out: &mut String, words: &[&str]) {
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    quote(name, &mut out);
    out
}

fn qualified(schema: Option<&str>, name: &str) -> String {
    let mut out = String::new();
    if let Some(schema) = schema {
        quote(schema, &mut out);
        out.push('.');
    }
    quote(name, &mut out);
    out
}

fn list(columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    columns.join(", ")
}

/// A string literal of DDL, where parameters are not possible.
fn literal(text: &str) -> String {
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
