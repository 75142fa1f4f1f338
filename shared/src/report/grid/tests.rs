//! Small counts are attacked: by trying every grid that fits what is shown, and by algebra.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers in tests; overflow would fail them"
)]

use proptest::prelude::*;

use super::*;
use crate::{
    report::tests::attack::{Told, is_determined},
    words::Colour,
};

const SCALE: Scale = Scale {
    green: 9_000,
    yellow: 7_500,
};

/// A grid with all that can be shown of it: cells, rows, columns, everything, and the colour of
/// the first column's share of each row and of everything.
struct Whole {
    grid: Grid,
    sums: Vec<SumId>,
    shares: Vec<(ShareId, SumId, SumId)>,
}

fn whole(rows: &[Vec<u32>], small: u16) -> Whole {
    let columns = rows[0].len();
    let mut grid = Grid::new(rows.len(), columns, small);
    for (row, counts) in rows.iter().enumerate() {
        for (column, &count) in counts.iter().enumerate() {
            (0..count).for_each(|_| grid.count(row, column));
        }
    }
    let mut sums = Vec::new();
    let mut shares = Vec::new();
    for row in 0..rows.len() {
        let cells: Vec<SumId> = (0..columns)
            .map(|column| grid.show(|r, c| (r, c) == (row, column)))
            .collect();
        let all = grid.show(|r, _| r == row);
        shares.push((grid.judge(cells[0], all, SCALE), cells[0], all));
        sums.extend(cells);
        sums.push(all);
    }
    for column in 0..columns {
        sums.push(grid.show(|_, c| c == column));
    }
    let first = sums[sums.len() - columns];
    let all = grid.show(|_, _| true);
    sums.push(all);
    shares.push((grid.judge(first, all, SCALE), first, all));
    Whole { grid, sums, shares }
}

fn figures(rows: &[Vec<u32>], small: u16) -> Vec<Figure> {
    let whole = whole(rows, small);
    let shown = whole.grid.protect();
    whole.sums.iter().map(|sum| shown.figure(*sum)).collect()
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    use Figure::Exact;
    assert_eq!(
        figures(&[vec![9, 0], vec![5, 7]], 5),
        [9, 0, 9, 5, 7, 12, 14, 7, 21].map(Exact)
    );
}

#[test]
fn a_small_count_is_not_left_alone_in_its_row_and_column() {
    let shown = figures(&[vec![3, 30], vec![40, 50], vec![60, 70]], 5);
    assert_eq!(shown[0], Figure::Few);
    let hidden = shown.iter().filter(|it| it.exact().is_none()).count();
    assert!(
        hidden >= 4,
        "one of the row, one of the column, one to tie them: {shown:?}"
    );
    assert_eq!(
        shown.last(),
        Some(&Figure::Exact(253)),
        "totals are worth more"
    );
}

#[test]
fn two_small_counts_hide_each_other() {
    let mut grid = Grid::new(3, 1, 5);
    for (row, count) in [(0, 2), (1, 3), (2, 40)] {
        (0..count).for_each(|_| grid.count(row, 0));
    }
    let sums: Vec<SumId> = (0..3).map(|row| grid.show(|r, _| r == row)).collect();
    let all = grid.show(|_, _| true);
    let shown = grid.protect();
    let shown: Vec<Figure> = sums
        .into_iter()
        .chain([all])
        .map(|it| shown.figure(it))
        .collect();
    let exact = Figure::Exact;
    assert_eq!(shown, [Figure::Few, Figure::Few, exact(40), exact(45)]);
}

#[test]
fn two_ones_do_not_hide_each_other() {
    // Their sum could only be two if both were one: one of them has to become anything.
    let mut grid = Grid::new(3, 1, 5);
    for (row, count) in [(0, 1), (1, 1), (2, 40)] {
        (0..count).for_each(|_| grid.count(row, 0));
    }
    let sums: Vec<SumId> = (0..3).map(|row| grid.show(|r, _| r == row)).collect();
    let all = grid.show(|_, _| true);
    let shown = grid.protect();
    assert_eq!(shown.figure(all), Figure::Exact(42));
    assert!(
        sums.iter()
            .any(|sum| shown.figure(*sum) == Figure::Withheld)
    );
}

#[test]
fn a_colour_that_would_tell_a_small_count_does_not() {
    // Of ten, eight are in time: yellow would say that it is two and not one or three.
    let whole = whole(&[vec![8, 2]], 5);
    let shown = whole.grid.protect();
    let (share, _, all) = whole.shares[0];
    let told = shown.verdict(share) == Verdict::Is(Colour::Yellow);
    assert!(!(told && shown.figure(all) == Figure::Exact(10)));
}

