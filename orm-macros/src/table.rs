//! `#[derive(Table)]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ctxt::Ctxt;

mod ast;
mod attr;
mod expand;
mod naming;
mod resolve;
mod valid;

/// Expands the derive. What is wrong is reported and left out, so that the rest still stands.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut cx = Ctxt::default();
    let input = cx.ok(syn::parse2::<syn::DeriveInput>(input));
    let table = input.and_then(|input| ast::Table::from_syn(&mut cx, input));
    let table = table.and_then(|table| valid::check(&mut cx, table));
    let code = table.as_ref().map(expand::table);
    let errors = cx.into_tokens();
    quote!(#code #errors)
}
