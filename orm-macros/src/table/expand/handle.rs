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
        quote!(#field: __orm::Column::NEW)
    });
    let selection = selection(table, names);
    let grouping = table.primary_key.as_ref().map(|_| grouping(table, names));
    quote! {
        #[automatically_derived]
        impl<__S: __orm::Source<Table = #ident>> __orm::Handle for #columns<__S> {
            type Source = __S;
            const HANDLE: Self = Self { #(#fields),* };
        }
        #selection
        #grouping
    }
}

fn selection(table: &Table, names: &Names) -> TokenStream {
    let (ident, columns) = (&table.ident, &names.columns);
    let width = table.columns.len();
    quote! {
        #[automatically_derived]
        impl<__F, __S> __orm::Projection<__F> for #columns<__S>
        where
            __S: __orm::Source<Table = #ident>,
            __F: __orm::Lookup<__S::Id, Out: __orm::Outcome<Null: __orm::Whole>>,
        {
            type Row = __orm::WholeOf<__F, __S>;
            type Aggregate = __orm::False;
            const WIDTH: usize = #width;
            fn push(self, __orm_out: &mut __orm::Vec<__orm::tree::Expr>) {
                __orm::push_columns::<__S>(__orm_out)
            }
            fn read(__orm_cells: &mut __orm::Cells<'_>) -> __orm::Result<Self::Row, __orm::Error> {
                __orm::read_whole::<__F, __S>(__orm_cells)
            }
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

fn grouping(table: &Table, names: &Names) -> TokenStream {
    let (ident, columns) = (&table.ident, &names.columns);
    quote! {
        #[automatically_derived]
        impl<__S: __orm::Source<Table = #ident>> __orm::GroupKeys for #columns<__S> {
            type Keys = __orm::ByRow<__S>;
            type Scope = __orm::Uses<__S, __orm::AnyColumn>;
            fn push(self, __orm_out: &mut __orm::Vec<__orm::tree::Expr>) {
                __orm::push_key::<__S>(__orm_out)
            }
        }
    }
}
