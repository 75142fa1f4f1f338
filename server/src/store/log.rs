//! The log itself: acts, in which mailboxes they stand, what they announce, and the tree over them.

use std::future::Future;

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox, tree::Tree},
};

use super::{
    ActRow, Changes, MailboxRow, Outcome, StoreError, acts, attachments, handovers, head,
    mailboxes, owed, sql::SqlStore,
};

/// The log itself, as whoever writes and reads it asks for it.
///
/// An error of `commit` leaves the outcome unknown: the caller stops, looks the acts up by id and
/// only then goes on.
pub trait Log: Send + Sync + 'static {
    /// The tree over all acts; empty at the beginning.
    fn tree(&self) -> impl Future<Output = Result<Tree, StoreError>> + Send;

    /// Writes a batch in one durable transaction if the log has `expected` leaves.
    fn commit(
        &self,
        expected: u64,
        changes: Changes,
    ) -> impl Future<Output = Result<Outcome, StoreError>> + Send;

    /// The act with this id.
    fn act(&self, id: ActId) -> impl Future<Output = Result<Option<ActRow>, StoreError>> + Send;

    /// The acts with these ids, as far as there are any, without their bodies, in the log's order.
    fn acts(&self, ids: &[ActId]) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// The acts about a handover, in the log's order, without their bodies. At most
    /// [`HANDOVER_ACTS_MAX`](super::HANDOVER_ACTS_MAX).
    fn acts_of(
        &self,
        handover: HandoverId,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// Up to `limit` entries of a mailbox after entry `after`, with their acts, in order.
    fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(MailboxRow, ActRow)>, StoreError>> + Send;

    /// A mailbox's newest entry, or [`Cursor::START`].
    fn cursor(&self, mailbox: &Mailbox) -> impl Future<Output = Result<Cursor, StoreError>> + Send;

    /// The acts in a mailbox that announce a sealed file, in the log's order, without their
    /// bodies. At most [`ANNOUNCEMENTS_MAX`](super::ANNOUNCEMENTS_MAX).
    fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// Which of these sealed files some act announces, in the order of their hashes.
    fn announced(
        &self,
        hashes: &[Hash],
    ) -> impl Future<Output = Result<Vec<Hash>, StoreError>> + Send;

    /// Which of these handovers there are, in the order of their ids.
    fn known(
        &self,
        ids: &[HandoverId],
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;

    /// The handovers that name a course, by id.
    fn of_course(
        &self,
        course: HandoverId,
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;
}

impl Log for SqlStore {
    async fn tree(&self) -> Result<Tree, StoreError> {
        head::load(self.readers()).await
    }

    async fn commit(&self, expected: u64, changes: Changes) -> Result<Outcome, StoreError> {
        let mut transaction = self.begin().await?;
        if !head::advance(&mut transaction, expected, &changes.tree).await? {
            transaction.rollback().await?;
            return Ok(Outcome::Moved);
        }
        acts::insert(&mut transaction, &changes.acts).await?;
        mailboxes::insert(&mut transaction, &changes.mailboxes).await?;
        attachments::insert(&mut transaction, &changes.attachments).await?;
        handovers::put(&mut transaction, &changes.handovers).await?;
        owed::replace(&mut transaction, &changes.owed).await?;
        transaction.commit().await?;
        Ok(Outcome::Done)
    }

    async fn act(&self, id: ActId) -> Result<Option<ActRow>, StoreError> {
        acts::by_id(self.readers(), id).await
    }

    async fn acts(&self, ids: &[ActId]) -> Result<Vec<ActRow>, StoreError> {
        acts::by_ids(self.readers(), ids).await
    }

    async fn acts_of(&self, handover: HandoverId) -> Result<Vec<ActRow>, StoreError> {
        acts::by_handover(self.readers(), handover).await
    }

    async fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(MailboxRow, ActRow)>, StoreError> {
        mailboxes::page(self.readers(), mailbox, after, limit).await
    }

    async fn cursor(&self, mailbox: &Mailbox) -> Result<Cursor, StoreError> {
        mailboxes::cursor(self.readers(), mailbox).await
    }

    async fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> Result<Vec<ActRow>, StoreError> {
        attachments::announcements(self.readers(), hash, mailbox).await
    }

    async fn announced(&self, hashes: &[Hash]) -> Result<Vec<Hash>, StoreError> {
        attachments::announced(self.readers(), hashes).await
    }

    async fn known(&self, ids: &[HandoverId]) -> Result<Vec<HandoverId>, StoreError> {
        handovers::known(self.readers(), ids).await
    }

    async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, StoreError> {
        handovers::of_course(self.readers(), course).await
    }
}
