//! What holds of the model.

use super::*;
use crate::store::fixture::{act, batch};

#[tokio::test(start_paused = true)]
async fn what_was_committed_survives_a_crash_and_old_stores_do_not() {
    let disk = Disk::new();
    let before = disk.open();
    let changes = batch(&Tree::default(), 2);
    before.commit(0, changes.clone()).await.unwrap();
    disk.crash();

    assert!(before.tree().await.is_err());
    assert!(before.commit(2, batch(&changes.tree, 1)).await.is_err());
    assert_eq!(disk.open().tree().await.unwrap(), changes.tree);
}

#[tokio::test(start_paused = true)]
async fn a_commit_that_fails_before_writing_leaves_nothing() {
    let disk = Disk::new();
    let store = disk.open();
    disk.faults().fail_commit(2, Fault::BeforeWriting);
    let first = batch(&Tree::default(), 1);
    store.commit(0, first.clone()).await.unwrap();
    assert!(store.commit(1, batch(&first.tree, 1)).await.is_err());
    assert_eq!(store.act(act(1).id).await.unwrap(), None);
    assert_eq!(
        store.commit(1, batch(&first.tree, 1)).await.unwrap(),
        Outcome::Done
    );
}

#[tokio::test(start_paused = true)]
async fn a_commit_that_fails_after_writing_is_found_by_the_id_of_its_act() {
    let disk = Disk::new();
    disk.faults().fail_commit(1, Fault::AfterWriting);
    assert!(
        disk.open()
            .commit(0, batch(&Tree::default(), 1))
            .await
            .is_err()
    );
    disk.crash();
    let store = disk.open();
    assert_eq!(store.act(act(0).id).await.unwrap(), Some(act(0)));
    assert_eq!(disk.faults().commits(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_planted_bug_loses_what_came_after_the_last_synchronisation() {
    let disk = Disk::new();
    disk.faults().acknowledge_before_durable();
    let store = disk.open();
    let first = batch(&Tree::default(), 1);
    store.commit(0, first.clone()).await.unwrap();
    disk.synchronise();
    let second = store.commit(1, batch(&first.tree, 1)).await.unwrap();
    assert_eq!(second, Outcome::Done);
    assert_eq!(store.tree().await.unwrap().size(), 2);

    disk.crash();
    assert_eq!(disk.open().tree().await.unwrap(), first.tree);
}

#[tokio::test(start_paused = true)]
async fn a_failed_batch_leaves_nothing_behind() {
    let store = Disk::new().open();
    let first = batch(&Tree::default(), 2);
    store.commit(0, first.clone()).await.unwrap();
    let mut second = batch(&first.tree, 2);
    second.mailboxes[1].seq = 1;
    assert!(store.commit(2, second).await.is_err());
    assert_eq!(store.tree().await.unwrap(), first.tree);
    assert_eq!(store.act(act(2).id).await.unwrap(), None);
}
