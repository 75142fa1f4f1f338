//! Machine B: the course (forløb) that an accepted referral opens.
//!
//! A course bears the referral's id. It is nothing that anybody stores: it is derived from the
//! referral, with the acts of the course, and from the reports, the case information and the
//! follow-ups that name it, all in the log's order. [`table`] holds its transitions as data, and
//! [`crate::obligation::course`] tells who owes what until when. Only public parts are read.

mod happening;
pub mod matters;
mod standing;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    happening::{Happening, Of, informs, of_deed, of_handover},
    standing::Standing,
    table::{Ball, Cause},
};
use crate::{
    handover::{Contradiction, CourseAct, Effect, Handover, Signature},
    hash::Hash,
    id::{ActId, HandoverId, TourId},
    party::OfficeId,
    time::Timestamp,
    words::{Check, Colour, CourseVerb, Ending, FollowUpDecision, Kind, Side, Stage, Verb},
};

/// How often somebody asks whether the child got what was decided: after three and six months.
pub const CHECKS: usize = 2;

/// When the team comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The first day, as days since 1970-01-01.
    pub day: i32,
    /// On which tour.
    pub tour: Option<TourId>,
}

/// A course after the acts about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Names it: the referral's id.
    pub id: HandoverId,
    /// How urgent the referral is.
    pub colour: Colour,
    /// The office that treats.
    pub team: OfficeId,
    /// The office with authority responsibility for the child.
    pub municipality: OfficeId,
    /// The municipality that is asked to take the child over, and since when.
    pub asked_to_take_over: Option<(OfficeId, Timestamp)>,
    /// Who is responsible for the child's treatment: the team until the municipality has signed
    /// for the closing report.
    pub treatment: OfficeId,
    /// Where it stands.
    pub stage: Stage,
    /// When it came to that stage.
    pub since: Timestamp,
    /// When the referral was accepted.
    pub opened: Timestamp,
    /// The visit that is planned.
    pub visit: Option<Visit>,
    /// The last session's day, as days since 1970-01-01.
    pub last_session: Option<i32>,
    /// When the waiting child's matter was last reported on.
    pub noted: Timestamp,
    /// When the course was last reported on, or when there began to be something to report.
    pub reported: Timestamp,
    /// Whether all case information is there.
    pub informed: bool,
    /// How often the child did not come.
    pub no_shows: u32,
    /// What was decided, and when.
    pub decision: Option<(FollowUpDecision, Timestamp)>,
    /// When follow-up got under way.
    pub followed_since: Option<Timestamp>,
    /// What was found when somebody asked whether the child got it.
    pub checks: Vec<Check>,
    /// Since when the municipality lacks a report that the one before it has read: the child has
    /// moved. The team owes it.
    pub lacks_report: Option<Timestamp>,
    /// A first signature that waits for its second, with when it was given and by which office.
    pub pending: Option<(CourseVerb, OfficeId, Timestamp)>,
    /// Acts that contradict what stands, and that their offices have neither looked at nor done anew.
    pub contradictions: Vec<Contradiction>,
    /// The handovers of the course that are not closed.
    pub open: BTreeSet<HandoverId>,
    /// What was done, in order, and what it led to.
    pub history: Vec<Done>,
    /// Where a report that is taken back leads.
    before_report: Stage,
    /// Closing reports to the municipality that were not taken back, and to which of its offices.
    reports: BTreeMap<HandoverId, OfficeId>,
    /// What acts have to answer, so that nothing stale replaces what stands.
    standing: Standing,
    /// Follow-ups since the report that are under way or done.
    follow_ups: BTreeSet<HandoverId>,
}

/// One act in a course's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The act.
    pub act: ActId,
    /// The act, or the handover of the course, that it was.
    pub cause: Cause,
    /// What it led to: a contradiction is kept and shown.
    pub effect: Effect,
    /// When the server had it.
    pub at: Timestamp,
    /// Where it stands in the log, once it does.
    pub index: Option<u64>,
    /// The stage afterwards.
    pub stage: Stage,
    /// Who is responsible for the treatment afterwards.
    pub treatment: OfficeId,
}

