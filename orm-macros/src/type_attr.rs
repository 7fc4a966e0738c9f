//! What the derives of user-defined types share: their attribute, their name, their fallback.

use proc_macro2::TokenStream;
use quote::ToTokens;
use quote::quote;
use syn::parse::ParseStream;

use crate::attr;
use crate::attr::Words;
use crate::case::Case;
use crate::ctxt::Ctxt;
use crate::path;

/// The words that every derive of a type takes.
#[derive(Default)]
pub(crate) struct TypeAttr {
    pub(crate) name: Option<syn::LitStr>,
    pub(crate) schema: Option<syn::LitStr>,
    pub(crate) root: Option<syn::Path>,
    pub(crate) rename_all: Option<Case>,
}

impl TypeAttr {
    /// Reads the value of one of the words.
    pub(crate) fn word(&mut self, word: &str, input: ParseStream<'_>) -> syn::Result<()> {
        match word {
            "name" => self.name = Some(attr::name(input)?),
            "schema" => self.schema = Some(attr::name(input)?),
            "crate" => self.root = Some(root(input)?),
            "rename_all" => self.rename_all = Some(Case::parse(&attr::text(input)?)?),
            _ => return Err(input.error("this word has no meaning here")),
        }
        Ok(())
    }

    /// The name of the type: as given, else that of the Rust type in snake case.
    pub(crate) fn type_name(&self, cx: &mut Ctxt, ident: &syn::Ident) -> String {
        if let Some(name) = &self.name {
            return name.value();
        }
        let name = Case::Snake.apply(&plain(ident));
        cx.ok(attr::check_name(&name, ident.span()));
        name
    }

    /// Where what the derives call is found.
    pub(crate) fn derive(&self) -> TokenStream {
        let private = path::private(self.root.as_ref());
        quote!(#private::types::derive)
    }

    /// `Some("schema")` or `None`, as tokens.
    pub(crate) fn schema_tokens(&self) -> TokenStream {
        option(self.schema.as_ref())
    }

    /// `TypeName::user(..)`, as tokens.
    pub(crate) fn name_tokens(&self, name: &str) -> TokenStream {
        let derive = self.derive();
        let schema = self
            .schema
            .as_ref()
            .map(syn::LitStr::value)
            .unwrap_or_default();
        quote!(#derive::TypeName::user(#schema, #name))
    }
}

/// Reads the words of an attribute, each by `word`.
pub(crate) fn each_word(
    cx: &mut Ctxt,
    attrs: &[syn::Attribute],
    attribute: &'static str,
    known: &'static [&'static str],
    mut word: impl FnMut(&'static str, ParseStream<'_>) -> syn::Result<()>,
) {
    let mut words = Words::new(attribute, known, &[]);
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(attribute)) {
        let read = attr.parse_args_with(|input: ParseStream<'_>| {
            attr::items(cx, input, |_, input| {
                let (_, known) = words.take(input)?;
                word(known, input)
            });
            Ok(())
        });
        cx.ok(read);
    }
}

/// `#[attribute(rename = "..")]` on a variant or field.
pub(crate) fn rename(
    cx: &mut Ctxt,
    attrs: &[syn::Attribute],
    attribute: &'static str,
) -> Option<syn::LitStr> {
    let mut rename = None;
    each_word(cx, attrs, attribute, &["rename"], |_, input| {
        rename = Some(attr::name(input)?);
        Ok(())
    });
    rename
}

/// A name without `r#`.
pub(crate) fn plain(ident: &syn::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

fn root(input: ParseStream<'_>) -> syn::Result<syn::Path> {
    input.parse::<syn::Token![=]>()?;
    if input.peek(syn::LitStr) {
        input.parse::<syn::LitStr>()?.parse()
    } else {
        input.call(syn::Path::parse_mod_style)
    }
}

/// `Some(..)` or `None`, as tokens.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// What stands in for the impls after an error, so that one mistake is one message.
pub(crate) fn fallback(attr: &TypeAttr, ident: &syn::Ident) -> TokenStream {
    let d = attr.derive();
    let driver = driver(
        &d,
        ident,
        &quote! {
            let _ = (__orm_type, __orm_out);
            ::core::result::Result::Err("the derive failed".into())
        },
        &quote! {
            let _ = (__orm_type, __orm_raw);
            ::core::result::Result::Err("the derive failed".into())
        },
        &quote!({
            let _ = __orm_type;
            false
        }),
    );
    let sql_type = sql_type(
        &d,
        ident,
        &quote!(#d::TypeName::user("", "")),
        &option(None::<TokenStream>),
    );
    quote!(#driver #sql_type)
}

/// The impls of the driver's traits.
pub(crate) fn driver(
    d: &TokenStream,
    ident: &syn::Ident,
    to_sql: &TokenStream,
    from_sql: &TokenStream,
    accepts: &TokenStream,
) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl #d::ToSql for #ident where for<'__orm> Self: #d::Printed<'__orm> {
            fn to_sql(&self, __orm_type: &#d::Type, __orm_out: &mut #d::BytesMut) -> #d::Result<#d::IsNull> {
                #to_sql
            }
            fn accepts(__orm_type: &#d::Type) -> bool { #accepts }
            #d::to_sql_checked!();
        }
        #[automatically_derived]
        impl<'__orm> #d::FromSql<'__orm> for #ident {
            fn from_sql(__orm_type: &#d::Type, __orm_raw: &'__orm [u8]) -> #d::Result<Self> {
                #from_sql
            }
            fn accepts(__orm_type: &#d::Type) -> bool { #accepts }
        }
    }
}

/// The impl of `SqlType` for a type that is its own base.
pub(crate) fn sql_type(
    d: &TokenStream,
    ident: &syn::Ident,
    name: &TokenStream,
    definition: &TokenStream,
) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #d::SqlType for #ident where for<'__orm> Self: #d::Printed<'__orm> {
            type Base = Self;
            type Null = #d::NotNull;
            type Optional = ::core::option::Option<Self>;
            const SQL: #d::TypeName = #name;
            const DEFINITION: ::core::option::Option<&'static #d::TypeDefinition> = #definition;
        }
        #[automatically_derived]
        impl #d::Element for #ident where for<'__orm> Self: #d::Printed<'__orm> {}
        const _: () = #d::printed::<#ident>();
    }
}

/// The definition as `__ORM_DEFINITION`, left where the schema is collected.
pub(crate) fn register(d: &TokenStream, definition: &TokenStream) -> TokenStream {
    quote! {
        const __ORM_DEFINITION: &#d::TypeDefinition = #definition;
        #d::inventory::submit! { #d::Entry::Type(|| __ORM_DEFINITION) }
    }
}

/// `Some(__ORM_DEFINITION)`.
pub(crate) fn registered() -> TokenStream {
    option(Some(quote!(__ORM_DEFINITION)))
}

/// Refuses generic parameters.
pub(crate) fn no_generics(cx: &mut Ctxt, generics: &syn::Generics, what: &str) {
    if !generics.params.is_empty() {
        cx.error(
            &generics.params,
            format!("{what} has no generic parameters"),
        );
    }
}

/// Expanded code as rustfmt would have it, for snapshots.
#[cfg(test)]
pub(crate) fn pretty(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).expect("the expansion is items"))
}
