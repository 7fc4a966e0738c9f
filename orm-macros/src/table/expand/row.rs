//! The struct as a source in FROM, and as the row that is read from it.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use super::option;
use crate::digits;
use crate::table::ast::Table;

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
    let fields = table.columns.iter().map(|column| {
        let (field, marker) = (&column.ident, names.column(column));
        // Not `?`: a `match` is checked faster.
        quote! {
            #field: match __orm::read::<#marker>(__orm_cells) {
                __orm::Ok(__orm_value) => __orm_value,
                __orm::Err(__orm_error) => return __orm::Err(__orm_error),
            }
        }
    });
    let read = table.columns.iter().map(|column| &column.ident);
    quote! {
        // A field is there to describe its column, even if no code reads it.
        const _: fn(&#ident) = |__orm_row| { let _ = (#(&__orm_row.#read,)*); };
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
                __orm::Ok(Self { #(#fields),* })
            }
        }
    }
}
