//! World: a deployment under everything that can go wrong, from one seed.
//!
//! Real server and client code, real quinn and rustls, on a simulated network, clock and disk.
//! The seed decides who does what and what breaks when; after every event the invariants of
//! [`invariants`] are checked, and at the end, with everything mended, that all parties agree.

mod administrators;
mod chance;
mod courses;
mod custody;
mod deeds;
mod events;
pub mod invariants;
mod lens;
mod letters;
pub mod owed;
mod people;
mod promises;
mod reviews;
mod truth;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use stafet_client::{
    office::Office,
    store::{Store as _, model::ModelStore},
    sync,
};
use stafet_server::store::Log as _;
use stafet_shared::{
    handover::Handover,
    id::{ActId, HandoverId},
};
use tokio::task::{AbortHandle, JoinSet};

pub use self::lens::Misrule;
use self::{
    chance::Dice,
    letters::Letters,
    owed::{Lags, Telling},
    people::Person,
    truth::Truth,
};
use crate::{
    deployment::{ADMINISTRATOR, Deployment},
    fabric::Link,
    platform::{Platform, simulated::Simulated},
};

/// Events in one run.
pub const EVENTS: u32 = 40;
/// How often, in a hundred, a run begins with a referral that was accepted.
const COURSE_PERCENT: usize = 50;
/// How often, in a hundred, such a run has got as far as the closing report.
const REPORT_PERCENT: usize = 50;
/// How often, in a hundred, the child of such a run has moved by then.
const MOVED_PERCENT: usize = 40;
/// Rounds of syncing after everything is mended, within which all must agree.
const HEALING_ROUNDS: u32 = 12;
/// How long everybody waits between two of those rounds.
const HEALING_PAUSE: Duration = Duration::from_secs(300);

/// A fault that is planted to show that the simulator finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    /// None: the real thing.
    Nothing,
    /// The server's store says *done* before the act is durable.
    ReceiptBeforeCommit,
    /// A device's store says *done* before the act is durable.
    PromiseBeforeCommit,
    /// The server forgets what is owed about courses.
    CoursesForgotten,
    /// A rule of the core is broken.
    Rule(Misrule),
}

/// One run.
#[derive(Debug)]
pub struct World {
    deployment: Deployment<Simulated>,
    dice: Dice,
    people: Vec<Person>,
    syncs: JoinSet<()>,
    running: BTreeMap<String, AbortHandle>,
    /// Acts that a command has called saved (R0), with the device that did.
    promised: BTreeMap<ActId, String>,
    /// Acts that a device has shown as deposited (R1).
    shown: BTreeSet<ActId>,
    /// A reader of each profile: what its person would see.
    readers: BTreeMap<String, Office<ModelStore>>,
    /// Each handover as it was first seen after these acts: time must not change it.
    standings: BTreeMap<(HandoverId, Vec<ActId>), Handover>,
    /// What the log says.
    truth: Truth,
    /// What the watch has told, and has to tell.
    telling: Telling,
    lags: Lags,
    /// What is told outside Stafet.
    letters: Letters,
    /// The commit of the server that is going to fail, counted from the beginning.
    fault_at: Option<u64>,
    story: Vec<String>,
}

/// What a run leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The network's trace: equal for equal seeds, in every process.
    pub trace: u64,
    /// Acts in the log.
    pub acts: u64,
    /// Handovers in the log.
    pub handovers: usize,
    /// How long deadlines and rungs took to be seen.
    pub lags: Lags,
    /// Letters that were delivered, and attempts that failed.
    pub letters: (u64, u64),
}

/// Plays one seed. To be called inside [`crate::fabric::run`].
///
/// # Panics
/// When an invariant is broken; the story up to there is printed.
pub async fn play(seed: u64, planted: Planted) -> Outcome {
    let mut world = World::begin(seed, planted).await;
    if world.dice.percent(COURSE_PERCENT) {
        let referral = world.a_course_opens().await;
        if world.dice.percent(REPORT_PERCENT) {
            world.its_report_is_sent(referral).await;
        }
        if world.dice.percent(MOVED_PERCENT) {
            world.it_has_moved(referral).await;
        }
    }
    for number in 0..EVENTS {
        world.event(number).await;
        world.check().await;
        world.letters_go_out().await;
    }
    world.heal().await;
    let outcome = world.agree().await;
    world.every_letter_comes().await;
    outcome
}

