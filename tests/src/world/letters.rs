//! Mail servers are down for days, webhooks answer 500, and the power goes while a letter is on its
//! way: whoever is to be told is told, what is red at once and all else in the morning of a working
//! day, or it is visible that she could not be.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use stafet_server::{
    notice::{
        Notice, Recipient, Subject, Way,
        channel::{Channel, Delivery, Parcel},
        fault::{DeliveryError, Fault},
        outbox::{Account, Outbox, PAUSE_MAX_MS},
        plan::Rules,
        post::Post,
    },
    store::{
        model::ModelStore,
        notices::{NoticeModel, NoticeStore as _},
    },
    watch::herald::{Herald, look},
};
use stafet_shared::{
    calendar::{Calendar, Zone},
    party::OfficeId,
    time::{MS_PER_HOUR, Timestamp},
    watch::Climb,
    words::{Colour, List, Rung},
};

use super::{World, administrators::WATCH_OFFICE, people};
use crate::{deployment::office_id, platform::Platform};

/// The longest that nobody is told while time passes.
const ROUND_EVERY: Duration = Duration::from_hours(13);
/// How often, in a hundred, the power goes in a round.
const POWER_PERCENT: usize = 4;
/// Until when it has gone, in ms: deliveries that hang are given up after 20 s.
const POWER_MS: usize = 25_000;
/// The hour of the morning's letter.
const DIGEST_HOUR: i8 = 8;

/// What is wrong with one way of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// Letters are taken, or refused, with this answer.
    Answers(u16),
    /// Nothing is answered, though the letter may have come.
    Silent,
    /// No connection can be made.
    Unreachable,
}

/// Every way, as it is just now.
#[derive(Clone, Debug, Default)]
struct Ways(Arc<Mutex<BTreeMap<Way, Wrong>>>);

impl Ways {
    fn is_well(&self, way: Way) -> bool {
        !self.0.lock().expect("nobody panicked").contains_key(&way)
    }
}

struct Carrier(Way, Ways);

impl Channel for Carrier {
    fn send(&self, parcel: Parcel) -> Delivery<'_> {
        let has_address = has_address(&parcel.letter.recipient.office);
        let wrong = self
            .1
            .0
            .lock()
            .expect("nobody panicked")
            .get(&self.0)
            .copied();
        Box::pin(async move {
            match wrong {
                _ if !has_address => Err(DeliveryError::Never(Fault::NoAddress)),
                None => Ok(()),
                Some(Wrong::Answers(code)) => Err(DeliveryError::Later(Fault::Answered(code))),
                Some(Wrong::Unreachable) => Err(DeliveryError::Later(Fault::Unreachable)),
                Some(Wrong::Silent) => pending().await,
            }
        })
    }
}

/// What is kept between the rounds.
pub(super) struct Letters {
    ways: Ways,
    table: NoticeModel,
    herald: Option<Herald<ModelStore, NoticeModel>>,
    /// How often, in a hundred, the power goes in a round.
    power_percent: usize,
    /// Letters that were delivered.
    pub(super) delivered: u64,
    /// Attempts that failed.
    pub(super) failed: u64,
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letters({} delivered)", self.delivered)
    }
}

impl Letters {
    pub(super) fn none() -> Self {
        Self {
            ways: Ways::default(),
            table: NoticeModel::default(),
            herald: None,
            power_percent: POWER_PERCENT,
            delivered: 0,
            failed: 0,
        }
    }

    /// What only a running process knew is gone.
    pub(super) fn power_goes(&mut self) {
        self.herald = None;
    }

    pub(super) fn heal(&mut self) {
        self.power_percent = 0;
        self.ways.0.lock().expect("nobody panicked").clear();
    }
}

impl World {
    /// Mail or webhooks fail from here on, until something else happens to them.
    pub(super) fn the_mail_fails(&mut self) {
        let way = *self.dice.one_of(&Way::ALL).expect("two ways");
        let wrong = match self.dice.below(4) {
            0 => None,
            1 => Some(Wrong::Silent),
            2 => Some(Wrong::Unreachable),
            _ => Some(Wrong::Answers(500)),
        };
        {
            let mut ways = self.letters.ways.0.lock().expect("nobody panicked");
            match wrong {
                Some(wrong) => drop(ways.insert(way, wrong)),
                None => drop(ways.remove(&way)),
            }
        }
        self.say(&format!("{way:?}: {wrong:?}"));
    }

