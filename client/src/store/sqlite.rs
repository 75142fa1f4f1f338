//! The store in one SQLite file.
//!
//! Every value is sealed before it is handed to SQLite. The log is written ahead and each commit
//! is synchronised: with SQLite's and sqlx's defaults, a power cut can lose a commit that has
//! been answered. A store holds one connection; several processes take turns at the file.

mod acts;
mod bodies;
mod meta;
mod named;
#[cfg(test)]
pub(crate) mod tests;

use std::{fmt, fs, io, path::Path, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    error::DatabaseError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use stafet_shared::{entropy::Entropy, id::ActId};
use tokio::sync::Mutex;

use super::{
    Change, Changes, Outcome, Snapshot, Store, StoreError,
    seal::{Sealer, StoreKey},
};

/// How long a process waits for its turn, in seconds.
const BUSY_TIMEOUT_S: u64 = 10;
/// The same as a statement, in milliseconds.
const PATIENT: &str = "PRAGMA busy_timeout = 10000";
/// Each takes the file from one version to the next, and sets `user_version` itself.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001_store.sql")];
/// The part of SQLite's result codes that says what is the matter; the rest says where.
const PRIMARY_CODE: u32 = 0xff;
/// What `PRAGMA synchronous` answers for FULL.
const SYNCHRONOUS_FULL: i64 = 2;

/// Durable storage in one SQLite file. Clones share one connection.
#[derive(Clone)]
pub struct SqliteStore {
    path: Arc<Path>,
    /// Empty after a failure: see [`with_connection`](Self::with_connection).
    connection: Arc<Mutex<Option<SqliteConnection>>>,
    sealer: Arc<Sealer>,
}

impl SqliteStore {
    /// Opens the store at `path`; an empty or missing file becomes an empty store.
    ///
    /// The file can be read by its owner alone, and so can the files that SQLite puts beside it.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] when the store belongs to another key; [`StoreError::NotDurable`]
    /// where a commit would not survive a power cut; otherwise what the database says.
    pub async fn open(
        path: &Path,
        key: StoreKey,
        entropy: impl Entropy + Send + 'static,
    ) -> Result<Self, StoreError> {
        create_private(path).map_err(|error| StoreError::Unreadable(error.to_string()))?;
        Self::open_from(path, Sealer::new(key, entropy), 0).await
    }

    /// Opens a store that was made before.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the file holds none: nobody shall begin anew as a second person
    /// because rows were lost. Otherwise as [`open`](Self::open).
    pub async fn open_made(
        path: &Path,
        key: StoreKey,
        entropy: impl Entropy + Send + 'static,
    ) -> Result<Self, StoreError> {
        Self::open_from(path, Sealer::new(key, entropy), 1).await
    }

    /// Opens a store that has come at least so far through the migrations.
    async fn open_from(path: &Path, sealer: Sealer, floor: usize) -> Result<Self, StoreError> {
        let mut connection = connect(path).await?;
        migrate(&mut connection, &sealer, floor).await?;
        // Whoever was stopped between forgetting and scrubbing has not come to it. Where another
        // process reads just now, it has the store open and has come to it, or will.
        // Nobody waits for it.
        match truncate_log_at_once(&mut connection).await {
            Ok(()) | Err(StoreError::Busy) => {}
            Err(error) => return Err(error),
        }
        Ok(Self {
            path: path.into(),
            connection: Arc::new(Mutex::new(Some(connection))),
            sealer: Arc::new(sealer),
        })
    }

    /// Works on the connection, which is kept only if the work ends well.
    ///
    /// SQLite ends a transaction by itself when the disk is full, and sqlx does not notice: its
    /// connection would refuse every later transaction. A connection is also dropped, and its
    /// transaction rolled back, when nobody waits for the work any more.
    async fn with_connection<T>(
        &self,
        work: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut slot = self.connection.lock().await;
        let mut connection = match slot.take() {
            Some(connection) => connection,
            None => connect(&self.path).await?,
        };
        let answer = work(&mut connection).await?;
        *slot = Some(connection);
        Ok(answer)
    }
}

impl Store for SqliteStore {
    async fn load(&self) -> Result<Snapshot, StoreError> {
        self.with_connection(async |connection| snapshot(connection, &self.sealer).await)
            .await
    }

    async fn changes_since(&self, revision: u64) -> Result<Changes, StoreError> {
        self.with_connection(async |connection| {
            changes_since(connection, &self.sealer, revision).await
        })
        .await
    }

    async fn revision(&self) -> Result<u64, StoreError> {
        self.with_connection(async |connection| meta::revision(connection).await)
            .await
    }

    async fn body(&self, act: ActId) -> Result<Option<Vec<u8>>, StoreError> {
        self.with_connection(async |connection| bodies::find(connection, &self.sealer, act).await)
            .await
    }

    async fn commit(&self, expected: u64, changes: Vec<Change>) -> Result<Outcome, StoreError> {
        self.with_connection(async |connection| {
            commit(connection, &self.sealer, expected, &changes).await
        })
        .await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        self.with_connection(truncate_log).await
    }
}

async fn snapshot(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
) -> Result<Snapshot, StoreError> {
    let mut view = connection.begin().await?;
    let snapshot = Snapshot {
        revision: meta::revision(&mut view).await?,
        values: named::all(&mut view, sealer).await?,
        acts: acts::since(&mut view, sealer, 0).await?,
    };
    view.rollback().await?;
    Ok(snapshot)
}

async fn changes_since(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    revision: u64,
) -> Result<Changes, StoreError> {
    let mut view = connection.begin().await?;
    let mut changes = named::since(&mut view, sealer, revision).await?;
    let acts = acts::since(&mut view, sealer, revision).await?;
    changes.extend(acts.into_iter().map(|row| Change::Act { row, body: None }));
    let revision = meta::revision(&mut view).await?;
    view.rollback().await?;
    Ok(Changes { revision, changes })
}

async fn commit(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    expected: u64,
    changes: &[Change],
) -> Result<Outcome, StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    if meta::revision(&mut transaction).await? != expected {
        transaction.rollback().await?;
        return Ok(Outcome::Moved);
    }
    let revision = meta::advance(&mut transaction).await?;
    for change in changes {
        write(&mut transaction, (sealer, revision), change).await?;
    }
    transaction.commit().await?;
    if expected == 0 {
        // Who somebody is must not be lost with the log, should that be left behind or deleted.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(connection)
            .await?;
    }
    Ok(Outcome::Done(revision))
}

