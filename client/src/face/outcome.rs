//! What became of an act, once it has been tried to have it confirmed.

use stafet_shared::{
    access::second::First,
    handover::Handover,
    id::{ActId, HandoverId},
    party::OfficeId,
    refusal::Refusal,
    time::Timestamp,
    words::{Stage, State, Verb},
};

use super::{
    entry::Entry,
    scene::Scene,
    step::Step,
    trouble::{Trouble, WhoseMove},
};
use crate::{desk::Made, office::Reader, text::say};

/// Who has to sign second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// A leader of the organisation.
    Leader,
    /// Any colleague.
    Colleague,
    /// Somebody on the other side.
    OtherSide,
}

impl Second {
    /// Its name in sentences.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Colleague => "colleague",
            Self::OtherSide => "other-side",
        }
    }
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The handover that it is about.
    pub handover: HandoverId,
    /// The act.
    pub act: ActId,
    /// What was done.
    pub verb: Verb,
    /// Where the handover stands afterwards.
    pub state: Option<State>,
    /// Where the course that it has opened stands.
    pub stage: Option<Stage>,
    /// When the server had it, if it has confirmed it.
    pub confirmed_at: Option<Timestamp>,
    /// Whether it waits in the outbox.
    pub waits: bool,
    /// The office that cannot read it yet, since nobody has joined it.
    pub waits_for: Option<OfficeId>,
    /// Why the server has refused it.
    pub refused: Option<Refusal>,
    /// Who has to sign second, if somebody has to.
    pub second: Option<Second>,
    /// What the reader does next.
    pub next: Option<Step>,
    /// Attached files that the server does not have yet.
    pub files_waiting: usize,
}

impl Outcome {
    /// What has become of an act that was made.
    #[must_use]
    pub fn of(made: &Made, reader: Reader<'_>, scene: &Scene<'_>) -> Self {
        let act = made.act;
        let refused = reader.refusal_of(act);
        let waits = reader.unconfirmed().contains(&act);
        let handover = reader.handover(made.handover);
        let waits_for_second = handover.filter(|it| {
            let pending = it.pending.as_ref();
            pending.is_some_and(|pending| pending.signature.act == act)
        });
        let confirmed_at = handover.filter(|_| !waits && refused.is_none()).map(|it| {
            let event = it.history.iter().find(|event| event.act == act);
            let position = event.and_then(|event| event.position);
            position.map_or(it.since, |position| position.deposited)
        });
        let entry = handover.map(|handover| Entry::of(handover, scene));
        let next = entry.as_ref().and_then(|entry| entry.step(scene));
        // Only somebody else can sign second.
        let next = next.filter(|step| !matches!(step, Step::Do(Verb::Countersign, _)));
        Self {
            handover: made.handover,
            act,
            verb: made.verb,
            state: handover.map(|it| it.state),
            stage: entry.and_then(|it| it.course).map(|course| course.stage),
            confirmed_at,
            waits,
            waits_for: handover
                .filter(|it| it.cannot_be_read())
                .map(|it| it.to.clone()),
            refused,
            second: waits_for_second.and_then(|handover| second(handover, scene)),
            next,
            files_waiting: reader.transfers().up.len(),
        }
    }

    /// Whether nobody has to do anything about it any more, now or later.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let is_refused = match self.refused {
            Some(refusal) => !refusal.is_done(),
            None => false,
        };
        let is_there = !self.waits && self.waits_for.is_none();
        is_there && !is_refused && self.files_waiting == 0
    }

    /// What is told about an act that was not refused.
    ///
    /// # Errors
    /// That it was refused.
    pub fn told(&self, scene: &Scene<'_>) -> Result<Vec<String>, Trouble> {
        let texts = scene.texts;
        let id = self.handover.short();
        if let Some(refusal) = self.refused {
            let why = texts.refusal(refusal);
            if refusal.is_done() {
                return Ok(vec![why]);
            }
            let text = say!(texts, "act-refused", id = id, why = why);
            return Err(Trouble::new(WhoseMove::Reader, text));
        }
        let mut told = Vec::new();
        if let Some(second) = self.second {
            let who = second.name();
            told.push(say!(texts, "act-needs-second", id = id, who = who));
        }
        if self.waits {
            told.push(say!(texts, "act-unconfirmed"));
        }
        if let Some(at) = self.confirmed_at {
            told.push(say!(texts, "act-confirmed", time = scene.time(at)));
        }
        if let Some(to) = &self.waits_for {
            let office = scene.office(to);
            told.push(say!(texts, "act-held", office = office));
            told.extend(scene.ways_beside(to));
        }
        Ok(told)
    }

    /// How many files are still to be sent, in words.
    #[must_use]
    pub fn files_told(&self, scene: &Scene<'_>) -> Option<String> {
        let count = self.files_waiting;
        let waits = !self.waits && count > 0;
        waits.then(|| say!(scene.texts, "attachments-waiting", count = count))
    }
}

fn second(handover: &Handover, scene: &Scene<'_>) -> Option<Second> {
    let first = First::waiting(handover)?;
    Some(if first.verb == Verb::Pause {
        Second::OtherSide
    } else if first.waits_for_a_leader(scene.directory) {
        Second::Leader
    } else {
        Second::Colleague
    })
}
