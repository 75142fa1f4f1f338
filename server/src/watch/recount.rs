//! Counting anew what is owed: after an upgrade that derives it otherwise, and when the rules for
//! clocks have changed.
//!
//! It goes through all handovers in small pieces, each in a transaction of its own that fails when
//! the log has grown meanwhile, and is then tried again: the committer is never held up for long.

use std::sync::Arc;

use stafet_shared::{id::HandoverId, party::directory::Directory, time::Timestamp};

use super::{Watch, with_its_course};
use crate::{
    decide::rows,
    store::{Changes, Outcome, Page, Store, StoreError},
};

/// Counts the ways in which this program has derived what is owed.
const DERIVATION: &[u8] = b"stafet/owed/1";
/// Handovers that are counted anew in one transaction.
pub const PIECE_HANDOVERS: u32 = 32;

impl<S: Store> Watch<S> {
    /// Counts anew if what stands was derived by other rules. `derived` names the last that are
    /// known to have been applied; what fails is tried again by the next call.
    pub(super) async fn derive_if_due(&self, derived: &mut Option<Vec<u8>>) {
        let directory = Arc::clone(&self.standing.borrow().directory);
        let rules = rules(&directory);
        if derived.as_ref() == Some(&rules) {
            return;
        }
        match self.derive_all(&directory, &rules).await {
            Ok(()) => *derived = Some(rules),
            Err(error) => tracing::error!(%error, "what is owed could not be counted anew"),
        }
    }

    async fn derive_all(&self, directory: &Directory, rules: &[u8]) -> Result<(), StoreError> {
        if self.store.rules().await?.as_deref() == Some(rules) {
            return Ok(());
        }
        let counted = everything(&*self.store, directory, self.clock.now()).await?;
        tracing::info!(handovers = counted, "counted anew what is owed");
        self.store.set_rules(rules.to_vec()).await
    }
}

/// Names the rules by which everything is derived: this program's way, and the review round that
/// every open case is in. Policies are not among them: they hold for clocks that start later.
#[must_use]
pub fn rules(directory: &Directory) -> Vec<u8> {
    let round = directory.review_round().map_or(0, |round| round.number);
    [DERIVATION, &round.to_be_bytes()].concat()
}

/// Counts anew what is owed about every handover. Answers how many there are.
///
/// # Errors
/// When the store fails. What was counted until then is counted.
pub async fn everything(
    store: &impl Store,
    directory: &Directory,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let mut counted: u64 = 0;
    let mut page = Page::first(PIECE_HANDOVERS);
    loop {
        let ids = store.ids(page).await?;
        let Some(last) = ids.last() else {
            return Ok(counted);
        };
        while piece(store, directory, &ids, now).await? == Outcome::Moved {}
        counted = counted.saturating_add(u64::try_from(ids.len()).unwrap_or(0));
        page.after = Some(*last);
    }
}

async fn piece(
    store: &impl Store,
    directory: &Directory,
    ids: &[HandoverId],
    now: Timestamp,
) -> Result<Outcome, StoreError> {
    // The size first: what is read after it is at least as new.
    let tree = store.tree().await?;
    let expected = tree.size();
    let mut changes = Changes {
        tree,
        ..Changes::default()
    };
    for id in ids {
        let known = with_its_course(store, directory, *id).await?;
        if let Some(handover) = known.get(id) {
            let (row, owed) = rows(handover, known.values(), directory, now);
            changes.handovers.push(row);
            changes.owed.push((*id, owed));
        }
    }
    store.commit(expected, changes).await
}
