//! One request stream: bytes in, one question answered, bytes out.
//!
//! The rules of the conversation are [`RequestStream`]'s; this is the shell around it. Who asks
//! is looked up in the newest directory for every request and every push: see [`Asker`].

use std::time::Duration;

use stafet_shared::{
    refusal::Refusal,
    session::{Peer, RequestStream},
    wire::v1::message::{Request, Response},
};
use tokio::time::timeout;

use crate::{
    command,
    services::{Asker, End},
    transport::stream::Stream,
};

/// How long a peer may take to say what it asks: the largest act over a poor satellite link.
pub(crate) const REQUEST_DEADLINE: Duration = Duration::from_secs(600);
/// Serves one stream to its end.
pub(crate) async fn serve(mut stream: Stream, asker: Asker) {
    match converse(&mut stream, &asker).await {
        Ok(()) => stream.finish(),
        Err(End::Refused(refusal)) => {
            tracing::debug!(code = refusal.code(), "stream refused");
            // A peer that is gone does not need to be told.
            if stream.send(&Response::Refused(refusal)).await.is_ok() {
                stream.finish();
            }
        }
        Err(End::Gone) => stream.abandon(),
    }
}

/// What ends soon is boxed, so that a subscription, which stays, keeps no room for it.
async fn converse(stream: &mut Stream, asker: &Asker) -> Result<(), End> {
    let device = asker.caller.device(&asker.services.standing().directory);
    let mut rules = RequestStream::open(device.map_or(Peer::Unknown, Peer::Device));
    let received = Box::pin(command::deposit::receive(stream, &mut rules, &asker.caller));
    let requests = timeout(REQUEST_DEADLINE, received).await;
    let requests = requests.map_err(|_| End::Gone)??;
    if let Some(Request::Deposit(_)) = requests.first.first() {
        let deposits = command::deposit::serve(stream, &mut rules, asker, requests);
        return Box::pin(deposits).await;
    }
    drop(requests.lane);
    let mut asked = requests.first.into_iter();
    let (asked, more) = (asked.next(), asked.next());
    match asked {
        None | Some(Request::Deposit(_) | Request::Piece(_)) => Ok(()),
        // Pieces come when the server has said from where.
        Some(Request::PutBlob(_)) if more.is_some() => Err(Refusal::OutOfOrder.into()),
        Some(Request::PutBlob(blob)) => {
            Box::pin(command::blob::put(stream, &mut rules, asker, blob)).await
        }
        Some(Request::GetBlob { hash, from }) => {
            Box::pin(command::blob::get(stream, asker, hash, from)).await
        }
        Some(Request::Enrol(enrol)) => Box::pin(command::enrol::serve(stream, asker, &enrol)).await,
        Some(Request::Subscribe { cursors, live }) => {
            command::subscribe::serve(stream, asker, cursors, live).await
        }
        Some(Request::FetchHandover(id)) => {
            Box::pin(command::fetch::handover(stream, asker, id)).await
        }
        Some(Request::FetchAct(id)) => Box::pin(command::fetch::act(stream, asker, id)).await,
        Some(Request::Enrolments) => Box::pin(command::enrolments::serve(stream, asker)).await,
        Some(Request::Owed(question)) => {
            Box::pin(command::owed::serve(stream, asker, question)).await
        }
        Some(Request::Facts(question)) => {
            Box::pin(command::facts::serve(stream, asker, question)).await
        }
        Some(Request::Ping) => command::ping::serve(stream, asker).await,
    }
}
