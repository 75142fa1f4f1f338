//! The child's file in a course: reports and case information, and which organisations have them.
//!
//! It follows the child. A municipality that takes a child over has to have what the one before it
//! had, and what that one wrote.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    handover::{Event, Handover},
    id::HandoverId,
    party::{OfficeId, OrganisationId},
    time::Timestamp,
    words::{State, Verb},
};

/// One paper of the file that whoever answers for the child has not got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Which.
    pub handover: HandoverId,
    /// Who wrote it, and owes that it is passed on.
    pub owner: OfficeId,
    /// Whether it is a closing report.
    pub ends_treatment: bool,
    /// Since when it is lacking.
    pub since: Timestamp,
}

/// The papers that stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct File(BTreeMap<HandoverId, Paper>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Paper {
    from: OfficeId,
    ends_treatment: bool,
    since: Timestamp,
    with: BTreeSet<OrganisationId>,
}

impl File {
    /// What an act of a handover of the course changes.
    pub(super) fn hear(&mut self, (handover, event): (&Handover, &Event), at: Timestamp) {
        if !handover.kind.is_filed() {
            return;
        }
        let is_taken_back = matches!(
            event.state,
            State::Withdrawn | State::EnteredInError | State::WrongRecipient
        );
        if is_taken_back {
            self.0.remove(&handover.id);
            return;
        }
        let paper = self.0.entry(handover.id).or_insert_with(|| Paper {
            from: handover.from.clone(),
            ends_treatment: handover.kind.ends_treatment(),
            since: at,
            with: BTreeSet::from([handover.from.organisation()]),
        });
        // What lies at an office unopened has clocks of its own.
        paper.with.insert(event.to.organisation());
        if event.verb == Verb::Open && event.fits {
            paper.with.insert(event.author.office.organisation());
        }
    }

    /// What an office has not got that has answered for the child since `moved`.
    pub(super) fn lacking(&self, office: &OfficeId, moved: Timestamp) -> Vec<Lacking> {
        let theirs = office.organisation();
        let lacking = self.0.iter().filter(|(_, it)| !it.with.contains(&theirs));
        let lacking = lacking.map(|(id, paper)| Lacking {
            handover: *id,
            owner: paper.from.clone(),
            ends_treatment: paper.ends_treatment,
            since: paper.since.max(moved),
        });
        lacking.collect()
    }
}
