//! The insert struct and its builder: `NewUser`, `NewUserBuilder`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Names;
use super::call;
use super::column_doc;
use super::doc;
use super::forwarded;
use super::respanned;
use crate::table::ast::Column;
use crate::table::ast::Supply;
use crate::table::ast::Table;

/// The columns that a new row has, with their places in the table.
fn given(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.supply() != Supply::Always)
}

/// What the state has to give: one bound for each required column.
fn required(table: &Table, names: &Names) -> TokenStream {
    let columns = given(table).filter(|(_, column)| column.supply() == Supply::Required);
    let bounds = columns.map(|(_, column)| {
        let marker = names.column(column);
        quote!(__State: __orm::Provides<#marker>)
    });
    quote!(#(#bounds),*)
}

/// Both structs, and the builder's methods.
pub(super) fn items(table: &Table, names: &Names) -> TokenStream {
    let (vis, new, builder, private) = (&table.vis, &names.new, &names.builder, &table.private);
    let attributes = forwarded(&table.insert, &["Debug", "Clone"]);
    let about = doc(&format!("A new row of `{}`.", table.ident));
    let about_builder = doc(&format!("Builds a `{new}`, in any order."));
    let fields = given(table).map(|(_, column)| {
        let (docs, metas, ty) = (column_doc(column), &column.insert, &column.ty);
        let field = respanned(&column.ident);
        match column.supply() {
            Supply::Defaulted => {
                quote!(#docs #(#[#metas])* pub #field: ::core::option::Option<#ty>)
            }
            _ => quote!(#docs #(#[#metas])* pub #field: #ty),
        }
    });
    let changes = &names.changes;
    quote! {
        #about
        #attributes
        #[allow(dead_code)]
        #vis struct #new { #(#fields,)* }
        #about_builder
        #[allow(dead_code)]
        #[must_use = "a builder does nothing until it is inserted or built"]
        #vis struct #builder<__State = #private::Empty> {
            // A column has a value here as it has in an update: perhaps.
            __orm_values: #changes,
            __orm_state: ::core::marker::PhantomData<fn() -> __State>,
        }
    }
}

/// The impls of both.
pub(super) fn impls(table: &Table, names: &Names) -> TokenStream {
    let methods = methods(table, names);
    let build = build(table, names);
    let rows = rows(table, names);
    let fill = fill(table);
    let (ident, new) = (&table.ident, &names.new);
    let fields = given(table).map(|(at, column)| {
        let (field, marker) = (&column.ident, names.column(column));
        let kind = match column.supply() {
            Supply::Defaulted => quote!(Omittable),
            _ => quote!(Given),
        };
        quote!(&__orm::#kind::<Self, #marker>(#at, |__orm_row| &__orm_row.#field))
    });
    quote! {
        #methods
        #build
        #rows
        #[automatically_derived]
        impl __orm::NewRow for #new {
            type Table = #ident;
            fn fields() -> &'static [&'static dyn __orm::NewField<Self>] {
                &[#(#fields),*]
            }
            #fill
        }
    }
}

/// Setters: one of a required column notes in the state that it was called.
fn methods(table: &Table, names: &Names) -> TokenStream {
    let (vis, new, builder) = (&table.vis, &names.new, &names.builder);
    let setters = given(table).map(|(_, column)| setter(column, names));
    let text = builder.to_string();
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl #new {
            #[doc = "Starts to build one."]
            #vis fn builder() -> #builder {
                #builder {
                    __orm_values: ::core::default::Default::default(),
                    __orm_state: __orm::PhantomData,
                }
            }
        }
        #[automatically_derived]
        #[allow(dead_code)]
        impl<__State> #builder<__State> {
            fn __orm_state<__New>(self) -> #builder<__New> {
                #builder { __orm_values: self.__orm_values, __orm_state: __orm::PhantomData }
            }
            #(#setters)*
        }
        #[automatically_derived]
        impl<__State> ::core::fmt::Debug for #builder<__State> {
            fn fmt(&self, __orm_out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __orm_out.write_str(#text)
            }
        }
    }
}

fn setter(column: &Column, names: &Names) -> TokenStream {
    let (field, docs, builder) = (respanned(&column.ident), column_doc(column), &names.builder);
    let (value, into) = match &column.inner {
        Some(inner) => (
            quote!(impl __orm::IntoNullable<#inner>),
            quote!(__orm::IntoNullable::into_nullable),
        ),
        None => {
            let ty = &column.ty;
            (
                quote!(impl __orm::IntoValue<#ty>),
                quote!(__orm::IntoValue::into_value),
            )
        }
    };
    if column.supply() == Supply::Required {
        let marker = names.column(column);
        return quote! {
            #docs
            pub fn #field(mut self, value: #value) -> #builder<__orm::With<#marker, __State>> {
                self.__orm_values.#field = __orm::Some(#into(value));
                self.__orm_state()
            }
        };
    }
    quote! {
        #docs
        pub fn #field(mut self, value: #value) -> Self {
            self.__orm_values.#field = __orm::Some(#into(value));
            self
        }
    }
}

/// `build`, unless a column has that name and takes it for its setter.
fn build(table: &Table, names: &Names) -> TokenStream {
    let (new, builder) = (&names.new, &names.builder);
    let required = required(table, names);
    let values = given(table).map(|(_, column)| {
        let field = respanned(&column.ident);
        match column.supply() {
            Supply::Required => quote!(#field: __orm::given(__orm_values.#field)),
            Supply::Nullable => quote!(#field: __orm_values.#field.flatten()),
            Supply::Defaulted | Supply::Always => quote!(#field: __orm_values.#field),
        }
    });
    let method = match given(table).any(|(_, column)| column.ident == "build") {
        true => quote!(fn __orm_build),
        false => quote!(#[doc = "The row."] pub fn build),
    };
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl<__State> #builder<__State> {
            #method(self) -> #new where #required {
                let __orm_values = self.__orm_values;
                #new { #(#values),* }
            }
        }
    }
}

/// What `insert(..)` takes.
fn rows(table: &Table, names: &Names) -> TokenStream {
    let (new, builder) = (&names.new, &names.builder);
    let required = required(table, names);
    let build = match given(table).any(|(_, column)| column.ident == "build") {
        true => quote!(__orm_build),
        false => quote!(build),
    };
    quote! {
        #[automatically_derived]
        impl<__State> __orm::IntoRows for #builder<__State> where #required {
            fn append_to(self, rows: &mut __orm::Vec<#new>) { rows.push(self.#build()) }
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __orm::Insertable for #new {
            type Row = Self;
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __orm::IntoRows for #new {
            fn append_to(self, rows: &mut __orm::Vec<Self>) { rows.push(self) }
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl<__State> __orm::Insertable for #builder<__State> {
            type Row = #new;
        }
    }
}

/// Calls the functions of columns that have one and no value.
fn fill(table: &Table) -> Option<TokenStream> {
    let each: Vec<_> = given(table)
        .filter_map(|(_, column)| {
            let field = &column.ident;
            let server =
                column.default.is_some() || column.identity.is_some() || column.is_serial();
            let update = column.on_update_fn.as_ref().filter(|_| !server);
            let function = column.default_fn.as_ref().or(update)?;
            let (call, ty) = (call(function), &column.ty);
            Some(quote! {
                if self.#field.is_none() {
                    let __orm_value: #ty = #call;
                    self.#field = __orm::Some(__orm_value);
                }
            })
        })
        .collect();
    (!each.is_empty()).then(|| quote!(fn fill(&mut self) { #(#each)* }))
}
