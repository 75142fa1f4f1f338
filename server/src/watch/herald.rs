//! The herald: once a minute it tells what stands, by letter to whoever is to know, and in figures
//! to whoever measures. It reads the table of what is owed and writes nothing to the log.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use stafet_shared::{
    handover::Concern,
    overview::OwedItem,
    party::{OfficeId, directory::Directory},
    report::weekly::Matter,
    time::{Clock, MS_PER_SECOND, Timestamp},
    watch::{Tie, Told, can_be_held, comes_red, watchers},
    words::{Colour, List, Rung},
};
use tokio::{sync::watch, time::sleep};

use crate::{
    heard::Heard,
    live::Published,
    metrics::{Age, Figures, Latency, Urgency},
    notice::{
        self, Notice,
        plan::Offices,
        post::{Department, Post, Round},
    },
    store::{Owes, Page, Store, StoreError, Which, notices::NoticeStore},
};

/// How often it looks.
pub const PAUSE: Duration = Duration::from_mins(1);
/// Obligations that are read at once.
const PAGE_OWED: u32 = 500;

/// The task that tells what stands.
pub struct Herald<S, N = S> {
    /// What is owed.
    pub store: S,
    /// How far the log goes, and who exists.
    pub standing: watch::Receiver<Arc<Published>>,
    /// When each office was last heard of.
    pub heard: Heard,
    /// Until when the server's certificate is valid.
    pub certificate_until: Option<Timestamp>,
    /// Tells now.
    pub clock: Arc<dyn Clock>,
    /// Delivers letters, where the settings say how.
    pub post: Option<Post<N>>,
    /// Where figures go, where somebody measures.
    pub figures: Option<watch::Sender<Arc<Figures>>>,
}

impl<S, N> std::fmt::Debug for Herald<S, N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Herald")
    }
}

impl<S: Store, N: NoticeStore> Herald<S, N> {
    /// Tells every minute, until its task is ended.
    pub async fn run(mut self) {
        let mut failed: u64 = 0;
        loop {
            match self.round().await {
                Ok(round) => {
                    failed = failed.saturating_add(round.failed);
                    self.measure(&round, failed).await;
                }
                Err(error) => tracing::error!(%error, "nobody could be told; it is tried again"),
            }
            sleep(PAUSE).await;
        }
    }

    /// Tells what stands now by letter.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn round(&mut self) -> Result<Round, StoreError> {
        let Some(post) = &mut self.post else {
            return Ok(Round::default());
        };
        let directory = Arc::clone(&self.standing.borrow().directory);
        let now = self.clock.now();
        let news = look(&self.store, &directory, now).await?;
        let offices = Offices::of(&directory, now);
        let policy = directory.policy_at(now);
        let standing = notice::post::Standing {
            notices: &news.notices,
            offices: &offices,
            department: Department {
                offices: &policy.ladder.department,
                matters: &news.overdue,
                small_count: policy.thresholds.small_count,
            },
        };
        post.round(&standing, now).await
    }

    async fn measure(&self, round: &Round, failed: u64) {
        let Some(figures) = &self.figures else {
            return;
        };
        let now = self.clock.now();
        match measured(&self.store, &self.heard, now).await {
            Ok(mut measured) => {
                let standing = Arc::clone(&self.standing.borrow());
                measured.log_size = Some(standing.size);
                measured.commits = Some(standing.commits);
                let left = self.certificate_until.map(|until| until.ms_since(now));
                measured.certificate_expires_s = left.map(|ms| ms.div_euclid(MS_PER_SECOND));
                measured.watched = Some(now);
                if self.post.is_some() {
                    measured.notices_waiting = Some(round.waiting);
                    measured.notices_failed = Some(failed);
                }
                figures.send_replace(Arc::new(measured));
            }
            Err(error) => tracing::error!(%error, "nothing could be measured"),
        }
    }
}

/// What letters are made of.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// Everything that was told up the ladder and is still owed, once for each office that is to
    /// know.
    pub notices: Vec<Notice>,
    /// Everything that is overdue, told or not.
    pub overdue: Vec<Matter>,
}

