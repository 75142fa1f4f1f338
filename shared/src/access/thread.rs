//! What a new handover may follow: what it names exists, is its author's to name, and is in one
//! thread with it.
//!
//! A referral begins its thread; everything that follows it, or follows what follows it, is in that
//! thread from its deposit on, accepted or not. The thread becomes the course. A referral that sends
//! the child back to the team names the thread that it comes from, and begins one of its own.

use super::{Around, Denied};
use crate::{
    act::{HandoverAct, Terms},
    handover::Handover,
    party::OfficeId,
    words::{Ending, Verb},
};

/// Whether a new handover follows what it may. What is not known here is not judged here: the server
/// knows it.
pub(super) fn check(
    around: Around<'_>,
    (office, about): (&OfficeId, &HandoverAct),
) -> Result<(), Denied> {
    let Some(terms) = &about.terms else {
        return Ok(());
    };
    if terms.kind.is_report()
        && let Some(referral) = around.thread
        && !is_reported(referral, (office, about.verb), terms)
    {
        return Err(Denied::Report);
    }
    if about.verb == Verb::PassOn {
        return match around.thread {
            Some(referral) if *referral.authority() != terms.to => Err(Denied::Report),
            Some(_) | None => Ok(()),
        };
    }
    if about.verb != Verb::Sign {
        return Ok(());
    }
    if terms.relates_to.is_none() {
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
        let is_theirs = !is_whole || known.any(|handover| handover.is_read_by(office));
        if terms.course != followed.thread() || !is_theirs {
            return Err(Denied::Thread);
        }
    }
    Ok(())
}

/// Whether a report goes from the office that treats the child to the municipality that answers for
/// it, in whatever version, on whatever leg and however it is wrapped.
fn is_reported(referral: &Handover, (office, verb): (&OfficeId, Verb), terms: &Terms) -> bool {
    let opened = referral.ending == Some(Ending::CourseOpened);
    let authority = referral.authority().organisation();
    let reports = verb != Verb::Sign || *office == referral.to;
    opened && reports && terms.to.organisation() == authority
}
