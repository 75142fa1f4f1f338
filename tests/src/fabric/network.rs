//! The network as a plain state machine: datagrams and the time go in, datagrams come out.
//!
//! It knows no tokio and no quinn. Time is the duration since the network was made; all chance
//! comes from one generator, with the same number of draws for every datagram, so that a fault on
//! one link does not shift the luck of another.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    task::Waker,
    time::Duration,
};

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

use super::{
    link::{self, Chance, Lane, Link, Links},
    trace::{Fate, Ledger, Sent},
};

/// The most datagrams that wait for one socket, as in an operating system's receive buffer.
const INBOX_DATAGRAMS_MAX: usize = 10_000;

/// Names one opening of a socket, so that a replaced socket is told from its successor.
pub(super) type Generation = u64;

/// Names one copy of a datagram; breaks ties between equal times of arrival.
type Sequence = u64;

/// A datagram that has arrived.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Datagram {
    pub(super) from: SocketAddr,
    pub(super) payload: Vec<u8>,
}

/// What a socket finds when it looks for a datagram.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// One has arrived.
    Here(Datagram),
    /// The next one arrives at this time, unless the waker says otherwise.
    At(Duration),
    /// Nothing is under way.
    Nothing,
    /// The socket was closed or replaced.
    Closed,
}

/// What is under way to one socket, in the order of arrival.
#[derive(Debug)]
struct Inbox {
    generation: Generation,
    under_way: BTreeMap<(Duration, Sequence), Datagram>,
    reader: Option<Waker>,
}

/// The whole network.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) links: Links,
    pub(super) ledger: Ledger,
    rng: ChaCha8Rng,
    inboxes: BTreeMap<SocketAddr, Inbox>,
    busy_until: BTreeMap<Lane, Duration>,
    down: BTreeSet<SocketAddr>,
    apart: BTreeSet<(SocketAddr, SocketAddr)>,
    sequence: Sequence,
    generation: Generation,
}

impl Network {
    pub(super) fn new(seed: u64, link: Link) -> Self {
        Self {
            links: Links {
                everywhere: link,
                by_party: BTreeMap::new(),
                by_pair: BTreeMap::new(),
            },
            ledger: Ledger::new(),
            rng: ChaCha8Rng::seed_from_u64(seed),
            inboxes: BTreeMap::new(),
            busy_until: BTreeMap::new(),
            down: BTreeSet::new(),
            apart: BTreeSet::new(),
            sequence: 0,
            generation: 0,
        }
    }

    /// Opens a socket at `address` in place of any other. The reader of a replaced one is woken.
    pub(super) fn open(&mut self, address: SocketAddr) -> Generation {
        self.generation += 1;
        let inbox = Inbox {
            generation: self.generation,
            under_way: BTreeMap::new(),
            reader: None,
        };
        let replaced = self.inboxes.insert(address, inbox);
        if let Some(reader) = replaced.and_then(|inbox| inbox.reader) {
            reader.wake();
        }
        self.generation
    }

    /// Closes whatever socket is at `address`; answers its reader, who is to be woken.
    pub(super) fn close(&mut self, address: SocketAddr) -> Option<Waker> {
        self.inboxes.remove(&address)?.reader
    }

    /// Whether the socket that was opened as `generation` is still the one at `address`.
    pub(super) fn is_open(&self, address: SocketAddr, generation: Generation) -> bool {
        self.inboxes
            .get(&address)
            .is_some_and(|inbox| inbox.generation == generation)
    }

    /// Cuts a party off, or connects it again.
    pub(super) fn set_down(&mut self, party: SocketAddr, down: bool) {
        if !down {
            self.down.remove(&party);
            return;
        }
        self.down.insert(party);
        if let Some(inbox) = self.inboxes.get_mut(&party) {
            inbox.under_way.clear();
        }
    }

    /// Cuts a pair apart, or joins it again.
    pub(super) fn set_partition(&mut self, one: SocketAddr, other: SocketAddr, apart: bool) {
        if !apart {
            self.apart.remove(&link::pair(one, other));
            return;
        }
        self.apart.insert(link::pair(one, other));
        for (receiver, sender) in [(one, other), (other, one)] {
            if let Some(inbox) = self.inboxes.get_mut(&receiver) {
                inbox
                    .under_way
                    .retain(|_, datagram| datagram.from != sender);
            }
        }
    }

