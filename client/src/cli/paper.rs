//! `stafet show ID --pdf FILE` and `stafet inbox --ical FILE`: files that other programs open.

use std::{io, path::Path};

use stafet_shared::content::display_safe_line;

use super::{
    exit::{Exit, Failure},
    output::Face,
    shown,
};
use crate::{
    calendar,
    desk::{
        Desk,
        save::{self, Existing},
    },
    face::{
        document::Mask,
        lists::{self, Direction, Extent},
        messages,
        trouble::{Trouble, WhoseMove},
    },
    paper::{self, handover::Opened},
    text::say,
};

/// Stands for standard output.
const STANDARD: &str = "-";

/// Writes all of a handover, and what has happened to it, as one PDF.
pub(super) async fn print(
    desk: &Desk,
    face: &mut Face<'_>,
    (typed, mask): (&str, Mask),
    file: &Path,
) -> Result<Exit, Failure> {
    let id = desk.find(typed)?;
    let own = desk.own();
    if desk.reader().handover(id).is_none() {
        return shown::show(desk, face, typed, mask).await;
    }
    let contents = desk.office.contents(id).await?;
    let mut said = Vec::new();
    for message in messages::about(id, &face.scene(desk, &own)?) {
        let content = desk.office.content(message).await?.and_then(Result::ok);
        said.push((message, content));
    }
    let scene = face.scene(desk, &own)?;
    let Some(handover) = desk.reader().handover(id) else {
        return Ok(Exit::Waiting);
    };
    let opened = Opened {
        contents: &contents,
        messages: &said,
        mask,
    };
    let mut made = paper::handover::paper(handover, opened, &scene);
    made.blocks
        .extend(paper::happened::section(handover, &scene));
    let bytes = paper::pdf(&made).map_err(|error| {
        let why = say!(face.texts, "paper-not-made", why = error.to_string());
        Trouble::new(WhoseMove::Nobody, why)
    })?;
    put(face, file, &bytes)?;
    Ok(Exit::Done)
}

/// Writes what the reader's offices owe as a calendar.
pub(super) fn calendar(desk: &Desk, face: &mut Face<'_>, file: &Path) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let entries = lists::list(Direction::Inbox, Extent::Open, &scene);
    let written = calendar::of(&entries, &scene);
    put(face, file, written.as_bytes())?;
    Ok(Exit::Done)
}

/// Writes a file, and never over another one.
fn put(face: &mut Face<'_>, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if file == Path::new(STANDARD) {
        face.output.bytes(bytes);
        return Ok(());
    }
    let path = display_safe_line(&file.display().to_string());
    let trouble = |why| Trouble::new(WhoseMove::Author, why);
    match save::write(file, bytes, Existing::Keep) {
        Ok(()) => face.say(&say!(face.texts, "paper-made", path = path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(trouble(say!(face.texts, "paper-taken", path = path)).into());
        }
        Err(error) => {
            let why = face.texts.of_system(error.kind());
            return Err(trouble(say!(face.texts, "report-not-kept", why = why)).into());
        }
    }
    Ok(())
}