    /// Lets time pass as [`World::pass_deadlines`] does, with a round of letters now and then.
    pub(super) async fn pass_with_letters(&mut self, until: Timestamp) {
        let every = i64::try_from(ROUND_EVERY.as_millis()).expect("some hours");
        while self.now() < until {
            let next = self.now().plus_ms(every).min(until);
            self.pass_deadlines(next).await;
            self.letters_go_out().await;
        }
    }

    /// One round, in which the power may go.
    pub(super) async fn letters_go_out(&mut self) {
        let Some(server) = self.deployment.server() else {
            return;
        };
        let (standing, heard) = (server.standing(), server.heard());
        let certificate_until = server.certificate_until();
        let store = self.deployment.platform().server_store().await;
        let mut herald = self.letters.herald.take().unwrap_or_else(|| Herald {
            store: store.clone(),
            standing,
            heard,
            certificate_until,
            clock: self.deployment.platform().clock(),
            post: Some(self.post()),
            figures: None,
        });
        let before = self.letters.table.outbox().await.expect("a model");
        let begun = self.now();
        let standing = self.notices().await;
        if self.dice.percent(self.letters.power_percent) {
            let within = u64::try_from(self.dice.below(POWER_MS)).expect("small");
            let round = tokio::time::timeout(Duration::from_millis(within), herald.round());
            if round.await.is_err() {
                return self.say("the power goes while letters are on their way");
            }
        } else {
            let round = herald.round().await.expect("the model reads");
            self.letters.delivered += round.delivered;
            self.letters.failed += round.failed;
            self.who_is_to_know_is_told_or_it_is_seen(&standing, begun)
                .await;
        }
        let after = self.letters.table.outbox().await.expect("a model");
        nobody_is_disturbed((&before, &after), &standing, begun);
        self.what_is_well_delivers((&before, &after));
        self.letters.herald = Some(herald);
    }

    /// With everything mended, nobody waits for a letter once a pause has passed and the next
    /// working day has begun, unless an outage still silences the office.
    pub(super) async fn every_letter_comes(&mut self) {
        let pause = u64::try_from(PAUSE_MAX_MS + MS_PER_HOUR).expect("some hours");
        self.pass(Duration::from_millis(pause)).await;
        let evening = self.now();
        let mut morning = evening;
        while day_begun(morning).is_none_or(|begun| begun <= evening) {
            morning = morning.plus_ms(MS_PER_HOUR / 2);
        }
        self.pass_with_letters(morning).await;
        let outbox = self.letters.table.outbox().await.expect("a model");
        let standing = self.notices().await.into_iter();
        for notice in standing.filter(|it| !self.is_silenced(it)) {
            for way in ways_of(&notice.to) {
                let office = notice.to.clone();
                let account = outbox.get(&Recipient { office, way });
                let failing = account.and_then(|account| account.failing);
                let is_told = account.is_some_and(|account| is_told(account, &notice));
                assert!(
                    is_told || failing.is_some_and(|it| it.fault == Fault::NoAddress),
                    "{} was never told of {notice:?}: {account:?}",
                    notice.to
                );
            }
        }
    }

    /// Who owes what is overdue and was told so gets a notice, unless somebody has it in hand or
    /// its notices are paused.
    pub(super) async fn whoever_is_late_hears_of_it(&self) {
        let (now, directory) = (self.now(), self.truth.directory());
        let standing = self.notices().await;
        let loud = self.truth.handovers.values();
        for handover in loud.filter(|it| it.paused.is_none()) {
            for one in self.truth.owed(handover) {
                let watched = Climb::of(&one, handover, directory).watched(now);
                if watched.rung.is_none() || watched.held.is_some() {
                    continue;
                }
                let list = List::of(one.duty, handover.state);
                let hears = standing.iter().any(|notice| {
                    notice.to == one.owner
                        && (notice.handover, notice.list, notice.due)
                            == (handover.id, list, one.due)
                });
                assert!(hears, "{} is not to hear of {one:?}", one.owner);
            }
        }
    }

    /// What the server would tell now.
    async fn notices(&self) -> Vec<Notice> {
        let store = self.deployment.platform().server_store().await;
        let owed = look(&store, self.truth.directory(), self.now()).await;
        owed.expect("the model reads").notices
    }

    fn post(&self) -> Post<NoticeModel> {
        let offices = people::OFFICES.into_iter().chain([WATCH_OFFICE]);
        let ways = offices.map(office_id).filter(has_address).map(|office| {
            let ways = ways_of(&office);
            (office, ways)
        });
        let rules = Rules {
            ways: ways.collect(),
            digest_hour: DIGEST_HOUR,
            zone: Zone::nuuk().time_zone().clone(),
        };
        let carrier = |way| Arc::new(Carrier(way, self.letters.ways.clone())) as Arc<dyn Channel>;
        let carriers = Way::ALL.map(|way| (way, carrier(way)));
        let table = self.letters.table.clone();
        Post::with(table, rules, BTreeMap::new(), BTreeMap::from(carriers))
    }

