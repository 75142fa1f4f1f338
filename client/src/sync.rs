//! Speaking with the server: what is in the outbox goes up, what is in the mailboxes comes down.
//!
//! The planning is [`stafet_shared::sync`]'s and the believing is the office's; this only drives
//! both over a [`Connection`]. Everything may be repeated, so any failure is answered by trying
//! again from the start.

mod live;

use std::collections::BTreeSet;

use stafet_shared::{
    id::ActId,
    log::Mailbox,
    refusal::Refusal,
    sync::plan,
    wire::v1::message::{Parcel, Response},
};

pub use live::{ENROL_POLL, OUTBOX_POLL, Progress, watch};

use crate::{
    link::{Connection, Connector, Joining, LinkError},
    office::{Credentials, Office, OfficeError, Standing, Taken, Verdict},
    store::Store,
};

/// How often a conversation that stalls is begun anew before the sync fails.
pub const TRIES_MAX: u32 = 3;
/// How often one sync deposits and reads before it leaves the rest to the next.
pub const ROUNDS_MAX: u32 = 16;

/// What one sync has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Own acts that nobody has confirmed yet.
    pub unconfirmed: Vec<ActId>,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
}

impl Report {
    fn note(&mut self, taken: Taken) {
        match taken {
            Taken::New => self.read = self.read.saturating_add(1),
            Taken::Again | Taken::Deferred => {}
            Taken::Quarantined | Taken::Alarm => self.doubtful = self.doubtful.saturating_add(1),
        }
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
    /// The profile's side failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// Syncs once: deposits the outbox, reads the mailboxes, and again until neither brings
/// anything new. Somebody who waits for approval asks for it.
///
/// # Errors
/// When the server is not reached in [`TRIES_MAX`] attempts, or the profile's storage fails.
pub async fn sync_once<S: Store>(
    office: &mut Office<S>,
    connector: &Connector,
) -> Result<Report, SyncError> {
    let mut report = Report::default();
    let mut tries: u32 = 1;
    loop {
        match attempt(office, connector, &mut report).await {
            Ok(()) => {
                report.unconfirmed = office.unconfirmed();
                return Ok(report);
            }
            Err(SyncError::Link(LinkError::NoAnswer | LinkError::Unreachable(_)))
                if tries < TRIES_MAX =>
            {
                tries = tries.saturating_add(1);
            }
            Err(error) => return Err(error),
        }
    }
}

async fn attempt<S: Store>(
    office: &mut Office<S>,
    connector: &Connector,
    report: &mut Report,
) -> Result<(), SyncError> {
    office.refresh().await?;
    if !enrolled(office, connector, report).await? {
        return Ok(());
    }
    let connection = connect(office, connector).await?;
    let outcome = exchange(office, &connection, report).await;
    count(&connection, report);
    connection.close();
    outcome
}

/// Connects with whatever the profile has.
async fn connect<S: Store>(
    office: &Office<S>,
    connector: &Connector,
) -> Result<Connection, SyncError> {
    let credentials = office.credentials()?.ok_or(SyncError::NotEnrolled)?;
    Ok(connector.connect(&credentials).await?)
}

fn count(connection: &Connection, report: &mut Report) {
    let (up, down) = connection.bytes();
    report.bytes_up = report.bytes_up.saturating_add(up);
    report.bytes_down = report.bytes_down.saturating_add(down);
}

/// Asks for the answer to an application that waits. Answers whether there is a device to speak
/// for.
async fn enrolled<S: Store>(
    office: &mut Office<S>,
    connector: &Connector,
    report: &mut Report,
) -> Result<bool, SyncError> {
    let Some(enrol) = office.application() else {
        return Ok(true);
    };
    let credentials = office.credentials()?.ok_or(SyncError::NotEnrolled)?;
    let connection = connector.connect(&credentials).await?;
    let answer = connection.enrol(&enrol).await;
    count(&connection, report);
    connection.close();
    match answer? {
        Joining::Joined(chain) => {
            let root = match credentials {
                Credentials::Joining { server: _, pin } => connection.root(pin)?,
                Credentials::Device { root, .. } => root,
            };
            office.joined(root, chain).await?;
            report.waits_for_approval = false;
            Ok(true)
        }
        Joining::Waiting => {
            report.waits_for_approval = true;
            Ok(matches!(
                office.standing(),
                Standing::Member { .. } | Standing::WaitingForKey(_)
            ))
        }
    }
}

/// Deposits and reads until neither brings anything new.
async fn exchange<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    for _ in 0..ROUNDS_MAX {
        deposit(office, connection, report).await?;
        let whole = read(office, connection, report).await?;
        fetch(office, connection, report).await?;
        approve(office, connection, report).await?;
        office.refresh().await?;
        if whole && office.have().outbox.is_empty() {
            break;
        }
    }
    Ok(())
}

/// Deposits the outbox, the oldest act first.
async fn deposit<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    for batch in plan(&office.have(), []).deposits {
        let mut parcels: Vec<Parcel> = Vec::with_capacity(batch.len());
        for act in &batch {
            parcels.extend(office.parcel(*act).await?);
        }
        let mut answers = connection.start_deposit(&parcels).await?;
        for act in batch {
            match answers.receipt().await? {
                Ok(receipt) if receipt.act == act && office.confirm(&receipt).await? => {
                    report.confirmed = report.confirmed.saturating_add(1);
                }
                Ok(_) => return Err(LinkError::Unexpected.into()),
                Err(refusal) if refusal.is_passing() => {
                    return Err(LinkError::Refused(refusal).into());
                }
                Err(refusal) => {
                    office.refused(act, refusal).await?;
                    report.refused = report.refused.saturating_add(1);
                }
            }
        }
    }
    Ok(())
}

