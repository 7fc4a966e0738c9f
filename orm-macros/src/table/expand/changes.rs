//! The partial update: `UserChanges`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use super::TUPLE;
use super::column_doc;
use super::doc;
use super::forwarded;
use super::respanned;
use crate::table::ast::Column;
use crate::table::ast::Supply;
use crate::table::ast::Table;

/// The columns that can be assigned.
fn assignable(table: &Table) -> impl Iterator<Item = &Column> {
    table
        .columns
        .iter()
        .filter(|column| column.supply() != Supply::Always)
}

/// The struct.
pub(super) fn item(table: &Table, names: &Names) -> TokenStream {
    let (vis, changes, ident) = (&table.vis, &names.changes, &table.ident);
    let attributes = forwarded(&table.update, &["Debug", "Clone", "Default"]);
    let about = doc(&format!(
        "Changes to rows of `{}`: a field that is `None` leaves its column as it is.",
        ident
    ));
    let fields = assignable(table).map(|column| {
        let (docs, metas, ty) = (column_doc(column), &column.update, &column.ty);
        let field = respanned(&column.ident);
        quote!(#docs #(#[#metas])* pub #field: ::core::option::Option<#ty>)
    });
    quote! {
        #about
        #attributes
        #[allow(dead_code)]
        #vis struct #changes { #(#fields,)* }
    }
}

/// Its impls.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let (changes, ident) = (&names.changes, &table.ident);
    let all: Vec<_> = assignable(table).collect();
    let each = all.chunks(TUPLE).map(|columns| {
        let fields = columns.iter().map(|column| &column.ident);
        let markers = columns.iter().map(|column| names.column(column));
        quote!(__orm::assign_all::<(#(#markers,)*)>((#(self.#fields,)*), &mut __orm_out);)
    });
    quote! {
        #[automatically_derived]
        impl<__F> __orm::Assignments<#ident, __F> for #changes {
            fn into_nodes(self) -> __orm::Vec<__orm::SetColumn> {
                let mut __orm_out = __orm::Vec::new();
                #(#each)*
                __orm_out
            }
        }
    }
}
