//! The columns: a type for each, and the struct that holds them all.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use super::column_doc;
use super::doc;
use super::inner_vis;
use super::respanned;
use crate::digits;
use crate::table::ast::Supply;
use crate::table::ast::Table;

/// What the user names: `User`, `UserColumns`, `user_columns`.
pub(super) fn items(table: &Table, names: &Names) -> TokenStream {
    let (private, vis, ident) = (&table.private, &table.vis, &table.ident);
    let (columns, module) = (&names.columns, &names.module);
    let inner = inner_vis(vis);
    let fields: Vec<_> = table
        .columns
        .iter()
        .map(|column| respanned(&column.ident))
        .collect();
    let docs = table.columns.iter().map(column_doc);
    let value = respanned(ident);
    let value_doc = doc(&format!("The table `{}`, and its columns.", table.name));
    let columns_doc = doc(&format!("The columns of `{}`.", table.name));
    quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
        #vis mod #module { #(#inner struct #fields;)* }
        #value_doc
        #[allow(non_upper_case_globals, dead_code)]
        #vis const #value: #columns<#ident> = <#columns<#ident> as #private::Handle>::HANDLE;
        #columns_doc
        #[allow(dead_code)]
        #vis struct #columns<__Source = #ident> {
            #(#docs pub #fields: #private::Column<__Source, #module::#fields>,)*
        }
    }
}

/// The impls of the struct.
pub(super) fn impls(names: &Names) -> TokenStream {
    let columns = &names.columns;
    let text = columns.to_string();
    quote! {
        #[automatically_derived]
        impl<__Source> ::core::clone::Clone for #columns<__Source> {
            fn clone(&self) -> Self { *self }
        }
        #[automatically_derived]
        impl<__Source> ::core::marker::Copy for #columns<__Source> {}
        #[automatically_derived]
        impl<__Source> ::core::fmt::Debug for #columns<__Source> {
            fn fmt(&self, __orm_out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __orm_out.write_str(#text)
            }
        }
    }
}

/// The impls of the types.
pub(super) fn each(table: &Table, names: &Names) -> TokenStream {
    let ident = &table.ident;
    let orm = quote!(__orm);
    let key = table.sole_key();
    let each = table.columns.iter().enumerate().map(|(at, column)| {
        let (marker, ty) = (names.column(column), &column.ty);
        let ordinal = digits::of_ordinal(at, &orm);
        let role = match (key == Some(at), column.supply() == Supply::Always) {
            (false, false) => None,
            (true, false) => Some(quote!(, __orm::Key)),
            (false, true) => Some(quote!(, __orm::Always)),
            (true, true) => Some(quote!(, __orm::AlwaysKey)),
        };
        quote! {
            #[automatically_derived]
            impl __orm::TableColumn for #marker {
                type Type = #ty;
                type Place = __orm::At<#ident, #ordinal #role>;
            }
        }
    });
    quote!(#(#each)*)
}
