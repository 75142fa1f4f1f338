//! The tones in which the page speaks, each a word beside it and never colour alone.

use crate::face::when::Nearness;

/// How something is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A deadline has passed.
    Late,
    /// Today or tomorrow.
    Soon,
    /// With others, or on its way.
    Way,
    /// A person has taken it.
    Done,
    /// It has come back, or rests.
    Rest,
}

impl Tone {
    /// The class of a row.
    #[must_use]
    pub const fn row(self) -> &'static str {
        match self {
            Self::Late => " st-row--late",
            Self::Soon => " st-row--soon",
            Self::Way => " st-row--way",
            Self::Done => " st-row--done",
            Self::Rest => "",
        }
    }

    /// The class of a state.
    #[must_use]
    pub const fn state(self) -> &'static str {
        match self {
            Self::Late => " st-state--late",
            Self::Soon => " st-state--soon",
            Self::Way => " st-state--way",
            Self::Done => " st-state--done",
            Self::Rest => " st-state--rest",
        }
    }
}

/// The class of a deadline.
#[must_use]
pub const fn due(nearness: &Nearness) -> &'static str {
    match nearness {
        Nearness::Late => " st-due--late",
        Nearness::Soon => " st-due--soon",
        Nearness::Calm => "",
    }
}

/// The icon before a deadline.
#[must_use]
pub const fn due_icon(nearness: &Nearness) -> Option<&'static str> {
    match nearness {
        Nearness::Late => Some("warn"),
        Nearness::Soon => Some("clock"),
        Nearness::Calm => None,
    }
}
