//! Reading what an author wrote in a TOML file, as in `tests/data/handovers`.
//!
//! Everything that has to be mended is named at once: unknown fields, wrong types, missing
//! content. The file itself is only ever read.

mod fields;

use std::{io::Read as _, path::Path};

use stafet_shared::{
    content::{
        Content, ContentFaults, DeclineReason, Fault, Message, Plan, RawChild, RawDeclineReason,
        RawMessage, RawPlan, RawReferral, Referral,
    },
    handover::{Colour, Kind},
    party::OfficeId,
};

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
    /// What is said.
    pub content: Content,
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
    /// It is of a kind that cannot be sent yet.
    NotInService(Kind),
    /// It has attachments, which cannot be sent yet.
    Attachments,
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
            Self::NotInService(kind) => {
                say!(texts, "file-not-in-service", kind = texts.kind(*kind))
            }
            Self::Attachments => say!(texts, "file-attachments", file = file),
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
    let mut file = Fields::root(parse(text)?);
    let kind = file.choice("kind", Kind::from_name, || {
        Kind::ALL.map(Kind::name).to_vec()
    });
    match kind {
        Some(Kind::Referral | Kind::Message) | None => {}
        Some(
            kind @ (Kind::Notification
            | Kind::CaseInformation
            | Kind::ClosingReport
            | Kind::FollowUp
            | Kind::InterimReport),
        ) => return Err(FileError::NotInService(kind)),
    }
    let from = file.office("from");
    let to = file.required_office("to");
    let colour = file.choice("urgency", Colour::from_name, || {
        Colour::ALL.map(Colour::name).to_vec()
    });
    let in_reply_to = file.text("in_reply_to");
    let mut attached = file.take("attachments").is_some();
    let subject = file.text("subject");
    let mut body = file.section("content");
    attached |= body.take("attachments").is_some();
    if attached {
        return Err(FileError::Attachments);
    }
    let content = match kind {
        Some(Kind::Message) => message(subject, &mut body),
        Some(_) => referral(subject, &mut file, &mut body),
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
        }),
        (_, _, _, content) => Err(FileError::Wrong(join(wrong, content.err()))),
    }
}

/// The reason for declining that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn decline_reason(text: &str) -> Result<DeclineReason, FileError> {
    answer(text, "DeclineReason", |body| {
        let raw = RawDeclineReason {
            category: body.text("category"),
            text: body.text("text"),
        };
        DeclineReason::parse(raw)
    })
}

/// The plan for the child that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn plan(text: &str) -> Result<Plan, FileError> {
    answer(text, "Plan", |body| {
        let raw = RawPlan {
            text: body.text("text"),
            who_follows_up: body.text("who_follows_up"),
            follow_up_by: body.day("follow_up_by"),
        };
        Plan::parse(raw)
    })
}

/// A file that answers a handover: its kind and its content, and nothing else of meaning.
fn answer<T>(
    text: &str,
    kind: &'static str,
    read: impl FnOnce(&mut Fields) -> Result<T, ContentFaults>,
) -> Result<T, FileError> {
    let mut file = Fields::root(parse(text)?);
    if file.text("kind").as_deref() != Some(kind) {
        return Err(FileError::WrongKind(kind));
    }
    // The command line says which handover is answered.
    let _named_by_the_command = file.text("in_reply_to");
    let mut body = file.section("content");
    let content = read(&mut body).map_err(|faults| wrong_content(&faults));
    let mut wrong = file.finish();
    wrong.extend(body.finish());
    match content {
        Ok(content) if wrong.is_empty() => Ok(content),
        other => Err(FileError::Wrong(join(wrong, other.err()))),
    }
}

fn message(subject: Option<String>, body: &mut Fields) -> Result<Content, Vec<Wrong>> {
    let raw = RawMessage {
        subject,
        text: body.text("text"),
        attachments: Vec::new(),
    };
    Message::parse(raw)
        .map(Content::Message)
        .map_err(|faults| wrong_content(&faults))
}

fn referral(
    subject: Option<String>,
    file: &mut Fields,
    body: &mut Fields,
) -> Result<Content, Vec<Wrong>> {
    let mut child = file.section("child");
    let raw = RawReferral {
        child: RawChild {
            name: child.text("name"),
            cpr: child.text("cpr"),
            language: child.text("language"),
            lives_with: child.text("lives_with"),
        },
        subject,
        reason: body.text("reason"),
        wanted: body.text("wanted"),
        history: body.text("history"),
        consent: body.text("consent"),
        interpreter: body.flag("interpreter"),
        contact: body.text("contact"),
        attachments: Vec::new(),
    };
    let read = Referral::parse(raw);
    let wrong = join(child.finish(), read.as_ref().err().map(wrong_content));
    match read {
        Ok(referral) if wrong.is_empty() => Ok(Content::Referral(referral)),
        Ok(_) | Err(_) => Err(wrong),
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

fn parse(text: &str) -> Result<toml::Table, FileError> {
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
// TEMPORARY
pub fn reason(_: &str) -> Result<stafet_shared::content::Reason, FileError> { todo!() }
pub fn information_request(_: &str) -> Result<stafet_shared::content::InformationRequest, FileError> { todo!() }
pub fn proposal(_: &str) -> Result<stafet_shared::content::Proposal, FileError> { todo!() }
pub fn carried(_: &str) -> Result<stafet_shared::content::Carried, FileError> { todo!() }
pub fn follow_up_report(_: &str) -> Result<stafet_shared::content::FollowUpReport, FileError> { todo!() }
pub fn action_taken(_: &str) -> Result<stafet_shared::content::ActionTaken, FileError> { todo!() }
