//! What devices ask, one file for each request.

pub(crate) mod blob;
pub(crate) mod deposit;
pub(crate) mod enrol;
pub(crate) mod enrolments;
pub(crate) mod facts;
pub(crate) mod fetch;
pub(crate) mod owed;
pub(crate) mod ping;
pub(crate) mod subscribe;

use stafet_shared::{
    act::Act,
    handover::{Effect, Handover, Position, State},
    log::head::Head,
    refusal::Refusal,
    sign::Signed,
    time::Timestamp,
    wire::v1,
};

use crate::{
    caller::{Caller, Reading},
    live::Standing,
    services::Services,
    store::ActRow,
};

/// The server's word on how far the log goes.
pub(crate) fn head(services: &Services, standing: &Standing) -> Head {
    let now = services.clock.now();
    Head::sign(standing.size, standing.root, now, &services.key)
}

/// Refuses whoever may not see what is owed everywhere.
pub(crate) fn looks(services: &Services, caller: &Caller, now: Timestamp) -> Result<(), Refusal> {
    let standing = services.standing();
    let reading = Reading::of(caller, &standing.directory, now)?;
    if reading.looks() {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

/// An act's receipt, as the log keeps it.
pub(crate) fn receipt(row: &ActRow) -> Result<stafet_shared::log::receipt::Receipt, Refusal> {
    v1::receipt::decode(&row.receipt).map_err(|_| {
        tracing::error!(act = %row.id, "the log holds a receipt that cannot be read");
        Refusal::Unavailable
    })
}

/// Whether what an act has sealed is kept back from a device: once its sender has said that the
/// handover should never have been sent, nobody but the sender's organisation fetches any of it,
/// and once it was withdrawn, nobody who had not opened it before.
pub(crate) async fn is_withheld(
    services: &Services,
    reading: &Reading<'_>,
    row: &ActRow,
) -> Result<bool, Refusal> {
    let Some(id) = row.handover else {
        return Ok(false);
    };
    let mut handover = None;
    for row in services.reader.acts_of(id).await? {
        let act = kept(&row)?;
        let position = Position {
            index: row.index,
            deposited: receipt(&row)?.deposited,
        };
        handover = Handover::fold(handover, act.public(), act.hash(), Some(position));
    }
    let Some(handover): Option<Handover> = handover else {
        return Ok(false);
    };
    let offices = reading.offices();
    let senders = handover.from.organisation();
    let is_senders = offices.iter().any(|it| it.organisation() == senders);
    let has_opened = offices.iter().any(|it| handover.openers.contains(it));
    let history = handover.history.iter();
    let mut moves = history.filter(|event| event.effect == Effect::Moved);
    let taken_back = moves.any(|event| {
        let in_error = event.state == State::EnteredInError;
        in_error || (event.state == State::Withdrawn && !has_opened)
    });
    Ok(taken_back && !is_senders)
}

/// Whether what an act has sealed is for one of the offices that a device serves. Whoever only has
/// to know that something happened does not pay for bytes that they cannot open.
pub(crate) fn is_sealed_for(reading: &Reading<'_>, row: &ActRow) -> Result<bool, Refusal> {
    if row.handover.is_none() || row.body.is_none() {
        return Ok(true);
    }
    let act = kept(row)?;
    let about = act.public().handover();
    let sealed = about.and_then(|about| about.sealed.as_ref());
    Ok(sealed.is_some_and(|sealed| sealed.to.iter().any(|(office, _)| reading.serves(office))))
}

/// An act that was verified before it was taken into the log.
fn kept(row: &ActRow) -> Result<Act, Refusal> {
    let signed = Signed::from_bytes(row.signed.clone()).ok();
    let act = signed.and_then(|signed| Act::kept(signed).ok());
    act.ok_or_else(|| {
        tracing::error!(act = %row.id, "the log holds an act that cannot be read");
        Refusal::Unavailable
    })
}
