//! `#[derive(SqlType)]`: a newtype over a SQL type, which may be a domain.

use proc_macro2::TokenStream;
use quote::ToTokens;
use quote::quote;
use syn::parse::ParseStream;

use crate::attr;
use crate::ctxt::Ctxt;
use crate::type_attr;
use crate::type_attr::TypeAttr;
use crate::type_attr::each_word;
use crate::type_attr::option;

const ATTRIBUTE: &str = "sql_type";
const WORDS: &[&str] = &[
    "transparent",
    "domain",
    "name",
    "schema",
    "sql_type",
    "check",
    "default",
    "not_null",
    "crate",
];

/// The newtype as the derive understands it.
struct Newtype {
    attr: TypeAttr,
    ident: syn::Ident,
    generics: syn::Generics,
    comment: Option<String>,
    held: Option<Held>,
    domain: Option<Domain>,
}

/// The field that holds the value, and the fields that hold nothing.
struct Held {
    member: syn::Member,
    ty: syn::Type,
    markers: Vec<syn::Member>,
}

struct Domain {
    name: String,
    words: DomainWords,
}

/// The words that only a domain has.
#[derive(Default)]
struct DomainWords {
    transparent: bool,
    domain: bool,
    not_null: bool,
    sql_type: Option<syn::LitStr>,
    check: Option<syn::LitStr>,
    default: Option<syn::LitStr>,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut cx = Ctxt::default();
    let model = Newtype::from_syn(&mut cx, &input);
    let impls = match &model.held {
        Some(held) if !cx.failed() => model.expand(held),
        _ if model.generics.params.is_empty() => type_attr::fallback(&model.attr, &model.ident),
        _ => TokenStream::new(),
    };
    let errors = cx.into_tokens();
    quote! {
        #errors
        const _: () = { #impls };
    }
}

impl Newtype {
    fn from_syn(cx: &mut Ctxt, input: &syn::DeriveInput) -> Self {
        let mut attr = TypeAttr::default();
        let mut words = DomainWords::default();
        each_word(
            cx,
            &input.attrs,
            ATTRIBUTE,
            WORDS,
            |word, input| match word {
                "name" | "schema" | "crate" => attr.word(word, input),
                _ => words.word(word, input),
            },
        );
        let domain = Domain::from_words(cx, &attr, words, input);
        Self {
            held: Held::from_syn(cx, input),
            comment: crate::comment::of(&input.attrs),
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            attr,
            domain,
        }
    }

    fn expand(&self, held: &Held) -> TokenStream {
        let d = self.attr.derive();
        let parts = [
            self.wrap(&d, held),
            self.driver(&d),
            self.sql_type(&d),
            self.kinds(&d, held),
            self.typed_kinds(&d, held),
        ];
        let register = self
            .domain
            .as_ref()
            .map(|domain| type_attr::register(&d, &self.definition(&d, domain)));
        quote!(#(#parts)* #register)
    }

    /// The one impl that names the type of the field, so that a wrong one is one message.
    fn wrap(&self, d: &TokenStream, held: &Held) -> TokenStream {
        let (ident, (generics, arguments, bounds)) = (&self.ident, self.split());
        let Held {
            member,
            ty,
            markers,
        } = held;
        let domain = match self.domain {
            Some(_) => type_attr::registered(),
            None => option(None::<TokenStream>),
        };
        quote! {
            #[automatically_derived]
            impl #generics #d::Wrap for #ident #arguments #bounds {
                type Inner = #ty;
                const DOMAIN: ::core::option::Option<&'static #d::TypeDefinition> = #domain;
                fn inner(&self) -> &#ty { &self.#member }
                fn wrap(__orm_inner: #ty) -> Self {
                    Self { #member: __orm_inner, #(#markers: ::core::marker::PhantomData),* }
                }
            }
        }
    }

    fn definition(&self, d: &TokenStream, domain: &Domain) -> TokenStream {
        let Domain { name, words } = domain;
        let ident = &self.ident;
        let schema = self.attr.schema_tokens();
        let comment = option(self.comment.as_ref());
        let sql_type = option(words.sql_type.as_ref());
        let default = option(words.default.as_ref());
        let check = option(words.check.as_ref());
        let not_null = words.not_null;
        quote! {
            &#d::TypeDefinition {
                schema: #schema,
                name: #name,
                comment: #comment,
                kind: #d::TypeKind::Domain {
                    base: #d::base_sql::<#ident>(),
                    uses: #d::base_definition::<#ident>(),
                    sql_type: #sql_type,
                    not_null: #not_null,
                    default: #default,
                    check: #check,
                },
            }
        }
    }

