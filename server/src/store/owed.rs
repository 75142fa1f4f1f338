//! What is derived from the log: the table `owed`, which says who owes what until when, and where
//! each handover stands. For lists, for the watch and for whoever counts.

use std::future::Future;

use sqlx::{AnyConnection, Row as _, any::AnyRow};
use stafet_shared::{
    id::HandoverId,
    overview::{Place, Tally},
    party::OfficeId,
    time::Timestamp,
    watch::{Held, SeenBy},
    words::{Duty, HandReason, List, Rung},
};

use super::{
    HandoverRow, OwedRow, Page, StoreError, Which,
    columns::{array, column, count, office, word},
    handovers, many,
    sql::SqlStore,
};

/// What is derived from the log with each commit, as lists, the watch and whoever counts ask for it.
pub trait Owed: Send + Sync + 'static {
    /// Handovers with the earliest deadline first, those without one last, then by id.
    fn handovers(
        &self,
        which: Which,
    ) -> impl Future<Output = Result<Vec<HandoverRow>, StoreError>> + Send;

    /// Handovers, by id.
    fn ids(
        &self,
        page: Page<HandoverId>,
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;

    /// Handovers, by id, each with when the first of what it owes in [`List::FollowUp`] is due.
    fn facts(
        &self,
        page: Page<HandoverId>,
    ) -> impl Future<Output = Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError>> + Send;

    /// Obligations, the earliest deadline first, with their handovers.
    fn owed(
        &self,
        which: &Owes,
        page: Page<Place>,
    ) -> impl Future<Output = Result<Vec<(OwedRow, HandoverRow)>, StoreError>> + Send;

    /// How much is owed, by list and kind.
    fn tally(&self, now: Timestamp) -> impl Future<Output = Result<Vec<Tally>, StoreError>> + Send;

    /// Handovers about which a rung has to be told at `now`, those first that have waited longest.
    fn ripe(
        &self,
        now: Timestamp,
        page: Page<Ripe>,
    ) -> impl Future<Output = Result<Vec<Ripe>, StoreError>> + Send;

    /// When the next rung has to be told about anything.
    fn next_ripe(&self) -> impl Future<Output = Result<Option<Timestamp>, StoreError>> + Send;

    /// By which rules everything was derived, as the caller has noted.
    fn rules(&self) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>> + Send;

    /// Notes by which rules everything was derived.
    fn set_rules(&self, rules: Vec<u8>) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Which obligations to list. What is `None` is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owes {
    /// Those of one list.
    pub list: Option<List>,
    /// Those of one office.
    pub owner: Option<OfficeId>,
    /// Those about one handover.
    pub about: Option<HandoverId>,
    /// Those due before that instant.
    pub due_before: Option<Timestamp>,
}

/// A handover about which a rung has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ripe {
    /// Since when it has been waiting.
    pub since: Timestamp,
    /// The handover.
    pub id: HandoverId,
}

impl Owed for SqlStore {
    async fn handovers(&self, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
        handovers::list(self.readers(), which).await
    }

    async fn ids(&self, page: Page<HandoverId>) -> Result<Vec<HandoverId>, StoreError> {
        handovers::ids(self.readers(), page).await
    }

    async fn facts(
        &self,
        page: Page<HandoverId>,
    ) -> Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError> {
        handovers::facts(self.readers(), page).await
    }

