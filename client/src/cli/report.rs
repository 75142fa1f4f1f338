//! `stafet report`: reports go to a file or standard output; the weekly list, which the server makes,
//! is verified here.

use std::{io, path::Path};

use serde::Serialize;
use stafet_shared::{
    calendar::Zone,
    content::display_safe_line,
    hash::Hash,
    report::{Period, weekly::SignedList},
};

use super::{
    arguments::report::{ReportCommand, Target},
    exit::{Exit, Failure},
    output::Face,
};
use crate::{
    desk::{
        Asked, Desk,
        save::{self, Existing},
    },
    face::trouble::{Trouble, WhoseMove},
    form,
    office::OfficeError,
    report::{Format, ReportError},
    text::say,
};

/// Does what is asked about a report.
pub(super) async fn perform(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: ReportCommand,
) -> Result<Exit, Failure> {
    let (asked, target) = match command {
        ReportCommand::StatusNote(it) => {
            // Nobody is asked about a period that ends before it begins.
            let period = Period::new(it.from, it.to)?;
            (Asked::Note(period), it.target)
        }
        ReportCommand::ReviewRound(it) => (Asked::Round(it.round), it.target),
        ReportCommand::VerifyWeekly { file } => return verify(desk, face, &file),
    };
    let format = place(face, &target)?;
    let bytes = desk.report(asked, format, face.texts).await?;
    put(face, &target, &bytes)?;
    Ok(Exit::Done)
}

/// What is written, once it is sure that it may be written there: nobody is asked in vain.
fn place(face: &Face<'_>, target: &Target) -> Result<Format, Trouble> {
    match (target.format(), &target.out) {
        (Err(_), _) => {
            let path = shown(target.out.as_deref());
            let endings = Format::ALL.map(|it| format!(".{}", it.ending())).join(", ");
            let why = say!(
                face.texts,
                "report-out-ending",
                path = path,
                endings = endings
            );
            Err(Trouble::new(WhoseMove::Author, why))
        }
        (Ok(_), Some(path)) if path.exists() && !target.overwrite => Err(taken(face, path)),
        (Ok(format), _) => Ok(format),
    }
}

fn taken(face: &Face<'_>, path: &Path) -> Trouble {
    let path = shown(Some(path));
    let why = say!(face.texts, "out-taken", path = path);
    Trouble::new(WhoseMove::Author, why)
}

fn shown(path: Option<&Path>) -> String {
    display_safe_line(&path.unwrap_or_else(|| Path::new("")).display().to_string())
}

/// What a weekly list says of itself once its signature is right.
#[derive(Debug, Serialize)]
struct VerifiedJson {
    /// Whose key has signed it: the one for the receipts of this deployment's server.
    signed_by: &'static str,
    /// The SHA-256 of that key.
    key: String,
    /// Its week, as ISO 8601 counts them.
    week: String,
    /// The instant that it tells of, as RFC 3339.
    as_of: String,
}

/// Verifies a weekly list with the key that the directory names, and says what it tells of.
fn verify(desk: &Desk, face: &mut Face<'_>, path: &Path) -> Result<Exit, Failure> {
    let texts = face.texts;
    let directory = desk.reader().directory().ok_or(OfficeError::NoDirectory)?;
    let key = directory.genesis().receipts;
    let name = display_safe_line(&path.display().to_string());
    let text = form::read(path);
    let text = text.map_err(|error| Trouble::new(WhoseMove::Author, error.text(&name, texts)))?;
    let verified = SignedList::read(&text).and_then(|list| list.verify(&key));
    let list = verified.map_err(|_| {
        let why = say!(texts, "report-weekly-wrong", path = name);
        Trouble::new(WhoseMove::Administrator, why)
    })?;
    let key = Hash::of(&key.to_bytes()).to_string();
    let (week, as_of) = (list.week.to_string(), list.as_of);
    let at = as_of.local(Zone::nuuk().time_zone());
    let right = say!(
        texts,
        "report-weekly-right",
        week = week.as_str(),
        at = at,
        key = key.as_str()
    );
    let shape = VerifiedJson {
        signed_by: "server",
        key,
        week,
        as_of: as_of.to_string(),
    };
    face.show(|| shape, || right);
    Ok(Exit::Done)
}

fn put(face: &mut Face<'_>, target: &Target, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = &target.out else {
        face.output.bytes(bytes);
        return Ok(());
    };
    let existing = if target.overwrite {
        Existing::Replace
    } else {
        Existing::Keep
    };
    match save::write(path, bytes, existing) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(taken(face, path).into());
        }
        written => written.map_err(ReportError::Write)?,
    }
    let path = shown(Some(path));
    face.say(&say!(face.texts, "report-kept", path = path));
    Ok(())
}
