//! One connection to a SQLite file: found, told apart from foreign ones, and made durable.
//!
//! What decides whether an acknowledged commit survives a power cut is set explicitly and read
//! back: neither the database's defaults nor those of the driver can be relied on.

use std::{io, path::Path};

use sqlx::{AnyConnection, Connection as _, Row as _, any::AnyConnectOptions};

use super::super::{
    StoreError,
    columns::{column, count},
    connection::{self, Marking},
};

/// Where a database is, as the driver wants it.
#[derive(Clone, Debug)]
pub(super) struct Place(AnyConnectOptions);

impl Place {
    /// The place of a file.
    pub(super) fn new(path: &Path) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let unusable = || io::Error::new(io::ErrorKind::InvalidInput, "the path is not UTF-8");
        let path = path.to_str().ok_or_else(unusable)?;
        Self::parse(&format!("sqlite:{}?mode=rw", escaped(path)))
    }

    /// What the pools connect with.
    pub(super) const fn options(&self) -> &AnyConnectOptions {
        &self.0
    }

    /// A database in memory, which cannot be made durable.
    #[cfg(test)]
    pub(super) fn in_memory() -> Self {
        sqlx::any::install_default_drivers();
        Self::parse("sqlite::memory:").unwrap()
    }

    fn parse(url: &str) -> Result<Self, StoreError> {
        Ok(Self(url.parse()?))
    }
}

/// Makes an empty file that only its owner may read, unless there is a file.
pub(super) fn touch(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    // The database gives the files that it makes beside this one the same mode.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWNER_ONLY);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Looks whose file it is, and changes nothing in it.
pub(super) async fn marking(place: &Place) -> Result<Marking, StoreError> {
    let mut connection = connection::connect(&place.0).await?;
    let row = sqlx::query(MARKING).fetch_one(&mut connection).await;
    connection.close().await?;
    let row = row?;
    let mark: i64 = column(&row, "application_id")?;
    Ok(match (mark, count(&row, "tables")?) {
        (APPLICATION_ID, _) => Marking::Ours,
        (0, 0) => Marking::Fresh,
        (_, _) => Marking::Foreign,
    })
}

/// Sets up a new connection, and refuses it if it would lose commits.
pub(super) async fn prepare(connection: &mut AnyConnection) -> Result<(), StoreError> {
    for statement in SETTINGS {
        sqlx::query(statement).fetch_all(&mut *connection).await?;
    }
    check(connection).await
}

/// Reads back what decides whether a commit is durable.
pub(super) async fn check(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let journal = sqlx::query(JOURNAL).fetch_one(&mut *connection).await?;
    let journal: &str = journal.try_get(0)?;
    if journal != "wal" {
        return Err(StoreError::NotDurable("its journal mode is not WAL"));
    }
    let synchronous = sqlx::query(SYNCHRONOUS).fetch_one(&mut *connection).await?;
    let synchronous: i64 = synchronous.try_get(0)?;
    if synchronous != FULL {
        return Err(StoreError::NotDurable("its synchronous mode is not FULL"));
    }
    Ok(())
}

/// A path as part of a URL: everything but letters, digits and a few marks is escaped.
fn escaped(path: &str) -> String {
    use std::fmt::Write as _;

    path.bytes().fold(String::new(), |mut url, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
        url
    })
}

/// What the file says it is; the migration writes the same number.
pub(super) const APPLICATION_ID: i64 = 1_400_137_331;

#[cfg(unix)]
const OWNER_ONLY: u32 = 0o600;

/// The value by which SQLite reports `synchronous = FULL`.
const FULL: i64 = 2;

/// What is durable comes first; the rest costs or saves time only. A checkpoint writes the pages of
/// 32 MiB of commits back at once instead of those of 4 MiB, and the pages that commits change
/// most stay in 16 MiB of memory.
const SETTINGS: [&str; 8] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA wal_autocheckpoint = 8192",
    "PRAGMA cache_size = -16384",
];

const JOURNAL: &str = "PRAGMA journal_mode";
const SYNCHRONOUS: &str = "PRAGMA synchronous";

/// The list of migrations that have run may exist before any of them has.
const MARKING: &str = "-- connection.marking
SELECT application_id, (
    SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name <> '_sqlx_migrations'
) AS tables
FROM pragma_application_id";
