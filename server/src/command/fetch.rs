//! *Fetch*: one act, or every act about one handover, for those in whose mailboxes they stand.

use stafet_shared::{
    access::reader::Reader,
    handover::Handover,
    id::{ActId, HandoverId},
    log::receipt::Receipt,
    refusal::Refusal,
    wire::v1::message::{Parcel, Response},
};

use crate::{
    command, log,
    services::{Asker, End, Services},
    store::ActRow,
    transport::stream::Stream,
};

pub(crate) async fn act(stream: &mut Stream, asker: &Asker, id: ActId) -> Result<(), End> {
    let Asker { services, caller } = asker;
    let standing = services.standing();
    let reader = asker.reader(&standing)?;
    let lane = caller.lanes.fetches.acquire().await;
    let mut row = services.store.act(id).await?.ok_or(Refusal::NotYours)?;
    let receipt = command::receipt(&row)?;
    if !stands_with(&reader, &receipt) {
        return Err(Refusal::NotYours.into());
    }
    if !command::may_open(services, &reader, &row).await? {
        row.body = None;
    }
    stream.send(&item(row, receipt)).await?;
    drop(lane);
    Ok(())
}

/// Every act about the handover, in the log's order, once one of them stands in a mailbox that
/// the device reads. Bodies come with the acts that are sealed to it. An administrator gets those
/// of any handover, without bodies: to see by herself what was done.
///
/// Who hears of the course that the handover has opened gets the acts of all its handovers behind
/// them: an office that has taken the child over was not there when some of them ended.
pub(crate) async fn handover(
    stream: &mut Stream,
    asker: &Asker,
    id: HandoverId,
) -> Result<(), End> {
    let Asker { services, caller } = asker;
    let standing = services.standing();
    let reader = asker.reader(&standing)?;
    let lane = caller.lanes.fetches.acquire().await;
    let rows = services.store.acts_of(id).await?;
    let mut stands_there = false;
    for row in &rows {
        stands_there |= stands_with(&reader, &command::receipt(row)?);
    }
    if !stands_there && (rows.is_empty() || !reader.administers()) {
        return Err(Refusal::NotYours.into());
    }
    let folded = log::fold(&standing.directory, &rows);
    let folded = folded.map_err(|error| command::unreadable(&error))?;
    send_all(stream, services, &reader, rows).await?;
    let mut hearers = folded.iter().flat_map(Handover::hears_of_its_course);
    if hearers.any(|office| reader.serves(office)) {
        for other in services.store.of_course(id).await? {
            let rows = services.store.acts_of(other).await?;
            send_all(stream, services, &reader, rows).await?;
        }
    }
    drop(lane);
    Ok(())
}

/// Sends acts, with the bodies that the device gets. One body is read at a time.
async fn send_all(
    stream: &mut Stream,
    services: &Services,
    reader: &Reader<'_>,
    rows: Vec<ActRow>,
) -> Result<(), End> {
    for row in rows {
        let receipt = command::receipt(&row)?;
        let may = command::may_open(services, reader, &row).await?;
        let row = if may {
            services.store.act(row.id).await?.unwrap_or(row)
        } else {
            row
        };
        stream.send(&item(row, receipt)).await?;
    }
    Ok(())
}

/// Whether an act stands in a mailbox that the device reads.
fn stands_with(reader: &Reader<'_>, receipt: &Receipt) -> bool {
    let mut entries = receipt.entries.iter();
    entries.any(|entry| reader.reads(&entry.mailbox))
}

fn item(row: ActRow, receipt: Receipt) -> Response {
    Response::Item {
        mailbox: None,
        parcel: Parcel {
            signed: row.signed,
            body: row.body,
        },
        receipt,
    }
}
