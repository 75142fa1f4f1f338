//! The tables `recipients` and `notices`: what was told to whom, and what could not be.
//!
//! A trait of its own: whoever serves the log needs nothing of it.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::{id::HandoverId, time::Timestamp, words::Duty};

use super::{
    Outcome, StoreError,
    columns::{array, column, count, office, stored, word},
    many,
    sql::SqlStore,
};
use crate::notice::{
    Recipient, Subject, Way,
    fault::Fault,
    outbox::{Account, Failing, Outbox},
};

/// Durable storage of what was told.
pub trait NoticeStore: Send + Sync + 'static {
    /// What every recipient has been told.
    fn outbox(&self) -> impl Future<Output = Result<Outbox, StoreError>> + Send;

    /// Writes an account over the one with `account.version`, and counts its version up; where
    /// another version stands, nothing is written.
    fn keep_account(
        &self,
        recipient: &Recipient,
        account: &Account,
    ) -> impl Future<Output = Result<Outcome, StoreError>> + Send;
}

impl NoticeStore for SqlStore {
    async fn outbox(&self) -> Result<Outbox, StoreError> {
        load(self.readers()).await
    }

    async fn keep_account(
        &self,
        recipient: &Recipient,
        account: &Account,
    ) -> Result<Outcome, StoreError> {
        let mut transaction = self.begin().await?;
        if !keep(&mut transaction, recipient, account).await? {
            transaction.rollback().await?;
            return Ok(Outcome::Moved);
        }
        transaction.commit().await?;
        Ok(Outcome::Done)
    }
}

/// The same in memory, for simulations and tests. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct NoticeModel(Arc<Mutex<Outbox>>);

impl NoticeStore for NoticeModel {
    async fn outbox(&self) -> Result<Outbox, StoreError> {
        Ok(self.lock().clone())
    }

    async fn keep_account(
        &self,
        recipient: &Recipient,
        account: &Account,
    ) -> Result<Outcome, StoreError> {
        let mut outbox = self.lock();
        let known = outbox.get(recipient).map_or(0, |known| known.version);
        if known != account.version {
            return Ok(Outcome::Moved);
        }
        let version = known.saturating_add(1);
        let account = account.clone();
        outbox.insert(recipient.clone(), Account { version, ..account });
        Ok(Outcome::Done)
    }
}

