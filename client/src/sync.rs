//! Speaking with the server: what is in the outbox goes up, what is in the mailboxes comes down.
//!
//! The planning is [`stafet_shared::sync`]'s and the believing is the office's; this only drives
//! both over a [`Connection`]. Everything may be repeated, so any failure is answered by trying
//! again from the start. The office is asked for one call at a time, by whoever is its
//! [`Lender`], and is held over no wait for the network.

mod bell;
mod exchange;
mod grace;
mod heard;
mod live;
mod transfer;

use std::{future::ready, time::Duration};

use serde::{Deserialize, Serialize};
use stafet_blobs::BlobsError;
use stafet_shared::{
    id::{ActId, HandoverId},
    refusal::Refusal,
};

use self::{
    exchange::{exchange, transfer},
    grace::Grace,
    heard::ask_who_was_heard,
    transfer::Event,
};
pub use self::{
    live::{ATTACHMENTS_POLL, ENROL_POLL, OUTBOX_POLL, Progress, UNANSWERED_MAX, watch},
    transfer::{Moved, Way},
};
use crate::{
    link::{Connection, Connector, Joining, LinkError},
    office::{Credentials, Lender, OfficeError, Reader, Standing, Taken},
};

/// How often a conversation that stalls is begun anew before the sync fails.
pub const TRIES_MAX: u32 = 3;
/// How often one sync deposits and reads before it leaves the rest to the next.
pub const ROUNDS_MAX: u32 = 16;

/// What one sync has done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Own acts that the server has confirmed (R1).
    pub confirmed: u32,
    /// Own acts that it has refused for good.
    pub refused: u32,
    /// Acts that were new here.
    pub read: u32,
    /// Items that do not verify, and mailboxes that are not whole.
    pub doubtful: u32,
    /// Applications to join that were approved.
    pub approved: u32,
    /// Whether the own application waits for an administrator.
    pub waits_for_approval: bool,
    /// Attached files that the server has confirmed.
    pub attachments_up: u32,
    /// Attached files that have come.
    pub attachments_down: u32,
    /// Attached files that came with a wrong hash or length, or that the server refuses.
    pub attachments_doubtful: u32,
    /// Attached files that are still to be moved.
    pub attachments_waiting: u32,
    /// Own acts that nobody has confirmed yet.
    #[serde(skip)]
    pub unconfirmed: Vec<ActId>,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
}

impl Report {
    /// Adds to what was done what was done after it; what is left is the later one's.
    pub fn add(&mut self, later: &Self) {
        self.each(later, u32::saturating_add, u64::saturating_add);
    }

    /// What was done since an earlier one of the same sum.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let mut since = self.clone();
        since.each(earlier, u32::saturating_sub, u64::saturating_sub);
        since
    }

    fn each(&mut self, other: &Self, counts: fn(u32, u32) -> u32, bytes: fn(u64, u64) -> u64) {
        let own = [
            (&mut self.confirmed, other.confirmed),
            (&mut self.refused, other.refused),
            (&mut self.read, other.read),
            (&mut self.doubtful, other.doubtful),
            (&mut self.approved, other.approved),
            (&mut self.attachments_up, other.attachments_up),
            (&mut self.attachments_down, other.attachments_down),
            (&mut self.attachments_doubtful, other.attachments_doubtful),
        ];
        for (own, other) in own {
            *own = counts(*own, other);
        }
        self.bytes_up = bytes(self.bytes_up, other.bytes_up);
        self.bytes_down = bytes(self.bytes_down, other.bytes_down);
    }

    fn note(&mut self, taken: Taken) {
        match taken {
            Taken::New => self.read = self.read.saturating_add(1),
            Taken::Again | Taken::Deferred => {}
            Taken::Quarantined | Taken::Alarm => self.doubtful = self.doubtful.saturating_add(1),
        }
    }

    fn note_file(&mut self, event: &Event) {
        let count = match event {
            Event::Moved(_) => return,
            Event::Refused(refusal) if refusal.is_passing() => return,
            // It has been entered in error since, and is kept back.
            Event::Refused(Refusal::NotYours) => return,
            Event::Kept(_) => &mut self.attachments_up,
            Event::Came(_) => &mut self.attachments_down,
            Event::Spoilt(_) | Event::Refused(..) => &mut self.attachments_doubtful,
        };
        *count = count.saturating_add(1);
    }
}

/// Why a sync did not come to its end. What it did before stays done.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// There is nobody to speak for.
    #[error("this profile belongs to nobody yet; join with an invitation")]
    NotEnrolled,
    /// The server was not reached, or refuses.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The server has broken its promise about a mailbox.
    #[error("what the server sends is not whole; reading stops there, tell the administrator")]
    Doubtful,
    /// The folder of sealed files failed.
    #[error(transparent)]
    Blobs(#[from] BlobsError),
    /// The profile's side failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl SyncError {
    /// Whether the server is only not reached now: everything is tried again by itself.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::Link(error) if error.is_silence())
    }
}

/// Which attached files a sync moves once acts and text have been exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// No attached file.
    None,
    /// Those that are to be brought: what a command has attached goes out with its act.
    Up,
    /// Those in both directions.
    All,
}

/// Syncs once, with all attached files.
///
/// # Errors
/// As [`sync_with`].
pub async fn sync_once<L: Lender>(
    office: &mut L,
    connector: &Connector,
) -> Result<Report, SyncError> {
    sync_with(office, connector, Files::All, &mut |_| {}, None).await
}

