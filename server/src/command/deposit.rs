//! *Deposit*: acts on their way to the log, many on one stream, each answered in order.
//!
//! Signatures are verified here, once, so that the committer only decides.

use std::collections::VecDeque;

use stafet_shared::{
    log::receipt::Receipt,
    refusal::Refusal,
    session::RequestStream,
    wire::{
        frame::SMALL_BYTES_MAX,
        v1::message::{Parcel, Request, Response},
    },
};
use tokio::sync::{SemaphorePermit, oneshot};

use crate::{
    caller::Caller,
    committer::{Answer, Committed, Deposit},
    log,
    services::{Asker, End},
    transport::stream::Stream,
};

/// The most acts of one stream that wait for the committer.
pub(crate) const PIPELINE_ACTS: usize = 32;
/// Bytes in acts that wait for the committer, after which the stream is not read on.
pub(crate) const PIPELINE_BYTES: usize = 512 * 1024;

/// The same for a stream that has no leave to hold much.
pub(crate) const PIPELINE_BYTES_OUTSIDE: usize = 32 * 1024;

/// The first requests of a stream, and its leave to hold much.
pub(crate) struct Received<'a> {
    pub(crate) first: Vec<Request>,
    pub(crate) lane: Option<SemaphorePermit<'a>>,
}

/// Reads until a request is complete. A stream that says more than a small frame waits for its
/// turn to hold it.
pub(crate) async fn receive<'a>(
    stream: &mut Stream,
    rules: &mut RequestStream,
    caller: &'a Caller,
) -> Result<Received<'a>, End> {
    let mut lane = None;
    let mut bytes: usize = 0;
    loop {
        let Some(chunk) = stream.read().await? else {
            rules.finished()?;
            return Ok(Received {
                first: Vec::new(),
                lane,
            });
        };
        bytes = bytes.saturating_add(chunk.len());
        let first = rules.received(&chunk)?;
        if !first.is_empty() {
            return Ok(Received { first, lane });
        }
        if bytes > SMALL_BYTES_MAX && lane.is_none() {
            lane = caller.lanes.deposits.acquire().await.ok();
        }
    }
}

/// Takes in acts until the peer has no more, or says something that no frame is.
pub(crate) async fn serve<'a>(
    stream: &mut Stream,
    rules: &mut RequestStream,
    asker: &'a Asker,
    received: Received<'a>,
) -> Result<(), End> {
    let mut lane = received.lane;
    let mut pipeline = Pipeline::default();
    pipeline.submit(asker, received.first).await;
    let mut ended: Option<Result<(), Refusal>> = None;
    loop {
        if pipeline.is_empty()
            && let Some(ended) = ended
        {
            return Ok(ended?);
        }
        tokio::select! {
            biased;
            response = pipeline.next(), if !pipeline.is_empty() => stream.send(&response).await?,
            chunk = stream.read(), if ended.is_none() && pipeline.has_room(lane.as_ref()) => match chunk? {
                None => ended = Some(rules.finished()),
                Some(chunk) => match rules.received(&chunk) {
                    Ok(requests) => pipeline.submit(asker, requests).await,
                    Err(refusal) => ended = Some(Err(refusal)),
                },
            },
        }
        if ended.is_none() && rules.finished().is_err() {
            // The stream holds an unfinished act.
            if lane.is_none() {
                lane = asker.caller.lanes.deposits.acquire().await.ok();
            }
        } else if pipeline.is_empty() {
            lane = None;
        }
    }
}

/// Acts that wait for their answers, in order.
#[derive(Default)]
struct Pipeline {
    waiting: VecDeque<(usize, Waiting)>,
    bytes: usize,
}

enum Waiting {
    Refused(Refusal),
    Asked(oneshot::Receiver<Answer>),
}

impl Pipeline {
    fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    fn has_room(&self, lane: Option<&SemaphorePermit<'_>>) -> bool {
        let most = lane.map_or(PIPELINE_BYTES_OUTSIDE, |_| PIPELINE_BYTES);
        self.waiting.len() < PIPELINE_ACTS && self.bytes < most
    }

    async fn submit(&mut self, asker: &Asker, requests: Vec<Request>) {
        for request in requests {
            // The rules let nothing but deposits follow a deposit.
            let Request::Deposit(parcel) = request else {
                continue;
            };
            let body = parcel.body.as_ref().map_or(0, Vec::len);
            let bytes = body.saturating_add(parcel.signed.len());
            let waiting = match submit(asker, parcel).await {
                Ok(answer) => Waiting::Asked(answer),
                Err(refusal) => Waiting::Refused(refusal),
            };
            self.bytes = self.bytes.saturating_add(bytes);
            self.waiting.push_back((bytes, waiting));
        }
    }

    /// The next answer. Nothing is lost when the caller stops waiting for it.
    async fn next(&mut self) -> Response {
        let answer = match self.waiting.front_mut() {
            None => Err(Refusal::Unavailable),
            Some((_, Waiting::Refused(refusal))) => Err(*refusal),
            Some((_, Waiting::Asked(answer))) => answer.await.unwrap_or(Err(Refusal::Unavailable)),
        };
        if let Some((bytes, _)) = self.waiting.pop_front() {
            self.bytes = self.bytes.saturating_sub(bytes);
        }
        match answer.map(Committed::<Receipt>::into_inner) {
            Ok(receipt) => Response::Deposited(receipt),
            Err(refusal) => Response::Refused(refusal),
        }
    }
}

async fn submit(asker: &Asker, parcel: Parcel) -> Result<oneshot::Receiver<Answer>, Refusal> {
    let standing = asker.services.standing();
    asker.reader(&standing)?;
    let act = log::verify(&standing.directory, parcel.signed)?;
    let (answer, answered) = oneshot::channel();
    let deposit = Deposit {
        act,
        body: parcel.body,
        answer,
    };
    let sent = asker.services.deposits.send(deposit).await;
    sent.map_err(|_| Refusal::Unavailable)?;
    Ok(answered)
}
