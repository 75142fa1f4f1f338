//! What is to be done next. Each face says it in its own way: as a command, or as a button.

use stafet_shared::{
    access::{
        is_a_devices,
        second::{First, countersigns_in},
        telling,
    },
    course::Course,
    handover::Handover,
    id::{HandoverId, OutageId},
    party::OfficeId,
    words::{Duty, Kind, State, Verb, WatchVerb},
};

use super::{
    owed::{Owed, Turn},
    scene::Scene,
};

/// One step that the reader can make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send what waits, and fetch what has come.
    Sync,
    /// Sign an act about a handover.
    Do(Verb, HandoverId),
    /// Send a new handover that follows another.
    Send {
        /// What is expected.
        kind: Kind,
        /// Whom it is for; of a follow-up the sender decides that.
        to: Option<OfficeId>,
        /// Which handover it follows.
        answers: HandoverId,
    },
    /// Read where a handover stands.
    Look(HandoverId),
    /// Write a handover of this kind, and send it.
    Write(Kind),
    /// Look through what the own offices owe and are owed.
    Lists,
    /// See whom one can hand over to.
    Contacts,
    /// Look for what is wrong with the profile.
    Doctor,
    /// See what is owed everywhere.
    Overview,
    /// Approve somebody who waits to join.
    Approve,
    /// See every clock that a policy names.
    PolicyTemplate,
    /// Look for what is wrong in a policy.
    CheckPolicy,
    /// See every outage.
    Outages,
    /// Confirm an outage that another administrator has declared.
    ConfirmOutage(OutageId),
}

/// The reader's next step about a handover and the course that it has opened: that of the first duty
/// that is the own offices'. `None` while it is somebody else's turn.
#[must_use]
pub fn next(
    handover: &Handover,
    course: Option<&Course>,
    owed: &[Owed],
    scene: &Scene<'_>,
) -> Option<Step> {
    let Some(own) = owed.iter().find(|one| one.turn != Turn::Others) else {
        return course.and_then(|course| report_to_read(course, scene));
    };
    let id = handover.id;
    match own.duty() {
        Duty::Deposit => Some(Step::Sync),
        Duty::Countersign(_) => second(handover, own, scene),
        Duty::Act(verb) if is_a_devices(verb) => Some(Step::Sync),
        Duty::Act(verb) => Some(Step::Do(verb, id)),
        Duty::Send(kind) => Some(Step::Send {
            kind,
            to: course.and_then(|it| it.receiver(&own.known.owed.owner, kind).cloned()),
            answers: id,
        }),
        // It is opened when it has come.
        Duty::Receipt if handover.state == State::Deposited => Some(Step::Sync),
        Duty::Receipt => Some(Step::Do(Verb::Acknowledge, id)),
        Duty::Age => lets_it_wait(handover, scene).then(|| review(id)),
        Duty::ReadVersion => Some(Step::Do(Verb::Acknowledge, id)),
        // Every sync sends what has not been sent; nobody has to do anything.
        Duty::SendAttachments => None,
        Duty::SeeThrough | Duty::Reach => Some(Step::Look(id)),
    }
}

/// Whether the reader leads where somebody says that a referral may wait.
#[must_use]
pub fn lets_it_wait(handover: &Handover, scene: &Scene<'_>) -> bool {
    let places = scene.signer.map(|signer| signer.places.iter());
    let mut places = places.into_iter().flatten();
    places.any(|place| telling::lets_it_wait(handover, place))
}

const fn review(id: HandoverId) -> Step {
    Step::Do(Verb::Watch(WatchVerb::Review), id)
}

/// Whoever may signs second. What nobody can sign anew its own office does again, and a leader
/// elsewhere refuses.
fn second(handover: &Handover, own: &Owed, scene: &Scene<'_>) -> Option<Step> {
    let (id, signer) = (handover.id, scene.signer?);
    if countersigns_in(scene.directory, handover, signer).is_some() {
        return Some(Step::Do(Verb::Countersign, id));
    }
    let owed = &own.known.owed;
    let anew = First::anew(handover, owed)?;
    if !anew.is_unread(scene.directory, scene.now) {
        return None;
    }
    // What was not sent is sent as a new version.
    let again = if anew.verb == Verb::Sign {
        Verb::Correct
    } else {
        anew.verb
    };
    let is_open = again.is_of_course() || handover.is_open_to(again);
    Some(if scene.is_own(&owed.owner) && is_open {
        Step::Do(again, id)
    } else {
        Step::Do(Verb::Drop, id)
    })
}

/// The closing report of a course that the reader's office has to sign for: it is owed about the
/// report, and looked for at the course too.
fn report_to_read(course: &Course, scene: &Scene<'_>) -> Option<Step> {
    let mut reports = course.reports().filter_map(|id| scene.known.get(&id));
    let report = reports.find(|it| it.state.is_unacknowledged() && scene.is_own(&it.to))?;
    Some(Step::Do(Verb::Acknowledge, report.id))
}

#[cfg(test)]
mod tests {
    use stafet_shared::{access::second::Signer, words::Role};

    use super::*;
    use crate::{
        face::samples::{Stage, place},
        text::tests::danish,
    };

    #[test]
    fn a12_that_a_child_may_wait_is_asked_of_leaders_alone() {
        let (stage, texts) = (Stage::new(), danish());
        let opened = stage.referral(1, State::Opened);
        for (office, role, asked) in [
            ("kujalleq/nanortalik", Role::Caseworker, false),
            ("kujalleq/nanortalik", Role::Leader, true),
            ("kujalleq/narsaq", Role::Leader, true),
            ("socialstyrelsen/rejsehold", Role::Leader, false),
        ] {
            let places = [place(office, role)];
            let scene = stage.at_sender(&texts);
            let signer = Some(Signer {
                person: opened.author.person,
                places: &places,
            });
            let scene = Scene { signer, ..scene };
            assert_eq!(lets_it_wait(&opened, &scene), asked, "{office} {role:?}");
        }
    }
}
