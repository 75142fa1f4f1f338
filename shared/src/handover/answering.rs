//! Acts on a handover as it stands.

use super::Handover;
use crate::{
    act::{HandoverAct, Terms},
    words::Verb,
};

impl HandoverAct {
    /// An act on a handover as it stands, which says nothing beyond its verb.
    #[must_use]
    pub fn on(handover: &Handover, verb: Verb) -> Self {
        Self {
            handover: handover.id,
            verb,
            about: Some(handover.envelope),
            version: handover.version,
            leg: handover.leg,
            attempt: handover.attempt,
            terms: None,
            sealed: None,
            outcome: None,
            asserted_day: None,
            link: None,
            tour: None,
            concern: None,
        }
    }
}

impl Terms {
    /// The terms of a handover's current envelope.
    #[must_use]
    pub fn of(handover: &Handover) -> Self {
        Self {
            kind: handover.kind,
            colour: handover.colour,
            to: handover.to.clone(),
            relates_to: handover.relates_to,
            course: handover.course,
            tour: None,
            deadline: handover.deadline,
        }
    }
}
