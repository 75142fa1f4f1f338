//! The table `named`: values under names that are fixed in code.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use crate::store::{
    StoreError,
    seal::{Field, Sealer},
};

/// All of them.
pub(super) async fn all(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> =
        sqlx::query_as("-- named all\nSELECT name, value FROM named ORDER BY name")
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(name, sealed)| {
            let value = sealer.open(field(&name), &sealed)?;
            Ok((name, value))
        })
        .collect()
}

/// Sets one, whether or not it was set.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    name: &str,
    value: &[u8],
) -> Result<(), StoreError> {
    sqlx::query(
        "-- named set
        INSERT INTO named (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(sealer.seal(field(name), value)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets one, whether or not it was set.
pub(super) async fn unset(connection: &mut SqliteConnection, name: &str) -> Result<(), StoreError> {
    sqlx::query("-- named unset\nDELETE FROM named WHERE name = $1")
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}

fn field(name: &str) -> Field<'_> {
    Field {
        table: "named",
        row: name.as_bytes(),
        column: "value",
    }
}
