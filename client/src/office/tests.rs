//! The office alone, against a stand-in for the server.

mod copies;
mod delivered;
mod moved;
mod other_kind;
mod refresh;
mod watch;

use std::{pin::Pin, sync::Arc};

use stafet_blobs::model::ModelBlobs;
use stafet_certs::founding::{Plan, found};
use stafet_shared::{
    access::Denied,
    calendar::Zone,
    content::{Message, RawMessage},
    invitation::{Code, Enrol},
    log::Mailbox,
    party::{
        OrganisationId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    refusal::Refusal,
    seal::AgeSealing,
    time::Timestamp,
    wire::v1::directory::decode_approval_body,
    words::{Colour, Kind, OrganisationKind, State},
};

use super::*;
use crate::{
    practice::post::Post,
    store::{
        fixture::Counting,
        model::{Fault, ModelStore},
    },
};

/// When the tests take place.
const NOW: Timestamp = Timestamp::EPOCH;

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// An administrator, a caseworker and a coordinator, each in an office of their own.
struct Cast {
    server: Post,
    admin: Office<ModelStore>,
    sender: (ModelStore, Office<ModelStore>),
    receiver: (ModelStore, Office<ModelStore>),
}

fn cast() -> Pin<Box<dyn Future<Output = Cast>>> {
    Box::pin(assemble())
}

async fn assemble() -> Cast {
    let plan = Plan {
        administrator: "Ane",
        server: "127.0.0.1:4433",
        now: NOW,
    };
    let (keys, admin_keys) = found(&plan, &mut Counting(1)).unwrap();
    let mut server = Post::new(&keys, Arc::new(Stopped)).unwrap();
    let mut admin = open(ModelStore::new(), 1_000).await;
    admin.adopt_administrator(admin_keys).await.unwrap();
    let organisation = OrganisationEntry {
        id: OrganisationId::parse("a").unwrap(),
        name: "A".to_owned(),
        kind: OrganisationKind::Municipality,
    };
    admin.add_organisation(organisation).await.unwrap();
    for id in ["a/sender", "a/receiver"] {
        let entry = OfficeEntry {
            id: office(id),
            name: id.to_owned(),
            zone: Zone::nuuk(),
            administrators: false,
        };
        admin.add_office(entry).await.unwrap();
    }
    server.carry(&mut admin).await.unwrap();
    let sender = join(&mut admin, &mut server, ("a/sender", 2_000)).await;
    let receiver = join(&mut admin, &mut server, ("a/receiver", 3_000)).await;
    let mut cast = Cast {
        server,
        admin,
        sender,
        receiver,
    };
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    for (_, office) in [&cast.sender, &cast.receiver] {
        assert!(matches!(
            office.reader().standing(),
            Standing::Member { .. }
        ));
    }
    cast
}

async fn open(store: ModelStore, chance: u64) -> Office<ModelStore> {
    let tools = Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(ModelBlobs::new()),
        clock: Arc::new(Stopped),
        entropy: Box::new(Counting(chance << 32)),
    };
    Office::open(store, tools).await.unwrap()
}

async fn join(
    admin: &mut Office<ModelStore>,
    server: &mut Post,
    (place, chance): (&str, u64),
) -> (ModelStore, Office<ModelStore>) {
    let invited = admin.invite(office(place), Role::Coordinator, 14);
    let ticket = invited.await.unwrap();
    let store = ModelStore::new();
    let mut joining = open(store.clone(), chance).await;
    let enrol = joining.apply_to_join(&ticket, "Pipaluk").await.unwrap();
    assert_eq!(joining.reader().standing(), Standing::WaitingForApproval);
    let Verdict::Approved(act) = admin.consider(&enrol).await.unwrap() else {
        panic!("the application is right")
    };
    assert_eq!(admin.consider(&enrol).await.unwrap(), Verdict::Already);
    let body = admin
        .exchange()
        .parcel(act)
        .await
        .unwrap()
        .unwrap()
        .body
        .unwrap();
    let chain = decode_approval_body(&body).unwrap().chain;
    let root = admin.view.value(values::ROOT).unwrap().to_vec();
    server.carry(admin).await.unwrap();
    joining.exchange().joined(root.into(), chain).await.unwrap();
    server.carry(&mut joining).await.unwrap();
    (store, joining)
}

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

