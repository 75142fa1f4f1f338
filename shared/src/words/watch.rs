//! The words of the watch over what is owed.

/// What somebody does about an obligation that is due or overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchVerb {
    /// Reminds the owner.
    Remind,
    /// Tells the next rung of the ladder.
    Escalate,
    /// R11: somebody who was told has seen it, and says what they did.
    SeeEscalation,
    /// An administrator looks after it for some days: nobody else is told meanwhile.
    TakeInHand,
    /// An office has looked at a case in a round of reviews.
    Review,
}

impl WatchVerb {
    /// Every act of the watch.
    pub const ALL: [Self; 5] = [
        Self::Remind,
        Self::Escalate,
        Self::SeeEscalation,
        Self::TakeInHand,
        Self::Review,
    ];

    /// Whether it is about one obligation.
    #[must_use]
    pub const fn has_concern(self) -> bool {
        !matches!(self, Self::Review)
    }
}

/// How far an obligation has been told up the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Half of the time has gone: the owner is reminded.
    Reminder,
    /// It is overdue: the owner's deputy and the other side are told.
    Overdue,
    /// Leaders on both sides and the administrators are told, and somebody has to ring.
    Leaders,
    /// The supervising authority is told.
    Authority,
}

impl Rung {
    /// Every rung, the lowest first.
    pub const ALL: [Self; 4] = [
        Self::Reminder,
        Self::Overdue,
        Self::Leaders,
        Self::Authority,
    ];

    /// Its number, from 1: the level that people read, and what travels.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Reminder => 1,
            Self::Overdue => 2,
            Self::Leaders => 3,
            Self::Authority => 4,
        }
    }

    /// The rung with that number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rung| rung.number() == number)
    }
}

/// Why an administrator has taken a matter in hand: a code, since a text could name somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The office has been rung up.
    Called,
    /// Its connection is down.
    Connection,
    /// Nobody is there: somebody is being found.
    Staffing,
    /// A device or a key is being replaced.
    Device,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::Called,
        Self::Connection,
        Self::Staffing,
        Self::Device,
        Self::Other,
    ];

    /// Its number in an act.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Called => 1,
            Self::Connection => 2,
            Self::Staffing => 3,
            Self::Device => 4,
            Self::Other => 5,
        }
    }

    /// The reason with that number.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Its name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Connection => "connection",
            Self::Staffing => "staffing",
            Self::Device => "device",
            Self::Other => "other",
        }
    }

    /// The reason with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}
