//! The escalation ladder: who is told about what is overdue, and when.

use crate::{calendar::Span, party::OfficeId};

/// How silence is told, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// After which share of the time the owner is reminded, in hundredths.
    pub reminder_percent: u8,
    /// How long after the deadline the leaders and the administrators are told.
    pub leaders_after: Span,
    /// How long after the deadline the supervising authority is told.
    pub authority_after: Span,
    /// The offices of the supervising authority.
    pub authority: Vec<OfficeId>,
    /// The offices that get the weekly list of what is overdue.
    pub department: Vec<OfficeId>,
    /// How long a signature that it was seen (R11) holds a matter where it is.
    pub seen_holds: Span,
    /// How long an administrator's word holds it who has taken it in hand.
    pub taken_in_hand_holds: Span,
}

impl Ladder {
    /// Policy 0's ladder.
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
}
