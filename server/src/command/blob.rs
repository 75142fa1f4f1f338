//! *Put* and *get*: sealed files that acts have announced, in pieces and behind everything else.
//!
//! Nothing is kept that no act has announced, and nothing longer than was announced. What came of
//! a file stays when a connection breaks, and the next one goes on from there.

use stafet_blobs::{Finished, Held};
use stafet_shared::{
    access::reader::{may_bring, may_fetch},
    act::{HandoverAct, PublicPart},
    hash::Hash,
    log::Mailbox,
    party::OfficeId,
    refusal::Refusal,
    seal::blob::BlobRef,
    session::RequestStream,
    wire::v1::message::{PIECE_BYTES_MAX, Request, Response},
};

use crate::{
    command, log,
    services::{Asker, End, Services},
    store::ActRow,
    transport::stream::Stream,
};

/// Bytes that are read from the disk at once.
const READ_BYTES: usize = 4 * PIECE_BYTES_MAX;

/// Takes in a blob, from where an earlier request stopped.
pub(crate) async fn put(
    stream: &mut Stream,
    rules: &mut RequestStream,
    asker: &Asker,
    blob: BlobRef,
) -> Result<(), End> {
    let Asker { services, caller } = asker;
    let leave = Leave::to_put(asker, blob).await?;
    let lane = caller.lanes.puts.acquire().await;
    let held = services.blobs.with(move |blobs| blobs.held(blob)).await?;
    if let Held::Part(from) = held {
        stream.send(&Response::BlobAt(from)).await?;
        receive(stream, rules, services, blob, from).await?;
        finish(services, blob).await?;
        services.live.wake(&leave.readers);
    }
    drop(lane);
    Ok(stream.send(&Response::BlobKept).await?)
}

async fn finish(services: &Services, blob: BlobRef) -> Result<(), Refusal> {
    match services.blobs.with(move |blobs| blobs.finish(blob)).await? {
        Finished::Kept => {
            tracing::info!(bytes = blob.bytes, "a sealed file is whole");
            Ok(())
        }
        Finished::Dropped => Err(Refusal::Body),
    }
}

/// Writes pieces as they come, to the stream's end. What is missing then comes with another
/// request.
async fn receive(
    stream: &mut Stream,
    rules: &mut RequestStream,
    services: &Services,
    blob: BlobRef,
    from: u32,
) -> Result<(), End> {
    let mut offset = from;
    while let Some(chunk) = stream.read().await? {
        for request in rules.received(&chunk)? {
            // The rules let nothing but pieces follow.
            let Request::Piece(bytes) = request else {
                continue;
            };
            let at = offset;
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            offset = offset.saturating_add(length);
            let write = services
                .blobs
                .with(move |blobs| blobs.write(blob, at, &bytes));
            write.await?;
        }
    }
    rules.finished()?;
    if offset < blob.bytes {
        return Err(Refusal::Malformed.into());
    }
    Ok(())
}

/// Sends a blob from byte `from` on.
pub(crate) async fn get(
    stream: &mut Stream,
    asker: &Asker,
    hash: Hash,
    from: u32,
) -> Result<(), End> {
    let Asker { services, caller } = asker;
    let leave = Leave::to_get(asker, hash).await?;
    let blob = leave.blob;
    let lane = caller.lanes.gets.acquire().await;
    stream.give_way();
    let held = services.blobs.with(move |blobs| blobs.held(blob)).await?;
    if held != Held::Whole {
        return Err(Refusal::NotYet.into());
    }
    let mut offset = from;
    loop {
        let read = services
            .blobs
            .with(move |blobs| blobs.read(blob, offset, READ_BYTES));
        let bytes = read.await?;
        if bytes.is_empty() {
            break;
        }
        // A device may have been stopped meanwhile.
        asker.must_read(&leave.mailbox)?;
        for piece in bytes.chunks(PIECE_BYTES_MAX) {
            stream.send(&Response::Piece(piece.to_vec())).await?;
        }
        offset = offset.saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    }
    drop(lane);
    Ok(())
}

/// That a device may put or get a blob, because of a mailbox that it reads and an act in it.
struct Leave {
    blob: BlobRef,
    mailbox: Mailbox,
    /// Whom it concerns that the blob has come.
    readers: Vec<Mailbox>,
    /// The act that announces it.
    row: ActRow,
}

impl Leave {
    async fn to_put(asker: &Asker, blob: BlobRef) -> Result<Self, Refusal> {
        let leaves = Self::find(asker, blob.hash, may_bring).await?;
        let mut fitting = leaves.into_iter().filter(|leave| leave.blob == blob);
        let mut leave = fitting.next().ok_or(Refusal::NotYours)?;
        leave
            .readers
            .extend(fitting.flat_map(|other| other.readers));
        Ok(leave)
    }

    async fn to_get(asker: &Asker, hash: Hash) -> Result<Self, Refusal> {
        let leaves = Self::find(asker, hash, may_fetch).await?;
        let standing = asker.services.standing();
        let reader = asker.reader(&standing)?;
        for leave in leaves {
            if command::may_open(&asker.services, &reader, &leave.row).await? {
                return Ok(leave);
            }
        }
        Err(Refusal::NotYours)
    }

    /// Every act in the mailboxes of the device's offices that announces the blob and passes.
    async fn find(
        asker: &Asker,
        hash: Hash,
        may: fn(&PublicPart, &OfficeId) -> bool,
    ) -> Result<Vec<Self>, Refusal> {
        let standing = asker.services.standing();
        let mut leaves = Vec::new();
        for office in asker.reader(&standing)?.offices() {
            let mailbox = Mailbox::Office(office.clone());
            let rows = asker.services.store.announcements(hash, mailbox.clone());
            for row in rows.await? {
                let act = log::believe(&standing.directory, &row);
                let act = act.map_err(|error| command::unreadable(&error))?;
                let act = act.public();
                let announced = act.attachments().iter().find(|blob| blob.hash == hash);
                if let Some(blob) = announced
                    && may(act, office)
                {
                    leaves.push(Self {
                        blob: *blob,
                        mailbox: mailbox.clone(),
                        readers: readers(act),
                        row,
                    });
                }
            }
        }
        Ok(leaves)
    }
}

fn readers(act: &PublicPart) -> Vec<Mailbox> {
    let about = act.handover().into_iter();
    let readers = about.flat_map(HandoverAct::readers);
    readers.cloned().map(Mailbox::Office).collect()
}
