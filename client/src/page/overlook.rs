//! What administrators watch: the server's last answer about everything that is owed, kept for as
//! long as the page runs. While the server is silent that answer stands, with its time.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use stafet_shared::{
    id::HandoverId,
    overview::{OwedEnd, OwedItem, OwedQuestion},
    time::Timestamp,
};
use tokio::time::timeout;

use crate::{
    desk::{
        DeskError,
        asking::{About, Asker},
        keeper::Handle,
    },
    link::Connector,
    store::sqlite::SqliteStore,
};

/// How old an answer may be, in milliseconds, before a page asks anew.
pub const FRESH_MS: i64 = 20_000;
/// How long a page waits for a new answer when it has an older one to show.
pub const PATIENCE: Duration = Duration::from_secs(2);
/// How long it waits when it has none.
pub const FIRST_PATIENCE: Duration = Duration::from_secs(8);
/// How often it is asked while a browser listens.
pub const ASK_EVERY: Duration = Duration::from_secs(60);

/// What the server has answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Everything that is owed, the earliest deadline first.
    pub items: Vec<OwedItem>,
    /// The server's present, and when offices were last heard of.
    pub end: OwedEnd,
    /// When it came, by this computer's clock.
    pub came: Timestamp,
}

/// The last answer.
#[derive(Debug, Default)]
pub struct Overlook {
    answer: Mutex<Option<Arc<Answer>>>,
}

impl Answer {
    /// The handover that an address names, if something is owed about it and no other begins so.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<HandoverId> {
        let mut found = self.items.iter().map(|item| item.handover);
        let id = found.find(|id| id.starts_with(typed))?;
        let is_only = found.all(|other| other == id || !other.starts_with(typed));
        is_only.then_some(id)
    }

    /// Everything that is owed about one handover.
    pub fn about(&self, id: HandoverId) -> impl Iterator<Item = &OwedItem> {
        self.items.iter().filter(move |item| item.handover == id)
    }
}

impl Overlook {
    /// The last answer, however old.
    #[must_use]
    pub fn last(&self) -> Option<Arc<Answer>> {
        let answer = self.answer.lock();
        answer.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks anew.
    ///
    /// # Errors
    /// When the server is silent or refuses; the last answer stands.
    pub async fn ask(
        &self,
        office: &Handle<SqliteStore>,
        connector: &Connector,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let mut office = office.clone();
        let question = OwedQuestion::everything();
        let answer = Asker::new(&mut office, connector).overview(&question).await;
        let (items, end) = answer?;
        self.put(Answer {
            items,
            end,
            came: now,
        });
        Ok(())
    }

    /// Asks anew if the last answer is old, and not for long.
    pub async fn refresh(
        &self,
        office: &Handle<SqliteStore>,
        connector: &Connector,
        now: Timestamp,
    ) {
        let last = self.last();
        let age_ms = last.as_ref().map(|last| now.ms_since(last.came));
        if age_ms.is_some_and(|age| (0..FRESH_MS).contains(&age)) {
            return;
        }
        let patience = if last.is_some() {
            PATIENCE
        } else {
            FIRST_PATIENCE
        };
        // Why there is no new answer stands in the page's status.
        let asked = timeout(patience, self.ask(office, connector, now)).await;
        drop(asked);
    }

    /// Takes in what was answered about one handover.
    pub fn learn(&self, about: &About, now: Timestamp) {
        let last = self.last();
        let items = last.iter().flat_map(|last| &last.items);
        let others = items.filter(|item| item.handover != about.handover);
        let mut items: Vec<OwedItem> = others.chain(&about.items).cloned().collect();
        items.sort_by_key(|item| item.due);
        // Only an answer about everything says how everything stands, and when.
        if let Some(last) = last {
            self.put(Answer {
                items,
                end: last.end.clone(),
                came: last.came.min(now),
            });
        }
    }

    /// The last answer is old, whenever it came.
    pub fn age(&self) {
        if let Some(last) = self.last() {
            self.put(Answer {
                came: Timestamp::EPOCH,
                ..Answer::clone(&last)
            });
        }
    }

    fn put(&self, answer: Answer) {
        let mut held = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Arc::new(answer));
    }
}