fn draft() -> Draft {
    let message = RawMessage {
        subject: Some("Besøg".to_owned()),
        text: Some("Hvornår kommer I?".to_owned()),
        ..RawMessage::default()
    };
    Draft {
        from: None,
        to: office("a/receiver"),
        kind: Kind::Message,
        colour: Colour::Green,
        content: stafet_shared::content::Content::Message(Message::parse(message).unwrap()),
        relates_to: None,
    }
}

#[tokio::test]
async fn a_message_is_opened_by_the_device_and_signed_for_by_a_person() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    let receiver = &mut cast.receiver.1;
    assert_eq!(receiver.reader().handover(id).unwrap().state, State::Opened);
    assert_eq!(receiver.reader().find(&id.short()), Ok(id));
    receiver.perform(id, Deed::Acknowledge).await.unwrap();
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let here = cast.sender.1.reader().handover(id).unwrap();
    assert_eq!(here.state, State::Closed);
    let again = open(cast.sender.0.clone(), 9_000).await;
    assert_eq!(again.reader().handover(id), Some(here));
    assert_eq!(
        again.reader().directory(),
        cast.sender.1.reader().directory()
    );
    assert_eq!(cast.admin.reader().handovers().count(), 0);
}

#[tokio::test]
async fn a_second_process_decides_anew_when_the_first_has_committed() {
    let mut cast = cast().await;
    let mut second = open(cast.sender.0.clone(), 9_000).await;
    let first = cast.sender.1.send(draft()).await.unwrap();
    let after = second.send(draft()).await.unwrap();
    assert_eq!(second.reader().unconfirmed().len(), 2);
    assert!(cast.sender.1.refresh().await.unwrap());
    assert!(cast.sender.1.reader().handover(first.handover).is_some());
    assert!(cast.sender.1.reader().handover(after.handover).is_some());
}

#[tokio::test]
async fn an_act_on_a_full_disk_is_not_shown_and_can_be_made_again() {
    let mut cast = cast().await;
    cast.sender.0.fill_up();
    assert!(cast.sender.1.send(draft()).await.is_err());
    cast.sender.0.make_room();
    let sent = cast.sender.1.send(draft()).await.unwrap();
    let shown: Vec<_> = cast.sender.1.reader().handovers().map(|it| it.id).collect();
    assert_eq!(shown, [sent.handover]);
}

#[tokio::test]
async fn a_commit_of_unknown_outcome_is_looked_up_before_anything_else() {
    let mut cast = cast().await;
    cast.sender.0.fail_commit(0, Fault::AfterWriting);
    let saved = cast.sender.1.send(draft()).await;
    assert!(saved.is_ok(), "it was written, and nobody sends it twice");
    assert_eq!(cast.sender.1.reader().unconfirmed().len(), 1);
    cast.sender.0.fail_commit(0, Fault::BeforeWriting);
    assert!(cast.sender.1.send(draft()).await.is_err());
    assert_eq!(cast.sender.1.reader().unconfirmed().len(), 1);
}

#[tokio::test]
async fn a_refused_act_is_kept_and_shown_and_one_refused_for_now_stays_queued() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    let act = cast.sender.1.reader().unconfirmed().pop().unwrap();
    let sender = &mut cast.sender.1;
    sender
        .exchange()
        .refused(act, Refusal::RateLimit)
        .await
        .unwrap();
    assert_eq!(sender.reader().unconfirmed(), [act]);
    sender
        .exchange()
        .refused(act, Refusal::NotAllowed)
        .await
        .unwrap();
    assert_eq!(sender.reader().unconfirmed(), []);
    let refused = (act, Some(id), Refusal::NotAllowed);
    assert_eq!(sender.reader().refusals(), [refused]);
}

