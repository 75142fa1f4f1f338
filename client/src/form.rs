//! Reading what an author wrote in a TOML file, as in `tests/data/handovers`.
//!
//! Everything that has to be mended is named at once: unknown fields, wrong types, missing
//! content. The file itself is only ever read.

mod fields;
mod template;
mod terms;
pub mod typed;
pub mod value;

use std::{
    io::{self, Read as _},
    path::Path,
};

use stafet_shared::{
    content::{
        Answers, Blank, CaseInformation, Choice, ClosingReport, Content, ContentFaults, Fault,
        FollowUp, Form, InterimReport, Message, Notification, Referral, Said,
    },
    party::OfficeId,
    words::{Colour, Kind},
};
use zeroize::Zeroizing;

use self::fields::Fields;
use self::value::{Section, Value};
pub use self::{
    fields::{FieldFlaw, Wrong},
    template::Template,
};
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

/// Another encoding than the one that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// What some programs of Windows call *Unicode*.
    Utf16,
    /// Windows-1252, which is Latin-1 and some more.
    Windows1252,
}

impl Encoding {
    /// The name under which programs offer it.
    const fn name(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252 (ANSI, Latin-1)",
        }
    }
}

/// Why a file is of no use as it is. The author's move; nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// It cannot be read.
    Unreadable(io::ErrorKind),
    /// It is larger than [`FILE_BYTES_MAX`].
    TooLarge,
    /// It is no UTF-8, but text of another encoding.
    Encoded(Encoding),
    /// It is no text at all.
    NotText,
    /// It is no TOML: on which line, and why.
    NotToml(usize, String),
    /// It is something else than what belongs here.
    WrongKind(Choice),
    /// Fields have to be mended.
    Wrong(Vec<Wrong>),
}

