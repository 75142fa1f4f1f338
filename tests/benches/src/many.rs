//! A town of many offices with many open handovers, written to a store through the committer.
//!
//! Each office has one device with keys of its own. Bodies are noise of the size that a padded
//! document has: the server cannot tell them from sealed ones.

mod signing;

use std::{io, sync::Arc, time::Duration};

use stafet_certs::founding::{self, AdminKeys, Plan, ServerKeys};
use stafet_client::clock::SystemEntropy;
use stafet_server::{
    committer::{self, Committer, Deposit, Tools},
    founding::init,
    live::{Live, Published},
    log,
    store::{Log as _, database::Database, sql::SqlStore},
    watch::Watch,
};
use stafet_shared::{
    calendar::Zone,
    party::{
        OfficeId, OrganisationId,
        directory::{Directory, OfficeEntry, OrganisationEntry, Statement},
    },
    sign::Capacity,
    time::{Clock as _, Timestamp},
    words::{Colour, Kind, OrganisationKind, Verb},
};
use stafet_tests::{clock::SteppedClock, deployment::office_id, platform::simulated::START_MS};
use tokio::{
    sync::{Notify, mpsc, oneshot, watch as channel},
    task::JoinSet,
};

use self::signing::{Member, Signed};

/// Offices of one organisation.
const OFFICES_OF_ONE: usize = 50;
/// Over how long the handovers were sent, in ms: some are overdue at its end, most are not.
const SPREAD_MS: usize = 10 * 24 * 3_600 * 1_000;
/// Every second handover was opened, and every fourth was signed for.
const OPENED: usize = 2;
const ACKNOWLEDGED: usize = 4;

/// Everybody's keys.
#[derive(Debug)]
pub struct Town {
    server: ServerKeys,
    admin: AdminKeys,
    offices: Vec<OfficeId>,
    clock: SteppedClock,
}

/// What a store holds now.
#[derive(Debug)]
pub struct Filled {
    /// Acts in the log.
    pub acts: u64,
    /// The time after the last one.
    pub now: Timestamp,
    /// One of the offices.
    pub office: OfficeId,
}

/// The way into the log.
type Deposits = mpsc::Sender<Deposit>;

impl Town {
    /// A town with so many offices.
    ///
    /// # Errors
    /// When no keys can be made.
    pub fn found(offices: usize) -> io::Result<Self> {
        let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
        let plan = Plan {
            administrator: "Vagten",
            server: "localhost:1",
            now: clock.now(),
        };
        let founded = founding::found(&plan, &mut SystemEntropy);
        let (server, admin) = founded.map_err(io::Error::other)?;
        let id = |at: usize| office_id(&format!("by{}/kontor{at}", at / OFFICES_OF_ONE));
        Ok(Self {
            server,
            admin,
            offices: (0..offices).map(id).collect(),
            clock,
        })
    }

    /// Makes a store and fills it with `count` open handovers.
    ///
    /// # Errors
    /// When an act is refused, or the store fails.
    pub async fn fill(&self, database: &Database, count: usize) -> io::Result<Filled> {
        let store = database.create().await.map_err(io::Error::other)?;
        init(&store, &self.server, self.clock.now(), &mut SystemEntropy)
            .await
            .map_err(io::Error::other)?;
        let store = Arc::new(store);
        let (deposits, _, mut committer) = self.committer(&store).await?;
        let members = self.settle(&deposits).await?;
        let step = Duration::from_millis((SPREAD_MS / count.max(1)) as u64);
        let numbers: Vec<usize> = (0..count).collect();
        for some in numbers.chunks(committer::BATCH_ACTS_MAX) {
            let mut rounds: [Vec<Signed>; 3] = Default::default();
            for at in some {
                self.clock.step(step);
                for (round, act) in rounds.iter_mut().zip(self.handover(&members, *at)) {
                    round.push(act);
                }
            }
            for acts in rounds {
                deposit(&deposits, acts).await?;
            }
        }
        drop(deposits);
        while committer.join_next().await.is_some() {}
        let acts = store.tree().await.map_err(io::Error::other)?.size();
        let office = self.offices.first().cloned();
        Ok(Filled {
            acts,
            now: self.clock.now(),
            office: office.ok_or_else(|| io::Error::other("no office"))?,
        })
    }