/// Brings what was written ahead into the store and leaves nothing of it: it holds what pages were
/// before.
async fn truncate_log(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(connection)
        .await?;
    if busy == 0 {
        Ok(())
    } else {
        Err(StoreError::Busy)
    }
}

/// The same, unless another process is at the file just now.
async fn truncate_log_at_once(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("PRAGMA busy_timeout = 0")
        .execute(&mut *connection)
        .await?;
    let truncated = truncate_log(connection).await;
    sqlx::query(PATIENT).execute(connection).await?;
    truncated
}

async fn write(
    transaction: &mut SqliteConnection,
    (sealer, revision): (&Sealer, u64),
    change: &Change,
) -> Result<(), StoreError> {
    match change {
        Change::Set { name, value } => {
            let value = sealer.seal(named::field(name), value)?;
            named::set(transaction, name, &value, revision).await
        }
        Change::Unset { name } => named::unset(transaction, name, revision).await,
        Change::Act { row, body } => {
            acts::put(transaction, sealer, row, revision).await?;
            match body {
                Some(body) => bodies::put(transaction, sealer, row.id, body).await,
                None => Ok(()),
            }
        }
        Change::Forget { act } => bodies::forget(transaction, *act).await,
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqliteStore([sealed])")
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code);
        let code = code.and_then(|code| code.parse::<u32>().ok());
        match code.map(|code| code & PRIMARY_CODE) {
            // No room on the disk, or the file has its largest size.
            Some(13) => Self::DiskFull,
            // SQLITE_BUSY and SQLITE_LOCKED.
            Some(5 | 6) => Self::Busy,
            // SQLITE_CORRUPT and SQLITE_NOTADB.
            Some(11 | 26) => Self::Damaged,
            // SQLITE_PERM, SQLITE_READONLY, SQLITE_IOERR and SQLITE_CANTOPEN.
            Some(3 | 8 | 10 | 14) => Self::Unreadable(error.to_string()),
            Some(_) | None => Self::Database(error.to_string()),
        }
    }
}

async fn connect(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // On macOS, an ordinary fsync stops at the disk's own cache; elsewhere this is ignored.
        .pragma("fullfsync", "ON")
        // What is deleted is overwritten: an office signs that it has no copy any more.
        .pragma("secure_delete", "ON")
        .busy_timeout(Duration::from_secs(BUSY_TIMEOUT_S));
    let mut connection = options.connect().await?;
    assert_durable(&mut connection).await?;
    Ok(connection)
}

/// Asks SQLite what it really does: some files cannot be written ahead.
async fn assert_durable(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    if journal != "wal" {
        return Err(StoreError::NotDurable("it is not written ahead (WAL)"));
    }
    let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous")
        .fetch_one(connection)
        .await?;
    if synchronous != SYNCHRONOUS_FULL {
        return Err(StoreError::NotDurable("commits are not synchronised"));
    }
    Ok(())
}

/// Brings the file to this program's version, and checks that the key is the store's own.
async fn migrate(
    connection: &mut SqliteConnection,
    sealer: &Sealer,
    floor: usize,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let (version,): (i64,) = sqlx::query_as("PRAGMA user_version")
        .fetch_one(&mut *transaction)
        .await?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    let missing = MIGRATIONS.get(version..).ok_or(StoreError::Newer)?;
    if version < floor {
        return Err(StoreError::Damaged);
    }
    for migration in missing {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
    }
    if version == 0 {
        meta::leave_proof(&mut transaction, sealer).await?;
    }
    meta::prove_key(&mut transaction, sealer).await?;
    transaction.commit().await?;
    Ok(())
}

/// Makes an empty file for its owner alone, unless there is a file. SQLite gives the files that it
/// puts beside it the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// A position in the log or in the order of acts as SQLite counts: up to 2^63 - 1.
fn to_column(position: u64) -> Result<i64, StoreError> {
    i64::try_from(position).map_err(|_| StoreError::Corrupt("a position of 2^63 or more"))
}

fn from_column(position: i64) -> Result<u64, StoreError> {
    u64::try_from(position).map_err(|_| StoreError::Corrupt("a negative position"))
}
