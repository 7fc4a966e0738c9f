//! `#[derive(PgEnum)]`: a Rust enum as a PostgreSQL enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;

use crate::attr::check_name;
use crate::attr::twice;
use crate::case::Case;
use crate::ctxt::Ctxt;
use crate::type_attr;
use crate::type_attr::TypeAttr;
use crate::type_attr::each_word;
use crate::type_attr::option;

const ATTRIBUTE: &str = "pg_enum";

/// The enum as the derive understands it.
struct PgEnum {
    attr: TypeAttr,
    ident: syn::Ident,
    name: String,
    comment: Option<String>,
    variants: Vec<Variant>,
}

struct Variant {
    ident: syn::Ident,
    label: String,
    /// The tokens that gave the label.
    at: TokenStream,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut cx = Ctxt::default();
    let model = PgEnum::from_syn(&mut cx, &input);
    model.validate(&mut cx);
    let impls = if cx.failed() {
        type_attr::fallback(&model.attr, &model.ident)
    } else {
        model.expand()
    };
    let errors = cx.into_tokens();
    quote! {
        #errors
        const _: () = { #impls };
    }
}

impl PgEnum {
    fn from_syn(cx: &mut Ctxt, input: &syn::DeriveInput) -> Self {
        let mut attr = TypeAttr::default();
        let words = &["name", "schema", "rename_all", "crate"];
        each_word(cx, &input.attrs, ATTRIBUTE, words, |word, input| {
            attr.word(word, input)
        });
        type_attr::no_generics(cx, &input.generics, "an enum of PostgreSQL");
        let case = attr.rename_all;
        let variants = match &input.data {
            syn::Data::Enum(data) => data
                .variants
                .iter()
                .map(|variant| Variant::from_syn(cx, variant, case))
                .collect(),
            syn::Data::Struct(_) | syn::Data::Union(_) => {
                cx.error(
                    &input.ident,
                    "`PgEnum` is for enums; `PgComposite` is for structs",
                );
                Vec::new()
            }
        };
        Self {
            name: attr.type_name(cx, &input.ident),
            comment: crate::comment::of(&input.attrs),
            ident: input.ident.clone(),
            attr,
            variants,
        }
    }

    fn validate(&self, cx: &mut Ctxt) {
        if self.variants.is_empty() && !cx.failed() {
            cx.error(
                &self.ident,
                "an enum of PostgreSQL without labels holds nothing; add a variant",
            );
        }
        for (at, variant) in self.variants.iter().enumerate() {
            cx.ok(check_name(&variant.label, variant.at.span()));
            let first = self.variants[..at]
                .iter()
                .find(|first| first.label == variant.label);
            if let Some(first) = first {
                let message = format!("the label {:?} is given twice", first.label);
                cx.push(twice(
                    &variant.at,
                    &message,
                    &first.at,
                    "it is given here first",
                ));
            }
        }
    }

