//! Sealed files on the link: one stream each, behind everything else that the connection says.

use std::fmt;

use quinn::SendStream;
use stafet_shared::{
    hash::Hash,
    seal::blob::BlobRef,
    wire::v1::message::{Request, Response},
};

use super::{Answers, Connection, LinkError, WRITE_DEADLINE, attentively, unexpected};

/// The priority of sealed files; everything else has 0.
const BEHIND: i32 = -1;

/// What the server says when a file is brought to it.
#[derive(Debug)]
pub enum Put {
    /// It has the file already.
    Kept,
    /// It wants the rest.
    Rest(Upload),
}

/// A file on its way to the server.
pub struct Upload {
    connection: Connection,
    send: SendStream,
    answers: Answers,
    /// How many bytes of the file the server had when it was asked.
    pub from: u32,
}

impl Connection {
    /// Brings a file that an act has announced.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn put_blob(&self, blob: BlobRef) -> Result<Put, LinkError> {
        let (mut send, mut answers) = self.open().await?;
        // Fails only when the server has stopped reading, which its answer explains.
        let _ = send.set_priority(BEHIND);
        self.write(&mut send, &Request::PutBlob(blob)).await?;
        match answers.soon().await? {
            Some(Response::BlobKept) => Ok(Put::Kept),
            Some(Response::BlobAt(from)) if from <= blob.bytes => Ok(Put::Rest(Upload {
                connection: self.clone(),
                send,
                answers,
                from,
            })),
            other => Err(unexpected(other.as_ref())),
        }
    }

    /// Asks for a file from byte `from` on; [`Answers::piece_of_blob`] brings it.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn get_blob(&self, hash: Hash, from: u32) -> Result<Answers, LinkError> {
        self.ask(&[Request::GetBlob { hash, from }]).await
    }
}

impl Upload {
    /// Sends the next piece. Answers `false` when the server has stopped reading: what it says
    /// about that comes with [`finish`](Self::finish).
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn piece(&mut self, bytes: Vec<u8>) -> Result<bool, LinkError> {
        let piece = Request::Piece(bytes);
        self.connection.write(&mut self.send, &piece).await
    }

    /// Says that this was all, and waits until the server has made it durable.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn finish(mut self) -> Result<(), LinkError> {
        // Fails only when the server has stopped reading, which its answer explains.
        let _ = self.send.finish();
        let answer = attentively(&self.connection.0, WRITE_DEADLINE, self.answers.next());
        match answer.await?? {
            Some(Response::BlobKept) => Ok(()),
            other => Err(unexpected(other.as_ref())),
        }
    }
}

impl Answers {
    /// The next bytes of the file that was asked for; `None` at its end.
    ///
    /// # Errors
    /// When nothing comes in time, the connection fails or the server refuses.
    pub async fn piece_of_blob(&mut self) -> Result<Option<Vec<u8>>, LinkError> {
        match self.soon().await? {
            None => Ok(None),
            Some(Response::Piece(bytes)) => Ok(Some(bytes)),
            other => Err(unexpected(other.as_ref())),
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload(from {})", self.from)
    }
}
