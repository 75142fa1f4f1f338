//! One connection to a PostgreSQL server: told apart from foreign databases, and made durable.

use sqlx::{AnyConnection, Connection as _, any::AnyConnectOptions};

use super::super::{
    StoreError,
    columns::{column, count},
    connection::{self, Marking},
};

/// Looks whose database it is, and changes nothing in it.
pub(super) async fn marking(options: &AnyConnectOptions) -> Result<Marking, StoreError> {
    let mut connection = connection::connect(options).await?;
    let row = sqlx::query(MARKING).fetch_one(&mut connection).await;
    connection.close().await?;
    let row = row?;
    let mark: Option<&str> = column(&row, "mark")?;
    Ok(match (mark, count(&row, "tables")?) {
        (Some(MARK), _) => Marking::Ours,
        (None, 0) => Marking::Fresh,
        (_, _) => Marking::Foreign,
    })
}

/// Sets up a new connection, and refuses it if it would lose commits.
pub(super) async fn prepare(connection: &mut AnyConnection) -> Result<(), StoreError> {
    for statement in SETTINGS {
        sqlx::query(statement).execute(&mut *connection).await?;
    }
    let row = sqlx::query(DURABILITY).fetch_one(connection).await?;
    for (setting, refused) in REFUSED {
        let value: &str = column(&row, setting)?;
        if value != "on" {
            return Err(StoreError::NotDurable(refused));
        }
    }
    Ok(())
}

/// What the migration writes beside the table `head`.
const MARK: &str = "1400137331";

/// A flush for every commit, whatever the role's default. Whoever waits on a lock or forgets a
/// transaction ends some time, so that no dead server keeps the others from writing.
const SETTINGS: [&str; 4] = [
    "SET synchronous_commit = on",
    "SET lock_timeout = '10s'",
    "SET statement_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '30s'",
];

/// Settings that must be on, and what is said when they are not.
const REFUSED: [(&str, &str); 3] = [
    ("fsync", "its setting fsync is off"),
    ("full_page_writes", "its setting full_page_writes is off"),
    (
        "synchronous_commit",
        "its setting synchronous_commit is off",
    ),
];

const DURABILITY: &str = "-- connection.durability
SELECT current_setting('fsync') AS fsync,
    current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit";

/// The list of migrations that have run may exist before any of them has.
const MARKING: &str = "-- connection.marking
SELECT obj_description(to_regclass('head'), 'pg_class') AS mark, (
    SELECT COUNT(*) FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> '_sqlx_migrations'
) AS tables";
