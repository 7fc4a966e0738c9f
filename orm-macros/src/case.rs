//! How a Rust name becomes a SQL name: the rules of `rename_all`.

/// A rule of `rename_all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// Each rule as the attribute writes it.
const RULES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// The rule of the given name.
    pub(crate) fn parse(text: &syn::LitStr) -> syn::Result<Self> {
        let value = text.value();
        if let Some((_, case)) = RULES.iter().find(|(name, _)| *name == value) {
            return Ok(*case);
        }
        let names: Vec<_> = RULES.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!("unknown rule; the rules are {}", names.join(", "));
        Err(syn::Error::new(text.span(), message))
    }

    /// The name by the rule.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        let joined = |each: fn(&str) -> String, between: &str| {
            words
                .iter()
                .map(|word| each(word))
                .collect::<Vec<_>>()
                .join(between)
        };
        match self {
            Self::Lower => joined(lower, ""),
            Self::Upper => joined(upper, ""),
            Self::Pascal => joined(capital, ""),
            Self::Snake => joined(lower, "_"),
            Self::ScreamingSnake => joined(upper, "_"),
            Self::Kebab => joined(lower, "-"),
            Self::ScreamingKebab => joined(upper, "-"),
            Self::Camel => {
                let mut all = words.iter();
                let first = all.next().map(|word| lower(word)).unwrap_or_default();
                first + &all.map(|word| capital(word)).collect::<String>()
            }
        }
    }
}

/// The words of a name: `_` divides, and so does a capital after a small letter or digit, and the
/// last of several capitals before a small letter.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.trim_start_matches("r#").chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        let begins = c.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
            });
        if c == '_' || begins {
            words.push(String::new());
        }
        if c != '_'
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn upper(word: &str) -> String {
    word.to_uppercase()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + &lower(chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_turns_both_kinds_of_rust_names() {
        let table = [
            ("lowercase", "verysad", "createdat"),
            ("UPPERCASE", "VERYSAD", "CREATEDAT"),
            ("PascalCase", "VerySad", "CreatedAt"),
            ("camelCase", "verySad", "createdAt"),
            ("snake_case", "very_sad", "created_at"),
            ("SCREAMING_SNAKE_CASE", "VERY_SAD", "CREATED_AT"),
            ("kebab-case", "very-sad", "created-at"),
            ("SCREAMING-KEBAB-CASE", "VERY-SAD", "CREATED-AT"),
        ];
        for (rule, variant, field) in table {
            let text = syn::LitStr::new(rule, proc_macro2::Span::call_site());
            let case = Case::parse(&text).unwrap();
            assert_eq!(case.apply("VerySad"), variant);
            assert_eq!(case.apply("created_at"), field);
        }
    }

    #[test]
    fn runs_of_capitals_are_one_word() {
        assert_eq!(Case::Snake.apply("HTTPServer2Error"), "http_server2_error");
        assert_eq!(Case::Snake.apply("r#type"), "type");
        assert_eq!(Case::Snake.apply("ID"), "id");
    }
}
