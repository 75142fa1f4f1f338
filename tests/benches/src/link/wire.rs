//! Carries real packets by the emulator's decisions: one thread takes them in, another hands them
//! over when their time has come.

use std::{
    io,
    sync::{
        Arc, Mutex, MutexGuard,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use super::emulator::{Counts, Emulator, Fate, Path};
use crate::watch::Stopwatch;

/// The most packets under way in one direction.
const UNDER_WAY_MAX: usize = 65_536;
/// The largest packet.
const PACKET_BYTES_MAX: usize = 65_536;
/// Where a packet of IPv4 names its protocol.
const PROTOCOL_AT: usize = 9;
/// The number of UDP.
const UDP: u8 = 17;

/// Both directions of one line.
#[derive(Clone, Debug)]
pub struct Wire {
    watch: Stopwatch,
    up: Arc<Mutex<Emulator>>,
    down: Arc<Mutex<Emulator>>,
    probes: Arc<Mutex<Probes>>,
    /// Whether each packet is told of on standard error.
    told: bool,
}

/// UDP that was sent to the server while the line was out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Probes {
    /// How many packets.
    pub packets: u64,
    /// Their bytes, headers included.
    pub bytes: u64,
}

/// A direction, as seen from the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the server.
    Up,
    /// From the server.
    Down,
}

impl Wire {
    /// A line with this path both ways.
    #[must_use]
    pub fn new(path: Path, seed: u64) -> Self {
        let (up, down) = seeds(seed);
        Self {
            watch: Stopwatch::start(),
            up: Arc::new(Mutex::new(Emulator::new(path, up))),
            down: Arc::new(Mutex::new(Emulator::new(path, down))),
            probes: Arc::default(),
            told: false,
        }
    }

    /// The same, telling of each packet on standard error.
    #[must_use]
    pub const fn told(mut self, told: bool) -> Self {
        self.told = told;
        self
    }

    /// Has another path from now on, and begins its losses anew.
    pub fn become_path(&self, path: Path, seed: u64) {
        let (up, down) = seeds(seed);
        self.lane(Way::Up).become_path(path, up);
        self.lane(Way::Down).become_path(path, down);
    }

    /// Is out from now on, for so long.
    pub fn cut(&self, how_long: Duration) {
        let now = self.watch.elapsed();
        for way in [Way::Up, Way::Down] {
            self.lane(way).schedule_outage(now, now + how_long);
        }
    }

    /// What was sent so far, up and down.
    #[must_use]
    pub fn counts(&self) -> (Counts, Counts) {
        (self.lane(Way::Up).counts(), self.lane(Way::Down).counts())
    }

    /// UDP that was sent to the server so far while the line was out.
    #[must_use]
    pub fn probes(&self) -> Probes {
        *self.probes.lock().expect("nobody panics while holding it")
    }

    fn note_probe(&self, bytes: usize) {
        let mut probes = self.probes.lock().expect("nobody panics while holding it");
        probes.packets += 1;
        probes.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
    }

    fn lane(&self, way: Way) -> MutexGuard<'_, Emulator> {
        let lane = match way {
            Way::Up => &self.up,
            Way::Down => &self.down,
        };
        lane.lock().expect("nobody panics while holding it")
    }

    /// Carries what `take` takes in to `give`, until `take` fails. `overhead` is added to the
    /// bytes of each packet, for headers that `take` does not see.
    pub fn carry(
        &self,
        way: Way,
        overhead: usize,
        take: impl FnMut(&mut [u8]) -> io::Result<usize> + Send + 'static,
        give: impl FnMut(&[u8]) + Send + 'static,
    ) {
        let (sender, receiver) = sync_channel(UNDER_WAY_MAX);
        let wire = self.clone();
        drop(thread::spawn(move || {
            wire.take_in(way, overhead, take, &sender);
        }));
        let watch = self.watch;
        drop(thread::spawn(move || hand_over(watch, &receiver, give)));
    }

    fn take_in(
        &self,
        way: Way,
        overhead: usize,
        mut take: impl FnMut(&mut [u8]) -> io::Result<usize>,
        under_way: &SyncSender<(Duration, Vec<u8>)>,
    ) {
        let mut packet = vec![0; PACKET_BYTES_MAX];
        while let Ok(bytes) = take(&mut packet) {
            let now = self.watch.elapsed();
            let fate = self.lane(way).pass(now, bytes + overhead);
            let is_udp = overhead > 0 || packet.get(PROTOCOL_AT) == Some(&UDP);
            if fate == Fate::Out && way == Way::Up && is_udp {
                self.note_probe(bytes + overhead);
            }
            if self.told {
                eprintln!("{:.3} {way:?} {bytes} {fate:?}", now.as_secs_f64());
            }
            if let Fate::Arrives(at) = fate
                && under_way.send((at, packet[..bytes].to_vec())).is_err()
            {
                break;
            }
        }
    }
}

/// Hands packets over, each at its time. They come in the order of their times.
#[expect(
    clippy::disallowed_methods,
    reason = "a thread of its own, which only waits"
)]
fn hand_over(
    watch: Stopwatch,
    under_way: &Receiver<(Duration, Vec<u8>)>,
    mut give: impl FnMut(&[u8]),
) {
    while let Ok((at, packet)) = under_way.recv() {
        thread::sleep(at.saturating_sub(watch.elapsed()));
        give(&packet);
    }
}

/// Both directions lose different packets.
fn seeds(seed: u64) -> (u64, u64) {
    (seed.wrapping_mul(2), seed.wrapping_mul(2).wrapping_add(1))
}
