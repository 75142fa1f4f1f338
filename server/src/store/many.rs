//! One statement for several rows. Each statement costs a turn of the database's thread, or a round
//! trip to its server, whatever it holds.
//!
//! A text with [`ROWS`] in it stands for one text for each number of rows. Only powers of two are
//! used, so that a connection keeps few prepared statements.

use std::fmt::Write as _;

use sqlx::AssertSqlSafe;

/// Where the places of the rows go in a statement's text.
pub(super) const ROWS: &str = "{rows}";
/// The most rows of one statement: with nine columns far below what either database takes.
pub(super) const ROWS_MAX: usize = 64;

/// The statement for so many rows of so many columns, as `($1, $2), ($3, $4)`.
///
/// Safe: the text is ours, and only numbers are put into it.
pub(super) fn statement(text: &'static str, columns: usize, rows: usize) -> AssertSqlSafe<String> {
    let mut places = String::new();
    for place in 0..columns.saturating_mul(rows) {
        let opens = place.checked_rem(columns) == Some(0);
        let before = match (opens, place) {
            (true, 0) => "(",
            (true, _) => "), (",
            (false, _) => ", ",
        };
        // Writing to a `String` cannot fail.
        let _ = write!(places, "{before}${}", place.saturating_add(1));
    }
    places.push(')');
    AssertSqlSafe(text.replace(ROWS, &places))
}

/// Cuts rows into runs for one statement each, the longest first.
pub(super) fn runs<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = 1 << rows.len().min(ROWS_MAX).checked_ilog2()?;
        let (run, rest) = rows.split_at_checked(length)?;
        rows = rest;
        Some(run)
    })
}

/// The one statement that asks for so many things by one column, at most [`ROWS_MAX`]. It has a
/// place for each of [`padded`].
pub(super) fn asking(text: &'static str, things: usize) -> AssertSqlSafe<String> {
    statement(text, 1, things.next_power_of_two())
}

/// The things, and the last of them again until their number is a power of two.
pub(super) fn padded<T>(things: &[T]) -> impl Iterator<Item = &T> {
    let last = things.last().into_iter().cycle();
    things
        .iter()
        .chain(last)
        .take(things.len().next_power_of_two())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_numbered_through_all_rows() {
        let two = statement("INSERT INTO a (b, c) VALUES {rows}", 2, 2);
        assert_eq!(two.0, "INSERT INTO a (b, c) VALUES ($1, $2), ($3, $4)");
        let one = statement("VALUES {rows}", 1, 1);
        assert_eq!(one.0, "VALUES ($1)");
    }

    #[test]
    fn runs_are_powers_of_two_and_leave_nothing_out() {
        for count in 0..200_usize {
            let rows: Vec<usize> = (0..count).collect();
            let runs: Vec<&[usize]> = runs(&rows).collect();
            assert_eq!(runs.concat(), rows);
            assert!(runs.iter().all(|run| run.len().is_power_of_two()));
            assert!(runs.iter().all(|run| run.len() <= ROWS_MAX));
            assert!(runs.len() <= 3 + 7, "{count}: {}", runs.len());
        }
    }

    #[test]
    fn what_is_asked_for_again_fills_the_places() {
        let asked: Vec<&u8> = padded(&[7, 8, 9]).collect();
        assert_eq!(asked, [&7, &8, &9, &9]);
        assert_eq!(
            asking("IN (VALUES {rows})", 3).0,
            "IN (VALUES ($1), ($2), ($3), ($4))"
        );
        assert_eq!(padded(&[1; 64]).count(), 64);
    }
}
