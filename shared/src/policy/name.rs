//! The names of the clocks that a policy sets.

use crate::{
    handover::table::STATES,
    words::{CourseClock, Kind, State, kebab},
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
    /// Of a child's matter as a whole, over legs and versions, until it is decided.
    Age,
    /// Until somebody has looked at what they did and does not hold.
    Look,
    /// The shortest time that anybody has who learns today that something is owed by a day. The
    /// law's clocks know no such time.
    Fair,
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
            .chain([Self::Age, Self::Fair, Self::Look])
    }

    /// Its number on the wire: a state's is below 256, a state's of one kind below 4096, a
    /// course's below 8192.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::State(state) => state.code(),
            Self::Of(kind, state) => {
                let of_kind = u16::from(kind.code()).saturating_add(1);
                of_kind.saturating_mul(256).saturating_add(state.code())
            }
            Self::Course(clock) => clock.code().saturating_add(4096),
            Self::Age => 8192,
            Self::Fair => 8193,
            Self::Look => 8194,
        }
    }

    /// Its name in a policy's file.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::State(state) => kebab(state.name()),
            Self::Of(kind, state) => {
                format!("{}-{}", kebab(kind.name()), kebab(state.name()))
            }
            Self::Course(clock) => clock.name().to_owned(),
            Self::Age => "age".to_owned(),
            Self::Fair => "fair".to_owned(),
            Self::Look => "look".to_owned(),
        }
    }

    /// The clock with that name in a policy's file.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|name| name.key() == key)
    }
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
