//! `sql!` and `sql_query!`: raw SQL with expressions in braces.

use proc_macro2::TokenStream;
use quote::quote;
use quote::quote_spanned;
use syn::parse::Parse;
use syn::parse::ParseStream;

use crate::path;

/// `Type, "text {expression}"`.
struct Call {
    ty: syn::Type,
    text: syn::LitStr,
}

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ty = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        let text = input.parse()?;
        input.parse::<Option<syn::Token![,]>>()?;
        Ok(Self { ty, text })
    }
}

/// Expands `sql!(Type, "..")`.
pub(crate) fn expression(input: TokenStream) -> TokenStream {
    expand(input, |_, ty, raw| quote!((#raw).expr::<#ty>()))
}

/// Expands `sql_query!(Row, "..")`.
pub(crate) fn statement(input: TokenStream) -> TokenStream {
    expand(
        input,
        |private, ty, raw| quote!(#private::query::raw::query::<#ty>((#raw).into_parts())),
    )
}

fn expand(
    input: TokenStream,
    wrap: impl FnOnce(&TokenStream, &syn::Type, TokenStream) -> TokenStream,
) -> TokenStream {
    let private = path::private(None);
    let call = match syn::parse2::<Call>(input) {
        Ok(call) => call,
        Err(error) => return error.to_compile_error(),
    };
    match pieces(&call.text) {
        Ok(pieces) => wrap(
            &private,
            &call.ty,
            chain(&private, &pieces, call.text.span()),
        ),
        Err(error) => error.to_compile_error(),
    }
}

/// A piece of the text.
enum Piece {
    Text(String),
    Expr(Box<syn::Expr>),
}

fn chain(private: &TokenStream, pieces: &[Piece], span: proc_macro2::Span) -> TokenStream {
    let steps = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => quote_spanned!(span=> .text(#text)),
        Piece::Expr(expr) => quote_spanned!(span=> .arg(#expr)),
    });
    quote_spanned!(span=> #private::expr::raw::raw() #(#steps)*)
}

/// Splits the text at its braces. `{{` and `}}` stand for one brace.
fn pieces(literal: &syn::LitStr) -> syn::Result<Vec<Piece>> {
    let value = literal.value();
    let error = |message: &str| syn::Error::new(literal.span(), message);
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = value.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        text.push_str(before);
        if brace.starts_with("{{") || brace.starts_with("}}") {
            text.push_str(&brace[..1]);
            rest = &brace[2..];
            continue;
        }
        if brace.starts_with('}') {
            return Err(error(
                "a `}` without its `{`; a brace of the SQL itself is written `}}`",
            ));
        }
        let end = closing(brace).ok_or_else(|| {
            error("a `{` without its `}`; a brace of the SQL itself is written `{{`")
        })?;
        let inner = &brace[1..end];
        if inner.trim().is_empty() {
            return Err(error(
                "an empty `{}`: write the expression between the braces",
            ));
        }
        let mut expr: syn::Expr = syn::parse_str(inner)
            .map_err(|why| error(&format!("`{inner}` is not an expression: {why}")))?;
        spanned(&mut expr, literal.span());
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Expr(Box::new(expr)));
        rest = &brace[end + 1..];
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

/// Where the brace that `text` begins with is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Gives the expression the span and the hygiene of the literal, so that it sees the caller's names.
fn spanned(expr: &mut syn::Expr, span: proc_macro2::Span) {
    let tokens = respan(quote!(#expr), span);
    if let Ok(new) = syn::parse2(tokens) {
        *expr = new;
    }
}

fn respan(tokens: TokenStream, span: proc_macro2::Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let proc_macro2::TokenTree::Group(group) = &token {
                let inner = respan(group.stream(), span);
                token = proc_macro2::Group::new(group.delimiter(), inner).into();
            }
            token.set_span(span);
            token
        })
        .collect()
}
