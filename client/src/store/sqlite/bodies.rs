//! The table `bodies`: the acts' bodies that the device has.

use sqlx::SqliteConnection;
use stafet_shared::id::ActId;

use crate::store::{
    StoreError,
    seal::{Field, Sealer},
};

/// The body of an act, if it is here.
pub(super) async fn find(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    act: ActId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> =
        sqlx::query_as("-- bodies find\nSELECT body FROM bodies WHERE act = $1")
            .bind(act.as_bytes().as_slice())
            .fetch_optional(connection)
            .await?;
    row.map(|(sealed,)| sealer.open(field(&act), &sealed))
        .transpose()
}

/// Keeps the body of an act, in place of any that is here.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    act: ActId,
    body: &[u8],
) -> Result<(), StoreError> {
    sqlx::query(
        "-- bodies put
        INSERT INTO bodies (act, body) VALUES ($1, $2)
        ON CONFLICT (act) DO UPDATE SET body = excluded.body",
    )
    .bind(act.as_bytes().as_slice())
    .bind(sealer.seal(field(&act), body)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets the body of an act, whether or not it is here.
pub(super) async fn forget(
    connection: &mut SqliteConnection,
    act: ActId,
) -> Result<(), StoreError> {
    sqlx::query("-- bodies forget\nDELETE FROM bodies WHERE act = $1")
        .bind(act.as_bytes().as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

fn field(act: &ActId) -> Field<'_> {
    Field {
        table: "bodies",
        row: act.as_bytes(),
        column: "body",
    }
}
