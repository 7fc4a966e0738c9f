//! `alias!`: a second name for a table within queries.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::Parse;
use syn::parse::ParseStream;

use crate::digits;
use crate::path;

/// `#[..] pub Name = path::Table`.
struct Alias {
    attributes: Vec<syn::Attribute>,
    visibility: syn::Visibility,
    name: syn::Ident,
    table: syn::Path,
}

impl Parse for Alias {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(syn::Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let name = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let table = input.parse()?;
        input.parse::<Option<syn::Token![;]>>()?;
        if !input.is_empty() {
            return Err(input.error("expected `alias!(Name = Table)`"));
        }
        Ok(Self {
            attributes,
            visibility,
            name,
            table,
        })
    }
}

/// Expands `alias!(Name = Table)`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Alias>(input) {
        Ok(alias) => alias.expand(),
        Err(error) => error.to_compile_error(),
    }
}

impl Alias {
    fn expand(&self) -> TokenStream {
        let private = path::private(None);
        let Self {
            attributes,
            visibility,
            name,
            table,
        } = self;
        let sql_name = crate::case::Case::Snake.apply(&name.unraw().to_string());
        let id = digits::of_name(&sql_name, &private);
        let doc = format!(" A second name for a table within queries: `{sql_name}`.");
        quote! {
            #(#attributes)*
            #[doc = #doc]
            #[derive(Debug, Clone, Copy)]
            #visibility enum #name {}

            #[doc = #doc]
            #[allow(non_upper_case_globals)]
            #visibility const #name: <#table as #private::table::Table>::Columns<#name> =
                <<#table as #private::table::Table>::Columns<#name> as #private::table::Handle>::HANDLE;

            #[automatically_derived]
            impl #private::scope::from::Source for #name {
                type Id = #id;
                type NameId = Self::Id;
                type Table = #table;
                const NAME: &'static str = #sql_name;
                fn relation() -> #private::tree::Relation {
                    <#table as #private::scope::from::Source>::relation()
                }
            }
        }
    }
}
