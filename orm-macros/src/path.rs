//! The only place that spells the path of the facade.

use proc_macro2::TokenStream;
use quote::quote;

/// `::orm`, or what `crate = path` says instead.
pub(crate) fn root(given: Option<&syn::Path>) -> TokenStream {
    given.map_or_else(|| quote!(::orm), |path| quote!(#path))
}

/// `::orm::__private`.
pub(crate) fn private(given: Option<&syn::Path>) -> TokenStream {
    let root = root(given);
    quote!(#root::__private)
}
