//! The table `acts`: the log itself. Rows are added, never changed.

use std::{collections::BTreeSet, sync::LazyLock};

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::id::{ActId, HandoverId};

use super::{
    ActRow, HANDOVER_ACTS_MAX, StoreError,
    many::{self, LookUps, Statements},
    row::{array, column, count, hash, optional_array, stored},
};

/// Adds acts.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    acts: &[ActRow],
) -> Result<(), StoreError> {
    for (acts, sql) in many::pieces(acts, &INSERT) {
        let mut query = sqlx::query(sql);
        for act in acts {
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

/// Which of these acts there are.
pub(super) async fn present(pool: &AnyPool, ids: &[ActId]) -> Result<BTreeSet<ActId>, StoreError> {
    let mut present = BTreeSet::new();
    for (ids, sql) in many::lists(ids, &PRESENT) {
        let mut query = sqlx::query(sql);
        for id in &ids {
            query = query.bind(id.as_bytes().as_slice());
        }
        for row in query.fetch_all(pool).await? {
            present.insert(array(&row, "id").map(ActId::from_bytes)?);
        }
    }
    Ok(present)
}

/// About which of these handovers there are acts.
pub(super) async fn present_handovers(
    pool: &AnyPool,
    ids: &[HandoverId],
) -> Result<BTreeSet<HandoverId>, StoreError> {
    let mut present = BTreeSet::new();
    for (ids, sql) in many::lists(ids, &PRESENT_HANDOVERS) {
        let mut query = sqlx::query(sql);
        for id in &ids {
            query = query.bind(id.as_bytes().as_slice());
        }
        for row in query.fetch_all(pool).await? {
            let id = optional_array(&row, "handover")?.map(HandoverId::from_bytes);
            present.extend(id);
        }
    }
    Ok(present)
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

static INSERT: Statements = LazyLock::new(|| {
    many::insert(
        "-- acts.insert
INSERT INTO acts (leaf, id, hash, handover, signed, body, receipt) VALUES",
        7,
        "",
    )
});

static PRESENT: LookUps = LazyLock::new(|| {
    many::look_up(
        "-- acts.present
SELECT id FROM acts WHERE id IN",
    )
});

static PRESENT_HANDOVERS: LookUps = LazyLock::new(|| {
    many::look_up(
        "-- acts.present_handovers
SELECT DISTINCT handover FROM acts WHERE handover IN",
    )
});

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
