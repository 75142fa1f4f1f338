//! Somebody who works out of the figures of a report what it hides, by adding and subtracting.

use std::collections::BTreeMap;

use crate::report::Figure;

/// The cells that a figure is the sum of, and the figure.
pub(in crate::report) type Told = (Vec<usize>, Figure);

/// A prime: whether an equation follows from others is found by reckoning modulo it.
const PRIME: i128 = 2_305_843_009_213_693_951;

/// Whether the sum of some cells follows from the exact figures that are told.
pub(in crate::report) fn is_determined(wanted: &[usize], told: &[Told]) -> bool {
    let mut basis: BTreeMap<usize, BTreeMap<usize, i128>> = BTreeMap::new();
    for (cells, figure) in told {
        if figure.exact().is_some() {
            let rest = reduced(equation(cells), &basis);
            if let Some((&lead, &first)) = rest.iter().next() {
                let by = inverse(first);
                let row = rest.iter().map(|(cell, it)| (*cell, it * by % PRIME));
                basis.insert(lead, row.collect());
            }
        }
    }
    reduced(equation(wanted), &basis).is_empty()
}

fn equation(cells: &[usize]) -> BTreeMap<usize, i128> {
    cells.iter().map(|cell| (*cell, 1)).collect()
}

/// What is left of an equation when the others have been taken from it.
fn reduced(
    mut equation: BTreeMap<usize, i128>,
    basis: &BTreeMap<usize, BTreeMap<usize, i128>>,
) -> BTreeMap<usize, i128> {
    for (lead, row) in basis {
        let Some(times) = equation.get(lead).copied() else {
            continue;
        };
        for (cell, it) in row {
            let left = equation.entry(*cell).or_default();
            *left = (*left - times * it).rem_euclid(PRIME);
        }
        equation.retain(|_, it| *it != 0);
    }
    equation
}

/// The number that gives one when multiplied, by Fermat's little theorem.
fn inverse(number: i128) -> i128 {
    let (mut result, mut base, mut exponent) = (1, number, PRIME - 2);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

#[test]
fn a_part_follows_from_a_total_and_the_other_part() {
    let told = [(vec![0, 1], Figure::Exact(9)), (vec![1], Figure::Exact(7))];
    assert!(is_determined(&[0], &told));
    assert!(!is_determined(&[2], &told));
    let told = [(vec![0, 1], Figure::Exact(9)), (vec![1], Figure::Few)];
    assert!(!is_determined(&[0], &told));
}
