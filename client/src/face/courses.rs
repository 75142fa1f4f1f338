//! Courses as people follow them: five phases over the stages, who is responsible for what, what
//! comes afterwards, and what was done.

use std::collections::BTreeMap;

use stafet_shared::{
    calendar::date_of,
    course::{Course, table::Cause},
    handover::{Event, Handover},
    id::{ActId, HandoverId},
    time::Timestamp,
    words::{CourseVerb, Stage, Verb},
};

use super::{entry::Entry, naming::capital, scene::Scene, when};
use crate::{
    office::receipts,
    text::{Texts, say},
};

/// A part of a course, as people tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The child waits for a visit.
    Visit,
    /// The child is assessed and treated.
    Treatment,
    /// The closing report is owed or unread.
    Report,
    /// What the child gets afterwards.
    FollowUp,
    /// All loops are closed.
    Closed,
}

/// A phase in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseLine {
    /// Its name.
    pub name: String,
    /// Whether it is over.
    pub is_done: bool,
    /// Whether it is now.
    pub is_now: bool,
    /// What there is to say about it.
    pub more: String,
}

/// Something that was done in a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub what: String,
    /// When, and by whom.
    pub when: String,
    /// Whether it is a thing that went wrong.
    pub is_trouble: bool,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Visit,
        Self::Treatment,
        Self::Report,
        Self::FollowUp,
        Self::Closed,
    ];

    /// The phase to which a stage belongs.
    #[must_use]
    pub const fn of(stage: Stage) -> Self {
        match stage {
            Stage::Waiting | Stage::VisitPlanned | Stage::VisitPostponed => Self::Visit,
            Stage::Assessment | Stage::Treatment => Self::Treatment,
            Stage::Interrupted | Stage::LastSessionHeld | Stage::ReportSent => Self::Report,
            Stage::ReportAcknowledged | Stage::FollowUpDecided | Stage::FollowUpUnderWay => {
                Self::FollowUp
            }
            Stage::Closed => Self::Closed,
        }
    }

    fn name(self, texts: &Texts) -> String {
        match self {
            Self::Visit => say!(texts, "page-phase-visit"),
            Self::Treatment => say!(texts, "page-phase-treatment"),
            Self::Report => say!(texts, "page-phase-report"),
            Self::FollowUp => say!(texts, "page-phase-follow-up"),
            Self::Closed => say!(texts, "page-phase-closed"),
        }
    }
}

/// Every course that an own office has a part in, of everything that is known.
#[must_use]
pub fn entries<'a>(all: &[Entry<'a>], scene: &Scene<'_>) -> Vec<Entry<'a>> {
    let courses = all.iter().filter(|entry| {
        let course = entry.course.as_deref();
        course.is_some_and(|course| has_part(course, scene))
    });
    courses.cloned().collect()
}

/// Whether the reader treats the child, answers for it, or is asked to.
#[must_use]
pub fn has_part(course: &Course, scene: &Scene<'_>) -> bool {
    let asked = course.asked_to_take_over.as_ref();
    scene.is_own(&course.team)
        || scene.is_own(&course.municipality)
        || asked.is_some_and(|(office, _)| scene.is_own(office))
}

/// The five phases of a course.
#[must_use]
pub fn phases(course: &Course, texts: &Texts) -> Vec<PhaseLine> {
    let now = Phase::of(course.stage);
    let lines = Phase::ALL.into_iter().map(|phase| PhaseLine {
        name: phase.name(texts),
        is_done: phase < now || now == Phase::Closed,
        is_now: phase == now && now != Phase::Closed,
        more: more(phase, course, texts),
    });
    lines.collect()
}

/// Where a course stands within its phase, without the phase's name where both are one.
#[must_use]
pub fn stage(course: &Course, texts: &Texts) -> String {
    texts.stage(course.stage).to_lowercase()
}

fn more(phase: Phase, course: &Course, texts: &Texts) -> String {
    match phase {
        Phase::Visit => visit(course, texts).unwrap_or_default(),
        Phase::Treatment if course.no_shows > 0 => {
            say!(texts, "page-course-no-shows", count = course.no_shows)
        }
        Phase::Treatment => String::new(),
        Phase::Report => {
            let held = course.last_session.and_then(date_of);
            held.map_or_else(String::new, |day| {
                let day = when::plain_date(day, texts);
                say!(texts, "page-course-last-session", day = day)
            })
        }
        Phase::FollowUp => course.decision.map_or_else(String::new, |(decision, _)| {
            let what = decision.words(texts.language());
            say!(texts, "page-course-decided", what = what)
        }),
        Phase::Closed => say!(texts, "page-course-two-sign"),
    }
}

/// When the team comes, if that is known.
#[must_use]
pub fn visit(course: &Course, texts: &Texts) -> Option<String> {
    let day = course.visit.and_then(|visit| date_of(visit.day))?;
    let day = when::plain_date(day, texts);
    Some(say!(texts, "page-course-visit", day = day))
}

