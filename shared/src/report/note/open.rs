//! What is open: by kind and age, and by the office that owes the next act.

use std::collections::BTreeSet;

use super::kinds;
use crate::{
    party::OfficeId,
    report::{
        Fact, Figure, Thresholds,
        grid::{Grid, SumId},
    },
    time::{MS_PER_DAY, Timestamp},
    words::{Kind, State},
};

/// How old something is: in the status note since the deposit of what stands, in the weekly list
/// since its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Up to 7 days.
    Week,
    /// Up to 30 days.
    Month,
    /// Up to 90 days.
    Quarter,
    /// Up to 180 days.
    HalfYear,
    /// More than 180 days.
    Older,
}

impl Age {
    /// Every age, the youngest first.
    pub const ALL: [Self; 5] = [
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::HalfYear,
        Self::Older,
    ];

    /// The most days of 24 hours that it has; `None` if there is no most.
    #[must_use]
    pub const fn days_max(self) -> Option<i64> {
        match self {
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::Quarter => Some(90),
            Self::HalfYear => Some(180),
            Self::Older => None,
        }
    }

    /// The age of what was sent so long ago, in ms.
    #[must_use]
    pub fn of_ms(ms: i64) -> Self {
        let fits = |age: &Self| {
            age.days_max()
                .is_none_or(|days| ms <= days.saturating_mul(MS_PER_DAY))
        };
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Older)
    }

    /// Where it stands in [`Age::ALL`].
    pub(in crate::report) const fn place(self) -> usize {
        match self {
            Self::Week => 0,
            Self::Month => 1,
            Self::Quarter => 2,
            Self::HalfYear => 3,
            Self::Older => 4,
        }
    }
}

/// What is open: taken in by the server, and not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// All of it.
    pub all: OpenCounts,
    /// By kind.
    pub kinds: Vec<(Kind, OpenCounts)>,
    /// By the office that owes the next act, without ages: how many, and how many overdue.
    pub owners: Vec<(OfficeId, Figure, Figure)>,
}

/// How many are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenCounts {
    /// By age, in the order of [`Age::ALL`].
    pub ages: [Figure; AGES],
    /// All ages together.
    pub all: Figure,
    /// Of these, those whose next act should have been done.
    pub overdue: Figure,
}

/// A group of what is open, in a grid.
#[derive(Clone, Copy)]
struct Group {
    ages: [SumId; AGES],
    all: SumId,
    overdue: SumId,
}

/// Everything of one kind that waits for one office, or for nobody.
type Row = (Kind, Option<OfficeId>);

pub(super) fn open(facts: &[Fact], thresholds: Thresholds, now: Timestamp) -> Open {
    let open: Vec<&Fact> = facts.iter().filter(|fact| is_open(fact)).collect();
    let row_of = |fact: &Fact| (fact.kind, fact.owner.clone());
    let rows: BTreeSet<Row> = open.iter().map(|fact| row_of(fact)).collect();
    let rows: Vec<Row> = rows.into_iter().collect();
    // A column for each age, and one for each age of what is overdue.
    let mut grid = Grid::new(rows.len(), AGES.saturating_mul(2), thresholds.small_count);
    for fact in &open {
        let row = rows.binary_search(&row_of(fact));
        grid.count(row.unwrap_or(usize::MAX), column_of(fact, now));
    }
    let mut show = |holds: &dyn Fn(&Row) -> bool| {
        let holds = |row: usize| rows.get(row).is_some_and(holds);
        Group {
            ages: Age::ALL
                .map(|age| grid.show(|row, column| holds(row) && age_at(column) == age.place())),
            all: grid.show_listed(|row, _| holds(row)),
            overdue: grid.show(|row, column| holds(row) && column >= AGES),
        }
    };
    let all = show(&|_| true);
    let by_kind: Vec<(Kind, Group)> = kinds(&rows)
        .map(|kind| (kind, show(&|row| row.0 == kind)))
        .collect();
    let owners: BTreeSet<&OfficeId> = rows.iter().filter_map(|row| row.1.as_ref()).collect();
    let mut by_owner = Vec::new();
    for owner in owners {
        let is_owners = |row: usize| rows.get(row).is_some_and(|it| it.1.as_ref() == Some(owner));
        let all = grid.show_listed(|row, _| is_owners(row));
        let overdue = grid.show(|row, column| is_owners(row) && column >= AGES);
        by_owner.push((owner, all, overdue));
    }
    let shown = grid.protect();
    let counts = |group: Group| OpenCounts {
        ages: group.ages.map(|age| shown.figure(age)),
        all: shown.figure(group.all),
        overdue: shown.figure(group.overdue),
    };
    let kinds = by_kind.into_iter().map(|(kind, it)| (kind, counts(it)));
    let owners = by_owner
        .into_iter()
        .map(|(office, all, overdue)| (office.clone(), shown.figure(all), shown.figure(overdue)));
    Open {
        all: counts(all),
        kinds: kinds.collect(),
        owners: owners.collect(),
    }
}

/// The column of its age, beyond all ages when it is overdue.
fn column_of(fact: &Fact, now: Timestamp) -> usize {
    let place = Age::of_ms(now.ms_since(fact.sent)).place();
    if fact.due.is_some_and(|due| due < now) {
        place.saturating_add(AGES)
    } else {
        place
    }
}

fn age_at(column: usize) -> usize {
    column.checked_rem(AGES).unwrap_or_default()
}

/// Whether the server has it and it is not closed.
fn is_open(fact: &Fact) -> bool {
    let closed = fact.closed.is_some() || fact.state == State::Closed;
    !closed && !matches!(fact.state, State::Draft | State::Queued)
}

/// How many ages there are.
pub(in crate::report) const AGES: usize = Age::ALL.len();
