//! What the committer tells everybody else: how far the log goes, and whose mailbox has grown.
//!
//! Nothing here is a queue: a reader that sleeps finds one wake-up and the newest [`Published`].

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stafet_shared::{
    hash::Hash,
    id::{ActId, InvitationId},
    log::Mailbox,
    party::directory::Directory,
};
use tokio::sync::Notify;

/// How far the log goes, durably: published after a commit and before its receipts.
#[derive(Clone, Debug)]
pub struct Published {
    /// The directory.
    pub directory: Arc<Directory>,
    /// The acts that approved devices, by their invitations.
    pub approvals: Arc<BTreeMap<InvitationId, ActId>>,
    /// Leaves in the log.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
    /// How often this server has written acts since its start.
    pub commits: u64,
}

/// Who waits for which mailbox. Clones are handles to the same list.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    next: u64,
    sleepers: BTreeMap<Mailbox, BTreeMap<u64, Arc<Notify>>>,
}

impl Live {
    /// Waits for these mailboxes from now on, until the answer is dropped.
    #[must_use]
    pub fn watch(&self, mailboxes: Vec<Mailbox>) -> Wakeup {
        let bell = Arc::new(Notify::new());
        let mut waiting = self.lock();
        let number = waiting.next;
        waiting.next = number.wrapping_add(1);
        for mailbox in &mailboxes {
            let sleepers = waiting.sleepers.entry(mailbox.clone()).or_default();
            sleepers.insert(number, Arc::clone(&bell));
        }
        drop(waiting);
        Wakeup {
            live: self.clone(),
            mailboxes,
            number,
            bell,
        }
    }

    /// Wakes whoever waits for one of these mailboxes.
    pub fn wake<'a>(&self, mailboxes: impl IntoIterator<Item = &'a Mailbox>) {
        let waiting = self.lock();
        for mailbox in mailboxes {
            for bell in waiting.sleepers.get(mailbox).into_iter().flatten() {
                bell.1.notify_one();
            }
        }
    }

    /// Wakes everybody: somebody else has written to the log.
    pub fn wake_all(&self) {
        let waiting = self.lock();
        for bell in waiting.sleepers.values().flatten() {
            bell.1.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics while the lock is held, and the list is whole at every moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Comes when one of the mailboxes has grown, also when that was before anybody listened.
#[derive(Debug)]
pub struct Wakeup {
    live: Live,
    mailboxes: Vec<Mailbox>,
    number: u64,
    bell: Arc<Notify>,
}

impl Wakeup {
    /// Waits for the next growth since the last call.
    pub async fn woken(&self) {
        self.bell.notified().await;
    }
}

impl Drop for Wakeup {
    fn drop(&mut self) {
        let mut waiting = self.live.lock();
        for mailbox in &self.mailboxes {
            if let Some(sleepers) = waiting.sleepers.get_mut(mailbox) {
                sleepers.remove(&self.number);
                if sleepers.is_empty() {
                    waiting.sleepers.remove(mailbox);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn growth_before_anybody_listens_is_not_missed_and_nothing_stays_behind() {
        let live = Live::default();
        let mine = Mailbox::parse("a/b").unwrap();
        let wakeup = live.watch(vec![mine.clone(), Mailbox::Directory]);
        live.wake([&mine, &Mailbox::Directory]);
        wakeup.woken().await;
        live.wake([&Mailbox::parse("c/d").unwrap()]);
        let again = tokio::time::timeout(std::time::Duration::from_millis(1), wakeup.woken());
        assert!(again.await.is_err(), "two calls before one look are one");
        live.wake_all();
        wakeup.woken().await;
        drop(wakeup);
        assert!(live.lock().sleepers.is_empty());
    }
}
