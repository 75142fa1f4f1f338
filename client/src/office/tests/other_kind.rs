//! An envelope that says one kind and holds another.

use super::*;
use stafet_shared::id::HandoverId;

#[tokio::test]
async fn w13_a_document_of_another_kind_than_its_envelope_says_is_unreadable() {
    let mut cast = cast().await;
    let written = draft();
    assert_eq!(written.kind, Kind::Message);
    let forged = Draft {
        // One signature would close it as read, whatever it asks for.
        kind: Kind::InterimReport,
        ..written
    };
    let id = HandoverId::from_bytes([7; 16]);
    let from = office("a/sender");
    let sign = |office: &mut Office<ModelStore>| office.sign_draft(id, from.clone(), &forged);
    cast.sender.1.decide(sign).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let receiver = &mut cast.receiver.1;
    let mailbox = Mailbox::Office(office("a/receiver"));
    for (parcel, receipt) in cast.server.after(&mailbox, 0) {
        let mailbox = Some(mailbox.clone());
        let read = receiver.exchange().take_in(mailbox, parcel, receipt);
        read.await.unwrap();
    }
    let content = receiver.content(id).await.unwrap();
    assert_eq!(content, Some(Err(Unreadable::OtherKind)));
}
