//! What stands in a course, by the hashes of the acts that said it: each act answers some of it, so
//! that nothing stale replaces what stands, and what two colleagues say alike counts once.

use crate::{
    handover::CourseAct,
    hash::Hash,
    words::{CourseVerb, Stage},
};

/// What stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The acceptance.
    accepted: Hash,
    /// The newest plan of a visit.
    plan: Option<Hash>,
    /// The envelope of the report that was read last.
    report: Option<Hash>,
    /// The decision.
    decision: Option<Hash>,
    /// Every act that counted.
    counted: Vec<CourseAct>,
}

impl Standing {
    /// When a referral has been accepted.
    pub(super) const fn accepted(accepted: Hash) -> Self {
        Self {
            accepted,
            plan: None,
            report: None,
            decision: None,
            counted: Vec::new(),
        }
    }

    /// What an act has to answer in that stage.
    pub(super) fn answers(&self, verb: CourseVerb, stage: Stage) -> Option<Hash> {
        match verb {
            CourseVerb::PlanVisit
            | CourseVerb::PostponeVisit
            | CourseVerb::BeginAssessment
            | CourseVerb::BeginTreatment
            | CourseVerb::RecordNoShow
                if stage.is_before_visit() =>
            {
                self.plan.or(Some(self.accepted))
            }
            CourseVerb::PlanVisit
            | CourseVerb::PostponeVisit
            | CourseVerb::BeginAssessment
            | CourseVerb::BeginTreatment
            | CourseVerb::RecordNoShow
            | CourseVerb::HoldLastSession
            | CourseVerb::Interrupt
            | CourseVerb::MoveChild => Some(self.accepted),
            CourseVerb::DecideFollowUp => self.decision.or(self.report),
            CourseVerb::CheckEffect | CourseVerb::CloseCourse | CourseVerb::GiveOutside => {
                self.decision
            }
            CourseVerb::NoteStatus
            | CourseVerb::TakeOverChild
            | CourseVerb::RefuseChild
            | CourseVerb::UnaskChild => None,
        }
    }

    /// Whether an act answers something that no longer stands: its author did not know.
    pub(super) fn is_stale(&self, deed: &CourseAct, stage: Stage) -> bool {
        let stands = self.answers(deed.verb, stage);
        stands.is_some() && deed.about != stands
    }

    /// Whether a colleague has done the very same.
    pub(super) fn counts_already(&self, deed: &CourseAct) -> bool {
        let mut counted = self.counted.iter();
        // A note is a note each time that it is written.
        deed.verb != CourseVerb::NoteStatus && counted.any(|one| one.says_the_same(deed))
    }

    /// It has counted.
    pub(super) fn count(&mut self, deed: &CourseAct) {
        self.counted.push(deed.clone());
    }

    /// Another plan of the visit, or none any more.
    pub(super) const fn plan(&mut self, deed: &CourseAct) {
        self.plan = Some(deed.signature.hash);
    }

    /// A report was read.
    pub(super) const fn read(&mut self, envelope: Hash) {
        self.report = Some(envelope);
    }

    /// It is decided what the child gets.
    pub(super) const fn decide(&mut self, deed: &CourseAct) {
        self.decision = Some(deed.signature.hash);
    }

    /// It is to be decided anew: the same may be said again.
    pub(super) fn decide_anew(&mut self) {
        self.decision = None;
        self.forget(CourseVerb::DecideFollowUp);
    }

    /// The same may be said again, and counts anew.
    pub(super) fn forget(&mut self, verb: CourseVerb) {
        self.counted.retain(|deed| deed.verb != verb);
    }
}
