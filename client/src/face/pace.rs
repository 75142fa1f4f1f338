//! How fast attached files go out, as this computer has measured it lately, and how long the rest
//! takes. Where nothing was measured, nothing is promised.

use std::collections::{BTreeMap, VecDeque};

use stafet_shared::{hash::Hash, seal::blob::BlobRef, time::Timestamp};

use crate::text::{Texts, say};

/// How far back from the last piece the pace is measured, in milliseconds.
pub const WINDOW_MS: i64 = 120_000;
/// For how long at least something has to have moved before that is a pace, in milliseconds.
pub const SPAN_MIN_MS: i64 = 2_000;
/// For how long a pace stands once nothing moves any more, in milliseconds.
pub const STANDS_MS: i64 = 15 * 60_000;
/// The most pieces that are remembered.
const PIECES_MAX: usize = 256;
/// The most files whose progress is remembered.
const FILES_MAX: usize = 256;
/// Seconds of a minute, and minutes from which on hours are told.
const MINUTE: u64 = 60;
/// Minutes from which on the rest is told in hours.
const HOURS_FROM_MINUTES: u64 = 90;

/// What has moved lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    there: BTreeMap<Hash, u32>,
    pieces: VecDeque<(Timestamp, u32)>,
}

impl Pace {
    /// Takes in how much of a file the server has.
    pub fn moved(&mut self, blob: BlobRef, there: u32, now: Timestamp) {
        let before = self.there.get(&blob.hash).copied();
        let piece = before.map_or(0, |before| there.saturating_sub(before));
        if there >= blob.bytes {
            self.there.remove(&blob.hash);
        } else if before.is_some() || self.there.len() < FILES_MAX {
            self.there.insert(blob.hash, there);
        }
        // A clock that was set has measured nothing.
        if self.pieces.back().is_some_and(|(last, _)| *last > now) {
            self.pieces.clear();
        }
        self.pieces.push_back((now, piece));
        let is_old = |first: &(Timestamp, u32)| now.ms_since(first.0) > WINDOW_MS;
        while self.pieces.len() > PIECES_MAX || self.pieces.front().is_some_and(is_old) {
            self.pieces.pop_front();
        }
    }

    /// How many bytes of a file the server is known to have.
    #[must_use]
    pub fn there(&self, blob: BlobRef) -> u32 {
        self.there.get(&blob.hash).copied().unwrap_or_default()
    }

    /// How many seconds so many bytes take, if anything was measured lately.
    #[must_use]
    pub fn seconds(&self, bytes: u64, now: Timestamp) -> Option<u64> {
        let ((first, _), (last, _)) = (self.pieces.front()?, self.pieces.back()?);
        let since = now.ms_since(*last);
        if !(0..=STANDS_MS).contains(&since) {
            return None;
        }
        let span = last.ms_since(*first);
        // What came with the first piece moved before it.
        let moved = self.pieces.iter().skip(1);
        let moved: u64 = moved.map(|(_, piece)| u64::from(*piece)).sum();
        if span < SPAN_MIN_MS || moved == 0 {
            return None;
        }
        let ms = bytes
            .saturating_mul(span.unsigned_abs())
            .checked_div(moved)?;
        Some(ms.div_ceil(1_000))
    }
}

/// How far the files of one handover have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Far {
    /// In hundredths.
    pub percent: u64,
    /// How many bytes are still to go.
    pub left: u64,
    /// How many there are.
    pub of: u64,
}

impl Far {
    /// How far these files have come; `None` if there are none.
    #[must_use]
    pub fn of(files: &[BlobRef], pace: &Pace) -> Option<Self> {
        let of: u64 = files.iter().map(|blob| u64::from(blob.bytes)).sum();
        let there = files.iter().map(|blob| u64::from(pace.there(*blob)));
        let there: u64 = there.sum();
        Some(Self {
            percent: there.saturating_mul(100).checked_div(of)?,
            left: of.saturating_sub(there),
            of,
        })
    }
}

