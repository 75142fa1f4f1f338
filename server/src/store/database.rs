//! Which database a server keeps its log in.

use std::path::PathBuf;

use super::{StoreError, postgres, sql::SqlStore, sqlite};

/// Where the log is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In an SQLite file.
    File(PathBuf),
    /// In a PostgreSQL database.
    Postgres(postgres::Url),
}

impl Database {
    /// Makes a new, empty store.
    ///
    /// # Errors
    /// When there is something already, or the place cannot be used or would lose commits.
    pub async fn create(&self) -> Result<SqlStore, StoreError> {
        match self {
            Self::File(path) => sqlite::create(path).await,
            Self::Postgres(url) => postgres::create(url).await,
        }
    }

    /// Opens the store, and brings an older one up to date.
    ///
    /// # Errors
    /// When there is none, or the place cannot be used or would lose commits.
    pub async fn open(&self) -> Result<SqlStore, StoreError> {
        match self {
            Self::File(path) => sqlite::open(path).await,
            Self::Postgres(url) => postgres::open(url).await,
        }
    }
}
