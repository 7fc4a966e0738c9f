//! What stands in `#[table(..)]`.

use syn::Ident;
use syn::LitStr;
use syn::Meta;
use syn::Path;
use syn::Token;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;

use crate::attr::Words;
use crate::attr::checked_text;
use crate::attr::has_value;
use crate::attr::items;
use crate::attr::name;
use crate::attr::strict;
use crate::attr::text;
use crate::case::Case;
use crate::ctxt::Ctxt;

pub(super) mod column;
pub(super) mod default;
pub(super) mod index;
pub(super) mod key;

use index::ExcludeAttr;
use index::IndexAttr;
use index::storage_parameters;
use key::ForeignKeyAttr;
use key::KeyAttr;

/// The words of `#[table(..)]`.
const WORDS: &[&str] = &[
    "name",
    "schema",
    "rename_all",
    "primary_key",
    "unique",
    "index",
    "check",
    "foreign_key",
    "exclude",
    "inherits",
    "unlogged",
    "with",
    "tablespace",
    "renamed_from",
    "insert",
    "update",
    "crate",
];

/// Those of them that may come several times.
const REPEATED: &[&str] = &[
    "unique",
    "index",
    "check",
    "foreign_key",
    "exclude",
    "inherits",
    "insert",
    "update",
    "with",
];

/// What `#[table(..)]` says, as written.
#[derive(Default)]
pub(super) struct TableAttr {
    pub(super) root: Option<Path>,
    pub(super) name: Option<LitStr>,
    pub(super) schema: Option<LitStr>,
    pub(super) rename_all: Option<Case>,
    pub(super) primary_keys: Vec<KeyAttr>,
    pub(super) uniques: Vec<KeyAttr>,
    pub(super) indexes: Vec<IndexAttr>,
    pub(super) checks: Vec<CheckAttr>,
    pub(super) foreign_keys: Vec<ForeignKeyAttr>,
    pub(super) excludes: Vec<ExcludeAttr>,
    pub(super) inherits: Vec<Path>,
    pub(super) unlogged: bool,
    pub(super) with: Vec<(String, String)>,
    pub(super) tablespace: Option<LitStr>,
    pub(super) renamed_from: Option<LitStr>,
    pub(super) insert: Vec<Meta>,
    pub(super) update: Vec<Meta>,
}

/// A CHECK.
pub(super) struct CheckAttr {
    pub(super) sql: LitStr,
    pub(super) name: Option<LitStr>,
}

impl TableAttr {
    /// Reads all `#[table(..)]` of a struct.
    pub(super) fn of(cx: &mut Ctxt, attributes: &[syn::Attribute]) -> Self {
        let mut this = Self::default();
        let mut words = Words::new("#[table(..)]", WORDS, REPEATED);
        each(cx, attributes, "table", |cx, input| {
            this.word(cx, &mut words, input)
        });
        this
    }

    fn word(
        &mut self,
        cx: &mut Ctxt,
        words: &mut Words,
        input: ParseStream<'_>,
    ) -> syn::Result<()> {
        let (word, known) = words.take(input)?;
        match known {
            "name" => self.name = Some(name(input)?),
            "schema" => self.schema = Some(name(input)?),
            "rename_all" => self.rename_all = Some(Case::parse(&text(input)?)?),
            "primary_key" => self.primary_keys.push(KeyAttr::primary(cx, word, input)?),
            "unique" => self.uniques.push(KeyAttr::unique(cx, word, input)?),
            "index" => self.indexes.push(IndexAttr::parse(cx, word, input)?),
            "check" => self.checks.push(CheckAttr::parse(input)?),
            "foreign_key" => self.foreign_keys.push(ForeignKeyAttr::parse(word, input)?),
            "exclude" => self.excludes.push(ExcludeAttr::parse(word, input)?),
            "inherits" => self.inherits.extend(list::<Path>(input)?),
            "unlogged" => self.unlogged = true,
            "with" => self.with.extend(storage_parameters(cx, input)?),
            "tablespace" => self.tablespace = Some(name(input)?),
            "renamed_from" => self.renamed_from = Some(name(input)?),
            "insert" => self.insert.extend(list::<Meta>(input)?),
            "update" => self.update.extend(list::<Meta>(input)?),
            _ => {
                input.parse::<Token![=]>()?;
                self.root = Some(input.call(Path::parse_mod_style)?);
            }
        }
        Ok(())
    }
}

impl CheckAttr {
    /// `= "sql"` or `("sql", name = "..")`.
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![=]) {
            return Ok(Self {
                sql: text(input)?,
                name: None,
            });
        }
        let mut words = Words::new("check(..)", &["name"], &[]);
        let mut sql = None;
        let mut given = None;
        let span = input.span();
        strict(input, |input| {
            if sql.is_none() && !has_value(input, &["name"]) {
                let message = "a check needs a condition: `check(\"price > 0\", name = \"..\")`";
                let at = input.span();
                sql = Some(checked_text(input).map_err(|_| syn::Error::new(at, message))?);
            } else {
                words.take(input)?;
                given = Some(name(input)?);
            }
            Ok(())
        })?;
        let sql = sql.ok_or_else(|| {
            syn::Error::new(
                span,
                "a check needs a condition: `check(\"price > 0\", name = \"..\")`",
            )
        })?;
        Ok(Self { sql, name: given })
    }
}

/// Reads the items of every attribute of that name.
pub(super) fn each(
    cx: &mut Ctxt,
    attributes: &[syn::Attribute],
    name: &str,
    mut item: impl FnMut(&mut Ctxt, ParseStream<'_>) -> syn::Result<()>,
) {
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
    {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            items(cx, input, &mut item);
            Ok(())
        });
        cx.ok(parsed);
    }
}

/// `(a, b)`.
pub(super) fn list<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let content;
    syn::parenthesized!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?
        .into_iter()
        .collect())
}

/// `(a, b)`, of fields.
pub(super) fn idents(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let content;
    syn::parenthesized!(content in input);
    let idents = Punctuated::<Ident, Token![,]>::parse_terminated_with(
        &content,
        <Ident as syn::ext::IdentExt>::parse_any,
    )?;
    Ok(idents.into_iter().collect())
}

/// Refuses a name that PostgreSQL gives to no table of ours.
pub(super) fn is_reserved(name: &str) -> bool {
    name == "excluded"
}
