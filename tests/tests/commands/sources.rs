//! What the code says: its literals, without those of its tests and comments.

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether a file holds nothing but tests.
pub(crate) fn is_test(file: &Path) -> bool {
    let folder = file.parent().and_then(Path::file_name);
    file.file_stem().is_some_and(|it| it == "tests") || folder.is_some_and(|it| it == "tests")
}

/// The texts between quotes in a source file.
pub(crate) fn literals(source: &str) -> Result<Vec<String>, proc_macro2::LexError> {
    let mut found = Vec::new();
    collect(source.parse()?, &mut found);
    Ok(found)
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let Some(TokenTree::Group(attribute)) = tokens.peek() else {
                    continue;
                };
                let text = attribute.to_string().replace(' ', "");
                if text.starts_with("[doc") {
                    tokens.next();
                } else if text == "[cfg(test)]" {
                    tokens.by_ref().find(ends_item);
                }
            }
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
    }
}

fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}
