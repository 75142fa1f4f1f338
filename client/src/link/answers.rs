//! The server's answers to one request.

use std::{collections::VecDeque, fmt};

use quinn::{ReadError, RecvStream};
use stafet_shared::{
    log::receipt::Receipt,
    refusal::Refusal,
    session::ResponseStream,
    wire::v1::message::{Parcel, Response},
};

use super::{ANSWER_DEADLINE, LinkError, attentively, lost};

/// The most bytes that are read from a stream at once.
const PIECE_BYTES_MAX: usize = 16 * 1024;

/// The server's answers to one request, as they come.
pub struct Answers {
    connection: quinn::Connection,
    receive: RecvStream,
    stream: ResponseStream,
    ready: VecDeque<Response>,
}

impl Answers {
    /// The next answer, however long it takes; `None` when the server has said everything.
    /// Nothing is lost when the caller stops waiting.
    ///
    /// # Errors
    /// When the connection fails, or the server speaks no language that this program knows.
    pub async fn next(&mut self) -> Result<Option<Response>, LinkError> {
        loop {
            if let Some(response) = self.ready.pop_front() {
                return Ok(Some(response));
            }
            let Some(bytes) = self.piece().await? else {
                return Ok(None);
            };
            self.take(&bytes)?;
        }
    }

    /// The next answer, if pieces of it come within [`ANSWER_DEADLINE`] and the server is not
    /// silent altogether.
    ///
    /// # Errors
    /// As [`next`](Self::next), and when nothing comes in time.
    pub async fn soon(&mut self) -> Result<Option<Response>, LinkError> {
        loop {
            if let Some(response) = self.ready.pop_front() {
                return Ok(Some(response));
            }
            let connection = self.connection.clone();
            let piece = attentively(&connection, ANSWER_DEADLINE, self.piece()).await?;
            let Some(bytes) = piece? else {
                return Ok(None);
            };
            self.take(&bytes)?;
        }
    }

    /// The next answer to a deposit.
    ///
    /// # Errors
    /// As [`soon`](Self::soon), and when the answer is to no deposit.
    pub async fn receipt(&mut self) -> Result<Result<Receipt, Refusal>, LinkError> {
        match self.soon().await? {
            Some(Response::Deposited(receipt)) => Ok(Ok(receipt)),
            Some(Response::Refused(refusal)) => Ok(Err(refusal)),
            other => Err(unexpected(other.as_ref())),
        }
    }

    /// The next act of a fetch; `None` when there are no more.
    ///
    /// # Errors
    /// As [`soon`](Self::soon), when the server refuses, and when the answer is to no fetch.
    pub async fn item(&mut self) -> Result<Option<(Parcel, Receipt)>, LinkError> {
        match self.soon().await? {
            None => Ok(None),
            Some(Response::Item {
                mailbox: _,
                parcel,
                receipt,
            }) => Ok(Some((parcel, receipt))),
            other => Err(unexpected(other.as_ref())),
        }
    }

    async fn piece(&mut self) -> Result<Option<Vec<u8>>, LinkError> {
        let chunk = self.receive.read_chunk(PIECE_BYTES_MAX, true).await;
        match chunk {
            Ok(chunk) => Ok(chunk.map(|chunk| chunk.bytes.to_vec())),
            Err(ReadError::ConnectionLost(error)) => Err(lost(error)),
            Err(ReadError::ZeroRttRejected) => Err(LinkError::TooEarly),
            Err(
                error @ (ReadError::Reset(_)
                | ReadError::ClosedStream
                | ReadError::IllegalOrderedRead),
            ) => Err(LinkError::Unreachable(error.to_string())),
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), LinkError> {
        self.ready
            .extend(self.stream.received(bytes).map_err(LinkError::Refused)?);
        Ok(())
    }
}

impl Answers {
    pub(super) fn new(receive: RecvStream, connection: quinn::Connection) -> Self {
        Self {
            connection,
            receive,
            stream: ResponseStream::default(),
            ready: VecDeque::new(),
        }
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} ready)", self.ready.len())
    }
}

/// What is wrong with an answer that does not belong here.
pub(crate) fn unexpected(response: Option<&Response>) -> LinkError {
    let refusal = response.and_then(Response::refusal);
    refusal.map_or(LinkError::Unexpected, LinkError::Refused)
}
