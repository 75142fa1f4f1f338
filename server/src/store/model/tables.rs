//! The model's tables: what the database would hold, with the same order and the same bounds.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    party::OfficeId,
    time::Timestamp,
};

use super::super::{
    ANNOUNCEMENTS_MAX, ActRow, AttachmentRow, Changes, HANDOVER_ACTS_MAX, HandoverRow, MailboxRow,
    OwedRow, StoreError, Which,
};

/// All tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    tree: Tree,
    acts: BTreeMap<u64, ActRow>,
    by_id: BTreeMap<ActId, u64>,
    by_handover: BTreeSet<(HandoverId, u64)>,
    mailboxes: BTreeMap<(Mailbox, u64), MailboxRow>,
    attachments: BTreeMap<(Hash, u64), u32>,
    handovers: BTreeMap<HandoverId, HandoverRow>,
    pub(super) enrolments: BTreeMap<(InvitationId, Hash), Vec<u8>>,
    pub(super) owed: BTreeMap<HandoverId, Vec<OwedRow>>,
    pub(super) rules: Option<Vec<u8>>,
    pub(super) heard: BTreeMap<OfficeId, Timestamp>,
}

impl Tables {
    pub(super) const fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Writes everything, or nothing when a key is taken or a place points nowhere.
    pub(super) fn apply(&mut self, changes: Changes) -> Result<(), StoreError> {
        self.check(&changes)?;
        for act in changes.acts {
            self.by_id.insert(act.id, act.index);
            if let Some(handover) = act.handover {
                self.by_handover.insert((handover, act.index));
            }
            self.acts.insert(act.index, act);
        }
        for entry in changes.mailboxes {
            let key = (entry.mailbox.clone(), entry.seq);
            self.mailboxes.insert(key, entry);
        }
        for AttachmentRow { hash, index, bytes } in changes.attachments {
            self.attachments.insert((hash, index), bytes);
        }
        for handover in changes.handovers {
            self.handovers.insert(handover.id, handover);
        }
        self.owed.extend(changes.owed);
        self.tree = changes.tree;
        Ok(())
    }

    pub(super) fn act(&self, id: ActId) -> Option<&ActRow> {
        self.by_id.get(&id).and_then(|index| self.acts.get(index))
    }

    pub(super) fn acts(&self, ids: &[ActId]) -> Vec<ActRow> {
        let places: BTreeSet<u64> = ids
            .iter()
            .filter_map(|id| self.by_id.get(id))
            .copied()
            .collect();
        places
            .iter()
            .filter_map(|index| self.acts.get(index).cloned())
            .map(|act| ActRow { body: None, ..act })
            .collect()
    }

    pub(super) fn known(&self, ids: &[HandoverId]) -> Vec<HandoverId> {
        let ids: BTreeSet<HandoverId> = ids.iter().copied().collect();
        let there = |id: &HandoverId| self.handovers.contains_key(id);
        ids.into_iter().filter(there).collect()
    }

    /// The handovers, by id.
    pub(super) const fn standing(&self) -> &BTreeMap<HandoverId, HandoverRow> {
        &self.handovers
    }

    pub(super) fn acts_of(&self, handover: HandoverId) -> Vec<ActRow> {
        self.by_handover
            .range((handover, 0)..=(handover, u64::MAX))
            .take(whole(HANDOVER_ACTS_MAX))
            .filter_map(|(_, index)| self.acts.get(index).cloned())
            .map(|act| ActRow { body: None, ..act })
            .collect()
    }

    pub(super) fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> Vec<(MailboxRow, ActRow)> {
        let first = Bound::Excluded((mailbox.clone(), after));
        let last = Bound::Included((mailbox.clone(), u64::MAX));
        if after == u64::MAX {
            return Vec::new();
        }
        self.mailboxes
            .range((first, last))
            .take(whole(limit))
            .filter_map(|(_, entry)| Some((entry.clone(), self.acts.get(&entry.index)?.clone())))
            .collect()
    }

    pub(super) fn announcements(&self, hash: Hash, mailbox: &Mailbox) -> Vec<ActRow> {
        let stands = |index: &u64| {
            let mut entries = self.mailboxes.values();
            entries.any(|entry| entry.index == *index && entry.mailbox == *mailbox)
        };
        self.attachments
            .range((hash, 0)..=(hash, u64::MAX))
            .map(|((_, index), _)| index)
            .filter(|index| stands(index))
            .take(whole(ANNOUNCEMENTS_MAX))
            .filter_map(|index| self.acts.get(index).cloned())
            .map(|act| ActRow { body: None, ..act })
            .collect()
    }

    pub(super) fn announced(&self, hashes: &[Hash]) -> Vec<Hash> {
        let is_announced = |hash: &&Hash| {
            let mut acts = self.attachments.range((**hash, 0)..=(**hash, u64::MAX));
            acts.next().is_some()
        };
        let announced: BTreeSet<Hash> = hashes.iter().filter(is_announced).copied().collect();
        announced.into_iter().collect()
    }

    pub(super) fn cursor(&self, mailbox: &Mailbox) -> Cursor {
        self.mailboxes
            .range((mailbox.clone(), 0)..=(mailbox.clone(), u64::MAX))
            .next_back()
            .map_or(Cursor::START, |(_, entry)| Cursor {
                seq: entry.seq,
                chain: entry.chain,
            })
    }

    pub(super) fn handovers(&self, which: Which) -> Vec<HandoverRow> {
        let mut rows: Vec<_> = self
            .handovers
            .values()
            .filter(|handover| match which {
                Which::All => true,
                Which::Unacknowledged => handover.state.is_unacknowledged(),
            })
            .cloned()
            .collect();
        rows.sort_by_key(|handover| (handover.due.is_none(), handover.due, handover.id));
        rows
    }

    /// The database's keys: one act per index and per id, one entry per place, no dangling entry.
    fn check(&self, changes: &Changes) -> Result<(), StoreError> {
        let mut indices = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for act in &changes.acts {
            let taken = self.acts.contains_key(&act.index) || self.by_id.contains_key(&act.id);
            if taken || !indices.insert(act.index) || !ids.insert(act.id) {
                return Err(conflict());
            }
        }
        let mut places = BTreeSet::new();
        for entry in &changes.mailboxes {
            let place = (entry.mailbox.clone(), entry.seq);
            let act = self.acts.contains_key(&entry.index) || indices.contains(&entry.index);
            if !act || self.mailboxes.contains_key(&place) || !places.insert(place) {
                return Err(conflict());
            }
        }
        let mut announced = BTreeSet::new();
        for row in &changes.attachments {
            let place = (row.hash, row.index);
            let act = self.acts.contains_key(&row.index) || indices.contains(&row.index);
            if !act || self.attachments.contains_key(&place) || !announced.insert(place) {
                return Err(conflict());
            }
        }
        Ok(())
    }
}

fn conflict() -> StoreError {
    StoreError::Database("a key is taken, or an entry points nowhere".to_owned())
}

pub(super) fn whole(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
