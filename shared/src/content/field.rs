//! What was answered in a form, as a list from which every face writes.

use jiff::civil::Date;

use super::attachment::Manifest;
use super::cpr::CprAnswer;
use super::said::{Choice, Said};
use super::text::Line;
use crate::id::ActId;
use crate::party::OfficeId;
use crate::time::Timestamp;

/// A form that was filled in, as every face shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answered<'a> {
    /// The form's stable name.
    pub name: &'static str,
    /// What was answered.
    pub fields: Vec<Field<'a>>,
}

/// What was answered in one blank.
#[derive(Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// The blank's stable name, as in files and JSON. A section without one stands among its
    /// neighbours.
    pub name: &'static str,
    /// What stands before the answer.
    pub label: Said,
    /// The answer, if there is one.
    pub value: Option<Value<'a>>,
}

/// An answer, personal: for faces, never for a log.
#[derive(Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text on one or more lines, or a code.
    Text(&'a str),
    /// A day.
    Day(Date),
    /// A point in time.
    Instant(Timestamp),
    /// A whole number.
    Count(u32),
    /// Yes or no.
    Flag(bool),
    /// A word that was chosen.
    Word(Choice),
    /// An office.
    Office(&'a OfficeId),
    /// What is known of a CPR number.
    Cpr(&'a CprAnswer),
    /// Texts on one line each.
    Lines(&'a [Line]),
    /// The first and the last of days in a row.
    Period(Date, Date),
    /// Attached files.
    Files(&'a Manifest),
    /// Answers that belong together.
    Section(Vec<Field<'a>>),
    /// The same answers once for each thing.
    Sections(Vec<Vec<Field<'a>>>),
    /// The act that a document was sent with first.
    Act(ActId),
    /// A document within a document.
    Document(Answered<'a>),
}

macro_rules! sealed_fields {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[sealed]")
            }
        }
    )+};
}
sealed_fields!(Answered, Field, Value);
