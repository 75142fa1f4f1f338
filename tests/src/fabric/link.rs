//! What a link does to a datagram: delay, loss and their relatives.

use std::{collections::BTreeMap, net::SocketAddr, num::NonZeroU64, time::Duration};

/// Bytes that IPv4 and UDP add to each datagram on the line.
const HEADER_BYTES: u64 = 28;
/// One whole, in the parts that [`Chance`] counts.
const PARTS_PER_WHOLE: u32 = 1_000_000;
const NS_PER_SECOND: u64 = 1_000_000_000;

/// How often something happens, in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u32);

impl Chance {
    /// It never happens.
    pub const NEVER: Self = Self(0);
    /// It always happens.
    pub const ALWAYS: Self = Self(PARTS_PER_WHOLE);

    /// `percent` times in a hundred; more than 100 is always.
    #[must_use]
    pub const fn percent(percent: u32) -> Self {
        Self::per_million(percent.saturating_mul(PARTS_PER_WHOLE / 100))
    }

    /// `parts` times in a million; more than a million is always.
    #[must_use]
    pub const fn per_million(parts: u32) -> Self {
        if parts > PARTS_PER_WHOLE {
            Self::ALWAYS
        } else {
            Self(parts)
        }
    }

    /// Whether it happens, given a number drawn evenly from all of `u32`.
    pub(super) fn strikes(self, drawn: u32) -> bool {
        (u64::from(drawn) * u64::from(PARTS_PER_WHOLE)) >> 32 < u64::from(self.0)
    }
}

/// The properties of a link, the same in both directions. Each direction has its own queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Time that every datagram takes, one way.
    pub delay: Duration,
    /// Each datagram takes up to this much longer, evenly spread; it reorders datagrams that
    /// follow each other more closely.
    pub jitter: Duration,
    /// How often a datagram is lost.
    pub loss: Chance,
    /// How often a datagram arrives twice, each copy with its own jitter.
    pub duplicate: Chance,
    /// How often a datagram is held back by up to one further delay (10 ms at least), so that
    /// later ones overtake it.
    pub reorder: Chance,
    /// Bits per second on the line, IP and UDP headers included; `None` is without limit.
    pub rate_bps: Option<NonZeroU64>,
    /// The longest that a datagram waits for a busy line; one that would wait longer is dropped.
    pub queue_max: Duration,
}

impl Link {
    /// A link with this delay and no fault at all.
    #[must_use]
    pub const fn perfect(delay: Duration) -> Self {
        Self {
            delay,
            jitter: Duration::ZERO,
            loss: Chance::NEVER,
            duplicate: Chance::NEVER,
            reorder: Chance::NEVER,
            rate_bps: None,
            queue_max: Duration::MAX,
        }
    }

    /// The satellite link that Greenland's smaller places have: 700 ms there and back, 2 % loss,
    /// 1 Mbit/s.
    #[must_use]
    pub const fn satellite() -> Self {
        Self {
            delay: Duration::from_millis(350),
            jitter: Duration::from_millis(10),
            loss: Chance::percent(2),
            duplicate: Chance::NEVER,
            reorder: Chance::NEVER,
            rate_bps: NonZeroU64::new(1_000_000),
            queue_max: Duration::from_secs(2),
        }
    }

    /// Time that a datagram with `bytes` of payload occupies the line.
    pub(super) fn line_time(&self, bytes: usize) -> Duration {
        let Some(rate_bps) = self.rate_bps else {
            return Duration::ZERO;
        };
        let bits = (bytes as u64 + HEADER_BYTES) * 8;
        Duration::from_nanos(bits * NS_PER_SECOND / rate_bps)
    }

    /// The longest that a datagram is held back to be overtaken.
    pub(super) fn hold_max(&self) -> Duration {
        self.delay.max(Duration::from_millis(10))
    }
}

/// One direction of one line, with a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// From the first address to the second.
    Between(SocketAddr, SocketAddr),
    /// What a party with its own link sends.
    Up(SocketAddr),
    /// What a party with its own link receives.
    Down(SocketAddr),
}

/// Which link joins whom.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) everywhere: Link,
    pub(super) by_party: BTreeMap<SocketAddr, Link>,
    pub(super) by_pair: BTreeMap<(SocketAddr, SocketAddr), Link>,
}

impl Links {
    /// The link that a datagram takes: the pair's, else the sender's, else the receiver's, else
    /// the one that is everywhere.
    pub(super) fn route(&self, from: SocketAddr, to: SocketAddr) -> (Link, Lane) {
        if let Some(&link) = self.by_pair.get(&pair(from, to)) {
            (link, Lane::Between(from, to))
        } else if let Some(&link) = self.by_party.get(&from) {
            (link, Lane::Up(from))
        } else if let Some(&link) = self.by_party.get(&to) {
            (link, Lane::Down(to))
        } else {
            (self.everywhere, Lane::Between(from, to))
        }
    }
}

/// The key of a pair, whichever of the two is named first.
pub(super) fn pair(one: SocketAddr, other: SocketAddr) -> (SocketAddr, SocketAddr) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_strikes_in_its_share_of_all_draws() {
        assert!(!Chance::NEVER.strikes(0));
        assert!(Chance::ALWAYS.strikes(u32::MAX));
        assert!(Chance::percent(50).strikes(u32::MAX / 2));
        assert!(!Chance::percent(50).strikes(u32::MAX / 2 + 1));
    }

    #[test]
    fn the_line_is_busy_for_payload_and_headers() {
        let link = Link::satellite();
        assert_eq!(link.line_time(972), Duration::from_millis(8));
    }
}
