//! Sealed files to and from the server, beside everything else.
//!
//! Two tasks move files, one in each direction, each file from where it stopped before. They know
//! the link and the folder of files but not the office: what happens is told in [`Event`]s, which
//! the owner of the office takes in. Events queue up while acts are exchanged, and the tasks wait.

use std::sync::Arc;

use stafet_blobs::{Blobs, BlobsError, Finished, Held};
use stafet_shared::{refusal::Refusal, seal::blob::BlobRef, wire::v1::message::PIECE_BYTES_MAX};
use tokio::{sync::mpsc, task::JoinSet};

use super::SyncError;
use crate::{
    link::{Connection, LinkError, Put},
    office::Transfers,
};

/// The most events that wait to be taken in.
const EVENTS_MAX: usize = 8;
/// After how many bytes of a file its progress is told.
const TOLD_BYTES: u32 = 128 * 1024;

/// In which direction a file moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the server.
    Up,
    /// From the server.
    Down,
}

/// How far a file has come on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// In which direction it moves.
    pub way: Way,
    /// The sealed file.
    pub blob: BlobRef,
    /// How many of its bytes are there; all of them when it is whole.
    pub there: u32,
}

/// What happens to a file.
#[derive(Debug)]
pub(super) enum Event {
    /// It moves.
    Moved(Moved),
    /// The server has it.
    Kept(BlobRef),
    /// It is whole here.
    Came(BlobRef),
    /// It came with a wrong hash or length, and has been dropped.
    Spoilt(BlobRef),
    /// The server does not take or have it at present.
    Refused(Refusal),
}

/// Files that are being moved.
#[derive(Debug)]
pub(super) struct Moving {
    tasks: JoinSet<Result<(), SyncError>>,
    events: mpsc::Receiver<Event>,
}

impl Moving {
    /// Begins to move files.
    pub(super) fn start(
        connection: &Connection,
        blobs: Arc<dyn Blobs>,
        transfers: Transfers,
    ) -> Self {
        let (tell, events) = mpsc::channel(EVENTS_MAX);
        let mover = Mover {
            connection: connection.clone(),
            blobs,
            tell,
        };
        let mut tasks = JoinSet::new();
        if !transfers.up.is_empty() {
            tasks.spawn(mover.clone().bring(transfers.up));
        }
        if !transfers.down.is_empty() {
            tasks.spawn(mover.fetch(transfers.down));
        }
        Self { tasks, events }
    }

    /// The next event; `None` when all has been moved that could be. Nothing is lost when the
    /// caller stops waiting.
    pub(super) async fn next(&mut self) -> Result<Option<Event>, SyncError> {
        if let Some(event) = self.events.recv().await {
            return Ok(Some(event));
        }
        while let Some(ended) = self.tasks.join_next().await {
            // A task that was ended from outside takes its connection along.
            ended.map_err(|_| LinkError::Ended)??;
        }
        Ok(None)
    }
}

/// What both tasks work with.
#[derive(Clone)]
struct Mover {
    connection: Connection,
    blobs: Arc<dyn Blobs>,
    tell: mpsc::Sender<Event>,
}

impl Mover {
    async fn bring(self, blobs: Vec<BlobRef>) -> Result<(), SyncError> {
        for blob in blobs {
            let event = match self.bring_one(blob).await {
                Ok(event) => event,
                Err(SyncError::Link(LinkError::Refused(why))) => Event::Refused(why),
                // It was removed from the folder: the next look forgets it.
                Err(SyncError::Blobs(BlobsError::Missing)) => continue,
                Err(error) => return Err(error),
            };
            self.say(event).await;
        }
        Ok(())
    }

    async fn bring_one(&self, blob: BlobRef) -> Result<Event, SyncError> {
        let mut upload = match self.connection.put_blob(blob).await? {
            Put::Kept => return Ok(Event::Kept(blob)),
            Put::Rest(upload) => upload,
        };
        let mut told = Told::at(upload.from);
        let mut offset = upload.from;
        while offset < blob.bytes {
            let bytes = self.blobs.read(blob, offset, PIECE_BYTES_MAX)?;
            if bytes.is_empty() {
                return Err(BlobsError::Missing.into());
            }
            offset = offset.saturating_add(length(&bytes));
            if !upload.piece(bytes).await? {
                break;
            }
            if told.is_due(offset) {
                self.moved(Way::Up, blob, offset).await;
            }
        }
        upload.finish().await?;
        Ok(Event::Kept(blob))
    }

    async fn fetch(self, blobs: Vec<BlobRef>) -> Result<(), SyncError> {
        for blob in blobs {
            let event = match self.fetch_one(blob).await {
                Ok(event) => event,
                Err(SyncError::Link(LinkError::Refused(why))) => Event::Refused(why),
                Err(error) => return Err(error),
            };
            self.say(event).await;
        }
        Ok(())
    }

    async fn fetch_one(&self, blob: BlobRef) -> Result<Event, SyncError> {
        let Held::Part(from) = self.blobs.held(blob)? else {
            return Ok(Event::Came(blob));
        };
        let mut offset = from;
        let mut told = Told::at(from);
        if from < blob.bytes {
            let mut answers = self.connection.get_blob(blob.hash, from).await?;
            while let Some(bytes) = answers.piece_of_blob().await? {
                match self.blobs.write(blob, offset, &bytes) {
                    Err(BlobsError::Longer) => return self.spoilt(blob),
                    written => written?,
                }
                offset = offset.saturating_add(length(&bytes));
                if told.is_due(offset) {
                    self.moved(Way::Down, blob, offset).await;
                }
            }
        }
        match self.blobs.finish(blob) {
            Ok(Finished::Kept) => Ok(Event::Came(blob)),
            Ok(Finished::Dropped) => Ok(Event::Spoilt(blob)),
            // The server has ended a file that is shorter than was announced.
            Err(BlobsError::Gap) => self.spoilt(blob),
            Err(error) => Err(error.into()),
        }
    }

    fn spoilt(&self, blob: BlobRef) -> Result<Event, SyncError> {
        self.blobs.remove(blob)?;
        Ok(Event::Spoilt(blob))
    }

    async fn moved(&self, way: Way, blob: BlobRef, there: u32) {
        self.say(Event::Moved(Moved { way, blob, there })).await;
    }

    async fn say(&self, event: Event) {
        // Nobody listens any more when everything ends anyway.
        drop(self.tell.send(event).await);
    }
}

/// When a file's progress was told last.
struct Told(u32);

impl Told {
    const fn at(offset: u32) -> Self {
        Self(offset)
    }

    const fn is_due(&mut self, offset: u32) -> bool {
        let due = offset.saturating_sub(self.0) >= TOLD_BYTES;
        if due {
            self.0 = offset;
        }
        due
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
