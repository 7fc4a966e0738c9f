//! The struct as a source in FROM, and as the row that is read from it.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;
use syn::Index;

use super::Names;
use super::TUPLE;
use super::option;
use crate::digits;
use crate::table::ast::Table;

/// The tuple of the values of a run of columns.
fn tuple(chunk: usize) -> syn::Ident {
    format_ident!("__orm_values_{chunk}")
}

/// The impls of the user's struct, but for `Table`.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let (ident, name) = (&table.ident, &table.name);
    let (id, name_id) = match &table.schema {
        None => (digits::of_name(name, &quote!(__orm)), quote!(Self::Id)),
        Some(schema) => (
            digits::of_name(&format!("{}.{name}", schema.value()), &quote!(__orm)),
            digits::of_name(name, &quote!(__orm)),
        ),
    };
    let schema = option(table.schema.as_ref());
    let width = table.columns.len();
    let column_names = table.columns.iter().map(|column| &column.name);
    let all: Vec<_> = table.columns.iter().collect();
    // Not `?`: a `match` is checked faster.
    let reads = all.chunks(TUPLE).enumerate().map(|(chunk, columns)| {
        let (tuple, columns) = (tuple(chunk), columns.iter().map(|each| names.column(each)));
        quote! {
            let #tuple = match __orm::read::<(#(#columns,)*)>(__orm_cells) {
                __orm::Ok(__orm_values) => __orm_values,
                __orm::Err(__orm_error) => return __orm::Err(__orm_error),
            };
        }
    });
    let fields = all.iter().enumerate().map(|(at, column)| {
        let (field, tuple, place) = (&column.ident, tuple(at / TUPLE), Index::from(at % TUPLE));
        quote!(#field: #tuple.#place)
    });
    quote! {
        #[automatically_derived]
        impl __orm::Source for #ident {
            type Id = #id;
            type NameId = #name_id;
            type Table = Self;
            const NAME: &'static str = #name;
            fn relation() -> __orm::Relation {
                __orm::Relation { schema: #schema, name: #name }
            }
        }
        #[automatically_derived]
        impl __orm::FromRow for #ident {
            const WIDTH: usize = #width;
            const NAMES: __orm::Option<&'static [&'static str]> = __orm::Some(&[#(#column_names),*]);
            fn from_row(__orm_cells: &mut __orm::Cells<'_>) -> __orm::Result<Self, __orm::Error> {
                #(#reads)*
                __orm::Ok(Self { #(#fields),* })
            }
        }
    }
}
