//! Indexes as data.

use proc_macro2::TokenStream;
use quote::format_ident;
use quote::quote;

use super::Fields;
use super::parameters;
use crate::table::ast::Table;
use crate::table::attr::index::IndexAttr;
use crate::table::attr::index::IndexKeyAttr;
use crate::table::attr::index::Part;

/// An index.
pub(super) fn index(table: &Table, attr: &IndexAttr) -> TokenStream {
    let keys = attr.keys.iter().map(|key| index_key(table, key, attr));
    let mut fields = Fields::default();
    fields.list("keys", keys);
    fields.some("name", attr.name.as_ref());
    fields.flag("unique", attr.unique);
    fields.flag("nulls_not_distinct", attr.nulls_not_distinct);
    fields.some("method", attr.using.as_ref());
    fields.some("filter", attr.filter.as_ref());
    let include = attr
        .include
        .iter()
        .filter_map(|field| table.column_name(field));
    fields.list("include", include.map(|name| quote!(#name)));
    fields.list("with", parameters(&attr.with));
    fields.some("tablespace", attr.tablespace.as_ref());
    fields.flag("concurrently", attr.concurrently);
    fields.over("Index", quote!(__orm::schema::Index::new(&[])))
}

fn index_key(table: &Table, key: &IndexKeyAttr, index: &IndexAttr) -> TokenStream {
    let what = match &key.what {
        Part::Column(field) => {
            let name = table.column_name(field);
            quote!(Column(#name))
        }
        Part::Expr(sql) => quote!(Expr(#sql)),
    };
    let mut fields = Fields::default();
    if key.descending {
        fields.set("direction", quote!(__orm::schema::index::Direction::Desc));
    }
    fields.some(
        "nulls",
        key.nulls.map(|nulls| {
            let nulls = format_ident!("{nulls}");
            quote!(__orm::schema::index::Nulls::#nulls)
        }),
    );
    fields.some("opclass", key.opclass.as_ref().or(index.opclass.as_ref()));
    fields.some("collate", key.collate.as_ref());
    let new = quote!(__orm::schema::IndexKey::new(__orm::schema::index::KeyPart::#what));
    fields.over("IndexKey", new)
}
