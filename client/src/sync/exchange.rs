//! One exchange over a connection: up, down, and what both lead to.

use std::{
    collections::{BTreeSet, VecDeque},
    future::ready,
    sync::Arc,
};

use stafet_blobs::Blobs;
use stafet_shared::{
    id::{ActId, HandoverId},
    log::Mailbox,
    refusal::Refusal,
    seal::blob::BlobRef,
    sync::plan,
    wire::v1::message::Response,
};

use super::{
    Files, ROUNDS_MAX, Report, SyncError,
    transfer::{Event, Moved, Moving, Way},
};
use crate::{
    link::{Answers, Connection, Deposits, LinkError, unexpected},
    office::{Extent, Happened, Lender, OfficeError, Reader, Taken, Transfers, Verdict},
};

/// The most acts that wait for their receipts: more than a satellite link holds.
const AHEAD_ACTS: usize = 128;
/// The most acts in one conversation with the server, which takes as many on one stream.
const DEPOSITS_MAX: usize = stafet_shared::session::DEPOSITS_MAX as usize;

/// Deposits and reads until neither brings anything new. A server that cannot store acts at
/// present is read all the same.
pub(super) async fn exchange(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    for _ in 0..ROUNDS_MAX {
        // Both are asked at once, which saves a round trip; receipts are taken in first. The
        // smaller question goes first, so that its answer does not bring what is deposited back.
        let subscription = Subscription::start(office, connection).await?;
        let deposits = Depositing::start(office, connection).await?;
        let put_off = deposits.take_receipts(office, report).await?;
        let whole = subscription.read(office, report).await?;
        fetch(office, connection, report).await?;
        approve(office, connection, report).await?;
        office.lend(|office| Box::pin(office.refresh())).await?;
        if let Some(refusal) = put_off {
            return Err(LinkError::Refused(refusal).into());
        }
        if whole
            && office
                .look(|reader| reader.unconfirmed().is_empty())
                .await?
        {
            break;
        }
    }
    Ok(())
}

/// Deposits the outbox, the oldest act first. Answers why the server takes nothing at present, if
/// so; what is left stays in the outbox.
pub(super) async fn deposit(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<Option<Refusal>, SyncError> {
    let deposits = Depositing::start(office, connection).await?;
    deposits.take_receipts(office, report).await
}

/// The outbox on its way: acts go out while earlier ones wait for their receipts, all on one
/// stream, since one may build on another.
struct Depositing {
    /// Acts to be sent.
    left: VecDeque<ActId>,
    /// Acts that were sent and not answered.
    sent: VecDeque<ActId>,
    line: Option<Deposits>,
}

impl Depositing {
    async fn start(office: &mut impl Lender, connection: &Connection) -> Result<Self, SyncError> {
        let have = office.look(|reader| reader.have()).await?;
        let mut left = VecDeque::from(plan(&have, []).deposits.concat());
        left.truncate(DEPOSITS_MAX);
        let line = if left.is_empty() {
            None
        } else {
            Some(connection.deposits().await?)
        };
        let mut deposits = Self {
            left,
            sent: VecDeque::new(),
            line,
        };
        deposits.send(office).await?;
        Ok(deposits)
    }

    /// Sends as much as may wait for receipts.
    async fn send(&mut self, office: &mut impl Lender) -> Result<(), SyncError> {
        let Some(line) = &mut self.line else {
            return Ok(());
        };
        while self.sent.len() < AHEAD_ACTS {
            let Some(act) = self.left.pop_front() else {
                line.finish();
                break;
            };
            let parcel = office.lend(move |office| Box::pin(office.exchange().parcel(act)));
            let Some(parcel) = parcel.await? else {
                continue;
            };
            self.sent.push_back(act);
            if !line.send(parcel).await? {
                self.left.clear();
            }
        }
        Ok(())
    }

    /// Takes in the receipts.
    async fn take_receipts(
        mut self,
        office: &mut impl Lender,
        report: &mut Report,
    ) -> Result<Option<Refusal>, SyncError> {
        while let (Some(line), Some(act)) = (&mut self.line, self.sent.pop_front()) {
            match line.receipt().await? {
                Ok(receipt) if receipt.act == act => {
                    let confirmed =
                        office.lend(move |office| Box::pin(office.exchange().confirm(receipt)));
                    if !confirmed.await? {
                        return Err(LinkError::Unexpected.into());
                    }
                    report.confirmed = report.confirmed.saturating_add(1);
                }
                Ok(_) => return Err(LinkError::Unexpected.into()),
                // A server that does not know the device has not looked at the act.
                Err(refusal) if refusal.is_passing() || refusal == Refusal::UnknownDevice => {
                    return Ok(Some(refusal));
                }
                Err(refusal) => {
                    office
                        .lend(move |office| Box::pin(office.exchange().refused(act, refusal)))
                        .await?;
                    let is_trouble = u32::from(!refusal.is_done());
                    report.refused = report.refused.saturating_add(is_trouble);
                }
            }
            self.send(office).await?;
        }
        Ok(None)
    }
}

/// One subscription: what was asked for, and how it goes.
pub(super) struct Reading {
    /// The mailboxes beside the directory's.
    pub(super) mailboxes: Vec<Mailbox>,
    /// Leaves that the log is known to have had when the server was asked, or when it last said.
    floor: u64,
    /// Whether everything so far could be taken in.
    clean: bool,
}

impl Reading {
    /// A subscription to everything that the device reads, and the mailboxes to ask for, each with
    /// the newest entry that is here.
    pub(super) async fn begin(
        office: &mut impl Lender,
    ) -> Result<(Self, Vec<(Mailbox, u64)>), OfficeError> {
        let begin = |reader: Reader<'_>| {
            let reading = Self {
                mailboxes: reader.mailboxes(),
                floor: reader.seen_size(),
                clean: true,
            };
            let subscribe = plan(&reader.have(), reading.mailboxes.iter().cloned()).subscribe;
            (reading, subscribe)
        };
        office.look(begin).await
    }
}

