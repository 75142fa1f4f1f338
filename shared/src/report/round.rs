//! A review round: each office signs for its open cases as reviewed by a day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    CourseFact, Fact, Figure, Period, Thresholds, Verdict, day_of,
    figure::{PERCENT, Scale, WHOLE, percent},
    grid::Grid,
};
use crate::{party::OfficeId, time::Timestamp, words::Stage};

/// A round that an administrator has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number, from 1: what a review names.
    pub number: u16,
    /// From the day on which it was opened to the day until which all is to be reviewed.
    pub period: Period,
}

/// How far a round has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRound {
    /// The round.
    pub round: Round,
    /// When this was computed.
    pub written: Timestamp,
    /// By what it was judged.
    pub thresholds: Thresholds,
    /// What should have been reviewed by then at an even pace, in whole percent.
    pub expected_percent: u8,
    /// All offices.
    pub all: Reviews,
    /// By the office with authority responsibility, in the order of their ids.
    pub offices: Vec<(OfficeId, Reviews)>,
}

/// How many cases an office has, and has reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reviews {
    /// Cases that are open.
    pub open: Figure,
    /// Of these, reviewed in this round.
    pub reviewed: Figure,
    /// Of these, not reviewed in this round.
    pub remaining: Figure,
    /// The share that is reviewed, in whole percent, rounded down.
    pub percent: Option<u8>,
    /// Its colour.
    pub verdict: Verdict,
}

const REVIEWED: usize = 0;
const REMAINING: usize = 1;

impl ReviewRound {
    /// How far a round has come by now. A case is a course that is not closed.
    #[must_use]
    pub fn new(facts: &[Fact], round: Round, thresholds: Thresholds, now: Timestamp) -> Self {
        let courses = facts.iter().filter_map(|fact| fact.course.as_ref());
        let open: Vec<&CourseFact> = courses
            .filter(|course| course.stage != Stage::Closed)
            .collect();
        let rows: BTreeSet<&OfficeId> = open.iter().map(|course| &course.municipality).collect();
        let rows: Vec<&OfficeId> = rows.into_iter().collect();
        let mut grid = Grid::new(rows.len(), 2, thresholds.small_count);
        for course in &open {
            let row = rows.binary_search(&&course.municipality);
            let reviewed = course.reviewed_in_round == Some(round.number);
            let column = if reviewed { REVIEWED } else { REMAINING };
            grid.count(row.unwrap_or(usize::MAX), column);
        }
        let today = day_of(now);
        let scale = scale(round.period, thresholds, today);
        let mut show = |row: Option<usize>| {
            let holds = move |it: usize| row.is_none_or(|row| row == it);
            let open = grid.show_listed(|row, _| holds(row));
            let reviewed = grid.show(|row, column| holds(row) && column == REVIEWED);
            let remaining = grid.show(|row, column| holds(row) && column == REMAINING);
            let share = grid.judge(reviewed, open, scale);
            (open, reviewed, remaining, share)
        };
        let everywhere = show(None);
        let by_row: Vec<_> = (0..rows.len()).map(|row| show(Some(row))).collect();
        let shown = grid.protect();
        let reviews = |(open, reviewed, remaining, share)| Reviews {
            open: shown.figure(open),
            reviewed: shown.figure(reviewed),
            remaining: shown.figure(remaining),
            percent: percent(shown.figure(reviewed), shown.figure(open)),
            verdict: shown.verdict(share),
        };
        let by_row = rows.iter().zip(by_row);
        Self {
            round,
            written: now,
            thresholds,
            expected_percent: expected_percent(round.period, today),
            all: reviews(everywhere),
            offices: by_row
                .map(|(office, it)| ((*office).clone(), reviews(it)))
                .collect(),
        }
    }
}

/// After the last day green is everything, and below it colours are of the share; until then they
/// are of what should have been reviewed at an even pace.
fn scale(period: Period, thresholds: Thresholds, today: Date) -> Scale {
    let (green, yellow) = (thresholds.green_percent, thresholds.yellow_percent);
    if today > period.last() {
        return Scale {
            green: WHOLE,
            yellow: u64::from(yellow).saturating_mul(PERCENT),
        };
    }
    let expected = u64::from(expected_percent(period, today));
    Scale {
        green: u64::from(green).saturating_mul(expected),
        yellow: u64::from(yellow).saturating_mul(expected),
    }
}

/// The share of a round's days that is over, in whole percent: nothing on the first day, and all
/// from the day after the last on.
fn expected_percent(period: Period, today: Date) -> u8 {
    let days = |from: Date, to: Date| from.duration_until(to).as_hours().max(0);
    let over = days(period.first(), today).saturating_mul(100);
    let hours = days(period.first(), period.last()).saturating_add(24);
    let percent = over.checked_div(hours).unwrap_or(100).min(100);
    u8::try_from(percent).unwrap_or(100)
}
