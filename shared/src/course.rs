//! Machine B: the course (forløb) that an accepted referral opens.
//!
//! A course bears the referral's id. It is nothing that anybody stores: it is derived from the
//! referral, with the acts of the course, and from the reports, the case information and the
//! follow-ups that name it, all in the log's order. [`table`] holds its transitions as data, and
//! [`crate::obligation::course`] tells who owes what until when. Only public parts are read.

mod deeds;
mod file;
mod follow_ups;
mod happening;
pub mod matters;
mod standing;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use self::file::Lacking;
use self::{
    file::File,
    follow_ups::FollowUps,
    happening::{Happening, Of, Told, informs, of_deed, of_handover, stands},
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
    /// When the child was taken over last by another municipality, if ever.
    pub moved: Option<Timestamp>,
    /// By when, as the team has said in its report, somebody should see the child again.
    pub follow_up_by: Option<Timestamp>,
    /// The day on which the case information that is lacking is expected, as days since 1970-01-01.
    pub information_expected: Option<i32>,
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
    follow_ups: FollowUps,
    /// Whether what was decided is given by somebody who is not here.
    given_outside: bool,
    /// The child's file.
    file: File,
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
        let expected = others
            .iter()
            .filter(|other| other.kind == Kind::CaseInformation && stands(other))
            .filter(|other| course.is_information(other));
        course.information_expected = expected.filter_map(|other| other.expected).min();
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
        let done = match self.stage {
            Stage::FollowUpDecided => self.ends(),
            Stage::FollowUpUnderWay => self.checks.len() >= CHECKS || self.went_back(),
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
            && self.lacking().is_empty()
    }

    /// Whether it was decided that the child gets nothing more.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.decision.is_some_and(|(decision, _)| decision.ends())
    }

    /// Whether the team has taken the child on once more: a course of its own goes on from there.
    #[must_use]
    pub fn went_back(&self) -> bool {
        let decision = self.decision.map(|(decision, _)| decision);
        decision.is_some_and(|decision| self.follow_ups.went_back(decision))
    }

    /// The papers that whoever answers for the child now has not got, since the child has moved: the
    /// file follows it.
    #[must_use]
    pub fn lacking(&self) -> Vec<Lacking> {
        let moved = self.moved.into_iter();
        let lacking = moved.flat_map(|moved| self.file.lacking(&self.municipality, moved));
        lacking.collect()
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
            moved: None,
            follow_up_by: None,
            information_expected: None,
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
            follow_ups: FollowUps::default(),
            given_outside: false,
            file: File::default(),
        }
    }

    /// Whether it is for this office to move the course so. Anybody may name a course in what they
    /// send; only its team reports on it, and only its municipality signs for that and decides
    /// what follows.
    fn heeds(&self, cause: Cause, of: Of<'_>) -> bool {
        let Of::Other(Told {
            handover, event, ..
        }) = of
        else {
            return true;
        };
        let (id, from) = (handover.id, &handover.from);
        let has_come = || self.reports.contains_key(&id);
        match cause {
            // Whose deeds count has been looked at when they were taken in.
            Cause::Deed(_) => true,
            // A report counts towards whoever has authority when it comes, and nobody else.
            Cause::ReportSent => *from == self.team && self.is_the_municipalitys(&event.to),
            Cause::ReportTakenBack => has_come(),
            Cause::ReportRead => has_come() && self.is_the_municipalitys(&event.author.office),
            Cause::FollowUpSent => {
                let back = handover.kind != Kind::Referral || self.is_the_teams(&event.to);
                back && self.is_the_municipalitys(from)
            }
            Cause::FollowUpFell => self.follow_ups.contains(id),
        }
    }

    /// Whether an office is of the organisation that treats.
    fn is_the_teams(&self, office: &OfficeId) -> bool {
        office.organisation() == self.team.organisation()
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
    /// stand, who has which papers, and when the course was reported on.
    fn hear(&mut self, cause: Option<Cause>, it: &Happening<'_>) {
        let Of::Other(told) = it.of else {
            return;
        };
        let Told {
            handover, event, ..
        } = told;
        let (id, to) = (handover.id, &event.to);
        if told.is_open() {
            self.open.insert(id);
        } else {
            self.open.remove(&id);
        }
        if told.is_taken_on() {
            self.follow_ups.take(id);
        }
        self.file.hear((handover, event), it.at);
        if told.reports && handover.from == self.team && self.is_the_municipalitys(to) {
            self.reported = it.at;
        }
        match cause {
            Some(Cause::ReportSent) => drop(self.reports.insert(id, to.clone())),
            Some(Cause::ReportTakenBack) => drop(self.reports.remove(&id)),
            Some(Cause::FollowUpSent) => self.follow_ups.send(id, handover.kind),
            Some(Cause::FollowUpFell) => self.follow_ups.fall(id),
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
                to = match self.deed(deed, to) {
                    Ok(to) => to,
                    Err(effect) => return effect,
                };
            }
            Cause::ReportSent => self.before_report = self.stage,
            Cause::ReportRead => return self.read_report(to, it),
            // Another one may stand.
            Cause::ReportTakenBack if !self.reports.is_empty() => return Effect::Fact,
            Cause::ReportTakenBack => to = Some(self.before_report),
            Cause::FollowUpSent if self.ends() => {
                return if matches!(it.of, Of::Other(told) if told.handover.kind == Kind::FollowUp) {
                    Effect::Conflict
                } else {
                    Effect::Fact
                };
            }
            // The child goes back to the team while something else is decided: another matter.
            Cause::FollowUpSent if !self.is_given() => return Effect::Fact,
            Cause::FollowUpSent => self.followed_since = Some(it.at),
            Cause::FollowUpFell if self.is_given() => return Effect::Fact,
            Cause::FollowUpFell => self.decide_anew(),
        }
        self.enter(to, it.at)
    }

    /// The municipality has read a report: the first one ends the treatment, and one that comes after
    /// the decision has it decided anew.
    fn read_report(&mut self, to: Option<Stage>, it: &Happening<'_>) -> Effect {
        if let Of::Other(told) = it.of {
            self.standing.read(told.event.envelope);
            self.follow_up_by = told.handover.deadline;
        }
        self.treatment = self.municipality.clone();
        if self.stage == Stage::ReportSent {
            // What was handed on before the report is not what follows from it.
            self.follow_ups.clear();
        } else {
            self.decide_anew();
        }
        self.enter(to, it.at)
    }

    /// Whether something stands that gives the child what was decided.
    fn is_given(&self) -> bool {
        let decision = self.decision.map(|(decision, _)| decision);
        self.given_outside || decision.is_some_and(|decision| self.follow_ups.give(decision))
    }

    fn enter(&mut self, to: Option<Stage>, at: Timestamp) -> Effect {
        let Some(stage) = to else {
            return Effect::Fact;
        };
        self.stage = stage;
        self.since = at;
        Effect::Moved
    }
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