/// Looks through everything that is owed.
///
/// # Errors
/// When the store fails.
pub async fn look(
    store: &impl Store,
    directory: &Directory,
    now: Timestamp,
) -> Result<News, StoreError> {
    let mut all = News::default();
    let mut page = Page::first(PAGE_OWED);
    loop {
        let rows = store.owed(&Owes::default(), page).await?;
        let Some((last, handover)) = rows.last() else {
            return Ok(all);
        };
        page.after = Some(last.place(handover.id));
        for (owed, handover) in rows {
            let paused = handover.paused_until.is_some_and(|until| now < until);
            let item = owed.item(handover);
            if item.is_overdue(now) {
                all.overdue.push(Matter::from(&item));
            }
            // A pause silences whoever owes, and nobody who watches over them.
            let notices = of_one(directory, &item, now).into_iter();
            all.notices
                .extend(notices.filter(|notice| !paused || notice.to != item.owner));
        }
    }
}

/// What is told about one obligation: of what is red as soon as it comes, of all else when it has
/// climbed. While somebody has it in hand, nobody else is told of what can wait for them.
#[must_use]
pub fn of_one(directory: &Directory, item: &OwedItem, now: Timestamp) -> Vec<Notice> {
    let owed = item.obligation();
    let concern = Concern::from(&owed);
    let sides = [&item.from, &item.to];
    let is_held = |rung| can_be_held(rung, item.colour) && item.in_hand(now).is_some();
    let mut told = BTreeSet::new();
    match item.rung {
        None if comes_red(&owed) => drop(told.insert(item.owner.clone())),
        Some(rung) if !is_held(rung) => {
            told.extend(watchers(directory, (&concern, rung), sides));
            if rung >= Rung::Overdue {
                // Whoever waits for it sees that it is late.
                told.extend(sides.map(OfficeId::clone));
            }
        }
        None | Some(_) => {}
    }
    let heard = item.rung.map(|rung| {
        let at = item.told.unwrap_or(now);
        Told::of(directory, (&concern, rung), sides, at)
    });
    let heard = heard.unwrap_or_default();
    let notice = |to: OfficeId| Notice {
        handover: item.handover,
        tie: Tie::of(directory, &concern, sides, &to),
        to,
        owner: item.owner.clone(),
        kind: item.kind,
        duty: item.duty,
        colour: item.colour,
        list: item.list,
        rung: item.rung.map_or(0, Rung::code),
        told: heard.clone(),
        since: item.since,
        due: item.due,
        call: item.has_to_be_called(now),
    };
    told.into_iter().map(notice).collect()
}

/// The figures that the tables give, and who is connected.
async fn measured(
    store: &impl Store,
    heard: &Heard,
    now: Timestamp,
) -> Result<Figures, StoreError> {
    let last = heard.last(store.last_heard().await?);
    let ago = |at: Timestamp| now.ms_since(at).max(0).div_euclid(MS_PER_SECOND);
    let mut figures = Figures {
        oldest_unacknowledged_s: Some(0),
        office_last_seen_s: last.into_iter().map(|(id, at)| (id, ago(at))).collect(),
        ..Figures::default()
    };
    let mut latency = Latency::default();
    let mut overdue: BTreeMap<_, u64> = BTreeMap::new();
    for row in store.handovers(Which::All).await? {
        if row.state.is_unacknowledged() {
            let age = Age::of(row.sent, now);
            let many = figures.unacknowledged.entry((row.kind, age)).or_default();
            *many = many.saturating_add(1);
            let waited = now.ms_since(row.sent).div_euclid(MS_PER_SECOND);
            let oldest = figures.oldest_unacknowledged_s.unwrap_or(0).max(waited);
            figures.oldest_unacknowledged_s = Some(oldest);
        }
        if let Some(signed) = row.acknowledged {
            latency.observe(signed.ms_since(row.sent));
        }
        let urgency = match row.colour {
            Colour::Red => Urgency::Red,
            Colour::Yellow | Colour::Green => Urgency::Other,
        };
        let many = overdue.entry((row.kind, urgency)).or_default();
        *many = many.saturating_add(u64::from(row.due.is_some_and(|due| due < now)));
    }
    figures.overdue = overdue;
    figures.ack_latency = Some(latency);
    for tally in store.tally(now).await? {
        if tally.list == List::Expected {
            let many = figures.expected_missing.entry(tally.kind).or_default();
            *many = many.saturating_add(tally.overdue);
        }
    }
    Ok(figures)
}
