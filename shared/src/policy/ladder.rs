//! The ladder: who hears of what is late, and when.

use crate::{calendar::Span, party::OfficeId};

/// The most offices on each of the ladder's two upper steps.
pub const LADDER_OFFICES_MAX: usize = 8;

/// Who hears of what is late, and when. Each step adds watchers and takes the ball from nobody.
///
/// The first step is a reminder while there is still time; the second, the deputy, comes with the
/// deadline itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// The office is reminded when so much of the clock has run, in percent.
    pub reminder_percent: u8,
    /// Both leaders and the administrators hear of it so long after the deadline.
    pub leaders_after: Span,
    /// Who supervises hears of it so long after the deadline.
    pub authority_after: Span,
    /// The offices that supervise. With none, that step is nobody's.
    pub authority: Vec<OfficeId>,
    /// The offices that get the weekly list: counts and ages, no identities.
    pub department: Vec<OfficeId>,
    /// How long a signature that an escalation has been seen (R11) keeps it from climbing.
    pub seen_holds: Span,
    /// How long an administrator's word that a matter is in hand keeps it from climbing.
    pub taken_in_hand_holds: Span,
}

impl Ladder {
    /// Policy 0's ladder. It knows no offices: a deployment names its own.
    #[must_use]
    pub const fn zero() -> Self {
        Self {
            reminder_percent: 50,
            leaders_after: Span::WorkingDays(1),
            authority_after: Span::WorkingDays(3),
            authority: Vec::new(),
            department: Vec::new(),
            seen_holds: Span::WorkingDays(3),
            taken_in_hand_holds: Span::CalendarHours(3 * 24),
        }
    }

    /// Its spans with their names in a policy's file.
    pub(super) const fn spans(&self) -> [(&'static str, Span); 4] {
        [
            ("leaders_after", self.leaders_after),
            ("authority_after", self.authority_after),
            ("seen_holds", self.seen_holds),
            ("taken_in_hand_holds", self.taken_in_hand_holds),
        ]
    }
}
