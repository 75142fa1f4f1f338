//! Papers of a child's file that follow the child: a device passes them on by itself, and opens what
//! was passed on to its office.

use stafet_shared::{
    act::{HandoverAct, Terms},
    content::{Content, Forwarded, RawForwarded},
    course::{Course, Lacking},
    handover::{Handover, Passed},
    hash::Hash,
    id::{ActId, HandoverId},
    obligation,
    party::OfficeId,
    sign::Capacity,
    words::{Duty, Verb},
};

use super::{Office, OfficeError, Reader, compose::on_handover, opening::Key};
use crate::store::Store;

/// A paper that an own office passes on.
pub(super) struct ToPassOn {
    paper: HandoverId,
    own: OfficeId,
    to: OfficeId,
}

/// A paper that was passed on to an own office.
pub(super) struct PassedHere {
    handover: Handover,
    own: OfficeId,
    pub(super) act: ActId,
    envelope: Hash,
}

impl<S: Store> Office<S> {
    /// Papers that were passed on to own offices, and that no device of theirs has opened.
    pub(super) fn passed_here(&self) -> Vec<PassedHere> {
        let handovers = self.view.handovers.values();
        let passed = handovers.flat_map(|it| it.passed.iter().map(move |one| (it, one)));
        passed
            .filter(|(_, (to, one))| one.opened.is_none() && self.view.serves(to))
            .map(|(handover, (to, one))| PassedHere {
                handover: handover.clone(),
                own: to.clone(),
                act: one.act,
                envelope: one.envelope,
            })
            .collect()
    }

    /// R3 of what was passed on, once it opens. What does not is still owed by who wrote it.
    pub(super) async fn open_passed(&mut self, paper: PassedHere) -> Result<(), OfficeError> {
        let Some(known) = self.view.acts.get(&paper.act) else {
            return Ok(());
        };
        let act = known.act.clone();
        let Some(sealed) = act.sealed().cloned() else {
            return Ok(());
        };
        let Key::Held(seed) = self.key_for(&sealed, &paper.own) else {
            return Ok(());
        };
        let Some(body) = self.body(paper.act).await? else {
            return Ok(());
        };
        if self.unseal(&act, &sealed, (&body, seed)).is_err() {
            return Ok(());
        }
        let about = HandoverAct {
            about: Some(paper.envelope),
            ..HandoverAct::on(&paper.handover, Verb::Open)
        };
        let id = self.fresh_act();
        let author = (paper.own, Capacity::Machine);
        OfficeError::unless_storages(self.sign(id, author, on_handover(about), None))?;
        Ok(())
    }

    /// Papers that whoever answers for a child now has not got. The office that wrote one passes it
    /// on at once; any other that has it does when that one is late.
    pub(super) fn papers_to_pass_on(&self) -> Vec<ToPassOn> {
        let reader = self.reader();
        let moved = self.view.handovers.values();
        let moved = moved.filter(|it| it.moves.iter().any(|one| one.taken.is_some()));
        let courses = moved.filter_map(|referral| reader.course(referral.id));
        let papers = courses.flat_map(|course| {
            let lacking = course.lacking().into_iter();
            let papers = lacking.filter_map(|one| reader.passes_on(&course, &one));
            papers.collect::<Vec<_>>()
        });
        papers.collect()
    }

    /// Passes one on as it was signed.
    pub(super) async fn pass_on(&mut self, paper: ToPassOn) -> Result<(), OfficeError> {
        let Some(original) = OfficeError::unless_storages(self.original(paper.paper).await)? else {
            return Ok(());
        };
        let (signed, part) = original.into_parts();
        let note = None;
        let Ok(forwarded) = Forwarded::parse(RawForwarded { signed, part, note }) else {
            return Ok(());
        };
        let act = self.fresh_act();
        let ToPassOn { own, to, .. } = paper;
        let readers = [own.clone(), to.clone()];
        let sealed = self.seal((act, &own), Content::Forwarded(forwarded), &readers);
        let Some((sealed, body)) = OfficeError::unless_storages(sealed)? else {
            return Ok(());
        };
        let handover = self.known_handover(paper.paper)?;
        let about = HandoverAct {
            terms: Some(Terms {
                to,
                ..Terms::of(handover)
            }),
            sealed: Some(sealed),
            ..HandoverAct::on(handover, Verb::PassOn)
        };
        let author = (own, Capacity::Machine);
        OfficeError::unless_storages(self.sign(act, author, on_handover(about), Some(body)))?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Whether an own office passes a paper on now, and to whom.
    fn passes_on(self, course: &Course, lacking: &Lacking) -> Option<ToPassOn> {
        let handover = self.handover(lacking.handover)?;
        let to = &course.municipality;
        // What is asked back just now goes nowhere until that is answered.
        let goes = handover.is_open_to(Verb::PassOn) && !handover.passed.contains_key(to);
        if !goes || self.directory()?.office_key(to).is_none() {
            return None;
        }
        let own = if self.view.serves(&handover.from) {
            &handover.from
        } else {
            let other = Some(&handover.to).filter(|to| self.view.serves(to));
            other.filter(|_| self.is_late(course, lacking))?
        };
        Some(ToPassOn {
            paper: lacking.handover,
            own: own.clone(),
            to: to.clone(),
        })
    }

    /// Whether who wrote a paper should have passed it on before now.
    fn is_late(self, course: &Course, lacking: &Lacking) -> bool {
        let Some(directory) = self.directory() else {
            return false;
        };
        let owed = obligation::course::obligations(course, directory);
        let mut owed = owed.iter();
        let passes = Duty::Act(Verb::PassOn);
        let one = owed.find(|one| one.duty == passes && one.owner == lacking.owner);
        one.is_some_and(|one| one.is_overdue(self.now()))
    }

    /// The act whose body an own office reads: the envelope, where it is sealed to one; or what was
    /// passed on to it, or by which it was asked to take the child over.
    pub(super) fn envelope_of(self, handover: &Handover) -> ActId {
        let envelope = self.view.acts.get(&handover.envelope_act);
        let sealed = envelope.and_then(|known| known.act.sealed());
        let mut named = sealed.into_iter().flat_map(|sealed| &sealed.to);
        let is_side = self.view.serves(&handover.from) || self.view.serves(&handover.to);
        if is_side || named.any(|(office, _)| self.view.serves(office)) {
            return handover.envelope_act;
        }
        let mut passed = handover.passed.iter();
        let passed = passed.find(|(to, _)| self.view.serves(to));
        let passed = passed.map(|(_, Passed { act, .. })| *act);
        // Whoever was asked to take the child over has the referral in the question.
        let mut asked = handover.moves.iter().rev();
        let asked = asked.find(|one| self.view.serves(&one.to));
        let asked = asked.map(|one| one.asked.act);
        passed.or(asked).unwrap_or(handover.envelope_act)
    }
}