    async fn owed(
        &self,
        which: &Owes,
        page: Page<Place>,
    ) -> Result<Vec<(OwedRow, HandoverRow)>, StoreError> {
        let after = page.after.unwrap_or_else(Place::start);
        let statement = if which.owner.is_some() {
            OF_OWNER
        } else {
            LIST
        };
        let rows = sqlx::query(statement)
            .bind(after.due.unix_ms())
            .bind(after.handover.as_bytes().as_slice())
            .bind(i64::from(after.number))
            .bind(which.list.map_or("", List::name))
            .bind(which.owner.as_ref().map_or("", OfficeId::as_str))
            .bind(
                which
                    .about
                    .map(|id| id.as_bytes().to_vec())
                    .unwrap_or_default(),
            )
            .bind(which.due_before.map_or(i64::MAX, Timestamp::unix_ms))
            .bind(i64::from(page.limit))
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| Ok((owed(row)?, handovers::row(row)?)))
            .collect()
    }

    async fn tally(&self, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
        let rows = sqlx::query(TALLY)
            .bind(now.unix_ms())
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Tally {
                    list: word(row, "list", List::from_name)?,
                    kind: word(row, "kind", handovers::kind)?,
                    open: count(row, "many")?,
                    overdue: count(row, "late")?,
                })
            })
            .collect()
    }

    async fn ripe(&self, now: Timestamp, page: Page<Ripe>) -> Result<Vec<Ripe>, StoreError> {
        let (since, id) = page.after.map_or((i64::MIN, Vec::new()), |last| {
            (last.since.unix_ms(), last.id.as_bytes().to_vec())
        });
        let rows = sqlx::query(RIPE)
            .bind(now.unix_ms())
            .bind(since)
            .bind(id)
            .bind(i64::from(page.limit))
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Ripe {
                    since: column(row, "next_at").map(Timestamp::from_unix_ms)?,
                    id: array(row, "handover").map(HandoverId::from_bytes)?,
                })
            })
            .collect()
    }

    async fn next_ripe(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(NEXT).fetch_one(self.readers()).await?;
        let at: Option<i64> = row
            .try_get("next_at")
            .map_err(|_| StoreError::Corrupt("next_at"))?;
        Ok(at.map(Timestamp::from_unix_ms))
    }

    async fn rules(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query(RULES).fetch_optional(self.readers()).await?;
        row.map(|row| column::<&[u8]>(&row, "rules").map(<[u8]>::to_vec))
            .transpose()
    }

    async fn set_rules(&self, rules: Vec<u8>) -> Result<(), StoreError> {
        sqlx::query(SET_RULES)
            .bind(rules)
            .execute(self.writer())
            .await?;
        Ok(())
    }
}