#[tokio::test]
async fn a_gap_a_change_and_a_forged_receipt_raise_an_alarm_and_move_no_cursor() {
    let mut cast = cast().await;
    for _ in 0..2 {
        cast.sender.1.send(draft()).await.unwrap();
    }
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let mailbox = Mailbox::Office(office("a/receiver"));
    let items = cast.server.after(&mailbox, 0);
    let [(parcel, receipt), (later, later_receipt)] = &items[..] else {
        panic!("two messages were sent")
    };
    let receiver = &mut cast.receiver.1;
    let alarm = receiver
        .exchange()
        .take_in(Some(mailbox.clone()), later.clone(), later_receipt.clone())
        .await;
    assert_eq!(alarm.unwrap(), Taken::Alarm, "the first is missing");
    let alarm = receiver
        .exchange()
        .take_in(Some(mailbox.clone()), later.clone(), receipt.clone())
        .await;
    assert_eq!(alarm.unwrap(), Taken::Alarm, "another act in its place");
    let mut forged = receipt.clone();
    forged.deposited = forged.deposited.plus_days(1);
    let alarm = receiver
        .exchange()
        .take_in(Some(mailbox.clone()), parcel.clone(), forged.clone())
        .await;
    assert_eq!(alarm.unwrap(), Taken::Alarm, "another time of deposit");
    assert_eq!(receiver.reader().breaches().count(), 1);
    assert_eq!(receiver.reader().handovers().count(), 0);
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    assert_eq!(cast.receiver.1.reader().breaches().count(), 0);
    assert_eq!(cast.receiver.1.reader().handovers().count(), 2);
}

#[tokio::test]
async fn an_act_that_nobody_may_make_is_kept_apart_and_reading_goes_on() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    // The sender's own device claims to be the receiver's, and the server lets it pass.
    let handover = cast.sender.1.reader().handover(id).unwrap().clone();
    let sender = &mut cast.sender.1;
    let about =
        stafet_shared::act::HandoverAct::on(&handover, stafet_shared::words::Verb::Acknowledge);
    let device = sender.view.device.as_ref().unwrap();
    let forged = stafet_shared::act::PublicPart {
        id: ActId::from_bytes([9; 16]),
        author: stafet_shared::party::Author {
            office: office("a/receiver"),
            person: device.person,
            device: device.device,
            capacity: stafet_shared::sign::Capacity::Person,
        },
        claimed: NOW,
        seen: sender.view.seen(),
        previous: None,
        directory: sender.reader().directory().unwrap().version(),
        matter: compose::on_handover(about),
    }
    .sign(&device.person_key);
    let parcel = stafet_shared::wire::v1::message::Parcel {
        signed: forged.signed().as_bytes().to_vec(),
        body: None,
    };
    cast.server.deposit(&parcel).unwrap();
    let next = cast.sender.1.send(draft()).await.unwrap().handover;
    let act = cast.sender.1.reader().unconfirmed().pop().unwrap();
    let parcel = cast.sender.1.exchange().parcel(act).await.unwrap().unwrap();
    cast.server.deposit(&parcel).unwrap();

    let mailbox = Mailbox::Office(office("a/receiver"));
    let mut taken = Vec::new();
    for (parcel, receipt) in cast.server.after(&mailbox, 0) {
        let receiver = &mut cast.receiver.1;
        let item = receiver
            .exchange()
            .take_in(Some(mailbox.clone()), parcel.clone(), receipt.clone())
            .await;
        taken.push(item.unwrap());
    }
    assert_eq!(taken, [Taken::New, Taken::Quarantined, Taken::New]);
    let receiver = &cast.receiver.1;
    assert_eq!(receiver.reader().quarantined().count(), 1);
    assert!(receiver.reader().handover(next).is_some());
    assert_eq!(receiver.reader().handover(id).unwrap().acknowledged, None);
}

