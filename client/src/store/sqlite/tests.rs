//! What is particular to the file: what lies on the disk, whose turn it is, and no room.

use std::fs;

use stafet_shared::id::ID_BYTES;
use tempfile::TempDir;

use super::*;
use crate::store::{ActRow, fixture::Counting};

async fn open(folder: &TempDir, seed: u64) -> SqliteStore {
    let key = StoreKey::from_slice(&[7; 32]).unwrap();
    let path = folder.path().join("store.db");
    let entropy = Counting(seed << 32);
    SqliteStore::open(&path, key, entropy).await.unwrap()
}

fn act(number: u8) -> ActRow {
    ActRow {
        id: ActId::from_bytes([number; ID_BYTES]),
        index: None,
        order: number.into(),
        signed: format!("signed {number}").into_bytes(),
        receipt: None,
        refused: None,
    }
}

fn set(name: &str, value: &[u8]) -> Change {
    Change::Set {
        name: name.to_owned(),
        value: value.to_vec(),
    }
}

fn keep(row: ActRow, body: Option<&[u8]>) -> Change {
    Change::Act {
        row,
        body: body.map(<[u8]>::to_vec),
    }
}

/// Runs statements behind the store's back.
pub(crate) async fn tamper(store: &SqliteStore, statement: &'static str) {
    let mut slot = store.connection.lock().await;
    sqlx::raw_sql(statement)
        .execute(slot.as_mut().unwrap())
        .await
        .unwrap();
}

#[tokio::test]
async fn no_value_lies_readable_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    let row = ActRow {
        signed: b"CANARY signed".to_vec(),
        receipt: Some(b"CANARY receipt".to_vec()),
        ..act(1)
    };
    let changes = vec![
        set("seed", b"CANARY value"),
        keep(row, Some(b"CANARY body")),
    ];
    store.commit(0, changes).await.unwrap();
    let search = || {
        let files = fs::read_dir(folder.path()).unwrap();
        let contents = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        let contents = contents.collect::<Vec<_>>().concat();
        assert!(!contents.windows(6).any(|window| window == b"CANARY"));
        assert!(contents.len() > 10_000, "{} bytes", contents.len());
    };
    // First in the log and its index, then in the database too.
    search();
    tamper(&store, "PRAGMA wal_checkpoint(FULL)").await;
    search();
    assert_eq!(store.load().await.unwrap().values["seed"], b"CANARY value");
}

#[tokio::test]
async fn b3_a_body_that_was_forgotten_lies_nowhere_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    let body = vec![b'x'; 20_000];
    let changes = vec![keep(act(1), Some(&body)), keep(act(2), Some(&body))];
    store.commit(0, changes).await.unwrap();
    store
        .commit(1, vec![set("form", &[b'y'; 9_000])])
        .await
        .unwrap();
    let sealed: (Vec<u8>, Vec<u8>) = {
        let mut slot = store.connection.lock().await;
        let rows = "SELECT body, (SELECT value FROM named WHERE name = 'form') FROM bodies
            ORDER BY act LIMIT 1";
        sqlx::query_as(rows)
            .fetch_one(slot.as_mut().unwrap())
            .await
            .unwrap()
    };
    let lies_on_disk = || {
        let files = fs::read_dir(folder.path()).unwrap();
        let contents = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        let contents = contents.collect::<Vec<_>>().concat();
        let pieces = sealed.0.chunks_exact(64).chain(sealed.1.chunks_exact(64));
        let is_there = |piece: &&[u8]| contents.windows(64).any(|window| window == *piece);
        pieces.step_by(16).filter(is_there).count()
    };
    assert!(lies_on_disk() > 20, "it can be found at all");
    let forget = Change::Forget { act: act(1).id };
    let unset = Change::Unset {
        name: "form".to_owned(),
    };
    store.commit(2, vec![forget, unset]).await.unwrap();
    assert!(lies_on_disk() > 0, "what was written ahead has it still");
    store.scrub().await.unwrap();
    assert_eq!(lies_on_disk(), 0);
    assert_eq!(store.body(act(1).id).await.unwrap(), None);
    assert_eq!(store.body(act(2).id).await.unwrap(), Some(body));
}

#[tokio::test]
async fn a_value_that_was_moved_or_changed_does_not_open() {
    let statements = [
        "UPDATE acts SET signed = (SELECT a.signed FROM acts a WHERE a.id <> acts.id)",
        "UPDATE acts SET receipt = signed",
        "UPDATE acts SET signed = zeroblob(60)",
        "UPDATE named SET name = 'b'",
        "UPDATE named SET value = (SELECT signed FROM acts LIMIT 1)",
    ];
    for statement in statements {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder, 1).await;
        let changes = vec![set("a", b"x"), keep(act(1), None), keep(act(2), None)];
        store.commit(0, changes).await.unwrap();
        tamper(&store, statement).await;
        let loaded = store.load().await;
        assert!(matches!(loaded, Err(StoreError::Sealed)), "{statement}");
    }
}

#[tokio::test]
async fn a_body_that_was_moved_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    let changes = vec![
        keep(act(1), Some(b"one")),
        keep(act(2), Some(b"two")),
        keep(act(3), None),
    ];
    store.commit(0, changes).await.unwrap();
    tamper(
        &store,
        "UPDATE bodies SET body = (SELECT b.body FROM bodies b WHERE b.act <> bodies.act)",
    )
    .await;
    let moved = store.body(act(1).id).await;
    assert!(matches!(moved, Err(StoreError::Sealed)));
    assert_eq!(store.body(act(3).id).await.unwrap(), None);
}

