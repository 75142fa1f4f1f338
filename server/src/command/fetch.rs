//! *Fetch*: one act, or every act about one handover, for those in whose mailboxes they stand.

use stafet_shared::{
    act::Matter,
    id::{ActId, HandoverId},
    log::Mailbox,
    party::directory::{Directory, Statement},
    refusal::Refusal,
    wire::v1::message::{Parcel, Response},
};

use crate::{
    command, committer,
    session::{Caller, End, Reading, Services},
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
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push((item(&reading, &row)?, row));
    }
    let may_look = reading.administers() && !items.is_empty();
    if !may_look && !items.iter().any(|(item, _)| item.is_some()) {
        return Err(Refusal::NotYours.into());
    }
    for (item, row) in items {
        let (item, row) = match item {
            // One body at a time.
            Some(mut item) => {
                item.whole &= !command::is_withheld(services, &reading, &row).await?;
                let row = services.reader.act(row.id).await?.unwrap_or(row);
                item.whole &= command::is_sealed_for(&reading, &row)?;
                (item, row)
            }
            None => (Item::bare(&row)?, row),
        };
        stream.send(&item.response(row)).await?;
    }
    drop(lane);
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
