//! The table `acts`: the acts that the device has made or read.

use sqlx::SqliteConnection;
use stafet_shared::id::{ActId, ID_BYTES};

use super::{from_column, to_column};
use crate::store::{
    ActRow, StoreError,
    seal::{Field, Sealer},
};

/// The columns as SQLite holds them, in the order of the statements below.
type Columns = (
    Vec<u8>,
    Option<i64>,
    i64,
    Vec<u8>,
    Option<Vec<u8>>,
    Option<i64>,
);

/// Those that were changed after a revision, in their order.
pub(super) async fn since(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    revision: u64,
) -> Result<Vec<ActRow>, StoreError> {
    let rows: Vec<Columns> = sqlx::query_as(
        "-- acts since
        SELECT id, log_index, position, signed, receipt, refused FROM acts
        WHERE revision > $1
        ORDER BY position, id",
    )
    .bind(to_column(revision)?)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| opened(row, sealer)).collect()
}

/// Keeps an act, in place of any with the same id.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    row: &ActRow,
    revision: u64,
) -> Result<(), StoreError> {
    let receipt = row
        .receipt
        .as_ref()
        .map(|receipt| sealer.seal(field(&row.id, "receipt"), receipt))
        .transpose()?;
    sqlx::query(
        "-- acts put
        INSERT INTO acts (id, log_index, position, signed, receipt, refused, revision)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET
            log_index = excluded.log_index,
            position = excluded.position,
            signed = excluded.signed,
            receipt = excluded.receipt,
            refused = excluded.refused,
            revision = excluded.revision",
    )
    .bind(row.id.as_bytes().as_slice())
    .bind(row.index.map(to_column).transpose()?)
    .bind(to_column(row.order)?)
    .bind(sealer.seal(field(&row.id, "signed"), &row.signed)?)
    .bind(receipt)
    .bind(row.refused.map(i64::from))
    .bind(to_column(revision)?)
    .execute(connection)
    .await?;
    Ok(())
}

fn opened(columns: Columns, sealer: &Sealer) -> Result<ActRow, StoreError> {
    let (id, index, order, signed, receipt, refused) = columns;
    let id: [u8; ID_BYTES] = id
        .try_into()
        .map_err(|_| StoreError::Corrupt("an act's id"))?;
    let id = ActId::from_bytes(id);
    Ok(ActRow {
        id,
        index: index.map(from_column).transpose()?,
        order: from_column(order)?,
        signed: sealer.open(field(&id, "signed"), &signed)?,
        receipt: receipt
            .map(|receipt| sealer.open(field(&id, "receipt"), &receipt))
            .transpose()?,
        refused: refused
            .map(u16::try_from)
            .transpose()
            .map_err(|_| StoreError::Corrupt("an act's refusal"))?,
    })
}

fn field<'a>(act: &'a ActId, column: &'static str) -> Field<'a> {
    Field {
        table: "acts",
        row: act.as_bytes(),
        column,
    }
}
