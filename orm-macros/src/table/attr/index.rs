//! Indexes and exclusion constraints as written.

use syn::Ident;
use syn::LitStr;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use super::idents;
use super::key::Deferrable;
use crate::attr::Words;
use crate::attr::checked_text;
use crate::attr::group;
use crate::attr::has_value;
use crate::attr::is_flag;
use crate::attr::name;
use crate::attr::strict;
use crate::attr::text;
use crate::attr::word_or_text;
use crate::ctxt::Ctxt;

/// An index.
pub(in crate::table) struct IndexAttr {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    /// None stands for the column that it was written on.
    pub(in crate::table) keys: Vec<IndexKeyAttr>,
    pub(in crate::table) name: Option<LitStr>,
    pub(in crate::table) unique: bool,
    pub(in crate::table) nulls_not_distinct: bool,
    pub(in crate::table) using: Option<LitStr>,
    pub(in crate::table) filter: Option<LitStr>,
    pub(in crate::table) include: Vec<Ident>,
    pub(in crate::table) with: Vec<(String, String)>,
    pub(in crate::table) tablespace: Option<LitStr>,
    pub(in crate::table) concurrently: bool,
    pub(in crate::table) opclass: Option<LitStr>,
}

/// One key of an index.
pub(in crate::table) struct IndexKeyAttr {
    pub(in crate::table) what: Part,
    pub(in crate::table) descending: bool,
    pub(in crate::table) nulls: Option<&'static str>,
    pub(in crate::table) opclass: Option<LitStr>,
    pub(in crate::table) collate: Option<LitStr>,
}

/// A column or an expression.
pub(in crate::table) enum Part {
    Column(Ident),
    Expr(LitStr),
}

/// The words of `index(..)` that have a value.
const VALUES: &[&str] = &[
    "name",
    "using",
    "filter",
    "include",
    "with",
    "tablespace",
    "opclass",
];

/// Those that have none.
const FLAGS: &[&str] = &["unique", "nulls_not_distinct", "concurrently"];

const WORDS: &[&str] = &[
    "name",
    "using",
    "filter",
    "include",
    "with",
    "tablespace",
    "opclass",
    "unique",
    "nulls_not_distinct",
    "concurrently",
    "expr",
];

impl IndexAttr {
    /// `index` or `index(..)`.
    pub(in crate::table) fn parse(
        cx: &mut Ctxt,
        word: Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        let mut this = Self {
            word,
            keys: Vec::new(),
            name: None,
            unique: false,
            nulls_not_distinct: false,
            using: None,
            filter: None,
            include: Vec::new(),
            with: Vec::new(),
            tablespace: None,
            concurrently: false,
            opclass: None,
        };
        if input.peek(syn::token::Paren) {
            let mut words = Words::new("index(..)", WORDS, &[]);
            group(cx, input, |cx, input| this.item(cx, &mut words, input))?;
        }
        Ok(this)
    }

    fn item(
        &mut self,
        cx: &mut Ctxt,
        words: &mut Words,
        input: ParseStream<'_>,
    ) -> syn::Result<()> {
        let option = has_value(input, VALUES) || is_flag(input, FLAGS) || input.peek2(Token![=]);
        if !option {
            self.keys.push(IndexKeyAttr::parse(input)?);
            return Ok(());
        }
        match words.take(input)?.1 {
            "name" => self.name = Some(name(input)?),
            "using" => self.using = Some(word_or_text(input)?),
            "filter" => self.filter = Some(text(input)?),
            "include" => self.include = idents(input)?,
            "with" => self.with = storage_parameters(cx, input)?,
            "tablespace" => self.tablespace = Some(name(input)?),
            "opclass" => self.opclass = Some(word_or_text(input)?),
            "unique" => self.unique = true,
            "nulls_not_distinct" => self.nulls_not_distinct = true,
            "concurrently" => self.concurrently = true,
            _ => return Err(input.error("an expression is written `expr(\"lower(email)\")`")),
        }
        Ok(())
    }
}

