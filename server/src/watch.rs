//! The watch: tells the next rung of the ladder about whatever is due, and nothing else.
//!
//! It reads which obligations are ripe, computes by the same code as everybody what has to be told,
//! and deposits a reminder or an escalation through the committer like any other act. It makes no
//! transition and changes no owner. What it has told, it knows from the log alone: a watch that is
//! killed between two acts goes on where it was, and one that was away for a week tells each matter
//! once, at the rung that is due.

mod act;
pub mod herald;
pub mod recount;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    sync::Arc,
    time::Duration,
};

use stafet_shared::{
    course::Course,
    handover::{Concern, Handover},
    id::HandoverId,
    obligation,
    party::directory::Directory,
    sign::SigningKey,
    time::{Clock, Timestamp},
    watch::Climb,
    words::Rung,
};
use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
    time::sleep,
};

use crate::{
    committer::Deposit,
    live::Published,
    log::read_handover,
    store::{Page, Store, StoreError},
};

/// How long after a change of the log the watch looks again: changes come in bursts.
pub const PAUSE: Duration = Duration::from_secs(1);
/// The longest that it sleeps: so much later at most does it see a deadline that has passed while
/// the machine's clock was set anew.
pub const SLEEP_MAX: Duration = Duration::from_mins(10);
/// How long it waits when nothing of what is due could be told, again and again.
pub const RETRY: Duration = Duration::from_mins(1);
/// How often it tries again soon, after [`PAUSE`]: a disk that failed once works again.
pub const SOON_MAX: u32 = 3;
/// Handovers that are looked at together.
pub const PAGE_HANDOVERS: u32 = 64;

/// The task that tells what is due.
pub struct Watch<S> {
    /// What is owed.
    pub store: Arc<S>,
    /// How far the log goes, and who exists.
    pub standing: watch::Receiver<Arc<Published>>,
    /// The way into the log, while there is one: the watch does not keep the committer at work.
    pub deposits: mpsc::WeakSender<Deposit>,
    /// Tells now.
    pub clock: Arc<dyn Clock>,
    /// Signs for the server.
    pub key: SigningKey,
    /// Wakes it before its time.
    pub bell: Arc<Notify>,
}

impl<S> std::fmt::Debug for Watch<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

impl<S: Store> Watch<S> {
    /// Watches until nobody publishes how far the log goes any more.
    pub async fn run(mut self) {
        let mut derived = None;
        let mut idle = 0;
        loop {
            self.derive_if_due(&mut derived).await;
            let wait = self.look(&mut idle).await;
            if self.wait(wait).await.is_break() {
                return;
            }
        }
    }

    /// Sleeps until something has changed, somebody rings, or it is time.
    async fn wait(&mut self, longest: Duration) -> ControlFlow<()> {
        let standing = &mut self.standing;
        tokio::select! {
            biased;
            changed = standing.changed() => match changed {
                Ok(()) => sleep(PAUSE).await,
                Err(_) => return ControlFlow::Break(()),
            },
            () = self.bell.notified() => {}
            () = sleep(longest) => {}
        }
        self.standing.mark_unchanged();
        ControlFlow::Continue(())
    }

    /// Looks once, and answers how long to sleep. `idle` counts the looks in a row that could tell
    /// nothing of what was due.
    async fn look(&self, idle: &mut u32) -> Duration {
        let looked = match self.round(self.clock.now()).await {
            Ok(told) => self.store.next_ripe().await.map(|next| (told, next)),
            Err(error) => Err(error),
        };
        match looked {
            Ok((told, next)) => until(next, self.clock.now(), told, idle),
            Err(error) => {
                tracing::error!(%error, "the watch could not look; it tries again");
                PAUSE
            }
        }
    }

    /// Tells everything that is due at `now`. Answers how much that was.
    ///
    /// # Errors
    /// When the store cannot be read. What was told until then is told.
    pub async fn round(&self, now: Timestamp) -> Result<usize, StoreError> {
        let mut told: usize = 0;
        let mut page = Page::first(PAGE_HANDOVERS);
        loop {
            let ripe = self.store.ripe(now, page).await?;
            let Some(last) = ripe.last() else {
                return Ok(told);
            };
            page.after = Some(*last);
            let ids: BTreeSet<HandoverId> = ripe.into_iter().map(|ripe| ripe.id).collect();
            told = told.saturating_add(self.tell(&ids, now).await?);
        }
    }

    /// Tells what is due about some handovers and their courses: all of it goes to the committer
    /// before the first answer is waited for, so that one commit takes in what is there together.
    async fn tell(&self, ids: &BTreeSet<HandoverId>, now: Timestamp) -> Result<usize, StoreError> {
        let standing = Arc::clone(&self.standing.borrow());
        let mut waiting = Vec::new();
        for id in ids {
            for (handover, concern, rung) in self.due(*id, &standing.directory, now).await? {
                let what = (&handover, concern, rung);
                let act = act::tell(&standing, what, (&self.key, now));
                let (answer, answered) = oneshot::channel();
                let deposit = Deposit {
                    act,
                    body: None,
                    answer,
                };
                let Some(deposits) = self.deposits.upgrade() else {
                    return Ok(0);
                };
                if deposits.send(deposit).await.is_ok() {
                    waiting.push((*id, answered));
                }
            }
        }
        let mut told: usize = 0;
        for (id, answered) in waiting {
            match answered.await {
                Ok(Ok(_)) => told = told.saturating_add(1),
                Ok(Err(refusal)) => {
                    tracing::error!(handover = %id, %refusal, "the watch was refused");
                }
                Err(_) => {}
            }
        }
        Ok(told)
    }

    /// What has to be told about one handover and its course.
    async fn due(
        &self,
        id: HandoverId,
        directory: &Directory,
        now: Timestamp,
    ) -> Result<Vec<(Handover, Concern, Rung)>, StoreError> {
        let known = with_its_course(&*self.store, directory, id).await?;
        let Some(handover) = known.get(&id) else {
            return Ok(Vec::new());
        };
        let course = Course::of(handover, known.values());
        let owed = obligation::all(handover, course.as_ref(), directory);
        let due = owed.iter().filter_map(|one| {
            let rung = Climb::of(one, handover, directory).due(now)?;
            Some((handover.clone(), Concern::from(one), rung))
        });
        Ok(due.collect())
    }
}

/// A handover, and all of its course if it has opened one.
async fn with_its_course(
    store: &impl Store,
    directory: &Directory,
    id: HandoverId,
) -> Result<BTreeMap<HandoverId, Handover>, StoreError> {
    let mut known = BTreeMap::new();
    let mut wanted = vec![id];
    wanted.extend(store.of_course(id).await?);
    for id in wanted {
        if let Some(handover) = read_handover(store, directory, id).await? {
            known.insert(id, handover);
        }
    }
    Ok(known)
}

/// How long to sleep when the next thing is due then. What was looked at and could not be told is
/// not looked at again at once.
fn until(next: Option<Timestamp>, now: Timestamp, told: usize, idle: &mut u32) -> Duration {
    let is_stuck = told == 0 && next.is_some_and(|next| next <= now);
    *idle = if is_stuck { idle.saturating_add(1) } else { 0 };
    match next {
        None => SLEEP_MAX,
        Some(_) if *idle > SOON_MAX => RETRY,
        Some(next) => {
            let ms = u64::try_from(next.ms_since(now)).unwrap_or(0);
            Duration::from_millis(ms).clamp(PAUSE, SLEEP_MAX)
        }
    }
}
