//! What was typed to send something, as a draft: from a file, or a short message.

use std::path::PathBuf;

use stafet_shared::{
    content::{Content, display_safe_line},
    id::HandoverId,
    party::OfficeId,
    words::{Colour, Kind},
};

use super::words::{from_file, said};
use crate::{
    cli::{arguments::Send, exit::Failure},
    desk::{Desk, attach::beside},
    face::{
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    form,
    office::Draft,
    text::{Texts, say},
};

/// The draft that the command line describes, and the files that go along.
pub(super) fn drafted(
    desk: &Desk,
    texts: &Texts,
    what: Send,
) -> Result<(Draft, Vec<PathBuf>), Failure> {
    let mut files = what.attach;
    let typed = what
        .in_reply_to
        .map(|typed| desk.find(&typed))
        .transpose()?;
    if let Some(path) = what.file.as_ref().or(what.from_file.as_ref()) {
        let written = from_file(path, texts, form::handover)?;
        files.extend(beside(path, &written.attachments));
        let named = written.in_reply_to.filter(|_| typed.is_none());
        let named = named
            .map(|named| replied(desk, texts, &named))
            .transpose()?;
        let draft = Draft {
            from: sender(desk, texts, what.from.or(written.from))?,
            to: written.to,
            kind: written.kind,
            colour: what.urgency.unwrap_or(written.colour),
            content: written.content,
            relates_to: typed.or(named),
        };
        return Ok((draft, files));
    }
    let kind = what.kind.unwrap_or(Kind::Message);
    let (Kind::Message, Some(to)) = (kind, what.to) else {
        let text = say!(texts, "file-needed", kind = texts.kind(kind));
        let trouble = Trouble::new(WhoseMove::Author, text);
        return Err(trouble.with(Step::Write(kind)).into());
    };
    let message = [
        ("subject", "--subject", what.subject.into()),
        ("text", "--text", what.text.into()),
    ];
    let message = said(None, message, texts)?;
    let draft = Draft {
        from: what.from,
        to,
        kind,
        colour: what.urgency.unwrap_or(Colour::Yellow),
        content: Content::Message(message),
        relates_to: typed,
    };
    Ok((draft, files))
}

/// In whose name: an office of the reader's, if one is named.
fn sender(
    desk: &Desk,
    texts: &Texts,
    named: Option<OfficeId>,
) -> Result<Option<OfficeId>, Trouble> {
    let own = desk.own();
    match named {
        Some(office) if !own.is_empty() && !own.contains(&office) => {
            let own: Vec<String> = own.iter().map(OfficeId::to_string).collect();
            let text = say!(
                texts,
                "file-other-office",
                office = office.to_string(),
                own = own.join(", ")
            );
            Err(Trouble::new(WhoseMove::Author, text))
        }
        named => Ok(named),
    }
}

/// The handover that a file names in `in_reply_to`.
pub(super) fn replied(desk: &Desk, texts: &Texts, named: &str) -> Result<HandoverId, Trouble> {
    desk.reader().find(named).map_err(|_| {
        let name = display_safe_line(named);
        let text = say!(texts, "file-reply-unknown", name = name);
        Trouble::new(WhoseMove::Searcher, text)
    })
}
