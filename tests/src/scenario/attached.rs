//! Attached files: the text first, the files later, and the same bytes in the end.

use std::io::Write as _;

use stafet_blobs::BlobsError;
use stafet_client::office::{AttachmentState, Draft, Hold, OfficeError, Receipts};
use stafet_shared::{
    content::{Attachment, Content, Manifest, RawAttachment},
    handover::ReceiptKind,
    id::HandoverId,
    seal::blob::BlobError,
    words::{State, Verb},
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
    let transfers = sender.reader().transfers();
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
        let state = office.reader().attachment_state(attachment);
        assert!(matches!(state, AttachmentState::Missing { here: 0, .. }));
        let mut out = Vec::new();
        assert!(office.open_attachment(attachment, &mut out).is_err());
    }
    assert!(!office.reader().has_all_attachments(&handover));
    let receipts = Receipts::of(&handover);
    assert!(receipts.opened.is_some());
    assert_eq!(receipts.delivered, None, "the files have not come");
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
    let receipts = Receipts::of(&fetched);
    assert!(receipts.delivered >= receipts.opened && receipts.opened.is_some());
    saved_alike(scene, &content).await;

    // Everything again: nothing moves.
    for label in [CASEWORKER, PSYCHOLOGIST] {
        let report = scene.sync(label).await;
        let moved = (report.attachments_up, report.attachments_down);
        assert_eq!((moved, report.confirmed), ((0, 0), 0), "{label}");
    }
}

/// Somebody keeps the files back: the text goes, the files wait, also for another process, until
/// they may go on.
///
/// # Panics
/// When a promise is broken.
pub async fn files_that_are_kept_back_wait_until_they_may_go_on<P: Platform>(scene: &mut Scene<P>) {
    let id = attached(scene).await;
    scene
        .act(CASEWORKER, async |office| {
            office.hold_files(id, Hold::Held).await
        })
        .await;
    let report = scene.sync(CASEWORKER).await;
    assert_eq!(report.attachments_up, 0, "they wait");
    scene.sync(PSYCHOLOGIST).await;
    let handover = scene.agreed(id, &[PSYCHOLOGIST]).await;
    assert_eq!(handover.state, State::Opened, "the text has gone");
    let office = scene.deployment.open(CASEWORKER).await;
    let reader = office.reader();
    assert!(reader.holds_files(id), "it lasts");
    assert_eq!(reader.unsent_files(id).len(), 2);
    assert_eq!(reader.held_files().len(), 2);
    assert_eq!(reader.transfers().count(), 0);
    drop(office);
    scene
        .act(CASEWORKER, async |office| {
            office.hold_files(id, Hold::Going).await
        })
        .await;
    let report = scene.sync(CASEWORKER).await;
    assert_eq!(report.attachments_up, 2);
    let report = scene.sync(PSYCHOLOGIST).await;
    assert_eq!(report.attachments_down, 2);
}

/// A file whose sender describes it wrongly does not open, and one that is never brought is
/// missing: the text is there, nobody signs for the files, and nothing is taken for them.
///
/// # Panics
/// When a promise is broken.
pub async fn a_file_that_never_comes_and_one_that_is_not_as_described<P: Platform>(
    scene: &mut Scene<P>,
) {
    let id = attached_as(scene, |raw| {
        raw[0].plaintext_sha256 = [7; 32];
        raw[1].ciphertext_sha256 = [7; 32];
    })
    .await;
    scene.sync(CASEWORKER).await;
    let report = scene.sync(PSYCHOLOGIST).await;
    assert_eq!(
        (report.attachments_down, report.attachments_waiting),
        (1, 1)
    );
    let handover = scene.agreed(id, &[PSYCHOLOGIST]).await;
    assert_eq!(handover.state, State::Opened, "the text is readable");
    let content = scene.content(PSYCHOLOGIST, id).await.expect("readable");
    let office = scene.deployment.open(PSYCHOLOGIST).await;
    let [described, missing] = manifest(&content) else {
        panic!("two files");
    };
    let opened = office.open_attachment(described, &mut Vec::new());
    assert!(matches!(
        opened,
        Err(OfficeError::Blob(BlobError::OtherFile))
    ));
    let opened = office.open_attachment(missing, &mut Vec::new());
    assert!(matches!(
        opened,
        Err(OfficeError::Blobs(BlobsError::Missing))
    ));
    assert!(!office.reader().has_all_attachments(&handover));
    let receipts = scene.receipts(PSYCHOLOGIST, id).await;
    assert_eq!(receipts.get(&ReceiptKind::R2), None);
    assert_eq!(Receipts::of(&handover).delivered, None);
}

/// A server whose disk has rotted hands out other bytes than were announced: shorter, longer,
/// changed. Nothing of it is kept, it is counted, and at last nobody asks any more.
///
/// # Panics
/// When a promise is broken.
pub async fn a_file_that_comes_wrong_is_dropped_and_counted<P: Platform>(scene: &mut Scene<P>) {
    let id = attached(scene).await;
    scene.sync(CASEWORKER).await;
    scene.sync_acts(PSYCHOLOGIST).await;
    let content = scene.content(PSYCHOLOGIST, id).await.expect("readable");
    let file = &manifest(&content)[1];
    let blob = file.blob().expect("it travels");
    let length = usize::try_from(blob.bytes).expect("a length");
    for (nth, rotten) in [length - 1, length + 1, length].into_iter().enumerate() {
        let rotting = scene.deployment.platform().server_blobs().create();
        let mut kept = rotting.expect("a folder");
        kept.write_all(&vec![9; rotten]).expect("there is room");
        kept.keep(blob).expect("there is room");
        let report = scene.sync(PSYCHOLOGIST).await;
        let came = u32::from(nth == 0);
        assert_eq!(
            (report.attachments_down, report.attachments_doubtful),
            (came, 1)
        );
    }
    let office = scene.deployment.open(PSYCHOLOGIST).await;
    assert_eq!(
        office.reader().attachment_state(file),
        AttachmentState::Spoilt
    );
    assert_eq!(office.reader().spoilt_attachments().count(), 1);
    drop(office);
    let report = scene.sync(PSYCHOLOGIST).await;
    let left = (report.attachments_doubtful, report.attachments_waiting);
    assert_eq!(left, (0, 0), "it is not asked for any more");
}

/// Signs a referral with the files, without any network.
pub(super) async fn attached<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    attached_as(scene, |_| {}).await
}

/// The same, with what `describe` makes of the files' descriptions.
async fn attached_as<P: Platform>(
    scene: &mut Scene<P>,
    describe: impl Fn(&mut [RawAttachment]),
) -> HandoverId {
    let sent = scene
        .act(CASEWORKER, async |office| {
            let mut raw = Vec::new();
            for (name, bytes) in files() {
                raw.push(office.attach(name, &mut bytes.as_slice()).await?.0);
            }
            describe(&mut raw);
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
            assert_eq!(
                office.reader().attachment_state(attachment),
                AttachmentState::Here
            );
            let mut out = Vec::new();
            office.open_attachment(attachment, &mut out).expect("here");
            assert!(out == bytes, "{label}: {name}");
        }
    }
}

fn manifest(content: &Content) -> &[Attachment] {
    content.attachments().expect("files").attachments()
}
