//! What the acts of a course change.

use super::{Course, Visit};
use crate::{
    handover::{CourseAct, Effect},
    time::Timestamp,
    words::{Check, CourseVerb, FollowUpDecision, Stage},
};

impl Course {
    /// What an act changes beside the stage, and where it leads: `to` is where the table says.
    pub(super) fn deed(
        &mut self,
        deed: &CourseAct,
        to: Option<Stage>,
    ) -> Result<Option<Stage>, Effect> {
        let at = deed.signature.at;
        match deed.verb {
            CourseVerb::PlanVisit => self.plan(deed),
            CourseVerb::PostponeVisit if deed.day.is_some() => {
                self.plan(deed);
                return Ok(Some(Stage::VisitPlanned));
            }
            CourseVerb::PostponeVisit => {
                self.standing.plan(deed);
                self.visit = None;
            }
            CourseVerb::NoteStatus => self.noted = at,
            CourseVerb::BeginAssessment => self.reported = at,
            CourseVerb::BeginTreatment if self.stage != Stage::Assessment => self.reported = at,
            CourseVerb::RecordNoShow => {
                self.no_shows = self.no_shows.saturating_add(1);
                if self.stage == Stage::VisitPlanned {
                    self.visit = None;
                }
            }
            CourseVerb::HoldLastSession => self.last_session = deed.day,
            CourseVerb::DecideFollowUp => {
                let decision = deed.outcome.and_then(FollowUpDecision::from_code);
                self.decide_anew_but_for_follow_ups();
                self.decision = decision.map(|decision| (decision, at));
                self.standing.decide(deed);
                if self.is_given() {
                    self.followed_since = Some(at);
                    return Ok(Some(Stage::FollowUpUnderWay));
                }
            }
            CourseVerb::CheckEffect => match deed.outcome.and_then(Check::of_numbered) {
                Some((_, Check::No)) => {
                    self.decide_anew();
                    return Ok(Some(Stage::ReportAcknowledged));
                }
                Some((number, found)) if number == self.next_check() => self.checks.push(found),
                // It was asked before, or is not to be asked yet.
                Some(_) | None => {}
            },
            CourseVerb::CloseCourse if !self.may_close() => return Err(Effect::Conflict),
            CourseVerb::MoveChild => {
                self.asked_to_take_over = deed.to.clone().map(|to| (to, at));
            }
            CourseVerb::TakeOverChild => return Ok(self.move_to_the_asked(at).or(to)),
            CourseVerb::RefuseChild | CourseVerb::UnaskChild => {
                self.asked_to_take_over = None;
                // It may be asked again.
                self.standing.forget(CourseVerb::MoveChild);
            }
            CourseVerb::GiveOutside => {
                let decision = self.decision.map(|(decision, _)| decision);
                // Nobody outside gives nothing, and the team is here.
                let back = Some(FollowUpDecision::BackToTeam);
                if self.ends() || decision == back || decision.is_none() {
                    return Err(Effect::Conflict);
                }
                self.followed_since = Some(at);
                self.given_outside = true;
            }
            CourseVerb::BeginTreatment | CourseVerb::Interrupt | CourseVerb::CloseCourse => {}
        }
        Ok(to)
    }

    fn plan(&mut self, deed: &CourseAct) {
        // Another day of the same tour, unless another tour is named.
        let before = self.visit.and_then(|visit| visit.tour);
        self.standing.plan(deed);
        self.visit = deed.day.map(|day| Visit {
            day,
            tour: deed.tour.or(before),
        });
    }

    /// Authority responsibility goes over, and with it treatment responsibility if it was back. What
    /// the municipality before has, this one does not: the file is passed on to it.
    fn move_to_the_asked(&mut self, at: Timestamp) -> Option<Stage> {
        let (office, _) = self.asked_to_take_over.take()?;
        if self.treatment == self.municipality {
            self.treatment = office.clone();
        }
        self.municipality = office;
        self.moved = Some(at);
        let theirs = self.municipality.organisation();
        let before = self.reports.len();
        self.reports.retain(|_, to| to.organisation() == theirs);
        if self.reports.len() < before && self.stage == Stage::ReportSent {
            // It lies unread at an office that the child has left.
            return Some(self.before_report);
        }
        None
    }

    /// The follow-up before is not what the child gets: another is to be decided upon.
    pub(super) fn decide_anew(&mut self) {
        self.decide_anew_but_for_follow_ups();
        self.follow_ups.clear();
    }

    fn decide_anew_but_for_follow_ups(&mut self) {
        self.decision = None;
        self.standing.decide_anew();
        self.followed_since = None;
        self.given_outside = false;
        self.checks.clear();
    }
}
