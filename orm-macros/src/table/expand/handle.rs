//! The columns as a value that queries take: as a source, a selection and a group key.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use crate::table::ast::Table;

/// The impls of `UserColumns`.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let (ident, columns) = (&table.ident, &names.columns);
    let fields = table.columns.iter().map(|column| {
        let field = &column.ident;
        quote!(#field: __orm::new_column())
    });
    quote! {
        #[automatically_derived]
        impl<__S: __orm::Source<Table = #ident>> __orm::Handle for #columns<__S> {
            type Source = __S;
            const HANDLE: Self = Self { #(#fields),* };
        }
        #[automatically_derived]
        impl<__F, __S> __orm::Selectable<__F> for #columns<__S>
        where
            __S: __orm::Source<Table = #ident>,
            __F: __orm::Lookup<__S::Id>,
            __orm::LookedUp<__F, __S>: __orm::PresentWhole<__F, __S>,
        {}
        #[automatically_derived]
        impl<__K: __orm::DeterminesRow<__S>, __S> __orm::GroupedBy<__K> for #columns<__S> {}
    }
}
