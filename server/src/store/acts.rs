//! The table `acts`: the log itself. Rows are added, never changed.

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::id::{ActId, HandoverId};

use super::{
    ActRow, StoreError,
    columns::{array, column, count, hash, optional_array, stored},
    many,
};

/// The most acts about one handover that are loaded: as many as the core has room for, those of
/// the watch included.
pub const HANDOVER_ACTS_MAX: u32 = 3_000;

/// Adds acts.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    acts: &[ActRow],
) -> Result<(), StoreError> {
    for run in many::runs(acts) {
        let mut query = sqlx::query(many::statement(INSERT, 7, run.len()));
        for act in run {
            query = query
                .bind(stored(act.index, "leaf")?)
                .bind(act.id.as_bytes().as_slice())
                .bind(act.hash.as_bytes().as_slice())
                .bind(act.handover.map(|id| id.as_bytes().to_vec()))
                .bind(act.signed.as_slice())
                .bind(act.body.as_deref())
                .bind(act.receipt.as_slice());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The acts with these ids, as far as there are any, without their bodies, in the log's order.
pub(super) async fn by_ids(pool: &AnyPool, ids: &[ActId]) -> Result<Vec<ActRow>, StoreError> {
    let mut acts = Vec::new();
    for some in ids.chunks(many::ROWS_MAX) {
        let mut query = sqlx::query(many::asking(BY_IDS, some.len()));
        for id in many::padded(some) {
            query = query.bind(id.as_bytes().as_slice());
        }
        for row in &query.fetch_all(pool).await? {
            acts.push(without_body(row)?);
        }
    }
    Ok(acts)
}

/// The act with this id.
pub(super) async fn by_id(pool: &AnyPool, id: ActId) -> Result<Option<ActRow>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(id.as_bytes().as_slice())
        .fetch_optional(pool)
        .await?;
    row.as_ref().map(act).transpose()
}

/// The acts about a handover, in the log's order, without their bodies: together those could be
/// larger than the memory.
pub(super) async fn by_handover(
    pool: &AnyPool,
    handover: HandoverId,
) -> Result<Vec<ActRow>, StoreError> {
    let rows = sqlx::query(BY_HANDOVER)
        .bind(handover.as_bytes().as_slice())
        .bind(i64::from(HANDOVER_ACTS_MAX))
        .fetch_all(pool)
        .await?;
    rows.iter().map(without_body).collect()
}

/// The act in a row that has this table's columns.
pub(super) fn act(row: &AnyRow) -> Result<ActRow, StoreError> {
    Ok(ActRow {
        body: column(row, "body")?,
        ..without_body(row)?
    })
}

/// The act in a row that has this table's columns but the body.
pub(super) fn without_body(row: &AnyRow) -> Result<ActRow, StoreError> {
    Ok(ActRow {
        index: count(row, "leaf")?,
        id: array(row, "id").map(ActId::from_bytes)?,
        hash: hash(row, "hash")?,
        handover: optional_array(row, "handover")?.map(HandoverId::from_bytes),
        signed: column(row, "signed")?,
        body: None,
        receipt: column(row, "receipt")?,
    })
}

const INSERT: &str = "-- acts.insert
INSERT INTO acts (leaf, id, hash, handover, signed, body, receipt)
VALUES {rows}";

const BY_IDS: &str = "-- acts.by_ids
SELECT leaf, id, hash, handover, signed, receipt
FROM acts
WHERE id IN (VALUES {rows})
ORDER BY leaf";

const BY_ID: &str = "-- acts.by_id
SELECT leaf, id, hash, handover, signed, body, receipt
FROM acts
WHERE id = $1";

const BY_HANDOVER: &str = "-- acts.by_handover
SELECT leaf, id, hash, handover, signed, receipt
FROM acts
WHERE handover = $1
ORDER BY leaf
LIMIT $2";
