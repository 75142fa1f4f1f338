//! The store in an SQL database: the same statements whichever it is.
//!
//! What differs between databases is decided before a store exists: where it is, how a connection
//! is set up and checked, and how a writer begins. One connection writes, a few read.

use std::{collections::BTreeMap, time::Duration};

use sqlx::{
    AnyConnection, AnyPool, Connection as _, SqlSafeStr as _,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::{Migration, MigrationType, Migrator},
};
use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    overview::{Place, Tally},
    party::OfficeId,
    time::Timestamp,
};

use super::{
    ActRow, Changes, EnrolmentRow, HandoverRow, MailboxRow, Outcome, OwedRow, Owes, Store,
    StoreError, Which, acts, attachments, enrolments, handovers, head, heard, mailboxes,
    notices::{self, NoticeStore},
    owed, postgres, sqlite,
};
use crate::notice::{
    Recipient,
    outbox::{Account, Outbox},
};

/// The most connections that read at the same time.
const READERS_MAX: u32 = 4;
/// Writers of this process take turns; with one connection they do so in memory instead of on a
/// lock of the database.
const WRITERS_MAX: u32 = 1;
/// How long a caller waits for a connection before the store reports an error.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A file of this process.
    Sqlite,
    /// A server of its own.
    Postgres,
}

/// Whose a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    /// Nobody's yet: no table and no mark.
    Fresh,
    /// This program's.
    Ours,
    /// Another program's.
    Foreign,
}

/// The store in a database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct SqlStore {
    writer: AnyPool,
    readers: AnyPool,
    dialect: Dialect,
}

impl SqlStore {
    /// Connects, and brings the tables up to date.
    pub(super) async fn connect(
        dialect: Dialect,
        options: &AnyConnectOptions,
        migrations: [&'static str; MIGRATIONS],
    ) -> Result<Self, StoreError> {
        // A pool hides why a connection was refused, so the first one is made by hand.
        dialect.settle_one(options).await?;
        let writer = pool(dialect, options, WRITERS_MAX).await?;
        let migrator = migrator(migrations);
        migrator.run(&writer).await.map_err(|error| {
            StoreError::Database(format!("the tables cannot be brought up to date: {error}"))
        })?;
        let readers = pool(dialect, options, READERS_MAX).await?;
        Ok(Self {
            writer,
            readers,
            dialect,
        })
    }

    /// Waits until every connection is closed; nothing works afterwards. Dropping is as safe.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// The connections that write and those that read.
    #[cfg(test)]
    pub(super) const fn pools(&self) -> [&AnyPool; 2] {
        [&self.writer, &self.readers]
    }
}

impl Store for SqlStore {
    async fn tree(&self) -> Result<Tree, StoreError> {
        head::load(&self.readers).await
    }

    async fn commit(&self, expected: u64, changes: Changes) -> Result<Outcome, StoreError> {
        // Dropped before its commit, on an error or when the caller gives up, it is rolled back.
        let mut transaction = self.writer.begin_with(self.dialect.begin()).await?;
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

    async fn handovers(&self, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
        handovers::list(&self.readers, which).await
    }

    async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, StoreError> {
        handovers::of_course(&self.readers, course).await
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

    async fn heard(&self, offices: &BTreeMap<OfficeId, Timestamp>) -> Result<(), StoreError> {
        heard::keep(&self.writer, offices).await
    }

    async fn last_heard(&self) -> Result<BTreeMap<OfficeId, Timestamp>, StoreError> {
        heard::all(&self.readers).await
    }

    async fn keep_enrolment(&self, row: EnrolmentRow) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with(self.dialect.begin()).await?;
        head::lock(&mut transaction).await?;
        let kept = enrolments::keep(&mut transaction, row).await?;
        transaction.commit().await?;
        Ok(kept)
    }

    async fn enrolments(&self) -> Result<Vec<EnrolmentRow>, StoreError> {
        enrolments::list(&self.readers).await
    }

    async fn drop_enrolments(&self, invitation: InvitationId) -> Result<(), StoreError> {
        enrolments::forget(&self.writer, invitation).await
    }
}

impl NoticeStore for SqlStore {
    async fn outbox(&self) -> Result<Outbox, StoreError> {
        notices::load(&self.readers).await
    }

    async fn keep_account(
        &self,
        recipient: &Recipient,
        account: &Account,
    ) -> Result<Outcome, StoreError> {
        let mut transaction = self.writer.begin_with(self.dialect.begin()).await?;
        if !notices::keep(&mut transaction, recipient, account).await? {
            transaction.rollback().await?;
            return Ok(Outcome::Moved);
        }
        transaction.commit().await?;
        Ok(Outcome::Done)
    }
}

impl Dialect {
    /// What a writer begins with.
    const fn begin(self) -> &'static str {
        match self {
            // It takes the lock at once, so that no read in it can be outdated.
            Self::Sqlite => "BEGIN IMMEDIATE",
            // The first statement of every writer locks the head.
            Self::Postgres => "BEGIN",
        }
    }

    /// Sets up a new connection, and refuses it if it would lose commits.
    async fn settle(self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        match self {
            Self::Sqlite => sqlite::connection::settle(connection).await,
            Self::Postgres => postgres::connection::settle(connection).await,
        }
    }

    /// Makes sure that a connection to this place can be made, and made durable.
    async fn settle_one(self, options: &AnyConnectOptions) -> Result<(), StoreError> {
        let mut connection = connect(options).await?;
        let settled = self.settle(&mut connection).await;
        connection.close().await?;
        settled
    }
}

/// One connection as the driver makes it, with none of our settings.
pub(super) async fn connect(options: &AnyConnectOptions) -> Result<AnyConnection, StoreError> {
    let connecting = AnyConnection::connect_with(options);
    match tokio::time::timeout(ACQUIRE_TIMEOUT, connecting).await {
        Ok(connection) => Ok(connection?),
        Err(_) => Err(StoreError::Database(
            "no connection could be made in time".to_owned(),
        )),
    }
}

async fn pool(
    dialect: Dialect,
    options: &AnyConnectOptions,
    connections: u32,
) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                let settled = dialect.settle(connection).await;
                settled.map_err(|error| sqlx::Error::Configuration(Box::new(error)))
            })
        })
        .before_acquire(move |connection, _| Box::pin(is_fit(dialect, connection)))
        .connect_with(options.clone())
        .await?;
    Ok(pool)
}

/// Whether a pooled connection is fit for use: one that may still be in a transaction is not.
///
/// SQLite ends a transaction by itself when the disk is full or fails. The driver does not
/// notice, and would refuse every later transaction on that connection.
async fn is_fit(dialect: Dialect, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    // A file of this process is not lost while nobody looks; a server may have gone.
    if dialect == Dialect::Sqlite && !connection.is_in_transaction() {
        return Ok(true);
    }
    // What was rolled back because it was dropped is rolled back before this is answered.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
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
