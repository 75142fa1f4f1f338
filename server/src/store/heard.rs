//! The table `heard`: when a device of each office was last heard of.
//!
//! It is no part of the log, and nothing is derived from it.

use std::collections::BTreeMap;

use sqlx::{AnyPool, any::AnyRow};
use stafet_shared::{party::OfficeId, time::Timestamp};

use super::{
    StoreError, many,
    row::{column, office},
};

/// Columns of one row.
const COLUMNS: usize = 2;

/// Keeps the later of what is kept and what is told.
pub(super) async fn keep(
    pool: &AnyPool,
    offices: &BTreeMap<OfficeId, Timestamp>,
) -> Result<(), StoreError> {
    let rows: Vec<(&OfficeId, &Timestamp)> = offices.iter().collect();
    for run in many::runs(&rows) {
        let mut query = sqlx::query(many::statement(KEEP, COLUMNS, run.len()));
        for (office, at) in run {
            query = query.bind(office.as_str()).bind(at.unix_ms());
        }
        query.execute(pool).await?;
    }
    Ok(())
}

/// When each office was last heard of.
pub(super) async fn all(pool: &AnyPool) -> Result<BTreeMap<OfficeId, Timestamp>, StoreError> {
    let rows = sqlx::query(ALL).fetch_all(pool).await?;
    rows.iter().map(heard).collect()
}

fn heard(row: &AnyRow) -> Result<(OfficeId, Timestamp), StoreError> {
    let at = column(row, "at").map(Timestamp::from_unix_ms)?;
    Ok((office(row, "office")?, at))
}

const KEEP: &str = "-- heard.keep
INSERT INTO heard (office, at)
VALUES {rows}
ON CONFLICT (office) DO UPDATE SET at = excluded.at
WHERE excluded.at > heard.at";

const ALL: &str = "-- heard.all
SELECT office, at
FROM heard";
