//! The table as data.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;

use super::Names;
use super::option;
use crate::table::ast::Column;
use crate::table::ast::Key;
use crate::table::ast::Table;
use crate::table::attr::column::Identity;
use crate::table::attr::index::ExcludeAttr;
use crate::table::attr::index::IndexAttr;
use crate::table::attr::index::IndexKeyAttr;
use crate::table::attr::index::Part;
use crate::table::attr::key::Action;
use crate::table::attr::key::Deferrable;
use crate::table::attr::key::ForeignKeyAttr;
use crate::table::attr::key::KeyAttr;

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
                static TABLE: __orm::schema::Table = #definition;
                &TABLE
            }
            #on_update
        }
        __orm::inventory::submit! { __orm::schema::Entry::Table(<#ident as __orm::Table>::table) }
    }
}

/// What `on_update_fn` says.
fn on_update(table: &Table, names: &Names) -> Option<TokenStream> {
    let mut calls = table.columns.iter().filter_map(|column| {
        let (function, marker) = (column.on_update_fn.as_ref()?, names.column(column));
        Some(quote!(__orm::assign::<#marker>(__orm::Some(#function()), &mut __orm_out);))
    });
    let first = calls.next()?;
    Some(quote! {
        fn on_update() -> __orm::Vec<__orm::Assignment> {
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

    fn list(&mut self, name: &str, values: Vec<TokenStream>) {
        if !values.is_empty() {
            self.set(name, quote!(&[#(#values),*]));
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.set(name, quote!(true));
        }
    }

    fn set(&mut self, name: &str, value: TokenStream) {
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
    let each = |key: &Key<KeyAttr>| unique(table, key);
    let mut fields = Fields::default();
    fields.some("schema", table.schema.as_ref());
    fields.some("comment", table.comment.as_ref());
    fields.some("primary_key", table.primary_key.as_ref().map(|key| primary_key(table, key)));
    fields.list("uniques", table.uniques.iter().map(each).collect());
    fields.list("foreign_keys", table.foreign_keys.iter().map(|key| foreign_key(table, key)).collect());
    fields.list("checks", checks(table));
    fields.list("excludes", table.excludes.iter().map(|key| exclude(table, key)).collect());
    fields.list("indexes", table.indexes.iter().map(|key| index(table, &key.attr)).collect());
    fields.flag("unlogged", table.unlogged);
    fields.list("with", parameters(&table.with));
    fields.some("tablespace", table.tablespace.as_ref());
    let parents = table.inherits.iter().map(|parent| quote!(<#parent as __orm::Table>::table));
    fields.list("inherits", parents.collect());
    fields.some("renamed_from", table.renamed_from.as_ref());
    fields.over("Table", quote!(__orm::schema::Table::new(#name, &[#(#columns),*])))
}

fn column(column: &Column, names: &Names) -> TokenStream {
    let marker = names.column(column);
    let mut fields = Fields::default();
    fields.some("sql_type", column.sql_type.as_ref());
    fields.some("default", column.default.as_ref().map(|default| &default.sql));
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
    let mode = format_ident!("{}", if identity.by_default { "ByDefault" } else { "Always" });
    let mut fields = Fields::default();
    fields.some("sequence", identity.sequence.as_ref());
    for (word, number) in &identity.numbers {
        fields.some(word, Some(number));
    }
    fields.flag("cycle", identity.cycle);
    let new = quote!(__orm::schema::Identity::new(__orm::schema::column::IdentityMode::#mode));
    fields.over("Identity", new)
}

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

fn primary_key(table: &Table, key: &Key<KeyAttr>) -> TokenStream {
    let name = option(key.attr.name.as_ref());
    let columns = column_names(table, &key.columns);
    let deferrable = deferrable(key.attr.deferrable);
    quote!(__orm::schema::PrimaryKey { name: #name, columns: #columns, deferrable: #deferrable })
}

fn unique(table: &Table, key: &Key<KeyAttr>) -> TokenStream {
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

fn foreign_key(table: &Table, key: &Key<ForeignKeyAttr>) -> TokenStream {
    let action = |action: &Option<Action>| {
        let variant = action.as_ref().map_or("NoAction", |action| action.variant);
        let variant = format_ident!("{variant}");
        quote!(__orm::schema::Action::#variant)
    };
    let targets = &key.attr.targets;
    let target = targets.first().map(|first| &first.table);
    let name = option(key.attr.name.as_ref());
    let columns = column_names(table, &key.columns);
    let (on_delete, on_update) = (action(&key.attr.on_delete), action(&key.attr.on_update));
    let deferrable = deferrable(key.attr.deferrable);
    let not_valid = key.attr.not_valid;
    quote! {
        __orm::schema::ForeignKey {
            name: #name,
            columns: #columns,
            target: <#target as __orm::Table>::table,
            target_columns: &[#(__orm::name_of(#targets)),*],
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            not_valid: #not_valid,
        }
    }
}

fn checks(table: &Table) -> Vec<TokenStream> {
    let each = table.checks.iter().map(|check| {
        let name = option(check.attr.name.as_ref());
        let column = option(check.column.map(|at| &table.columns[at].name));
        let sql = &check.attr.sql;
        quote!(__orm::schema::Check { name: #name, column: #column, sql: #sql })
    });
    each.collect()
}

fn exclude(table: &Table, key: &Key<ExcludeAttr>) -> TokenStream {
    let name = option(key.attr.name.as_ref());
    let method = key.attr.using.as_ref().map_or_else(|| "gist".to_owned(), syn::LitStr::value);
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

fn parameters(with: &[(String, String)]) -> Vec<TokenStream> {
    with.iter().map(|(name, value)| quote!((#name, #value))).collect()
}

fn index(table: &Table, attr: &IndexAttr) -> TokenStream {
    let keys = attr.keys.iter().map(|key| index_key(table, key, attr));
    let mut fields = Fields::default();
    fields.some("name", attr.name.as_ref());
    fields.flag("unique", attr.unique);
    fields.flag("nulls_not_distinct", attr.nulls_not_distinct);
    fields.some("method", attr.using.as_ref());
    fields.some("filter", attr.filter.as_ref());
    let include = attr.include.iter().filter_map(|field| table.column_name(field));
    fields.list("include", include.map(|name| quote!(#name)).collect());
    fields.list("with", parameters(&attr.with));
    fields.some("tablespace", attr.tablespace.as_ref());
    fields.flag("concurrently", attr.concurrently);
    fields.over("Index", quote!(__orm::schema::Index::new(&[#(#keys),*])))
}

fn index_key(table: &Table, key: &IndexKeyAttr, index: &IndexAttr) -> TokenStream {
    let what = match &key.what {
        Part::Column(field) => {
            let name = table.column_name(field);
            quote!(Column(#name))
        }
        Part::Expr(sql) => quote!(Expr(#sql)),
    };
    let mut fields = Fields::default();
    if key.descending {
        fields.set("direction", quote!(__orm::schema::index::Direction::Desc));
    }
    fields.some("nulls", key.nulls.map(|nulls| {
        let nulls = format_ident!("{nulls}");
        quote!(__orm::schema::index::Nulls::#nulls)
    }));
    fields.some("opclass", key.opclass.as_ref().or(index.opclass.as_ref()));
    fields.some("collate", key.collate.as_ref());
    let new = quote!(__orm::schema::IndexKey::new(__orm::schema::index::KeyPart::#what));
    fields.over("IndexKey", new)
}
