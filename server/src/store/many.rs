//! Statements about many rows at once: each statement costs a turn to the database and back, which
//! is more than most rows do.

use std::{fmt::Write as _, sync::LazyLock};

/// How many rows a statement is about. Any number of rows is a sum of these, so that a connection
/// prepares few statements.
pub(super) const SIZES: [usize; 3] = [16, 4, 1];
/// How many ids a look-up is about; the last id fills up what is left.
const LISTS: [usize; 3] = [1, 8, 64];

/// One statement for each of the [`SIZES`].
pub(super) type Statements = LazyLock<[String; SIZES.len()]>;
/// One look-up for each number of ids.
pub(super) type LookUps = LazyLock<[String; LISTS.len()]>;

/// The statements that say `head`, as many rows of `columns` values, and `tail`.
pub(super) fn insert(head: &str, columns: usize, tail: &str) -> [String; SIZES.len()] {
    SIZES.map(|rows| {
        let mut sql = head.to_owned();
        for row in 0..rows {
            sql.push_str(if row == 0 { " (" } else { ", (" });
            let first = row.saturating_mul(columns).saturating_add(1);
            numbered(&mut sql, first, columns);
            sql.push(')');
        }
        sql.push_str(tail);
        sql
    })
}

/// The look-ups that say `head` and a list of ids.
pub(super) fn look_up(head: &str) -> [String; LISTS.len()] {
    LISTS.map(|ids| {
        let mut sql = format!("{head} (");
        numbered(&mut sql, 1, ids);
        sql.push(')');
        sql
    })
}

fn numbered(sql: &mut String, first: usize, count: usize) {
    for number in (first..).take(count) {
        let comma = if number == first { "" } else { ", " };
        // Writing to a `String` cannot fail.
        let _ = write!(sql, "{comma}${number}");
    }
}

/// The rows in pieces, each with the statement for as many.
pub(super) fn pieces<'a, T>(
    mut rows: &'a [T],
    statements: &'static Statements,
) -> Vec<(&'a [T], &'static str)> {
    let mut pieces = Vec::new();
    for (size, sql) in SIZES.into_iter().zip(statements.iter()) {
        while let Some((piece, rest)) = rows.split_at_checked(size) {
            pieces.push((piece, sql.as_str()));
            rows = rest;
        }
    }
    pieces
}

/// The ids in lists, each filled up to what its look-up asks for.
pub(super) fn lists<T: Copy>(ids: &[T], look_ups: &'static LookUps) -> Vec<(Vec<T>, &'static str)> {
    let most = LISTS.last().copied().unwrap_or(1);
    let mut lists = Vec::new();
    for piece in ids.chunks(most) {
        let fits = LISTS.into_iter().zip(look_ups.iter());
        let fit = fits.into_iter().find(|(size, _)| *size >= piece.len());
        if let (Some((size, sql)), Some(last)) = (fit, piece.last()) {
            let mut list = piece.to_vec();
            list.resize(size, *last);
            lists.push((list, sql.as_str()));
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    static TWO_COLUMNS: Statements =
        LazyLock::new(|| insert("INSERT INTO t (a, b) VALUES", 2, ";"));
    static NAMED: LookUps = LazyLock::new(|| look_up("SELECT id FROM t WHERE id IN"));

    #[test]
    fn every_row_is_in_one_piece_whose_statement_is_for_as_many() {
        let rows: Vec<u32> = (0..39).collect();
        let pieces = pieces(&rows, &TWO_COLUMNS);
        let sizes: Vec<_> = pieces.iter().map(|(piece, _)| piece.len()).collect();
        assert_eq!(sizes, [16, 16, 4, 1, 1, 1]);
        let all: Vec<u32> = pieces
            .iter()
            .flat_map(|(piece, _)| piece.to_vec())
            .collect();
        assert_eq!(all, rows);
        for (piece, sql) in pieces {
            assert_eq!(sql.matches('$').count(), piece.len() * 2, "{sql}");
        }
        assert_eq!(
            TWO_COLUMNS[1],
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8);"
        );
    }

    #[test]
    fn every_id_is_in_a_list_that_is_filled_up() {
        let ids: Vec<u32> = (0..66).collect();
        let lists = lists(&ids, &NAMED);
        let sizes: Vec<_> = lists.iter().map(|(list, _)| list.len()).collect();
        assert_eq!(sizes, [64, 8]);
        assert_eq!(lists[1].0, [64, 65, 65, 65, 65, 65, 65, 65]);
        assert!(super::lists::<u32>(&[], &NAMED).is_empty());
    }
}
