//! Copies that an office signs are destroyed: deleted before, and anew after whatever went wrong.

use stafet_shared::{
    content::{RawReason, Reason},
    words::Verb,
};

use super::*;

fn reason() -> Reason {
    let text = Some("Det er ikke til os.".to_owned());
    Reason::parse(RawReason { text }).unwrap()
}

#[tokio::test]
async fn b3_who_stops_between_deleting_and_signing_has_signed_nothing_and_deletes_again() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    let (store, receiver) = &mut cast.receiver;
    let wrong = Deed::WrongRecipient(reason());
    receiver.perform(id, wrong).await.unwrap();
    let envelope = receiver.reader().handover(id).unwrap().envelope_act;
    assert!(store.body(envelope).await.unwrap().is_some());

    store.fail_commit(1, Fault::BeforeWriting);
    let stopped = receiver.perform(id, Deed::AttestDestruction).await;
    assert!(stopped.is_err());
    store.heal();
    assert_eq!(store.body(envelope).await.unwrap(), None);
    let mut again = open(store.clone(), 9_000).await;
    let attests = |office: &Office<ModelStore>| {
        let handover = office.reader().handover(id).unwrap();
        let mut events = handover.history.iter();
        events.any(|event| event.verb == Verb::AttestDestruction)
    };
    assert!(!attests(&again), "nothing is signed that is not so");
    assert!(
        again.reader().handover(id).unwrap().destruction.len() == 1,
        "and it is still owed"
    );

    // What a fetch has brought again meanwhile goes too.
    again.perform(id, Deed::AttestDestruction).await.unwrap();
    assert!(attests(&again));
    assert_eq!(store.body(envelope).await.unwrap(), None);
    let content = again.content(id).await.unwrap();
    assert_eq!(content, Some(Err(Unreadable::Destroyed)));
    cast.server.carry(&mut again).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let told = cast.sender.1.reader().handover(id).unwrap();
    assert!(told.destroyed.contains_key(&office("a/receiver")));
    let kept = cast.sender.1.content(id).await.unwrap();
    assert!(matches!(kept, Some(Ok(_))), "its sender keeps it");
}

#[tokio::test]
async fn b3_nobody_deletes_what_they_are_not_asked_to() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let sender = &mut cast.sender.1;
    let refused = sender.perform(id, Deed::AttestDestruction).await;
    assert!(refused.is_err());
    assert!(matches!(sender.content(id).await.unwrap(), Some(Ok(_))));
}
