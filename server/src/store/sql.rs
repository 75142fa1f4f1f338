//! The store in an SQL database: the same statements whichever it is.
//!
//! What differs between databases is decided before a store exists: where it is, how a connection
//! is set up and checked, and how a writer begins. One connection writes, a few read.

use sqlx::{
    Any, AnyPool, SqlSafeStr as _, Transaction,
    any::AnyConnectOptions,
    migrate::{Migration, MigrationType, Migrator},
};
use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox, tree::Tree},
    overview::{Place, Tally},
    time::Timestamp,
};

use super::{
    ActRow, Changes, HandoverRow, Log, MailboxRow, Outcome, Owed, OwedRow, Owes, StoreError, Which,
    acts, attachments, connection::Setup, handovers, head, mailboxes, owed,
};

/// The most connections that read at the same time.
const READERS_MAX: u32 = 4;
/// Writers of this process take turns; with one connection they do so in memory instead of on a
/// lock of the database.
const WRITERS_MAX: u32 = 1;
/// The store in a database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct SqlStore {
    writer: AnyPool,
    readers: AnyPool,
    begin: &'static str,
}

impl SqlStore {
    /// Connects, and brings the tables up to date.
    pub(super) async fn connect(
        options: &AnyConnectOptions,
        setup: Setup,
        migrations: [&'static str; MIGRATIONS],
    ) -> Result<Self, StoreError> {
        // A pool hides why a connection was refused, so the first one is made by hand.
        setup.try_one(options).await?;
        let writer = setup.pool(options, WRITERS_MAX).await?;
        let migrator = migrator(migrations);
        migrator.run(&writer).await.map_err(|error| {
            StoreError::Database(format!("the tables cannot be brought up to date: {error}"))
        })?;
        let readers = setup.pool(options, READERS_MAX).await?;
        Ok(Self {
            writer,
            readers,
            begin: setup.begin,
        })
    }

    /// Waits until every connection is closed; nothing works afterwards. Dropping is as safe.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// The connections that read.
    pub(super) const fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// The connections that write.
    pub(super) const fn writer(&self) -> &AnyPool {
        &self.writer
    }

    /// A transaction that writes. Dropped before its commit, on an error or when the caller gives
    /// up, it is rolled back.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.writer.begin_with(self.begin).await?)
    }

    /// The connections that write and those that read.
    #[cfg(test)]
    pub(super) const fn pools(&self) -> [&AnyPool; 2] {
        [&self.writer, &self.readers]
    }
}

impl Log for SqlStore {
    async fn tree(&self) -> Result<Tree, StoreError> {
        head::load(&self.readers).await
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
        acts::by_id(&self.readers, id).await
    }

    async fn acts(&self, ids: &[ActId]) -> Result<Vec<ActRow>, StoreError> {
        acts::by_ids(&self.readers, ids).await
    }

    async fn acts_of(&self, handover: HandoverId) -> Result<Vec<ActRow>, StoreError> {
        acts::by_handover(&self.readers, handover).await
    }

    async fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(MailboxRow, ActRow)>, StoreError> {
        mailboxes::page(&self.readers, mailbox, after, limit).await
    }

    async fn cursor(&self, mailbox: &Mailbox) -> Result<Cursor, StoreError> {
        mailboxes::cursor(&self.readers, mailbox).await
    }

    async fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> Result<Vec<ActRow>, StoreError> {
        attachments::announcements(&self.readers, hash, mailbox).await
    }

    async fn known(&self, ids: &[HandoverId]) -> Result<Vec<HandoverId>, StoreError> {
        handovers::known(&self.readers, ids).await
    }

    async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, StoreError> {
        handovers::of_course(&self.readers, course).await
    }
}

impl Owed for SqlStore {
    async fn handovers(&self, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
        handovers::list(&self.readers, which).await
    }

    async fn ids(
        &self,
        after: Option<HandoverId>,
        limit: u32,
    ) -> Result<Vec<HandoverId>, StoreError> {
        handovers::ids(&self.readers, after, limit).await
    }

    async fn facts(
        &self,
        after: Option<HandoverId>,
        limit: u32,
    ) -> Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError> {
        handovers::facts(&self.readers, after, limit).await
    }

    async fn owed(
        &self,
        which: &Owes,
        page: (Option<Place>, u32),
    ) -> Result<Vec<(OwedRow, HandoverRow)>, StoreError> {
        owed::list(&self.readers, which, page).await
    }

    async fn tally(&self, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
        owed::tally(&self.readers, now).await
    }

    async fn ripe(
        &self,
        now: Timestamp,
        page: (Option<(Timestamp, HandoverId)>, u32),
    ) -> Result<Vec<(Timestamp, HandoverId)>, StoreError> {
        owed::ripe(&self.readers, now, page).await
    }

    async fn next_ripe(&self) -> Result<Option<Timestamp>, StoreError> {
        owed::next(&self.readers).await
    }

    async fn rules(&self) -> Result<Option<Vec<u8>>, StoreError> {
        owed::rules(&self.readers).await
    }

    async fn set_rules(&self, rules: Vec<u8>) -> Result<(), StoreError> {
        owed::set_rules(&self.writer, &rules).await
    }
}

/// How many migrations there are: each database has all of them, under the same names.
pub(super) const MIGRATIONS: usize = 5;

const NAMES: [&str; MIGRATIONS] = ["log", "attachments", "owed", "notices", "heard"];

fn migrator(texts: [&'static str; MIGRATIONS]) -> Migrator {
    let migrations = (1..).zip(NAMES.into_iter().zip(texts));
    let migrations = migrations.map(|(number, (name, sql))| {
        let (kind, sql) = (MigrationType::Simple, sql.into_sql_str());
        Migration::new(number, name.into(), kind, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}
