//! What holds of the store in a file.

use std::{path::PathBuf, time::Duration};

use stafet_shared::{
    log::{Mailbox, tree::Tree},
    words::State,
};
use tempfile::TempDir;

use super::*;
use crate::store::{
    ActRow, ENROLMENTS_PER_INVITATION_MAX, Enrolments as _, Log as _, Outcome, Owed as _, Which,
    connection::connect as plainly,
    fixture::{HANDOVER, act, batch, enrolment, handover},
};

/// A folder with room for one database.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::with_prefix("stafet 100% ?#").unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("server.db")
    }

    async fn create(&self) -> SqlStore {
        create(&self.file()).await.unwrap()
    }

    async fn open(&self) -> Result<SqlStore, StoreError> {
        open(&self.file()).await
    }
}

/// Leaves a connection room for a few pages only.
const FULL_DISK: &str = "PRAGMA max_page_count = 40";

async fn set(store: &SqlStore, pragma: &'static str) {
    sqlx::query(pragma)
        .fetch_all(store.pools()[0])
        .await
        .unwrap();
}

#[tokio::test]
async fn what_was_committed_is_there_after_opening_again() {
    let folder = Folder::new();
    let store = folder.create().await;
    let changes = batch(&Tree::default(), 3);
    assert_eq!(
        store.commit(0, changes.clone()).await.unwrap(),
        Outcome::Done
    );
    assert!(store.keep_enrolment(enrolment(1, 0)).await.unwrap());
    store.close().await;

    let store = folder.open().await.unwrap();
    assert_eq!(store.tree().await.unwrap(), changes.tree);
    assert_eq!(store.act(act(1).id).await.unwrap(), Some(act(1)));
    let bare = |act: &ActRow| ActRow {
        body: None,
        ..act.clone()
    };
    let without_bodies: Vec<ActRow> = changes.acts.iter().map(bare).collect();
    assert_eq!(store.acts_of(HANDOVER).await.unwrap(), without_bodies);
    assert_eq!(
        store.handovers(Which::All).await.unwrap(),
        changes.handovers
    );
    assert_eq!(store.enrolments().await.unwrap(), [enrolment(1, 0)]);
    let page = store.page(&Mailbox::Directory, 0, 10).await.unwrap();
    let places: Vec<_> = changes.mailboxes.into_iter().zip(changes.acts).collect();
    assert_eq!(page, places);
}

#[tokio::test]
async fn of_two_commits_on_the_same_log_the_second_writes_nothing() {
    let folder = Folder::new();
    let store = folder.create().await;
    let first = batch(&Tree::default(), 1);
    store.commit(0, first.clone()).await.unwrap();

    let second = batch(&Tree::default(), 2);
    assert_eq!(store.commit(0, second).await.unwrap(), Outcome::Moved);
    assert_eq!(store.tree().await.unwrap(), first.tree);
    assert_eq!(store.act(act(1).id).await.unwrap(), None);
}

#[tokio::test]
async fn a_batch_with_a_taken_id_writes_nothing_at_all() {
    let folder = Folder::new();
    let store = folder.create().await;
    let first = batch(&Tree::default(), 2);
    store.commit(0, first.clone()).await.unwrap();

    let mut second = batch(&first.tree, 2);
    second.acts[1].id = act(0).id;
    second.handovers = vec![handover(State::Closed)];
    assert!(store.commit(2, second).await.is_err());
    assert_eq!(store.tree().await.unwrap(), first.tree);
    assert_eq!(store.act(act(2).id).await.unwrap(), None);
    assert_eq!(store.handovers(Which::All).await.unwrap(), first.handovers);
}

#[tokio::test]
async fn pages_begin_after_the_cursor_and_end_at_the_limit() {
    let folder = Folder::new();
    let store = folder.create().await;
    store.commit(0, batch(&Tree::default(), 5)).await.unwrap();
    let places = async |after, limit| {
        let page = store.page(&Mailbox::Directory, after, limit).await.unwrap();
        page.iter().map(|(entry, _)| entry.seq).collect::<Vec<_>>()
    };

    assert_eq!(places(0, 2).await, [1, 2]);
    assert_eq!(places(3, 2).await, [4, 5]);
    assert_eq!(places(4, 2).await, [5]);
    assert_eq!(places(5, 2).await, [0; 0]);
    assert_eq!(places(0, 0).await, [0; 0]);
    assert_eq!(places(u64::MAX, 2).await, [0; 0]);
    assert_eq!(store.cursor(&Mailbox::Directory).await.unwrap().seq, 5);
}

#[tokio::test]
async fn one_application_above_the_bound_is_not_kept() {
    let folder = Folder::new();
    let store = folder.create().await;
    for nth in 0..ENROLMENTS_PER_INVITATION_MAX {
        assert!(store.keep_enrolment(enrolment(1, nth)).await.unwrap());
    }
    let above = enrolment(1, ENROLMENTS_PER_INVITATION_MAX);
    assert!(!store.keep_enrolment(above.clone()).await.unwrap());
    assert!(store.keep_enrolment(enrolment(1, 0)).await.unwrap());
    assert!(store.keep_enrolment(enrolment(2, 0)).await.unwrap());

    store.drop_enrolments(above.invitation).await.unwrap();
    assert_eq!(store.enrolments().await.unwrap(), [enrolment(2, 0)]);
    assert!(store.keep_enrolment(above).await.unwrap());
}