#[tokio::test]
async fn a_log_that_goes_back_is_noticed() {
    let mut cast = cast().await;
    let seen = cast.sender.1.view.seen();
    let shorter =
        stafet_shared::log::head::Head::sign(seen.size - 1, seen.root, NOW, cast.server.key());
    let sender = &mut cast.sender.1;
    assert!(
        !sender
            .exchange()
            .complete(shorter, Extent::Whole, seen.size)
            .await
            .unwrap()
    );
    assert_eq!(sender.view.seen(), seen);
    assert_eq!(sender.reader().breaches().count(), 1);
}

#[tokio::test]
async fn an_application_without_the_code_is_not_approved() {
    let mut cast = cast().await;
    let invited = cast.admin.invite(office("a/sender"), Role::Coordinator, 14);
    let ticket = invited.await.unwrap();
    let mut stranger = open(ModelStore::new(), 7_000).await;
    let right = stranger.apply_to_join(&ticket, "X").await.unwrap();
    let other = Code::from_bytes([3; 16]);
    let guessed = Enrol {
        proof: other.prove(&right.keys),
        ..right.clone()
    };
    let verdict = cast.admin.consider(&guessed).await.unwrap();
    assert_eq!(verdict, Verdict::NotProven);
    let unknown = Enrol::new(
        stafet_shared::invitation::EnrolKeys {
            invitation: other.id(),
            ..right.keys
        },
        &other,
    );
    let verdict = cast.admin.consider(&unknown).await.unwrap();
    assert_eq!(verdict, Verdict::NotOurs);
}

#[tokio::test]
async fn a_head_that_another_process_has_overtaken_is_no_log_that_goes_back() {
    let mut cast = cast().await;
    let seen = cast.sender.1.view.seen();
    let late =
        stafet_shared::log::head::Head::sign(seen.size - 1, seen.root, NOW, cast.server.key());
    let sender = &mut cast.sender.1;
    let floor = seen.size - 1;
    assert!(
        sender
            .exchange()
            .complete(late, Extent::Whole, floor)
            .await
            .unwrap()
    );
    assert_eq!(sender.view.seen(), seen);
    assert_eq!(sender.reader().breaches().count(), 0);
}

#[tokio::test]
async fn another_receipt_for_the_same_act_raises_an_alarm() {
    let mut cast = cast().await;
    cast.sender.1.send(draft()).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let mailbox = Mailbox::Office(office("a/sender"));
    let (parcel, receipt) = cast.server.after(&mailbox, 0).pop().unwrap();
    let body = parcel.body.as_deref().map(stafet_shared::hash::Hash::of);
    let mut leaf = receipt.leaf(stafet_shared::hash::Hash::of(&parcel.signed), body);
    leaf.deposited = leaf.deposited.plus_days(1);
    let key = cast.server.key();
    let other = stafet_shared::log::receipt::Receipt::sign(leaf, receipt.index, key);
    let sender = &mut cast.sender.1;
    let taken = sender
        .exchange()
        .take_in(None, parcel.clone(), receipt.clone())
        .await
        .unwrap();
    assert_eq!(taken, Taken::Again);
    let taken = sender
        .exchange()
        .take_in(None, parcel.clone(), other.clone())
        .await
        .unwrap();
    assert_eq!(taken, Taken::Alarm);
    assert_eq!(
        sender.reader().breaches().count(),
        1,
        "kept where doctor finds it"
    );
}

