//! Who owes what until when: derived from a handover and the calendar, never stored as truth.
//!
//! Overdue is computed from now by whoever looks; nothing here is an act or a timer.

#[cfg(test)]
mod tests;

use crate::{
    calendar::{Calendar, Zone},
    handover::{
        Colour, Handover, Pending, Verb,
        table::{self, Ball, Duty, Ending, Next},
    },
    id::HandoverId,
    party::{OfficeId, directory::Directory},
    time::Timestamp,
};

/// One thing that one office owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// About which handover.
    pub handover: HandoverId,
    /// Who owes it.
    pub owner: OfficeId,
    /// What: the usual next act.
    pub duty: Duty,
    /// How urgent it is.
    pub colour: Colour,
    /// Until when.
    pub due: Timestamp,
}

impl Obligation {
    /// Whether it should have been met before now.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due < now
    }
}

/// Tells each office's calendar: its zone and holidays.
pub trait Calendars {
    /// The calendar in which `office`'s clocks run.
    fn of(&self, office: &OfficeId) -> Calendar;
}

impl Calendars for Directory {
    fn of(&self, office: &OfficeId) -> Calendar {
        let zone = self.office(office).map(|known| known.entry.zone.clone());
        Calendar::greenland(zone.unwrap_or_else(Zone::nuuk))
    }
}

/// Everything that is owed about a handover: one obligation for its state, and one for a
/// signature or a course that waits beside it.
#[must_use]
pub fn obligations(handover: &Handover, calendars: &impl Calendars) -> Vec<Obligation> {
    let mut owed: Vec<Obligation> = of_state(handover, calendars).into_iter().collect();
    if let Some(pending) = pending_beside(handover) {
        owed.extend(of_signature(handover, pending, calendars));
    }
    if handover.ending == Some(Ending::CourseOpened) {
        owed.push(Obligation {
            handover: handover.id,
            owner: handover.to.clone(),
            duty: Duty::PlanVisit,
            colour: handover.colour,
            due: calendars
                .of(&handover.to)
                .end_of(table::VISIT_CLOCK, handover.since),
        });
    }
    owed
}

/// The office that has the ball: it owes the next act. `None` once the handover is closed.
#[must_use]
pub fn owner(handover: &Handover) -> Option<&OfficeId> {
    match table::state_row(handover.state).ball {
        Ball::With(side) => Some(handover.office(side)),
        Ball::Authority => Some(handover.office(table::kind_row(handover.kind).authority)),
        Ball::Nobody => None,
    }
}

/// What the handover's owner owes next.
#[must_use]
pub fn duty(handover: &Handover) -> Option<Duty> {
    if let Some(pending) = &handover.pending
        && pending_beside(handover).is_none()
    {
        return Some(Duty::Countersign(pending.verb));
    }
    let mut duties = table::duties(handover.kind, handover.state)
        .filter(|duty| !(handover.decline_read && is_read_decline(*duty)));
    duties.next()
}

fn of_state(handover: &Handover, calendars: &impl Calendars) -> Option<Obligation> {
    let owner = owner(handover)?.clone();
    let duty = duty(handover)?;
    let due = end_of_clock(handover, &calendars.of(&owner), handover.since)?;
    Some(Obligation {
        handover: handover.id,
        owner,
        duty,
        colour: handover.colour,
        due,
    })
}

/// A second signature is owed by the first signer's office, by the clock of the state.
fn of_signature(
    handover: &Handover,
    pending: &Pending,
    calendars: &impl Calendars,
) -> Option<Obligation> {
    let owner = pending.signature.office.clone();
    let due = end_of_clock(handover, &calendars.of(&owner), pending.signature.at)?;
    Some(Obligation {
        handover: handover.id,
        owner,
        duty: Duty::Countersign(pending.verb),
        colour: handover.colour,
        due,
    })
}

/// The first signature of a mere fact or flag (carried outside, paused): it waits beside the
/// state's own duty and takes it from nobody.
fn pending_beside(handover: &Handover) -> Option<&Pending> {
    handover.pending.as_ref().filter(|pending| {
        table::transition(handover.kind, handover.state, pending.verb)
            .is_none_or(|row| row.to == Next::Stay)
    })
}

fn end_of_clock(handover: &Handover, calendar: &Calendar, since: Timestamp) -> Option<Timestamp> {
    let span = table::clock(handover.kind, handover.state, handover.colour)?;
    let usual = calendar.end_of(span, since);
    let bound = table::state_row(handover.state).at_most;
    Some(bound.map_or(usual, |bound| usual.min(calendar.end_of(bound, since))))
}

fn is_read_decline(duty: Duty) -> bool {
    duty == Duty::Act(Verb::ReadDecline)
}
