//! The table `attachments`: which act announces which sealed file.

use sqlx::{AnyConnection, AnyPool};
use stafet_shared::{hash::Hash, log::Mailbox};

use super::{
    ActRow, AttachmentRow, StoreError, acts,
    columns::{array, stored},
    many,
};

/// The most acts in one mailbox that are looked at for a sealed file.
pub const ANNOUNCEMENTS_MAX: u32 = 64;

/// Adds announcements.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    attachments: &[AttachmentRow],
) -> Result<(), StoreError> {
    for run in many::runs(attachments) {
        let mut query = sqlx::query(many::statement(INSERT, 3, run.len()));
        for attachment in run {
            query = query
                .bind(attachment.hash.as_bytes().as_slice())
                .bind(stored(attachment.index, "leaf")?)
                .bind(i64::from(attachment.bytes));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The acts in a mailbox that announce the file, in the log's order, without their bodies.
pub(super) async fn announcements(
    pool: &AnyPool,
    hash: Hash,
    mailbox: &Mailbox,
) -> Result<Vec<ActRow>, StoreError> {
    let rows = sqlx::query(ANNOUNCEMENTS)
        .bind(hash.as_bytes().as_slice())
        .bind(mailbox.name())
        .bind(i64::from(ANNOUNCEMENTS_MAX))
        .fetch_all(pool)
        .await?;
    rows.iter().map(acts::without_body).collect()
}

/// Which of these sealed files are announced, by hash.
pub(super) async fn announced(pool: &AnyPool, hashes: &[Hash]) -> Result<Vec<Hash>, StoreError> {
    let mut known = Vec::new();
    for some in hashes.chunks(many::ROWS_MAX) {
        let mut query = sqlx::query(many::asking(ANNOUNCED, some.len()));
        for hash in many::padded(some) {
            query = query.bind(hash.as_bytes().as_slice());
        }
        for row in &query.fetch_all(pool).await? {
            known.push(array(row, "hash").map(Hash::from_bytes)?);
        }
    }
    Ok(known)
}

const INSERT: &str = "-- attachments.insert
INSERT INTO attachments (hash, leaf, bytes)
VALUES {rows}";

const ANNOUNCED: &str = "-- attachments.announced
SELECT DISTINCT hash
FROM attachments
WHERE hash IN (VALUES {rows})
ORDER BY hash";

const ANNOUNCEMENTS: &str = "-- attachments.announcements
SELECT a.leaf, a.id, a.hash, a.handover, a.signed, a.receipt
FROM attachments t
JOIN acts a ON a.leaf = t.leaf
WHERE t.hash = $1
AND EXISTS (SELECT 1 FROM mailboxes m WHERE m.leaf = t.leaf AND m.mailbox = $2)
ORDER BY a.leaf
LIMIT $3";
