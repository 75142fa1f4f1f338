//! Counts that are shown together, of which no small one may be worked out.
//!
//! A [`Grid`] has cells, one for each group that nobody looks into any further, and sums of cells,
//! which are what is shown. A sum from one to below the limit is *few*. It could still be worked
//! out of the others: as a total less its other parts, or from the colour of a share. So for each
//! few there has to be a **move** that nobody would notice: one that takes one case out of a cell, into
//! another one, or two cases crosswise between two rows and two columns, such that this sum is
//! another and yet everything shown is the same. Whoever reads the report cannot tell then which
//! of the two it was.
//!
//! Where there is none, the move is taken that takes least hiding, and the figures and colours that
//! would give it away are withheld. A withheld figure can be anything, for all that the report
//! says. So each hidden figure has its move, and hiding more never takes one away.

use std::{
    collections::BTreeMap,
    ops::{ControlFlow, Range},
};

use super::figure::{Figure, Scale, Verdict};

/// A sum of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SumId(usize);

/// A share of a grid that is given a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShareId(usize);

/// Counts by row and column, and what is shown of them.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    columns: usize,
    small: u32,
    cells: Vec<u32>,
    sums: Vec<Sum>,
    shares: Vec<Share>,
    /// The sums that hold each cell.
    held_by: Vec<Vec<usize>>,
    /// The shares that each sum is in.
    judged_by: BTreeMap<usize, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Sum {
    cells: Vec<usize>,
    value: u32,
    /// What everybody knows that it is at least: one where nothing would not be listed.
    least: i64,
    hidden: Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hidden {
    No,
    Few,
    Whole,
}

#[derive(Clone, Copy, Debug)]
struct Share {
    part: usize,
    whole: usize,
    scale: Scale,
    withheld: bool,
}

/// What is to be hidden so that a move goes unnoticed.
#[derive(Clone, Debug, Default)]
struct Price {
    cost: usize,
    sums: Vec<usize>,
    shares: Vec<usize>,
}

/// A case more or less in each of some cells.
type Move<'a> = &'a [(usize, i64)];

impl Grid {
    /// An empty grid. Sums from 1 to below `small` are not shown.
    pub(super) fn new(rows: usize, columns: usize, small: u16) -> Self {
        let cells = vec![0; rows.saturating_mul(columns)];
        Self {
            columns,
            small: u32::from(small),
            held_by: vec![Vec::new(); cells.len()],
            cells,
            sums: Vec::new(),
            shares: Vec::new(),
            judged_by: BTreeMap::new(),
        }
    }

    /// Counts one more. What lies outside of the grid is not counted.
    pub(super) fn count(&mut self, row: usize, column: usize) {
        let cell = row.saturating_mul(self.columns).saturating_add(column);
        if column < self.columns
            && let Some(count) = self.cells.get_mut(cell)
        {
            *count = count.saturating_add(1);
        }
    }

    /// Shows the sum of the cells that `holds` picks by row and column. All has been counted.
    pub(super) fn show(&mut self, holds: impl Fn(usize, usize) -> bool) -> SumId {
        self.show_least(0, holds)
    }

    /// Shows a sum that is only listed if it is not zero.
    pub(super) fn show_listed(&mut self, holds: impl Fn(usize, usize) -> bool) -> SumId {
        self.show_least(1, holds)
    }

    fn show_least(&mut self, least: i64, holds: impl Fn(usize, usize) -> bool) -> SumId {
        let id = self.sums.len();
        let mut cells = Vec::new();
        let mut value: u32 = 0;
        for (cell, count) in self.cells.iter().enumerate() {
            let (row, column) = self.place(cell);
            if holds(row, column) {
                cells.push(cell);
                value = value.saturating_add(*count);
            }
        }
        for cell in &cells {
            if let Some(sums) = self.held_by.get_mut(*cell) {
                sums.push(id);
            }
        }
        let hidden = if self.is_few(i64::from(value)) {
            Hidden::Few
        } else {
            Hidden::No
        };
        self.sums.push(Sum {
            cells,
            value,
            least,
            hidden,
        });
        SumId(id)
    }

    /// Shows the colour of a share.
    pub(super) fn judge(&mut self, part: SumId, whole: SumId, scale: Scale) -> ShareId {
        let id = self.shares.len();
        self.shares.push(Share {
            part: part.0,
            whole: whole.0,
            scale,
            withheld: false,
        });
        for sum in [part.0, whole.0] {
            self.judged_by.entry(sum).or_default().push(id);
        }
        ShareId(id)
    }

    /// Hides as much as has to be. Nothing may be shown before.
    pub(super) fn protect(mut self) -> Shown {
        // One after the other, since what is hidden for one may be all that the next one needs; its
        // price is then zero. Nothing is ever shown again, so that earlier moves stay unnoticed.
        let few = self.sums.iter().enumerate();
        let few: Vec<usize> = few
            .filter(|(_, sum)| sum.hidden == Hidden::Few)
            .map(|(id, _)| id)
            .collect();
        for sum in few {
            self.hide(&self.cheapest(sum));
        }
        Shown {
            figures: self.sums.iter().map(Sum::figure).collect(),
            verdicts: self.shares.iter().map(|it| self.verdict(it)).collect(),
        }
    }

    fn place(&self, cell: usize) -> (usize, usize) {
        let row = cell.checked_div(self.columns).unwrap_or_default();
        let column = cell.checked_rem(self.columns).unwrap_or_default();
        (row, column)
    }

    fn is_few(&self, value: i64) -> bool {
        1 <= value && value < i64::from(self.small)
    }

    fn hide(&mut self, price: &Price) {
        for id in &price.sums {
            if let Some(sum) = self.sums.get_mut(*id) {
                sum.hidden = Hidden::Whole;
            }
        }
        for id in &price.shares {
            if let Some(share) = self.shares.get_mut(*id) {
                share.withheld = true;
            }
        }
    }

    /// The least hiding by which some move that changes a sum goes unnoticed.
    fn cheapest(&self, sum: usize) -> Price {
        let mut best: Option<Price> = None;
        // Breaking off is no failure: there is nothing cheaper than nothing.
        let _ = self.moves(sum, &mut |change| {
            let Some(price) = self.price(sum, change, best.as_ref().map(|it| it.cost)) else {
                return ControlFlow::Continue(());
            };
            let free = price.cost == 0;
            best = Some(price);
            if free {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        best.unwrap_or_default()
    }

    /// Tries the moves that may change a sum, until it has been enough: those to cells and rows
    /// not far away, and the one that is always possible, a case more.
    fn moves(
        &self,
        sum: usize,
        attempt: &mut impl FnMut(Move<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(sum) = self.sums.get(sum) else {
            return ControlFlow::Continue(());
        };
        // The usual ones first: a case that goes to a neighbour changes fewest sums, and the first
        // that costs nothing ends the search.
        for &here in &sum.cells {
            for sign in [1, -1_i64] {
                let back = sign.saturating_neg();
                for there in near(here, REACH_CELLS, self.cells.len()) {
                    if sum.cells.binary_search(&there).is_err() {
                        attempt(&[(here, sign), (there, back)])?;
                    }
                }
                for (beside, below, across) in self.corners(here) {
                    attempt(&[(here, sign), (beside, back), (below, back), (across, sign)])?;
                }
                attempt(&[(here, sign)])?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The other corners of each rectangle with one corner here and another not far away.
    fn corners(&self, here: usize) -> impl Iterator<Item = (usize, usize, usize)> {
        let (row, column) = self.place(here);
        let columns = self.columns;
        let rows = self.cells.len().checked_div(columns).unwrap_or_default();
        let at =
            move |row: usize, column: usize| row.saturating_mul(columns).saturating_add(column);
        let others = near(row, REACH_ROWS, rows).filter(move |other| *other != row);
        others.flat_map(move |other_row| {
            let others = (0..columns).filter(move |other| *other != column);
            others.map(move |other| (at(row, other), at(other_row, column), at(other_row, other)))
        })
    }

    /// What has to be hidden for a move to go unnoticed; `None` if it does not change the sum, is
    /// impossible, or costs `limit` or more.
    fn price(&self, sum: usize, change: Move<'_>, limit: Option<usize>) -> Option<Price> {
        let mut changes: BTreeMap<usize, i64> = BTreeMap::new();
        for (cell, by) in change {
            let count = i64::from(*self.cells.get(*cell)?);
            if count.saturating_add(*by) < 0 {
                return None;
            }
            for held in self.held_by.get(*cell)? {
                let sum = changes.entry(*held).or_default();
                *sum = sum.saturating_add(*by);
            }
        }
        changes.retain(|_, by| *by != 0);
        if !changes.contains_key(&sum) {
            return None;
        }
        let mut price = Price::default();
        for (id, by) in &changes {
            let sum = self.sums.get(*id)?;
            let after = i64::from(sum.value).saturating_add(*by);
            if after < sum.least {
                return None;
            }
            let cost = match sum.hidden {
                Hidden::Whole => continue,
                Hidden::Few if self.is_few(after) => continue,
                Hidden::Few => COST_OF_FEW,
                Hidden::No => COST_OF_A_SUM.saturating_add(sum.cells.len()),
            };
            price.add(cost).sums.push(*id);
        }
        let noticed = changes.keys().filter_map(|sum| self.judged_by.get(sum));
        for id in noticed.flatten() {
            let share = self.shares.get(*id)?;
            let moved = |sum: usize| changes.get(&sum).copied().unwrap_or_default();
            let after = self.judged(share, moved(share.part), moved(share.whole));
            if !share.withheld && after != self.judged(share, 0, 0) && !price.shares.contains(id) {
                price.add(COST_OF_A_COLOUR).shares.push(*id);
            }
        }
        limit
            .is_none_or(|limit| price.cost < limit)
            .then_some(price)
    }

    fn verdict(&self, share: &Share) -> Verdict {
        if share.withheld {
            Verdict::Withheld
        } else {
            self.judged(share, 0, 0)
        }
    }

    /// The colour of a share if its part and its whole were that much more.
    fn judged(&self, share: &Share, more_part: i64, more_whole: i64) -> Verdict {
        let value = |sum: usize, more: i64| {
            let value = self.sums.get(sum).map_or(0, |sum| i64::from(sum.value));
            u32::try_from(value.saturating_add(more)).unwrap_or_default()
        };
        let whole = value(share.whole, more_whole);
        if whole == 0 || whole < self.small {
            return Verdict::TooFew;
        }
        Verdict::Is(share.scale.colour(value(share.part, more_part), whole))
    }
}

impl Sum {
    const fn figure(&self) -> Figure {
        match self.hidden {
            Hidden::No => Figure::Exact(self.value),
            Hidden::Few => Figure::Few,
            Hidden::Whole => Figure::Withheld,
        }
    }
}

impl Price {
    const fn add(&mut self, cost: usize) -> &mut Self {
        self.cost = self.cost.saturating_add(cost);
        self
    }
}

/// What is shown of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    figures: Vec<Figure>,
    verdicts: Vec<Verdict>,
}

impl Shown {
    /// What is shown of a sum.
    pub(super) fn figure(&self, sum: SumId) -> Figure {
        self.figures.get(sum.0).copied().unwrap_or(Figure::Withheld)
    }

    /// What is shown of a share's colour.
    pub(super) fn verdict(&self, share: ShareId) -> Verdict {
        let verdict = self.verdicts.get(share.0);
        verdict.copied().unwrap_or(Verdict::Withheld)
    }
}

/// Those of `count` places that are not further than `reach` from here.
fn near(here: usize, reach: usize, count: usize) -> Range<usize> {
    let end = here.saturating_add(reach).saturating_add(1);
    here.saturating_sub(reach)..end.min(count)
}

/// How far away a cell may be that a move goes to. A grid of 29 offices has some 400; in larger
/// ones the time must not grow with the square.
const REACH_CELLS: usize = 250;
/// How far away a row may be with which a move goes crosswise.
const REACH_ROWS: usize = 125;
/// What it costs to say of a few that it may be anything: less than to hide something else.
const COST_OF_FEW: usize = 1;
/// What it costs to hide a figure, beside one for each of its cells: totals are worth more.
const COST_OF_A_SUM: usize = 10;
/// What it costs to hide a colour: the report is there for them.
const COST_OF_A_COLOUR: usize = 200;

#[cfg(test)]
mod tests;
