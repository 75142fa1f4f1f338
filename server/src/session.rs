//! One request stream: bytes in, one question answered, bytes out.
//!
//! The rules of the conversation are [`RequestStream`]'s; this is the shell around it. Who asks
//! is looked up in the newest directory for every request and every push, by the TLS key.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use stafet_shared::{
    hash::Hash,
    id::DeviceId,
    party::{Device, Membership, OfficeId, Role, directory::Directory},
    refusal::Refusal,
    session::{Peer, RequestStream},
    sign::SigningKey,
    time::{Clock, MS_PER_SECOND, Timestamp},
    wire::v1::message::{Request, Response},
};
use tokio::{
    sync::{Semaphore, mpsc, watch},
    time::timeout,
};

use crate::{
    command,
    committer::Deposit,
    heard::Heard,
    keeper::Keeper,
    live::{Live, Standing},
    reader::Reader,
    transport::stream::{Gone, Stream},
};

/// The most applications to join from one connection within [`ENROLS_WINDOW_MS`].
pub(crate) const ENROLS_PER_CONNECTION_MAX: u32 = 60;
/// The most applications to join from everybody within [`ENROLS_WINDOW_MS`].
pub(crate) const ENROLS_MAX: u32 = 1_200;
/// How long a peer may take to say what it asks: the largest act over a poor satellite link.
pub(crate) const REQUEST_DEADLINE: Duration = Duration::from_secs(600);
/// The window in which applications are counted, in ms.
pub(crate) const ENROLS_WINDOW_MS: i64 = 60 * MS_PER_SECOND;

/// What every request may use.
#[derive(Clone)]
pub(crate) struct Services {
    pub(crate) standing: watch::Receiver<Arc<Standing>>,
    pub(crate) deposits: mpsc::Sender<Deposit>,
    pub(crate) reader: Reader,
    pub(crate) live: Live,
    pub(crate) heard: Heard,
    pub(crate) blobs: Keeper,
    pub(crate) clock: Arc<dyn Clock>,
    /// Signs heads.
    pub(crate) key: Arc<SigningKey>,
    pub(crate) enrols: Arc<Mutex<Allowance>>,
}

/// The other end of a connection.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The hash of its TLS key, if it has shown a certificate.
    pub(crate) key: Option<Hash>,
    pub(crate) lanes: Arc<Lanes>,
    pub(crate) enrols: Arc<Mutex<Allowance>>,
}

/// How many streams of one connection may hold something large at once: it bounds its memory.
#[derive(Debug)]
pub(crate) struct Lanes {
    /// Deposits that are larger than a small frame.
    pub(crate) deposits: Semaphore,
    /// Pages of a mailbox.
    pub(crate) pages: Semaphore,
    /// Acts that were asked for one by one. Apart from pages, because a reader may ask for an act
    /// before it reads on in a page.
    pub(crate) fetches: Semaphore,
    /// Sealed files that are being put.
    pub(crate) puts: Semaphore,
    /// Sealed files that are being sent.
    pub(crate) gets: Semaphore,
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            deposits: Semaphore::new(1),
            pages: Semaphore::new(1),
            fetches: Semaphore::new(1),
            puts: Semaphore::new(1),
            gets: Semaphore::new(1),
        }
    }
}

/// Why a stream ends before its request has been served.
#[derive(Debug)]
pub(crate) enum End {
    /// The request is refused; the peer is told.
    Refused(Refusal),
    /// The peer is gone, or no longer reads or writes.
    Gone,
}

impl From<Refusal> for End {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Gone> for End {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

/// A device that the directory knows at this moment.
pub(crate) struct Reading<'a> {
    pub(crate) id: DeviceId,
    device: &'a Device,
    now: Timestamp,
}

impl Services {
    /// How far the log goes.
    pub(crate) fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.standing.borrow())
    }
}

impl<'a> Reading<'a> {
    /// The device at the other end of a connection.
    pub(crate) fn of(
        caller: &Caller,
        directory: &'a Directory,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let key = caller.key.as_ref().ok_or(Refusal::UnknownDevice)?;
        let id = directory.device_by_tls_key(key);
        let id = id.ok_or(Refusal::UnknownDevice)?;
        let device = directory.device(&id).ok_or(Refusal::UnknownDevice)?;
        Ok(Self { id, device, now })
    }

