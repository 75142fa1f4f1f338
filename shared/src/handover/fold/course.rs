//! The acts of the course that a referral has opened, as far as the referral knows them.
//!
//! They are kept in order, with two signatures where two are needed. What they lead to depends on
//! the reports and follow-ups of the course, and is for [`crate::course`] to say.

use super::{Moves, Step};
use crate::{
    course::{Check, CourseVerb, FollowUpDecision, table},
    handover::{Deed, Effect, Handover, Move, Saying, State, table::Ending},
    party::Capacity,
};

impl Handover {
    /// Whether the referral has a course, and the act is its author's to make and says what it
    /// has to.
    pub(super) fn may_be_done(&self, verb: CourseVerb, step: &Step<'_>) -> bool {
        let author = &step.public.author;
        let is_open = self.state == State::Closed && self.ending == Some(Ending::CourseOpened);
        let asked = self.asked_to_take_over();
        let asked_there = asked.is_some_and(|one| one.to == author.office);
        let by = match table::by(verb) {
            table::By::Team => author.office == self.to,
            table::By::Municipality => author.office == *self.authority(),
            table::By::Either => author.office == self.to || author.office == *self.authority(),
            table::By::AskedMunicipality => asked_there,
        };
        // One at a time: the first has to answer, or the child has two offices or none.
        let free = verb != CourseVerb::MoveChild || asked.is_none();
        is_open && by && free && author.capacity == Capacity::Person && says_enough(verb, step)
    }

    /// One act of the course that is its author's to make.
    pub(super) fn on_course(&mut self, verb: CourseVerb, step: &Step<'_>) -> Effect {
        if table::needs_second(verb, step.act.outcome) {
            self.sign_one_of_two(Moves::Nothing, step)
        } else {
            self.deed(verb, step, &step.saying())
        }
    }

    /// Keeps what was done. `says` is what the first signer's act says where `step` is the second.
    pub(super) fn deed(&mut self, verb: CourseVerb, step: &Step<'_>, says: &Saying) -> Effect {
        self.links.extend(says.link);
        let to = says.envelope.as_ref().map(|envelope| envelope.to.clone());
        let signature = step.signature();
        let asked = self.moves.last_mut().filter(|one| one.taken.is_none());
        match (verb, asked) {
            (CourseVerb::MoveChild, None) => self.moves.extend(to.clone().map(|to| Move {
                to,
                asked: signature.clone(),
                taken: None,
            })),
            (CourseVerb::TakeOverChild, Some(one)) => one.taken = Some(signature.clone()),
            (CourseVerb::RefuseChild, Some(_)) => drop(self.moves.pop()),
            _ => {}
        }
        self.deeds.push(Deed {
            verb,
            signature,
            day: says.day,
            outcome: says.outcome,
            tour: says.tour,
            to,
        });
        Effect::Fact
    }
}

/// What a clock needs stands in the act, or the act says nothing.
fn says_enough(verb: CourseVerb, step: &Step<'_>) -> bool {
    let code = step.act.outcome;
    match verb {
        CourseVerb::PlanVisit
        | CourseVerb::BeginAssessment
        | CourseVerb::BeginTreatment
        | CourseVerb::RecordNoShow
        | CourseVerb::HoldLastSession => step.act.asserted_day.is_some(),
        CourseVerb::DecideFollowUp => code.and_then(FollowUpDecision::from_code).is_some(),
        CourseVerb::CheckEffect => code.and_then(Check::from_code).is_some(),
        CourseVerb::PostponeVisit
        | CourseVerb::NoteStatus
        | CourseVerb::Interrupt
        | CourseVerb::CloseCourse
        | CourseVerb::MoveChild
        | CourseVerb::TakeOverChild
        | CourseVerb::RefuseChild => true,
    }
}
