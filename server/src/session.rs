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
    let Some(request) = asked.next() else {
        return Ok(());
    };
    if asked.next().is_some() {
        // The pieces of a file come when the server has said from where.
        return Err(Refusal::OutOfOrder.into());
    }
    command::serve(stream, &mut rules, asker, request).await
}
