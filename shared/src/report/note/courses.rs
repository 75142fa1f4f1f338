//! Where courses stand, and what follows from them.

use std::collections::BTreeSet;

use crate::{
    course::CHECKS,
    party::OfficeId,
    report::{
        CourseFact, Fact, Figure, Period, Thresholds,
        grid::{Grid, SumId},
    },
    time::Timestamp,
    words::Stage,
};

/// Where the follow-up of a course stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUp {
    /// The closing report is not signed for yet.
    NotYet,
    /// It is to be decided, and there is time.
    Undecided,
    /// It is decided or under way, and its next step has time.
    UnderWay,
    /// Its next step should have been done.
    Missing,
    /// Both checks were made, or the course is closed.
    Done,
}

impl FollowUp {
    /// Every place, in order.
    pub const ALL: [Self; 5] = [
        Self::NotYet,
        Self::Undecided,
        Self::UnderWay,
        Self::Missing,
        Self::Done,
    ];

    /// Where a course's follow-up stands at an instant.
    #[must_use]
    pub fn of(course: &CourseFact, now: Timestamp) -> Self {
        if course.stage.is_before_report() {
            Self::NotYet
        } else if course.stage == Stage::Closed || usize::from(course.checks) >= CHECKS {
            Self::Done
        } else if course.follow_up_due.is_some_and(|due| due < now) {
            Self::Missing
        } else if course.follow_up_decided {
            Self::UnderWay
        } else {
            Self::Undecided
        }
    }
}

/// Courses that are open, or were closed within the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Courses {
    /// By stage, in the order of [`Stage::ALL`].
    pub stages: [(Stage, Figure); 12],
    /// By where the follow-up stands.
    pub follow_ups: FollowUps,
    /// The same by the office with authority responsibility.
    pub municipalities: Vec<(OfficeId, FollowUps)>,
}

/// How many courses have their follow-up where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUps {
    /// In the order of [`FollowUp::ALL`].
    pub places: [Figure; PLACES],
    /// All places together.
    pub all: Figure,
}

/// The follow-ups of a group of courses, in a grid.
#[derive(Clone, Copy)]
struct Group {
    places: [SumId; PLACES],
    all: SumId,
}

pub(super) fn courses(
    (facts, period, now): (&[Fact], Period, Timestamp),
    thresholds: Thresholds,
) -> Courses {
    let courses = facts.iter().filter_map(|fact| fact.course.as_ref());
    let counted: Vec<&CourseFact> = courses
        .filter(|course| course.stage != Stage::Closed || period.contains(course.since))
        .collect();
    let rows: BTreeSet<&OfficeId> = counted.iter().map(|course| &course.municipality).collect();
    let rows: Vec<&OfficeId> = rows.into_iter().collect();
    let columns = columns();
    let mut grid = Grid::new(rows.len(), columns.len(), thresholds.small_count);
    for course in &counted {
        let place = (course.stage, FollowUp::of(course, now));
        let row = rows.binary_search(&&course.municipality);
        let column = columns.iter().position(|column| *column == place);
        grid.count(row.unwrap_or(usize::MAX), column.unwrap_or(usize::MAX));
    }
    let stages = Stage::ALL.map(|stage| {
        let is_stage = |column: usize| columns.get(column).is_some_and(|it| it.0 == stage);
        (stage, grid.show(|_, column| is_stage(column)))
    });
    let mut show = |row: Option<usize>| {
        let holds = move |it: usize| row.is_none_or(|row| row == it);
        let is_place = |column: usize, place| columns.get(column).is_some_and(|it| it.1 == place);
        Group {
            places: FollowUp::ALL
                .map(|place| grid.show(|row, column| holds(row) && is_place(column, place))),
            all: grid.show_listed(|row, _| holds(row)),
        }
    };
    let everywhere = show(None);
    let by_row: Vec<Group> = (0..rows.len()).map(|row| show(Some(row))).collect();
    let shown = grid.protect();
    let follow_ups = |group: Group| FollowUps {
        places: group.places.map(|place| shown.figure(place)),
        all: shown.figure(group.all),
    };
    let by_row = rows.into_iter().zip(by_row);
    Courses {
        stages: stages.map(|(stage, sum)| (stage, shown.figure(sum))),
        follow_ups: follow_ups(everywhere),
        municipalities: by_row
            .map(|(office, group)| (office.clone(), follow_ups(group)))
            .collect(),
    }
}

/// Each stage with each place where its follow-up can stand.
fn columns() -> Vec<(Stage, FollowUp)> {
    let all = Stage::ALL
        .into_iter()
        .flat_map(|stage| FollowUp::ALL.map(|place| (stage, place)));
    all.filter(|(stage, place)| can_be(*stage, *place))
        .collect()
}

/// Whether a follow-up can stand there while the course is at that stage.
fn can_be(stage: Stage, place: FollowUp) -> bool {
    if stage.is_before_report() {
        place == FollowUp::NotYet
    } else if stage == Stage::Closed {
        place == FollowUp::Done
    } else {
        place != FollowUp::NotYet
    }
}

/// How many places there are in which a follow-up can stand.
const PLACES: usize = FollowUp::ALL.len();
