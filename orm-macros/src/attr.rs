//! The items of an attribute, one by one: a wrong one is reported, and the others are kept.

use proc_macro2::Span;
use proc_macro2::TokenTree;
use syn::Ident;
use syn::LitStr;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;

use crate::ctxt::Ctxt;

/// Parses items up to the end of the input, separated by commas. After an error it goes on behind
/// the next comma.
pub(crate) fn items(
    cx: &mut Ctxt,
    input: ParseStream<'_>,
    mut item: impl FnMut(&mut Ctxt, ParseStream<'_>) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let mut result = item(cx, input);
        if result.is_ok() && !input.is_empty() && !input.peek(Token![,]) {
            result = Err(input.error("expected `,`"));
        }
        if let Err(error) = result {
            cx.push(error);
            skip(input);
        }
        // The comma was seen, or the input has ended.
        let _ = input.parse::<Option<Token![,]>>();
    }
}

/// As [`items`], of what stands in the parentheses that come next.
pub(crate) fn group(
    cx: &mut Ctxt,
    input: ParseStream<'_>,
    item: impl FnMut(&mut Ctxt, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let content;
    syn::parenthesized!(content in input);
    items(cx, &content, item);
    Ok(())
}

/// As [`group`], but ends at the first error, for items that are of no use one by one.
pub(crate) fn strict(
    input: ParseStream<'_>,
    mut item: impl FnMut(ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let content;
    syn::parenthesized!(content in input);
    while !content.is_empty() {
        item(&content)?;
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

/// The words that an attribute knows, and those that it has seen.
pub(crate) struct Words {
    of: &'static str,
    known: &'static [&'static str],
    repeated: &'static [&'static str],
    seen: Vec<Ident>,
}

impl Words {
    /// The words of the attribute that messages call `of`. Those in `repeated` may come again.
    pub(crate) fn new(
        of: &'static str,
        known: &'static [&'static str],
        repeated: &'static [&'static str],
    ) -> Self {
        Self {
            of,
            known,
            repeated,
            seen: Vec::new(),
        }
    }

    /// Takes the next word.
    pub(crate) fn take(&mut self, input: ParseStream<'_>) -> syn::Result<(Ident, &'static str)> {
        let word = Ident::parse_any(input)?;
        let Some(known) = self.known.iter().find(|known| word == **known) else {
            return Err(self.unknown(&word));
        };
        if let Some(first) = self.seen.iter().find(|seen| **seen == word)
            && !self.repeated.contains(known)
        {
            let mut error = syn::Error::new(word.span(), format!("`{word}` is given twice"));
            error.combine(syn::Error::new(
                first.span(),
                format!("`{word}` is given here first"),
            ));
            return Err(error);
        }
        self.seen.push(word.clone());
        Ok((word, known))
    }

    fn unknown(&self, word: &Ident) -> syn::Error {
        let advice = match nearest(&word.to_string(), self.known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it knows {}", listed(self.known)),
        };
        syn::Error::new(
            word.span(),
            format!("unknown word `{word}` in {}; {advice}", self.of),
        )
    }
}

/// Whether the next word is one of those, with a value: `word = ..` or `word(..)`.
pub(crate) fn has_value(input: ParseStream<'_>, words: &[&str]) -> bool {
    let fork = input.fork();
    Ident::parse_any(&fork).is_ok_and(|word| words.iter().any(|known| word == *known))
        && (fork.peek(Token![=]) && !fork.peek(Token![==]) || fork.peek(syn::token::Paren))
}

/// Whether the next word is one of those, alone.
pub(crate) fn is_flag(input: ParseStream<'_>, words: &[&str]) -> bool {
    let fork = input.fork();
    Ident::parse_any(&fork).is_ok_and(|word| words.iter().any(|known| word == *known))
        && (fork.is_empty() || fork.peek(Token![,]))
}

/// `= ".."`: text that is neither empty nor holds NUL.
pub(crate) fn text(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    checked_text(input)
}

/// `".."`, as [`text`].
pub(crate) fn checked_text(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let literal: LitStr = input.parse()?;
    let value = literal.value();
    if value.trim().is_empty() {
        return Err(syn::Error::new(literal.span(), "this text is empty"));
    }
    if value.contains('\0') {
        return Err(syn::Error::new(
            literal.span(),
            "this text holds a NUL byte",
        ));
    }
    Ok(literal)
}

/// The most bytes of a name that PostgreSQL keeps.
const MAX_BYTES: usize = 63;

/// `= "name"`: an identifier of at most 63 bytes.
pub(crate) fn name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let literal = text(input)?;
    check_name(&literal.value(), literal.span())?;
    Ok(literal)
}

/// Refuses an identifier that PostgreSQL would cut off.
pub(crate) fn check_name(name: &str, at: Span) -> syn::Result<()> {
    if name.len() > MAX_BYTES {
        let message = format!(
            "the name `{name}` has {} bytes; PostgreSQL keeps {MAX_BYTES} and cuts off the rest",
            name.len()
        );
        return Err(syn::Error::new(at, message));
    }
    Ok(())
}

/// `= word` or `= ".."`.
pub(crate) fn word_or_text(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        return checked_text(input);
    }
    let word = Ident::parse_any(input)?;
    Ok(LitStr::new(&word.to_string(), word.span()))
}

/// `= word`, one of those known.
pub(crate) fn choice(input: ParseStream<'_>, known: &[&'static str]) -> syn::Result<LitStr> {
    let given = word_or_text(input)?;
    if known.contains(&given.value().as_str()) {
        return Ok(given);
    }
    let message = format!(
        "unknown value `{}`; it can be {}",
        given.value(),
        listed(known)
    );
    Err(syn::Error::new(given.span(), message))
}

/// The one of those that is most like the word, if one is.
pub(crate) fn nearest<'a, T: AsRef<str>>(word: &str, known: &'a [T]) -> Option<&'a str> {
    let far = word.chars().count() / 3;
    known
        .iter()
        .map(|known| (distance(word, known.as_ref()), known.as_ref()))
        .min()
        .filter(|(distance, _)| *distance <= far)
        .map(|(_, near)| near)
}

/// How many letters have to be put in, taken out, changed or swapped with the next.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

/// `` `a`, `b` and `c` ``.
pub(crate) fn listed<T: AsRef<str>>(words: &[T]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Two errors of one mistake, at two places.
pub(crate) fn twice(
    at: &impl Spanned,
    message: &str,
    first: &impl Spanned,
    there: &str,
) -> syn::Error {
    let mut error = syn::Error::new(at.span(), message);
    error.combine(syn::Error::new(first.span(), there));
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_word() {
        let known = ["primary_key", "unique", "references", "renamed_from"];
        assert_eq!(nearest("primay_key", &known), Some("primary_key"));
        assert_eq!(nearest("uniuqe", &known), Some("unique"));
        assert_eq!(nearest("foo", &known), None);
    }
}
