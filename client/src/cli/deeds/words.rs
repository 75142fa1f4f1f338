//! What was typed or written, as content.

use std::path::{Path, PathBuf};

use stafet_shared::content::{ContentFaults, RawStatement, Reason, display_safe_line};

use crate::{
    cli::{
        arguments::Reasoned,
        file::{self, FileError},
    },
    face::trouble::{Trouble, WhoseMove},
    text::{Texts, say},
};

/// What a file says if one is named, and otherwise what was typed.
pub(super) fn said<T>(
    file: Option<PathBuf>,
    texts: &Texts,
    read: impl FnOnce(&str) -> Result<T, FileError>,
    typed: impl FnOnce() -> Result<T, ContentFaults>,
) -> Result<T, Trouble> {
    match file {
        Some(path) => from_file(&path, texts, read),
        None => parsed(typed(), texts),
    }
}

/// A reason, from a file or as it was typed.
pub(super) fn reason(what: Reasoned, texts: &Texts) -> Result<Reason, Trouble> {
    let typed = RawStatement { text: what.reason };
    said(what.from_file, texts, file::reason, || Reason::parse(typed))
}

/// What was typed.
pub(super) fn words(text: Option<String>, texts: &Texts) -> Result<Reason, Trouble> {
    parsed(Reason::parse(RawStatement { text }), texts)
}

/// What a file says.
pub(super) fn from_file<T>(
    path: &Path,
    texts: &Texts,
    read: impl FnOnce(&str) -> Result<T, FileError>,
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
