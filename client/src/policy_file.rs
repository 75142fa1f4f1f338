//! A policy as a file: TOML in which nothing is implicit.
//!
//! Every clock has to be there with its three colours and where it comes from, so that whoever
//! signs a policy has seen all of it. What is wrong is named with its line.

mod read;
mod write;

#[cfg(test)]
mod tests;

use stafet_shared::{
    calendar::CLOSED_DAYS_MAX,
    policy::{
        LADDER_OFFICES_MAX, ORGANISATIONS_MAX, POLICY_BYTES_MAX, PolicyError, SOURCE_CHARS_MAX,
    },
};

pub use self::{read::read, write::write};
use crate::text::{Texts, say};

/// What has to be mended in a policy's file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// On which line, from 1, if it is on any.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong in a policy's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no TOML, or a key is missing or unknown: in the words of the reader of TOML.
    Toml(String),
    /// There is no clock by this name.
    UnknownClock(String),
    /// The clock with this key is not there.
    MissingClock(String),
    /// The value of this key is no span.
    NotASpan(String),
    /// The value of this key is no office's id.
    NotAnOffice(String),
    /// This is no organisation's id.
    NotAnOrganisation(String),
    /// The value of this key is no list of holidays.
    NotHolidays(String),
    /// This key holds something that is no day.
    NotADay(String),
    /// A clock has a source, or is a proposal; this one is neither or both.
    NoBasis(String),
    /// The file is right, but no policy may say this.
    Impossible(PolicyError),
}

impl Mistake {
    /// What to tell whoever wrote the file.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let what = self.what.text(texts);
        match self.line {
            Some(line) => say!(
                texts,
                "policy-line",
                line = line.to_string(),
                what = what.as_str()
            ),
            None => what,
        }
    }
}

impl Wrong {
    fn text(&self, texts: &Texts) -> String {
        match self {
            Self::Toml(why) => why.clone(),
            Self::UnknownClock(key) => say!(texts, "policy-unknown-clock", key = key.as_str()),
            Self::MissingClock(key) => say!(texts, "policy-missing-clock", key = key.as_str()),
            Self::NotASpan(key) => say!(texts, "policy-not-a-span", key = key.as_str()),
            Self::NotAnOffice(key) => say!(texts, "policy-not-an-office", key = key.as_str()),
            Self::NotAnOrganisation(key) => {
                say!(texts, "policy-not-an-organisation", key = key.as_str())
            }
            Self::NotHolidays(key) => say!(texts, "policy-not-holidays", key = key.as_str()),
            Self::NotADay(key) => say!(texts, "policy-not-a-day", key = key.as_str()),
            Self::NoBasis(key) => say!(texts, "policy-no-basis", key = key.as_str()),
            Self::Impossible(error) => impossible(error, texts),
        }
    }
}

/// Why no policy may say that, in the reader's language.
fn impossible(error: &PolicyError, texts: &Texts) -> String {
    let key = key(error);
    match error {
        PolicyError::Missing(_) => say!(texts, "policy-missing-clock", key = key),
        PolicyError::NobodyReads(_) => say!(texts, "policy-unknown-clock", key = key),
        PolicyError::Impossible { span, .. } | PolicyError::Step { span, .. } => {
            let span = span.to_string();
            say!(texts, "policy-impossible-span", key = key, span = span)
        }
        PolicyError::Colours { colour, .. } => {
            let colour = texts.colour(*colour);
            say!(texts, "policy-colours", key = key, colour = colour)
        }
        PolicyError::Bound { bound, .. } => {
            let span = bound.to_string();
            say!(texts, "policy-bound", key = key, span = span)
        }
        PolicyError::BeforeADay(_) => say!(texts, "policy-before-a-day", key = key),
        PolicyError::Legal { legal, .. } => {
            let span = legal.to_string();
            say!(texts, "policy-legal", key = key, span = span)
        }
        PolicyError::Source(_) => {
            let max = SOURCE_CHARS_MAX.to_string();
            say!(texts, "policy-source", key = key, max = max)
        }
        PolicyError::Percent { value, .. } => {
            let value = value.to_string();
            say!(texts, "policy-percent", key = key, value = value)
        }
        PolicyError::Downwards => say!(texts, "policy-downwards"),
        PolicyError::Offices(_) => {
            let max = LADDER_OFFICES_MAX.to_string();
            say!(texts, "policy-offices", key = key, max = max)
        }
        PolicyError::Thresholds => say!(texts, "policy-thresholds"),
        PolicyError::Organisations => {
            let max = ORGANISATIONS_MAX.to_string();
            say!(texts, "policy-organisations", max = max)
        }
        PolicyError::ClosedDays(_) => {
            let max = CLOSED_DAYS_MAX.to_string();
            say!(texts, "policy-closed-days", key = key, max = max)
        }
        PolicyError::TooLarge { bytes } => {
            let (got, max) = (bytes.to_string(), POLICY_BYTES_MAX.to_string());
            say!(texts, "policy-too-large", got = got, max = max)
        }
    }
}

/// The key of the file that it is about, if it is about one.
fn key(error: &PolicyError) -> String {
    match error {
        PolicyError::Missing(name)
        | PolicyError::NobodyReads(name)
        | PolicyError::Impossible { name, .. }
        | PolicyError::Colours { name, .. }
        | PolicyError::Bound { name, .. }
        | PolicyError::BeforeADay(name)
        | PolicyError::Legal { name, .. }
        | PolicyError::Source(name) => format!("clocks.{}", name.key()),
        PolicyError::Percent { name, .. } => (*name).to_owned(),
        PolicyError::Step { step, .. } | PolicyError::Offices(step) => format!("ladder.{step}"),
        PolicyError::ClosedDays(organisation) => format!("days.{organisation}"),
        PolicyError::Downwards
        | PolicyError::Thresholds
        | PolicyError::Organisations
        | PolicyError::TooLarge { .. } => String::new(),
    }
}
