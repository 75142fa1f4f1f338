//! The store in one SQLite file: a write-ahead log, and a flush for every commit.
//!
//! One connection writes, a few read; each of them is set up and checked by `connection` before
//! it is used. The file is made readable by its owner only.

mod connection;
#[cfg(test)]
mod tests;

use std::path::Path;

use sqlx::{
    AnyPool, SqlSafeStr,
    any::AnyPoolOptions,
    migrate::{Migration, MigrationType, Migrator},
};
use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
};

use self::connection::{Marking, Place};
use super::{
    ActRow, Changes, EnrolmentRow, HandoverRow, MailboxRow, Outcome, Store, StoreError, Which,
    acts, attachments, enrolments, handovers, head, mailboxes,
};

/// The most connections that read at the same time.
const READERS_MAX: u32 = 4;
/// Writers take turns; with one connection they do so in memory instead of on a file lock.
const WRITERS_MAX: u32 = 1;

/// What a writer begins with: it takes the lock at once, so that no read in it can be outdated.
const BEGIN: &str = "BEGIN IMMEDIATE";

/// The store in a file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: AnyPool,
    readers: AnyPool,
}

impl SqliteStore {
    /// Makes a new, empty store in a new file.
    ///
    /// # Errors
    /// When the file holds something already, cannot be made, or cannot be made durable.
    pub async fn create(path: &Path) -> Result<Self, StoreError> {
        let place = Place::new(path)?;
        connection::touch(path)?;
        match connection::marking(&place).await? {
            Marking::Fresh => Self::connect(&place).await,
            Marking::Ours => Err(StoreError::Exists),
            Marking::Foreign => Err(StoreError::Foreign),
        }
    }

    /// Opens the store in a file, and brings an older one up to date.
    ///
    /// # Errors
    /// When there is no file, when it holds something else, or when it cannot be made durable.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let place = Place::new(path)?;
        if !path.try_exists()? {
            return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
        }
        match connection::marking(&place).await? {
            Marking::Ours => Self::connect(&place).await,
            Marking::Fresh | Marking::Foreign => Err(StoreError::Foreign),
        }
    }

    /// Waits until every connection is closed; nothing works afterwards. Dropping is as safe.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn connect(place: &Place) -> Result<Self, StoreError> {
        // A pool hides why a connection was refused, so the first one is made by hand.
        connection::assert_durable(place).await?;
        let writer = pool(place, WRITERS_MAX).await?;
        migrations().run(&writer).await.map_err(|error| {
            StoreError::Database(format!("the tables cannot be brought up to date: {error}"))
        })?;
        let readers = pool(place, READERS_MAX).await?;
        Ok(Self { writer, readers })
    }
}

impl Store for SqliteStore {
    async fn tree(&self) -> Result<Tree, StoreError> {
        head::load(&self.readers).await
    }

    async fn commit(&self, expected: u64, changes: Changes) -> Result<Outcome, StoreError> {
        // Dropped before its commit, on an error or when the caller gives up, it is rolled back.
        let mut transaction = self.writer.begin_with(BEGIN).await?;
        if !head::advance(&mut transaction, expected, &changes.tree).await? {
            transaction.rollback().await?;
            return Ok(Outcome::Moved);
        }
        for act in changes.acts {
            acts::insert(&mut transaction, act).await?;
        }
        for entry in &changes.mailboxes {
            mailboxes::insert(&mut transaction, entry).await?;
        }
        for attachment in &changes.attachments {
            attachments::insert(&mut transaction, attachment).await?;
        }
        for handover in &changes.handovers {
            handovers::put(&mut transaction, handover).await?;
        }
        transaction.commit().await?;
        Ok(Outcome::Done)
    }

    async fn act(&self, id: ActId) -> Result<Option<ActRow>, StoreError> {
        acts::by_id(&self.readers, id).await
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

    async fn handovers(&self, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
        handovers::list(&self.readers, which).await
    }

    async fn keep_enrolment(&self, row: EnrolmentRow) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with(BEGIN).await?;
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

async fn pool(place: &Place, connections: u32) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(connection::ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async {
                let settled = connection::settle(connection).await;
                settled.map_err(|error| sqlx::Error::Configuration(Box::new(error)))
            })
        })
        .before_acquire(|connection, _| Box::pin(connection::is_idle(connection)))
        .connect_with(place.options())
        .await?;
    Ok(pool)
}

fn migrations() -> Migrator {
    let simple = |number, name: &'static str, sql: &'static str| {
        let (kind, sql) = (MigrationType::Simple, sql.into_sql_str());
        Migration::new(number, name.into(), kind, sql, false)
    };
    Migrator::with_migrations(vec![
        simple(
            1,
            "log",
            include_str!("../../migrations/sqlite/0001_log.sql"),
        ),
        simple(
            2,
            "attachments",
            include_str!("../../migrations/sqlite/0002_attachments.sql"),
        ),
    ])
}
