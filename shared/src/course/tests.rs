//! Courses: told as stories, and walked through by machine.

mod chairs;
mod ends;
mod moved;
mod policy;
mod reviews;
mod stories;
mod walk;

use std::{collections::BTreeMap, sync::LazyLock};

use super::{Course, matters::Matters};
use crate::{
    act::{HandoverAct, Terms},
    calendar::{Calendar, Zone},
    handover::Handover,
    id::HandoverId,
    obligation::{Obligation, Rules, course as owed},
    party::{Author, OfficeId},
    policy::Policy,
    seal::Fingerprint,
    testing::{
        clinic, device, first, name_of, next, office, person, position, public, sealed, team,
        terms, town,
    },
    time::Timestamp,
    words::{Check, CourseVerb, Duty, Kind, Stage, Verb},
};

/// Every office works by Nuuk's clock and one policy.
pub(super) struct Nuuk(Policy);

impl Rules for Nuuk {
    fn calendar(&self, _: &OfficeId) -> Calendar {
        Calendar::greenland(Zone::nuuk())
    }

    fn policy(&self, _: Timestamp) -> &Policy {
        &self.0
    }
}

pub(super) static ZERO: LazyLock<Nuuk> = LazyLock::new(|| Nuuk(Policy::zero()));

/// The office of another municipality.
pub(super) fn elsewhere() -> OfficeId {
    office("qeqqata/maniitsoq")
}

/// 2026-11-30, as acts assert days.
pub(super) const VISIT_DAY: i32 = 20_787;

/// A course with its handovers, act by act in one log.
#[derive(Clone, Debug)]
pub(super) struct Log {
    pub(super) handovers: BTreeMap<HandoverId, Handover>,
    acts: u64,
}

/// The referral's id, and the course's.
pub(super) fn id() -> HandoverId {
    HandoverId::from_bytes([9; 16])
}

impl Log {
    /// A referral from the town that the server has taken in.
    pub(super) fn referred() -> Self {
        let mut log = Self {
            handovers: BTreeMap::new(),
            acts: 0,
        };
        log.act(&person(&town(), 1), first(Kind::Referral, &team()));
        log
    }

    /// One that the team has opened.
    pub(super) fn opened() -> Self {
        let mut log = Self::referred();
        log.then(id(), &device(&team(), 11), Verb::Open);
        log
    }

    /// One that the team has accepted.
    pub(super) fn accepted() -> Self {
        let mut log = Self::opened();
        log.then(id(), &person(&team(), 11), Verb::Accept);
        log
    }

    /// How many acts there were.
    pub(super) const fn acts(&self) -> u64 {
        self.acts
    }

    /// Any act, by somebody who has read everything.
    pub(super) fn act(&mut self, author: &Author, act: HandoverAct) {
        self.late(author, act, self.acts);
    }

    /// Any act, by somebody who has read the first `seen` acts only.
    pub(super) fn late(&mut self, author: &Author, act: HandoverAct, seen: u64) {
        let handover = act.handover;
        let mut public = public(self.acts, author.clone(), act);
        public.seen.size = seen;
        let before = self.handovers.remove(&handover);
        let place = position(self.acts);
        let after = Handover::fold(before, &public, name_of(&public), Some(place)).unwrap();
        self.handovers.insert(handover, after);
        self.acts = self.acts.saturating_add(1);
    }

    /// The usual act of that kind on a handover.
    pub(super) fn then(&mut self, handover: HandoverId, author: &Author, verb: Verb) {
        let act = next(&self.handovers[&handover], verb);
        self.act(author, act);
    }

    /// An act of the course, with what clocks need.
    pub(super) fn deed(&mut self, author: &Author, verb: CourseVerb) {
        self.deed_with(author, verb, |_| {});
    }

    pub(super) fn deed_with(
        &mut self,
        author: &Author,
        verb: CourseVerb,
        mend: impl FnOnce(&mut HandoverAct),
    ) {
        let act = self.deed_act(verb);
        self.act(author, mended(act, mend));
    }

    /// An act of the course by somebody who knows all that stands.
    pub(super) fn deed_act(&self, verb: CourseVerb) -> HandoverAct {
        let referral = &self.handovers[&id()];
        let course = self.course();
        let asked = referral.asked_to_take_over().map(|one| one.asked.hash);
        let act = deed(referral, verb);
        HandoverAct {
            about: course.answers(verb).or(asked),
            outcome: if verb == CourseVerb::CheckEffect {
                Some(Check::Yes.numbered(course.next_check()))
            } else {
                act.outcome
            },
            ..act
        }
    }

    /// A handover of the course, from one office to another.
    pub(super) fn send(
        &mut self,
        n: u8,
        (from, to): (&OfficeId, &OfficeId),
        kind: Kind,
    ) -> HandoverId {
        self.send_with((n, kind), (from, to), None)
    }

    pub(super) fn send_with(
        &mut self,
        (n, kind): (u8, Kind),
        (from, to): (&OfficeId, &OfficeId),
        missing: Option<u16>,
    ) -> HandoverId {
        let id_of = HandoverId::from_bytes([n; 16]);
        let mut act = first(kind, to);
        act.handover = id_of;
        act.outcome = missing;
        if let Some(terms) = &mut act.terms {
            terms.course = Some(id());
            terms.relates_to = Some(id());
        }
        self.act(&person(from, 1), act);
        id_of
    }

