//! A policy as a file: TOML in which nothing is implicit.
//!
//! Every clock has to be there with its three colours and where it comes from, so that whoever
//! signs a policy has seen all of it. What is wrong is named with its line.

mod read;
mod write;

#[cfg(test)]
mod tests;

use stafet_shared::policy::{ClockName, PolicyError};

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
    let key = |name: &ClockName| format!("clocks.{}", name.key());
    match error {
        PolicyError::Missing(name) => say!(texts, "policy-missing-clock", key = key(name)),
        PolicyError::NobodyReads(name) => say!(texts, "policy-unknown-clock", key = key(name)),
        PolicyError::Impossible { name, span } => say!(
            texts,
            "policy-impossible-span",
            key = key(name),
            span = span.to_string()
        ),
        PolicyError::Colours { name, colour } => say!(
            texts,
            "policy-colours",
            key = key(name),
            colour = texts.colour(*colour)
        ),
        PolicyError::Bound { name, bound } => say!(
            texts,
            "policy-bound",
            key = key(name),
            span = bound.to_string()
        ),
        PolicyError::BeforeADay(name) => say!(texts, "policy-before-a-day", key = key(name)),
        PolicyError::Legal { name, legal } => say!(
            texts,
            "policy-legal",
            key = key(name),
            span = legal.to_string()
        ),
        PolicyError::Source(name) => say!(
            texts,
            "policy-source",
            key = key(name),
            max = stafet_shared::policy::SOURCE_CHARS_MAX.to_string()
        ),
        PolicyError::Percent { .. }
        | PolicyError::Step { .. }
        | PolicyError::Downwards
        | PolicyError::Offices(_)
        | PolicyError::Thresholds
        | PolicyError::Organisations
        | PolicyError::ClosedDays(_)
        | PolicyError::TooLarge { .. } => beside_the_clocks(error, texts),
    }
}

/// The same, for what is not about one clock.
fn beside_the_clocks(error: &PolicyError, texts: &Texts) -> String {
    match error {
        PolicyError::Percent { name, value } => say!(
            texts,
            "policy-percent",
            key = (*name).to_owned(),
            value = value.to_string()
        ),
        PolicyError::Step { step, span } => say!(
            texts,
            "policy-impossible-span",
            key = format!("ladder.{step}"),
            span = span.to_string()
        ),
        PolicyError::Downwards => say!(texts, "policy-downwards"),
        PolicyError::Offices(step) => say!(
            texts,
            "policy-offices",
            key = format!("ladder.{step}"),
            max = stafet_shared::policy::LADDER_OFFICES_MAX.to_string()
        ),
        PolicyError::Thresholds => say!(texts, "policy-thresholds"),
        PolicyError::Organisations => say!(
            texts,
            "policy-organisations",
            max = stafet_shared::policy::ORGANISATIONS_MAX.to_string()
        ),
        PolicyError::ClosedDays(organisation) => say!(
            texts,
            "policy-closed-days",
            key = format!("days.{organisation}"),
            max = stafet_shared::calendar::CLOSED_DAYS_MAX.to_string()
        ),
        PolicyError::TooLarge { bytes } => say!(
            texts,
            "policy-too-large",
            got = bytes.to_string(),
            max = stafet_shared::policy::POLICY_BYTES_MAX.to_string()
        ),
        PolicyError::Missing(_)
        | PolicyError::NobodyReads(_)
        | PolicyError::Impossible { .. }
        | PolicyError::Colours { .. }
        | PolicyError::Bound { .. }
        | PolicyError::BeforeADay(_)
        | PolicyError::Legal { .. }
        | PolicyError::Source(_) => error.to_string(),
    }
}
