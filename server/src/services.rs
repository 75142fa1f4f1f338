//! What a request works with, who asks it, and how it ends early.

use std::sync::{Arc, Mutex};

use stafet_shared::{
    access::reader::Reader,
    log::Mailbox,
    overview::may_look,
    refusal::Refusal,
    sign::SigningKey,
    time::{Clock, Timestamp},
};
use tokio::sync::{mpsc, watch};

use crate::{
    caller::{Allowance, Caller},
    committer::Deposit,
    heard::Heard,
    keeper::Keeper,
    live::{Live, Published},
    reader::StoreReader,
    transport::stream::Gone,
};

/// What every request may use.
#[derive(Clone)]
pub(crate) struct Services {
    pub(crate) standing: watch::Receiver<Arc<Published>>,
    pub(crate) deposits: mpsc::Sender<Deposit>,
    pub(crate) store: StoreReader,
    pub(crate) live: Live,
    pub(crate) heard: Heard,
    pub(crate) blobs: Keeper,
    pub(crate) clock: Arc<dyn Clock>,
    /// Signs heads.
    pub(crate) key: Arc<SigningKey>,
    pub(crate) enrols: Arc<Mutex<Allowance>>,
}

impl Services {
    /// How far the log goes.
    pub(crate) fn standing(&self) -> Arc<Published> {
        Arc::clone(&self.standing.borrow())
    }
}

/// Whoever asks, and what it is answered with. What it may do is looked up anew for every request
/// and every push, since a device may be stopped in between.
pub(crate) struct Asker {
    pub(crate) services: Services,
    pub(crate) caller: Caller,
}

impl Asker {
    pub(crate) fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// What the device may fetch now. A stranger is refused.
    pub(crate) fn reader<'a>(&self, standing: &'a Published) -> Result<Reader<'a>, Refusal> {
        let device = self.caller.device(&standing.directory)?;
        let reader = Reader::of(&standing.directory, &device, self.now());
        reader.ok_or(Refusal::UnknownDevice)
    }

    /// Refuses whoever does not read a mailbox now.
    pub(crate) fn must_read(&self, mailbox: &Mailbox) -> Result<(), Refusal> {
        let may = self.reader(&self.services.standing())?.reads(mailbox);
        may.then_some(()).ok_or(Refusal::NotYours)
    }

    /// Refuses whoever may not see at `now` what is owed everywhere.
    pub(crate) fn must_look(&self, now: Timestamp) -> Result<(), Refusal> {
        let directory = &self.services.standing().directory;
        let device = self.caller.device(directory)?;
        let may = may_look(directory, &device, now);
        may.then_some(()).ok_or(Refusal::NotYours)
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