/// Writes what is owed about these handovers, in the place of what was there before.
pub(super) async fn replace(
    connection: &mut AnyConnection,
    owed: &[(HandoverId, Vec<OwedRow>)],
) -> Result<(), StoreError> {
    let ids: Vec<HandoverId> = owed.iter().map(|(id, _)| *id).collect();
    for some in ids.chunks(many::ROWS_MAX) {
        let mut query = sqlx::query(many::asking(DROP, some.len()));
        for id in many::padded(some) {
            query = query.bind(id.as_bytes().as_slice());
        }
        query.execute(&mut *connection).await?;
    }
    let rows: Vec<(HandoverId, i64, &OwedRow)> = owed
        .iter()
        .flat_map(|(id, rows)| (0..).zip(rows).map(|(place, row)| (*id, place, row)))
        .collect();
    for run in many::runs(&rows) {
        let mut query = sqlx::query(many::statement(PUT, 19, run.len()));
        for (id, place, row) in run {
            let seen = row.seen.as_ref();
            let held = row.held.as_ref();
            query = query
                .bind(id.as_bytes().as_slice())
                .bind(*place)
                .bind(row.owner.as_str())
                .bind(i64::from(row.duty.code()))
                .bind(row.list.name())
                .bind(row.since.unix_ms())
                .bind(row.due.unix_ms())
                .bind(row.rung.map_or(0, |rung| i64::from(rung.code())))
                .bind(row.told.map(Timestamp::unix_ms))
                .bind(i64::from(row.times))
                .bind(row.next.map(|(rung, _)| i64::from(rung.code())))
                .bind(row.next.map(|(_, at)| at.unix_ms()))
                .bind(seen.map(|seen| seen.by.as_str()))
                .bind(seen.map(|seen| i64::from(seen.did.code())))
                .bind(seen.map(|seen| seen.at.unix_ms()))
                .bind(held.map(|held| held.by.as_str()))
                .bind(held.map(|held| i64::from(held.reason.code())))
                .bind(held.map(|held| held.since.unix_ms()))
                .bind(held.map(|held| held.until.unix_ms()));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

fn owed(row: &AnyRow) -> Result<OwedRow, StoreError> {
    let number = |name| -> Result<Option<u16>, StoreError> {
        let number: Option<i64> = column(row, name)?;
        number
            .map(|it| u16::try_from(it).map_err(|_| StoreError::Corrupt(name)))
            .transpose()
    };
    let at = |name| -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = column(row, name)?;
        Ok(at.map(Timestamp::from_unix_ms))
    };
    let by = |name| -> Result<Option<OfficeId>, StoreError> {
        let by: Option<&str> = column(row, name)?;
        by.map(|by| OfficeId::parse(by).map_err(|_| StoreError::Corrupt(name)))
            .transpose()
    };
    let rung = |code: u16| u8::try_from(code).ok().and_then(Rung::from_code);
    let duty_of = number("duty")?.and_then(Duty::from_code);
    let next = number("next_rung")?.and_then(rung).zip(at("next_at")?);
    let seen = by("seen_by")?
        .zip(number("seen_did")?.and_then(HandReason::from_code))
        .zip(at("seen_at")?)
        .map(|((by, did), at)| SeenBy { by, did, at });
    let held = by("held_by")?
        .zip(number("held_reason")?.and_then(HandReason::from_code))
        .zip(at("held_since")?.zip(at("held_until")?))
        .map(|((by, reason), (since, until))| Held {
            by,
            reason,
            since,
            until,
        });
    Ok(OwedRow {
        number: number("place")?.ok_or(StoreError::Corrupt("place"))?,
        owner: office(row, "owing")?,
        duty: duty_of.ok_or(StoreError::Corrupt("duty"))?,
        list: word(row, "list", List::from_name)?,
        since: at("owed_since")?.ok_or(StoreError::Corrupt("since"))?,
        due: at("owed_due")?.ok_or(StoreError::Corrupt("due"))?,
        rung: number("rung")?.and_then(rung),
        told: at("told_at")?,
        times: number("times")?.map_or(0, u32::from),
        next,
        seen,
        held,
    })
}

const DROP: &str = "-- owed.drop
DELETE FROM owed
WHERE handover IN (VALUES {rows})";

const PUT: &str = "-- owed.put
INSERT INTO owed (handover, place, owner, duty, list, since, due, rung, told_at, times, next_rung,
    next_at, seen_by, seen_did, seen_at, held_by, held_reason, held_since, held_until)
VALUES {rows}";

/// One page, as two statements: with the owner's index, and with that of deadlines.
macro_rules! list {
    ($name:literal, $owner:literal) => {
        concat!(
            "-- owed.",
            $name,
            "
SELECT o.place, o.owner AS owing, o.duty, o.list, o.since AS owed_since, o.due AS owed_due,
    o.rung, o.told_at, o.times, o.next_rung, o.next_at, o.seen_by, o.seen_did, o.seen_at,
    o.held_by, o.held_reason, o.held_since, o.held_until,
    h.id, h.kind, h.colour, h.sender, h.recipient, h.state, h.owner, h.since, h.due, h.course,
    h.leg, h.version, h.sent, h.receipt_due, h.acknowledged, h.stage, h.municipality,
    h.stage_since, h.checks, h.reviewed, h.paused_until,
    h.nearly_full
FROM owed o
JOIN handovers h ON h.id = o.handover
WHERE (o.due, o.handover, o.place) > ($1, $2, $3)
    AND ($4 = '' OR o.list = $4)
    AND ",
            $owner,
            "
    AND (length($6) = 0 OR o.handover = $6)
    AND o.due < $7
ORDER BY o.due, o.handover, o.place
LIMIT $8"
        )
    };
}

const LIST: &str = list!("list", "$5 = ''");

const OF_OWNER: &str = list!("of_owner", "o.owner = $5");

const TALLY: &str = "-- owed.tally
SELECT o.list, h.kind, COUNT(*) AS many,
    CAST(SUM(CASE WHEN o.due < $1 THEN 1 ELSE 0 END) AS BIGINT) AS late
FROM owed o
JOIN handovers h ON h.id = o.handover
GROUP BY o.list, h.kind
ORDER BY o.list, h.kind";

const RIPE: &str = "-- owed.ripe
SELECT next_at, handover
FROM owed
WHERE next_at <= $1 AND (next_at, handover) > ($2, $3)
GROUP BY next_at, handover
ORDER BY next_at, handover
LIMIT $4";

const NEXT: &str = "-- owed.next
SELECT MIN(next_at) AS next_at FROM owed";

const RULES: &str = "-- owed.rules
SELECT rules FROM derived WHERE id = 1";

const SET_RULES: &str = "-- owed.set_rules
INSERT INTO derived (id, rules) VALUES (1, $1)
ON CONFLICT (id) DO UPDATE SET rules = excluded.rules";
