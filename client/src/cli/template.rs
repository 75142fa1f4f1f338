//! Files to be filled in.

use std::{fs::OpenOptions, io::Write as _, path::Path};

use stafet_shared::content::display_safe_line;

use super::{Exit, Face};
use crate::{
    face::trouble::{Trouble, WhoseMove},
    form::Template,
    text::say,
};

/// Prints the file for that kind, or writes it where there is none yet.
pub(super) fn write(face: &mut Face<'_>, kind: &str, path: Option<&Path>) -> Result<Exit, Trouble> {
    let texts = face.texts;
    let template = Template::meant(kind).ok_or_else(|| {
        let choices = Template::ALL.map(|it| texts.said(it.title.said));
        let (kind, choices) = (display_safe_line(kind), choices.join(", "));
        let text = say!(texts, "template-unknown", kind = kind, choices = choices);
        Trouble::new(WhoseMove::Author, text)
    })?;
    let text = template.text(texts);
    let Some(path) = path else {
        face.output.data(&text);
        return Ok(Exit::Done);
    };
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    let path = display_safe_line(&path.display().to_string());
    written.map_err(|error| {
        let why = error.to_string();
        let text = say!(texts, "template-not-kept", path = path.as_str(), why = why);
        Trouble::new(WhoseMove::Author, text)
    })?;
    face.say(&say!(texts, "template-kept", path = path));
    Ok(Exit::Done)
}
