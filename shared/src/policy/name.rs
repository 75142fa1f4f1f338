//! The names of the clocks that a policy sets.

use crate::{
    handover::table::STATES,
    words::{Kind, State},
};

/// A clock that the policy sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockName {
    /// Of a handover's state, for every kind that has none of its own there.
    State(State),
    /// Of a state, for one kind.
    Of(Kind, State),
    /// Of a course.
    Course(CourseClock),
}

/// A clock of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseClock {
    /// From accepting, or from a postponement, to a visit date.
    Visit,
    /// How long before a visit the case information has to be complete.
    CaseInformation,
    /// Between two notes on a child that waits.
    StatusNote,
    /// From the visit's day until the team says that it has met the child.
    Assessment,
    /// From the beginning of the assessment to that of the treatment.
    Treatment,
    /// Between two interim reports.
    InterimReport,
    /// From an interruption to a short closing report.
    ShortReport,
    /// From the last session to the closing report.
    ClosingReport,
    /// From the closing report to the municipality's receipt for it.
    ReportReceipt,
    /// From that receipt to a decision on follow-up.
    FollowUpDecision,
    /// From the decision until somebody is asked to give the child what was decided.
    FollowUp,
    /// From then until somebody asks whether the child got it.
    FirstCheck,
    /// From then until somebody asks once more.
    SecondCheck,
    /// Until the course is closed when there is nothing more to do.
    Closing,
    /// For a municipality to answer whether it takes a child over.
    TakeOver,
    /// For the second of two signatures.
    Countersignature,
}

impl CourseClock {
    /// Every clock of a course.
    pub const ALL: [Self; 16] = [
        Self::Visit,
        Self::CaseInformation,
        Self::StatusNote,
        Self::Assessment,
        Self::Treatment,
        Self::InterimReport,
        Self::ShortReport,
        Self::ClosingReport,
        Self::ReportReceipt,
        Self::FollowUpDecision,
        Self::FollowUp,
        Self::FirstCheck,
        Self::SecondCheck,
        Self::Closing,
        Self::TakeOver,
        Self::Countersignature,
    ];

    /// Its name in pages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::CaseInformation => "case-information",
            Self::StatusNote => "status-note",
            Self::Assessment => "assessment",
            Self::Treatment => "treatment",
            Self::InterimReport => "interim-report",
            Self::ShortReport => "short-report",
            Self::ClosingReport => "closing-report",
            Self::ReportReceipt => "report-receipt",
            Self::FollowUpDecision => "follow-up-decision",
            Self::FollowUp => "follow-up",
            Self::FirstCheck => "first-check",
            Self::SecondCheck => "second-check",
            Self::Closing => "closing",
            Self::TakeOver => "take-over",
            Self::Countersignature => "countersignature",
        }
    }
}

impl ClockName {
    /// Every clock that a policy has: those of the states in which somebody owes something, of
    /// the one kind that has its own, and of the course.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = STATES.iter().filter(|row| row.clock.is_some());
        states
            .map(|row| Self::State(row.state))
            .chain([ACTION])
            .chain(CourseClock::ALL.map(Self::Course))
    }

    /// Its name in a policy's file.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::State(state) => hyphened(state.name()),
            Self::Of(kind, state) => {
                format!("{}-{}", hyphened(kind.name()), hyphened(state.name()))
            }
            Self::Course(clock) => clock.name().to_owned(),
        }
    }

    /// The clock with that name in a policy's file.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|name| name.key() == key)
    }
}

/// `AwaitingInformation` as `awaiting-information`.
fn hyphened(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// A notification's action has a legal clock of its own.
pub(super) const ACTION: ClockName = ClockName::Of(Kind::Notification, State::Accepted);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_clock_has_a_key_of_its_own() {
        let keys: BTreeSet<String> = ClockName::all().map(ClockName::key).collect();
        assert_eq!(keys.len(), ClockName::all().count());
        for name in ClockName::all() {
            assert_eq!(ClockName::from_key(&name.key()), Some(name));
        }
        assert_eq!(ACTION.key(), "notification-accepted");
        assert!(keys.contains("awaiting-information"));
        assert_eq!(ClockName::from_key("closed"), None, "nobody owes anything");
    }
}