#[tokio::test]
async fn a_row_that_no_version_writes_is_called_corrupt() {
    for statement in [
        "UPDATE acts SET position = -1",
        "UPDATE acts SET refused = 65536",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder, 1).await;
        store.commit(0, vec![keep(act(1), None)]).await.unwrap();
        tamper(&store, statement).await;
        let loaded = store.load().await;
        assert!(matches!(loaded, Err(StoreError::Corrupt(_))), "{statement}");
    }
}

#[tokio::test]
async fn another_key_is_refused_even_by_an_empty_store() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder, 1).await);
    let key = StoreKey::from_slice(&[8; 32]).unwrap();
    let path = folder.path().join("store.db");
    let opened = SqliteStore::open(&path, key, Counting(0)).await;
    assert!(matches!(opened, Err(StoreError::Sealed)), "{opened:?}");
}

#[tokio::test]
async fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    tamper(&store, "PRAGMA user_version = 2").await;
    let key = StoreKey::from_slice(&[7; 32]).unwrap();
    let path = folder.path().join("store.db");
    let opened = SqliteStore::open(&path, key, Counting(0)).await;
    assert!(matches!(opened, Err(StoreError::Newer)));
}

#[tokio::test]
async fn of_two_processes_the_second_on_an_old_revision_has_to_look_again() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (open(&folder, 1).await, open(&folder, 2).await);
    let first = one.commit(0, vec![set("one", b"1")]).await.unwrap();
    let late = two.commit(0, vec![set("two", b"2")]).await.unwrap();
    assert_eq!((first, late), (Outcome::Done(1), Outcome::Moved));
    assert_eq!(two.revision().await.unwrap(), 1);
    let again = two.commit(1, vec![set("two", b"2")]).await.unwrap();
    assert_eq!(again, Outcome::Done(2));

    let seen = one.load().await.unwrap();
    assert_eq!(seen, two.load().await.unwrap());
    assert_eq!(seen.values.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_commit_at_once_wait_for_each_other_and_lose_nothing() {
    const EACH: u64 = 25;
    let folder = tempfile::tempdir().unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for number in 1..=2 {
        let store = open(&folder, number).await;
        writers.spawn(async move {
            let mut committed = 0;
            while committed < EACH {
                let expected = store.revision().await.unwrap();
                let name = format!("{number}-{committed}");
                match store.commit(expected, vec![set(&name, b"")]).await.unwrap() {
                    Outcome::Done(_) => committed += 1,
                    Outcome::Moved => {}
                }
            }
        });
    }
    writers.join_all().await;
    let left = open(&folder, 3).await.load().await.unwrap();
    assert_eq!(left.revision, 2 * EACH);
    assert_eq!(left.values.len() as u64, 2 * EACH);
}

#[tokio::test]
async fn a_full_disk_is_reported_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    store.commit(0, vec![set("a", b"before")]).await.unwrap();
    let before = store.load().await.unwrap();
    tamper(&store, "PRAGMA max_page_count = 1").await; // SQLite raises it to the present size.

    let large = vec![9; 1_000_000];
    let changes = vec![set("a", b"after"), keep(act(1), Some(&large))];
    let failed = store.commit(1, changes.clone()).await;
    assert!(matches!(failed, Err(StoreError::DiskFull)), "{failed:?}");
    assert_eq!(store.load().await.unwrap(), before);
    assert_eq!(store.body(act(1).id).await.unwrap(), None);

    // The limit was the connection's, and a failure ends the connection: there is room again.
    let again = store.commit(1, changes).await.unwrap();
    assert_eq!(again, Outcome::Done(2));
}

#[tokio::test]
async fn a_store_that_another_program_holds_is_busy_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (open(&folder, 1).await, open(&folder, 2).await);
    tamper(&two, "PRAGMA busy_timeout = 1").await;
    tamper(&one, "BEGIN EXCLUSIVE").await;
    let busy = two.commit(0, vec![set("a", b"two")]).await;
    assert!(matches!(busy, Err(StoreError::Busy)), "{busy:?}");
    tamper(&one, "ROLLBACK").await;
    assert_eq!(two.load().await.unwrap().revision, 0);
}

#[tokio::test]
async fn a_commit_that_nobody_waits_for_any_more_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    for polls in 0..40 {
        let expected = store.revision().await.unwrap();
        let changes = vec![set("a", &[polls]), set("b", &[polls])];
        let mut commit = Box::pin(store.commit(expected, changes));
        for _ in 0..polls {
            let once = std::future::poll_fn(|cx| {
                std::task::Poll::Ready(commit.as_mut().poll(cx).is_ready())
            });
            if once.await {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(commit);
        let values = store.load().await.unwrap().values;
        assert_eq!(values.get("a"), values.get("b"));
    }
}

#[tokio::test]
async fn a_connection_that_would_lose_commits_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    let durable = async || assert_durable(store.connection.lock().await.as_mut().unwrap()).await;
    durable().await.unwrap();
    tamper(&store, "PRAGMA synchronous = NORMAL").await;
    let lax = durable().await;
    assert!(matches!(lax, Err(StoreError::NotDurable(_))), "{lax:?}");
    let memory = connect(Path::new(":memory:")).await;
    assert!(matches!(memory, Err(StoreError::NotDurable(_))));
}

#[tokio::test]
async fn positions_beyond_what_sqlite_counts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, 1).await;
    let row = ActRow {
        order: 1 << 63,
        ..act(1)
    };
    let refused = store.commit(0, vec![set("a", b""), keep(row, None)]).await;
    assert!(matches!(refused, Err(StoreError::Corrupt(_))));
    assert_eq!(store.load().await.unwrap(), Snapshot::default());
}