/// Reads the mailboxes to their ends. Answers whether everything could be taken in; if not, what
/// was read meanwhile may make the rest readable.
async fn read<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<bool, SyncError> {
    let mailboxes = office.mailboxes();
    let plan = plan(&office.have(), mailboxes.iter().cloned());
    let mut answers = connection.subscribe(plan.subscribe, false).await?;
    let mut deferred = BTreeSet::new();
    let mut broken = BTreeSet::new();
    while let Some(response) = answers.soon().await? {
        let stopped = |mailbox| deferred.contains(mailbox) || broken.contains(mailbox);
        if mailbox_of(&response).is_some_and(stopped) {
            continue;
        }
        let clean = deferred.is_empty() && broken.is_empty();
        match receive(office, response, (report, clean)).await? {
            Heed::Nothing => {}
            Heed::Deferred(mailbox) => drop(deferred.insert(mailbox)),
            Heed::Broken(mailbox) => drop(broken.insert(mailbox)),
        }
    }
    // Somebody who has just been approved learns only now which mailboxes are hers.
    Ok(deferred.is_empty() && office.mailboxes() == mailboxes)
}

/// What an answer means for the rest of its subscription.
enum Heed {
    Nothing,
    /// The mailbox can be read on once the directory has been.
    Deferred(Mailbox),
    /// The mailbox is not whole.
    Broken(Mailbox),
}

const fn mailbox_of(response: &Response) -> Option<&Mailbox> {
    match response {
        Response::Item { mailbox, .. } => mailbox.as_ref(),
        Response::Waiting
        | Response::Joined(_)
        | Response::Deposited(_)
        | Response::Complete(_)
        | Response::Enrolment(_)
        | Response::Pong(_)
        | Response::Refused(_) => None,
    }
}

/// Takes in one answer to a subscription. `clean` says that everything before it could be.
async fn receive<S: Store>(
    office: &mut Office<S>,
    response: Response,
    (report, clean): (&mut Report, bool),
) -> Result<Heed, SyncError> {
    match response {
        Response::Item {
            mailbox: Some(mailbox),
            parcel,
            receipt,
        } => {
            let taken = office.take_in(Some(&mailbox), &parcel, &receipt).await?;
            report.note(taken);
            Ok(match taken {
                Taken::New | Taken::Again | Taken::Quarantined => Heed::Nothing,
                Taken::Deferred => Heed::Deferred(mailbox),
                Taken::Alarm => Heed::Broken(mailbox),
            })
        }
        Response::Complete(head) => {
            let whole = clean && office.alarms().next().is_none();
            if !office.complete(&head, whole).await? {
                report.doubtful = report.doubtful.saturating_add(1);
            }
            Ok(Heed::Nothing)
        }
        Response::Refused(refusal) => Err(LinkError::Refused(refusal).into()),
        Response::Item { mailbox: None, .. }
        | Response::Waiting
        | Response::Joined(_)
        | Response::Deposited(_)
        | Response::Enrolment(_)
        | Response::Pong(_) => Err(LinkError::Unexpected.into()),
    }
}

/// Asks for what the mailboxes do not bring by themselves.
async fn fetch<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    let mut items = Vec::new();
    for act in office.wanted_bodies().await? {
        items.extend(permitted(connection.fetch_act(act).await)?.flatten());
    }
    for handover in office.headless() {
        let fetched = permitted(connection.fetch_handover(handover).await)?;
        items.extend(fetched.into_iter().flatten());
    }
    for (parcel, receipt) in items {
        report.note(office.take_in(None, &parcel, &receipt).await?);
    }
    Ok(())
}

/// What one fetch brought: one that is refused for good must not stop the others.
fn permitted<T>(fetched: Result<T, LinkError>) -> Result<Option<T>, LinkError> {
    match fetched {
        Ok(items) => Ok(Some(items)),
        Err(LinkError::Refused(refusal)) if !refusal.is_passing() => Ok(None),
        Err(error) => Err(error),
    }
}

/// An administrator's device considers the applications that wait.
async fn approve<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    if !office.is_administrators() {
        return Ok(());
    }
    let enrolments = match connection.enrolments().await {
        Ok(enrolments) => enrolments,
        // The deployment's genesis may not have been read yet by this server's directory.
        Err(LinkError::Refused(Refusal::NotYours)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for enrol in enrolments {
        match office.consider(&enrol).await? {
            Verdict::Approved(_) => report.approved = report.approved.saturating_add(1),
            Verdict::Already | Verdict::NotOurs | Verdict::NotProven | Verdict::Spent => {}
        }
    }
    Ok(())
}
