//! When a device of each office was last heard of: the table `heard`.
//!
//! It is no part of the log, and nothing is derived from it.

use std::{collections::BTreeMap, future::Future};

use sqlx::any::AnyRow;
use stafet_shared::{party::OfficeId, time::Timestamp};

use super::{
    StoreError,
    columns::{column, office},
    many,
    sql::SqlStore,
};

/// When offices were last heard of: no part of the log.
pub trait LastHeard: Send + Sync + 'static {
    /// Keeps when offices were last heard of: of what is kept and what is told, the later.
    fn keep_heard(
        &self,
        offices: &BTreeMap<OfficeId, Timestamp>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// When each office was last heard of, as far as it was kept.
    fn last_heard(
        &self,
    ) -> impl Future<Output = Result<BTreeMap<OfficeId, Timestamp>, StoreError>> + Send;
}

impl LastHeard for SqlStore {
    async fn keep_heard(&self, offices: &BTreeMap<OfficeId, Timestamp>) -> Result<(), StoreError> {
        let rows: Vec<(&OfficeId, &Timestamp)> = offices.iter().collect();
        for run in many::runs(&rows) {
            let mut query = sqlx::query(many::statement(KEEP, COLUMNS, run.len()));
            for (office, at) in run {
                query = query.bind(office.as_str()).bind(at.unix_ms());
            }
            query.execute(self.writer()).await?;
        }
        Ok(())
    }

    async fn last_heard(&self) -> Result<BTreeMap<OfficeId, Timestamp>, StoreError> {
        let rows = sqlx::query(ALL).fetch_all(self.readers()).await?;
        rows.iter().map(heard).collect()
    }
}

/// Columns of one row.
const COLUMNS: usize = 2;

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
