//! Tours: the children whom an office visits together, and whether their matters are ready when it
//! comes. No tour waits for case information.

use std::collections::BTreeMap;

use stafet_shared::{
    calendar::date_of,
    course::Course,
    id::{HandoverId, TourId},
    party::OfficeId,
    time::Timestamp,
    words::{CourseVerb, Duty, Kind, Stage, State, Verb},
};

use super::{courses::entries, entry::Entry, owed::Turn, scene::Scene, when};
use crate::text::say;

/// How many days a tour lasts on which nothing is planned any more.
const LAST_DAYS: i32 = 14;

/// The children whom one office visits together.
#[derive(Clone, Debug)]
pub struct Tour<'a> {
    /// Names it.
    pub id: TourId,
    /// The office that travels.
    pub team: OfficeId,
    /// Every child's matter: those that something is missing from come first.
    pub cases: Vec<Case<'a>>,
}

/// One child's matter on a tour.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The referral, and what is owed about it and its course.
    pub entry: Entry<'a>,
    /// The office with authority.
    pub municipality: OfficeId,
    /// The first day, as days since 1970-01-01.
    pub day: i32,
    /// Where the course stands.
    pub stage: Stage,
    /// Whether all case information is there.
    pub ready: Readiness,
}

/// Whether all case information is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readiness {
    /// None was sent.
    NotSent,
    /// So many things are still to come.
    Missing(u16),
    /// All of it is.
    Ready,
}

/// Who still owes case information on a tour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debtor {
    /// The office.
    pub office: OfficeId,
    /// About how many children.
    pub cases: usize,
    /// Until when at the latest.
    pub due: Option<Timestamp>,
}

/// Every tour on which an own office goes or is visited, the earliest first.
#[must_use]
pub fn tours<'a>(all: &[Entry<'a>], scene: &Scene<'_>) -> Vec<Tour<'a>> {
    let mut tours: BTreeMap<(OfficeId, TourId), Vec<Case<'a>>> = BTreeMap::new();
    for entry in entries(all, scene) {
        if let Some((tour, case)) = on_tour(entry, scene) {
            tours.entry(tour).or_default().push(case);
        }
    }
    let mut tours: Vec<Tour<'a>> = tours
        .into_iter()
        .map(|((team, id), mut cases)| {
            cases.sort_by_key(|it| (it.ready, it.day, it.entry.handover.id));
            Tour { id, team, cases }
        })
        .collect();
    tours.sort_by_key(|tour| (tour.days().map(|(first, _)| first), tour.id));
    tours
}

/// The tour that a short id names.
#[must_use]
pub fn find<'a>(short: &str, all: &[Entry<'a>], scene: &Scene<'_>) -> Option<Tour<'a>> {
    tours(all, scene)
        .into_iter()
        .find(|tour| tour.id.short() == short)
}

fn on_tour<'a>(entry: Entry<'a>, scene: &Scene<'_>) -> Option<((OfficeId, TourId), Case<'a>)> {
    let course = entry.course.as_deref()?;
    let visit = course.visit.filter(|_| course.stage != Stage::Closed)?;
    let tour = (course.team.clone(), visit.tour?);
    let case = Case {
        municipality: course.municipality.clone(),
        day: visit.day,
        stage: course.stage,
        ready: readiness(course, scene),
        entry,
    };
    Some((tour, case))
}

fn readiness(course: &Course, scene: &Scene<'_>) -> Readiness {
    if course.informed {
        return Readiness::Ready;
    }
    let sent = scene.known.values().filter(|it| {
        it.course == Some(course.id)
            && it.kind == Kind::CaseInformation
            && !matches!(
                it.state,
                State::Withdrawn | State::EnteredInError | State::WrongRecipient
            )
    });
    let missing = sent.filter_map(|it| it.missing).min();
    missing.map_or(Readiness::NotSent, Readiness::Missing)
}