    fn expand(&self) -> TokenStream {
        let ident = &self.ident;
        let d = self.attr.derive();
        let labels = self.labels();
        let name = self.attr.name_tokens(&self.name);
        let text = self.text(&d, &name);
        let variants = self.variants.iter().map(|variant| &variant.ident);
        let driver = type_attr::driver(
            &d,
            ident,
            &quote! {
                let _ = __orm_type;
                #d::encode_label(self.label(), __orm_out);
                ::core::result::Result::Ok(#d::IsNull::No)
            },
            &quote! {
                let _ = __orm_type;
                const VARIANTS: &[fn() -> #ident] = &[#(|| #ident::#variants),*];
                #d::label_index(#name, Self::LABELS, __orm_raw).map(|index| VARIANTS[index]())
            },
            &quote!(#d::accepts_enum(#name, __orm_type)),
        );
        let sql_type = type_attr::sql_type(&d, ident, &name, &type_attr::registered());
        let register = type_attr::register(&d, &self.definition(&d));
        quote! {
            #labels
            #text
            #driver
            #sql_type
            #register
            #[automatically_derived]
            impl #d::kind::Comparable for #ident {}
            #[automatically_derived]
            impl #d::kind::Ordered for #ident {}
            #[automatically_derived]
            impl #d::kind::MinMax for #ident {}
        }
    }

    fn labels(&self) -> TokenStream {
        let ident = &self.ident;
        let labels: Vec<_> = self.variants.iter().map(|variant| &variant.label).collect();
        let variants = self.variants.iter().map(|variant| &variant.ident);
        quote! {
            #[automatically_derived]
            impl #ident {
                /// The labels in the database, in order.
                pub const LABELS: &'static [&'static str] = &[#(#labels),*];

                /// The label in the database.
                #[must_use]
                pub const fn label(&self) -> &'static str {
                    match self {
                        #(Self::#variants => #labels),*
                    }
                }
            }
        }
    }

    fn text(&self, d: &TokenStream, name: &TokenStream) -> TokenStream {
        let ident = &self.ident;
        let variants = self.variants.iter().map(|variant| &variant.ident);
        quote! {
            /// Writes the label.
            #[automatically_derived]
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, __orm_f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __orm_f.pad(self.label())
                }
            }
            /// Reads a label.
            #[automatically_derived]
            impl ::core::str::FromStr for #ident {
                type Err = #d::UnknownLabel;
                fn from_str(__orm_text: &str) -> ::core::result::Result<Self, #d::UnknownLabel> {
                    const VARIANTS: &[fn() -> #ident] = &[#(|| #ident::#variants),*];
                    let index = #d::parse_label(#name, Self::LABELS, __orm_text)?;
                    ::core::result::Result::Ok(VARIANTS[index]())
                }
            }
        }
    }

    fn definition(&self, d: &TokenStream) -> TokenStream {
        let name = &self.name;
        let schema = self.attr.schema_tokens();
        let comment = option(self.comment.as_ref());
        let ident = &self.ident;
        quote! {
            &#d::TypeDefinition {
                schema: #schema,
                name: #name,
                comment: #comment,
                kind: #d::TypeKind::Enum { labels: #ident::LABELS },
            }
        }
    }
}

impl Variant {
    fn from_syn(cx: &mut Ctxt, variant: &syn::Variant, case: Option<Case>) -> Self {
        if !matches!(variant.fields, syn::Fields::Unit) {
            cx.error(
                &variant.fields,
                "a label of a PostgreSQL enum holds no fields",
            );
        }
        let ident = variant.ident.clone();
        match type_attr::rename(cx, &variant.attrs, ATTRIBUTE) {
            Some(label) => Self {
                at: quote!(#label),
                label: label.value(),
                ident,
            },
            None => {
                let label = type_attr::plain(&ident);
                Self {
                    at: quote!(#ident),
                    label: case.map_or_else(|| label.clone(), |case| case.apply(&label)),
                    ident,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expansion_is_data_and_calls() {
        let expanded = derive(quote! {
            /// How one feels.
            #[pg_enum(schema = "app", rename_all = "snake_case")]
            pub enum Mood {
                Happy,
                #[pg_enum(rename = "very sad")]
                Sad,
            }
        });
        insta::assert_snapshot!(type_attr::pretty(expanded));
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let expanded = type_attr::pretty(derive(quote! {
            #[pg_enum(nam = "mood")]
            enum Mood {
                Sad(i32),
                #[pg_enum(rename = "Sad")]
                Glum,
            }
        }));
        let errors: Vec<_> = expanded.matches("compile_error!").collect();
        assert_eq!(errors.len(), 4, "{expanded}");
        for message in [
            "unknown word `nam` in pg_enum; did you mean `name`?",
            "a label of a PostgreSQL enum holds no fields",
            "the label \\\"Sad\\\" is given twice",
            "it is given here first",
        ] {
            assert!(expanded.contains(message), "{message}: {expanded}");
        }
    }
}