impl FileError {
    /// What to tell the author about the file named `file`.
    #[must_use]
    pub fn text(&self, file: &str, texts: &Texts) -> String {
        match self {
            Self::Missing => say!(texts, "file-missing", file = file),
            Self::Folder => say!(texts, "file-folder", file = file),
            Self::Unreadable(why) => {
                let why = texts.of_system(*why);
                say!(texts, "file-unreadable", file = file, why = why)
            }
            Self::TooLarge => {
                let max = FILE_BYTES_MAX.to_string();
                say!(texts, "file-too-large", file = file, max = max)
            }
            Self::Encoded(encoding) => {
                let encoding = encoding.name();
                say!(texts, "file-encoded", file = file, encoding = encoding)
            }
            Self::NotText => say!(texts, "file-not-text", file = file),
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
                    wanted = texts.said(wanted.said)
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
    let unreadable = |error: io::Error| {
        if error.kind() == io::ErrorKind::NotFound {
            FileError::Missing
        } else if path.is_dir() {
            // Systems differ in how they say so.
            FileError::Folder
        } else {
            FileError::Unreadable(error.kind())
        }
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Zeroizing::new(Vec::new());
    let limit = FILE_BYTES_MAX.saturating_add(1);
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_BYTES_MAX {
        return Err(FileError::TooLarge);
    }
    decoded(&bytes)
}

/// The text that bytes hold, without the mark that some programs put before UTF-8.
fn decoded(bytes: &[u8]) -> Result<String, FileError> {
    if let Ok(text) = str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        && !text.contains('\0')
    {
        return Ok(text.to_owned());
    }
    Err(if is_utf16(bytes) {
        FileError::Encoded(Encoding::Utf16)
    } else if bytes.iter().all(|byte| is_written(char::from(*byte))) {
        FileError::Encoded(Encoding::Windows1252)
    } else {
        FileError::NotText
    })
}

/// Whether bytes are text in units of two bytes, in either order.
fn is_utf16(bytes: &[u8]) -> bool {
    let (units, []) = bytes.as_chunks() else {
        return false;
    };
    [u16::from_le_bytes, u16::from_be_bytes]
        .into_iter()
        .any(|unit| {
            let units = units.iter().map(|it| unit(*it));
            let mut characters = char::decode_utf16(units);
            characters.all(|it| it.is_ok_and(is_written))
        })
}

/// Whether people write that character.
const fn is_written(character: char) -> bool {
    !character.is_ascii_control() || character.is_ascii_whitespace()
}

/// The handover that a file describes.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn handover(text: &str) -> Result<HandoverFile, FileError> {
    let mut sheet = Sheet::of(with_lifted_attachments(parse(text)?));
    let file = &mut sheet.file;
    let kinds = Kind::ALL.map(|kind| (kind, of_kind(kind)));
    let kind = file.choice("kind", kinds.into_iter());
    let from = file.office("from");
    let to = file.required_office("to");
    let colours = urgencies(kind).iter();
    let colours = colours.filter_map(|it| Some((Colour::from_name(it.name)?, *it)));
    let colour = file.choice("urgency", colours);
    let in_reply_to = file
        .text_of("in_reply_to")
        .filter(|it| !it.trim().is_empty());
    let mut attachments = file.list("attachments");
    attachments.extend(sheet.body.list("attachments"));
    let content = kind.map(|kind| document(kind, &mut sheet));
    let content = sheet.finish(content.transpose())?;
    // Whoever comes here without these has been told so.
    let (Some(kind), Some(to), Some(colour), Some(content)) = (kind, to, colour, content) else {
        return Err(FileError::Wrong(Vec::new()));
    };
    Ok(HandoverFile {
        kind,
        from,
        to,
        colour,
        in_reply_to,
        content,
        attachments,
    })
}

/// What an act says beside its verb, as a file says it: its kind and its content, and nothing else
/// of meaning.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn answer<F: Form>(text: &str) -> Result<F, FileError> {
    let mut sheet = Sheet::of(parse(text)?);
    let kind = sheet.file.text_of("kind").unwrap_or_default();
    if !F::TITLE.is_meant(&kind) {
        return Err(FileError::WrongKind(F::TITLE));
    }
    // The command line says which handover is answered.
    let _named_by_the_command = sheet.file.text_of("in_reply_to");
    let content = F::filled_in(&mut sheet);
    sheet.finish(content)
}

/// The same as it was typed, by the names of its blanks.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn typed<F: Form, const N: usize>(
    answers: [(&'static str, Value); N],
) -> Result<F, ContentFaults> {
    let answers = answers.map(|(name, value)| (name.to_owned(), value));
    F::filled_in(&mut Fields::root(answers.into()))
}

/// The same as it was filled in on a page.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn filled<F: Form>(section: Section) -> Result<F, ContentFaults> {
    F::filled_in(&mut Fields::root(section))
}

/// What the document of a kind asks for.
#[must_use]
pub fn blanks_of(kind: Kind) -> Vec<Blank> {
    match kind {
        Kind::Notification => Notification::blanks(),
        Kind::Referral => Referral::blanks(),
        Kind::CaseInformation => CaseInformation::blanks(),
        Kind::ClosingReport => ClosingReport::blanks(),
        Kind::FollowUp => FollowUp::blanks(),
        Kind::InterimReport => InterimReport::blanks(),
        Kind::Message => Message::blanks(),
    }
}

/// The document of a kind, as it was filled in on a page.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn filled_document(kind: Kind, section: Section) -> Result<Content, ContentFaults> {
    document(kind, &mut Fields::root(section))
}

/// How urgent a kind may be.
#[must_use]
pub fn colours_of(kind: Kind) -> Vec<Colour> {
    let words = urgencies(Some(kind)).iter();
    words.filter_map(|it| Colour::from_name(it.name)).collect()
}

/// A file: what stands at its top, and its section `content`.
struct Sheet {
    file: Fields,
    body: Fields,
}

impl Sheet {
    fn of(section: Section) -> Self {
        let mut file = Fields::root(section);
        let body = file.section_or_none("content");
        Self { file, body }
    }

    /// The document, unless anything has to be mended: then all of it, each field once.
    fn finish<T>(self, content: Result<T, ContentFaults>) -> Result<T, FileError> {
        let (mut wrong, below) = self.file.finish();
        let (in_body, below_body) = self.body.finish();
        wrong.extend(in_body.into_iter().chain(below).chain(below_body));
        match content {
            Ok(content) if wrong.is_empty() => Ok(content),
            Ok(_) => Err(FileError::Wrong(wrong)),
            Err(faults) => Err(FileError::Wrong(join(wrong, wrong_content(&faults)))),
        }
    }

