//! The laws of a table that the derive can see by itself. What breaks one is reported and left out.

use proc_macro2::Span;
use syn::ext::IdentExt;

use super::ast::Column;
use super::ast::Key;
use super::ast::Table;
use super::attr::index::IndexAttr;
use super::attr::is_reserved;
use super::attr::key::ForeignKeyAttr;
use crate::attr::check_name;
use crate::attr::twice;
use crate::ctxt::Ctxt;

/// Checks the table and its columns.
pub(super) fn check(cx: &mut Ctxt, mut table: Table) -> Option<Table> {
    if table.columns.is_empty() {
        cx.error(&table.ident, "a table needs at least one column");
        return None;
    }
    table_name(cx, &table);
    column_names(cx, &table);
    for column in &mut table.columns {
        identity(cx, column);
        generated(cx, column);
        serial(cx, column);
    }
    primary_key(cx, &table);
    let mut keys = std::mem::take(&mut table.foreign_keys);
    keys.retain(|key| foreign_key(cx, &table, key));
    table.foreign_keys = keys;
    table.indexes.retain(|key| index(cx, key));
    super::naming::check(cx, &mut table);
    Some(table)
}

fn table_name(cx: &mut Ctxt, table: &Table) {
    let at = table.name_span;
    cx.ok(check_name(&table.name, at));
    if is_reserved(&table.name) {
        let message = "PostgreSQL calls the row that was to be inserted `excluded`; \
            give the table another name";
        cx.push(syn::Error::new(at, message));
    }
}

fn column_names(cx: &mut Ctxt, table: &Table) {
    for (at, column) in table.columns.iter().enumerate() {
        cx.ok(check_name(&column.name, column.name_span));
        let first = table.columns[..at]
            .iter()
            .find(|first| first.name == column.name);
        if let Some(first) = first {
            cx.push(twice(
                &column.name_span,
                &format!("two columns are called `{}`", column.name),
                &first.name_span,
                &format!("the first column `{}` is here", column.name),
            ));
        }
    }
}

fn identity(cx: &mut Ctxt, column: &mut Column) {
    let Some(identity) = &column.identity else {
        return;
    };
    let what = match () {
        () if column.default.is_some() => "a default",
        () if column.default_fn.is_some() => "a `default_fn`",
        () if column.generated.is_some() => "a generated value",
        () if column.is_serial() => "a serial type",
        () => "",
    };
    if !what.is_empty() {
        let message = format!("an identity column makes its own values and cannot have {what}");
        cx.error(&identity.word, message);
        column.default = None;
        column.default_fn = None;
        column.generated = None;
    } else if column.inner.is_some() {
        cx.error(
            &column.ty,
            "an identity column is NOT NULL; it cannot be an `Option`",
        );
    }
}

fn generated(cx: &mut Ctxt, column: &mut Column) {
    let Some(generated) = &column.generated else {
        return;
    };
    let what = match () {
        () if column.default.is_some() => "default",
        () if column.default_fn.is_some() => "default_fn",
        () if column.on_update_fn.is_some() => "on_update_fn",
        () => return,
    };
    cx.error(
        &generated.word,
        format!("a generated column cannot have a `{what}`"),
    );
    column.default = None;
    column.default_fn = None;
    column.on_update_fn = None;
}

fn serial(cx: &mut Ctxt, column: &mut Column) {
    let Some(ty) = column.sql_type.as_ref().filter(|_| column.is_serial()) else {
        return;
    };
    if column.default.is_some() || column.generated.is_some() {
        cx.error(ty, format!("`{}` brings its own default", ty.value()));
        column.default = None;
        column.generated = None;
    } else if column.inner.is_some() {
        cx.error(
            &column.ty,
            format!("`{}` is NOT NULL; it cannot be an `Option`", ty.value()),
        );
    }
}

fn primary_key(cx: &mut Ctxt, table: &Table) {
    let Some(key) = &table.primary_key else {
        return;
    };
    for column in key.columns.iter().map(|at| &table.columns[*at]) {
        if column.inner.is_some() {
            let message = format!(
                "`{}` is in the primary key, which is NOT NULL; it cannot be an `Option`",
                column.ident.unraw()
            );
            cx.error(&column.ty, message);
        }
    }
}

fn foreign_key(cx: &mut Ctxt, table: &Table, key: &Key<ForeignKeyAttr>) -> bool {
    let (own, other) = (key.columns.len(), key.attr.targets.len());
    if own != other {
        let message = format!(
            "{own} {} cannot reference {other}",
            if own == 1 { "column" } else { "columns" }
        );
        cx.error(&key.attr.word, message);
        return false;
    }
    if let Some(first) = key.attr.targets.first() {
        let path = |path: &syn::Path| quote::quote!(#path).to_string();
        let stray = key
            .attr
            .targets
            .iter()
            .find(|target| path(&target.table) != path(&first.table));
        if let Some(stray) = stray {
            cx.error(
                &stray.table,
                "a foreign key references the columns of one table",
            );
            return false;
        }
    }
    let actions = [&key.attr.on_delete, &key.attr.on_update]
        .into_iter()
        .flatten();
    let mut good = true;
    for action in actions {
        for column in key.columns.iter().map(|at| &table.columns[*at]) {
            let message = match action.variant {
                "SetNull" if column.inner.is_none() => format!(
                    "SET NULL needs `Option<..>`: `{}` is NOT NULL",
                    column.ident.unraw()
                ),
                "SetDefault" if column.inner.is_none() && column.default.is_none() => format!(
                    "SET DEFAULT needs a default: `{}` is NOT NULL and has none",
                    column.ident.unraw()
                ),
                _ => continue,
            };
            cx.error(&action.word, message);
            good = false;
        }
    }
    good
}

fn index(cx: &mut Ctxt, key: &Key<IndexAttr>) -> bool {
    let attr = &key.attr;
    let mut refuse = |at: Span, message: &str| {
        cx.push(syn::Error::new(at, message));
        false
    };
    if let Some(opclass) = attr.opclass.as_ref().filter(|_| attr.keys.len() > 1) {
        let message = "this index has several keys; say which one: `column.opclass(\"..\")`";
        return refuse(opclass.span(), message);
    }
    if attr.nulls_not_distinct && !attr.unique {
        return refuse(
            attr.word.span(),
            "`nulls_not_distinct` is for a `unique` index",
        );
    }
    if let Some(using) = attr
        .using
        .as_ref()
        .filter(|using| attr.unique && using.value() != "btree")
    {
        return refuse(using.span(), "only a `btree` index can be unique");
    }
    true
}
