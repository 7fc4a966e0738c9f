//! Primary, unique and foreign keys as written.

use quote::ToTokens;
use syn::Ident;
use syn::LitStr;
use syn::Path;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use super::idents;
use crate::attr::Words;
use crate::attr::choice;
use crate::attr::group;
use crate::attr::has_value;
use crate::attr::is_flag;
use crate::attr::items;
use crate::attr::name;
use crate::attr::strict;
use crate::ctxt::Ctxt;

/// A primary key or a unique constraint.
pub(in crate::table) struct KeyAttr {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    pub(in crate::table) columns: Vec<Ident>,
    pub(in crate::table) name: Option<LitStr>,
    pub(in crate::table) nulls_not_distinct: bool,
    pub(in crate::table) deferrable: Deferrable,
}

/// When a constraint is checked.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::table) enum Deferrable {
    #[default]
    No,
    InitiallyImmediate,
    InitiallyDeferred,
}

impl Deferrable {
    const WORDS: &'static [&'static str] = &["deferrable", "initially_deferred"];

    /// Notes one of its words.
    pub(super) fn say(&mut self, word: &str) {
        *self = match (word, *self) {
            ("initially_deferred", _) | (_, Self::InitiallyDeferred) => Self::InitiallyDeferred,
            _ => Self::InitiallyImmediate,
        };
    }
}

impl KeyAttr {
    const PRIMARY: &'static [&'static str] = &["name", "deferrable", "initially_deferred"];
    const UNIQUE: &'static [&'static str] = &[
        "name",
        "nulls_not_distinct",
        "deferrable",
        "initially_deferred",
    ];

    /// `primary_key` or `primary_key(..)`.
    pub(in crate::table) fn primary(
        cx: &mut Ctxt,
        word: Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        Self::parse(
            cx,
            word,
            input,
            Words::new("primary_key(..)", Self::PRIMARY, &[]),
        )
    }

    /// `unique` or `unique(..)`.
    pub(in crate::table) fn unique(
        cx: &mut Ctxt,
        word: Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        Self::parse(cx, word, input, Words::new("unique(..)", Self::UNIQUE, &[]))
    }

    fn parse(
        cx: &mut Ctxt,
        word: Ident,
        input: ParseStream<'_>,
        mut words: Words,
    ) -> syn::Result<Self> {
        let mut this = Self {
            word,
            columns: Vec::new(),
            name: None,
            nulls_not_distinct: false,
            deferrable: Deferrable::No,
        };
        if !input.peek(syn::token::Paren) {
            return Ok(this);
        }
        group(cx, input, |_, input| {
            let flags = ["nulls_not_distinct", "deferrable", "initially_deferred"];
            if !input.peek2(Token![=]) && !is_flag(input, &flags) {
                this.columns.push(Ident::parse_any(input)?);
                return Ok(());
            }
            match words.take(input)?.1 {
                "name" => this.name = Some(name(input)?),
                "nulls_not_distinct" => this.nulls_not_distinct = true,
                word => this.deferrable.say(word),
            }
            Ok(())
        })?;
        Ok(this)
    }
}

/// What a foreign key does when the referenced row goes.
pub(in crate::table) struct Action {
    pub(in crate::table) word: LitStr,
    pub(in crate::table) variant: &'static str,
}

impl Action {
    const KNOWN: &'static [&'static str] = &[
        "no_action",
        "restrict",
        "cascade",
        "set_null",
        "set_default",
    ];

    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = choice(input, Self::KNOWN)?;
        let variant = match word.value().as_str() {
            "restrict" => "Restrict",
            "cascade" => "Cascade",
            "set_null" => "SetNull",
            "set_default" => "SetDefault",
            _ => "NoAction",
        };
        Ok(Self { word, variant })
    }
}

/// `Table.column`.
pub(in crate::table) struct Target {
    pub(in crate::table) table: Path,
    pub(in crate::table) column: Ident,
}

impl Target {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let table = input.call(Path::parse_mod_style)?;
        if !input.peek(Token![.]) {
            let message = "a reference is the table and its column, such as `User.id`";
            return Err(syn::Error::new_spanned(table, message));
        }
        input.parse::<Token![.]>()?;
        Ok(Self {
            table,
            column: Ident::parse_any(input)?,
        })
    }
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        let Self { table, column } = self;
        tokens.extend(quote::quote!(#table.#column));
    }
}

/// A foreign key.
pub(in crate::table) struct ForeignKeyAttr {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    /// The columns, where they are not the one it was written on.
    pub(in crate::table) columns: Vec<Ident>,
    pub(in crate::table) targets: Vec<Target>,
    pub(in crate::table) name: Option<LitStr>,
    pub(in crate::table) on_delete: Option<Action>,
    pub(in crate::table) on_update: Option<Action>,
    pub(in crate::table) deferrable: Deferrable,
    pub(in crate::table) not_valid: bool,
}

/// The words of `references(..)`.
const REFERENCES: &[&str] = &[
    "name",
    "on_delete",
    "on_update",
    "deferrable",
    "initially_deferred",
    "not_valid",
];

/// The words of `foreign_key(..)`.
const FOREIGN_KEY: &[&str] = &[
    "columns",
    "references",
    "name",
    "on_delete",
    "on_update",
    "deferrable",
    "initially_deferred",
    "not_valid",
];

impl ForeignKeyAttr {
    fn new(word: Ident) -> Self {
        Self {
            word,
            columns: Vec::new(),
            targets: Vec::new(),
            name: None,
            on_delete: None,
            on_update: None,
            deferrable: Deferrable::No,
            not_valid: false,
        }
    }

    /// `references(User.id, ..)`, on a column.
    pub(in crate::table) fn references(
        cx: &mut Ctxt,
        word: Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        let mut words = Words::new("references(..)", REFERENCES, &[]);
        let mut this = Self::new(word);
        let content;
        syn::parenthesized!(content in input);
        // The first item is the target, whatever it looks like.
        this.targets.push(Target::parse(&content)?);
        let _ = content.parse::<Option<Token![,]>>()?;
        items(cx, &content, |_, input| this.option(&mut words, input));
        Ok(this)
    }

    /// `foreign_key(columns(a, b), references(Other.x, Other.y), ..)`, on a table.
    pub(in crate::table) fn parse(word: Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let mut words = Words::new("foreign_key(..)", FOREIGN_KEY, &[]);
        let mut this = Self::new(word);
        strict(input, |input| {
            if !has_value(input, &["columns", "references"]) {
                return this.option(&mut words, input);
            }
            match words.take(input)?.1 {
                "columns" => this.columns = idents(input)?,
                _ => strict(input, |input| {
                    this.targets.push(Target::parse(input)?);
                    Ok(())
                })?,
            }
            Ok(())
        })?;
        if this.columns.is_empty() || this.targets.is_empty() {
            let message = "a foreign key needs `columns(a, b)` and `references(Other.x, Other.y)`";
            return Err(syn::Error::new(this.word.span(), message));
        }
        Ok(this)
    }

    fn option(&mut self, words: &mut Words, input: ParseStream<'_>) -> syn::Result<()> {
        match words.take(input)?.1 {
            "name" => self.name = Some(name(input)?),
            "on_delete" => self.on_delete = Some(Action::parse(input)?),
            "on_update" => self.on_update = Some(Action::parse(input)?),
            "not_valid" => self.not_valid = true,
            word if Deferrable::WORDS.contains(&word) => self.deferrable.say(word),
            word => {
                let message = format!("`{word}` needs columns in parentheses");
                return Err(syn::Error::new(self.word.span(), message));
            }
        }
        Ok(())
    }
}
