//! What must be mended before a document can be sent.
//!
//! A fault names the field and what is wrong with it, never what stands in it: faults are shown
//! in terminals and may end up in logs.

use std::fmt;

use thiserror::Error;

use super::cpr::CprFault;
use super::said::Choice;

/// All that is wrong with a document, in the order of its fields; never empty.
///
/// The author's move: mend every field named here and send again.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} to be mended by the author: {}", count(.0), list(.0))]
pub struct ContentFaults(Vec<Fault>);

impl ContentFaults {
    /// One fault, found before there was a document to read.
    pub(crate) fn one(field: &'static str, flaw: Flaw) -> Self {
        let item = None;
        Self(vec![Fault { field, item, flaw }])
    }

    /// The faults, in the order of the document's fields.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field as it is written in a content file: `child.name`.
    pub field: &'static str,
    /// Which item of a list, counted from 1; `None` for a field outside lists.
    pub item: Option<usize>,
    /// What is wrong.
    pub flaw: Flaw,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.item {
            None => write!(f, "{} {}", self.field, self.flaw),
            Some(item) => write!(f, "{} (number {item}) {}", self.field, self.flaw),
        }
    }
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// The field is not there, or holds only white space.
    #[error("is missing")]
    Missing,
    /// The text is longer than the field allows.
    #[error("has {got_chars} characters, and at most {max_chars} are allowed")]
    TooLong {
        /// The most characters that are allowed.
        max_chars: usize,
        /// The characters that there are.
        got_chars: usize,
    },
    /// The text holds a character that cannot be seen and can change how the rest is read.
    #[error("holds the hidden character U+{:04X}", u32::from(*.character))]
    HiddenCharacter {
        /// The first such character.
        character: char,
    },
    /// The text is not a CPR number.
    #[error(transparent)]
    Cpr(#[from] CprFault),
    /// The text is not a language code of two or three letters.
    #[error("is not a language code of two or three letters, such as kl or da")]
    NotALanguage,
    /// The text is not a date that exists.
    #[error("is not a date written as 2026-12-15")]
    NotADate,
    /// The text is not a time with its offset from UTC.
    #[error("is not a time with its offset, written as 2026-09-02T14:20:00-02:00")]
    NotAnInstant,
    /// The day or the time is in a year that nobody means.
    #[error("is in a year that cannot be meant")]
    Year,
    /// The last day of a period lies before its first.
    #[error("is before the first day")]
    BeforeFirst,
    /// The number is negative or larger than allowed.
    #[error("is not a whole number from 0 to {max}")]
    NotACount {
        /// The largest number that is allowed.
        max: u32,
    },
    /// The text is not an office's id.
    #[error("is not an office's id, such as kujalleq/nanortalik")]
    NotAnOffice,
    /// The field is there although another answer leaves no place for it.
    #[error("does not belong beside the other answers")]
    OutOfPlace,
    /// What is sent on is no document of a kind of handover.
    #[error("is not a document that can be sent on")]
    NotADocument,
    /// The text is none of the words to choose from.
    #[error("is none of: {}", names(.choices))]
    NotAChoice {
        /// The words to choose from.
        choices: &'static [Choice],
    },
    /// The text is not a plain file name: it holds a separator, or nothing but dots.
    #[error("is not a plain file name without folders")]
    NotAFileName,
    /// The text is not a media type.
    #[error("is not a media type such as text/plain, in lower case")]
    NotAMediaType,
    /// The list is longer than allowed.
    #[error("has {got} items, and at most {max} are allowed")]
    TooMany {
        /// The most items that are allowed.
        max: usize,
        /// The items that there are.
        got: usize,
    },
    /// The file is larger than allowed.
    #[error("is {got_bytes} bytes large, and at most {max_bytes} are allowed")]
    TooLarge {
        /// The most bytes that are allowed.
        max_bytes: u64,
        /// The bytes that there are.
        got_bytes: u64,
    },
    /// The epoch does not come after the one before it, or is zero.
    #[error("does not come after the epoch before it")]
    NotRising,
}

/// What `read` answers, or all the faults that it noted.
///
/// `read` reads every field before it gives up, and answers `None` exactly when it has noted a
/// fault: both follow when each field is taken through [`Faults`] first and `?` comes last.
pub(super) fn gather<T>(read: impl FnOnce(&mut Faults) -> Option<T>) -> Result<T, ContentFaults> {
    let mut faults = Faults(Vec::new());
    read(&mut faults).ok_or(ContentFaults(faults.0))
}

/// Collects faults while a document is read.
#[derive(Debug)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// What was read for `field`, or `None` and a fault.
    pub(super) fn take<T>(&mut self, field: &'static str, read: Result<T, Flaw>) -> Option<T> {
        self.note(field, None, read)
    }

    /// What was read for `field` of the list's item number `item` (from 1), or `None` and a fault.
    pub(super) fn take_item<T>(
        &mut self,
        field: &'static str,
        item: usize,
        read: Result<T, Flaw>,
    ) -> Option<T> {
        self.note(field, Some(item), read)
    }

    /// What was found for `field`, which has a place exactly when `condition` was answered by yes;
    /// where that itself has to be mended, anything will do.
    pub(super) fn exactly_when<T>(
        &mut self,
        condition: Option<bool>,
        field: &'static str,
        found: Option<Option<T>>,
    ) -> Option<Option<T>> {
        let found = found?;
        let fits = match condition {
            Some(true) => called_for(found),
            Some(false) => out_of_place(found),
            None => Ok(found),
        };
        self.take(field, fits)
    }

    fn note<T>(
        &mut self,
        field: &'static str,
        item: Option<usize>,
        read: Result<T, Flaw>,
    ) -> Option<T> {
        read.map_err(|flaw| self.0.push(Fault { field, item, flaw }))
            .ok()
    }
}

/// What was found where another answer calls for it.
pub(super) fn called_for<T>(found: Option<T>) -> Result<Option<T>, Flaw> {
    found.map(Some).ok_or(Flaw::Missing)
}

/// What was found where another answer leaves no place for it: nothing, or a flaw.
pub(super) fn out_of_place<T>(found: Option<T>) -> Result<Option<T>, Flaw> {
    found.map_or(Ok(None), |_| Err(Flaw::OutOfPlace))
}

/// A number of times, at most `max`.
pub(super) fn count_up_to(max: u32, raw: Option<i64>) -> Result<u32, Flaw> {
    let written = raw.ok_or(Flaw::Missing)?;
    match u32::try_from(written) {
        Ok(count) if count <= max => Ok(count),
        Ok(_) | Err(_) => Err(Flaw::NotACount { max }),
    }
}

fn count(faults: &[Fault]) -> String {
    match faults.len() {
        1 => "1 field".to_owned(),
        many => format!("{many} fields"),
    }
}

fn names(choices: &[Choice]) -> String {
    let names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
    names.join(", ")
}

fn list(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("; ")
}
