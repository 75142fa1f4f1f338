//! What is said to be delivered: all of it, and nothing before.

use super::*;

#[tokio::test]
async fn a_device_that_waits_for_the_key_says_that_all_is_there() {
    let mut cast = cast().await;
    let colleague = ("a/receiver", 4_000);
    let (_, mut colleague) = join(&mut cast.admin, &mut cast.server, colleague).await;
    let waits = colleague.reader().standing();
    assert_eq!(waits, Standing::WaitingForKey(office("a/receiver")));
    let id = cast.sender.1.send(draft()).await.unwrap().handover;
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    cast.server.carry(&mut colleague).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();

    let sent = Receipts::of(cast.sender.1.reader().handover(id).unwrap());
    assert!(sent.delivered.is_some(), "{sent:?}");
    assert_eq!(sent.opened, None, "nobody can read it yet");
    let receiver = &mut cast.receiver.1;
    for (parcel, receipt) in cast.server.after(&Mailbox::Directory, 0) {
        let read = receiver
            .exchange()
            .take_in(Some(Mailbox::Directory), parcel, receipt);
        read.await.unwrap();
    }
    cast.server.carry(receiver).await.unwrap();
    cast.server.carry(&mut colleague).await.unwrap();
    cast.server.carry(&mut cast.sender.1).await.unwrap();
    let opened = Receipts::of(cast.sender.1.reader().handover(id).unwrap());
    assert!(opened.opened > opened.delivered, "{opened:?}");
    assert_eq!(opened.delivered, sent.delivered);
}
