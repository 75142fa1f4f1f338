//! What happened on the network: counts per party, a hash over everything, the newest lines.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt::{self, Write as _},
    hash::{Hash, Hasher},
    net::SocketAddr,
    time::Duration,
};

/// Lines of the trace that are kept unless told otherwise.
pub const LINES_DEFAULT: usize = 1_000;

/// A number of datagrams and the bytes of their payloads, without IP and UDP headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Number of datagrams.
    pub datagrams: u64,
    /// Bytes of UDP payload in them.
    pub bytes: u64,
}

impl Count {
    fn add(&mut self, bytes: usize) {
        self.datagrams += 1;
        self.bytes += bytes as u64;
    }
}

/// What one party sent and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Sent, whether or not it arrived; a duplicated datagram counts once.
    pub up: Count,
    /// Of `up`, what the network dropped at once. What an outage or a crash destroys under way is
    /// neither here nor in the receiver's `down`.
    pub lost: Count,
    /// Received by its endpoint, every copy counted.
    pub down: Count,
}

/// What the network did with a datagram when it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fate {
    /// It is under way.
    Carried,
    /// It is under way, and so is a copy.
    Doubled,
    /// Chance took it.
    Lost,
    /// The line was busy for too long.
    QueueFull,
    /// A party is down or the pair is apart.
    Cut,
    /// Nobody listens at the destination, or its buffer is full.
    Unheard,
}

/// One datagram at the moment it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sent {
    pub(super) at: Duration,
    pub(super) from: SocketAddr,
    pub(super) to: SocketAddr,
    pub(super) bytes: usize,
    pub(super) fate: Fate,
}

#[derive(Debug)]
enum Line {
    Sent(Sent),
    Mark(Duration, String),
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent(sent) => write!(
                f,
                "{:>14.6} s  {} -> {}  {} bytes  {:?}",
                sent.at.as_secs_f64(),
                sent.from,
                sent.to,
                sent.bytes,
                sent.fate
            ),
            Self::Mark(at, event) => write!(f, "{:>14.6} s  == {event}", at.as_secs_f64()),
        }
    }
}

/// The record of one run.
#[derive(Debug)]
pub(super) struct Ledger {
    hash: Fnv,
    traffic: BTreeMap<SocketAddr, Traffic>,
    lines: VecDeque<Line>,
    lines_max: usize,
}

impl Ledger {
    pub(super) const fn new() -> Self {
        Self {
            hash: Fnv::new(),
            traffic: BTreeMap::new(),
            lines: VecDeque::new(),
            lines_max: LINES_DEFAULT,
        }
    }

    pub(super) fn sent(&mut self, sent: Sent) {
        sent.hash(&mut self.hash);
        let traffic = self.traffic.entry(sent.from).or_default();
        traffic.up.add(sent.bytes);
        match sent.fate {
            Fate::Carried | Fate::Doubled => {}
            Fate::Lost | Fate::QueueFull | Fate::Cut | Fate::Unheard => {
                traffic.lost.add(sent.bytes);
            }
        }
        self.push(Line::Sent(sent));
    }

    pub(super) fn received(&mut self, by: SocketAddr, bytes: usize) {
        self.traffic.entry(by).or_default().down.add(bytes);
    }

    pub(super) fn mark(&mut self, at: Duration, event: &str) {
        (at, event).hash(&mut self.hash);
        self.push(Line::Mark(at, event.to_owned()));
    }

    pub(super) fn keep_lines(&mut self, max: usize) {
        self.lines_max = max;
        self.trim();
    }

    pub(super) fn traffic(&self, party: SocketAddr) -> Traffic {
        self.traffic.get(&party).copied().unwrap_or_default()
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash.finish()
    }

    pub(super) fn text(&self) -> String {
        self.lines.iter().fold(String::new(), |mut text, line| {
            writeln!(text, "{line}").expect("a String takes everything");
            text
        })
    }

    fn push(&mut self, line: Line) {
        self.lines.push_back(line);
        self.trim();
    }

    fn trim(&mut self) {
        while self.lines.len() > self.lines_max {
            self.lines.pop_front();
        }
    }
}

/// FNV-1a with 64 bits: not for adversaries, but the same in every process and every release of
/// Rust, which the standard library's hashers do not promise.
#[derive(Clone, Debug)]
pub(super) struct Fnv(u64);

impl Fnv {
    pub(super) const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_fnv_1a() {
        let mut hash = Fnv::new();
        hash.write(b"foobar");
        assert_eq!(hash.finish(), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn only_the_newest_lines_are_kept() {
        let mut ledger = Ledger::new();
        ledger.keep_lines(2);
        for event in ["first", "second", "third"] {
            ledger.mark(Duration::from_millis(1), event);
        }
        assert_eq!(
            ledger.text(),
            "      0.001000 s  == second\n      0.001000 s  == third\n"
        );
    }
}
