//! The partial update: `UserChanges`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use super::TUPLE;
use super::column_doc;
use super::derives;
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
    let given = reads_null(table).then(|| format!("{changes}::__orm_given"));
    let fields = assignable(table).map(|column| {
        let (docs, metas, ty) = (column_doc(column), &column.update, &column.ty);
        let field = respanned(&column.ident);
        // serde reads a given `null` and an absent field alike, where the one sets NULL and the other
        // leaves the column as it is.
        let own = metas.iter().any(|meta| meta.path().is_ident("serde"));
        let given = given.as_ref().filter(|_| column.inner.is_some() && !own);
        let given = given.map(|path| quote!(#[serde(default, deserialize_with = #path)]));
        quote!(#docs #given #(#[#metas])* pub #field: ::core::option::Option<#ty>)
    });
    quote! {
        #about
        #attributes
        #[allow(dead_code)]
        #vis struct #changes { #(#fields,)* }
    }
}

/// Whether the struct is read by serde and has a field that may be set to NULL.
fn reads_null(table: &Table) -> bool {
    derives(&table.update, "Deserialize") && assignable(table).any(|column| column.inner.is_some())
}

/// How serde reads a field that is given, NULL or not.
fn given(table: &Table, names: &Names) -> Option<TokenStream> {
    let changes = &names.changes;
    reads_null(table).then(|| {
        quote! {
            #[automatically_derived]
            impl #changes {
                fn __orm_given<'de, __D, __T>(from: __D) -> __orm::Result<__orm::Option<__T>, __D::Error>
                where
                    __D: ::serde::Deserializer<'de>,
                    __T: ::serde::Deserialize<'de>,
                {
                    __T::deserialize(from).map(__orm::Some)
                }
            }
        }
    })
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
    let given = given(table, names);
    quote! {
        #given
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