    /// A device of who wrote it passes a paper of the child's file on to whoever answers for the child,
    /// where it is opened.
    pub(super) fn pass_on(&mut self, paper: HandoverId) {
        let stands = &self.handovers[&paper];
        let to = self.course().municipality;
        let by = device(&stands.from, 1);
        let mut act = next(stands, Verb::PassOn);
        act.sealed = Some(sealed(&[(to.clone(), Fingerprint::from_bytes([31; 32]))]));
        act.terms = Some(Terms {
            to: to.clone(),
            ..Terms::of(stands)
        });
        self.act(&by, act);
        let it = &self.handovers[&paper];
        let envelope = it.passed.get(&to).map_or(it.envelope, |it| it.envelope);
        let opens = HandoverAct {
            about: Some(envelope),
            ..next(it, Verb::Open)
        };
        self.act(&device(&to, 31), opens);
    }

    /// It is read there.
    pub(super) fn read(&mut self, handover: HandoverId) {
        let to = self.handovers[&handover].to.clone();
        self.then(handover, &device(&to, 11), Verb::Open);
        self.then(handover, &person(&to, 11), Verb::Acknowledge);
    }

    pub(super) fn course(&self) -> Course {
        let referral = &self.handovers[&id()];
        let among_all = Course::of(referral, self.handovers.values());
        // Put in twice and after one that goes again: only what stands counts.
        let mut matters: Matters = self.handovers.values().cloned().collect();
        for one in self.handovers.values() {
            matters.remove(&one.id);
            matters.insert(one.clone());
        }
        assert_eq!(matters.course(referral), among_all, "among its own");
        among_all.unwrap()
    }

    pub(super) fn owed(&self) -> Vec<Obligation> {
        owed::obligations(&self.course(), &*ZERO)
    }

    pub(super) fn duties(&self) -> Vec<(OfficeId, Duty)> {
        let owed = self.owed().into_iter();
        owed.map(|one| (one.owner, one.duty)).collect()
    }

    /// Up to a stage, in the usual way.
    pub(super) fn until(stage: Stage) -> Self {
        let mut log = Self::accepted();
        for next in way_to(stage) {
            log.go_on_to(*next);
        }
        assert_eq!(log.course().stage, stage);
        log
    }

    fn go_on_to(&mut self, stage: Stage) {
        let (us, them) = (person(&team(), 11), person(&town(), 1));
        let [report, follow_up] = [30, 31].map(|n| HandoverId::from_bytes([n; 16]));
        match stage {
            Stage::Waiting => {}
            Stage::VisitPlanned => self.deed(&us, CourseVerb::PlanVisit),
            Stage::VisitPostponed => self.deed_with(&us, CourseVerb::PostponeVisit, |act| {
                act.asserted_day = None;
            }),
            Stage::Assessment => self.deed(&us, CourseVerb::BeginAssessment),
            Stage::Treatment => self.deed(&us, CourseVerb::BeginTreatment),
            Stage::Interrupted => self.deed(&us, CourseVerb::Interrupt),
            Stage::LastSessionHeld => self.deed(&us, CourseVerb::HoldLastSession),
            Stage::ReportSent => drop(self.send(30, (&team(), &town()), Kind::ClosingReport)),
            Stage::ReportAcknowledged => self.read(report),
            Stage::FollowUpDecided => self.deed(&them, CourseVerb::DecideFollowUp),
            Stage::FollowUpUnderWay => {
                self.send(31, (&town(), &clinic()), Kind::FollowUp);
                self.then(follow_up, &device(&clinic(), 21), Verb::Open);
                self.then(follow_up, &person(&clinic(), 21), Verb::Accept);
            }
            Stage::Closed => {
                let told = person(&clinic(), 21);
                self.then(follow_up, &told, Verb::ReportFollowUp);
                self.deed(&them, CourseVerb::CheckEffect);
                self.deed(&them, CourseVerb::CheckEffect);
                self.deed(&them, CourseVerb::CloseCourse);
                self.then(id(), &person(&town(), 2), Verb::Countersign);
            }
        }
    }
}

/// The stages before and at a stage: without what may be left out.
fn way_to(stage: Stage) -> &'static [Stage] {
    const USUAL: [Stage; 9] = [
        Stage::VisitPlanned,
        Stage::Assessment,
        Stage::Treatment,
        Stage::LastSessionHeld,
        Stage::ReportSent,
        Stage::ReportAcknowledged,
        Stage::FollowUpDecided,
        Stage::FollowUpUnderWay,
        Stage::Closed,
    ];
    if stage == Stage::VisitPostponed {
        &[Stage::VisitPlanned, Stage::VisitPostponed]
    } else if stage == Stage::Interrupted {
        &[Stage::Interrupted]
    } else {
        let at = USUAL.iter().position(|usual| *usual == stage);
        USUAL.get(..=at.unwrap_or(USUAL.len())).unwrap_or_default()
    }
}

fn mended(mut act: HandoverAct, mend: impl FnOnce(&mut HandoverAct)) -> HandoverAct {
    mend(&mut act);
    act
}

/// An act of the course that says what clocks need.
pub(super) fn deed(referral: &Handover, verb: CourseVerb) -> HandoverAct {
    let moves = verb == CourseVerb::MoveChild;
    HandoverAct {
        terms: moves.then(|| terms(Kind::Referral, &elsewhere())),
        sealed: Some(sealed(&[])),
        outcome: Some(1),
        asserted_day: Some(VISIT_DAY),
        ..next(referral, Verb::Course(verb))
    }
}
