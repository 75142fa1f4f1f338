//! Attached files: the text first, the files later, and the same bytes in the end.

use stafet_client::office::{AttachmentState, Draft, ReceiptKind};
use stafet_shared::{
    content::{Attachment, Content, Manifest},
    handover::{State, Verb},
    id::HandoverId,
};

use super::{CASEWORKER, PSYCHOLOGIST, Scene, TEAM, referral_to};
use crate::{platform::Platform, texts};

/// The names and bytes of the files.
fn files() -> [(&'static str, Vec<u8>); 2] {
    let long = (0..400_000_u32).map(|n| (n % 239) as u8).collect();
    [
        ("Børnefaglig undersøgelse.pdf", long),
        ("notat.txt", texts::REASON.as_bytes().to_vec()),
    ]
}

/// A referral goes out with two files. Its text is read before the files have come; when they
/// have, the receiving device says so by itself, and what is saved there is what was attached.
///
/// # Panics
/// When a promise is broken.
pub async fn files_come_after_the_text_and_are_the_same<P: Platform>(scene: &mut Scene<P>) {
    let id = attached(scene).await;
    let sender = scene.deployment.open(CASEWORKER).await;
    let transfers = sender.transfers();
    assert_eq!(
        transfers.count(),
        0,
        "nothing goes before its act: {transfers:?}"
    );
    drop(sender);

    scene.sync_acts(CASEWORKER).await;
    scene.sync_acts(PSYCHOLOGIST).await;
    let handover = scene.agreed(id, &[PSYCHOLOGIST]).await;
    assert_eq!(handover.state, State::Opened, "the text is read already");
    let content = scene.content(PSYCHOLOGIST, id).await.expect("readable");
    let office = scene.deployment.open(PSYCHOLOGIST).await;
    for attachment in manifest(&content) {
        let state = office.attachment_state(attachment);
        assert!(matches!(state, AttachmentState::Missing { here: 0, .. }));
        let mut out = Vec::new();
        assert!(office.open_attachment(attachment, &mut out).is_err());
    }
    assert!(!office.has_all_attachments(&handover));
    drop(office);

    // Asked for before the sender has brought them: they are missing, and nothing is wrong.
    let report = scene.sync(PSYCHOLOGIST).await;
    assert_eq!(
        (report.attachments_down, report.attachments_waiting),
        (0, 2)
    );
    assert_eq!(report.attachments_doubtful, 0);
    let report = scene.sync(CASEWORKER).await;
    assert_eq!((report.attachments_up, report.attachments_waiting), (2, 0));
    let report = scene.sync(PSYCHOLOGIST).await;
    assert_eq!(
        (report.attachments_down, report.attachments_waiting),
        (2, 0)
    );
    scene.sync(CASEWORKER).await;
    let fetched = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    let verbs: Vec<Verb> = fetched.history.iter().map(|event| event.verb).collect();
    assert_eq!(verbs, [Verb::Sign, Verb::Open, Verb::Fetch]);
    let receipts = scene.receipts(CASEWORKER, id).await;
    assert_eq!(receipts.get(&ReceiptKind::R2), Some(&1));
    saved_alike(scene, &content).await;

    // Everything again: nothing moves.
    for label in [CASEWORKER, PSYCHOLOGIST] {
        let report = scene.sync(label).await;
        let moved = (report.attachments_up, report.attachments_down);
        assert_eq!((moved, report.confirmed), ((0, 0), 0), "{label}");
    }
}

/// Signs a referral with the files, without any network.
async fn attached<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let sent = scene
        .act(CASEWORKER, async |office| {
            let mut raw = Vec::new();
            for (name, bytes) in files() {
                raw.push(office.attach(name, &mut bytes.as_slice()).await?.0);
            }
            let draft = referral_to(TEAM);
            let manifest = Manifest::parse(raw).expect("a good list");
            let content = draft.content.with_attachments(manifest);
            office.send(Draft { content, ..draft }).await
        })
        .await;
    sent.handover
}

/// What both sides open is what was attached: the sender keeps its own files.
async fn saved_alike<P: Platform>(scene: &Scene<P>, content: &Content) {
    for label in [CASEWORKER, PSYCHOLOGIST] {
        let office = scene.deployment.open(label).await;
        for (attachment, (name, bytes)) in manifest(content).iter().zip(files()) {
            assert_eq!(attachment.name().expose(), name);
            assert_eq!(office.attachment_state(attachment), AttachmentState::Here);
            let mut out = Vec::new();
            office.open_attachment(attachment, &mut out).expect("here");
            assert!(out == bytes, "{label}: {name}");
        }
    }
}

fn manifest(content: &Content) -> &[Attachment] {
    content.attachments().expect("files").attachments()
}
