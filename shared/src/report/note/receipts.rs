//! How what was sent has been signed for, by kind and receiving office.

use std::collections::BTreeSet;

use super::kinds;
use crate::{
    party::OfficeId,
    report::{
        Fact, Figure, Period, Thresholds, Verdict,
        figure::{PERCENT, Scale, percent},
        grid::{Grid, ShareId, Shown, SumId},
        percentile::nearest_rank,
    },
    time::Timestamp,
    words::{Kind, State},
};

/// How a group of handovers was signed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// How many there are to judge by: signed for, or past their deadline.
    pub counted: Figure,
    /// Of these, signed for within their deadline.
    pub in_time: Figure,
    /// Of these, signed for too late or not at all.
    pub late: Figure,
    /// The share within the deadline, in whole percent, rounded down.
    pub percent: Option<u8>,
    /// Its colour.
    pub verdict: Verdict,
    /// The median time from deposit to receipt, in ms. `None` where the count is not shown, or too
    /// few were signed for.
    pub median_ms: Option<i64>,
    /// The time from deposit to receipt that 95 % did not exceed, in ms; as the median.
    pub percentile_95_ms: Option<i64>,
}

/// Receipts for one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindReceipts {
    /// The kind.
    pub kind: Kind,
    /// By all offices.
    pub all: Receipts,
    /// By each receiving office, in the order of their ids.
    pub offices: Vec<(OfficeId, Receipts)>,
}

/// Whether a handover counts as signed for in time (`true`) or late; `None` while it counts as
/// neither: its deadline lies ahead, or nobody has to sign for it any more.
#[must_use]
pub fn in_time(fact: &Fact, now: Timestamp) -> Option<bool> {
    if let Some(at) = fact.acknowledged {
        return Some(at <= fact.ack_due);
    }
    let waits = fact.state.is_unacknowledged() || fact.state == State::AwaitingInformation;
    (waits && fact.ack_due < now).then_some(false)
}

/// A group of handovers that is judged by its receipts, in a grid.
struct Judged {
    counted: SumId,
    in_time: SumId,
    late: SumId,
    share: ShareId,
    times_ms: Vec<i64>,
}

/// Everything of one kind to one office.
type Row = (Kind, OfficeId);

const IN_TIME: usize = 0;
const LATE: usize = 1;
const COLUMNS: usize = 2;

pub(super) fn receipts(
    (facts, period, now): (&[Fact], Period, Timestamp),
    thresholds: Thresholds,
) -> (Receipts, Vec<KindReceipts>) {
    let within = facts.iter().filter(|fact| period.contains(fact.sent));
    let counted: Vec<(&Fact, bool)> = within
        .filter_map(|fact| Some((fact, in_time(fact, now)?)))
        .collect();
    let row_of = |fact: &Fact| (fact.kind, fact.to.clone());
    let rows: BTreeSet<Row> = counted.iter().map(|(fact, _)| row_of(fact)).collect();
    let rows: Vec<Row> = rows.into_iter().collect();
    let mut grid = Grid::new(rows.len(), COLUMNS, thresholds.small_count);
    let mut times_ms: Vec<Vec<i64>> = vec![Vec::new(); rows.len()];
    for (fact, in_time) in &counted {
        let row = rows.binary_search(&row_of(fact)).unwrap_or(usize::MAX);
        grid.count(row, if *in_time { IN_TIME } else { LATE });
        if let Some(times_ms) = times_ms.get_mut(row) {
            times_ms.extend(time_to_receipt_ms(fact));
        }
    }
    let scale = scale(thresholds);
    let mut judge = |holds: &dyn Fn(&Row) -> bool| {
        let holds_row = |row: usize| rows.get(row).is_some_and(holds);
        let of_group = rows.iter().zip(&times_ms).filter(|(row, _)| holds(row));
        let counted = grid.show_listed(|row, _| holds_row(row));
        let in_time = grid.show(|row, column| holds_row(row) && column == IN_TIME);
        Judged {
            counted,
            in_time,
            late: grid.show(|row, column| holds_row(row) && column == LATE),
            share: grid.judge(in_time, counted, scale),
            times_ms: of_group.flat_map(|(_, times)| times).copied().collect(),
        }
    };
    let all = judge(&|_| true);
    let by_kind: Vec<(Kind, Judged)> = kinds(&rows)
        .map(|kind| (kind, judge(&|row| row.0 == kind)))
        .collect();
    let by_row: Vec<(&Row, Judged)> = rows
        .iter()
        .map(|it| (it, judge(&|row| row == it)))
        .collect();
    let shown = grid.protect();
    let told = |group: &Judged| group.receipts(&shown, thresholds.small_count);
    let kinds = by_kind.iter().map(|(kind, group)| {
        let offices = by_row.iter().filter(|(row, _)| row.0 == *kind);
        KindReceipts {
            kind: *kind,
            all: told(group),
            offices: offices
                .map(|(row, group)| (row.1.clone(), told(group)))
                .collect(),
        }
    });
    (told(&all), kinds.collect())
}

impl Judged {
    fn receipts(&self, shown: &Shown, small_count: u16) -> Receipts {
        let (counted, in_time) = (shown.figure(self.counted), shown.figure(self.in_time));
        let times = counted.exact().map(|_| self.times_ms.as_slice());
        let times = times.filter(|times| times.len() >= usize::from(small_count));
        Receipts {
            counted,
            in_time,
            late: shown.figure(self.late),
            percent: percent(in_time, counted),
            verdict: shown.verdict(self.share),
            median_ms: times.and_then(|times| nearest_rank(times, 50)),
            percentile_95_ms: times.and_then(|times| nearest_rank(times, 95)),
        }
    }
}

fn time_to_receipt_ms(fact: &Fact) -> Option<i64> {
    fact.acknowledged.map(|at| at.ms_since(fact.sent).max(0))
}

fn scale(thresholds: Thresholds) -> Scale {
    Scale {
        green: u64::from(thresholds.green_percent).saturating_mul(PERCENT),
        yellow: u64::from(thresholds.yellow_percent).saturating_mul(PERCENT),
    }
}