impl NoticeModel {
    fn lock(&self) -> std::sync::MutexGuard<'_, Outbox> {
        // Nothing panics while it holds the lock, and each change is complete.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Every account, with what was told.
async fn load(pool: &AnyPool) -> Result<Outbox, StoreError> {
    let mut outbox = Outbox::new();
    for row in &sqlx::query(RECIPIENTS).fetch_all(pool).await? {
        outbox.insert(recipient(row)?, account(row)?);
    }
    for row in &sqlx::query(TOLD).fetch_all(pool).await? {
        // What a letter in between has told comes with the next look.
        if let Some(account) = outbox.get_mut(&recipient(row)?) {
            account.told.insert(subject(row)?, small(row, "rung")?);
        }
    }
    Ok(outbox)
}

/// Writes an account over the one with its version. Answers whether it stood there.
async fn keep(
    connection: &mut AnyConnection,
    recipient: &Recipient,
    account: &Account,
) -> Result<bool, StoreError> {
    let statement = if account.version == 0 { INSERT } else { UPDATE };
    let failing = account.failing.as_ref();
    let at = |at: Option<Timestamp>| at.map(Timestamp::unix_ms);
    let done = sqlx::query(statement)
        .bind(recipient.office.as_str())
        .bind(recipient.way.name())
        .bind(stored(account.version, "version")?)
        .bind(stored(account.letters, "letters")?)
        .bind(at(account.last))
        .bind(at(account.digested))
        .bind(at(account.listed))
        .bind(at(account.claimed))
        .bind(at(failing.map(|failing| failing.since)))
        .bind(failing.map_or(0, |failing| i64::from(failing.attempts)))
        .bind(at(failing.map(|failing| failing.next)))
        .bind(failing.map(|failing| failing.fault.name()))
        .bind(failing.map_or(0, |failing| i64::from(failing.fault.code())))
        .bind(failing.map_or(0, |failing| i64::from(failing.waiting)))
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    replace_told(connection, recipient, &account.told).await?;
    Ok(true)
}

async fn replace_told(
    connection: &mut AnyConnection,
    recipient: &Recipient,
    told: &BTreeMap<Subject, u8>,
) -> Result<(), StoreError> {
    sqlx::query(FORGET)
        .bind(recipient.office.as_str())
        .bind(recipient.way.name())
        .execute(&mut *connection)
        .await?;
    let told: Vec<(&Subject, &u8)> = told.iter().collect();
    for run in many::runs(&told) {
        let mut query = sqlx::query(many::statement(TELL, 7, run.len()));
        for (subject, rung) in run {
            query = query
                .bind(recipient.office.as_str())
                .bind(recipient.way.name())
                .bind(subject.handover.as_bytes().as_slice())
                .bind(subject.owner.as_str())
                .bind(i64::from(subject.duty.code()))
                .bind(subject.since.unix_ms())
                .bind(i64::from(**rung));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

fn recipient(row: &AnyRow) -> Result<Recipient, StoreError> {
    Ok(Recipient {
        office: office(row, "office")?,
        way: word(row, "way", Way::from_name)?,
    })
}

fn account(row: &AnyRow) -> Result<Account, StoreError> {
    Ok(Account {
        version: count(row, "version")?,
        told: BTreeMap::new(),
        letters: count(row, "letters")?,
        last: instant(row, "last")?,
        digested: instant(row, "digested")?,
        listed: instant(row, "listed")?,
        claimed: instant(row, "claimed")?,
        failing: failing(row)?,
    })
}

fn failing(row: &AnyRow) -> Result<Option<Failing>, StoreError> {
    let fault: Option<&str> = column(row, "fault")?;
    let Some(name) = fault else {
        return Ok(None);
    };
    let code = small(row, "code")?;
    Ok(Some(Failing {
        since: instant(row, "since")?.ok_or(StoreError::Corrupt("since"))?,
        attempts: small(row, "attempts")?,
        next: instant(row, "next")?.ok_or(StoreError::Corrupt("next"))?,
        fault: Fault::from_name(name, code).ok_or(StoreError::Corrupt("fault"))?,
        waiting: small(row, "waiting")?,
    }))
}

fn subject(row: &AnyRow) -> Result<Subject, StoreError> {
    Ok(Subject {
        handover: array(row, "handover").map(HandoverId::from_bytes)?,
        owner: office(row, "owner")?,
        duty: Duty::from_code(small(row, "duty")?).ok_or(StoreError::Corrupt("duty"))?,
        since: column(row, "since").map(Timestamp::from_unix_ms)?,
    })
}

fn instant(row: &AnyRow, name: &'static str) -> Result<Option<Timestamp>, StoreError> {
    let ms: Option<i64> = column(row, name)?;
    Ok(ms.map(Timestamp::from_unix_ms))
}

fn small<T: TryFrom<u64>>(row: &AnyRow, name: &'static str) -> Result<T, StoreError> {
    T::try_from(count(row, name)?).map_err(|_| StoreError::Corrupt(name))
}

const RECIPIENTS: &str = "-- recipients.all
SELECT office, way, version, letters, last, digested, listed, claimed, since, attempts, next, fault,
    code, waiting
FROM recipients
ORDER BY office, way";

const TOLD: &str = "-- notices.all
SELECT office, way, handover, owner, duty, since, rung
FROM notices";

const INSERT: &str = "-- recipients.insert
INSERT INTO recipients (office, way, version, letters, last, digested, listed, claimed, since,
    attempts, next, fault, code, waiting)
VALUES ($1, $2, $3 + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (office, way) DO NOTHING";

const UPDATE: &str = "-- recipients.update
UPDATE recipients SET version = version + 1, letters = $4, last = $5, digested = $6, listed = $7,
    claimed = $8, since = $9, attempts = $10, next = $11, fault = $12, code = $13, waiting = $14
WHERE office = $1 AND way = $2 AND version = $3";

const FORGET: &str = "-- notices.forget
DELETE FROM notices
WHERE office = $1 AND way = $2";

const TELL: &str = "-- notices.tell
INSERT INTO notices (office, way, handover, owner, duty, since, rung)
VALUES {rows}";
