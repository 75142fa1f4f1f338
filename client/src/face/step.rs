//! What is to be done next. Each face says it in its own way: as a command, or as a button.

use stafet_shared::{
    handover::{Handover, Kind, Verb, table::Duty},
    id::{HandoverId, OutageId},
    party::OfficeId,
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

/// The reader's next step about a handover: that of the first duty that is the own offices'. `None` while
/// it is somebody else's turn.
#[must_use]
pub fn next(handover: &Handover, owed: &[Owed], scene: &Scene<'_>) -> Option<Step> {
    let own = owed.iter().find(|one| one.turn != Turn::Others)?;
    let id = handover.id;
    match own.duty() {
        Duty::Deposit => Some(Step::Sync),
        Duty::Countersign(_) => {
            signs_second(handover, scene).then_some(Step::Do(Verb::Countersign, id))
        }
        Duty::Act(verb) if is_a_devices(verb) => Some(Step::Sync),
        Duty::Act(verb) => Some(Step::Do(verb, id)),
        Duty::Send(kind) => Some(Step::Send {
            kind,
            to: receiver(handover, kind, own),
            answers: id,
        }),
        Duty::ReadReport => Some(report_to_read(handover, scene)),
        Duty::ReadVersion => Some(Step::Do(Verb::Acknowledge, id)),
        // Every sync sends what has not been sent; nobody has to do anything.
        Duty::SendAttachments => None,
        Duty::SeeThrough => Some(Step::Look(id)),
    }
}

/// Whether a device makes such an act by itself when it syncs.
const fn is_a_devices(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Sign | Verb::Fetch | Verb::Open | Verb::Unreadable | Verb::Rewrap
    )
}

/// To whom the office sends what is expected of it: the other side of the course, but for a
/// follow-up, which goes to whoever gives the child what was decided.
fn receiver(referral: &Handover, kind: Kind, own: &Owed) -> Option<OfficeId> {
    let other = if own.known.owed.owner == referral.to {
        referral.authority()
    } else {
        &referral.to
    };
    (kind != Kind::FollowUp).then(|| other.clone())
}

/// The closing report of a course that nobody has signed for.
fn report_to_read(referral: &Handover, scene: &Scene<'_>) -> Step {
    let mut known = scene.known.values();
    let report = known.find(|it| {
        it.course == Some(referral.id)
            && it.kind == Kind::ClosingReport
            && it.state.is_unacknowledged()
    });
    report.map_or(Step::Look(referral.id), |report| {
        Step::Do(Verb::Acknowledge, report.id)
    })
}

/// Whether the reader is a leader other than who signed first.
fn signs_second(handover: &Handover, scene: &Scene<'_>) -> bool {
    let first = handover.pending.as_ref();
    let first = first.map(|pending| pending.signature.person);
    scene.leader.is_some() && scene.leader != first
}
