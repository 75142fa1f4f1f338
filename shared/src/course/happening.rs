//! What the log tells about a course, act by act: the course's own acts, and those of its reports,
//! case information and follow-ups.

use super::table::Cause;
use crate::{
    handover::{CourseAct, Effect, Event, Handover},
    id::ActId,
    time::Timestamp,
    words::{Check, Ending, Kind, State, Verb},
};

/// One act in the log that says something about a course.
pub(super) struct Happening<'a> {
    pub(super) of: Of<'a>,
    pub(super) cause: Option<Cause>,
    pub(super) act: ActId,
    pub(super) index: Option<u64>,
    pub(super) at: Timestamp,
}

/// What the act is about.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// The course itself.
    Deed(&'a CourseAct),
    /// A handover of the course.
    Other(Told<'a>),
}

/// One act about a handover of the course.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// The handover, as it stands by now.
    pub(super) handover: &'a Handover,
    /// The act, and where it has led.
    pub(super) event: &'a Event,
    /// Whether the act brings an interim report.
    pub(super) reports: bool,
}

impl Told<'_> {
    /// Whether it keeps the course open. A referral back to the team has a course of its own.
    pub(super) fn is_open(self) -> bool {
        self.event.state != State::Closed && self.handover.kind != Kind::Referral
    }

    /// Whether the team has taken the child on once more by it.
    pub(super) fn is_taken_on(self) -> bool {
        let opened = self.handover.ending == Some(Ending::CourseOpened);
        opened && self.event.state == State::Closed
    }
}

pub(super) fn of_deed(deed: &CourseAct) -> Happening<'_> {
    Happening {
        of: Of::Deed(deed),
        cause: Some(Cause::Deed(deed.verb)),
        act: deed.signature.act,
        index: deed.signature.index,
        at: deed.signature.at,
    }
}

/// What a handover of the course tells about it.
pub(super) fn of_handover(other: &Handover) -> impl Iterator<Item = Happening<'_>> {
    let mut before = None;
    other.history.iter().map(move |event| {
        let was = before.replace(event.state);
        let begins = begins(was, event);
        Happening {
            of: Of::Other(Told {
                handover: other,
                event,
                reports: begins && other.kind == Kind::InterimReport && stands(other),
            }),
            cause: cause(other, (was, event)),
            act: event.act,
            index: event.position.map(|position| position.index),
            at: event
                .position
                .map_or(event.claimed, |position| position.deposited),
        }
    })
}

fn cause(other: &Handover, (was, event): (Option<State>, &Event)) -> Option<Cause> {
    let enters = |state| event.state == state && was != Some(state);
    let begins = begins(was, event);
    // It was taken back while somebody signed for it, who may keep it: it stands again.
    let returns = was == Some(State::Withdrawn) && event.state == State::WithdrawalRequested;
    // It had come to a wrong office, or to one that the child has left, and is on its way to another.
    let sends_on = matches!(event.verb, Verb::Redirect | Verb::PassOn);
    let goes_on = sends_on && event.effect == Effect::Moved;
    let begins = begins || returns || goes_on;
    let is_taken_back =
        enters(State::Withdrawn) || enters(State::EnteredInError) || enters(State::WrongRecipient);
    match other.kind {
        Kind::ClosingReport if begins => Some(Cause::ReportSent),
        Kind::ClosingReport if enters(State::Closed) && event.effect == Effect::Moved => {
            let read = event.verb == Verb::Acknowledge || event.verb == Verb::RefuseWithdrawal;
            Some(if read {
                Cause::ReportRead
            } else {
                Cause::ReportTakenBack
            })
        }
        // A corrected version that was read.
        Kind::ClosingReport
            if event.verb == Verb::Acknowledge && event.fits && was == Some(State::Closed) =>
        {
            Some(Cause::ReportRead)
        }
        Kind::ClosingReport if is_taken_back => Some(Cause::ReportTakenBack),
        Kind::FollowUp | Kind::Referral if begins => Some(Cause::FollowUpSent),
        Kind::FollowUp if enters(State::Closed) => {
            let followed = other.ending == Some(Ending::FollowedUp);
            let reached = followed && other.followed != Some(Check::No);
            (!reached).then_some(Cause::FollowUpFell)
        }
        Kind::Referral if enters(State::Closed) => {
            (other.ending != Some(Ending::CourseOpened)).then_some(Cause::FollowUpFell)
        }
        Kind::FollowUp | Kind::Referral
            if enters(State::Withdrawn) || enters(State::EnteredInError) =>
        {
            Some(Cause::FollowUpFell)
        }
        Kind::Notification
        | Kind::Referral
        | Kind::CaseInformation
        | Kind::ClosingReport
        | Kind::FollowUp
        | Kind::InterimReport
        | Kind::Message => None,
    }
}

/// Whether it is on its way with this act: what its receiver cannot read yet is not.
fn begins(was: Option<State>, event: &Event) -> bool {
    let is_signed = event.verb == Verb::Sign && was.is_none();
    let is_freed = was == Some(State::Held) && event.state == State::Deposited;
    (is_signed && event.state != State::Held) || is_freed
}

/// Case information that stands and of which nothing is still to come.
pub(super) fn informs(other: &Handover) -> bool {
    other.kind == Kind::CaseInformation && other.missing == Some(0) && stands(other)
}

/// Whether it is there: on its way or read, and not taken back.
pub(super) fn stands(other: &Handover) -> bool {
    let taken_back = matches!(
        other.state,
        State::Held | State::Withdrawn | State::EnteredInError | State::WrongRecipient
    );
    !taken_back && !matches!(other.ending, Some(Ending::Plan | Ending::Replaced))
}
