//! The whole log, read again and computed anew.

use std::collections::BTreeMap;

use stafet_shared::{
    hash::Hash,
    log::{Cursor, Mailbox, tree::Tree},
    party::{OfficeId, directory::Directory},
    sign::VerifyingKey,
    wire::v1,
};

use super::finding::{Finding, RESTORE};
use crate::{
    log::{Founded, Register, believe, read_directory},
    store::{ActRow, Log, MailboxRow, StoreError},
};

/// Entries that are read at once.
const PAGE_ENTRIES: u32 = 32;

pub(super) async fn examine(store: &impl Log, founded: &Founded) -> Vec<Finding> {
    let register = match read_directory(store, founded).await {
        Ok(register) => register,
        Err(error) => return vec![Finding::Wrong(error.to_string(), RESTORE)],
    };
    let mut look = Look {
        key: founded.genesis.receipts,
        genesis: founded.act.hash(),
        leaves: BTreeMap::new(),
        wrong: Vec::new(),
    };
    match look.at_all(store, &register).await {
        Err(error) => vec![Finding::Wrong(error.to_string(), RESTORE)],
        Ok(size) if look.wrong.is_empty() => vec![Finding::Well(format!(
            "the log's {size} acts, receipts and mailboxes agree with its root"
        ))],
        Ok(_) => look
            .wrong
            .into_iter()
            .map(|text| Finding::Wrong(text, RESTORE))
            .collect(),
    }
}

/// What has been seen so far.
struct Look {
    key: VerifyingKey,
    genesis: Hash,
    leaves: BTreeMap<u64, Hash>,
    wrong: Vec<String>,
}

impl Look {
    async fn at_all(&mut self, store: &impl Log, register: &Register) -> Result<u64, StoreError> {
        // The tree first: what is written meanwhile is not part of it.
        let stored = store.tree().await?;
        let directory = &register.directory;
        let offices = directory.offices().map(|(office, _)| office.clone());
        let mailboxes = offices
            .chain([OfficeId::root_administration()])
            .map(Mailbox::Office)
            .chain([Mailbox::Directory]);
        for mailbox in mailboxes {
            self.at_mailbox(store, directory, &mailbox).await?;
        }
        let mut computed = Tree::default();
        for (index, leaf) in self.leaves.range(..stored.size()) {
            if *index != computed.size() {
                break;
            }
            computed.push(*leaf);
        }
        if computed != stored {
            self.wrong.push(format!(
                "the log's root does not follow from its acts: {} of {} fit together",
                computed.size(),
                stored.size()
            ));
        }
        Ok(stored.size())
    }

    async fn at_mailbox(
        &mut self,
        store: &impl Log,
        directory: &Directory,
        mailbox: &Mailbox,
    ) -> Result<(), StoreError> {
        let mut cursor = Cursor::START;
        loop {
            let page = store.page(mailbox, cursor.seq, PAGE_ENTRIES).await?;
            if page.is_empty() {
                return Ok(());
            }
            for (entry, row) in page {
                cursor = cursor.after(row.hash);
                if (cursor.seq, cursor.chain) != (entry.seq, entry.chain) {
                    let text = format!("the chain of {} breaks at {}", mailbox.name(), entry.seq);
                    self.wrong.push(text);
                    return Ok(());
                }
                self.at_act(directory, &entry, &row);
            }
        }
    }

    fn at_act(&mut self, directory: &Directory, entry: &MailboxRow, row: &ActRow) {
        match self.leaf(directory, entry, row) {
            Ok(leaf) => {
                self.leaves.insert(row.index, leaf);
            }
            Err(fault) => self.wrong.push(format!("act {}: {fault}", row.id)),
        }
    }

    fn leaf(
        &self,
        directory: &Directory,
        entry: &MailboxRow,
        row: &ActRow,
    ) -> Result<Hash, &'static str> {
        let named = if row.hash == self.genesis {
            None
        } else {
            let act = believe(directory, row).map_err(|_| "its signature is wrong")?;
            act.public().body().copied()
        };
        let body_fits = match (named, &row.body) {
            (None, None) => true,
            (Some(named), Some(body)) => named.names(body),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !body_fits || Hash::of(&row.signed) != row.hash {
            return Err("it is not what was signed");
        }
        let receipt = v1::receipt::decode(&row.receipt).map_err(|_| "its receipt is damaged")?;
        let body = named.map(|named| named.hash);
        receipt
            .verify(row.hash, body, &self.key)
            .map_err(|_| "its receipt is not this server's")?;
        let told = receipt.entry(&entry.mailbox);
        let agrees = told.is_some_and(|told| (told.seq, told.chain) == (entry.seq, entry.chain));
        if !agrees || receipt.index != row.index {
            return Err("its receipt names another place");
        }
        Ok(receipt.leaf(row.hash, body).hash())
    }
}
