//! The store in an SQL database: the same statements whichever it is.
//!
//! What differs between databases is decided before a store exists: where it is, how a connection
//! is set up and checked, and how a writer begins. One connection writes, a few read.

use sqlx::{
    Any, AnyPool, SqlSafeStr as _, Transaction,
    any::AnyConnectOptions,
    migrate::{Migration, MigrationType, Migrator},
};

use super::{StoreError, connection::Setup};

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
