//! *Fetch*: one act, or every act about one handover, for those in whose mailboxes they stand.

use stafet_shared::{
    act::Matter,
    handover::Handover,
    id::{ActId, HandoverId},
    log::Mailbox,
    party::directory::{Directory, Statement},
    refusal::Refusal,
    wire::v1::message::{Parcel, Response},
};

use crate::{
    caller::{Caller, Reading},
    command, committer,
    services::{End, Services},
    store::ActRow,
    transport::stream::Stream,
};

pub(crate) async fn act(
    stream: &mut Stream,
    services: &Services,
    caller: &Caller,
    id: ActId,
) -> Result<(), End> {
    let standing = services.standing();
    let now = services.clock.now();
    let reading = Reading::of(caller, &standing.directory, now)?;
    let lane = caller.lanes.fetches.acquire().await;
    let row = services.reader.act(id).await?.ok_or(Refusal::NotYours)?;
    let mut item = item(&reading, &row)?.ok_or(Refusal::NotYours)?;
    if item.directory {
        item.whole = may_open(&reading, &standing.directory, &row)?;
    } else {
        item.whole &= command::is_sealed_for(&reading, &row)?;
        item.whole &= !command::is_withheld(services, &reading, &row).await?;
    }
    stream.send(&item.response(row)).await?;
    drop(lane);
    Ok(())
}

/// Every act about the handover, in the log's order, once one of them stands in a mailbox that
/// the device reads. Bodies come with the acts that stand there; others are sealed to others. An
/// administrator gets those of any handover, without bodies: to see by herself what was done.
///
/// Who hears of the course that the handover has opened gets the acts of all its handovers behind
/// them: an office that has taken the child over was not there when some of them ended.
pub(crate) async fn handover(
    stream: &mut Stream,
    services: &Services,
    caller: &Caller,
    id: HandoverId,
) -> Result<(), End> {
    let standing = services.standing();
    let now = services.clock.now();
    let reading = Reading::of(caller, &standing.directory, now)?;
    let lane = caller.lanes.fetches.acquire().await;
    let rows = services.reader.acts_of(id).await?;
    let mut stands_there = false;
    for row in &rows {
        stands_there |= item(&reading, row)?.is_some();
    }
    if !stands_there && (rows.is_empty() || !reading.administers()) {
        return Err(Refusal::NotYours.into());
    }
    let hears = hears_of_its_course(&reading, &standing.directory, &rows)?;
    send_all(stream, (services, &reading), rows).await?;
    if hears {
        for other in services.reader.of_course(id).await? {
            let rows = services.reader.acts_of(other).await?;
            send_all(stream, (services, &reading), rows).await?;
        }
    }
    drop(lane);
    Ok(())
}

/// Whether the device serves an office that hears of everything in the course which these acts
/// have opened.
fn hears_of_its_course(
    reading: &Reading<'_>,
    directory: &Directory,
    rows: &[ActRow],
) -> Result<bool, Refusal> {
    let handover = committer::fold(directory, rows).map_err(|_| Refusal::Unavailable)?;
    let mut hears = handover.iter().flat_map(Handover::hears_of_its_course);
    Ok(hears.any(|office| reading.serves(office)))
}

/// Sends acts, with the bodies of those that stand in a mailbox that the device reads.
async fn send_all(
    stream: &mut Stream,
    (services, reading): (&Services, &Reading<'_>),
    rows: Vec<ActRow>,
) -> Result<(), End> {
    for row in rows {
        let (item, row) = match item(reading, &row)? {
            // One body at a time.
            Some(mut item) => {
                item.whole &= !command::is_withheld(services, reading, &row).await?;
                let row = services.reader.act(row.id).await?.unwrap_or(row);
                item.whole &= command::is_sealed_for(reading, &row)?;
                (item, row)
            }
            None => (Item::bare(&row)?, row),
        };
        stream.send(&item.response(row)).await?;
    }
    Ok(())
}

/// An act that is to be sent, and whether with its body.
struct Item {
    receipt: stafet_shared::log::receipt::Receipt,
    directory: bool,
    whole: bool,
}

impl Item {
    fn bare(row: &ActRow) -> Result<Self, Refusal> {
        Ok(Self {
            receipt: command::receipt(row)?,
            directory: false,
            whole: false,
        })
    }

    fn response(self, row: ActRow) -> Response {
        Response::Item {
            mailbox: None,
            parcel: Parcel {
                signed: row.signed,
                body: row.body.filter(|_| self.whole),
            },
            receipt: self.receipt,
        }
    }
}

/// The act, if it stands in a mailbox that the device reads.
fn item(reading: &Reading<'_>, row: &ActRow) -> Result<Option<Item>, Refusal> {
    let receipt = command::receipt(row)?;
    let whole = receipt.entries.iter().any(|entry| match &entry.mailbox {
        Mailbox::Office(office) => reading.serves(office),
        Mailbox::Directory => false,
    });
    let directory = receipt.entry(&Mailbox::Directory).is_some() && reading.serves_some();
    Ok((whole || directory).then_some(Item {
        receipt,
        directory,
        whole,
    }))
}

/// Whether the device may have the body of a statement: an approval's is for its office, whose
/// members wrap seeds for the new device, and for administrators.
fn may_open(reading: &Reading<'_>, directory: &Directory, row: &ActRow) -> Result<bool, Refusal> {
    let act = committer::believe(directory, row);
    let act = act.map_err(|_| Refusal::Unavailable)?;
    Ok(match &act.public().matter {
        Matter::Directory(Statement::Approve(approve), _) => {
            reading.administers() || reading.serves(&approve.membership.office)
        }
        Matter::Directory(..) | Matter::Handover(_) => false,
    })
}