/// Fetches everything about one handover, whatever mailbox it stands in: what an administrator has
/// to see before she does something about it. Answers how many items do not verify.
///
/// # Errors
/// When the connection or the profile's storage fails. A handover that the server does not hand
/// out is simply not here afterwards.
pub async fn fetch_handover<L: Lender>(
    office: &mut L,
    connection: &Connection,
    id: HandoverId,
) -> Result<u32, SyncError> {
    let mut report = Report::default();
    exchange::fetch_handover(office, connection, (id, &mut report)).await?;
    Ok(report.doubtful)
}

/// Syncs once, and tells how far attached files have come.
///
/// It deposits the outbox and reads the mailboxes, and again until neither brings anything new;
/// then it moves attached files. Somebody who waits for approval asks for it.
///
/// With `patience` a server that has not said a word by then is given up. One that was heard may
/// take its time: files are as long as they are.
///
/// # Errors
/// When the server is not reached in [`TRIES_MAX`] attempts, or the profile's storage fails.
pub async fn sync_with<L: Lender>(
    office: &mut L,
    connector: &Connector,
    files: Files,
    tell: &mut (dyn FnMut(Moved) + Send),
    patience: Option<Duration>,
) -> Result<Report, SyncError> {
    let mut report = Report::default();
    let mut grace = Grace::new(patience);
    let mut tries: u32 = 1;
    loop {
        let kept = (&mut report, &mut grace);
        match attempt(office, connector, (files, &mut *tell), kept).await {
            Ok(()) => {
                sum_up(office, &mut report).await?;
                return Ok(report);
            }
            Err(SyncError::Link(LinkError::NoAnswer | LinkError::Unreachable(_)))
                if tries < TRIES_MAX && !grace.is_over() =>
            {
                tries = tries.saturating_add(1);
            }
            Err(error) => return Err(error),
        }
    }
}

async fn attempt<L: Lender>(
    office: &mut L,
    connector: &Connector,
    (files, tell): (Files, &mut (dyn FnMut(Moved) + Send)),
    (report, grace): (&mut Report, &mut Grace),
) -> Result<(), SyncError> {
    office.lend(|office| Box::pin(office.refresh())).await?;
    let silent = || false;
    if !grace
        .within(enrolled(office, connector, report), silent)
        .await?
    {
        return Ok(());
    }
    let connection = grace.within(connect(office, connector), silent).await?;
    let is_heard = || connection.bytes().1 > 0;
    let speaking = async {
        exchange_early(office, &connection, report).await?;
        ask_who_was_heard(office, &connection).await?;
        transfer(office, &connection, (files, tell), report).await
    };
    let outcome = grace.within(speaking, is_heard).await;
    count(&connection, report);
    connection.close();
    outcome
}

/// What is left to be done.
async fn sum_up(office: &mut impl Lender, report: &mut Report) -> Result<(), OfficeError> {
    let left = |reader: Reader<'_>| (reader.unconfirmed(), reader.transfers().count());
    let (unconfirmed, waiting) = office.look(left).await?;
    report.unconfirmed = unconfirmed;
    report.attachments_waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
    Ok(())
}

/// Exchanges over a connection on which the server may not know the device yet: then once more.
async fn exchange_early(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    match exchange(office, connection, report).await {
        Err(SyncError::Link(LinkError::TooEarly)) => exchange(office, connection, report).await,
        outcome => outcome,
    }
}

/// Connects with whatever the profile has, and asks before the handshake is complete if it can.
async fn connect(office: &mut impl Lender, connector: &Connector) -> Result<Connection, SyncError> {
    Ok(connector.connect_early(&credentials(office).await?).await?)
}

async fn credentials(office: &mut impl Lender) -> Result<Credentials, SyncError> {
    let credentials = office.lend(|office| Box::pin(ready(office.credentials())));
    credentials.await?.ok_or(SyncError::NotEnrolled)
}

fn count(connection: &Connection, report: &mut Report) {
    let (up, down) = connection.bytes();
    report.bytes_up = report.bytes_up.saturating_add(up);
    report.bytes_down = report.bytes_down.saturating_add(down);
}

/// Asks for the answer to an application that waits. Answers whether there is a device to speak
/// for.
async fn enrolled(
    office: &mut impl Lender,
    connector: &Connector,
    report: &mut Report,
) -> Result<bool, SyncError> {
    let known = |reader: Reader<'_>| (reader.application(), reader.standing());
    let (application, standing) = office.look(known).await?;
    let Some(enrol) = application else {
        return Ok(true);
    };
    let at_work = matches!(
        standing,
        Standing::Member { .. } | Standing::WaitingForKey(_)
    );
    let credentials = credentials(office).await?;
    let connection = connector.connect(&credentials).await?;
    let answer = match connection.enrol(&enrol).await {
        // Who serves one office already goes on doing so, whatever becomes of another.
        Err(LinkError::Refused(_)) if at_work => Ok(Joining::Waiting),
        answer => answer,
    };
    count(&connection, report);
    connection.close();
    match answer? {
        Joining::Joined(chain) => {
            let root = match credentials {
                Credentials::Joining { server: _, pin } => connection.root(pin)?,
                Credentials::Device { root, .. } => root,
            };
            office
                .lend(move |office| Box::pin(office.exchange().joined(root, chain)))
                .await?;
            report.waits_for_approval = false;
            Ok(true)
        }
        Joining::Waiting => {
            report.waits_for_approval = true;
            Ok(at_work)
        }
    }
}