impl Course {
    /// The course of a referral. `others` are the handovers that name it; more may be given.
    ///
    /// `None` while the referral has opened none.
    #[must_use]
    pub fn of<'a>(
        referral: &Handover,
        others: impl IntoIterator<Item = &'a Handover>,
    ) -> Option<Self> {
        if referral.kind != Kind::Referral || referral.ending != Some(Ending::CourseOpened) {
            return None;
        }
        let others: Vec<&Handover> = others
            .into_iter()
            .filter(|other| other.course == Some(referral.id) && other.id != referral.id)
            .collect();
        let mut course = Self::opened(referral);
        let mut happenings: Vec<Happening<'_>> = referral.deeds.iter().map(of_deed).collect();
        happenings.extend(others.iter().flat_map(|other| of_handover(other)));
        happenings.sort_by_key(|it| (it.index.unwrap_or(u64::MAX), it.at));
        for happening in &happenings {
            let cause = happening.cause;
            let cause = cause.filter(|cause| course.heeds(*cause, happening.of));
            course.hear(cause, happening);
            if let Some(cause) = cause {
                course.take(cause, happening);
            }
        }
        course.overlook(referral);
        course.informed = others
            .iter()
            .any(|other| informs(other) && course.is_information(other));
        Some(course)
    }

    /// The office that owes the next act. `None` once it is closed.
    #[must_use]
    pub fn owner(&self) -> Option<&OfficeId> {
        match table::stage_row(self.stage).ball {
            Ball::Team => Some(&self.team),
            Ball::Municipality => Some(&self.municipality),
            Ball::Nobody => None,
        }
    }

    /// Whether the team has not met the child yet.
    #[must_use]
    pub const fn is_before_the_visit(&self) -> bool {
        self.stage.is_before_visit()
    }

    /// To whom an office of the course sends what is expected of it: to the other side, but for a
    /// follow-up, which goes to whoever gives the child what was decided.
    #[must_use]
    pub fn receiver(&self, sender: &OfficeId, kind: Kind) -> Option<&OfficeId> {
        let other = if *sender == self.team {
            &self.municipality
        } else {
            &self.team
        };
        (kind != Kind::FollowUp).then_some(other)
    }

    /// Its closing reports, without those that were taken back.
    pub fn reports(&self) -> impl Iterator<Item = HandoverId> {
        self.reports.keys().copied()
    }

    /// What an act has to answer: the newest plan of a visit, or the acceptance, before the team has
    /// met the child; the report, or the decision that it replaces; the decision. `None` for what
    /// is so whatever stands, as a note, and for what the referral knows, as an answer to a
    /// municipality's question.
    #[must_use]
    pub fn answers(&self, verb: CourseVerb) -> Option<Hash> {
        self.standing.answers(verb, self.stage)
    }

    /// The number of the next check, from 1.
    #[must_use]
    pub fn next_check(&self) -> u16 {
        let checked = u16::try_from(self.checks.len()).unwrap_or(u16::MAX);
        checked.saturating_add(1)
    }

    /// Whether it may be closed: nothing in it is open (I9).
    #[must_use]
    pub fn may_close(&self) -> bool {
        let nothing = matches!(self.decision, Some((FollowUpDecision::Nothing, _)));
        let done = match self.stage {
            Stage::FollowUpDecided => nothing,
            Stage::FollowUpUnderWay => self.checks.len() >= CHECKS,
            Stage::Waiting
            | Stage::VisitPlanned
            | Stage::VisitPostponed
            | Stage::Assessment
            | Stage::Treatment
            | Stage::Interrupted
            | Stage::LastSessionHeld
            | Stage::ReportSent
            | Stage::ReportAcknowledged
            | Stage::Closed => false,
        };
        done && self.open.is_empty()
            && self.asked_to_take_over.is_none()
            && self.lacks_report.is_none()
    }

    fn opened(referral: &Handover) -> Self {
        let first = referral.office(Side::Sender);
        let pending = referral.pending.as_ref();
        let accepted = referral.decided.as_ref();
        let accepted = accepted.map_or(referral.envelope, |(_, signature)| signature.hash);
        Self {
            id: referral.id,
            colour: referral.colour,
            team: referral.to.clone(),
            municipality: first.clone(),
            asked_to_take_over: None,
            treatment: referral.to.clone(),
            stage: Stage::Waiting,
            since: referral.since,
            opened: referral.since,
            visit: None,
            last_session: None,
            noted: referral.since,
            reported: referral.since,
            informed: false,
            no_shows: 0,
            decision: None,
            followed_since: None,
            checks: Vec::new(),
            lacks_report: None,
            pending: pending.and_then(|pending| {
                let Verb::Course(verb) = pending.verb else {
                    return None;
                };
                let signature = &pending.signature;
                Some((verb, signature.office.clone(), signature.at))
            }),
            contradictions: Vec::new(),
            open: BTreeSet::new(),
            history: Vec::new(),
            before_report: Stage::Waiting,
            reports: BTreeMap::new(),
            standing: Standing::accepted(accepted),
            follow_ups: BTreeSet::new(),
        }
    }

    /// Whether it is for this office to move the course so. Anybody may name a course in what they
    /// send; only its team reports on it, and only its municipality signs for that and decides
    /// what follows.
    fn heeds(&self, cause: Cause, of: Of<'_>) -> bool {
        let Of::Other {
            id,
            from,
            to,
            author,
            ..
        } = of
        else {
            return true;
        };
        let has_come = || self.reports.contains_key(&id);
        match cause {
            // Whose deeds count has been looked at when they were taken in.
            Cause::Deed(_) => true,
            // A report counts towards whoever has authority when it comes, and nobody else.
            Cause::ReportSent => *from == self.team && self.is_the_municipalitys(to),
            Cause::ReportTakenBack => has_come(),
            Cause::ReportRead => has_come() && self.is_the_municipalitys(author),
            Cause::FollowUpSent => self.is_the_municipalitys(from),
            Cause::FollowUpFell => self.follow_ups.contains(&id),
        }
    }

    /// Whether an office is of the municipality that answers for the child.
    fn is_the_municipalitys(&self, office: &OfficeId) -> bool {
        office.organisation() == self.municipality.organisation()
    }

    /// Whether it is case information from the municipality to the team.
    fn is_information(&self, other: &Handover) -> bool {
        self.is_the_municipalitys(&other.from) && other.to == self.team
    }

    /// What is so whatever the stage: which handovers are open, which reports and follow-ups
    /// stand, and when the course was reported on.
    fn hear(&mut self, cause: Option<Cause>, it: &Happening<'_>) {
        let Of::Other {
            id,
            from,
            to,
            open,
            reports,
            ..
        } = it.of
        else {
            return;
        };
        if open {
            self.open.insert(id);
        } else {
            self.open.remove(&id);
        }
        if reports && *from == self.team && self.is_the_municipalitys(to) {
            self.reported = it.at;
        }
        match cause {
            Some(Cause::ReportSent) => drop(self.reports.insert(id, to.clone())),
            Some(Cause::ReportTakenBack) => drop(self.reports.remove(&id)),
            Some(Cause::FollowUpSent) => drop(self.follow_ups.insert(id)),
            Some(Cause::FollowUpFell) => drop(self.follow_ups.remove(&id)),
            Some(Cause::ReportRead | Cause::Deed(_)) | None => {}
        }
    }

    fn take(&mut self, cause: Cause, it: &Happening<'_>) {
        let effect = match it.of {
            Of::Deed(deed) if self.standing.counts_already(deed) => Effect::Fact,
            Of::Deed(deed) if self.standing.is_stale(deed, self.stage) => Effect::Conflict,
            Of::Deed(_) | Of::Other { .. } => match table::find(self.stage, cause) {
                Some(turn) => self.turn((cause, turn.to), it),
                None => misfit(cause),
            },
        };
        if let Of::Deed(deed) = it.of {
            self.contradict(deed, effect);
        }
        self.history.push(Done {
            act: it.act,
            cause,
            effect,
            at: it.at,
            index: it.index,
            stage: self.stage,
            treatment: self.treatment.clone(),
        });
    }

    /// What contradicts what stands is its office's to look at, until it has done the same so that it
    /// counts.
    fn contradict(&mut self, deed: &CourseAct, effect: Effect) {
        let Signature {
            office, hash, at, ..
        } = &deed.signature;
        let verb = Verb::Course(deed.verb);
        if effect == Effect::Conflict {
            self.contradictions.push(Contradiction {
                office: office.clone(),
                verb,
                hash: *hash,
                place: 0,
                at: *at,
            });
            return;
        }
        self.contradictions
            .retain(|one| one.office != *office || one.verb != verb);
        self.standing.count(deed);
    }

    /// Leaves out what its office has looked at since.
    fn overlook(&mut self, referral: &Handover) {
        self.contradictions.retain(|one| {
            let looked = referral.looked.get(&one.office);
            let place = referral.place_of(one.hash);
            looked.is_none_or(|looked| place.is_none_or(|place| *looked <= place))
        });
    }

    fn turn(&mut self, (cause, to): (Cause, Option<Stage>), it: &Happening<'_>) -> Effect {
        let mut to = to;
        match cause {
            Cause::Deed(_) => {
                let Of::Deed(deed) = it.of else {
                    return Effect::Fact;
                };
                match self.deed(deed) {
                    Outcome::AsTheTable => {}
                    Outcome::To(stage) => to = Some(stage),
                    Outcome::Refused => return Effect::Conflict,
                }
            }
            Cause::ReportSent => self.before_report = self.stage,
            Cause::ReportRead => return self.read_report(to, it),
            // Another one may stand.
            Cause::ReportTakenBack if !self.reports.is_empty() => return Effect::Fact,
            Cause::ReportTakenBack => to = Some(self.before_report),
            Cause::FollowUpSent => {
                if matches!(self.decision, Some((FollowUpDecision::Nothing, _))) {
                    return Effect::Conflict;
                }
                self.followed_since = Some(it.at);
            }
            Cause::FollowUpFell if !self.follow_ups.is_empty() => return Effect::Fact,
            Cause::FollowUpFell => self.decide_anew(),
        }
        self.enter(to, it.at)
    }

    /// The municipality has read a report: the first one ends the treatment, one that comes after the
    /// decision has it decided anew, and one that it lacked only because the child has moved changes
    /// nothing more.
    fn read_report(&mut self, to: Option<Stage>, it: &Happening<'_>) -> Effect {
        if let Of::Other { envelope, .. } = it.of {
            self.standing.read(envelope);
        }
        self.treatment = self.municipality.clone();
        let lacked = self.lacks_report.take().is_some();
        if lacked && self.stage != Stage::ReportSent {
            return Effect::Fact;
        }
        if self.stage == Stage::ReportSent {
            // What was handed on before the report is not what follows from it.
            self.follow_ups.clear();
        } else {
            self.decide_anew();
        }
        self.enter(to, it.at)
    }

    fn enter(&mut self, to: Option<Stage>, at: Timestamp) -> Effect {
        let Some(stage) = to else {
            return Effect::Fact;
        };
        self.stage = stage;
        self.since = at;
        Effect::Moved
    }

    /// What an act changes beside the stage, and where it leads if not where the table says.
    fn deed(&mut self, deed: &CourseAct) -> Outcome {
        let at = deed.signature.at;
        match deed.verb {
            CourseVerb::PlanVisit => self.plan(deed),
            CourseVerb::PostponeVisit if deed.day.is_some() => {
                self.plan(deed);
                return Outcome::To(Stage::VisitPlanned);
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
                if decision != Some(FollowUpDecision::Nothing) && !self.follow_ups.is_empty() {
                    self.followed_since = Some(at);
                    return Outcome::To(Stage::FollowUpUnderWay);
                }
            }
            CourseVerb::CheckEffect => match deed.outcome.and_then(Check::of_numbered) {
                Some((_, Check::No)) => {
                    self.decide_anew();
                    return Outcome::To(Stage::ReportAcknowledged);
                }
                Some((number, found)) if number == self.next_check() => self.checks.push(found),
                // It was asked before, or is not to be asked yet.
                Some(_) | None => {}
            },
            CourseVerb::CloseCourse if !self.may_close() => return Outcome::Refused,
            CourseVerb::MoveChild => {
                self.asked_to_take_over = deed.to.clone().map(|to| (to, at));
            }
            CourseVerb::TakeOverChild => return self.move_to_the_asked(at),
            CourseVerb::RefuseChild => {
                self.asked_to_take_over = None;
                // It may be asked again.
                self.standing.forget(CourseVerb::MoveChild);
            }
            CourseVerb::BeginTreatment | CourseVerb::Interrupt | CourseVerb::CloseCourse => {}
        }
        Outcome::AsTheTable
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

    /// Authority responsibility goes over, and with it treatment responsibility if it was back. A
    /// report that the municipality before has, this one does not: it is owed to it.
    fn move_to_the_asked(&mut self, at: Timestamp) -> Outcome {
        let Some((office, _)) = self.asked_to_take_over.take() else {
            return Outcome::AsTheTable;
        };
        if self.treatment == self.municipality {
            self.treatment = office.clone();
        }
        self.municipality = office;
        let theirs = self.municipality.organisation();
        let before = self.reports.len();
        self.reports.retain(|_, to| to.organisation() == theirs);
        if self.reports.len() == before {
            return Outcome::AsTheTable;
        }
        if self.stage == Stage::ReportSent {
            return Outcome::To(self.before_report);
        }
        self.lacks_report = Some(at);
        Outcome::AsTheTable
    }

    /// The follow-up before is not what the child gets: another is to be decided upon.
    fn decide_anew(&mut self) {
        self.decide_anew_but_for_follow_ups();
        self.follow_ups.clear();
    }

    fn decide_anew_but_for_follow_ups(&mut self) {
        self.decision = None;
        self.standing.decide_anew();
        self.followed_since = None;
        self.checks.clear();
    }
}

/// What an act of the course leads to.
enum Outcome {
    AsTheTable,
    To(Stage),
    Refused,
}

/// What comes by another handover is simply true; an act that wanted to move the course and
/// cannot contradicts what stands, and people must look at it.
const fn misfit(cause: Cause) -> Effect {
    match cause {
        Cause::Deed(CourseVerb::NoteStatus | CourseVerb::RecordNoShow) => Effect::Fact,
        Cause::Deed(_) => Effect::Conflict,
        Cause::ReportSent
        | Cause::ReportRead
        | Cause::ReportTakenBack
        | Cause::FollowUpSent
        | Cause::FollowUpFell => Effect::Fact,
    }
}
