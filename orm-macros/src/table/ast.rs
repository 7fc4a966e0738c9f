//! A table as the derive understands it: names are settled, and fields are found.

use proc_macro2::Span;
use proc_macro2::TokenStream;
use syn::Attribute;
use syn::Ident;
use syn::LitStr;
use syn::Meta;
use syn::Path;
use syn::Type;
use syn::ext::IdentExt;

use super::attr::CheckAttr;
use super::attr::TableAttr;
use super::attr::column::ColumnAttr;
use super::attr::column::Generated;
use super::attr::column::Identity;
use super::attr::default::Default;
use super::attr::index::ExcludeAttr;
use super::attr::index::IndexAttr;
use super::attr::key::ForeignKeyAttr;
use super::attr::key::KeyAttr;
use crate::case::Case;
use crate::comment;
use crate::ctxt::Ctxt;
use crate::option;
use crate::path;

/// A table.
pub(super) struct Table {
    /// Where generated code finds its names.
    pub(super) private: TokenStream,
    pub(super) ident: Ident,
    pub(super) vis: syn::Visibility,
    pub(super) comment: Option<String>,
    pub(super) name: String,
    /// Where the name comes from.
    pub(super) name_span: Span,
    pub(super) schema: Option<LitStr>,
    pub(super) columns: Vec<Column>,
    pub(super) primary_key: Option<Key<KeyAttr>>,
    pub(super) uniques: Vec<Key<KeyAttr>>,
    pub(super) foreign_keys: Vec<Key<ForeignKeyAttr>>,
    pub(super) checks: Vec<Check>,
    pub(super) excludes: Vec<Key<ExcludeAttr>>,
    pub(super) indexes: Vec<Key<IndexAttr>>,
    pub(super) inherits: Vec<Path>,
    pub(super) unlogged: bool,
    pub(super) with: Vec<(String, String)>,
    pub(super) tablespace: Option<LitStr>,
    pub(super) renamed_from: Option<LitStr>,
    pub(super) insert: Vec<Meta>,
    pub(super) update: Vec<Meta>,
}

/// A column.
pub(super) struct Column {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// What is in the `Option`, where the type is one.
    pub(super) inner: Option<Type>,
    pub(super) docs: Vec<Attribute>,
    pub(super) comment: Option<String>,
    pub(super) name: String,
    /// Where the name comes from.
    pub(super) name_span: Span,
    pub(super) identity: Option<Identity>,
    pub(super) default: Option<Default>,
    pub(super) default_fn: Option<Path>,
    pub(super) on_update_fn: Option<Path>,
    pub(super) generated: Option<Generated>,
    pub(super) sql_type: Option<LitStr>,
    pub(super) collate: Option<LitStr>,
    pub(super) storage: Option<LitStr>,
    pub(super) compression: Option<LitStr>,
    pub(super) renamed_from: Option<LitStr>,
    pub(super) insert: Vec<Meta>,
    pub(super) update: Vec<Meta>,
}

/// Something over columns, and which they are.
pub(super) struct Key<Attr> {
    /// Their positions in the table.
    pub(super) columns: Vec<usize>,
    pub(super) attr: Attr,
}

/// A CHECK, and the column that it was written on.
pub(super) struct Check {
    pub(super) column: Option<usize>,
    pub(super) attr: CheckAttr,
}

/// Who gives a new row the value of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Supply {
    /// The server, always.
    Always,
    /// The insert, or else a default.
    Defaulted,
    /// The insert, or else it is NULL.
    Nullable,
    /// The insert.
    Required,
}