    /// After a whole round each notice is told on each way, or the failure stands in the table that
    /// operators see, or it waits for a morning because it is not red.
    async fn who_is_to_know_is_told_or_it_is_seen(&self, standing: &[Notice], now: Timestamp) {
        let outbox = self.letters.table.outbox().await.expect("a model");
        let still = self.notices().await;
        let is_to_hear = |it: &&Notice| still.contains(it) && !self.is_silenced(it);
        for notice in standing.iter().filter(is_to_hear) {
            for way in ways_of(&notice.to) {
                let office = notice.to.clone();
                let account = outbox.get(&Recipient { office, way });
                let digested = account.and_then(|account| account.digested);
                let had_todays = |begun| digested.is_some_and(|at| begun <= at);
                let waits = notice.colour != Colour::Red && day_begun(now).is_none_or(had_todays);
                let is_fine = account.is_some_and(|account| {
                    is_told(account, notice) || account.failing.is_some() || account.rests(now)
                });
                let is_fine = is_fine || waits;
                assert!(
                    is_fine,
                    "{} does not hear of {notice:?}: {account:?}",
                    notice.to
                );
            }
        }
    }

    /// What an office is told that is in an outage waits until that is over, but for what is red or
    /// has come as far as leaders.
    fn is_silenced(&self, notice: &Notice) -> bool {
        let outage = self.truth.directory().outage(&notice.to, self.now());
        let is_low = notice.rung < Rung::Leaders.code();
        outage.is_some() && is_low && notice.colour != Colour::Red
    }

    /// No attempt fails on a way that is well, to a recipient with an address.
    fn what_is_well_delivers(&self, (before, after): (&Outbox, &Outbox)) {
        let attempts = |outbox: &Outbox, recipient| {
            let failing = outbox.get(recipient).and_then(|account| account.failing);
            failing.map_or(0, |failing| failing.attempts)
        };
        for recipient in after.keys() {
            let failed = attempts(after, recipient) > attempts(before, recipient);
            let excused = !self.letters.ways.is_well(recipient.way);
            assert!(
                !failed || excused || !has_address(&recipient.office),
                "a letter to {recipient:?} has failed though its way is well"
            );
        }
    }
}

/// Nobody entered where the office far away and the founders are reached.
fn has_address(office: &OfficeId) -> bool {
    *office != office_id(people::FAR) && *office != OfficeId::root_administration()
}

/// Who has no address fails visibly by mail.
fn ways_of(office: &OfficeId) -> BTreeSet<Way> {
    if has_address(office) {
        BTreeSet::from(Way::ALL)
    } else {
        BTreeSet::from([Way::Mail])
    }
}

fn is_told(account: &Account, notice: &Notice) -> bool {
    let told = account.told.get(&Subject::of(notice));
    told.is_some_and(|rung| *rung >= notice.rung)
}

/// When the working day began that goes on: all of World's offices lie in Nuuk.
fn day_begun(now: Timestamp) -> Option<Timestamp> {
    Calendar::greenland(Zone::nuuk()).day_begun(now, DIGEST_HOUR)
}

/// No recipient got two letters in one round, nor two mornings' letters on one day, nor any other
/// letter than about what is red.
fn nobody_is_disturbed((before, after): (&Outbox, &Outbox), standing: &[Notice], now: Timestamp) {
    for (recipient, account) in after {
        let known = before.get(recipient).cloned().unwrap_or_default();
        let letters = account.letters - known.letters;
        assert!(letters <= 1, "{letters} letters at once to {recipient:?}");
        if letters == 1 && account.digested != known.digested {
            let begun = day_begun(now).expect("a working day");
            let again = known.digested.is_some_and(|at| begun <= at && at <= now);
            assert!(!again, "{recipient:?} had this morning's letter");
            continue;
        }
        let is_told_now = |notice: &&Notice| {
            let subject = Subject::of(notice);
            notice.to == recipient.office
                && account.told.get(&subject) == Some(&notice.rung)
                && known.told.get(&subject) != Some(&notice.rung)
        };
        for notice in standing.iter().filter(is_told_now) {
            assert_eq!(notice.colour, Colour::Red, "{notice:?} could have waited");
        }
    }
}
