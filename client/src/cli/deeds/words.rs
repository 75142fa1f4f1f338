//! What was typed or written, as content.

use std::path::{Path, PathBuf};

use stafet_shared::content::{Form, Reason, display_safe_line};

use crate::{
    cli::arguments::Reasoned,
    face::trouble::{Trouble, WhoseMove},
    form::{self, FileError, value::Value},
    text::{Texts, say},
};

/// What a file says if one is named, and otherwise what was typed.
pub(super) fn said<F: Form, const N: usize>(
    file: Option<PathBuf>,
    typed: [(&'static str, Value); N],
    texts: &Texts,
) -> Result<F, Trouble> {
    match file {
        Some(path) => from_file(&path, texts, form::answer),
        None => form::typed(typed).map_err(|faults| {
            let wrong = form::wrong_content(&faults);
            let head = say!(texts, "command-faults");
            Trouble::new(WhoseMove::Author, form::lines_of(head, &wrong, texts))
        }),
    }
}

/// A reason, from a file or as it was typed.
pub(super) fn reason(what: Reasoned, texts: &Texts) -> Result<Reason, Trouble> {
    said(what.from_file, [("text", what.reason.into())], texts)
}

/// What was typed.
pub(super) fn words(text: Option<String>, texts: &Texts) -> Result<Reason, Trouble> {
    said(None, [("text", text.into())], texts)
}

/// What a file says.
pub(super) fn from_file<T>(
    path: &Path,
    texts: &Texts,
    read: impl FnOnce(&str) -> Result<T, FileError>,
) -> Result<T, Trouble> {
    let name = display_safe_line(&path.display().to_string());
    let text = form::read(path);
    let written = text.and_then(|text| read(&zeroize::Zeroizing::new(text)));
    written.map_err(|error| Trouble::new(WhoseMove::Author, error.text(&name, texts)))
}
