//! The weekly list for the department: how much is overdue, and how old it is.
//!
//! It is about nobody. No office stands in it either: two lists that follow one another differ by
//! few matters, and held against each other they would tell whose these are. Small counts are
//! hidden as in every report, and the ages are those of the status note, from the deadline on.
//! [`text()`] puts it into words, and [`SignedList`] is what leaves the server.

mod signed;
#[cfg(test)]
mod tests;
mod text;

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::{
    civil::{ISOWeekDate, Weekday},
    tz::TimeZone,
};

pub use self::{
    signed::{LABEL, SignedList, Verified, WeeklyError, public_key_pem},
    text::text,
};
use super::{
    figure::Figure,
    grid::{Grid, Shown, SumId},
    note::{AGES, Age},
};
use crate::{
    overview::OwedItem,
    time::{MS_PER_DAY, Timestamp},
    words::{Colour, Kind, List},
};

/// What the list has to know about one obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter {
    /// In which list it stands.
    pub list: List,
    /// What is handed over, or expected.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// Until when it is owed.
    pub due: Timestamp,
}

impl From<&OwedItem> for Matter {
    fn from(item: &OwedItem) -> Self {
        Self {
            list: item.list,
            kind: item.kind,
            colour: item.colour,
            due: item.due,
        }
    }
}

/// A week of the calendar, as ISO 8601 counts them: `2026-W48`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week(ISOWeekDate);

impl Week {
    /// The week of an instant, by the clocks of a zone.
    #[must_use]
    pub fn of(instant: Timestamp, zone: &TimeZone) -> Self {
        let date = instant.to_jiff().to_zoned(zone.clone()).date();
        Self(date.iso_week_date())
    }

    /// Its number, from 1 to 53.
    #[must_use]
    pub fn number(self) -> i8 {
        self.0.week()
    }

    /// The year whose week it is.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

impl FromStr for Week {
    type Err = WeeklyError;

    fn from_str(text: &str) -> Result<Self, WeeklyError> {
        let (year, week) = text.split_once("-W").ok_or(WeeklyError::Form)?;
        let year = year.parse().map_err(|_| WeeklyError::Form)?;
        let week = week.parse().map_err(|_| WeeklyError::Form)?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday);
        monday.map(Self).map_err(|_| WeeklyError::Form)
    }
}

/// What is overdue, as of one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyList {
    /// The week in which it was made.
    pub week: Week,
    /// The instant.
    pub as_of: Timestamp,
    /// Counts from one to below this are not shown.
    pub small_count: u16,
    /// Everything together.
    pub all: Overdue,
    /// By list and kind, in their order, where there is anything.
    pub rows: Vec<(List, Kind, Overdue)>,
}

/// How much of something is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// How many obligations.
    pub all: Figure,
    /// Of these, the red ones.
    pub red: Figure,
    /// By age since the deadline, in the order of [`Age::ALL`].
    pub ages: [Figure; AGES],
    /// The oldest one's age, in days of 24 hours that have been begun. It is shown where the count
    /// is, and where its age tells nothing that the ages do not.
    pub oldest_days: Option<u32>,
}

impl WeeklyList {
    /// The list of what is overdue of `matters`: what is not is passed over.
    #[must_use]
    pub fn new(
        matters: &[Matter],
        small_count: u16,
        (as_of, zone): (Timestamp, &TimeZone),
    ) -> Self {
        let overdue: Vec<&Matter> = matters.iter().filter(|it| it.due < as_of).collect();
        let rows: BTreeSet<Row> = overdue.iter().map(|matter| row_of(matter)).collect();
        let rows: Vec<Row> = rows.into_iter().collect();
        // A column for each age, and one for each age of what is red.
        let mut grid = Grid::new(rows.len(), AGES.saturating_mul(2), small_count);
        for matter in &overdue {
            let row = rows.binary_search(&row_of(matter));
            grid.count(row.unwrap_or(usize::MAX), column_of(matter, as_of));
        }
        let all = Group::show(&mut grid, |_| true);
        let groups: Vec<Group> = (0..rows.len())
            .map(|nth| Group::show(&mut grid, |row| row == nth))
            .collect();
        let shown = grid.protect();
        let oldest = |holds: &dyn Fn(Row) -> bool| {
            let of_group = overdue.iter().filter(|matter| holds(row_of(matter)));
            of_group.map(|matter| as_of.ms_since(matter.due)).max()
        };
        let of_row = |(row, group): (&Row, &Group)| {
            let figures = group.figures(&shown, oldest(&|it| it == *row));
            (row.0, row.1, figures)
        };
        Self {
            week: Week::of(as_of, zone),
            as_of,
            small_count,
            all: all.figures(&shown, oldest(&|_| true)),
            rows: rows.iter().zip(&groups).map(of_row).collect(),
        }
    }
}

/// Everything of one list and kind.
type Row = (List, Kind);

const fn row_of(matter: &Matter) -> Row {
    (matter.list, matter.kind)
}

/// The column of its age, beyond all ages when it is red.
fn column_of(matter: &Matter, as_of: Timestamp) -> usize {
    let place = Age::of_ms(as_of.ms_since(matter.due)).place();
    match matter.colour {
        Colour::Red => place.saturating_add(AGES),
        Colour::Yellow | Colour::Green => place,
    }
}

/// What is shown of some rows, in a grid.
struct Group {
    all: SumId,
    red: SumId,
    ages: [SumId; AGES],
}

impl Group {
    fn show(grid: &mut Grid, holds: impl Fn(usize) -> bool) -> Self {
        let is_of = |column: usize, age: Age| column.checked_rem(AGES) == Some(age.place());
        Self {
            all: grid.show_listed(|row, _| holds(row)),
            red: grid.show(|row, column| holds(row) && column >= AGES),
            ages: Age::ALL.map(|age| grid.show(|row, column| holds(row) && is_of(column, age))),
        }
    }

    fn figures(&self, shown: &Shown, oldest_ms: Option<i64>) -> Overdue {
        let all = shown.figure(self.all);
        let ages = self.ages.map(|age| shown.figure(age));
        let oldest_ms = oldest_ms.filter(|ms| all.exact().is_some() && is_told(&ages, *ms));
        let days = |ms: i64| ms.unsigned_abs().div_ceil(MS_PER_DAY.unsigned_abs());
        Overdue {
            all,
            red: shown.figure(self.red),
            ages,
            oldest_days: oldest_ms.and_then(|ms| u32::try_from(days(ms)).ok()),
        }
    }
}

/// Whether the figures tell already in which age the oldest is: there is something in it, and
/// nothing in any older one.
fn is_told(ages: &[Figure; AGES], oldest_ms: i64) -> bool {
    let place = Age::of_ms(oldest_ms).place();
    let older = ages.iter().skip(place.saturating_add(1));
    ages.get(place).is_some_and(|age| *age != Figure::Withheld)
        && older.into_iter().all(|age| *age == Figure::Exact(0))
}
