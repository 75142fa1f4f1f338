//! The table `meta`: one row, the revision and a proof of the key.

use sqlx::SqliteConnection;

use super::from_column;
use crate::store::{
    StoreError,
    seal::{Field, Sealer},
};

/// The field that opens only with the store's own key.
const KEY_PROOF: Field<'static> = Field {
    table: "meta",
    row: b"1",
    column: "key_proof",
};

/// Counts the commits.
pub(super) async fn revision(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let (revision,): (i64,) =
        sqlx::query_as("-- meta revision\nSELECT revision FROM meta WHERE id = 1")
            .fetch_one(connection)
            .await?;
    from_column(revision)
}

/// Counts one commit more; answers the new revision.
pub(super) async fn advance(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let (revision,): (i64,) = sqlx::query_as(
        "-- meta advance
        UPDATE meta SET revision = revision + 1 WHERE id = 1 RETURNING revision",
    )
    .fetch_one(connection)
    .await?;
    from_column(revision)
}

/// Leaves a proof of the key in a new store.
pub(super) async fn leave_proof(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
) -> Result<(), StoreError> {
    sqlx::query(
        "-- meta create
        INSERT INTO meta (id, revision, key_proof) VALUES (1, 0, $1)",
    )
    .bind(sealer.seal(KEY_PROOF, b"")?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Opens the proof of the key, which every store has.
pub(super) async fn prove_key(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
) -> Result<(), StoreError> {
    let proof: Option<(Vec<u8>,)> =
        sqlx::query_as("-- meta key_proof\nSELECT key_proof FROM meta WHERE id = 1")
            .fetch_optional(connection)
            .await?;
    let (proof,) = proof.ok_or(StoreError::Damaged)?;
    sealer.open(KEY_PROOF, &proof).map(drop)
}