impl World {
    async fn begin(seed: u64, planted: Planted) -> Self {
        let platform = Simulated::new(seed, Link::perfect(Duration::from_millis(40)));
        platform.fabric().keep_lines(0);
        let mut deployment = Deployment::found(platform).await;
        let people = people::settle(&mut deployment).await;
        let mut readers = BTreeMap::new();
        for person in &people {
            readers.insert(person.label.clone(), deployment.open(&person.label).await);
        }
        let platform = deployment.platform();
        match planted {
            Planted::Nothing | Planted::Rule(_) => {}
            Planted::ReceiptBeforeCommit => {
                platform.server_disk().faults().acknowledge_before_durable();
            }
            Planted::CoursesForgotten => {
                platform.server_disk().faults().forget_courses();
            }
            Planted::PromiseBeforeCommit => {
                for person in &people {
                    platform.client_disk(&person.label).forget_unsynced();
                }
            }
        }
        Self {
            deployment,
            dice: Dice::new(seed),
            people,
            syncs: JoinSet::new(),
            running: BTreeMap::new(),
            promised: BTreeMap::new(),
            shown: BTreeSet::new(),
            readers,
            standings: BTreeMap::new(),
            truth: Truth::through(match planted {
                Planted::Rule(broken) => Some(broken),
                Planted::Nothing
                | Planted::ReceiptBeforeCommit
                | Planted::PromiseBeforeCommit
                | Planted::CoursesForgotten => None,
            }),
            telling: Telling::default(),
            lags: Lags::default(),
            letters: Letters::none(),
            fault_at: None,
            story: Vec::new(),
        }
    }

    /// Starts a sync of one device; it goes on while other things happen.
    async fn start_sync(&mut self, label: &str) {
        self.reap();
        if self.running.contains_key(label) {
            return;
        }
        let mut office = self.deployment.open(label).await;
        let connector = self.deployment.connector(label);
        let handle = self.syncs.spawn(async move {
            // A sync that fails is tried again later; what it did is in the store.
            drop(sync::sync_once(&mut office, &connector).await);
        });
        self.running.insert(label.to_owned(), handle);
    }

    /// The power of one device goes: its sync ends where it is, its disk keeps what is durable.
    fn crash_device(&mut self, label: &str) {
        if let Some(sync) = self.running.remove(label) {
            sync.abort();
        }
        let platform = self.deployment.platform();
        platform.client_disk(label).crash();
        platform.client_files(label).crash();
        platform.fabric().close(platform.client_address(label));
        self.deployment.connect(label);
    }

    /// Mends everything and lets everybody sync until nothing is left to do.
    async fn heal(&mut self) {
        self.say("everything is mended");
        let platform = self.deployment.platform();
        platform
            .fabric()
            .set_default_link(Link::perfect(Duration::from_millis(40)));
        platform.server_disk().faults().heal();
        self.letters.heal();
        for person in &self.people {
            platform.client_disk(&person.label).heal();
            platform.set_client_skew_ms(&person.label, 0);
            platform
                .fabric()
                .set_down(platform.client_address(&person.label), false);
        }
        self.restart_server().await;
        while self.syncs.join_next().await.is_some() {}
        self.running.clear();
        let labels: Vec<String> = self
            .people
            .iter()
            .map(|person| person.label.clone())
            .collect();
        let mut before = self.revisions().await;
        let mut size = self.log_size().await;
        for _ in 0..HEALING_ROUNDS {
            for label in labels.iter().map(String::as_str).chain([ADMINISTRATOR]) {
                self.start_sync(label).await;
            }
            while self.syncs.join_next().await.is_some() {}
            self.running.clear();
            self.pass(HEALING_PAUSE).await;
            let (after, grown) = (self.revisions().await, self.log_size().await);
            // What the watch told meanwhile has to be fetched too.
            if after == before && grown == size {
                return;
            }
            (before, size) = (after, grown);
        }
    }

    async fn log_size(&self) -> u64 {
        let store = self.deployment.platform().server_store().await;
        store.tree().await.expect("the model reads").size()
    }

    /// How often each profile has changed: a round of syncs that changes none has brought nothing.
    async fn revisions(&self) -> Vec<u64> {
        let mut revisions = Vec::new();
        for person in &self.people {
            let disk = self.deployment.platform().client_disk(&person.label);
            revisions.push(disk.revision().await.expect("the model reads"));
        }
        revisions
    }

    async fn restart_server(&mut self) {
        self.crash_server();
        self.start_server().await;
    }

    fn crash_server(&mut self) {
        self.letters.power_goes();
        self.deployment.crash_server();
        self.deployment.platform().server_disk().crash();
        self.deployment.platform().server_files().crash();
        let platform = self.deployment.platform();
        platform.fabric().close(platform.server_address());
    }

    async fn start_server(&mut self) {
        let now = self.now();
        self.telling.up_since(now);
        self.deployment.start_server().await;
    }

    /// Forgets syncs that have ended.
    fn reap(&mut self) {
        while self.syncs.try_join_next().is_some() {}
        self.running.retain(|_, sync| !sync.is_finished());
    }

    fn say(&mut self, event: &str) {
        let platform = self.deployment.platform();
        platform.fabric().mark(event);
        self.story
            .push(format!("{:>12.3?}  {event}", platform.fabric().elapsed()));
    }
}

/// Prints what happened when a run ends in a panic, so that the seed can be understood.
impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            for line in &self.story {
                eprintln!("{line}");
            }
        }
    }
}
