//! The store in one SQLite file: a write-ahead log, and a flush for every commit.
//!
//! Each connection is set up and checked by `connection` before it is used. The file is made
//! readable by its owner only.

mod connection;
#[cfg(test)]
mod tests;

use std::path::Path;

use self::connection::Place;
use super::{
    StoreError,
    connection::{Marking, Setup},
    sql::{MIGRATIONS, SqlStore},
};

/// Makes a new, empty store in a new file.
///
/// # Errors
/// When the file holds something already, cannot be made, or cannot be made durable.
pub async fn create(path: &Path) -> Result<SqlStore, StoreError> {
    let place = Place::new(path)?;
    connection::touch(path)?;
    match connection::marking(&place).await? {
        Marking::Fresh => connect(&place).await,
        Marking::Ours => Err(StoreError::Exists),
        Marking::Foreign => Err(StoreError::Foreign),
    }
}

/// Opens the store in a file, and brings an older one up to date.
///
/// # Errors
/// When there is no file, when it holds something else, or when it cannot be made durable.
pub async fn open(path: &Path) -> Result<SqlStore, StoreError> {
    let place = Place::new(path)?;
    if !path.try_exists()? {
        return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
    }
    match connection::marking(&place).await? {
        Marking::Ours => connect(&place).await,
        Marking::Fresh | Marking::Foreign => Err(StoreError::Foreign),
    }
}

async fn connect(place: &Place) -> Result<SqlStore, StoreError> {
    SqlStore::connect(place.options(), SETUP, MIGRATION_TEXTS).await
}

const SETUP: Setup = Setup {
    // It takes the lock at once, so that no read in it can be outdated.
    begin: "BEGIN IMMEDIATE",
    prepare: |connection| Box::pin(connection::prepare(connection)),
    may_vanish: false,
};

const MIGRATION_TEXTS: [&str; MIGRATIONS] = [
    include_str!("../../migrations/sqlite/0001_log.sql"),
    include_str!("../../migrations/sqlite/0002_attachments.sql"),
    include_str!("../../migrations/sqlite/0003_owed.sql"),
    include_str!("../../migrations/sqlite/0004_notices.sql"),
    include_str!("../../migrations/sqlite/0005_heard.sql"),
];