#[tokio::test]
async fn a_full_disk_leaves_nothing_half_written_and_the_store_goes_on_afterwards() {
    let folder = Folder::new();
    let store = folder.create().await;
    store.commit(0, batch(&Tree::default(), 1)).await.unwrap();
    let before = store.tree().await.unwrap();
    let mut large = batch(&before, 3);
    large.acts[2].body = Some(vec![1; 1 << 20]);

    set(&store, FULL_DISK).await;
    let error = store.commit(1, large.clone()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the database failed: error returned from database: (code: 13) database or disk is full"
    );
    assert_eq!(store.tree().await.unwrap(), before);
    assert_eq!(store.act(act(1).id).await.unwrap(), None);

    // The store has put the connection away, and with it the limit.
    assert_eq!(store.commit(1, large).await.unwrap(), Outcome::Done);
    assert_eq!(store.tree().await.unwrap().size(), 4);
}

#[tokio::test]
async fn a_commit_whose_caller_gives_up_is_all_or_nothing_and_the_next_one_works() {
    let folder = Folder::new();
    let store = folder.create().await;
    for _ in 0..20 {
        let tree = store.tree().await.unwrap();
        let changes = batch(&tree, 20);
        let outcome = tokio::time::timeout(
            Duration::from_micros(300 * (tree.size() + 1)),
            store.commit(tree.size(), changes.clone()),
        )
        .await;
        // The next write begins only when the one that was given up has ended.
        let unused = enrolment(9, 0).invitation;
        store.drop_enrolments(unused).await.unwrap();
        let now = store.tree().await.unwrap();
        assert!(now == changes.tree || (now == tree && outcome.is_err()));
        let last = store.act(act(tree.size() + 19).id).await.unwrap();
        assert_eq!(last.is_some(), now == changes.tree);
    }
    let tree = store.tree().await.unwrap();
    let next = store.commit(tree.size(), batch(&tree, 1)).await.unwrap();
    assert_eq!(next, Outcome::Done);
}

#[tokio::test]
async fn every_connection_is_checked_and_a_careless_one_is_refused() {
    let folder = Folder::new();
    let store = folder.create().await;
    for pool in store.pools() {
        let mut connection = pool.acquire().await.unwrap();
        connection::check(&mut connection).await.unwrap();
    }

    let mut careless = store.pools()[0].acquire().await.unwrap();
    for (pragma, named) in [
        ("PRAGMA synchronous = NORMAL", "synchronous"),
        ("PRAGMA synchronous = OFF", "synchronous"),
    ] {
        sqlx::query(pragma).execute(&mut *careless).await.unwrap();
        let error = connection::check(&mut careless).await.unwrap_err();
        assert!(matches!(error, StoreError::NotDurable(what) if what.contains(named)));
    }
}

#[tokio::test]
async fn a_database_without_a_write_ahead_log_is_refused() {
    let mut connection = plainly(Place::in_memory().options()).await.unwrap();
    let error = connection::check(&mut connection).await.unwrap_err();
    assert!(matches!(error, StoreError::NotDurable(what) if what.contains("journal")));

    let error = connect(&Place::in_memory()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotDurable(_)));
}

#[tokio::test]
async fn what_is_no_database_of_this_server_is_refused_and_left_alone() {
    let folder = Folder::new();
    let garbage = b"These are minutes of a meeting, not a database.\n".repeat(100);
    std::fs::write(folder.file(), &garbage).unwrap();
    assert!(matches!(folder.open().await, Err(StoreError::Foreign)));
    let made = create(&folder.file()).await;
    assert!(matches!(made, Err(StoreError::Foreign)));
    assert_eq!(std::fs::read(folder.file()).unwrap(), garbage);
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = Folder::new();
    connection::touch(&folder.file()).unwrap();
    let place = Place::new(&folder.file()).unwrap();
    let mut other = plainly(place.options()).await.unwrap();
    sqlx::query("CREATE TABLE acts (leaf INTEGER)")
        .execute(&mut other)
        .await
        .unwrap();
    sqlx::Connection::close(other).await.unwrap();
    let before = std::fs::read(folder.file()).unwrap();

    assert!(matches!(folder.open().await, Err(StoreError::Foreign)));
    let made = create(&folder.file()).await;
    assert!(matches!(made, Err(StoreError::Foreign)));
    assert_eq!(std::fs::read(folder.file()).unwrap(), before);
}

#[tokio::test]
async fn a_database_is_made_once_and_only_where_it_was_asked_for() {
    let folder = Folder::new();
    assert!(matches!(folder.open().await, Err(StoreError::File(_))));
    assert!(!folder.file().exists());

    // What a crash in the middle of `create` may leave.
    connection::touch(&folder.file()).unwrap();
    assert!(matches!(folder.open().await, Err(StoreError::Foreign)));

    folder.create().await.close().await;
    let again = create(&folder.file()).await;
    assert!(matches!(again, Err(StoreError::Exists)));
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let store = folder.create().await;
    store.commit(0, batch(&Tree::default(), 1)).await.unwrap();
    let files = std::fs::read_dir(folder.0.path()).unwrap();
    let modes: Vec<_> = files
        .map(|file| file.unwrap().metadata().unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(modes, [0o600; 3], "the database, its log and its index");
}

#[tokio::test]
async fn a_value_that_no_version_writes_is_named() {
    let folder = Folder::new();
    let store = folder.create().await;
    store.commit(0, batch(&Tree::default(), 1)).await.unwrap();
    set(&store, "UPDATE handovers SET state = 'Lost'").await;
    let error = store.handovers(Which::All).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt("state")));

    set(&store, "UPDATE acts SET id = x'0102'").await;
    let error = store.acts_of(HANDOVER).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt("id")));

    set(&store, "UPDATE head SET edge = x'0102'").await;
    let error = store.tree().await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt("edge")));
}