/// What comes after what is owed now, in order.
#[must_use]
pub fn ahead(course: &Course, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let phase = Phase::of(course.stage);
    let team = || scene.short_office(&course.team);
    let municipality = || scene.short_office(&course.municipality);
    let is_decided = matches!(
        course.stage,
        Stage::FollowUpDecided | Stage::FollowUpUnderWay
    );
    let mut lines = Vec::new();
    if phase <= Phase::Visit {
        lines.push(say!(texts, "page-course-then-treat", office = team()));
    }
    if phase <= Phase::Treatment {
        lines.push(say!(texts, "page-course-then-report", office = team()));
    }
    if phase <= Phase::Report {
        let office = municipality();
        lines.push(say!(texts, "page-course-then-read", office = office));
        let office = municipality();
        lines.push(say!(texts, "page-course-then-decide", office = office));
    }
    if phase <= Phase::FollowUp && !is_decided {
        lines.push(say!(texts, "page-course-then-follow"));
    }
    if phase <= Phase::FollowUp {
        let office = municipality();
        lines.push(say!(texts, "page-course-then-check", office = office));
    }
    if phase != Phase::Closed {
        lines.push(say!(texts, "page-course-then-close"));
    }
    lines
}

/// The handovers of a course, the newest first: the referral, what names it, and what follows it.
#[must_use]
pub fn handovers<'a>(course: HandoverId, scene: &Scene<'a>) -> Vec<&'a Handover> {
    let known = scene.known.values();
    let mut all: Vec<&Handover> = known
        .filter(|it| it.id == course || it.course == Some(course) || it.relates_to == Some(course))
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(begun(it)));
    all
}

/// When a handover was sent.
#[must_use]
pub fn begun(handover: &Handover) -> Timestamp {
    let first = handover.history.first();
    first.map_or(handover.since, receipts::known)
}

/// What was done in a course, in order.
#[must_use]
pub fn steps(course: &Course, handovers: &[&Handover], scene: &Scene<'_>) -> Vec<Step> {
    let texts = scene.texts;
    let events = handovers.iter().flat_map(|it| &it.history);
    let events: BTreeMap<ActId, &Event> = events.map(|event| (event.act, event)).collect();
    let days = handovers.iter().flat_map(|it| &it.deeds);
    let days: BTreeMap<ActId, i32> = days
        .filter_map(|deed| Some((deed.signature.act, deed.day?)))
        .collect();
    let moment = |at| when::moment(at, scene.now, &scene.own_zone(), texts).words;
    let opened = Step {
        what: say!(texts, "page-course-opened"),
        when: moment(course.opened),
        is_trouble: false,
    };
    let done = course.history.iter().map(|done| {
        let person = events.get(&done.act).map(|event| &event.author.person);
        let person = person.map(|id| scene.person(id));
        let day = days.get(&done.act).copied().and_then(date_of);
        let what = caused(done.cause, texts);
        let what = match day {
            Some(day) => format!("{what}: {}", when::plain_date(day, texts)),
            None => what,
        };
        Step {
            what,
            when: [Some(moment(done.at)), person]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
            is_trouble: done.cause == Cause::Deed(CourseVerb::RecordNoShow),
        }
    });
    [opened].into_iter().chain(done).collect()
}

fn caused(cause: Cause, texts: &Texts) -> String {
    match cause {
        Cause::Deed(verb) => texts.done(Verb::Course(verb)),
        Cause::ReportSent => capital(&texts.stage(Stage::ReportSent)),
        Cause::ReportRead => capital(&texts.stage(Stage::ReportAcknowledged)),
        Cause::ReportTakenBack => say!(texts, "page-course-report-back"),
        Cause::FollowUpSent => say!(texts, "page-course-follow-up-sent"),
        Cause::FollowUpFell => say!(texts, "page-course-follow-up-fell"),
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{handover::Move, party::OfficeId, words::State};

    use super::*;
    use crate::{
        face::samples::Stage as Sample,
        text::tests::{danish, english},
    };

    #[test]
    fn a_course_that_has_just_begun_waits_for_a_visit_and_tells_what_comes() {
        let sample = Sample::new();
        let accepted = sample.referral(1, State::Accepted);
        for texts in [danish(), english()] {
            let scene = sample.at_team(&texts);
            let course = scene.course(&accepted).unwrap();
            let phases = phases(&course, &texts);
            let now: Vec<bool> = phases.iter().map(|it| it.is_now).collect();
            assert_eq!(now, [true, false, false, false, false]);
            assert_eq!(ahead(&course, &scene).len(), 7);
            let steps = steps(&course, &[&accepted], &scene);
            assert_eq!(steps.len(), 1, "{steps:?}");
        }
    }

    #[test]
    fn a1_the_office_that_the_child_has_left_is_told_that_it_has_moved_and_no_stage() {
        let sample = Sample::new();
        let accepted = sample.referral(1, State::Accepted);
        let signature = accepted.decided.clone().unwrap().1;
        let mut moved = accepted.clone();
        moved.moves.push(Move {
            to: OfficeId::parse("avannaata/upernavik").unwrap(),
            asked: signature.clone(),
            taken: Some(signature),
            ended: None,
        });
        let texts = danish();
        let told = |referral: &Handover, is_team| {
            let known = crate::face::samples::known([referral]);
            let scene = if is_team {
                sample.at_team(&texts)
            } else {
                sample.at_sender(&texts)
            };
            let scene = Scene {
                known: &known,
                ..scene
            };
            scene.stage(&scene.course(referral).unwrap())
        };
        for (referral, is_team) in [(&accepted, false), (&accepted, true), (&moved, true)] {
            assert!(told(referral, is_team).starts_with("Forløb: "));
        }
        let left = told(&moved, false);
        assert!(left.starts_with("Barnet er flyttet: "), "{left}");
    }

    #[test]
    fn every_stage_belongs_to_a_phase_and_they_come_in_order() {
        let phases: Vec<Phase> = Stage::ALL.into_iter().map(Phase::of).collect();
        assert!(phases.is_sorted(), "{phases:?}");
    }
}
