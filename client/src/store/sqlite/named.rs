//! The table `named`: values under names that are fixed in code.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::to_column;
use crate::store::{
    Change, StoreError,
    seal::{Field, Sealer},
};

/// All of them.
pub(super) async fn all(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(
        "-- named all
        SELECT name, value FROM named WHERE value IS NOT NULL ORDER BY name",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(name, sealed)| {
            let value = sealer.open(field(&name), &sealed)?;
            Ok((name, value))
        })
        .collect()
}

/// What was set and forgotten after a revision, by name.
pub(super) async fn since(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    revision: u64,
) -> Result<Vec<Change>, StoreError> {
    let rows: Vec<(String, Option<Vec<u8>>)> = sqlx::query_as(
        "-- named since
        SELECT name, value FROM named WHERE revision > $1 ORDER BY name",
    )
    .bind(to_column(revision)?)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(name, sealed)| match sealed {
            Some(sealed) => {
                let value = sealer.open(field(&name), &sealed)?;
                Ok(Change::Set { name, value })
            }
            None => Ok(Change::Unset { name }),
        })
        .collect()
}

/// Sets one, whether or not it was set, to a value that is sealed for its [`field`].
pub(super) async fn set(
    connection: &mut SqliteConnection,
    name: &str,
    sealed: &[u8],
    revision: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "-- named set
        INSERT INTO named (name, value, revision) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET
            value = excluded.value,
            revision = excluded.revision",
    )
    .bind(name)
    .bind(sealed)
    .bind(to_column(revision)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets one, whether or not it was set.
pub(super) async fn unset(
    connection: &mut SqliteConnection,
    name: &str,
    revision: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "-- named unset
        UPDATE named SET value = NULL, revision = $2 WHERE name = $1",
    )
    .bind(name)
    .bind(to_column(revision)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Where a value stands, to be sealed with it.
pub(super) const fn field(name: &str) -> Field<'_> {
    Field {
        table: "named",
        row: name.as_bytes(),
        column: "value",
    }
}