    /// Takes a datagram from its sender; answers the receiver's waker when this one arrives
    /// before everything that the receiver waits for.
    pub(super) fn send(
        &mut self,
        now: Duration,
        from: SocketAddr,
        to: SocketAddr,
        payload: &[u8],
    ) -> Option<Waker> {
        let (link, lane) = self.links.route(from, to);
        let luck = Luck::draw(&mut self.rng, &link);
        let free = self.busy_until.get(&lane).copied().unwrap_or_default();
        let start = free.max(now);
        let fate = if self.is_cut(from, to) {
            Fate::Cut
        } else if start.saturating_sub(now) > link.queue_max {
            Fate::QueueFull
        } else if luck.lost {
            Fate::Lost
        } else if !self.has_room(to) {
            Fate::Unheard
        } else if luck.doubled {
            Fate::Doubled
        } else {
            Fate::Carried
        };
        let bytes = payload.len();
        self.ledger.sent(Sent {
            at: now,
            from,
            to,
            bytes,
            fate,
        });
        let gone = start + link.line_time(bytes);
        let copies: &[Duration] = match fate {
            Fate::Cut | Fate::QueueFull => return None,
            Fate::Lost | Fate::Unheard => &[],
            Fate::Carried => &luck.late[..1],
            Fate::Doubled => &luck.late,
        };
        // A datagram that is lost on its way has used the line all the same.
        self.busy_until.insert(lane, gone);
        let mut woken = None;
        for &late in copies {
            let payload = payload.to_vec();
            let datagram = Datagram { from, payload };
            woken = self.put(to, gone + link.delay + late, datagram).or(woken);
        }
        woken
    }

    /// Looks for a datagram that has arrived by `now`; leaves `reader` to be woken otherwise.
    pub(super) fn receive(
        &mut self,
        now: Duration,
        address: SocketAddr,
        generation: Generation,
        reader: &Waker,
    ) -> Arrival {
        let Some(inbox) = self.inboxes.get_mut(&address) else {
            return Arrival::Closed;
        };
        if inbox.generation != generation {
            return Arrival::Closed;
        }
        let Some(first) = inbox.under_way.first_entry() else {
            inbox.reader = Some(reader.clone());
            return Arrival::Nothing;
        };
        let (arrival, _) = *first.key();
        if arrival > now {
            inbox.reader = Some(reader.clone());
            return Arrival::At(arrival);
        }
        let datagram = first.remove();
        self.ledger.received(address, datagram.payload.len());
        Arrival::Here(datagram)
    }

    fn is_cut(&self, from: SocketAddr, to: SocketAddr) -> bool {
        self.down.contains(&from)
            || self.down.contains(&to)
            || self.apart.contains(&link::pair(from, to))
    }

    fn has_room(&self, to: SocketAddr) -> bool {
        self.inboxes
            .get(&to)
            .is_some_and(|inbox| inbox.under_way.len() < INBOX_DATAGRAMS_MAX)
    }

    fn put(&mut self, to: SocketAddr, arrival: Duration, datagram: Datagram) -> Option<Waker> {
        self.sequence += 1;
        let key = (arrival, self.sequence);
        let inbox = self.inboxes.get_mut(&to)?;
        let first = inbox
            .under_way
            .first_key_value()
            .is_none_or(|(earliest, _)| key < *earliest);
        inbox.under_way.insert(key, datagram);
        first.then(|| inbox.reader.take()).flatten()
    }
}

/// What chance has decided about one datagram.
#[derive(Debug)]
struct Luck {
    lost: bool,
    doubled: bool,
    /// How much later than the link's delay each of two copies arrives.
    late: [Duration; 2],
}

impl Luck {
    fn draw(rng: &mut ChaCha8Rng, link: &Link) -> Self {
        let strikes = |chance: Chance, rng: &mut ChaCha8Rng| chance.strikes(rng.next_u32());
        let lost = strikes(link.loss, rng);
        let doubled = strikes(link.duplicate, rng);
        let overtaken = strikes(link.reorder, rng);
        let held = share(link.hold_max(), rng.next_u32());
        let jitter = [(); 2].map(|()| share(link.jitter, rng.next_u32()));
        let held = if overtaken { held } else { Duration::ZERO };
        Self {
            lost,
            doubled,
            // Only the first copy is held back: the second then overtakes it.
            late: [jitter[0] + held, jitter[1]],
        }
    }
}

/// The part of `whole` that a number drawn evenly from all of `u32` stands for, in whole
/// microseconds.
fn share(whole: Duration, drawn: u32) -> Duration {
    let whole_us = whole.as_micros();
    let part_us = (whole_us * u128::from(drawn)) >> 32;
    Duration::from_micros(u64::try_from(part_us).expect("a part of a plausible delay"))
}
