//! Connections to an SQL database: how one is made, set up and kept fit for use.

use std::{future::Future, pin::Pin, time::Duration};

use sqlx::{
    AnyConnection, AnyPool, Connection as _,
    any::{AnyConnectOptions, AnyPoolOptions},
};

use super::StoreError;

/// How long a caller waits for a connection before the store reports an error.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

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

/// What differs between the databases in how they are talked to.
#[derive(Clone, Copy)]
pub(super) struct Setup {
    /// What a writer begins with.
    pub(super) begin: &'static str,
    /// Sets up a new connection, and refuses it if it would lose commits.
    pub(super) prepare: fn(&mut AnyConnection) -> Preparing<'_>,
    /// Whether a connection may be lost while nobody looks, as that to a server may.
    pub(super) may_vanish: bool,
}

/// A connection that is being set up.
pub(super) type Preparing<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;

impl Setup {
    /// Makes sure that a connection to this place can be made, and made durable.
    pub(super) async fn try_one(self, options: &AnyConnectOptions) -> Result<(), StoreError> {
        let mut connection = connect(options).await?;
        let prepared = (self.prepare)(&mut connection).await;
        connection.close().await?;
        prepared
    }

    /// Connections that are set up before they are used.
    pub(super) async fn pool(
        self,
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
                    let prepared = (self.prepare)(connection).await;
                    prepared.map_err(|error| sqlx::Error::Configuration(Box::new(error)))
                })
            })
            .before_acquire(move |connection, _| Box::pin(self.is_fit(connection)))
            .connect_with(options.clone())
            .await?;
        Ok(pool)
    }

    /// Whether a pooled connection is fit for use: one that may still be in a transaction is not.
    ///
    /// SQLite ends a transaction by itself when the disk is full or fails. The driver does not
    /// notice, and would refuse every later transaction on that connection.
    async fn is_fit(self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
        if !self.may_vanish && !connection.is_in_transaction() {
            return Ok(true);
        }
        // What was rolled back because it was dropped is rolled back before this is answered.
        connection.ping().await?;
        Ok(!connection.is_in_transaction())
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
