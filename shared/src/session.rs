//! One request stream as a state machine without I/O: bytes in, requests out.
//!
//! A device that the directory does not know may only apply to join, in few bytes. Everybody
//! else asks one thing a stream, except that deposits may follow each other, and pieces the blob
//! that they belong to.

#[cfg(test)]
mod tests;

use crate::{
    id::DeviceId,
    refusal::Refusal,
    wire::{
        frame::{Frame, FrameReader, IGNORABLE, LARGE_BYTES_MAX, SMALL_BYTES_MAX},
        v1::message::{PIECE_BYTES_MAX, Request, Response},
    },
};

/// The most acts that one stream deposits.
pub const DEPOSITS_MAX: u32 = 1_000;
/// The most ignorable frames on one stream.
pub const IGNORED_MAX: u32 = 16;

/// Who is at the other end of a connection, as the directory knows it at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// No certificate, or one that the directory does not know.
    Unknown,
    /// A device in the directory.
    Device(DeviceId),
}

/// The server's end of one request stream.
#[derive(Debug)]
pub struct RequestStream {
    peer: Peer,
    reader: FrameReader,
    stage: Stage,
    ignored: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Fresh,
    Depositing(u32),
    Putting,
    Asked,
}

impl RequestStream {
    /// A fresh stream of this peer.
    #[must_use]
    pub const fn open(peer: Peer) -> Self {
        let payload_max = match peer {
            Peer::Unknown => SMALL_BYTES_MAX,
            Peer::Device(_) => LARGE_BYTES_MAX,
        };
        Self {
            peer,
            reader: FrameReader::new(payload_max),
            stage: Stage::Fresh,
            ignored: 0,
        }
    }

    /// Takes in bytes and answers with the requests that are complete now.
    ///
    /// # Errors
    /// The refusal to send before the stream is closed.
    pub fn received(&mut self, bytes: &[u8]) -> Result<Vec<Request>, Refusal> {
        let mut requests = Vec::new();
        self.reader.hold(bytes);
        while let Some(frame) = self.reader.next_frame()? {
            if frame.kind >= IGNORABLE {
                self.ignore()?;
            } else {
                requests.push(self.admit(&frame)?);
            }
        }
        Ok(requests)
    }

    /// The peer has said all that it will say.
    ///
    /// # Errors
    /// When the stream ends inside a frame or without a request.
    pub fn finished(&self) -> Result<(), Refusal> {
        if self.reader.is_between_frames() && self.stage != Stage::Fresh {
            Ok(())
        } else {
            Err(Refusal::Malformed)
        }
    }

    fn admit(&mut self, frame: &Frame) -> Result<Request, Refusal> {
        let request = Request::from_frame(frame).map_err(|error| Refusal::from(&error))?;
        let may_ask = matches!(
            (&request, self.peer),
            (Request::Enrol(_), _) | (_, Peer::Device(_))
        );
        if !may_ask {
            return Err(Refusal::UnknownDevice);
        }
        self.stage = match (self.stage, &request) {
            (Stage::Fresh, Request::Deposit(_)) => Stage::Depositing(1),
            (Stage::Depositing(so_far), Request::Deposit(_)) if so_far < DEPOSITS_MAX => {
                Stage::Depositing(so_far.saturating_add(1))
            }
            (Stage::Fresh, Request::PutBlob(_)) => {
                self.reader.limit(PIECE_BYTES_MAX);
                Stage::Putting
            }
            (Stage::Putting, Request::Piece(_)) => Stage::Putting,
            (Stage::Fresh, Request::Piece(_))
            | (Stage::Depositing(_) | Stage::Putting | Stage::Asked, _) => {
                return Err(Refusal::OutOfOrder);
            }
            (Stage::Fresh, _) => Stage::Asked,
        };
        Ok(request)
    }

    fn ignore(&mut self) -> Result<(), Refusal> {
        self.ignored = self.ignored.saturating_add(1);
        if self.ignored > IGNORED_MAX {
            Err(Refusal::OutOfOrder)
        } else {
            Ok(())
        }
    }
}

/// The device's end of one request stream: the server's answers as they come.
#[derive(Debug)]
pub struct ResponseStream {
    reader: FrameReader,
}

impl Default for ResponseStream {
    fn default() -> Self {
        Self {
            reader: FrameReader::new(LARGE_BYTES_MAX),
        }
    }
}

impl ResponseStream {
    /// Takes in bytes and answers with the responses that are complete now. Ignorable frames
    /// are passed over.
    ///
    /// # Errors
    /// When the server speaks no language that this program knows.
    pub fn received(&mut self, bytes: &[u8]) -> Result<Vec<Response>, Refusal> {
        let mut responses = Vec::new();
        for frame in self.reader.push(bytes)? {
            if frame.kind < IGNORABLE {
                responses
                    .push(Response::from_frame(&frame).map_err(|error| Refusal::from(&error))?);
            }
        }
        Ok(responses)
    }
}
