//! The table `handovers`: where each one stands, for lists that need no fold.

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::{
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
    words::{Colour, Kind, List, Stage, State},
};

use super::{
    HandoverRow, Page, StageRow, StoreError,
    columns::{array, column, office, optional_array, word},
    many,
};

/// Which handovers to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Deposited, but nobody has signed for them.
    Unacknowledged,
}

/// Writes where handovers stand, over what was there before. None of them is named twice.
pub(super) async fn put(
    connection: &mut AnyConnection,
    handovers: &[HandoverRow],
) -> Result<(), StoreError> {
    for run in many::runs(handovers) {
        let mut query = sqlx::query(many::statement(PUT, COLUMNS, run.len()));
        for handover in run {
            let stage = handover.stage.as_ref();
            query = query
                .bind(handover.id.as_bytes().as_slice())
                .bind(handover.kind.name())
                .bind(handover.colour.name())
                .bind(handover.from.as_str())
                .bind(handover.to.as_str())
                .bind(handover.state.name())
                .bind(handover.owner.as_ref().map(OfficeId::as_str))
                .bind(handover.since.unix_ms())
                .bind(handover.due.map(Timestamp::unix_ms))
                .bind(handover.course.map(|id| id.as_bytes().to_vec()))
                .bind(i64::from(handover.leg))
                .bind(i64::from(handover.version))
                .bind(handover.sent.unix_ms())
                .bind(handover.receipt_due.map(Timestamp::unix_ms))
                .bind(handover.acknowledged.map(Timestamp::unix_ms))
                .bind(stage.map(|it| it.stage.name()))
                .bind(stage.map(|it| it.municipality.as_str()))
                .bind(stage.map(|it| it.since.unix_ms()))
                .bind(stage.map_or(0, |it| i64::from(it.checks)))
                .bind(handover.reviewed.map(i64::from))
                .bind(handover.paused_until.map(Timestamp::unix_ms))
                .bind(i64::from(handover.nearly_full));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Which of these handovers there are.
pub(super) async fn known(
    pool: &AnyPool,
    ids: &[HandoverId],
) -> Result<Vec<HandoverId>, StoreError> {
    let mut known = Vec::new();
    for some in ids.chunks(many::ROWS_MAX) {
        let mut query = sqlx::query(many::asking(KNOWN, some.len()));
        for id in many::padded(some) {
            query = query.bind(id.as_bytes().as_slice());
        }
        for row in &query.fetch_all(pool).await? {
            known.push(array(row, "id").map(HandoverId::from_bytes)?);
        }
    }
    Ok(known)
}

/// Handovers with the earliest deadline first, those without one last, then by id.
pub(super) async fn list(pool: &AnyPool, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
    let statement = match which {
        Which::All => ALL,
        Which::Unacknowledged => UNACKNOWLEDGED,
    };
    let rows = sqlx::query(statement).fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// The handovers that name a course.
pub(super) async fn of_course(
    pool: &AnyPool,
    course: HandoverId,
) -> Result<Vec<HandoverId>, StoreError> {
    let query = sqlx::query(OF_COURSE).bind(course.as_bytes().as_slice());
    let rows = query.fetch_all(pool).await?;
    rows.iter()
        .map(|row| array(row, "id").map(HandoverId::from_bytes))
        .collect()
}

/// Handovers, by id.
pub(super) async fn ids(
    pool: &AnyPool,
    page: Page<HandoverId>,
) -> Result<Vec<HandoverId>, StoreError> {
    let query = sqlx::query(IDS)
        .bind(after(page))
        .bind(i64::from(page.limit));
    let rows = query.fetch_all(pool).await?;
    rows.iter()
        .map(|row| array(row, "id").map(HandoverId::from_bytes))
        .collect()
}

/// Handovers, by id, each with when the first of its follow-up is due.
pub(super) async fn facts(
    pool: &AnyPool,
    page: Page<HandoverId>,
) -> Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError> {
    let query = sqlx::query(FACTS)
        .bind(after(page))
        .bind(List::FollowUp.name())
        .bind(i64::from(page.limit));
    let rows = query.fetch_all(pool).await?;
    rows.iter()
        .map(|line| {
            let due: Option<i64> = column(line, "follow_up_due")?;
            Ok((row(line)?, due.map(Timestamp::from_unix_ms)))
        })
        .collect()
}

/// The id behind which a page begins; every id is behind no bytes at all.
fn after(page: Page<HandoverId>) -> Vec<u8> {
    page.after
        .map(|id| id.as_bytes().to_vec())
        .unwrap_or_default()
}

/// The kind with that name, exactly.
pub(super) fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// A handover as a row of any statement that has all of its columns.
pub(super) fn row(row: &AnyRow) -> Result<HandoverRow, StoreError> {
    let owner: Option<&str> = column(row, "owner")?;
    let owner = owner
        .map(|owner| OfficeId::parse(owner).map_err(|_| StoreError::Corrupt("owner")))
        .transpose()?;
    let at = |name| -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = column(row, name)?;
        Ok(at.map(Timestamp::from_unix_ms))
    };
    let number = |name| -> Result<u16, StoreError> {
        u16::try_from(column::<i64>(row, name)?).map_err(|_| StoreError::Corrupt(name))
    };
    let reviewed: Option<i64> = column(row, "reviewed")?;
    Ok(HandoverRow {
        id: array(row, "id").map(HandoverId::from_bytes)?,
        kind: word(row, "kind", kind)?,
        colour: word(row, "colour", Colour::from_name)?,
        from: office(row, "sender")?,
        to: office(row, "recipient")?,
        state: word(row, "state", |name| {
            State::ALL.into_iter().find(|state| state.name() == name)
        })?,
        owner,
        since: column(row, "since").map(Timestamp::from_unix_ms)?,
        due: at("due")?,
        course: optional_array(row, "course")?.map(HandoverId::from_bytes),
        leg: number("leg")?,
        version: number("version")?,
        sent: column(row, "sent").map(Timestamp::from_unix_ms)?,
        receipt_due: at("receipt_due")?,
        acknowledged: at("acknowledged")?,
        stage: stage(row)?,
        reviewed: reviewed
            .map(|round| u16::try_from(round).map_err(|_| StoreError::Corrupt("reviewed")))
            .transpose()?,
        paused_until: at("paused_until")?,
        nearly_full: column::<i64>(row, "nearly_full")? != 0,
    })
}

fn stage(row: &AnyRow) -> Result<Option<StageRow>, StoreError> {
    let name: Option<&str> = column(row, "stage")?;
    let Some(name) = name else {
        return Ok(None);
    };
    let stage = Stage::ALL.into_iter().find(|stage| stage.name() == name);
    let since: Option<i64> = column(row, "stage_since")?;
    let checks: i64 = column(row, "checks")?;
    Ok(Some(StageRow {
        municipality: office(row, "municipality")?,
        stage: stage.ok_or(StoreError::Corrupt("stage"))?,
        since: since
            .map(Timestamp::from_unix_ms)
            .ok_or(StoreError::Corrupt("stage_since"))?,
        checks: u8::try_from(checks).map_err(|_| StoreError::Corrupt("checks"))?,
    }))
}

/// How many columns a handover has.
const COLUMNS: usize = 22;

const PUT: &str = "-- handovers.put
INSERT INTO handovers (id, kind, colour, sender, recipient, state, owner, since, due, course, leg,
    version, sent, receipt_due, acknowledged, stage, municipality, stage_since, checks, reviewed,
    paused_until, nearly_full)
VALUES {rows}
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind,
    colour = excluded.colour,
    sender = excluded.sender,
    recipient = excluded.recipient,
    state = excluded.state,
    owner = excluded.owner,
    since = excluded.since,
    due = excluded.due,
    course = excluded.course,
    leg = excluded.leg,
    version = excluded.version,
    sent = excluded.sent,
    receipt_due = excluded.receipt_due,
    acknowledged = excluded.acknowledged,
    stage = excluded.stage,
    municipality = excluded.municipality,
    stage_since = excluded.stage_since,
    checks = excluded.checks,
    reviewed = excluded.reviewed,
    paused_until = excluded.paused_until,
    nearly_full = excluded.nearly_full";

const KNOWN: &str = "-- handovers.known
SELECT id
FROM handovers
WHERE id IN (VALUES {rows})
ORDER BY id";

const OF_COURSE: &str = "-- handovers.of_course
SELECT id
FROM handovers
WHERE course = $1
ORDER BY id";

const IDS: &str = "-- handovers.ids
SELECT id
FROM handovers
WHERE id > $1
ORDER BY id
LIMIT $2";

const FACTS: &str = "-- handovers.facts
SELECT id, kind, colour, sender, recipient, state, owner, since, due, course, leg, version, sent,
    receipt_due, acknowledged, stage, municipality, stage_since, checks, reviewed,
    paused_until, nearly_full, (SELECT MIN(o.due) FROM owed o WHERE o.handover = handovers.id AND o.list = $2)
        AS follow_up_due
FROM handovers
WHERE id > $1
ORDER BY id
LIMIT $3";

const ALL: &str = "-- handovers.all
SELECT id, kind, colour, sender, recipient, state, owner, since, due, course, leg, version, sent,
    receipt_due, acknowledged, stage, municipality, stage_since, checks, reviewed,
    paused_until, nearly_full
FROM handovers
ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, id";

/// The states are those of `State::is_unacknowledged`; a test compares them.
const UNACKNOWLEDGED: &str = "-- handovers.unacknowledged
SELECT id, kind, colour, sender, recipient, state, owner, since, due, course, leg, version, sent,
    receipt_due, acknowledged, stage, municipality, stage_since, checks, reviewed,
    paused_until, nearly_full
FROM handovers
WHERE state IN ('Deposited', 'Unreadable', 'Opened')
ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, id";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_lists_exactly_the_unacknowledged_states() {
        for state in State::ALL {
            let listed = UNACKNOWLEDGED.contains(&format!("'{}'", state.name()));
            assert_eq!(listed, state.is_unacknowledged(), "{state:?}");
        }
    }
}
