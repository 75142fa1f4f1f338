//! What holds of a server's log in PostgreSQL alone; `store.rs` compares it with the others.

use stafet_client::text::Language;
use stafet_server::store::{
    ActRow, Changes, EnrolmentRow, Enrolments as _, Log as _, Outcome, Owed as _, StoreError,
    Which, database::Database, sql::SqlStore,
};
use stafet_shared::{
    hash::Hash,
    id::{ActId, InvitationId},
    log::tree::{Tree, leaf_hash},
};
use stafet_tests::{
    demo::{Wishes, play},
    machine::skip,
    postgres::{Cluster, Lent},
};

/// A database of our own, or a skip that is seen.
fn lent(test: &str) -> Option<Lent> {
    let lent = Lent::new();
    if lent.is_none() {
        skip(test, "PostgreSQL");
    }
    lent
}

fn place(url: &str) -> Database {
    Database::Postgres(url.parse().unwrap())
}

/// One more act after `tree`.
fn one_more(tree: &Tree, body: usize) -> Changes {
    let index = tree.size();
    let signed = index.to_be_bytes().to_vec();
    let mut id = [0; 16];
    id[8..].copy_from_slice(&signed);
    let mut tree = tree.clone();
    tree.push(leaf_hash(&signed));
    let act = ActRow {
        index,
        id: ActId::from_bytes(id),
        hash: Hash::of(&signed),
        handover: None,
        body: Some(vec![0xBD; body]),
        receipt: vec![0xE1],
        signed,
    };
    Changes {
        acts: vec![act],
        tree,
        ..Changes::default()
    }
}

async fn size(store: &SqlStore) -> u64 {
    store.tree().await.unwrap().size()
}

#[tokio::test]
async fn what_was_committed_survives_a_crash_and_the_store_goes_on_by_itself() {
    let Some(cluster) = Cluster::start(&[]) else {
        return skip("a crash of the database", "PostgreSQL");
    };
    let place = place(&cluster.database());
    let store = place.create().await.unwrap();
    let mut done = 0;
    for body in [0, 100, 5_000_000] {
        let tree = store.tree().await.unwrap();
        let outcome = store.commit(done, one_more(&tree, body)).await;
        assert_eq!(outcome.unwrap(), Outcome::Done);
        done += 1;
        cluster.crash();
        // Every connection is gone, and the next caller is given a new one.
        assert_eq!(size(&store).await, done);
        let act = one_more(&tree, body).acts.remove(0);
        assert_eq!(store.act(act.id).await.unwrap(), Some(act));
    }
    store.close().await;
    assert_eq!(size(&place.open().await.unwrap()).await, done);
}

#[tokio::test]
async fn of_two_servers_on_one_database_one_commits_and_the_other_begins_again() {
    let Some(lent) = lent("two servers on one database") else {
        return;
    };
    let place = place(&lent.url);
    let one = place.create().await.unwrap();
    let other = place.open().await.unwrap();
    for round in 0..20 {
        let tree = one.tree().await.unwrap();
        let (first, second) = tokio::join!(
            one.commit(round, one_more(&tree, 10)),
            other.commit(round, one_more(&tree, 10)),
        );
        let mut outcomes = [first.unwrap(), second.unwrap()];
        outcomes.sort_by_key(|outcome| *outcome == Outcome::Done);
        assert_eq!(outcomes, [Outcome::Moved, Outcome::Done]);
        assert_eq!(size(&other).await, round + 1);
    }
}

#[tokio::test]
async fn two_servers_together_keep_no_more_applications_than_one() {
    let Some(lent) = lent("applications at two servers") else {
        return;
    };
    let place = place(&lent.url);
    let one = place.create().await.unwrap();
    let other = place.open().await.unwrap();
    let row = |nth: u8| EnrolmentRow {
        invitation: InvitationId::from_bytes([1; 16]),
        hash: Hash::of(&[nth]),
        request: vec![nth],
    };
    let mut kept = 0;
    for nth in 0..10 {
        let (first, second) = tokio::join!(
            one.keep_enrolment(row(2 * nth)),
            other.keep_enrolment(row(2 * nth + 1)),
        );
        kept += usize::from(first.unwrap()) + usize::from(second.unwrap());
    }
    let bound = stafet_server::store::ENROLMENTS_PER_INVITATION_MAX as usize;
    assert_eq!(
        (kept, one.enrolments().await.unwrap().len()),
        (bound, bound)
    );
}

#[tokio::test]
async fn a_server_that_does_not_flush_is_refused() {
    for (setting, named) in [
        ("fsync=off", "fsync"),
        ("full_page_writes=off", "full_page_writes"),
    ] {
        let Some(cluster) = Cluster::start(&[setting]) else {
            return skip("the check of the database's settings", "PostgreSQL");
        };
        let error = place(&cluster.database()).create().await.unwrap_err();
        assert!(
            matches!(error, StoreError::NotDurable(what) if what.contains(named)),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_careless_default_of_the_role_is_overruled() {
    let Some(cluster) = Cluster::start(&["synchronous_commit=off"]) else {
        return skip("a careless default", "PostgreSQL");
    };
    // Each of its connections sets it on, and refuses to begin when that has not helped.
    let store = place(&cluster.database()).create().await.unwrap();
    let outcome = store.commit(0, one_more(&Tree::default(), 1)).await;
    assert_eq!(outcome.unwrap(), Outcome::Done);
    cluster.crash();
    assert_eq!(size(&store).await, 1);
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let Some(lent) = lent("a foreign database") else {
        return;
    };
    let place = place(&lent.url);
    assert!(matches!(place.open().await, Err(StoreError::Foreign)));
    lent.cluster
        .run_in(&lent.url, "CREATE TABLE head (id BIGINT)");
    assert!(matches!(place.open().await, Err(StoreError::Foreign)));
    assert!(matches!(place.create().await, Err(StoreError::Foreign)));
    lent.cluster.run_in(&lent.url, "DROP TABLE head");
    place.create().await.unwrap().close().await;
    assert!(matches!(place.create().await, Err(StoreError::Exists)));
}

#[tokio::test]
async fn a_database_that_is_not_there_is_told_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!(
        "postgres:///log?host={}&user=stafet&password=hemmelig",
        folder.path().display()
    );
    let error = place(&url).open().await.unwrap_err();
    assert!(matches!(error, StoreError::Database(_)), "{error}");
    assert!(!error.to_string().contains("hemmelig"));
}

#[tokio::test]
async fn a_value_that_no_version_writes_is_named() {
    let Some(lent) = lent("a damaged row") else {
        return;
    };
    let store = place(&lent.url).create().await.unwrap();
    lent.cluster
        .run_in(&lent.url, "UPDATE head SET edge = '\\x0102'");
    let error = store.tree().await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt("edge")));
}

#[tokio::test]
async fn the_demo_plays_on_postgresql_and_is_refused_where_it_has_played() {
    let Some(lent) = lent("the demo on PostgreSQL") else {
        return;
    };
    let wishes = Wishes {
        dir: None,
        database: Some(place(&lent.url)),
        language: Language::English,
        quiet: true,
        pages: false,
    };
    let summary = play(wishes.clone()).await.unwrap();
    let store = place(&lent.url).open().await.unwrap();
    assert_eq!(size(&store).await, summary.acts);
    let handovers = store.handovers(Which::All).await.unwrap();
    assert_eq!(handovers.len(), summary.handovers);

    let again = play(wishes).await.unwrap_err();
    assert!(again.to_string().contains("already"), "{again}");
}