    /// Who exists, by the log.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn directory(&self, store: &Arc<SqlStore>) -> io::Result<Arc<Directory>> {
        let (_, standing, _) = self.committer(store).await?;
        let directory = Arc::clone(&standing.borrow().directory);
        Ok(directory)
    }

    async fn committer(
        &self,
        store: &Arc<SqlStore>,
    ) -> io::Result<(Deposits, channel::Receiver<Arc<Published>>, JoinSet<()>)> {
        let tools = Tools {
            clock: Arc::new(self.clock.clone()),
            entropy: Box::new(SystemEntropy),
            key: self.server.receipts.clone(),
            live: Live::default(),
        };
        let founded = log::read_genesis(&self.server).map_err(io::Error::other)?;
        let opened = Committer::open(Arc::clone(store), &founded, tools).await;
        let (committer, standing) = opened.map_err(io::Error::other)?;
        let (deposits, deposited) = mpsc::channel(committer::QUEUE_ACTS_MAX);
        let mut tasks = JoinSet::new();
        tasks.spawn(committer.run(deposited));
        Ok((deposits, standing, tasks))
    }

    /// Enters every office, and lets one device join each.
    async fn settle(&self, deposits: &Deposits) -> io::Result<Vec<Member>> {
        let now = self.clock.now();
        let mut said = Vec::new();
        let mut members = Vec::new();
        for (at, office) in self.offices.iter().enumerate() {
            if at % OFFICES_OF_ONE == 0 {
                let id: OrganisationId = office.organisation();
                let entry = OrganisationEntry {
                    name: id.as_str().to_owned(),
                    id,
                    kind: OrganisationKind::Municipality,
                };
                said.push(signing::said(
                    &self.admin,
                    Statement::Organisation(entry),
                    now,
                ));
            }
            let entry = OfficeEntry {
                id: office.clone(),
                name: office.as_str().to_owned(),
                zone: Zone::nuuk(),
                administrators: false,
            };
            said.push(signing::said(&self.admin, Statement::Office(entry), now));
            let (member, statements) = Member::join(&self.admin, office, now)?;
            said.extend(statements);
            members.push(member);
        }
        for statement in said {
            deposit(deposits, vec![statement]).await?;
        }
        Ok(members)
    }

    /// The acts of one handover, one after the other.
    fn handover(&self, members: &[Member], at: usize) -> Vec<Signed> {
        let from = &members[at % members.len()];
        let to = &members[(at * 7 + 1) % members.len()];
        let (kind, colour) = match at % 5 {
            0 => (Kind::Notification, Colour::Red),
            1 | 2 => (Kind::Referral, Colour::Yellow),
            _ => (Kind::Referral, Colour::Green),
        };
        let now = self.clock.now();
        let envelope = from.hands_over((kind, colour), to, now);
        let answers = [
            (OPENED, Verb::Open, Capacity::Machine),
            (ACKNOWLEDGED, Verb::Acknowledge, Capacity::Person),
        ];
        let mut acts = vec![envelope];
        for (every, verb, capacity) in answers {
            if at.is_multiple_of(every) {
                acts.push(to.answers(&acts[0].0, (verb, capacity), now));
            }
        }
        acts
    }
}

/// A watch over a store, with the committer that takes in what it tells; its clock goes on to
/// `now`.
///
/// # Errors
/// When the log cannot be read.
pub async fn watch(
    town: &Town,
    store: &Arc<SqlStore>,
    now: Timestamp,
) -> io::Result<(Watch<SqlStore>, Running)> {
    town.clock.step_to(now);
    let (deposits, standing, committer) = town.committer(store).await?;
    let watch = Watch {
        store: Arc::clone(store),
        standing,
        deposits: deposits.downgrade(),
        clock: Arc::new(town.clock.clone()),
        key: town.server.receipts.clone(),
        bell: Arc::new(Notify::new()),
    };
    let running = Running {
        _committer: committer,
        _deposits: deposits,
    };
    Ok((watch, running))
}

/// A committer at work, until this is dropped.
#[derive(Debug)]
pub struct Running {
    _committer: JoinSet<()>,
    // It works as long as somebody could deposit.
    _deposits: Deposits,
}

async fn deposit(deposits: &Deposits, acts: Vec<Signed>) -> io::Result<()> {
    let mut answers = Vec::new();
    for (act, body) in acts {
        let (answer, answered) = oneshot::channel();
        let deposit = Deposit { act, body, answer };
        deposits.send(deposit).await.map_err(io::Error::other)?;
        answers.push(answered);
    }
    for answered in answers {
        let answer = answered.await.map_err(io::Error::other)?;
        answer.map_err(io::Error::other)?;
    }
    Ok(())
}
