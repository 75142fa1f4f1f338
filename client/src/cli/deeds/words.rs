//! What was typed or written, as content.

use std::path::Path;

use stafet_shared::content::{ContentFaults, RawStatement, Reason, display_safe_line};

use crate::{
    cli::{arguments::Reasoned, file},
    face::trouble::{Trouble, WhoseMove},
    text::{Texts, say},
};

/// A reason, from a file or as it was typed.
pub(super) fn reason(what: Reasoned, texts: &Texts) -> Result<Reason, Trouble> {
    match &what.from_file {
        Some(path) => from_file(path, texts, file::reason),
        None => words(what.reason, texts),
    }
}

/// What was typed.
pub(super) fn words(text: Option<String>, texts: &Texts) -> Result<Reason, Trouble> {
    parsed(Reason::parse(RawStatement { text }), texts)
}

/// What a file says.
pub(super) fn from_file<T>(
    path: &Path,
    texts: &Texts,
    read: impl FnOnce(&str) -> Result<T, file::FileError>,
) -> Result<T, Trouble> {
    let name = display_safe_line(&path.display().to_string());
    let text = file::read(path);
    let written = text.and_then(|text| read(&zeroize::Zeroizing::new(text)));
    written.map_err(|error| Trouble::new(WhoseMove::Author, error.text(&name, texts)))
}

/// What was typed, if nothing in it has to be mended.
pub(super) fn parsed<T>(written: Result<T, ContentFaults>, texts: &Texts) -> Result<T, Trouble> {
    written.map_err(|faults| {
        let wrong = file::wrong_content(&faults);
        let head = say!(texts, "command-faults");
        Trouble::new(WhoseMove::Author, file::lines_of(head, &wrong, texts))
    })
}
