//! The table `head`: one row, the tree over all acts. A commit starts by moving it on.

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::{
    hash::{HASH_BYTES, Hash},
    log::tree::Tree,
};

use super::{
    StoreError,
    columns::{bound, column, count, stored},
};

/// The tree over all acts.
pub(super) async fn load(pool: &AnyPool) -> Result<Tree, StoreError> {
    let row = sqlx::query(LOAD)
        .fetch_optional(pool)
        .await?
        .ok_or(StoreError::Corrupt("head"))?;
    tree(&row)
}

/// Puts `tree` in the place of one with `expected` leaves. Answers whether there was such a one.
pub(super) async fn advance(
    connection: &mut AnyConnection,
    expected: u64,
    tree: &Tree,
) -> Result<bool, StoreError> {
    let edge: Vec<u8> = tree
        .edge()
        .iter()
        .flat_map(Hash::as_bytes)
        .copied()
        .collect();
    let done = sqlx::query(ADVANCE)
        .bind(stored(tree.size(), "size")?)
        .bind(edge)
        .bind(bound(expected))
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps other writers from writing until the transaction has ended.
pub(super) async fn lock(connection: &mut AnyConnection) -> Result<(), StoreError> {
    sqlx::query(LOCK).execute(connection).await?;
    Ok(())
}

fn tree(row: &AnyRow) -> Result<Tree, StoreError> {
    let edge: &[u8] = column(row, "edge")?;
    let (hashes, rest) = edge.as_chunks::<HASH_BYTES>();
    if !rest.is_empty() {
        return Err(StoreError::Corrupt("edge"));
    }
    let hashes = hashes.iter().copied().map(Hash::from_bytes).collect();
    Tree::from_parts(count(row, "size")?, hashes).ok_or(StoreError::Corrupt("edge"))
}

const LOAD: &str = "-- head.load
SELECT size, edge FROM head WHERE id = 1";

const ADVANCE: &str = "-- head.advance
UPDATE head SET size = $1, edge = $2 WHERE id = 1 AND size = $3";

const LOCK: &str = "-- head.lock
UPDATE head SET size = size WHERE id = 1";
