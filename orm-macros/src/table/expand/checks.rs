//! What only the compiler can check, since it knows the types.

use proc_macro2::TokenStream;
use quote::quote;
use quote::quote_spanned;
use syn::spanned::Spanned;

use super::Names;
use crate::table::ast::Column;
use crate::table::ast::Table;
use crate::table::attr::default::Default;
use crate::table::attr::default::Kind;

/// Code that is never run, and compiles only if the laws are kept.
pub(super) fn checks(table: &Table, names: &Names) -> TokenStream {
    let mut calls = Vec::new();
    let mut asserts = Vec::new();
    for column in &table.columns {
        if column.identity.is_some() || column.is_serial() {
            let ty = &column.ty;
            calls.push(quote_spanned!(ty.span()=> __orm::integer::<#ty>();));
        }
        if let Some(default) = &column.default {
            match literal_type(column, default) {
                Some(ty) => {
                    let written = &default.written;
                    calls.push(quote!(let _: #ty = #written;));
                }
                None => asserts.extend(default_fits(table, column, default, names)),
            }
        }
    }
    calls.extend(foreign_keys(table));
    let ident = &table.ident;
    // A field is there to describe its column, even if no code reads it.
    let fields = table.columns.iter().map(|column| &column.ident);
    let asserts = (!asserts.is_empty()).then(|| quote!(const _: () = { #(#asserts)* };));
    quote! {
        const _: fn(&#ident) = |__orm_row| {
            #(let _ = __orm_row.#fields;)*
            #(#calls)*
        };
        #asserts
    }
}

/// The type that the literal has to have, where the column is of one that Rust has literals for.
fn literal_type(column: &Column, default: &Default) -> Option<TokenStream> {
    let kind = default.kind?;
    let ty = column.inner.as_ref().unwrap_or(&column.ty);
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let is = |names: &[&str]| names.iter().any(|name| path.path.is_ident(name));
    let number = is(&["i16", "i32", "i64", "f32", "f64"]);
    let whole = is(&["f32", "f64"]) && kind == Kind::Integer;
    match kind {
        Kind::Bool | Kind::Integer | Kind::Fraction | Kind::Text if whole => None,
        Kind::Bool | Kind::Integer | Kind::Fraction | Kind::Text if number || is(&["bool"]) => {
            Some(quote!(#ty))
        }
        Kind::Bool | Kind::Integer | Kind::Fraction | Kind::Text if is(&["String"]) => {
            let text = quote_spanned!(ty.span()=> &'static ::core::primitive::str);
            Some(text)
        }
        _ => None,
    }
}

fn default_fits(
    table: &Table,
    column: &Column,
    default: &Default,
    names: &Names,
) -> Option<TokenStream> {
    let kind = syn::Ident::new(
        &format!("{:?}", default.kind?),
        proc_macro2::Span::call_site(),
    );
    let (marker, written) = (names.column(column), &default.written);
    let ty = &column.ty;
    let message = format!(
        "the default `{}` does not fit `{}.{}`, which is `{}`",
        source(written),
        table.name,
        column.name,
        source(ty),
    );
    Some(quote_spanned! {written.span()=>
        ::core::assert!(
            __orm::default_fits::<#marker>(__orm::DefaultKind::#kind),
            #message
        );
    })
}

/// Tokens as one writes them.
fn source(tokens: &impl quote::ToTokens) -> String {
    let text = quote!(#tokens).to_string();
    [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" (", "("),
        (" ,", ","),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

/// Each column fits the one that it references, and those are a key of their table.
fn foreign_keys(table: &Table) -> Vec<TokenStream> {
    let mut out = Vec::new();
    for key in &table.foreign_keys {
        for (column, target) in key.columns.iter().zip(&key.attr.targets) {
            let span = target.column.span();
            let (mut own, mut field) = (table.ident.clone(), table.columns[*column].ident.clone());
            own.set_span(span);
            field.set_span(span);
            out.push(quote_spanned!(span=> __orm::column_fits(#own.#field, #target);));
        }
        let targets = &key.attr.targets;
        let Some(first) = targets.first() else {
            continue;
        };
        let columns = match targets.as_slice() {
            [only] => quote!(#only),
            all => quote!((#(#all),*)),
        };
        out.push(quote_spanned!(first.column.span()=> __orm::unique_key(#first, #columns);));
    }
    out
}