impl Tour<'_> {
    /// How many matters are ready.
    #[must_use]
    pub fn ready(&self) -> usize {
        let ready = self.cases.iter();
        ready.filter(|it| it.ready == Readiness::Ready).count()
    }

    /// The first and the last day on which a child is first seen.
    #[must_use]
    pub fn days(&self) -> Option<(i32, i32)> {
        let days = || self.cases.iter().map(|it| it.day);
        Some((days().min()?, days().max()?))
    }

    /// Whether it is over: nothing is planned any more, and the days have passed.
    #[must_use]
    pub fn is_over(&self, today: i32) -> bool {
        let planned = self.cases.iter().any(|it| it.stage == Stage::VisitPlanned);
        let last = self.days().map_or(today, |(_, last)| last);
        !planned && last.saturating_add(LAST_DAYS) < today
    }

    /// The children who have not been met yet, and whose visits can be postponed.
    #[must_use]
    pub fn planned(&self) -> Vec<HandoverId> {
        let planned = self.cases.iter();
        let planned = planned.filter(|it| it.stage == Stage::VisitPlanned);
        let mut ids: Vec<HandoverId> = planned.map(|it| it.entry.handover.id).collect();
        ids.sort_unstable();
        ids
    }

    /// What people call it: the places, and when.
    #[must_use]
    pub fn name(&self, scene: &Scene<'_>) -> String {
        let places = self.places(scene);
        let days = self.days();
        let days = days.and_then(|(first, last)| Some((date_of(first)?, date_of(last)?)));
        match days {
            Some((first, last)) => {
                let period = when::period(first, last, scene.texts);
                format!("{places}, {period}")
            }
            None => places,
        }
    }

    /// The offices that are visited, the one with the most children first.
    #[must_use]
    pub fn places(&self, scene: &Scene<'_>) -> String {
        let mut places: BTreeMap<&OfficeId, usize> = BTreeMap::new();
        for case in &self.cases {
            let count = places.entry(&case.municipality).or_default();
            *count = count.saturating_add(1);
        }
        let mut places: Vec<(&OfficeId, usize)> = places.into_iter().collect();
        places.sort_by_key(|(office, count)| (std::cmp::Reverse(*count), (*office).clone()));
        let names: Vec<String> = places
            .iter()
            .map(|(office, _)| scene.short_office(office))
            .collect();
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => {
                let before = before.join(", ");
                say!(
                    scene.texts,
                    "page-and",
                    before = before,
                    last = last.as_str()
                )
            }
            None => String::new(),
        }
    }

    /// Who still owes case information.
    #[must_use]
    pub fn debtors(&self) -> Vec<Debtor> {
        let mut debtors: BTreeMap<&OfficeId, Debtor> = BTreeMap::new();
        for case in self.cases.iter().filter(|it| it.ready != Readiness::Ready) {
            let debtor = debtors.entry(&case.municipality).or_insert_with(|| Debtor {
                office: case.municipality.clone(),
                cases: 0,
                due: None,
            });
            debtor.cases = debtor.cases.saturating_add(1);
            let due = case.owed(Duty::Send(Kind::CaseInformation));
            debtor.due = debtor.due.into_iter().chain(due).min();
        }
        debtors.into_values().collect()
    }

    /// How many statuses about waiting children the own offices owe, and until when the first.
    #[must_use]
    pub fn statuses(&self) -> (usize, Option<Timestamp>) {
        let note = Duty::Act(Verb::Course(CourseVerb::NoteStatus));
        let owed = self.cases.iter().flat_map(|it| &it.entry.owed);
        let owed = owed.filter(|one| one.duty() == note && one.turn == Turn::Own);
        let due = owed.clone().map(|one| one.known.owed.due).min();
        (owed.count(), due)
    }
}

impl Case<'_> {
    fn owed(&self, duty: Duty) -> Option<Timestamp> {
        let mut owed = self.entry.owed.iter();
        owed.find(|one| one.duty() == duty)
            .map(|one| one.known.owed.due)
    }
}

/// How many children wait for a visit whose day nobody has named, by the own offices' places.
#[must_use]
pub fn undated(all: &[Entry<'_>], scene: &Scene<'_>) -> Vec<(String, usize)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries(all, scene) {
        let course = entry.course.as_deref();
        let waits = course.filter(|it| it.is_before_the_visit() && it.visit.is_none());
        if let Some(course) = waits {
            let office = if scene.is_own(&course.team) {
                &course.municipality
            } else {
                &course.team
            };
            let count = places.entry(scene.short_office(office)).or_default();
            *count = count.saturating_add(1);
        }
    }
    places.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        face::{
            lists::all,
            samples::{Stage as Sample, known},
        },
        text::tests::danish,
    };

    #[test]
    fn a_child_whose_visit_nobody_has_planned_is_counted_at_its_place() {
        let sample = Sample::new();
        let texts = danish();
        let accepted = sample.referral(1, State::Accepted);
        let known = known([&accepted]);
        let scene = Scene {
            known: &known,
            ..sample.at_team(&texts)
        };
        let all = all(&scene);
        assert_eq!(undated(&all, &scene), [("Nanortalik".to_owned(), 1)]);
        assert!(tours(&all, &scene).is_empty());
    }

    #[test]
    fn what_is_missing_comes_before_what_is_ready() {
        let mut all = [Readiness::Ready, Readiness::Missing(1), Readiness::NotSent];
        all.sort();
        assert_eq!(
            all,
            [Readiness::NotSent, Readiness::Missing(1), Readiness::Ready]
        );
    }
}
