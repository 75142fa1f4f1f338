//! What devices ask, one file for each request, and which file answers which.

mod blob;
pub(crate) mod deposit;
mod enrol;
mod enrolments;
mod facts;
mod fetch;
mod heard;
mod owed;
mod ping;
mod subscribe;

use stafet_shared::{
    access::{copies::FOLLOWED_MAX, reader::Reader},
    handover::Handover,
    log::{head::Head, receipt::Receipt},
    refusal::Refusal,
    session::RequestStream,
    wire::v1::message::Request,
};

use self::subscribe::Subscription;
use crate::{
    live::Published,
    log,
    services::{Asker, End, Services},
    store::{ActRow, StoreError},
    transport::stream::Stream,
};

/// Answers a request. What ends soon is boxed, so that a subscription, which stays, keeps no room
/// for it.
pub(crate) async fn serve(
    stream: &mut Stream,
    rules: &mut RequestStream,
    asker: &Asker,
    request: Request,
) -> Result<(), End> {
    match request {
        // These follow others, which take them in.
        Request::Deposit(_) | Request::Piece(_) => Ok(()),
        Request::PutBlob(blob) => Box::pin(blob::put(stream, rules, asker, blob)).await,
        Request::GetBlob { hash, from } => Box::pin(blob::get(stream, asker, hash, from)).await,
        Request::Enrol(enrol) => Box::pin(enrol::serve(stream, asker, &enrol)).await,
        Request::Subscribe { cursors, live } => {
            subscribe::serve(stream, asker, Subscription { cursors, live }).await
        }
        Request::FetchHandover(id) => Box::pin(fetch::handover(stream, asker, id)).await,
        Request::FetchAct(id) => Box::pin(fetch::act(stream, asker, id)).await,
        Request::Enrolments => Box::pin(enrolments::serve(stream, asker)).await,
        Request::Owed(question) => Box::pin(owed::serve(stream, asker, question)).await,
        Request::Heard => Box::pin(heard::serve(stream, asker)).await,
        Request::Facts(question) => Box::pin(facts::serve(stream, asker, question)).await,
        Request::Ping => ping::serve(stream, asker).await,
    }
}

/// The server's word on how far the log goes.
pub(crate) fn head(services: &Services, standing: &Published) -> Head {
    let now = services.clock.now();
    Head::sign(standing.size, standing.root, now, &services.key)
}

/// An act's receipt, as the log keeps it.
pub(crate) fn receipt(row: &ActRow) -> Result<Receipt, Refusal> {
    log::receipt(row).map_err(|error| unreadable(&error))
}

/// Whether a device gets what an act has sealed. The handover and those that it follows are folded
/// only where the seal is the device's at all.
pub(crate) async fn may_open(
    services: &Services,
    reader: &Reader<'_>,
    row: &ActRow,
) -> Result<bool, Refusal> {
    let act = log::kept(row).map_err(|error| unreadable(&error))?;
    if !reader.is_addressed(act.public()) {
        return Ok(false);
    }
    let mut thread: Vec<Handover> = Vec::new();
    let mut next = row.handover;
    while let Some(id) = next.filter(|_| thread.len() <= FOLLOWED_MAX) {
        let folded = log::fold_kept(&services.store.acts_of(id).await?);
        let Some(folded) = folded.map_err(|error| unreadable(&error))? else {
            break;
        };
        next = folded.follows().next();
        thread.push(folded);
    }
    let thread: Vec<&Handover> = thread.iter().collect();
    Ok(reader.may_open(act.public(), &thread))
}

/// What the log holds was readable when it was written: the operator has to look.
pub(crate) fn unreadable(error: &StoreError) -> Refusal {
    tracing::error!(%error, "the log cannot be read");
    Refusal::Unavailable
}