impl Column {
    fn from_syn(field: syn::Field, attr: &mut ColumnAttr, case: Option<Case>) -> Option<Self> {
        let ident = field.ident?;
        let written = ident.unraw().to_string();
        let name = match (&attr.name, case) {
            (Some(name), _) => name.value(),
            (None, Some(case)) => case.apply(&written),
            (None, None) => written,
        };
        Some(Self {
            inner: option::inner(&field.ty).cloned(),
            comment: comment::of(&field.attrs),
            docs: docs(&field.attrs),
            name_span: attr.name.as_ref().map_or(ident.span(), LitStr::span),
            ident,
            ty: field.ty,
            name,
            identity: attr.identity.take(),
            default: attr.default.take(),
            default_fn: attr.default_fn.take(),
            on_update_fn: attr.on_update_fn.take(),
            generated: attr.generated.take(),
            sql_type: attr.sql_type.take(),
            collate: attr.collate.take(),
            storage: attr.storage.take(),
            compression: attr.compression.take(),
            renamed_from: attr.renamed_from.take(),
            insert: std::mem::take(&mut attr.insert),
            update: std::mem::take(&mut attr.update),
        })
    }

    /// Who gives a new row its value.
    pub(super) fn supply(&self) -> Supply {
        let always = self
            .identity
            .as_ref()
            .is_some_and(|identity| !identity.by_default);
        if always || self.generated.is_some() {
            return Supply::Always;
        }
        let made = self.default_fn.is_some() || self.on_update_fn.is_some();
        if made || self.identity.is_some() || self.default.is_some() || self.is_serial() {
            return Supply::Defaulted;
        }
        if self.inner.is_some() {
            Supply::Nullable
        } else {
            Supply::Required
        }
    }

    /// Whether its type brings a sequence along.
    pub(super) fn is_serial(&self) -> bool {
        let known = [
            "serial",
            "bigserial",
            "smallserial",
            "serial2",
            "serial4",
            "serial8",
        ];
        self.sql_type
            .as_ref()
            .is_some_and(|ty| known.contains(&ty.value().trim().to_lowercase().as_str()))
    }
}

impl Table {
    /// Reads the struct. It is `None` where that is no table at all.
    pub(super) fn from_syn(cx: &mut Ctxt, input: syn::DeriveInput) -> Option<Self> {
        let mut attr = TableAttr::of(cx, &input.attrs);
        let fields = fields(cx, &input)?;
        let mut columns = Vec::new();
        let mut written = Vec::new();
        for field in fields {
            let mut column = ColumnAttr::of(cx, &field.attrs);
            columns.extend(Column::from_syn(field, &mut column, attr.rename_all));
            written.push(column);
        }
        let name = match &attr.name {
            Some(name) => name.value(),
            None => Case::Snake.apply(&input.ident.unraw().to_string()),
        };
        let mut table = Self {
            private: path::private(attr.root.as_ref()),
            comment: comment::of(&input.attrs),
            name_span: attr.name.as_ref().map_or(input.ident.span(), LitStr::span),
            ident: input.ident,
            vis: input.vis,
            name,
            schema: attr.schema.take(),
            columns,
            primary_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            excludes: Vec::new(),
            indexes: Vec::new(),
            inherits: std::mem::take(&mut attr.inherits),
            unlogged: attr.unlogged,
            with: std::mem::take(&mut attr.with),
            tablespace: attr.tablespace.take(),
            renamed_from: attr.renamed_from.take(),
            insert: std::mem::take(&mut attr.insert),
            update: std::mem::take(&mut attr.update),
        };
        super::resolve::keys(cx, &mut table, attr, written);
        Some(table)
    }

    /// The name in SQL of the column of that field.
    pub(super) fn column_name(&self, field: &Ident) -> Option<&str> {
        let field = field.unraw();
        let column = self
            .columns
            .iter()
            .find(|column| column.ident.unraw() == field)?;
        Some(&column.name)
    }

    /// The one column of the primary key; `None` where it has several, or there is none.
    pub(super) fn sole_key(&self) -> Option<usize> {
        match self.primary_key.as_ref()?.columns.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

fn fields(cx: &mut Ctxt, input: &syn::DeriveInput) -> Option<Vec<syn::Field>> {
    let syn::Data::Struct(syn::DataStruct {
        fields: syn::Fields::Named(named),
        ..
    }) = &input.data
    else {
        cx.error(
            &input.ident,
            "`derive(Table)` needs a struct with named fields",
        );
        return None;
    };
    if !input.generics.params.is_empty() {
        cx.error(&input.generics, "a table cannot be generic");
        return None;
    }
    Some(named.named.iter().cloned().collect())
}

fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect()
}
