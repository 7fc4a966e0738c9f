//! Constraints as data.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;

use crate::table::ast::Check;
use crate::table::ast::Key;
use crate::table::ast::Table;
use crate::table::attr::index::ExcludeAttr;
use crate::table::attr::key::Action;
use crate::table::attr::key::Deferrable;
use crate::table::attr::key::ForeignKeyAttr;
use crate::table::attr::key::KeyAttr;
use crate::table::expand::option;

/// `&["a", "b"]`, the names of columns in SQL.
fn column_names(table: &Table, columns: &[usize]) -> TokenStream {
    let names = columns.iter().map(|at| &table.columns[*at].name);
    quote!(&[#(#names),*])
}

fn deferrable(deferrable: Deferrable) -> TokenStream {
    match deferrable {
        Deferrable::No => quote!(__orm::schema::Deferrable::No),
        Deferrable::InitiallyImmediate => quote!(__orm::schema::Deferrable::InitiallyImmediate),
        Deferrable::InitiallyDeferred => quote!(__orm::schema::Deferrable::InitiallyDeferred),
    }
}

/// A PRIMARY KEY.
pub(super) fn primary(table: &Table, key: &Key<KeyAttr>) -> TokenStream {
    let name = option(key.attr.name.as_ref());
    let columns = column_names(table, &key.columns);
    let deferrable = deferrable(key.attr.deferrable);
    quote!(__orm::schema::PrimaryKey { name: #name, columns: #columns, deferrable: #deferrable })
}

/// A UNIQUE.
pub(super) fn unique(table: &Table, key: &Key<KeyAttr>) -> TokenStream {
    let name = option(key.attr.name.as_ref());
    let columns = column_names(table, &key.columns);
    let nulls_not_distinct = key.attr.nulls_not_distinct;
    let deferrable = deferrable(key.attr.deferrable);
    quote! {
        __orm::schema::Unique {
            name: #name,
            columns: #columns,
            nulls_not_distinct: #nulls_not_distinct,
            deferrable: #deferrable,
        }
    }
}

/// A FOREIGN KEY.
pub(super) fn foreign(table: &Table, key: &Key<ForeignKeyAttr>) -> TokenStream {
    let action = |action: &Option<Action>| {
        let variant = action.as_ref().map_or("NoAction", |action| action.variant);
        let variant = format_ident!("{variant}");
        quote!(__orm::schema::Action::#variant)
    };
    let targets = &key.attr.targets;
    let target = targets.first();
    let name = option(key.attr.name.as_ref());
    let columns = column_names(table, &key.columns);
    let (on_delete, on_update) = (action(&key.attr.on_delete), action(&key.attr.on_update));
    let deferrable = deferrable(key.attr.deferrable);
    let not_valid = key.attr.not_valid;
    quote! {
        __orm::schema::ForeignKey {
            name: #name,
            columns: #columns,
            target: __orm::table_of(#target),
            target_columns: &[#(__orm::name_of(#targets)),*],
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            not_valid: #not_valid,
        }
    }
}

/// A CHECK.
pub(super) fn check(table: &Table, check: &Check) -> TokenStream {
    let name = option(check.attr.name.as_ref());
    let column = option(check.column.map(|at| &table.columns[at].name));
    let sql = &check.attr.sql;
    quote!(__orm::schema::Check { name: #name, column: #column, sql: #sql })
}

/// An EXCLUDE.
pub(super) fn exclude(table: &Table, key: &Key<ExcludeAttr>) -> TokenStream {
    let name = option(key.attr.name.as_ref());
    let method = key
        .attr
        .using
        .as_ref()
        .map_or_else(|| "gist".to_owned(), syn::LitStr::value);
    let columns = key.columns.iter().map(|at| &table.columns[*at].name);
    let operators = key.attr.elements.iter().map(|(_, operator)| operator);
    let filter = option(key.attr.filter.as_ref());
    let deferrable = deferrable(key.attr.deferrable);
    quote! {
        __orm::schema::Exclude {
            name: #name,
            method: #method,
            elements: &[#((#columns, #operators)),*],
            filter: #filter,
            deferrable: #deferrable,
        }
    }
}
