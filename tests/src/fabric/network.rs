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

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;

    use super::*;

    const DELAY: Duration = Duration::from_millis(100);
    const LATE: Duration = Duration::from_secs(3_600);

    fn party(host: u8) -> SocketAddr {
        SocketAddr::from(([10, 0, 0, host], 4433))
    }

    /// What arrives, in order, of `count` datagrams that are sent at once, each with its number.
    fn arrivals(link: Link, count: u8) -> Vec<u8> {
        let mut network = Network::new(1, link);
        let generation = network.open(party(2));
        for number in 0..count {
            send(&mut network, number);
        }
        read_all(&mut network, generation)
    }

    fn send(network: &mut Network, number: u8) {
        drop(network.send(Duration::ZERO, party(1), party(2), &[number]));
    }

    fn read_all(network: &mut Network, generation: Generation) -> Vec<u8> {
        let mut numbers = Vec::new();
        while let Arrival::Here(datagram) =
            network.receive(LATE, party(2), generation, Waker::noop())
        {
            assert_eq!(datagram.from, party(1));
            numbers.extend(datagram.payload);
        }
        numbers
    }

    #[test]
    fn what_arrives_at_one_time_keeps_the_order_of_sending() {
        let all: Vec<u8> = (0..100).collect();
        assert_eq!(arrivals(Link::perfect(DELAY), 100), all);
    }

    #[test]
    fn loss_takes_its_share() {
        let mut link = Link::perfect(DELAY);
        link.loss = Chance::percent(20);
        let arrived = arrivals(link, 200).len();
        assert!((140..=180).contains(&arrived), "{arrived}");
    }

    #[test]
    fn a_duplicated_datagram_arrives_twice() {
        let mut link = Link::perfect(DELAY);
        link.duplicate = Chance::ALWAYS;
        assert_eq!(arrivals(link, 2), [0, 0, 1, 1]);
    }

    #[test]
    fn jitter_and_the_chance_of_reordering_each_let_datagrams_overtake() {
        let mut jittery = Link::perfect(DELAY);
        jittery.jitter = Duration::from_millis(5);
        let mut overtaking = Link::perfect(DELAY);
        overtaking.reorder = Chance::percent(30);
        for link in [jittery, overtaking] {
            let mut numbers = arrivals(link, 50);
            assert!(!numbers.is_sorted());
            numbers.sort_unstable();
            assert_eq!(numbers, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_busy_line_queues_up_to_its_limit_and_then_drops() {
        // With 29 bytes on the line, each datagram takes 232 ms of it.
        let mut link = Link::perfect(DELAY);
        link.rate_bps = NonZeroU64::new(1_000);
        link.queue_max = Duration::from_millis(464);
        assert_eq!(arrivals(link, 5), [0, 1, 2]);
    }

    #[test]
    fn the_earliest_arrival_is_what_a_socket_waits_for() {
        let mut network = Network::new(1, Link::perfect(DELAY));
        let generation = network.open(party(2));
        let receive =
            |network: &mut Network, now| network.receive(now, party(2), generation, Waker::noop());
        assert_eq!(receive(&mut network, Duration::ZERO), Arrival::Nothing);
        let woken = network.send(Duration::ZERO, party(1), party(2), b"first");
        assert!(woken.is_some(), "the reader waited for nothing");
        assert_eq!(receive(&mut network, Duration::ZERO), Arrival::At(DELAY));
        let woken = network.send(Duration::from_millis(1), party(1), party(2), b"second");
        assert!(
            woken.is_none(),
            "the reader already waits for an earlier one"
        );
        network
            .links
            .by_party
            .insert(party(3), Link::perfect(Duration::ZERO));
        let woken = network.send(Duration::from_millis(2), party(3), party(2), b"third");
        assert!(woken.is_some(), "a faster link has overtaken");
    }

    #[test]
    fn an_outage_destroys_what_is_under_way_to_the_party_and_lets_nothing_pass() {
        let mut network = Network::new(1, Link::perfect(DELAY));
        let generation = network.open(party(2));
        send(&mut network, 1);
        network.set_down(party(2), true);
        send(&mut network, 2);
        network.set_down(party(2), false);
        send(&mut network, 3);
        assert_eq!(read_all(&mut network, generation), [3]);
    }

    #[test]
    fn a_new_socket_inherits_nothing_and_shuts_the_old_one_out() {
        let mut network = Network::new(1, Link::perfect(DELAY));
        let old = network.open(party(2));
        send(&mut network, 1);
        let new = network.open(party(2));
        send(&mut network, 2);
        assert!(!network.is_open(party(2), old));
        let found = network.receive(LATE, party(2), old, Waker::noop());
        assert_eq!(found, Arrival::Closed);
        assert_eq!(read_all(&mut network, new), [2]);
    }
}
