//! Doc comments, which become COMMENTs.

/// The doc comment as text, `None` where there is none: lines trimmed, and a paragraph on one line.
pub(crate) fn of(attributes: &[syn::Attribute]) -> Option<String> {
    let mut out = String::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
    {
        let syn::Meta::NameValue(meta) = &attribute.meta else {
            continue;
        };
        let syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) = &meta.value
        else {
            continue;
        };
        for line in text.value().split('\n').map(str::trim) {
            match (line.is_empty(), out.is_empty() || out.ends_with('\n')) {
                (true, true) => {}
                (true, false) => out.push('\n'),
                (false, true) => out.push_str(line),
                (false, false) => {
                    out.push(' ');
                    out.push_str(line);
                }
            }
        }
    }
    let out = out.trim().replace('\0', "");
    (!out.is_empty()).then_some(out)
}
