//! The table `mailboxes`: which act is at which place in which mailbox.

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::log::{Cursor, Mailbox};

use super::{
    ActRow, MailboxRow, StoreError, acts,
    columns::{bound, count, hash, stored, word},
    many,
};

/// Adds entries.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    entries: &[MailboxRow],
) -> Result<(), StoreError> {
    for run in many::runs(entries) {
        let mut query = sqlx::query(many::statement(INSERT, 4, run.len()));
        for entry in run {
            query = query
                .bind(entry.mailbox.name())
                .bind(stored(entry.seq, "seq")?)
                .bind(entry.chain.as_bytes().as_slice())
                .bind(stored(entry.index, "leaf")?);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Up to `limit` entries after entry `after`, with their acts, in order.
pub(super) async fn page(
    pool: &AnyPool,
    mailbox: &Mailbox,
    after: u64,
    limit: u32,
) -> Result<Vec<(MailboxRow, ActRow)>, StoreError> {
    let rows = sqlx::query(PAGE)
        .bind(mailbox.name())
        .bind(bound(after))
        .bind(i64::from(limit))
        .fetch_all(pool)
        .await?;
    rows.iter()
        .map(|row| Ok((entry(row)?, acts::act(row)?)))
        .collect()
}

/// The newest entry, or the start.
pub(super) async fn cursor(pool: &AnyPool, mailbox: &Mailbox) -> Result<Cursor, StoreError> {
    let row = sqlx::query(NEWEST)
        .bind(mailbox.name())
        .fetch_optional(pool)
        .await?;
    row.map_or(Ok(Cursor::START), |row| {
        Ok(Cursor {
            seq: count(&row, "seq")?,
            chain: hash(&row, "chain")?,
        })
    })
}

fn entry(row: &AnyRow) -> Result<MailboxRow, StoreError> {
    Ok(MailboxRow {
        mailbox: word(row, "mailbox", |name| Mailbox::parse(name).ok())?,
        seq: count(row, "seq")?,
        chain: hash(row, "chain")?,
        index: count(row, "leaf")?,
    })
}

const INSERT: &str = "-- mailboxes.insert
INSERT INTO mailboxes (mailbox, seq, chain, leaf)
VALUES {rows}";

const PAGE: &str = "-- mailboxes.page
SELECT m.mailbox, m.seq, m.chain, a.leaf, a.id, a.hash, a.handover, a.signed, a.body, a.receipt
FROM mailboxes m
JOIN acts a ON a.leaf = m.leaf
WHERE m.mailbox = $1 AND m.seq > $2
ORDER BY m.seq
LIMIT $3";

const NEWEST: &str = "-- mailboxes.newest
SELECT seq, chain
FROM mailboxes
WHERE mailbox = $1
ORDER BY seq DESC
LIMIT 1";
