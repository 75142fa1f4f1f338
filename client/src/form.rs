//! Reading what an author wrote in a TOML file, as in `tests/data/handovers`.
//!
//! Everything that has to be mended is named at once: unknown fields, wrong types, missing
//! content. The file itself is only ever read.

mod acts;
mod documents;
mod fields;

use std::{io::Read as _, path::Path};

use stafet_shared::{
    content::{Content, ContentFaults, Fault},
    handover::{Colour, Kind},
    party::OfficeId,
};
use toml::{Table, Value};

pub use self::acts::{
    action_taken, carried, decline_reason, follow_up_report, information_request, plan, proposal,
    reason,
};
use self::documents::Head;
use self::fields::Fields;
pub use self::fields::{FieldFlaw, Wrong};
use crate::text::{Texts, say};

/// The largest file that is read, in bytes: several times what may be sealed.
pub const FILE_BYTES_MAX: u64 = 256 * 1024;

/// A handover as a file describes it, with nothing missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverFile {
    /// What is handed over.
    pub kind: Kind,
    /// In whose name, if the file says.
    pub from: Option<OfficeId>,
    /// To whom.
    pub to: OfficeId,
    /// How urgent it is.
    pub colour: Colour,
    /// What it follows, as the author named it: the start of an id.
    pub in_reply_to: Option<String>,
    /// What is said, without attached files.
    pub content: Content,
    /// The files to attach, as the author named them: beside the file itself.
    pub attachments: Vec<String>,
}

/// Why a file is of no use as it is. The author's move; nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    Missing,
    /// It cannot be read.
    Unreadable(String),
    /// It is larger than [`FILE_BYTES_MAX`].
    TooLarge,
    /// It is no TOML: on which line, and why.
    NotToml(usize, String),
    /// It is something else than what belongs here.
    WrongKind(&'static str),
    /// Fields have to be mended.
    Wrong(Vec<Wrong>),
}

impl FileError {
    /// What to tell the author about the file named `file`.
    #[must_use]
    pub fn text(&self, file: &str, texts: &Texts) -> String {
        match self {
            Self::Missing => say!(texts, "file-missing", file = file),
            Self::Unreadable(why) => {
                say!(texts, "file-unreadable", file = file, why = why.as_str())
            }
            Self::TooLarge => {
                let max = FILE_BYTES_MAX.to_string();
                say!(texts, "file-too-large", file = file, max = max)
            }
            Self::NotToml(line, why) => say!(
                texts,
                "file-not-toml",
                file = file,
                line = line.to_string(),
                why = why.as_str()
            ),
            Self::WrongKind(wanted) => {
                say!(
                    texts,
                    "file-wrong-kind",
                    file = file,
                    wanted = wanted.to_string()
                )
            }
            Self::Wrong(wrong) => {
                let head = say!(texts, "file-faults", file = file);
                lines_of(head, wrong, texts)
            }
        }
    }
}

/// A heading, and below it all that has to be mended, one to a line.
#[must_use]
pub fn lines_of(mut head: String, wrong: &[Wrong], texts: &Texts) -> String {
    for one in wrong {
        head.push_str("\n  ");
        head.push_str(&one.text(texts));
    }
    head
}

/// The faults of a document, as what has to be mended.
#[must_use]
pub fn wrong_content(faults: &ContentFaults) -> Vec<Wrong> {
    let content = |fault: &Fault| Wrong::Content(fault.clone());
    faults.faults().iter().map(content).collect()
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read, is too large or is no UTF-8.
pub fn read(path: &Path) -> Result<String, FileError> {
    let unreadable = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            FileError::Missing
        } else {
            FileError::Unreadable(error.to_string())
        }
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut text = String::new();
    let limit = FILE_BYTES_MAX.saturating_add(1);
    file.take(limit)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > FILE_BYTES_MAX {
        return Err(FileError::TooLarge);
    }
    Ok(text)
}

/// The handover that a file describes.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn handover(text: &str) -> Result<HandoverFile, FileError> {
    let mut file = Fields::root(with_lifted_attachments(parse(text)?));
    let kind = file.choice("kind", Kind::typed, || Kind::ALL.map(Kind::name).to_vec());
    let from = file.office("from");
    let to = file.required_office("to");
    let colours = colours(kind);
    let colour = file.choice(
        "urgency",
        |word| Colour::from_name(word).filter(|colour| colours.contains(colour)),
        || colours.iter().map(|colour| colour.name()).collect(),
    );
    let in_reply_to = file.text("in_reply_to");
    let mut attachments = file.list("attachments");
    let subject = file.text("subject");
    let mut body = file.section("content");
    attachments.extend(body.list("attachments"));
    let head = Head { subject };
    let content = match kind {
        Some(kind) => documents::content(kind, head, &mut file, &mut body),
        None => Err(Vec::new()),
    };
    let mut wrong = file.finish();
    wrong.extend(body.finish());
    match (kind, to, colour, content) {
        (Some(kind), Some(to), Some(colour), Ok(content)) if wrong.is_empty() => Ok(HandoverFile {
            kind,
            from,
            to,
            colour,
            in_reply_to,
            content,
            attachments,
        }),
        (_, _, _, content) => Err(FileError::Wrong(join(wrong, content.err()))),
    }
}

/// The colours that a kind may have: a notification is always red.
const fn colours(kind: Option<Kind>) -> &'static [Colour] {
    match kind {
        Some(Kind::Notification) => &[Colour::Red],
        Some(
            Kind::Referral
            | Kind::CaseInformation
            | Kind::ClosingReport
            | Kind::FollowUp
            | Kind::InterimReport
            | Kind::Message,
        )
        | None => &Colour::ALL,
    }
}

/// All that is wrong, each field once: a field of the wrong type is also missing its text.
fn join(mut wrong: Vec<Wrong>, content: Option<Vec<Wrong>>) -> Vec<Wrong> {
    for one in content.unwrap_or_default() {
        if !wrong.iter().any(|known| known.same_field(&one)) {
            wrong.push(one);
        }
    }
    wrong
}

/// What a list of attachments written below the last item belongs to: TOML counts it to the item,
/// and the author means the document.
fn with_lifted_attachments(mut file: Table) -> Table {
    if let Some(Value::Table(content)) = file.get_mut("content")
        && let Some(Value::Array(items)) = content.get_mut("items")
        && let Some(Value::Table(last)) = items.last_mut()
        && let Some(attachments) = last.remove("attachments")
    {
        content.entry("attachments").or_insert(attachments);
    }
    file
}

fn parse(text: &str) -> Result<Table, FileError> {
    text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.unwrap_or_default().matches('\n').count();
        // Only the first line: the rest may repeat what the author wrote.
        let why = error.message().lines().next().unwrap_or_default();
        FileError::NotToml(line.saturating_add(1), why.to_owned())
    })
}

#[cfg(test)]
mod tests;
