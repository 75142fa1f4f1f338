//! Who reads what an act says: one rule, by which a client seals and everybody refuses a seal that
//! names anybody else.

use std::collections::BTreeSet;

use super::{Around, Denied, second::First};
use crate::{
    act::{HandoverAct, PublicPart},
    handover::Handover,
    party::{OfficeId, directory::Directory},
    words::{State, Verb},
};

/// The offices that read what an act says that `own` makes.
///
/// These are the sides as they stand, whoever has custody or sees it through, whoever answers for the
/// child, and the office that an envelope goes to. An office that it was not for, that has to destroy
/// its copies, or that the child has left, reads nothing more; neither does the receiver when the
/// sender's side ends the matter.
#[must_use]
pub fn readers(
    handover: Option<&Handover>,
    (own, verb): (&OfficeId, Verb),
    to: Option<&OfficeId>,
) -> BTreeSet<OfficeId> {
    let mut readers = BTreeSet::new();
    if let Some(handover) = handover {
        let ends = matches!(verb, Verb::RecordPlan | Verb::CloseError | Verb::ClosePlan);
        let goes_on = matches!(verb, Verb::Redirect | Verb::PassOn);
        let present = [&handover.from, &handover.to, &handover.custodian];
        let present = present.into_iter().chain([handover.authority()]);
        let reads = |office: &&OfficeId| {
            let is_receiver = **office == handover.to;
            let ended = ends && handover.state != State::Declined && is_receiver;
            handover.is_read_by(office) && !ended && !(goes_on && is_receiver)
        };
        readers.extend(
            present
                .chain(&handover.redirected_by)
                .filter(reads)
                .cloned(),
        );
    }
    readers.extend(to.cloned());
    readers.insert(own.clone());
    readers
}

/// Whether a seal names nobody but who reads it. Whoever may give a second signature reads what they
/// sign.
pub(super) fn check(
    directory: &Directory,
    around: Around<'_>,
    (public, about): (&PublicPart, &HandoverAct),
) -> Result<(), Denied> {
    let Some(sealed) = &about.sealed else {
        return Ok(());
    };
    let author = &public.author;
    let to = about.terms.as_ref().map(|terms| &terms.to);
    let readers = readers(around.handover, (&author.office, about.verb), to);
    let seconds = |office: &OfficeId| {
        let twice = |handover: &&Handover| {
            handover.is_signed_twice(about.verb) || about.verb.is_of_course()
        };
        around.handover.filter(twice).is_some_and(|handover| {
            let first = First {
                verb: about.verb,
                office: &author.office,
                person: author.person,
                device: author.device,
                handover,
                unsigned: None,
            };
            let mut members = directory.members(office);
            members.any(|(_, other, place)| {
                first
                    .may_be_followed(directory, (other.person, place))
                    .is_ok()
            })
        })
    };
    let may_read = |office: &OfficeId| readers.contains(office) || seconds(office);
    if sealed.to.iter().all(|(office, _)| may_read(office)) {
        Ok(())
    } else {
        Err(Denied::Recipients)
    }
}
