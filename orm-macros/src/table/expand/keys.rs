//! The keys of a table as traits: what `find`, ON CONFLICT and foreign keys ask for.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use crate::table::ast::Table;
use crate::table::attr::index::Part;
use crate::table::attr::key::Deferrable;

/// `Keyed`, `UniqueKey` and `ConflictKey`.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let keyed = keyed(table);
    let ident = &table.ident;
    let unique = unique(table);
    let full = unique.iter().map(|columns| {
        let columns = markers(table, names, columns);
        quote! {
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl __orm::UniqueKey<#columns> for #ident {}
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl __orm::ConflictKey<#columns> for #ident {}
        }
    });
    let partial = partial(table, &unique);
    let partial = partial.iter().map(|(columns, filter)| {
        let columns = markers(table, names, columns);
        quote! {
            #[automatically_derived]
            impl __orm::ConflictKey<#columns> for #ident {
                const PREDICATE: __orm::Option<&'static str> = __orm::Some(#filter);
            }
        }
    });
    quote!(#keyed #(#full)* #(#partial)*)
}

fn keyed(table: &Table) -> Option<TokenStream> {
    let key = table.primary_key.as_ref()?;
    let columns = key.columns.iter().map(|at| &table.columns[*at]);
    let types: Vec<_> = columns.clone().map(|column| &column.ty).collect();
    let ty = match types.as_slice() {
        [only] => quote!(#only),
        types => quote!((#(#types),*)),
    };
    let (ident, names) = (&table.ident, columns.map(|column| &column.name));
    Some(quote! {
        #[automatically_derived]
        impl __orm::Keyed for #ident {
            type Key = #ty;
            const COLUMNS: &'static [&'static str] = &[#(#names),*];
            fn by_key() -> &'static __orm::OnceLock<__orm::String> {
                static TEXT: __orm::OnceLock<__orm::String> = __orm::OnceLock::new();
                &TEXT
            }
        }
    })
}

/// The type of one column, or the tuple of several.
fn markers(table: &Table, names: &Names, columns: &[usize]) -> TokenStream {
    let all: Vec<_> = columns
        .iter()
        .map(|at| names.column(&table.columns[*at]))
        .collect();
    match all.as_slice() {
        [only] => only.clone(),
        all => quote!((#(#all),*)),
    }
}

/// The columns of each key over all rows. A deferrable constraint is none: PostgreSQL takes it
/// neither for ON CONFLICT nor for a foreign key.
fn unique(table: &Table) -> Vec<Vec<usize>> {
    let constraints = table.primary_key.iter().chain(&table.uniques);
    let constraints = constraints
        .filter(|key| key.attr.deferrable == Deferrable::No)
        .map(|key| &key.columns);
    let indexes = unique_indexes(table)
        .filter(|(_, filter)| filter.is_none())
        .map(|(c, _)| c);
    let mut out: Vec<Vec<usize>> = Vec::new();
    for columns in constraints.chain(indexes) {
        if !out.contains(columns) {
            out.push(columns.clone());
        }
    }
    out
}

/// The columns and condition of each key over some rows.
fn partial<'a>(table: &'a Table, full: &[Vec<usize>]) -> Vec<(&'a Vec<usize>, &'a syn::LitStr)> {
    let mut out: Vec<(&Vec<usize>, &syn::LitStr)> = Vec::new();
    for (columns, filter) in unique_indexes(table) {
        let known = full.contains(columns) || out.iter().any(|(known, _)| *known == columns);
        if !known {
            out.extend(filter.map(|filter| (columns, filter)));
        }
    }
    out
}

/// Unique indexes over columns alone, with their conditions.
fn unique_indexes(table: &Table) -> impl Iterator<Item = (&Vec<usize>, Option<&syn::LitStr>)> {
    table
        .indexes
        .iter()
        .filter(|index| index.attr.unique)
        .filter(|index| {
            index
                .attr
                .keys
                .iter()
                .all(|key| matches!(key.what, Part::Column(_)))
        })
        .map(|index| (&index.columns, index.attr.filter.as_ref()))
}