    fn driver(&self, d: &TokenStream) -> TokenStream {
        let (ident, (generics, arguments, bounds)) = (&self.ident, self.split());
        let mut with_lifetime = self.generics.clone();
        with_lifetime.params.insert(0, syn::parse_quote!('__orm));
        let (from_generics, _, _) = with_lifetime.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #generics #d::ToSql for #ident #arguments #bounds {
                fn to_sql(&self, __orm_type: &#d::Type, __orm_out: &mut #d::BytesMut) -> #d::Result<#d::IsNull> {
                    #d::wrapped_to_sql(self, __orm_type, __orm_out)
                }
                fn accepts(__orm_type: &#d::Type) -> bool { #d::wrapped_accepts::<Self>(__orm_type) }
                #d::to_sql_checked!();
            }
            #[automatically_derived]
            impl #from_generics #d::FromSql<'__orm> for #ident #arguments #bounds {
                fn from_sql(__orm_type: &#d::Type, __orm_raw: &'__orm [u8]) -> #d::Result<Self> {
                    #d::wrapped_from_sql(__orm_type, __orm_raw)
                }
                fn accepts(__orm_type: &#d::Type) -> bool { #d::wrapped_accepts::<Self>(__orm_type) }
            }
        }
    }

    fn sql_type(&self, d: &TokenStream) -> TokenStream {
        let (ident, (generics, arguments, bounds)) = (&self.ident, self.split());
        let printed = (self.generics.params.is_empty())
            .then(|| quote!(const _: () = #d::printed::<#ident>();));
        quote! {
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #generics #d::SqlType for #ident #arguments #bounds {
                type Base = Self;
                type Null = #d::NotNull;
                type Optional = ::core::option::Option<Self>;
                const SQL: #d::TypeName = #d::wrapped_sql::<Self>();
                const DEFINITION: ::core::option::Option<&'static #d::TypeDefinition> =
                    #d::wrapped_definition::<Self>();
            }
            #[automatically_derived]
            impl #generics #d::Element for #ident #arguments #bounds {}
            #printed
        }
    }

    /// The traits without items that the field's type has.
    fn kinds(&self, d: &TokenStream, held: &Held) -> TokenStream {
        let kinds = [
            "Textual",
            "Integer",
            "Number",
            "Comparable",
            "Ordered",
            "MinMax",
            "JsonType",
        ];
        let kinds = kinds.map(|kind| syn::Ident::new(kind, proc_macro2::Span::call_site()));
        kinds
            .iter()
            .map(|kind| self.kind(d, held, kind, &TokenStream::new()))
            .collect()
    }

    /// The traits with one type that the field's type has.
    fn typed_kinds(&self, d: &TokenStream, held: &Held) -> TokenStream {
        let kinds = [
            ("Summable", "Sum"),
            ("Averageable", "Avg"),
            ("DateTimeType", "PlusInterval"),
            ("Subtractable", "Difference"),
            ("ArrayType", "Element"),
            ("RangeType", "Element"),
        ];
        let ty = &held.ty;
        let each = kinds.map(|(kind, item)| {
            let kind = syn::Ident::new(kind, proc_macro2::Span::call_site());
            let item = syn::Ident::new(item, proc_macro2::Span::call_site());
            let items = quote! {
                type #item = <#d::Newtype<'static, #ty> as #d::kind::#kind>::#item;
            };
            self.kind(d, held, &kind, &items)
        });
        each.into_iter().collect()
    }

    fn kind(
        &self,
        d: &TokenStream,
        held: &Held,
        kind: &syn::Ident,
        items: &TokenStream,
    ) -> TokenStream {
        let (ident, ty) = (&self.ident, &held.ty);
        let mut generics = self.generics.clone();
        let bound = syn::parse_quote!(for<'__orm> #d::Newtype<'__orm, #ty>: #d::kind::#kind);
        generics.make_where_clause().predicates.push(bound);
        let (generics, arguments, bounds) = generics.split_for_impl();
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl #generics #d::kind::#kind for #ident #arguments #bounds { #items }
        }
    }

    /// The generic parameters, and that the newtype is what `SqlType` asks for.
    fn split(&self) -> (TokenStream, TokenStream, TokenStream) {
        let (generics, arguments, _) = self.generics.split_for_impl();
        let own = self
            .generics
            .where_clause
            .as_ref()
            .map(|clause| &clause.predicates);
        let bounds = if self.generics.params.is_empty() {
            let d = self.attr.derive();
            quote!(where for<'__printed> Self: #d::Printed<'__printed>)
        } else {
            let own = own.into_iter().flatten();
            quote! {
                where
                    #(#own,)*
                    Self: ::core::fmt::Debug + ::core::marker::Send + ::core::marker::Sync + 'static
            }
        };
        (
            generics.to_token_stream(),
            arguments.to_token_stream(),
            bounds,
        )
    }
}

impl Held {
    fn from_syn(cx: &mut Ctxt, input: &syn::DeriveInput) -> Option<Self> {
        let syn::Data::Struct(data) = &input.data else {
            cx.error(
                &input.ident,
                "`SqlType` is for structs with one field; `PgEnum` is for enums",
            );
            return None;
        };
        let (markers, held): (Vec<_>, Vec<_>) = data
            .fields
            .members()
            .zip(&data.fields)
            .partition(|(_, field)| is_marker(&field.ty));
        let [(member, field)] = held.as_slice() else {
            let message = format!(
                "`SqlType` is for structs with one field, this one has {}; `PgComposite` is for several",
                held.len()
            );
            cx.error(&input.ident, message);
            return None;
        };
        if last_segment(&field.ty).is_some_and(|name| name == "Option") {
            cx.error(
                &field.ty,
                "a newtype holds a value that is not NULL; where NULL may be, write `Option` around the newtype",
            );
        }
        Some(Self {
            member: member.clone(),
            ty: field.ty.clone(),
            markers: markers.into_iter().map(|(member, _)| member).collect(),
        })
    }
}

fn is_marker(ty: &syn::Type) -> bool {
    last_segment(ty).is_some_and(|name| name == "PhantomData")
}

fn last_segment(ty: &syn::Type) -> Option<&syn::Ident> {
    match ty {
        syn::Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

impl Domain {
    fn from_words(
        cx: &mut Ctxt,
        attr: &TypeAttr,
        words: DomainWords,
        input: &syn::DeriveInput,
    ) -> Option<Self> {
        if !words.domain {
            let texts = [
                &words.sql_type,
                &words.check,
                &words.default,
                &attr.name,
                &attr.schema,
            ];
            let needs = texts.into_iter().flatten().next();
            if let Some(text) = needs {
                cx.error(text, "only a domain has this; add the word `domain`");
            } else if words.not_null {
                cx.error(
                    &input.ident,
                    "`not_null` is of a domain; add the word `domain`",
                );
            }
            return None;
        }
        if words.transparent {
            cx.error(
                &input.ident,
                "a newtype is `transparent` or a `domain`, not both",
            );
        }
        type_attr::no_generics(cx, &input.generics, "a domain");
        let name = attr.type_name(cx, &input.ident);
        Some(Self { name, words })
    }
}

impl DomainWords {
    fn word(&mut self, word: &str, input: ParseStream<'_>) -> syn::Result<()> {
        match word {
            "transparent" => self.transparent = true,
            "domain" => self.domain = true,
            "not_null" => self.not_null = true,
            "sql_type" => self.sql_type = Some(attr::text(input)?),
            "check" => self.check = Some(attr::text(input)?),
            "default" => self.default = Some(attr::text(input)?),
            _ => return Err(input.error("this word has no meaning here")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expansion_is_data_and_calls() {
        let expanded = derive(quote! {
            #[sql_type(domain, check = "value ~ '@'")]
            pub struct Email(String);
        });
        insta::assert_snapshot!(type_attr::pretty(expanded));
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let expanded = type_attr::pretty(derive(quote! {
            #[sql_type(chek = "value > 0", default = "1")]
            struct Pair(i32, Option<i64>);
        }));
        let errors: Vec<_> = expanded.matches("compile_error!").collect();
        assert_eq!(errors.len(), 3, "{expanded}");
        for message in [
            "unknown word `chek` in sql_type; did you mean `check`?",
            "only a domain has this; add the word `domain`",
            "`SqlType` is for structs with one field, this one has 2; `PgComposite` is for several",
        ] {
            assert!(expanded.contains(message), "{message}: {expanded}");
        }
    }
}