impl IndexKeyAttr {
    /// `column` or `expr("..")`, followed by `.asc()`, `.desc()`, `.nulls_first()`,
    /// `.nulls_last()`, `.opclass("..")` or `.collate("..")`.
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let first = Ident::parse_any(input)?;
        let what = if input.peek(syn::token::Paren) {
            if first != "expr" {
                let message = "an index key is a column or `expr(\"sql\")`";
                return Err(syn::Error::new(first.span(), message));
            }
            Part::Expr(argument(input)?)
        } else {
            Part::Column(first)
        };
        let mut this = Self {
            what,
            descending: false,
            nulls: None,
            opclass: None,
            collate: None,
        };
        const METHODS: &[&str] = &[
            "asc",
            "desc",
            "nulls_first",
            "nulls_last",
            "opclass",
            "collate",
        ];
        let mut words = Words::new("an index key", METHODS, &[]);
        while input.parse::<Option<Token![.]>>()?.is_some() {
            match words.take(input)?.1 {
                "opclass" => this.opclass = Some(argument(input)?),
                "collate" => this.collate = Some(argument(input)?),
                word => {
                    let content;
                    syn::parenthesized!(content in input);
                    if !content.is_empty() {
                        return Err(content.error("this takes no argument"));
                    }
                    match word {
                        "desc" => this.descending = true,
                        "nulls_first" => this.nulls = Some("First"),
                        "nulls_last" => this.nulls = Some("Last"),
                        _ => {}
                    }
                }
            }
        }
        Ok(this)
    }
}

/// `("..")`.
fn argument(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let content;
    syn::parenthesized!(content in input);
    let text = checked_text(&content)?;
    if content.is_empty() {
        Ok(text)
    } else {
        Err(content.error("expected `)`"))
    }
}

/// An exclusion constraint.
pub(in crate::table) struct ExcludeAttr {
    /// The word that began it.
    pub(in crate::table) word: Ident,
    pub(in crate::table) name: Option<LitStr>,
    pub(in crate::table) using: Option<LitStr>,
    pub(in crate::table) elements: Vec<(Ident, LitStr)>,
    pub(in crate::table) filter: Option<LitStr>,
    pub(in crate::table) deferrable: Deferrable,
}

impl ExcludeAttr {
    const WORDS: &'static [&'static str] = &[
        "using",
        "filter",
        "where",
        "name",
        "deferrable",
        "initially_deferred",
    ];

    /// `exclude(using = gist, room with "=", during with "&&", ..)`.
    pub(in crate::table) fn parse(word: Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let mut words = Words::new("exclude(..)", Self::WORDS, &[]);
        let mut this = Self {
            word,
            name: None,
            using: None,
            elements: Vec::new(),
            filter: None,
            deferrable: Deferrable::No,
        };
        strict(input, |input| {
            if !input.peek2(Token![=]) && !is_flag(input, &["deferrable", "initially_deferred"]) {
                let column = Ident::parse_any(input)?;
                let with = Ident::parse_any(input);
                if !with.is_ok_and(|with| with == "with") {
                    let message = "expected a column and its operator: `room with \"=\"`";
                    return Err(syn::Error::new(column.span(), message));
                }
                this.elements.push((column, checked_text(input)?));
                return Ok(());
            }
            match words.take(input)?.1 {
                "using" => this.using = Some(word_or_text(input)?),
                "filter" | "where" => this.filter = Some(text(input)?),
                "name" => this.name = Some(name(input)?),
                word => this.deferrable.say(word),
            }
            Ok(())
        })?;
        if this.elements.is_empty() {
            let message = "an exclusion needs columns and operators: `room with \"=\"`";
            return Err(syn::Error::new(this.word.span(), message));
        }
        Ok(this)
    }
}

/// `(fillfactor = 70, ..)`.
pub(in crate::table) fn storage_parameters(
    cx: &mut Ctxt,
    input: ParseStream<'_>,
) -> syn::Result<Vec<(String, String)>> {
    let mut all: Vec<(String, String)> = Vec::new();
    group(cx, input, |_, input| {
        let word = Ident::parse_any(input)?;
        let mut key = word.to_string();
        while input.parse::<Option<Token![.]>>()?.is_some() {
            key = format!("{key}.{}", Ident::parse_any(input)?);
        }
        if all.iter().any(|(known, _)| *known == key) {
            return Err(syn::Error::new(
                word.span(),
                format!("`{key}` is given twice"),
            ));
        }
        let equals = input.parse::<Token![=]>()?;
        let value = if input.peek(Ident::peek_any) && !input.peek(syn::LitBool) {
            Ident::parse_any(input)?.to_string()
        } else {
            let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
            match input.parse()? {
                syn::Lit::Int(number) => format!("{minus}{}", number.base10_digits()),
                syn::Lit::Float(number) => format!("{minus}{}", number.base10_digits()),
                syn::Lit::Bool(answer) => answer.value.to_string(),
                syn::Lit::Str(text) => text.value(),
                _ => {
                    let message = "a storage parameter is a number, `true`, `false` or a word";
                    return Err(syn::Error::new(equals.span, message));
                }
            }
        };
        all.push((key, value));
        Ok(())
    })?;
    Ok(all)
}
