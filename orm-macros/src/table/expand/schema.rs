//! The table as data.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;

use super::Names;
use super::call;
use crate::table::ast::Column;
use crate::table::ast::Table;
use crate::table::attr::column::Identity;

mod index;
mod keys;

/// `Table`, and what tells the schema of it.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let (ident, columns) = (&table.ident, &names.columns);
    let definition = definition(table, names);
    let on_update = on_update(table, names);
    quote! {
        #[automatically_derived]
        impl __orm::Table for #ident {
            type Columns<__S: __orm::Source<Table = Self>> = #columns<__S>;
            fn table() -> &'static __orm::schema::Table {
                const { &#definition }
            }
            #on_update
        }
        __orm::inventory::submit! { __orm::schema::Entry::Table(<#ident as __orm::Table>::table) }
    }
}

/// What `on_update_fn` says.
fn on_update(table: &Table, names: &Names) -> Option<TokenStream> {
    let mut calls = table.columns.iter().filter_map(|column| {
        let (call, marker) = (call(column.on_update_fn.as_ref()?), names.column(column));
        let ty = &column.ty;
        Some(quote! {
            let __orm_value: #ty = #call;
            __orm::assign::<#marker>(__orm::Some(__orm_value), &mut __orm_out);
        })
    });
    let first = calls.next()?;
    Some(quote! {
        fn on_update() -> __orm::Vec<__orm::SetColumn> {
            let mut __orm_out = __orm::Vec::new();
            #first
            #(#calls)*
            __orm_out
        }
    })
}

/// A field of a struct of the schema, where it is not as `new` makes it.
#[derive(Default)]
struct Fields(Vec<TokenStream>);

impl Fields {
    fn some(&mut self, name: &str, value: Option<impl quote::ToTokens>) {
        if let Some(value) = value {
            self.set(name, quote!(__orm::Some(#value)));
        }
    }

    fn list(&mut self, name: &str, values: impl IntoIterator<Item = TokenStream>) {
        let values: Vec<TokenStream> = values.into_iter().collect();
        if !values.is_empty() {
            self.set(name, quote!(&[#(#values),*]));
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.set(name, quote!(true));
        }
    }

    fn set(&mut self, name: &str, value: impl quote::ToTokens) {
        let name = format_ident!("{name}");
        self.0.push(quote!(#name: #value));
    }

    /// `ty { field: value, .. ..new }`.
    fn over(self, ty: &str, new: TokenStream) -> TokenStream {
        let (fields, ty) = (self.0, format_ident!("{ty}"));
        if fields.is_empty() {
            return new;
        }
        quote!(__orm::schema::#ty { #(#fields,)* ..#new })
    }
}

fn definition(table: &Table, names: &Names) -> TokenStream {
    let name = &table.name;
    let columns = table.columns.iter().map(|each| column(each, names));
    let key = table.primary_key.as_ref();
    let mut fields = Fields::default();
    fields.list("columns", columns);
    fields.some("schema", table.schema.as_ref());
    fields.some("comment", table.comment.as_ref());
    fields.some("primary_key", key.map(|key| keys::primary(table, key)));
    fields.list(
        "uniques",
        table.uniques.iter().map(|key| keys::unique(table, key)),
    );
    fields.list(
        "foreign_keys",
        table
            .foreign_keys
            .iter()
            .map(|key| keys::foreign(table, key)),
    );
    fields.list(
        "checks",
        table.checks.iter().map(|each| keys::check(table, each)),
    );
    fields.list(
        "excludes",
        table.excludes.iter().map(|key| keys::exclude(table, key)),
    );
    fields.list(
        "indexes",
        table
            .indexes
            .iter()
            .map(|key| index::index(table, &key.attr)),
    );
    fields.flag("unlogged", table.unlogged);
    fields.list("with", parameters(&table.with));
    fields.some("tablespace", table.tablespace.as_ref());
    let parents = table.inherits.iter();
    fields.list(
        "inherits",
        parents.map(|parent| quote!(<#parent as __orm::Table>::table)),
    );
    fields.some("renamed_from", table.renamed_from.as_ref());
    let new = quote!(__orm::schema::Table::new(#name, &[]));
    fields.over("Table", new)
}

fn column(column: &Column, names: &Names) -> TokenStream {
    let marker = names.column(column);
    let mut fields = Fields::default();
    fields.some("sql_type", column.sql_type.as_ref());
    fields.some(
        "default",
        column.default.as_ref().map(|default| &default.sql),
    );
    fields.some("identity", column.identity.as_ref().map(identity));
    fields.some("generated", column.generated.as_ref().map(|generated| {
        let sql = &generated.sql;
        let kind = format_ident!("{}", if generated.is_virtual { "Virtual" } else { "Stored" });
        quote! {
            __orm::schema::Generated { sql: #sql, kind: __orm::schema::column::GeneratedKind::#kind }
        }
    }));
    fields.some("collate", column.collate.as_ref());
    fields.some("storage", column.storage.as_ref());
    fields.some("compression", column.compression.as_ref());
    fields.some("comment", column.comment.as_ref());
    fields.some("renamed_from", column.renamed_from.as_ref());
    fields.over("Column", quote!(__orm::column::<#marker>()))
}

fn identity(identity: &Identity) -> TokenStream {
    let mode = format_ident!(
        "{}",
        if identity.by_default {
            "ByDefault"
        } else {
            "Always"
        }
    );
    let mut fields = Fields::default();
    fields.some("sequence", identity.sequence.as_ref());
    for (word, number) in &identity.numbers {
        fields.some(word, Some(number));
    }
    fields.flag("cycle", identity.cycle);
    let new = quote!(__orm::schema::Identity::new(__orm::schema::column::IdentityMode::#mode));
    fields.over("Identity", new)
}

/// Storage parameters.
fn parameters(with: &[(String, String)]) -> impl Iterator<Item = TokenStream> {
    with.iter().map(|(name, value)| quote!((#name, #value)))
}