#[tokio::test]
async fn a_body_that_is_withheld_is_asked_for_and_is_not_the_senders_fault() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let mailbox = Mailbox::Office(office("a/receiver"));
    let (whole, receipt) = cast.server.after(&mailbox, 0).pop().unwrap();
    let without = stafet_shared::wire::v1::message::Parcel {
        body: None,
        ..whole.clone()
    };
    let receiver = &mut cast.receiver.1;
    let taken = receiver
        .exchange()
        .take_in(Some(mailbox.clone()), without.clone(), receipt.clone())
        .await;
    assert_eq!(taken.unwrap(), Taken::New);
    assert_eq!(
        receiver.reader().handover(id).unwrap().state,
        State::Deposited
    );
    assert_eq!(receiver.reader().unconfirmed(), []);
    assert_eq!(
        receiver.exchange().wanted_bodies().await.unwrap(),
        [receipt.act]
    );
    receiver
        .exchange()
        .take_in(None, whole.clone(), receipt.clone())
        .await
        .unwrap();
    assert_eq!(receiver.reader().handover(id).unwrap().state, State::Opened);
    assert_eq!(receiver.exchange().wanted_bodies().await.unwrap(), []);
}

#[tokio::test]
async fn while_the_directory_is_not_whole_nobody_counts_as_unknown_for_good() {
    let mut cast = cast().await;
    let receiver = &mut cast.receiver.1;
    let size = receiver
        .view
        .value(values::DIRECTORY_SIZE)
        .map(<[u8]>::to_vec);
    let alarm = values::alarm(Mailbox::Directory.name());
    receiver
        .set(alarm, b"an entry is missing".to_vec())
        .unwrap();
    assert!(receiver.flush().await.unwrap());
    let seen = receiver.view.seen();
    let head =
        stafet_shared::log::head::Head::sign(seen.size + 5, seen.root, NOW, cast.server.key());
    let receiver = &mut cast.receiver.1;
    assert!(
        receiver
            .exchange()
            .complete(head, Extent::Partial, 0)
            .await
            .unwrap()
    );
    assert_eq!(receiver.view.value(values::DIRECTORY_SIZE), size.as_deref());
}

#[tokio::test]
async fn two_applications_never_propose_the_same_key() {
    let mut cast = cast().await;
    let mut proposed = Vec::new();
    let mut joining = open(ModelStore::new(), 7_000).await;
    for place in ["a/sender", "a/receiver"] {
        let invited = cast.admin.invite(office(place), Role::Coordinator, 14);
        let ticket = invited.await.unwrap();
        let named = joining.apply_to_join(&ticket, "Pipa\u{1b}luk").await;
        assert!(matches!(named, Err(OfficeError::Name { .. })));
        let enrol = joining.apply_to_join(&ticket, "Pipaluk").await.unwrap();
        proposed.push(enrol.keys.office_key.unwrap().fingerprint());
    }
    assert_ne!(proposed.first(), proposed.last());
}

#[tokio::test]
async fn nothing_is_handed_over_to_the_own_office() {
    let mut cast = cast().await;
    let to_itself = Draft {
        to: office("a/sender"),
        ..draft()
    };
    let refused = cast.sender.1.send(to_itself).await;
    assert!(matches!(
        refused,
        Err(OfficeError::Denied(Denied::ToItself))
    ));
    assert_eq!(cast.sender.1.reader().unconfirmed(), []);
}

#[tokio::test]
async fn a_correction_is_about_the_child_that_the_handover_is_about() {
    let referral = |cpr: &str| {
        let file = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let lines = file.lines().filter(|it| !it.starts_with("attachments"));
        let file = lines.collect::<Vec<_>>().join("\n");
        let file = file.replace("010112-0000", cpr);
        crate::form::handover(&file).unwrap().content
    };
    let mut cast = cast().await;
    let sender = &mut cast.sender.1;
    let sent = sender.send(Draft {
        kind: Kind::Referral,
        content: referral("010112-0000"),
        ..draft()
    });
    let id = sent.await.unwrap().handover;
    let other = sender.perform(id, Deed::Correct(referral("020213-0000")));
    let other = other.await;
    assert!(matches!(other, Err(OfficeError::OtherChild(it)) if it == id));
    for content in [referral("0101120000"), referral("ukendt")] {
        sender.perform(id, Deed::Correct(content)).await.unwrap();
    }
}
