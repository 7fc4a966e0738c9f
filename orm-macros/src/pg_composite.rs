//! `#[derive(PgComposite)]`: a struct as a PostgreSQL composite type.

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

const ATTRIBUTE: &str = "pg_composite";

/// The struct as the derive understands it.
struct PgComposite {
    attr: TypeAttr,
    ident: syn::Ident,
    name: String,
    comment: Option<String>,
    fields: Vec<Field>,
}

struct Field {
    ident: syn::Ident,
    name: String,
    /// The tokens that gave the name.
    at: TokenStream,
    ty: syn::Type,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut cx = Ctxt::default();
    let model = PgComposite::from_syn(&mut cx, &input);
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

impl PgComposite {
    fn from_syn(cx: &mut Ctxt, input: &syn::DeriveInput) -> Self {
        let mut attr = TypeAttr::default();
        let words = &["name", "schema", "rename_all", "crate"];
        each_word(cx, &input.attrs, ATTRIBUTE, words, |word, input| {
            attr.word(word, input)
        });
        type_attr::no_generics(cx, &input.generics, "a composite type of PostgreSQL");
        let case = attr.rename_all;
        let fields = match &input.data {
            syn::Data::Struct(syn::DataStruct {
                fields: syn::Fields::Named(fields),
                ..
            }) => fields
                .named
                .iter()
                .filter_map(|field| Field::from_syn(cx, field, case))
                .collect(),
            syn::Data::Struct(_) | syn::Data::Enum(_) | syn::Data::Union(_) => {
                let message = "`PgComposite` is for structs with named fields; `SqlType` is for newtypes, `PgEnum` for enums";
                cx.error(&input.ident, message);
                Vec::new()
            }
        };
        Self {
            name: attr.type_name(cx, &input.ident),
            comment: crate::comment::of(&input.attrs),
            ident: input.ident.clone(),
            attr,
            fields,
        }
    }

    fn validate(&self, cx: &mut Ctxt) {
        if self.fields.is_empty() && !cx.failed() {
            cx.error(
                &self.ident,
                "a composite type without fields holds nothing; add a field",
            );
        }
        for (at, field) in self.fields.iter().enumerate() {
            cx.ok(check_name(&field.name, field.at.span()));
            if let Some(first) = self.fields[..at]
                .iter()
                .find(|first| first.name == field.name)
            {
                let message = format!("the name {:?} is given twice", first.name);
                cx.push(twice(
                    &field.at,
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
        let name = self.attr.name_tokens(&self.name);
        let numbers: Vec<_> = (0..self.fields.len()).collect();
        let names: Vec<_> = self.fields.iter().map(|field| &field.name).collect();
        let fields: Vec<_> = self.fields.iter().map(|field| &field.ident).collect();
        let driver = type_attr::driver(
            &d,
            ident,
            &quote! {
                let mut __orm_record = #d::RecordWriter::new(#name, &[#(#names),*], __orm_type, __orm_out)?;
                #(__orm_record.field::<Self, #numbers>(&self.#fields)?;)*
                ::core::result::Result::Ok(#d::IsNull::No)
            },
            &quote! {
                let mut __orm_record = #d::RecordReader::new(#name, &[#(#names),*], __orm_type, __orm_raw)?;
                ::core::result::Result::Ok(Self {
                    #(#fields: __orm_record.field::<Self, #numbers>()?),*
                })
            },
            &quote!(#d::accepts_composite(#name, __orm_type)),
        );
        let sql_type = type_attr::sql_type(&d, ident, &name, &type_attr::registered());
        let register = type_attr::register(&d, &self.definition(&d));
        let types = self.fields.iter().map(|field| &field.ty);
        quote! {
            #driver
            #sql_type
            #register
            #(
                #[automatically_derived]
                impl #d::FieldOf<#numbers> for #ident {
                    type Type = #types;
                }
            )*
            #[automatically_derived]
            impl #d::kind::Comparable for #ident {}
            #[automatically_derived]
            impl #d::kind::Ordered for #ident {}
        }
    }

    fn definition(&self, d: &TokenStream) -> TokenStream {
        let name = &self.name;
        let schema = self.attr.schema_tokens();
        let comment = option(self.comment.as_ref());
        let ident = &self.ident;
        let names = self.fields.iter().map(|field| &field.name);
        let numbers = 0..self.fields.len();
        quote! {
            &#d::TypeDefinition {
                schema: #schema,
                name: #name,
                comment: #comment,
                kind: #d::TypeKind::Composite {
                    fields: &[#(#d::composite_field::<#ident, #numbers>(#names)),*],
                },
            }
        }
    }
}

impl Field {
    fn from_syn(cx: &mut Ctxt, field: &syn::Field, case: Option<Case>) -> Option<Self> {
        let ident = field.ident.clone()?;
        let (name, at) = match type_attr::rename(cx, &field.attrs, ATTRIBUTE) {
            Some(name) => (name.value(), quote!(#name)),
            None => {
                let name = type_attr::plain(&ident);
                (
                    case.map_or_else(|| name.clone(), |case| case.apply(&name)),
                    quote!(#ident),
                )
            }
        };
        Some(Self {
            ident,
            name,
            at,
            ty: field.ty.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expansion_is_data_and_calls() {
        let expanded = derive(quote! {
            pub struct Address {
                street: String,
                #[pg_composite(rename = "zip code")]
                zip: Option<String>,
            }
        });
        insta::assert_snapshot!(type_attr::pretty(expanded));
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let expanded = type_attr::pretty(derive(quote! {
            #[pg_composite(schem = "app")]
            struct Address<T> {
                street: String,
                #[pg_composite(rename = "street")]
                zip: T,
            }
        }));
        let errors: Vec<_> = expanded.matches("compile_error!").collect();
        assert_eq!(errors.len(), 4, "{expanded}");
        for message in [
            "unknown word `schem` in pg_composite; did you mean `schema`?",
            "a composite type of PostgreSQL has no generic parameters",
            "the name \\\"street\\\" is given twice",
            "it is given here first",
        ] {
            assert!(expanded.contains(message), "{message}: {expanded}");
        }
    }
}
