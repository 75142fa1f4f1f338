//! A whole log is well; each way to tamper with it is named.

use stafet_shared::{
    hash::Hash,
    log::{Mailbox, tree::leaf_hash},
    words::Verb,
};

use super::*;
use crate::{
    decide::{Batch, Stamp, View},
    fixture::{Deployment, Seeded, now},
    founding::init,
    log::{self, Founded},
    store::{Changes, Log as _, MailboxRow, model::Disk, model::ModelStore},
};

/// A log with a referral, opened; and what a further act would change.
async fn log_with_a_referral() -> (ModelStore, Founded, Changes) {
    let mut deployment = Deployment::new();
    let founded = read_genesis(&deployment.server).unwrap();
    let store = Disk::new().open();
    init(&store, &deployment.server, now(), &mut Seeded::new(9))
        .await
        .unwrap();
    let referral = deployment.referral();
    let opened = deployment.answer(&referral.0, Verb::Open);
    let further = deployment.answer(&referral.0, Verb::Acknowledge);
    let written = deployment.statements.iter().chain([&referral, &opened]);
    let mut changes = Changes::default();
    for parcel in written.chain([&further]) {
        let expected = store.tree().await.unwrap().size();
        if !changes.acts.is_empty() {
            store.commit(expected, changes).await.unwrap();
        }
        changes = change(&store, &founded, &deployment, parcel).await;
    }
    (store, founded, changes)
}

/// What one act changes, decided upon as the committer does.
async fn change(
    store: &ModelStore,
    founded: &Founded,
    deployment: &Deployment,
    (act, body): &crate::fixture::Parcelled,
) -> Changes {
    let register = read_directory(store, founded).await.unwrap();
    let offices = ["kommune/by", "styrelse/team"].map(crate::fixture::office);
    let mut view = View {
        directory: register.directory,
        tree: store.tree().await.unwrap(),
        known: std::collections::BTreeMap::new(),
        cursors: std::collections::BTreeMap::new(),
        handovers: std::collections::BTreeMap::new(),
        files: stafet_shared::access::files::Files::default(),
    };
    for mailbox in offices
        .map(Mailbox::Office)
        .into_iter()
        .chain([Mailbox::Directory])
    {
        let cursor = store.cursor(&mailbox).await.unwrap();
        view.cursors.insert(mailbox, cursor);
    }
    if let Some(about) = act.public().handover() {
        let mut handover = None;
        for row in store.acts_of(about.handover).await.unwrap() {
            let act = log::believe(&view.directory, &row).unwrap();
            let position = stafet_shared::handover::Position {
                index: row.index,
                deposited: now(),
                validity: stafet_shared::words::Validity::InTime,
            };
            handover = stafet_shared::handover::Handover::fold(
                handover,
                act.public(),
                act.hash(),
                Some(position),
            );
        }
        view.handovers.extend(handover.map(|it| (it.id, it)));
    }
    let mut batch = Batch::over(view);
    let stamp = Stamp {
        now: now(),
        salt: [1; 16],
        key: &deployment.server.receipts,
    };
    batch.decide(act.clone(), body.clone(), &stamp).unwrap();
    batch.finish().0
}

/// What is found after `tamper` has changed what the last act writes.
async fn found(tamper: impl FnOnce(&mut Changes)) -> Vec<Finding> {
    let (store, founded, mut changes) = log_with_a_referral().await;
    let expected = store.tree().await.unwrap().size();
    tamper(&mut changes);
    store.commit(expected, changes).await.unwrap();
    whole_log::examine(&store, &founded).await
}

fn tells(findings: &[Finding], wrong: &str) -> bool {
    findings
        .iter()
        .any(|it| matches!(it, Finding::Wrong(text, _) if text.contains(wrong)))
}

#[tokio::test]
async fn a_whole_log_is_well() {
    let findings = found(|_| {}).await;
    assert!(matches!(&findings[..], [Finding::Well(_)]), "{findings:?}");
}

#[tokio::test]
async fn each_way_to_tamper_with_the_log_is_named() {
    let root = found(|changes| changes.tree.push(leaf_hash(b"nothing"))).await;
    assert!(tells(&root, "root does not follow"), "{root:?}");
    let chain = found(|changes| changes.mailboxes[0].chain = Hash::ZERO).await;
    assert!(
        tells(&chain, "chain of kommune/by breaks at 3"),
        "{chain:?}"
    );
    let body = found(|changes| changes.acts[0].body = Some(vec![1])).await;
    assert!(tells(&body, "not what was signed"), "{body:?}");
    let receipt = found(|changes| {
        changes.acts[0].receipt.pop();
    })
    .await;
    assert!(tells(&receipt, "receipt is damaged"), "{receipt:?}");
    let promise = found(|changes| {
        let last = changes.acts[0].receipt.last_mut().unwrap();
        *last ^= 1;
    })
    .await;
    assert!(tells(&promise, "not this server's"), "{promise:?}");
    let signature = found(|changes| {
        let last = changes.acts[0].signed.last_mut().unwrap();
        *last ^= 1;
    })
    .await;
    assert!(tells(&signature, "signature is wrong"), "{signature:?}");
}

#[tokio::test]
async fn an_act_that_stands_in_no_mailbox_is_missed() {
    let dropped = found(|changes| changes.mailboxes = Vec::<MailboxRow>::new()).await;
    assert!(tells(&dropped, "root does not follow"), "{dropped:?}");
}
