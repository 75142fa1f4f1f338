//! What becomes of an act: pure, over what the committer has loaded.
//!
//! A [`Batch`] is an overlay over the [`View`] that the log gave. Acts are decided upon one after
//! the other; a refused act changes nothing and its batch goes on. The same batch may be decided
//! again over another view. Only public parts are read; nothing here could open a body.

mod row;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use stafet_shared::{
    access::{self, Around, files::Files},
    act::{Act, Matter},
    audience::Audience,
    course::Course,
    handover::{Handover, Position},
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, ENTRIES_MAX, Entry, Leaf, Mailbox, SALT_BYTES, receipt::Receipt, tree::Tree},
    party::directory::{Directory, Statement},
    refusal::Refusal,
    sign::SigningKey,
    time::Timestamp,
    wire::v1,
    words::Validity,
};

use crate::store::{ActRow, AttachmentRow, Changes, HandoverRow, MailboxRow, OwedRow};

pub use row::rows;

/// What the log says about everything that a batch touches.
#[derive(Clone, Debug)]
pub struct View {
    /// The directory.
    pub directory: Arc<Directory>,
    /// The tree over all acts.
    pub tree: Tree,
    /// Acts of the batch that are in the log already.
    pub known: BTreeMap<ActId, Known>,
    /// The newest entry of each mailbox that the batch may write to.
    pub cursors: BTreeMap<Mailbox, Cursor>,
    /// The handovers that the batch is about or names, as far as they exist, and all others of
    /// the courses that they belong to.
    pub handovers: BTreeMap<HandoverId, Handover>,
    /// Whose the files are that the batch announces, as far as they were announced before.
    pub files: Files,
}

/// An act that has its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Hash of the signed act.
    pub hash: Hash,
    /// What was promised about it.
    pub receipt: Receipt,
}

/// What the server adds to an act that it takes in.
#[derive(Debug)]
pub struct Stamp<'a> {
    /// The time of deposit.
    pub now: Timestamp,
    /// Keeps the leaf's hash from being guessed.
    pub salt: [u8; SALT_BYTES],
    /// Signs the receipt.
    pub key: &'a SigningKey,
}

/// Acts that are decided upon together, and everything that they change.
#[derive(Debug)]
pub struct Batch {
    view: View,
    acts: Vec<ActRow>,
    entries: Vec<MailboxRow>,
    attachments: Vec<AttachmentRow>,
    rows: BTreeMap<HandoverId, (HandoverRow, Vec<OwedRow>)>,
}

impl Batch {
    /// An empty batch over what the log says.
    #[must_use]
    pub const fn over(view: View) -> Self {
        Self {
            view,
            acts: Vec::new(),
            entries: Vec::new(),
            attachments: Vec::new(),
            rows: BTreeMap::new(),
        }
    }

