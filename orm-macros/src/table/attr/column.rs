//! What stands in `#[column(..)]`.

use syn::Ident;
use syn::LitInt;
use syn::LitStr;
use syn::Meta;
use syn::Path;
use syn::Token;
use syn::parse::ParseStream;

use super::CheckAttr;
use super::default::Default;
use super::each;
use super::index::IndexAttr;
use super::key::ForeignKeyAttr;
use super::key::KeyAttr;
use super::list;
use crate::attr::Words;
use crate::attr::checked_text;
use crate::attr::choice;
use crate::attr::group;
use crate::attr::name;
use crate::attr::strict;
use crate::attr::text;
use crate::ctxt::Ctxt;

/// The words of `#[column(..)]`.
const WORDS: &[&str] = &[
    "primary_key",
    "identity",
    "default",
    "default_fn",
    "on_update_fn",
    "generated",
    "unique",
    "references",
    "index",
    "check",
    "name",
    "sql_type",
    "collate",
    "storage",
    "compression",
    "renamed_from",
    "insert",
    "update",
];

/// Those of them that may come several times.
const REPEATED: &[&str] = &["references", "index", "check", "insert", "update"];

/// What `#[column(..)]` says, as written.
#[derive(std::default::Default)]
pub(in crate::table) struct ColumnAttr {
    pub(in crate::table) name: Option<LitStr>,
    pub(in crate::table) primary_key: Option<KeyAttr>,
    pub(in crate::table) identity: Option<Identity>,
    pub(in crate::table) default: Option<Default>,
    pub(in crate::table) default_fn: Option<Path>,
    pub(in crate::table) on_update_fn: Option<Path>,
    pub(in crate::table) generated: Option<Generated>,
    pub(in crate::table) unique: Option<KeyAttr>,
    pub(in crate::table) references: Vec<ForeignKeyAttr>,
    pub(in crate::table) indexes: Vec<IndexAttr>,
    pub(in crate::table) checks: Vec<CheckAttr>,
    pub(in crate::table) sql_type: Option<LitStr>,
    pub(in crate::table) collate: Option<LitStr>,
    pub(in crate::table) storage: Option<LitStr>,
    pub(in crate::table) compression: Option<LitStr>,
    pub(in crate::table) renamed_from: Option<LitStr>,
    pub(in crate::table) insert: Vec<Meta>,
    pub(in crate::table) update: Vec<Meta>,
}

/// GENERATED .. AS IDENTITY.
pub(in crate::table) struct Identity {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    pub(in crate::table) by_default: bool,
    /// `start`, `increment` and the like, with their values.
    pub(in crate::table) numbers: Vec<(&'static str, i64)>,
    pub(in crate::table) cycle: bool,
    pub(in crate::table) sequence: Option<LitStr>,
}

/// GENERATED ALWAYS AS (..).
pub(in crate::table) struct Generated {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    pub(in crate::table) sql: LitStr,
    pub(in crate::table) is_virtual: bool,
}

impl ColumnAttr {
    /// Reads all `#[column(..)]` of a field.
    pub(in crate::table) fn of(cx: &mut Ctxt, attributes: &[syn::Attribute]) -> Self {
        let mut this = Self::default();
        let mut words = Words::new("#[column(..)]", WORDS, REPEATED);
        each(cx, attributes, "column", |cx, input| {
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
            "primary_key" => self.primary_key = Some(KeyAttr::primary(cx, word, input)?),
            "identity" => self.identity = Some(Identity::parse(cx, word, input)?),
            "default" => self.default = Some(Default::parse(input)?),
            "default_fn" => self.default_fn = Some(path(input)?),
            "on_update_fn" => self.on_update_fn = Some(path(input)?),
            "generated" => self.generated = Some(Generated::parse(word, input)?),
            "unique" => self.unique = Some(KeyAttr::unique(cx, word, input)?),
            "references" => self
                .references
                .push(ForeignKeyAttr::references(cx, word, input)?),
            "index" => self.indexes.push(IndexAttr::parse(cx, word, input)?),
            "check" => self.checks.push(CheckAttr::parse(input)?),
            "name" => self.name = Some(name(input)?),
            "sql_type" => self.sql_type = Some(text(input)?),
            "collate" => self.collate = Some(name(input)?),
            "storage" => {
                let known = ["plain", "external", "extended", "main", "default"];
                self.storage = Some(choice(input, &known)?);
            }
            "compression" => {
                self.compression = Some(choice(input, &["pglz", "lz4", "default"])?);
            }
            "renamed_from" => self.renamed_from = Some(name(input)?),
            "insert" => self.insert.extend(list::<Meta>(input)?),
            _ => self.update.extend(list::<Meta>(input)?),
        }
        Ok(())
    }
}

fn path(input: ParseStream<'_>) -> syn::Result<Path> {
    input.parse::<Token![=]>()?;
    input.parse()
}

impl Identity {
    const WORDS: &'static [&'static str] = &[
        "by_default",
        "start",
        "increment",
        "min",
        "max",
        "cache",
        "cycle",
        "sequence",
    ];

    /// `identity` or `identity(by_default, start = 100, ..)`.
    fn parse(cx: &mut Ctxt, word: Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let mut this = Self {
            word,
            by_default: false,
            numbers: Vec::new(),
            cycle: false,
            sequence: None,
        };
        if !input.peek(syn::token::Paren) {
            return Ok(this);
        }
        let mut words = Words::new("identity(..)", Self::WORDS, &[]);
        group(cx, input, |_, input| {
            match words.take(input)?.1 {
                "by_default" => this.by_default = true,
                "cycle" => this.cycle = true,
                "sequence" => this.sequence = Some(name(input)?),
                word => this.numbers.push((word, number(input)?)),
            }
            Ok(())
        })?;
        Ok(this)
    }
}

/// `= -1`.
fn number(input: ParseStream<'_>) -> syn::Result<i64> {
    input.parse::<Token![=]>()?;
    let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
    let literal: LitInt = input.parse()?;
    format!("{minus}{}", literal.base10_digits())
        .parse()
        .map_err(|_| syn::Error::new(literal.span(), "this number does not fit in 64 bits"))
}

impl Generated {
    /// `= "sql"`, `("sql")` or `(virtual, "sql")`.
    fn parse(word: Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![=]) {
            return Ok(Self {
                word,
                sql: text(input)?,
                is_virtual: false,
            });
        }
        let mut words = Words::new("generated(..)", &["virtual", "stored"], &[]);
        let (mut sql, mut is_virtual) = (None, false);
        strict(input, |input| {
            if input.peek(LitStr) && sql.is_none() {
                sql = Some(checked_text(input)?);
            } else {
                is_virtual = words.take(input)?.1 == "virtual";
            }
            Ok(())
        })?;
        let Some(sql) = sql else {
            let message =
                "a generated column needs its expression: `generated = \"price * count\"`";
            return Err(syn::Error::new(word.span(), message));
        };
        Ok(Self {
            word,
            sql,
            is_virtual,
        })
    }
}