    /// Whether it serves the office now.
    pub(crate) fn serves(&self, office: &OfficeId) -> bool {
        self.memberships().any(|it| it.office == *office)
    }

    /// The offices that it serves now.
    pub(crate) fn offices(&self) -> Vec<OfficeId> {
        self.memberships().map(|it| it.office.clone()).collect()
    }

    /// Whether it serves any office now.
    pub(crate) fn serves_some(&self) -> bool {
        self.memberships().next().is_some()
    }

    /// Whether it is an administrator's now.
    pub(crate) fn administers(&self) -> bool {
        self.memberships().any(|it| it.role == Role::Administrator)
    }

    fn memberships(&self) -> impl Iterator<Item = &Membership> {
        let covers = |it: &&Membership| it.covers(self.now);
        self.device.memberships.iter().filter(covers)
    }
}

/// Serves one stream to its end.
pub(crate) async fn serve(mut stream: Stream, services: Services, caller: Caller) {
    match converse(&mut stream, &services, &caller).await {
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
async fn converse(stream: &mut Stream, services: &Services, caller: &Caller) -> Result<(), End> {
    let standing = services.standing();
    let known = Reading::of(caller, &standing.directory, services.clock.now());
    let mut rules = RequestStream::open(known.map_or(Peer::Unknown, |it| Peer::Device(it.id)));
    drop(standing);
    let received = Box::pin(command::deposit::receive(stream, &mut rules, caller));
    let requests = timeout(REQUEST_DEADLINE, received).await;
    let requests = requests.map_err(|_| End::Gone)??;
    if let Some(Request::Deposit(_)) = requests.first.first() {
        let deposits = command::deposit::serve((stream, &mut rules), services, caller, requests);
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
            Box::pin(command::blob::put(
                (stream, &mut rules),
                services,
                caller,
                blob,
            ))
            .await
        }
        Some(Request::GetBlob { hash, from }) => {
            Box::pin(command::blob::get(stream, services, caller, (hash, from))).await
        }
        Some(Request::Enrol(enrol)) => {
            Box::pin(command::enrol::serve(stream, services, caller, &enrol)).await
        }
        Some(Request::Subscribe { cursors, live }) => {
            command::subscribe::serve(stream, services, caller, (cursors, live)).await
        }
        Some(Request::FetchHandover(id)) => {
            Box::pin(command::fetch::handover(stream, services, caller, id)).await
        }
        Some(Request::FetchAct(id)) => {
            Box::pin(command::fetch::act(stream, services, caller, id)).await
        }
        Some(Request::Enrolments) => {
            Box::pin(command::enrolments::serve(stream, services, caller)).await
        }
        Some(Request::Owed(question)) => {
            Box::pin(command::owed::serve(stream, services, caller, question)).await
        }
        Some(Request::Facts(question)) => {
            Box::pin(command::facts::serve(stream, services, caller, question)).await
        }
        Some(Request::Ping) => command::ping::serve(stream, services, caller).await,
    }
}

/// Counts what may happen only so often within a window of time.
#[derive(Debug)]
pub(crate) struct Allowance {
    most: u32,
    since: Timestamp,
    used: u32,
}

impl Allowance {
    pub(crate) const fn new(most: u32) -> Self {
        Self {
            most,
            since: Timestamp::EPOCH,
            used: 0,
        }
    }

    /// Whether once more is allowed. A clock that has gone back begins a new window.
    fn take(&mut self, now: Timestamp) -> bool {
        if now < self.since || now.ms_since(self.since) >= ENROLS_WINDOW_MS {
            self.since = now;
            self.used = 0;
        }
        self.used = self.used.saturating_add(1);
        self.used <= self.most
    }
}

/// Whether an allowance that tasks share lets one more pass.
pub(crate) fn allows(allowance: &Mutex<Allowance>, now: Timestamp) -> bool {
    let mut held = allowance.lock().unwrap_or_else(PoisonError::into_inner);
    held.take(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_is_used_up_and_comes_back_also_when_the_clock_goes_back() {
        let mut allowance = Allowance::new(2);
        let now = Timestamp::from_unix_ms(1_700_000_000_000);
        assert!(allowance.take(now) && allowance.take(now));
        assert!(!allowance.take(now.plus_ms(ENROLS_WINDOW_MS - 1)));
        assert!(allowance.take(now.plus_ms(ENROLS_WINDOW_MS)));
        assert!(allowance.take(now));
    }
}