    /// Decides upon one act, whose signature has been verified. The answer holds once the batch
    /// is committed; an act that is in the log already has its first receipt again.
    ///
    /// # Errors
    /// The refusal, after which the batch is as it was.
    pub fn decide(
        &mut self,
        act: Act,
        body: Option<Vec<u8>>,
        stamp: &Stamp<'_>,
    ) -> Result<Receipt, Refusal> {
        if let Some(known) = self.view.known.get(&act.id()) {
            return if known.hash == act.hash() {
                Ok(known.receipt.clone())
            } else {
                Err(Refusal::IdTaken)
            };
        }
        let fits = match (act.public().body(), &body) {
            (None, None) => true,
            (Some(named), Some(body)) => named.names(body),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !fits {
            return Err(Refusal::Body);
        }
        let before = act
            .public()
            .handover()
            .and_then(|about| self.view.handovers.get(&about.handover));
        let known = |named: HandoverId| self.view.handovers.contains_key(&named);
        if !act
            .public()
            .handover()
            .is_none_or(|about| about.names().all(known))
        {
            return Err(Refusal::UnknownHandover);
        }
        let around = Around::of(&act, |id| self.view.handovers.get(&id));
        let permit = access::permit(&self.view.directory, around, act, stamp.now)?;
        let validity = permit.validity();
        let act = permit.into_act();
        self.view.files.check(act.public())?;
        if let Some(handover) = before {
            let thread = handover.thread();
            let thread = thread.and_then(|id| self.view.handovers.get(&id));
            let course = thread.and_then(|it| Course::of(it, self.view.handovers.values()));
            let said = (handover, course.as_ref());
            access::telling::is_so(&self.view.directory, said, act.public(), stamp.now)?;
        }
        self.take_in((&act, validity), body, stamp)
    }

    /// Everything that the batch changes, in one piece, and what the log says once it is committed.
    #[must_use]
    pub fn finish(self) -> (Changes, View) {
        let rows = self.rows.into_iter();
        let (handovers, owed) = rows.map(|(id, (row, owed))| (row, (id, owed))).unzip();
        let changes = Changes {
            acts: self.acts,
            mailboxes: self.entries,
            attachments: self.attachments,
            handovers,
            owed,
            tree: self.view.tree.clone(),
        };
        (changes, self.view)
    }

    /// Gives a permitted act its place. The genesis comes here without a permit, since nobody
    /// exists before it who could have one.
    pub(crate) fn take_in(
        &mut self,
        (act, validity): (&Act, Validity),
        body: Option<Vec<u8>>,
        stamp: &Stamp<'_>,
    ) -> Result<Receipt, Refusal> {
        let index = self.view.tree.size();
        let position = Position {
            index,
            deposited: stamp.now,
            validity,
        };
        let after = self.folded(act, position);
        let before = after
            .as_ref()
            .and_then(|handover| self.view.handovers.get(&handover.id));
        let course = after.as_ref().or(before).and_then(|it| it.course);
        let audience = Audience {
            directory: &self.view.directory,
            act: act.public(),
            before,
            after: after.as_ref(),
            course: course.and_then(|id| self.view.handovers.get(&id)),
        };
        let mailboxes = audience.mailboxes();
        if mailboxes.len() > ENTRIES_MAX {
            // Nobody could read its receipt, and so nobody what comes after it.
            return Err(Refusal::Audience);
        }
        let entries = self.entries_after(&mailboxes, act.hash())?;
        let leaf = Leaf {
            act: act.id(),
            signed: act.hash(),
            body: act.public().body().map_or(Hash::ZERO, |body| body.hash),
            entries,
            deposited: stamp.now,
            validity,
            salt: stamp.salt,
        };
        self.view.tree.push(leaf.hash());
        let receipt = Receipt::sign(leaf, index, stamp.key);
        self.write(act, body, &receipt);
        self.advance(act, after, stamp.now);
        Ok(receipt)
    }

    fn folded(&self, act: &Act, position: Position) -> Option<Handover> {
        let about = act.public().handover()?;
        let before = self.view.handovers.get(&about.handover).cloned();
        Handover::fold(before, act.public(), act.hash(), Some(position))
    }

    /// The act's places. A mailbox that the committer has not loaded is a fault in this program;
    /// nothing is written then.
    fn entries_after(
        &self,
        mailboxes: &BTreeSet<Mailbox>,
        act: Hash,
    ) -> Result<Vec<Entry>, Refusal> {
        mailboxes
            .iter()
            .map(|mailbox| {
                let cursor = self.view.cursors.get(mailbox);
                let Cursor { seq, chain } = cursor.ok_or(Refusal::Unavailable)?.after(act);
                Ok(Entry {
                    mailbox: mailbox.clone(),
                    seq,
                    chain,
                })
            })
            .collect()
    }

    fn write(&mut self, act: &Act, body: Option<Vec<u8>>, receipt: &Receipt) {
        self.acts.push(ActRow {
            index: receipt.index,
            id: act.id(),
            hash: act.hash(),
            handover: act.public().handover().map(|about| about.handover),
            signed: act.signed().as_bytes().to_vec(),
            body,
            receipt: v1::receipt::encode(receipt),
        });
        let announced = act.public().attachments().iter();
        self.attachments.extend(announced.map(|blob| AttachmentRow {
            hash: blob.hash,
            index: receipt.index,
            bytes: blob.bytes,
        }));
        for entry in &receipt.entries {
            let Entry {
                mailbox,
                seq,
                chain,
            } = entry.clone();
            self.view
                .cursors
                .insert(mailbox.clone(), Cursor { seq, chain });
            self.entries.push(MailboxRow {
                mailbox,
                seq,
                chain,
                index: receipt.index,
            });
        }
        let known = Known {
            hash: act.hash(),
            receipt: receipt.clone(),
        };
        self.view.known.insert(act.id(), known);
        self.view.files.note(act.public());
    }

    fn advance(&mut self, act: &Act, after: Option<Handover>, now: Timestamp) {
        if let Matter::Directory(statement, _) = &act.public().matter
            && !is_genesis(statement)
        {
            Arc::make_mut(&mut self.view.directory).apply(
                statement,
                act.public().author.person,
                act.hash(),
            );
        }
        if let Some(handover) = after {
            let (id, course) = (handover.id, handover.course);
            self.view.handovers.insert(id, handover);
            // What is owed about a course depends on all of its handovers.
            for touched in [Some(id), course].into_iter().flatten() {
                self.derive(touched, now);
            }
        }
    }

    /// Derives the rows of one handover anew.
    fn derive(&mut self, id: HandoverId, now: Timestamp) {
        let View {
            handovers,
            directory,
            ..
        } = &self.view;
        if let Some(handover) = handovers.get(&id) {
            let rows = rows(handover, handovers.values(), directory, now);
            self.rows.insert(id, rows);
        }
    }
}

const fn is_genesis(statement: &Statement) -> bool {
    matches!(statement, Statement::Genesis(_))
}

#[cfg(test)]
mod tests;
