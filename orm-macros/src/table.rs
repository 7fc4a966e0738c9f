//! `#[derive(Table)]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ctxt::Ctxt;

mod ast;
mod attr;
mod expand;
mod naming;
mod resolve;
mod valid;

/// Expands the derive. What is wrong is reported and left out, so that the rest still stands.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut cx = Ctxt::default();
    let input = cx.ok(syn::parse2::<syn::DeriveInput>(input));
    let table = input.and_then(|input| ast::Table::from_syn(&mut cx, input));
    let table = table.and_then(|table| valid::check(&mut cx, table));
    let code = table.as_ref().map(expand::table);
    let errors = cx.into_tokens();
    quote!(#code #errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(source: TokenStream) -> String {
        let code = derive(source);
        let file = syn::parse2(code).expect("the expansion is items");
        prettyplease::unparse(&file)
    }

    fn errors(source: TokenStream) -> Vec<String> {
        let mut cx = Ctxt::default();
        let input = cx.ok(syn::parse2(source)).expect("the source is a struct");
        let table = ast::Table::from_syn(&mut cx, input);
        table.and_then(|table| valid::check(&mut cx, table));
        cx.messages()
    }

    #[test]
    fn the_expansion_of_a_table() {
        insta::assert_snapshot!(expanded(quote! {
            /// Someone.
            #[table(name = "users", unique(name, email))]
            pub struct User {
                #[column(primary_key, identity)]
                pub id: i32,
                /// What they are called.
                pub name: String,
                #[column(unique)]
                pub email: Option<String>,
                #[column(references(User.id, on_delete = set_null), index)]
                pub invited_by: Option<i32>,
                #[column(default = now(), on_update_fn = now)]
                pub seen_at: DateTime<Utc>,
            }
        }));
    }

    #[test]
    fn all_mistakes_are_reported_at_once_and_the_table_still_stands() {
        let source = quote! {
            #[table(indx(id))]
            struct User {
                #[column(primary_ke)]
                id: i32,
                #[column(references(User.id, on_delete = set_null))]
                other: i32,
            }
        };
        insta::assert_snapshot!(errors(source.clone()).join("\n"), @r"
        unknown word `indx` in #[table(..)]; did you mean `index`?
        unknown word `primary_ke` in #[column(..)]; did you mean `primary_key`?
        SET NULL needs `Option<..>`: `other` is NOT NULL
        ");
        assert!(expanded(source).contains("impl __orm::Table for User"));
    }
}
