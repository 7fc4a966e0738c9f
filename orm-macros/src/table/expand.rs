//! The code of a table.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;
use quote::quote_spanned;
use syn::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::ast::Column;
use super::ast::Table;
use crate::case::Case;

mod changes;
mod checks;
mod columns;
mod handle;
mod insert;
mod keys;
mod row;
mod schema;

/// How many columns one call takes as a tuple.
const TUPLE: usize = 16;

/// All of it: what the user names stands beside the struct, the impls in a block of their own.
pub(super) fn table(table: &Table) -> TokenStream {
    let names = Names::of(table);
    let items = [
        columns::items(table, &names),
        insert::items(table, &names),
        changes::item(table, &names),
    ];
    // Impls are numbered in their order, and a number that changes is a change for all who look for
    // an impl of that trait. So what depends on the number of columns comes last: then an added
    // column leaves the tables of other files as they were checked.
    let impls = [
        columns::impls(&names),
        handle::impls(table, &names),
        row::impls(table, &names),
        schema::impls(table, &names),
        insert::impls(table, &names),
        changes::impls(table, &names),
        keys::impls(table, &names),
        columns::each(table, &names),
        checks::checks(table, &names),
    ];
    let private = &table.private;
    quote! {
        #(#items)*
        const _: () = {
            use #private as __orm;
            #(#impls)*
        };
    }
}

/// The names that the derive makes up.
struct Names {
    /// `UserColumns`.
    columns: Ident,
    /// `user_columns`.
    module: Ident,
    /// `NewUser`.
    new: Ident,
    /// `NewUserBuilder`.
    builder: Ident,
    /// `UserChanges`.
    changes: Ident,
}

impl Names {
    fn of(table: &Table) -> Self {
        let name = table.ident.unraw().to_string();
        let made = |name: String| Ident::new(&name, generated(&table.ident));
        Self {
            columns: made(format!("{name}Columns")),
            module: made(format!("{}_columns", Case::Snake.apply(&name))),
            new: made(format!("New{name}")),
            builder: made(format!("New{name}Builder")),
            changes: made(format!("{name}Changes")),
        }
    }

    /// The type that stands for a column.
    fn column(&self, column: &Column) -> TokenStream {
        let (module, ident) = (&self.module, respanned(&column.ident));
        quote!(#module::#ident)
    }
}

/// The place of the user's word, as a place in generated code, where lints keep quiet.
fn generated(ident: &Ident) -> proc_macro2::Span {
    ident.span().resolved_at(proc_macro2::Span::call_site())
}

/// The identifier as one of generated code.
fn respanned(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(generated(&ident));
    ident
}

/// A doc comment.
fn doc(text: &str) -> TokenStream {
    quote!(#[doc = #text])
}

/// The doc comment of a column: the user's, or its name.
fn column_doc(column: &Column) -> TokenStream {
    let docs = &column.docs;
    if docs.is_empty() {
        return doc(&format!("The column `{}`.", column.name));
    }
    quote!(#(#docs)*)
}

/// `__orm::Some(value)` or `__orm::None`.
fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(__orm::None), |value| quote!(__orm::Some(#value)))
}

/// Calls the user's function; all of it is at the place of the path.
fn call(function: &syn::Path) -> TokenStream {
    quote_spanned!(function.span()=> #function())
}

/// Visibility, as it reads from a module inside.
fn inner_vis(vis: &syn::Visibility) -> TokenStream {
    let syn::Visibility::Restricted(restricted) = vis else {
        return match vis {
            syn::Visibility::Inherited => quote!(pub(super)),
            vis => quote!(#vis),
        };
    };
    let path = &restricted.path;
    let first = path.segments.first().map(|first| first.ident.to_string());
    match first.as_deref() {
        Some("self") if path.segments.len() == 1 => quote!(pub(super)),
        Some("super") => quote!(pub(in super::#path)),
        _ => quote!(#vis),
    }
}

/// `derive(..)` and other attributes for a generated struct: those that the user forwards, and the
/// given derives, unless the user names them.
fn forwarded(metas: &[syn::Meta], always: &[&str]) -> TokenStream {
    let own = always
        .iter()
        .filter(|name| !derives(metas, name))
        .map(|name| {
            let module = format_ident!(
                "{}",
                if *name == "Debug" {
                    "fmt".into()
                } else {
                    name.to_lowercase()
                }
            );
            let name = format_ident!("{name}");
            quote!(::core::#module::#name)
        });
    let derive = quote!(#[derive(#(#own),*)]);
    quote!(#derive #(#[#metas])*)
}

/// Whether one of the attributes derives the trait.
fn derives(metas: &[syn::Meta], name: &str) -> bool {
    let lists = metas.iter().filter_map(|meta| meta.require_list().ok());
    lists
        .filter(|list| list.path.is_ident("derive"))
        .any(|list| {
            let parser = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
            let paths = list.parse_args_with(parser).unwrap_or_default();
            paths
                .iter()
                .any(|path| path.segments.last().is_some_and(|last| last.ident == name))
        })
}
