//! What a new handover may follow: what it names exists, is its author's to name, and is in one
//! thread with it.
//!
//! A referral begins its thread; everything that follows it, or follows what follows it, is in that
//! thread from its deposit on, accepted or not. The thread becomes the course.

use super::{Around, Denied};
use crate::{
    act::HandoverAct,
    handover::Handover,
    party::OfficeId,
    words::{Ending, Kind, Verb},
};

/// Whether a new handover follows what it may. What is not known here is not judged here: the server
/// knows it.
pub(super) fn check(
    around: Around<'_>,
    (office, about): (&OfficeId, &HandoverAct),
) -> Result<(), Denied> {
    let Some(terms) = about.terms.as_ref().filter(|_| about.verb == Verb::Sign) else {
        return Ok(());
    };
    if terms.relates_to.is_none() || terms.kind == Kind::Referral {
        // It has a course of its own, or none.
        return match terms.course {
            Some(_) => Err(Denied::Thread),
            None => Ok(()),
        };
    }
    if let Some(followed) = around.followed {
        let thread = around.thread.into_iter();
        let mut known = thread.chain([followed]);
        // Whoever has a part in the thread alone is seen by those who know it.
        let is_whole = terms.course.is_none() || around.thread.is_some();
        let is_theirs = !is_whole || known.any(|handover| reads(handover, office));
        if terms.course != followed.thread() || !is_theirs {
            return Err(Denied::Thread);
        }
    }
    let reports = matches!(terms.kind, Kind::ClosingReport | Kind::InterimReport);
    match around.thread.filter(|_| reports) {
        Some(referral) if !is_reported(referral, (office, &terms.to)) => Err(Denied::Report),
        Some(_) | None => Ok(()),
    }
}

/// Whether an office has a part in a handover, so that it may follow it with another.
fn reads(handover: &Handover, office: &OfficeId) -> bool {
    [&handover.from, &handover.to, handover.authority()].contains(&office)
}

/// Whether a report goes from the office that treats the child to the municipality that answers for
/// it.
fn is_reported(referral: &Handover, (from, to): (&OfficeId, &OfficeId)) -> bool {
    let opened = referral.ending == Some(Ending::CourseOpened);
    let authority = referral.authority().organisation();
    opened && *from == referral.to && to.organisation() == authority
}
