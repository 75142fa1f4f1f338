//! The table `handovers`: where each one stands, for lists that need no fold.

use std::sync::LazyLock;

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::{
    handover::{Colour, Kind, State},
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
};

use super::{
    HandoverRow, StoreError, Which,
    many::{self, Statements},
    row::{array, column, office, word},
};

/// Writes where handovers stand, each named once, over what was there before.
pub(super) async fn put(
    connection: &mut AnyConnection,
    handovers: &[HandoverRow],
) -> Result<(), StoreError> {
    for (handovers, sql) in many::pieces(handovers, &PUT) {
        let mut query = sqlx::query(sql);
        for handover in handovers {
            query = query
                .bind(handover.id.as_bytes().as_slice())
                .bind(handover.kind.name())
                .bind(handover.colour.name())
                .bind(handover.from.as_str())
                .bind(handover.to.as_str())
                .bind(handover.state.name())
                .bind(handover.owner.as_ref().map(OfficeId::as_str))
                .bind(handover.since.unix_ms())
                .bind(handover.due.map(Timestamp::unix_ms));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Handovers with the earliest deadline first, those without one last, then by id.
pub(super) async fn list(pool: &AnyPool, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
    let statement = match which {
        Which::All => ALL,
        Which::Unacknowledged => UNACKNOWLEDGED,
    };
    let rows = sqlx::query(statement).fetch_all(pool).await?;
    rows.iter().map(handover).collect()
}

fn handover(row: &AnyRow) -> Result<HandoverRow, StoreError> {
    let owner: Option<&str> = column(row, "owner")?;
    let owner = owner
        .map(|owner| OfficeId::parse(owner).map_err(|_| StoreError::Corrupt("owner")))
        .transpose()?;
    let due: Option<i64> = column(row, "due")?;
    Ok(HandoverRow {
        id: array(row, "id").map(HandoverId::from_bytes)?,
        kind: word(row, "kind", |name| {
            Kind::ALL.into_iter().find(|kind| kind.name() == name)
        })?,
        colour: word(row, "colour", Colour::from_name)?,
        from: office(row, "sender")?,
        to: office(row, "recipient")?,
        state: word(row, "state", |name| {
            State::ALL.into_iter().find(|state| state.name() == name)
        })?,
        owner,
        since: column(row, "since").map(Timestamp::from_unix_ms)?,
        due: due.map(Timestamp::from_unix_ms),
    })
}

static PUT: Statements = LazyLock::new(|| {
    many::insert(
        "-- handovers.put
INSERT INTO handovers (id, kind, colour, sender, recipient, state, owner, since, due) VALUES",
        9,
        "
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind,
    colour = excluded.colour,
    sender = excluded.sender,
    recipient = excluded.recipient,
    state = excluded.state,
    owner = excluded.owner,
    since = excluded.since,
    due = excluded.due",
    )
});

const ALL: &str = "-- handovers.all
SELECT id, kind, colour, sender, recipient, state, owner, since, due
FROM handovers
ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, id";

/// The states are those of `State::is_unacknowledged`; a test compares them.
const UNACKNOWLEDGED: &str = "-- handovers.unacknowledged
SELECT id, kind, colour, sender, recipient, state, owner, since, due
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