#[test]
fn below_the_limit_there_is_no_colour() {
    let whole = whole(
        &[
            vec![0, 0],
            vec![3, 1],
            vec![30, 0],
            vec![30, 9],
            vec![5, 30],
        ],
        5,
    );
    let shown = whole.grid.protect();
    let verdicts = whole.shares.iter().take(3);
    let verdicts: Vec<Verdict> = verdicts.map(|(share, ..)| shown.verdict(*share)).collect();
    assert_eq!(verdicts[0], Verdict::TooFew);
    assert_eq!(verdicts[1], Verdict::TooFew);
    assert_eq!(verdicts[2], Verdict::Is(Colour::Green));
}

/// How many values each sum can have, for all that is shown: up to two are told apart.
fn can_be(rows: &[Vec<u32>], small: u16, most: u32) -> Vec<(Figure, usize)> {
    let built = whole(rows, small);
    let held: Vec<Vec<usize>> = built.grid.sums.iter().map(|it| it.cells.clone()).collect();
    let shares: Vec<(usize, usize)> = built.shares.iter().map(|it| (it.1.0, it.2.0)).collect();
    let shown = built.grid.protect();
    let mut seen: Vec<Vec<u32>> = vec![Vec::new(); held.len()];
    let mut cells = vec![0_u32; rows.len() * rows[0].len()];
    loop {
        let values: Vec<u32> = held
            .iter()
            .map(|it| it.iter().map(|&cell| cells[cell]).sum())
            .collect();
        let fits = |(figure, value): (&Figure, &u32)| match figure {
            Figure::Exact(exact) => exact == value,
            Figure::Few => 1 <= *value && *value < u32::from(small),
            Figure::Withheld => true,
        };
        let colour = |(part, whole): (usize, usize)| {
            if values[whole] == 0 || values[whole] < u32::from(small) {
                Verdict::TooFew
            } else {
                Verdict::Is(SCALE.colour(values[part], values[whole]))
            }
        };
        let figures_fit = shown.figures.iter().zip(&values).all(fits);
        let colours_fit = figures_fit
            && shown
                .verdicts
                .iter()
                .zip(&shares)
                .all(|(told, share)| *told == Verdict::Withheld || *told == colour(*share));
        if colours_fit {
            for (seen, value) in seen.iter_mut().zip(&values) {
                if seen.len() < 2 && !seen.contains(value) {
                    seen.push(*value);
                }
            }
        }
        // The next grid, as an odometer turns.
        let Some(turned) = cells.iter().position(|&cell| cell < most) else {
            break;
        };
        cells[..turned].fill(0);
        cells[turned] += 1;
    }
    let seen = seen.iter().map(Vec::len);
    shown.figures.iter().copied().zip(seen).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whoever tries every grid that fits finds at least two values for whatever is hidden.
    #[test]
    fn whoever_tries_everything_learns_no_hidden_figure(
        rows in proptest::collection::vec(proptest::collection::vec(0_u32..6, 2), 1..4),
    ) {
        for (figure, values) in can_be(&rows, 3, 6) {
            prop_assert_eq!(figure.exact().is_some(), values < 2, "{:?}", figure);
        }
    }

    /// Whoever adds and subtracts what is shown finds nothing that is hidden.
    #[test]
    fn whoever_calculates_learns_no_hidden_figure(
        rows in proptest::collection::vec(proptest::collection::vec(0_u32..12, 4), 1..12),
    ) {
        let built = whole(&rows, 5);
        let sums = built.grid.sums.clone();
        let shown = built.grid.protect();
        let held = sums.into_iter().map(|sum| sum.cells);
        let told: Vec<Told> = held.zip(shown.figures).collect();
        for (cells, figure) in &told {
            prop_assert_eq!(figure.exact().is_some(), is_determined(cells, &told), "{:?}", figure);
        }
    }

    #[test]
    fn no_figure_from_one_to_below_the_limit_is_shown(
        rows in proptest::collection::vec(proptest::collection::vec(0_u32..20, 3), 1..12),
        small in 0_u16..8,
    ) {
        for figure in figures(&rows, small) {
            let exact = figure.exact().unwrap_or_default();
            prop_assert!(exact == 0 || exact >= u32::from(small));
        }
    }
}
