//! Copies that an office has said are destroyed.

use stafet_blobs::Held;
use stafet_client::{
    office::{Aim, Deed, Draft, Unreadable, Unsent},
    store::Store as _,
};
use stafet_shared::{
    id::HandoverId,
    words::{Colour, Kind, Role, Verb},
};

use super::{CASEWORKER, PSYCHOLOGIST, SENDER, Scene, TEAM, attached::attached};
use crate::{
    deployment::{Newcomer, office_id},
    platform::Platform,
    texts,
};

/// A colleague of the psychologist.
pub const COLLEAGUE: &str = "colleague";
/// Somebody who joins the team when all is over.
const LATECOMER: &str = "latecomer";

/// B3: a referral with files, and a message that follows it, went to the wrong office.
///
/// What it has of both is deleted before it signs so, from its colleagues' devices when they read it, and the
/// server gives it no more of them.
///
/// # Panics
/// When a promise is broken.
pub async fn b3_what_is_attested_as_destroyed_is_in_no_profile<P: Platform>(scene: &mut Scene<P>) {
    let colleague = |label, name| Newcomer {
        label,
        office: TEAM,
        role: Role::Coordinator,
        name,
    };
    scene
        .deployment
        .enrol(&[colleague(COLLEAGUE, "Koordinator")])
        .await;
    let referral = attached(scene).await;
    let message = misdirected_message(scene, referral).await;
    let about = [referral, message];
    for label in [PSYCHOLOGIST, COLLEAGUE, CASEWORKER, PSYCHOLOGIST, COLLEAGUE] {
        scene.sync(label).await;
    }
    let wrong = Deed::WrongRecipient(texts::reason());
    scene.perform(PSYCHOLOGIST, referral, wrong).await;
    scene.sync(COLLEAGUE).await;
    for label in [PSYCHOLOGIST, COLLEAGUE] {
        assert!(bodies(scene, label, &about).await >= 3, "{label}");
        assert!(says(scene, label, referral).await.contains(texts::CPR));
    }
    let quoting = scene
        .act(PSYCHOLOGIST, async |office| {
            let form = Unsent {
                kind: Some(Kind::Message),
                follows: Some(referral),
                texts: vec![("text".to_owned(), texts::CHILD.to_owned())],
                ..Unsent::new(Aim::New)
            };
            office.begin_form(form).await
        })
        .await;

    // Deleted before it is signed, without any connection.
    scene
        .act(PSYCHOLOGIST, async |office| {
            office.perform(referral, Deed::AttestDestruction).await
        })
        .await;
    are_gone(scene, PSYCHOLOGIST, &about).await;
    let office = scene.deployment.open(PSYCHOLOGIST).await;
    assert!(office.reader().form(quoting).is_none());
    drop(office);
    assert!(bodies(scene, COLLEAGUE, &about).await >= 3, "not yet");
    scene.sync(PSYCHOLOGIST).await;
    scene.sync(COLLEAGUE).await;
    are_gone(scene, COLLEAGUE, &about).await;

    // What the sender has stays, and nobody of the office gets it again.
    scene.sync(CASEWORKER).await;
    assert!(says(scene, CASEWORKER, referral).await.contains(texts::CPR));
    scene
        .deployment
        .enrol(&[colleague(LATECOMER, "Afløser")])
        .await;
    for label in [PSYCHOLOGIST, LATECOMER, PSYCHOLOGIST, COLLEAGUE] {
        scene.sync(label).await;
        if label != LATECOMER {
            are_gone(scene, label, &about).await;
        }
    }
    are_gone(scene, LATECOMER, &about).await;
    let seen = scene
        .agreed(referral, &[CASEWORKER, PSYCHOLOGIST, COLLEAGUE])
        .await;
    let attested = |verb| seen.history.iter().filter(|it| it.verb == verb).count();
    assert_eq!(
        (attested(Verb::AttestDestruction), seen.destruction.len()),
        (1, 0)
    );
}

/// The sender follows the referral up with a message about the same child.
async fn misdirected_message<P: Platform>(
    scene: &mut Scene<P>,
    referral: HandoverId,
) -> HandoverId {
    scene.sync(CASEWORKER).await;
    let sent = scene
        .act(CASEWORKER, async |office| {
            let draft = Draft {
                from: Some(office_id(SENDER)),
                to: office_id(TEAM),
                kind: Kind::Message,
                colour: Colour::Green,
                content: texts::document(Kind::Message),
                relates_to: Some(referral),
            };
            office.send(draft).await
        })
        .await;
    scene.sync(CASEWORKER).await;
    sent.handover
}

/// How many bodies of what is about these a device has.
async fn bodies<P: Platform>(scene: &Scene<P>, label: &str, about: &[HandoverId]) -> usize {
    let office = scene.deployment.open(label).await;
    let store = scene.deployment.platform().client_store(label).await;
    let mut count = 0;
    for id in about {
        let handover = office.reader().handover(*id).expect("it is known");
        for event in &handover.history {
            let body = store.body(event.act).await.expect("the store opens");
            count += usize::from(body.is_some());
        }
    }
    count
}

/// What a device shows of a handover's document.
async fn says<P: Platform>(scene: &Scene<P>, label: &str, id: HandoverId) -> String {
    let content = scene.content(label, id).await.expect("it can be read");
    let child = content.child().expect("it names the child");
    child.cpr().expose().unwrap_or_default().to_owned()
}

/// Neither words nor files of these are on a device, nor will they be fetched.
async fn are_gone<P: Platform>(scene: &Scene<P>, label: &str, about: &[HandoverId]) {
    assert_eq!(bodies(scene, label, about).await, 0, "{label}");
    let office = scene.deployment.open(label).await;
    for id in about {
        let content = office.content(*id).await.expect("it is known");
        assert_eq!(content, Some(Err(Unreadable::Destroyed)), "{label}");
        assert_eq!(office.reader().unsent_files(*id), []);
    }
    assert_eq!(office.reader().transfers().count(), 0, "{label}");
    let store = scene.deployment.platform().client_store(label).await;
    let values = store.load().await.expect("the store opens").values;
    let names = |needle: &str| {
        let is_in = |value: &Vec<u8>| {
            let mut windows = value.windows(needle.len());
            windows.any(|window| window == needle.as_bytes())
        };
        values.values().any(is_in)
    };
    assert!(!names(texts::CHILD) && !names(texts::CPR), "{label}");
    let blobs = scene.deployment.platform().client_blobs(label);
    let sent = scene.content(CASEWORKER, about[0]).await.expect("readable");
    for blob in sent.attachments().expect("it has files").blobs() {
        let held = blobs.held(blob).expect("the folder");
        assert_eq!(held, Held::Part(0), "{label}");
    }
}
