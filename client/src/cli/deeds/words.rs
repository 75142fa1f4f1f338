//! What was typed or written, as content.

use std::path::{Path, PathBuf};

use stafet_shared::content::{Fault, Form, Reason, display_safe_line};

use crate::{
    cli::arguments::Reasoned,
    face::trouble::{Trouble, WhoseMove},
    form::{self, FileError, Wrong, value::Value},
    text::{Texts, say},
};

/// What was typed for a blank: the blank, the option, and its value.
pub(super) type Typed = (&'static str, &'static str, Value);

/// What a file says if one is named, and otherwise what was typed.
pub(super) fn said<F: Form, const N: usize>(
    file: Option<PathBuf>,
    typed: [Typed; N],
    texts: &Texts,
) -> Result<F, Trouble> {
    let options = typed.each_ref().map(|(blank, option, _)| (*blank, *option));
    match file {
        Some(path) => from_file(&path, texts, form::answer),
        None => form::typed(typed.map(|(blank, _, value)| (blank, value))).map_err(|faults| {
            let wrong = faults.faults().iter();
            let wrong = wrong.map(|fault| Wrong::Content(as_typed(fault, &options)));
            let wrong: Vec<Wrong> = wrong.collect();
            let head = say!(texts, "command-faults");
            Trouble::new(WhoseMove::Author, form::lines_of(head, &wrong, texts))
        }),
    }
}

/// A fault under the name that its author has typed.
fn as_typed(fault: &Fault, options: &[(&str, &'static str)]) -> Fault {
    let mut options = options.iter();
    let option = options.find(|(blank, _)| *blank == fault.field);
    Fault {
        field: option.map_or(fault.field, |(_, option)| option),
        ..fault.clone()
    }
}

/// A reason, from a file or as it was typed.
pub(super) fn reason(what: Reasoned, texts: &Texts) -> Result<Reason, Trouble> {
    said(
        what.from_file,
        [("text", "--reason", what.reason.into())],
        texts,
    )
}

/// What was typed after an option.
pub(super) fn words(
    option: &'static str,
    text: Option<String>,
    texts: &Texts,
) -> Result<Reason, Trouble> {
    said(None, [("text", option, text.into())], texts)
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

#[cfg(test)]
mod tests {
    use stafet_shared::content::DeclineReason;

    use super::*;
    use crate::text::tests::danish;

    #[test]
    fn a_fault_names_the_option_that_was_typed() {
        let typed = [
            ("category", "--reason", Some("frokost".to_owned()).into()),
            ("text", "--text", None.into()),
        ];
        let trouble = said::<DeclineReason, 2>(None, typed, &danish()).unwrap_err();
        let lines: Vec<&str> = trouble.text.lines().skip(1).map(str::trim).collect();
        assert!(
            lines[0].starts_with("--reason skal være et af: "),
            "{lines:?}"
        );
        assert_eq!(lines[1], "--text mangler");
    }
}
