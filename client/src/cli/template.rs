//! Files to be filled in.

use std::io;

use stafet_shared::content::display_safe_line;

use super::{Exit, Face, arguments};
use crate::{
    desk::save::{self, Existing},
    face::trouble::{Trouble, WhoseMove},
    form::Template,
    text::say,
};

/// Prints the file for that kind, or writes it; over another only if that was asked for.
pub(super) fn write(face: &mut Face<'_>, what: &arguments::Template) -> Result<Exit, Trouble> {
    let texts = face.texts;
    let kind = what.kind.as_str();
    let template = Template::meant(kind).ok_or_else(|| {
        let choices = Template::ALL.map(|it| texts.said(it.title.said));
        let (kind, choices) = (display_safe_line(kind), choices.join(", "));
        let text = say!(texts, "template-unknown", kind = kind, choices = choices);
        Trouble::new(WhoseMove::Author, text)
    })?;
    let text = template.text(texts);
    let Some(path) = &what.out else {
        face.output.data(&text);
        return Ok(Exit::Done);
    };
    let existing = if what.overwrite {
        Existing::Replace
    } else {
        Existing::Keep
    };
    let written = save::write(path, text.as_bytes(), existing);
    let path = display_safe_line(&path.display().to_string());
    written.map_err(|error| {
        let text = if error.kind() == io::ErrorKind::AlreadyExists {
            say!(texts, "out-taken", path = path.as_str())
        } else {
            let why = texts.of_system(error.kind());
            say!(texts, "template-not-kept", path = path.as_str(), why = why)
        };
        Trouble::new(WhoseMove::Author, text)
    })?;
    face.say(&say!(texts, "template-kept", path = path));
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        cli::output::{Format, Loudness, Output},
        text::{Language, Texts},
    };

    #[test]
    fn a_template_is_written_over_another_file_only_when_that_was_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("plan.toml");
        let texts = Texts::new(Language::Danish).unwrap();
        let mut output = Output::to(
            Box::new(io::sink()),
            Box::new(io::sink()),
            Format::Text,
            Loudness::Normal,
        );
        let mut face = Face {
            texts: &texts,
            output: &mut output,
        };
        let mut what = arguments::Template {
            kind: "plan".to_owned(),
            out: Some(path.clone()),
            overwrite: false,
        };
        fs::write(&path, "my own").unwrap();
        assert!(write(&mut face, &what).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "my own");
        what.overwrite = true;
        assert!(write(&mut face, &what).is_ok());
        assert_ne!(fs::read_to_string(&path).unwrap(), "my own");
    }
}
