//! What becomes of each packet: pure decisions from a seed.

use std::time::Duration;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

const MILLION: u64 = 1_000_000;
const NS_PER_SECOND: u128 = 1_000_000_000;

/// The properties of one direction of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// How long each packet is under way once it has been sent.
    pub delay: Duration,
    /// How many packets of a million are lost.
    pub lost_of_million: u32,
    /// Bits per second; 0 is without limit.
    pub rate_bps: u64,
    /// Bytes that wait for the line at most; a packet that finds no place is dropped.
    pub queue_bytes_max: u64,
}

impl Path {
    /// A satellite link: 700 ms there and back, 2 % lost each way, 1 Mbit/s, and a queue of one
    /// second.
    pub const SATELLITE: Self = Self {
        delay: Duration::from_millis(350),
        lost_of_million: 20_000,
        rate_bps: 1_000_000,
        queue_bytes_max: 125_000,
    };

    /// A line that does nothing to packets.
    pub const PERFECT: Self = Self {
        delay: Duration::ZERO,
        lost_of_million: 0,
        rate_bps: 0,
        queue_bytes_max: u64::MAX,
    };

    /// How long the line is busy with so many bytes.
    fn line_time(&self, bytes: u64) -> Duration {
        let ns = (u128::from(bytes) * 8 * NS_PER_SECOND)
            .checked_div(u128::from(self.rate_bps))
            .unwrap_or(0);
        Duration::from_nanos(u64::try_from(ns).unwrap_or(u64::MAX))
    }

    /// How many bytes wait on a line that is busy for so long.
    fn waiting(&self, busy: Duration) -> u64 {
        let bytes = busy.as_nanos() * u128::from(self.rate_bps) / 8 / NS_PER_SECOND;
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

/// What becomes of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It comes out at this time.
    Arrives(Duration),
    /// Chance takes it, after it has used its share of the line.
    Lost,
    /// The queue has no place for it.
    Dropped,
    /// The line is out.
    Out,
}

/// How many packets and bytes met which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Packets that were sent, whatever became of them.
    pub packets: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Packets that chance took.
    pub lost: u64,
    /// Packets that found no place in the queue.
    pub dropped: u64,
    /// Packets that were sent while the line was out.
    pub out: u64,
    /// Their bytes.
    pub out_bytes: u64,
}

/// One direction of a line. All times count from when it was made.
#[derive(Clone, Debug)]
pub struct Emulator {
    path: Path,
    chance: ChaCha20Rng,
    free_at: Duration,
    outages: Vec<(Duration, Duration)>,
    counts: Counts,
}

impl Emulator {
    /// A line whose losses come from `seed`.
    #[must_use]
    pub fn new(path: Path, seed: u64) -> Self {
        Self {
            path,
            chance: ChaCha20Rng::seed_from_u64(seed),
            free_at: Duration::ZERO,
            outages: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Has other properties from now on, and begins its losses anew from `seed`.
    pub fn become_path(&mut self, path: Path, seed: u64) {
        self.path = path;
        self.chance = ChaCha20Rng::seed_from_u64(seed);
        self.free_at = Duration::ZERO;
    }

    /// Is out from `from` until before `until`: what is sent then is lost. What is under way
    /// arrives.
    pub fn schedule_outage(&mut self, from: Duration, until: Duration) {
        self.outages.push((from, until));
    }

    /// What becomes of a packet of so many bytes that is sent at `now`. Times must not go back.
    pub fn pass(&mut self, now: Duration, bytes: usize) -> Fate {
        // Drawn for every packet, so that the n-th draw is the n-th packet's.
        let drawn = (u64::from(self.chance.next_u32()) * MILLION) >> 32;
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.counts.packets += 1;
        self.counts.bytes += bytes;
        if self.is_out(now) {
            self.counts.out += 1;
            self.counts.out_bytes += bytes;
            return Fate::Out;
        }
        let begins = self.free_at.max(now);
        if self.path.waiting(begins - now) + bytes > self.path.queue_bytes_max {
            self.counts.dropped += 1;
            return Fate::Dropped;
        }
        self.free_at = begins + self.path.line_time(bytes);
        if drawn < u64::from(self.path.lost_of_million) {
            self.counts.lost += 1;
            return Fate::Lost;
        }
        Fate::Arrives(self.free_at + self.path.delay)
    }

    /// Whether the line is out at `now`.
    #[must_use]
    pub fn is_out(&self, now: Duration) -> bool {
        let mut outages = self.outages.iter();
        outages.any(|&(from, until)| (from..until).contains(&now))
    }

    /// What was sent so far.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: usize = 1_250;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn fates(seed: u64, packets: u64) -> Vec<Fate> {
        let mut line = Emulator::new(Path::SATELLITE, seed);
        (0..packets)
            .map(|n| line.pass(ms(11 * n), PACKET))
            .collect()
    }

    #[test]
    fn the_same_seed_gives_every_packet_the_same_fate() {
        assert_eq!(fates(1, 5_000), fates(1, 5_000));
        assert_ne!(fates(1, 5_000), fates(2, 5_000));
    }

    #[test]
    fn chance_takes_its_share() {
        let lost = fates(3, 50_000)
            .into_iter()
            .filter(|fate| *fate == Fate::Lost)
            .count();
        assert!((900..=1_100).contains(&lost), "{lost} of 50,000 at 2 %");
    }

    #[test]
    fn packets_keep_their_order_and_take_their_time() {
        let mut line = Emulator::new(Path::SATELLITE, 4);
        let mut before = Duration::ZERO;
        for _ in 0..50 {
            // 1,250 bytes are 10 ms at 1 Mbit/s.
            if let Fate::Arrives(at) = line.pass(Duration::ZERO, PACKET) {
                assert!(at > before);
                before = at;
            }
        }
        assert!(before <= ms(50 * 10 + 350) && before > ms(40 * 10 + 350));
    }

    #[test]
    fn a_full_queue_drops_what_comes_and_takes_more_once_it_has_drained() {
        let path = Path {
            lost_of_million: 0,
            ..Path::SATELLITE
        };
        let mut line = Emulator::new(path, 5);
        let fates: Vec<Fate> = (0..120)
            .map(|_| line.pass(Duration::ZERO, PACKET))
            .collect();
        let first = fates.iter().position(|fate| *fate == Fate::Dropped);
        assert_eq!(first, Some(100), "125,000 bytes wait");
        assert!(fates[100..].iter().all(|fate| *fate == Fate::Dropped));
        assert_eq!(line.pass(ms(10), PACKET), Fate::Arrives(ms(1_010 + 350)));
    }

    #[test]
    fn an_outage_takes_what_is_sent_in_it_and_nothing_else() {
        let mut line = Emulator::new(Path::PERFECT, 6);
        line.schedule_outage(ms(100), ms(200));
        assert_eq!(line.pass(ms(99), PACKET), Fate::Arrives(ms(99)));
        assert_eq!(line.pass(ms(100), PACKET), Fate::Out);
        assert_eq!(line.pass(ms(199), PACKET), Fate::Out);
        assert_eq!(line.pass(ms(200), PACKET), Fate::Arrives(ms(200)));
        assert_eq!((line.counts().packets, line.counts().out), (4, 2));
    }
}