    /// Where a blank stands: what a list shows of a handover at the top, all else in its section.
    fn part(&mut self, name: &str) -> &mut Fields {
        match name {
            "subject" | "child" => &mut self.file,
            _ => &mut self.body,
        }
    }
}

impl Answers for Sheet {
    type Section = Fields;

    fn text(&mut self, name: &'static str) -> Option<String> {
        self.part(name).text(name)
    }

    fn when(&mut self, name: &'static str) -> Option<String> {
        self.part(name).when(name)
    }

    fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.part(name).flag(name)
    }

    fn number(&mut self, name: &'static str) -> Option<i64> {
        self.part(name).number(name)
    }

    fn list(&mut self, name: &'static str) -> Vec<String> {
        self.part(name).list(name)
    }

    fn section<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        self.part(name).section(name, read)
    }

    fn sections<T>(&mut self, name: &'static str, read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
        self.part(name).sections(name, read)
    }
}

/// The document of a kind of handover.
fn document(kind: Kind, sheet: &mut impl Answers) -> Result<Content, ContentFaults> {
    Ok(match kind {
        Kind::Notification => Content::Notification(Notification::filled_in(sheet)?),
        Kind::Referral => Content::Referral(Referral::filled_in(sheet)?),
        Kind::CaseInformation => Content::CaseInformation(CaseInformation::filled_in(sheet)?),
        Kind::ClosingReport => Content::ClosingReport(ClosingReport::filled_in(sheet)?),
        Kind::FollowUp => Content::FollowUp(FollowUp::filled_in(sheet)?),
        Kind::InterimReport => Content::InterimReport(InterimReport::filled_in(sheet)?),
        Kind::Message => Content::Message(Message::filled_in(sheet)?),
    })
}

const fn of_kind(kind: Kind) -> Choice {
    Choice {
        name: kind.name(),
        said: Said::kind(kind),
    }
}

const fn of_colour(colour: Colour) -> Choice {
    Choice {
        name: colour.name(),
        said: Said::colour(colour),
    }
}
/// How urgent a kind may be: a notification is always red.
const fn urgencies(kind: Option<Kind>) -> &'static [Choice] {
    const RED: [Choice; 1] = [of_colour(Colour::Red)];
    const ALL: [Choice; 3] = [
        of_colour(Colour::Red),
        of_colour(Colour::Yellow),
        of_colour(Colour::Green),
    ];
    match kind {
        Some(Kind::Notification) => &RED,
        Some(
            Kind::Referral
            | Kind::CaseInformation
            | Kind::ClosingReport
            | Kind::FollowUp
            | Kind::InterimReport
            | Kind::Message,
        )
        | None => &ALL,
    }
}

/// All that is wrong, each field once: a field of the wrong type is also missing its text.
fn join(mut wrong: Vec<Wrong>, content: Vec<Wrong>) -> Vec<Wrong> {
    for one in content {
        if !wrong.iter().any(|known| known.same_field(&one)) {
            wrong.push(one);
        }
    }
    wrong
}

/// What a list of attachments written below the last item belongs to: TOML counts it to the item,
/// and the author means the document.
fn with_lifted_attachments(mut file: Section) -> Section {
    if let Some(Value::Section(content)) = file.get_mut("content")
        && let Some(Value::List(items)) = content.get_mut("items")
        && let Some(Value::Section(last)) = items.last_mut()
        && let Some(attachments) = last.remove("attachments")
    {
        content
            .entry("attachments".to_owned())
            .or_insert(attachments);
    }
    file
}

fn parse(text: &str) -> Result<Section, FileError> {
    let table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.unwrap_or_default().matches('\n').count();
        // Only the first line: the rest may repeat what the author wrote.
        let why = error.message().lines().next().unwrap_or_default();
        FileError::NotToml(line.saturating_add(1), why.to_owned())
    })?;
    Ok(value::section(table))
}

#[cfg(test)]
mod tests;
