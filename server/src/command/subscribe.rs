//! *Subscribe*: what stands in mailboxes, page by page, and then what comes.
//!
//! Each round sends exactly what the log held when the round began, the directory first, and ends
//! with a head of that size: nothing is ever declared complete that was not sent, and no act
//! comes before the statement that tells whom to believe.

use stafet_shared::{
    log::Mailbox,
    refusal::Refusal,
    wire::v1::message::{Parcel, Response},
};

use crate::{
    command,
    live::Published,
    services::{Asker, End},
    store::ActRow,
    transport::stream::Stream,
};

/// Acts that are read at once; with the largest bodies they are 1 MB.
pub(crate) const PAGE_ACTS: u32 = 2;

/// What a device asks to be sent.
pub(crate) struct Subscription {
    /// The mailboxes, with the newest entry sent of each.
    pub(crate) cursors: Vec<(Mailbox, u64)>,
    /// Whether the stream stays open.
    pub(crate) live: bool,
}

pub(crate) async fn serve(
    stream: &mut Stream,
    asker: &Asker,
    Subscription { mut cursors, live }: Subscription,
) -> Result<(), End> {
    let services = &asker.services;
    cursors.sort_unstable();
    cursors.dedup_by(|later, first| later.0 == first.0);
    let mailboxes = cursors.iter().map(|(mailbox, _)| mailbox.clone());
    // Before the first look at the log, so that nothing falls between looking and waiting.
    let wakeup = services.live.watch(mailboxes.collect());
    loop {
        let standing = services.standing();
        for (mailbox, seq) in &mut cursors {
            send_below(stream, asker, &standing, mailbox, seq).await?;
        }
        let complete = Response::Complete(command::head(services, &standing));
        stream.send(&complete).await?;
        if !live {
            return Ok(());
        }
        tokio::select! {
            biased;
            () = stream.closed() => return Err(End::Gone),
            () = wakeup.woken() => {}
        }
    }
}

/// Sends what stands in a mailbox below the size of the log.
async fn send_below(
    stream: &mut Stream,
    asker: &Asker,
    standing: &Published,
    mailbox: &Mailbox,
    seq: &mut u64,
) -> Result<(), End> {
    loop {
        let lane = asker.caller.lanes.pages.acquire().await;
        let page = asker.services.store.page(mailbox.clone(), *seq, PAGE_ACTS);
        let page = page.await?;
        let was_last = page.len() < usize::try_from(PAGE_ACTS).unwrap_or(usize::MAX);
        // Looked up after the page was read: a device may have been stopped meanwhile.
        asker.must_read(mailbox)?;
        for (entry, row) in page {
            if entry.index >= standing.size {
                return Ok(());
            }
            let row = open(asker, mailbox, row).await?;
            stream.send(&item(mailbox, row)?).await?;
            *seq = entry.seq;
        }
        drop(lane);
        if was_last {
            return Ok(());
        }
    }
}

/// The row as the device may have it: statements go without their bodies, which are for some
/// offices only, and so does what is withheld.
async fn open(asker: &Asker, mailbox: &Mailbox, mut row: ActRow) -> Result<ActRow, Refusal> {
    let standing = asker.services.standing();
    let reader = asker.reader(&standing)?;
    let may = *mailbox != Mailbox::Directory
        && row.body.is_some()
        && command::may_open(&asker.services, &reader, &row).await?;
    row.body = row.body.filter(|_| may);
    Ok(row)
}

fn item(mailbox: &Mailbox, row: ActRow) -> Result<Response, Refusal> {
    let receipt = command::receipt(&row)?;
    Ok(Response::Item {
        parcel: Parcel {
            signed: row.signed,
            body: row.body,
        },
        mailbox: Some(mailbox.clone()),
        receipt,
    })
}
