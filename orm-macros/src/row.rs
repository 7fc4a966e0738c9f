//! `#[derive(Row)]`: a struct as the row type of a selection.

use proc_macro2::TokenStream;
use quote::quote;
use quote::quote_spanned;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::ctxt::Ctxt;
use crate::option;
use crate::path;

/// A field of the struct.
struct Field {
    ident: syn::Ident,
    ty: syn::Type,
    name: String,
}

/// Expands the derive.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input = match syn::parse2::<syn::DeriveInput>(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut cx = Ctxt::default();
    let root = root(&input, &mut cx);
    let fields = fields(&input, &mut cx);
    let errors = cx.into_tokens();
    let impls = fields.map(|fields| expand(&input.ident, &fields, &path::private(root.as_ref())));
    quote!(#errors #impls)
}

/// `#[row(crate = path)]`.
fn root(input: &syn::DeriveInput, cx: &mut Ctxt) -> Option<syn::Path> {
    let mut root = None;
    for attribute in input
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("row"))
    {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                root = Some(meta.value()?.parse()?);
                return Ok(());
            }
            Err(meta.error("unknown word; a `Row` struct knows `crate = path`"))
        });
        cx.ok(parsed);
    }
    root
}

fn fields(input: &syn::DeriveInput, cx: &mut Ctxt) -> Option<Vec<Field>> {
    let syn::Data::Struct(syn::DataStruct {
        fields: syn::Fields::Named(named),
        ..
    }) = &input.data
    else {
        cx.error(
            &input.ident,
            "`derive(Row)` needs a struct with named fields",
        );
        return None;
    };
    if !input.generics.params.is_empty() {
        cx.error(&input.generics, "a row type cannot be generic");
        return None;
    }
    let mut fields: Vec<Field> = Vec::new();
    for field in &named.named {
        let ident = field.ident.clone()?;
        let name = name(field, &ident, cx);
        if let Some(other) = fields.iter().find(|other| other.name == name) {
            let other = &other.ident;
            cx.error(
                &ident,
                format!("`{ident}` and `{other}` are both read from the column \"{name}\""),
            );
        }
        fields.push(Field {
            ident,
            ty: field.ty.clone(),
            name,
        });
    }
    if fields.is_empty() {
        cx.error(&input.ident, "a row type needs a field");
        return None;
    }
    Some(fields)
}

/// The name of the column: `#[row(name = "..")]`, else the field's.
fn name(field: &syn::Field, ident: &syn::Ident, cx: &mut Ctxt) -> String {
    let mut name = ident.unraw().to_string();
    for attribute in field
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("row"))
    {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("name") {
                name = meta.value()?.parse::<syn::LitStr>()?.value();
                return Ok(());
            }
            Err(meta.error("unknown word; a field of a `Row` struct knows `name = \"..\"`"))
        });
        cx.ok(parsed);
    }
    name
}

fn expand(name: &syn::Ident, fields: &[Field], private: &TokenStream) -> TokenStream {
    let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let types = fields.iter().map(|field| &field.ty);
    let names = fields.iter().map(|field| &field.name);
    let count = fields.len();
    let widths = fields.iter().map(|field| width(field, private));
    let reads = fields.iter().map(|field| read(field, private));
    quote! {
        #[automatically_derived]
        impl #private::query::select::Row for #name {
            type Fields = (#(#types,)*);
            fn from_fields((#(#idents,)*): Self::Fields) -> Self {
                Self { #(#idents),* }
            }
        }
        #[automatically_derived]
        impl #private::row::FromRow for #name {
            const WIDTH: usize = 0 #(+ #widths)*;
            // Nested rows take several cells, which have no one name.
            const NAMES: ::core::option::Option<&'static [&'static str]> =
                if Self::WIDTH == #count {
                    ::core::option::Option::Some(&[#(#names),*])
                } else {
                    ::core::option::Option::None
                };
            fn from_row(
                __orm_cells: &mut #private::row::Cells<'_>,
            ) -> ::core::result::Result<Self, #private::error::Error> {
                ::core::result::Result::Ok(Self { #(#idents: #reads),* })
            }
        }
    }
}

fn width(field: &Field, private: &TokenStream) -> TokenStream {
    let ty = option::inner(&field.ty).unwrap_or(&field.ty);
    quote_spanned!(ty.span()=> <#ty as #private::row::FromRow>::WIDTH)
}

fn read(field: &Field, private: &TokenStream) -> TokenStream {
    match option::inner(&field.ty) {
        Some(inner) => quote_spanned!(inner.span()=> __orm_cells.optional::<#inner>()?),
        None => {
            let ty = &field.ty;
            quote_spanned!(ty.span()=> <#ty as #private::row::FromRow>::from_row(__orm_cells)?)
        }
    }
}