/// The mailboxes, as they are read to their ends.
struct Subscription {
    reading: Reading,
    answers: Answers,
}

impl Subscription {
    async fn start(office: &mut impl Lender, connection: &Connection) -> Result<Self, SyncError> {
        let (reading, subscribe) = Reading::begin(office).await?;
        let answers = connection.read(subscribe).await?;
        Ok(Self { reading, answers })
    }

    /// Answers whether everything could be taken in; if not, what was read meanwhile may make the
    /// rest readable.
    async fn read(
        mut self,
        office: &mut impl Lender,
        report: &mut Report,
    ) -> Result<bool, SyncError> {
        let mut deferred = BTreeSet::new();
        let mut broken = BTreeSet::new();
        while let Some(response) = self.answers.soon().await? {
            let stopped = |mailbox| deferred.contains(mailbox) || broken.contains(mailbox);
            if response.mailbox().is_some_and(stopped) {
                continue;
            }
            match receive(office, response, (report, &mut self.reading)).await? {
                Heed::Nothing => {}
                Heed::Deferred(mailbox) => drop(deferred.insert(mailbox)),
                Heed::Broken(mailbox) => drop(broken.insert(mailbox)),
            }
        }
        // Somebody who has just been approved learns only now which mailboxes are hers.
        let mailboxes = office.look(|reader| reader.mailboxes()).await?;
        Ok(deferred.is_empty() && mailboxes == self.reading.mailboxes)
    }
}

/// What an answer means for the rest of its subscription.
pub(super) enum Heed {
    Nothing,
    /// The mailbox can be read on once the directory has been.
    Deferred(Mailbox),
    /// The mailbox is not whole.
    Broken(Mailbox),
}

/// Takes in one answer to a subscription.
pub(super) async fn receive(
    office: &mut impl Lender,
    response: Response,
    (report, reading): (&mut Report, &mut Reading),
) -> Result<Heed, SyncError> {
    let wrong = unexpected(Some(&response));
    if let Response::Complete(head) = response {
        // A mailbox that became the device's while it read was not read yet.
        let known = |reader: Reader<'_>| (reader.mailboxes(), reader.breaches().count());
        let (mailboxes, breaches) = office.look(known).await?;
        let extent = if reading.clean && mailboxes == reading.mailboxes && breaches == 0 {
            Extent::Whole
        } else {
            Extent::Partial
        };
        let (size, floor) = (head.size, reading.floor);
        let completed =
            office.lend(move |office| Box::pin(office.exchange().complete(head, extent, floor)));
        if completed.await? {
            reading.floor = size;
        } else {
            report.doubtful = report.doubtful.saturating_add(1);
        }
        return Ok(Heed::Nothing);
    }
    let Response::Item {
        mailbox: Some(mailbox),
        parcel,
        receipt,
    } = response
    else {
        return Err(wrong.into());
    };
    if mailbox != Mailbox::Directory && !reading.mailboxes.contains(&mailbox) {
        return Err(wrong.into());
    }
    let from = Some(mailbox.clone());
    let taken =
        office.lend(move |office| Box::pin(office.exchange().take_in(from, parcel, receipt)));
    let taken = taken.await?;
    report.note(taken);
    let heed = match taken {
        Taken::New | Taken::Again | Taken::Quarantined => return Ok(Heed::Nothing),
        Taken::Deferred => Heed::Deferred(mailbox),
        Taken::Alarm => Heed::Broken(mailbox),
    };
    reading.clean = false;
    Ok(heed)
}

