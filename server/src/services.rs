//! What a request works with, and how it ends early.

use std::sync::{Arc, Mutex};

use stafet_shared::{refusal::Refusal, sign::SigningKey, time::Clock};
use tokio::sync::{mpsc, watch};

use crate::{
    caller::Allowance,
    committer::Deposit,
    heard::Heard,
    keeper::Keeper,
    live::{Live, Standing},
    reader::Reader,
    transport::stream::Gone,
};

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

impl Services {
    /// How far the log goes.
    pub(crate) fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.standing.borrow())
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
