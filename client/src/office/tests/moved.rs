//! What is signed is what was seen.

use stafet_shared::words::Verb;

use super::*;

#[tokio::test]
async fn nothing_is_signed_for_that_has_moved_since_it_was_shown() {
    let mut cast = cast().await;
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    let mut second = open(cast.receiver.0.clone(), 9_000).await;
    let receiver = &mut cast.receiver.1;
    let shown = receiver.reader().handover(id).map(bound_to).unwrap();
    // Another window of the same profile signs first, and nobody has looked since.
    let holds = |reader: Reader<'_>| reader.handover(id).map(bound_to).as_ref() == Some(&shown);
    let first = second.perform_while(id, Deed::Acknowledge, holds).await;
    first.unwrap();
    let late = receiver.perform_while(id, Deed::Acknowledge, holds).await;
    assert!(
        matches!(late, Err(OfficeError::Moved(it)) if it == id),
        "{late:?}"
    );
    let history = &receiver.reader().handover(id).unwrap().history;
    let signed = history.iter().filter(|it| it.verb == Verb::Acknowledge);
    assert_eq!(signed.count(), 1);
}
