//! The store in a PostgreSQL database: several servers may share one.
//!
//! A database that does not flush what it has confirmed is refused. All tables lie in the schema
//! that the database's user finds first.

mod connection;

use std::{fmt, str::FromStr};

use sqlx::any::AnyConnectOptions;

use super::{
    StoreError,
    connection::{Marking, Setup},
    sql::{MIGRATIONS, SqlStore},
};

/// The forms of a URL that name a PostgreSQL database.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Where a PostgreSQL database is: `postgres://user@host/database`, or
/// `postgres:///database?host=/run/postgresql` for a socket on this computer. It may hold a
/// password, so it is never shown.
#[derive(Clone)]
pub struct Url {
    text: String,
    options: AnyConnectOptions,
}

impl Url {
    /// The URL as it was written, password included: for the settings.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl FromStr for Url {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if !SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            return Err(StoreError::Url);
        }
        sqlx::any::install_default_drivers();
        // What the driver says about a URL may repeat it.
        let options = text.parse().map_err(|_| StoreError::Url)?;
        let text = text.to_owned();
        Ok(Self { text, options })
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://[sealed]")
    }
}

impl PartialEq for Url {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Url {}

/// Makes a new, empty store in an empty database.
///
/// # Errors
/// When the database holds something already, cannot be reached, or would lose commits.
pub async fn create(url: &Url) -> Result<SqlStore, StoreError> {
    match connection::marking(&url.options).await? {
        Marking::Fresh => connect(url).await,
        Marking::Ours => Err(StoreError::Exists),
        Marking::Foreign => Err(StoreError::Foreign),
    }
}

/// Opens the store in a database, and brings an older one up to date.
///
/// # Errors
/// When it holds something else, cannot be reached, or would lose commits.
pub async fn open(url: &Url) -> Result<SqlStore, StoreError> {
    match connection::marking(&url.options).await? {
        Marking::Ours => connect(url).await,
        Marking::Fresh | Marking::Foreign => Err(StoreError::Foreign),
    }
}

async fn connect(url: &Url) -> Result<SqlStore, StoreError> {
    SqlStore::connect(&url.options, SETUP, MIGRATION_TEXTS).await
}

const SETUP: Setup = Setup {
    // The first statement of every writer locks the head.
    begin: "BEGIN",
    prepare: |connection| Box::pin(connection::prepare(connection)),
    may_vanish: true,
};

const MIGRATION_TEXTS: [&str; MIGRATIONS] = [
    include_str!("../../migrations/postgres/0001_log.sql"),
    include_str!("../../migrations/postgres/0002_attachments.sql"),
    include_str!("../../migrations/postgres/0003_owed.sql"),
    include_str!("../../migrations/postgres/0004_notices.sql"),
    include_str!("../../migrations/postgres/0005_heard.sql"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_told_apart_from_a_file_and_never_shows_its_password() {
        for good in [
            "postgres://stafet:secret@localhost/stafet",
            "postgresql://localhost/stafet",
            "postgres:///stafet?host=/run/postgresql&user=stafet",
        ] {
            let url: Url = good.parse().unwrap();
            assert_eq!(url.expose(), good);
            assert_eq!(format!("{url:?}"), "postgres://[sealed]");
        }
        for bad in [
            "",
            "log.db",
            "sqlite:log.db",
            "mysql://localhost/x",
            "postgres://[secret",
        ] {
            let error = bad.parse::<Url>().unwrap_err();
            assert!(matches!(error, StoreError::Url), "{bad}");
            assert!(!error.to_string().contains("secret"));
        }
    }
}