/// Asks for what the mailboxes do not bring by themselves.
pub(super) async fn fetch(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    let wanted = office.lend(|office| Box::pin(office.exchange().wanted_bodies()));
    for act in wanted.await? {
        let answers = connection.fetch_act(act).await?;
        take_fetched(office, answers, report).await?;
    }
    for handover in office.look(|reader| reader.incomplete()).await? {
        fetch_handover(office, connection, (handover, report)).await?;
    }
    Ok(())
}

/// Asks for everything about a handover, whatever mailbox it stands in.
pub(super) async fn fetch_handover(
    office: &mut impl Lender,
    connection: &Connection,
    (id, report): (HandoverId, &mut Report),
) -> Result<(), SyncError> {
    let answers = connection.fetch_handover(id).await?;
    take_fetched(office, answers, report).await?;
    office
        .lend(move |office| Box::pin(office.exchange().fetched(id)))
        .await?;
    Ok(())
}

/// Takes in what a fetch brings, as it comes. One that is refused for good must not stop others.
async fn take_fetched(
    office: &mut impl Lender,
    mut answers: Answers,
    report: &mut Report,
) -> Result<(), SyncError> {
    loop {
        match answers.item().await {
            Ok(Some((parcel, receipt))) => {
                let taken = office
                    .lend(move |office| Box::pin(office.exchange().take_in(None, parcel, receipt)));
                report.note(taken.await?);
            }
            Ok(None) => return Ok(()),
            Err(LinkError::Refused(refusal)) if !refusal.is_passing() => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Moves attached files. What that leads to, such as the receipt for having all of them, is
/// deposited at once.
pub(super) async fn transfer(
    office: &mut impl Lender,
    connection: &Connection,
    (files, tell): (Files, &mut (dyn FnMut(Moved) + Send)),
    report: &mut Report,
) -> Result<(), SyncError> {
    let (mut transfers, blobs) = transfers(office).await?;
    match files {
        Files::None => transfers = Transfers::default(),
        Files::Up => transfers.down.clear(),
        Files::All => {}
    }
    let mut moving = Moving::start(connection, blobs, transfers);
    while let Some(event) = moving.next().await? {
        take_file(office, &event, report).await?;
        moved(&event).into_iter().for_each(&mut *tell);
    }
    match deposit(office, connection, report).await? {
        Some(refusal) => Err(LinkError::Refused(refusal).into()),
        None => Ok(()),
    }
}

/// Takes in what has happened to a file.
pub(super) async fn take_file(
    office: &mut impl Lender,
    event: &Event,
    report: &mut Report,
) -> Result<(), SyncError> {
    report.note_file(event);
    let (happened, blob) = match *event {
        Event::Moved(_) | Event::Refused(..) => return Ok(()),
        Event::Kept(blob) => (Happened::Kept, blob),
        Event::Came(blob) => (Happened::Came, blob),
        Event::Spoilt(blob) => (Happened::Spoilt, blob),
    };
    office
        .lend(move |office| Box::pin(office.exchange().blob(blob, happened)))
        .await?;
    Ok(())
}

/// What is to be moved, and where it lies.
pub(super) async fn transfers(
    office: &mut impl Lender,
) -> Result<(Transfers, Arc<dyn Blobs>), OfficeError> {
    office
        .lend(|office| Box::pin(office.exchange().look_for_blobs()))
        .await?;
    let moved = office.lend(|office| {
        let transfers = office.reader().transfers();
        Box::pin(ready(Ok((transfers, office.exchange().blobs()))))
    });
    moved.await
}

/// How far a file has come.
pub(super) fn moved(event: &Event) -> Option<Moved> {
    let whole = |way, blob: BlobRef| {
        let there = blob.bytes;
        Some(Moved { way, blob, there })
    };
    match event {
        Event::Moved(moved) => Some(*moved),
        Event::Kept(blob) => whole(Way::Up, *blob),
        Event::Came(blob) => whole(Way::Down, *blob),
        Event::Spoilt(_) | Event::Refused(..) => None,
    }
}

/// An administrator's device considers the applications that wait.
pub(super) async fn approve(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    if !office.look(|reader| reader.is_administrators()).await? {
        return Ok(());
    }
    let enrolments = match connection.enrolments().await {
        Ok(enrolments) => enrolments,
        // The deployment's genesis may not have been read yet by this server's directory.
        Err(LinkError::Refused(Refusal::NotYours)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for enrol in enrolments {
        let considered =
            office.lend(move |office| Box::pin(async move { office.consider(&enrol).await }));
        match considered.await {
            Ok(Verdict::Approved(_)) => report.approved = report.approved.saturating_add(1),
            Ok(Verdict::Already | Verdict::NotOurs | Verdict::NotProven | Verdict::Spent) => {}
            // One that the directory cannot take (a device that has joined that office already)
            // must not stop the others, nor the sync.
            Err(OfficeError::Denied(_) | OfficeError::Issue(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
