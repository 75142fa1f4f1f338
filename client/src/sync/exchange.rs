//! One exchange over a connection: up, down, and what both lead to.

use std::collections::BTreeSet;

use stafet_shared::{
    log::Mailbox,
    refusal::Refusal,
    sync::plan,
    wire::v1::message::{Parcel, Response},
};

use super::{ROUNDS_MAX, Report, SyncError};
use crate::{
    link::{Connection, LinkError},
    office::{Extent, Office, Taken, Verdict},
    store::Store,
};

/// Deposits and reads until neither brings anything new.
pub(super) async fn exchange<S: Store>(
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
pub(super) async fn deposit<S: Store>(
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
    let mut answers = connection.read(plan.subscribe).await?;
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
pub(super) enum Heed {
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
pub(super) async fn receive<S: Store>(
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
            let extent = if clean && office.alarms().next().is_none() {
                Extent::Whole
            } else {
                Extent::Partial
            };
            if !office.complete(&head, extent).await? {
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
pub(super) async fn fetch<S: Store>(
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
pub(super) async fn approve<S: Store>(
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
