//! The insert struct and its builder: `NewUser`, `NewUserBuilder`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::Names;
use super::call;
use super::column_doc;
use super::derives;
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

/// Whether `Debug` may go by the columns instead of the fields, which is checked faster: no derive
/// of the user's makes it, and the names are the same.
fn prints_by_column(table: &Table) -> bool {
    !derives(&table.insert, "Debug")
        && given(table).all(|(_, column)| column.ident.unraw() == column.name)
}

/// Both structs, and the builder's methods.
pub(super) fn items(table: &Table, names: &Names) -> TokenStream {
    let (vis, new, builder, private) = (&table.vis, &names.new, &names.builder, &table.private);
    let derived: &[&str] = if prints_by_column(table) {
        &["Clone"]
    } else {
        &["Debug", "Clone"]
    };
    let attributes = forwarded(&table.insert, derived);
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
    let text = names.new.to_string();
    let debug = prints_by_column(table).then(|| {
        let new = &names.new;
        quote! {
            #[automatically_derived]
            impl ::core::fmt::Debug for #new {
                fn fmt(&self, __orm_out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __orm::debug(self, #text, __orm_out)
                }
            }
        }
    });
    let rows = rows(table, names);
    let fill = fill(table);
    let (ident, new) = (&table.ident, &names.new);
    let fields = given(table).map(|(at, column)| match column.supply() {
        Supply::Defaulted => quote!(__orm::Omittable(#at)),
        _ => quote!(__orm::Given(#at)),
    });
    let values = given(table).enumerate().map(|(index, (_, column))| {
        let (field, marker) = (&column.ident, names.column(column));
        let function = match column.supply() {
            Supply::Defaulted => quote!(value_if_set),
            _ => quote!(value),
        };
        quote!(#index => __orm::#function::<#marker>(&self.#field))
    });
    quote! {
        #methods
        #rows
        #debug
        #[automatically_derived]
        impl __orm::NewRow for #new {
            type Table = #ident;
            const FIELDS: &'static [__orm::NewField] = &[#(#fields),*];
            fn field(&self, __orm_index: usize) -> __orm::Option<&dyn __orm::NewValue> {
                match __orm_index { #(#values,)* _ => __orm::None }
            }
            #fill
        }
    }
}

/// Setters: one of a required column notes in the state that it was called.
fn methods(table: &Table, names: &Names) -> TokenStream {
    let (vis, new, builder) = (&table.vis, &names.new, &names.builder);
    let setters = given(table).map(|(_, column)| setter(column, names));
    let build = build(table, names);
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
            #build
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
    let (value, set) = match &column.inner {
        Some(inner) => (
            quote!(impl __orm::IntoNullable<#inner>),
            quote!(set_nullable),
        ),
        None => {
            let ty = &column.ty;
            (quote!(impl __orm::IntoValue<#ty>), quote!(set))
        }
    };
    if column.supply() == Supply::Required {
        let marker = names.column(column);
        return quote! {
            #docs
            pub fn #field(mut self, value: #value) -> #builder<__orm::With<#marker, __State>> {
                __orm::#set(&mut self.__orm_values.#field, value);
                self.__orm_state()
            }
        };
    }
    quote! {
        #docs
        pub fn #field(mut self, value: #value) -> Self {
            __orm::#set(&mut self.__orm_values.#field, value);
            self
        }
    }
}

/// `build`, unless a column has that name and takes it for its setter.
fn build(table: &Table, names: &Names) -> TokenStream {
    let new = &names.new;
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
        #method(self) -> #new where #required {
            let __orm_values = self.__orm_values;
            #new { #(#values),* }
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