impl Texts {
    /// About how long something takes: *ca. 4 min*.
    #[must_use]
    pub fn about_how_long(&self, seconds: u64) -> String {
        let minutes = seconds.div_ceil(MINUTE);
        if seconds < MINUTE {
            say!(self, "pace-seconds")
        } else if minutes < HOURS_FROM_MINUTES {
            say!(self, "pace-minutes", count = minutes.to_string())
        } else {
            let hours = minutes.div_ceil(MINUTE);
            say!(self, "pace-hours", count = hours.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::{danish, english};

    const NOW: Timestamp = Timestamp::EPOCH;

    fn blob(bytes: u32) -> BlobRef {
        BlobRef {
            bytes,
            hash: Hash::of(&bytes.to_be_bytes()),
        }
    }

    /// A file of 10 MB, of which a hundred thousand bytes a second have gone for ten seconds.
    fn measured() -> Pace {
        let mut pace = Pace::default();
        for second in 0..=10_u32 {
            let now = NOW.plus_ms(i64::from(second).saturating_mul(1_000));
            pace.moved(
                blob(10_000_000),
                second.saturating_mul(100_000).saturating_add(3_000_000),
                now,
            );
        }
        pace
    }

    #[test]
    fn what_was_measured_says_how_long_the_rest_takes() {
        let pace = measured();
        let now = NOW.plus_ms(10_000);
        let far = Far::of(&[blob(10_000_000)], &pace).unwrap();
        assert_eq!((far.percent, far.left), (40, 6_000_000));
        assert_eq!(pace.seconds(far.left, now), Some(60));
        assert_eq!(Far::of(&[], &pace), None);
    }

    #[test]
    fn nothing_is_promised_where_nothing_was_measured_or_long_ago() {
        let mut one = Pace::default();
        assert_eq!(one.seconds(1, NOW), None);
        one.moved(blob(9), 3, NOW);
        assert_eq!(one.seconds(1, NOW), None, "where it began is no pace");
        let pace = measured();
        let last = NOW.plus_ms(10_000);
        assert!(pace.seconds(1, last.plus_ms(STANDS_MS)).is_some());
        assert_eq!(pace.seconds(1, last.plus_ms(STANDS_MS + 1)), None);
        assert_eq!(pace.seconds(1, last.plus_ms(-1)), None, "a clock went back");
    }

    #[test]
    fn a_line_that_was_away_or_a_clock_that_was_set_begins_the_measure_anew() {
        let mut pace = measured();
        let later = NOW.plus_ms(10_000 + WINDOW_MS + 1);
        pace.moved(blob(10_000_000), 4_100_000, later);
        assert_eq!(pace.seconds(1, later), None);
        let mut pace = measured();
        pace.moved(blob(10_000_000), 4_100_000, NOW);
        assert_eq!(pace.seconds(1, NOW), None);
    }

    #[test]
    fn a_file_that_is_whole_is_forgotten_and_what_is_remembered_is_bounded() {
        let mut pace = measured();
        pace.moved(blob(10_000_000), 10_000_000, NOW.plus_ms(11_000));
        assert_eq!(
            pace,
            Pace {
                there: BTreeMap::new(),
                ..pace.clone()
            }
        );
        for number in 0..1_000_u32 {
            pace.moved(blob(1_000 + number), 1, NOW.plus_ms(12_000));
        }
        assert!(pace.pieces.len() <= PIECES_MAX && pace.there.len() <= FILES_MAX);
    }

    #[test]
    fn it_is_told_in_minutes_and_in_hours() {
        assert_eq!(danish().about_how_long(59), "under et minut");
        assert_eq!(danish().about_how_long(200), "ca. 4 min");
        assert_eq!(danish().about_how_long(7_300), "ca. 3 timer");
        assert_eq!(english().about_how_long(60), "about 1 min");
    }
}
