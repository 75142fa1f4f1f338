//! One request stream, as the session sees it.

use quinn::{RecvStream, SendStream, VarInt};
use stafet_shared::wire::v1::message::Response;
use tokio::time::timeout;

use super::limits::{PIECE_BYTES_MAX, PIECE_DEADLINE};

/// The code with which a stream is given up.
const ABANDONED_CODE: VarInt = VarInt::from_u32(1);

/// The priority of sealed files: behind everything else, which has 0.
const BEHIND: i32 = -1;

/// The peer is gone, or too slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gone;

/// Both directions of one stream.
#[derive(Debug)]
pub(crate) struct Stream {
    send: SendStream,
    receive: RecvStream,
}

impl Stream {
    pub(super) const fn new(send: SendStream, receive: RecvStream) -> Self {
        Self { send, receive }
    }

    /// The next bytes, or `None` when the peer has said everything. Nothing is lost when the
    /// caller stops waiting.
    pub(crate) async fn read(&mut self) -> Result<Option<Vec<u8>>, Gone> {
        let chunk = timeout(
            PIECE_DEADLINE,
            self.receive.read_chunk(PIECE_BYTES_MAX, true),
        )
        .await;
        match chunk {
            Ok(Ok(chunk)) => Ok(chunk.map(|chunk| chunk.bytes.to_vec())),
            Ok(Err(_)) | Err(_) => Err(Gone),
        }
    }

    /// Sends a whole response, as fast as the peer takes it.
    pub(crate) async fn send(&mut self, response: &Response) -> Result<(), Gone> {
        for piece in response.to_frame().to_bytes().chunks(PIECE_BYTES_MAX) {
            match timeout(PIECE_DEADLINE, self.send.write_all(piece)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Err(Gone),
            }
        }
        Ok(())
    }

    /// Lets whatever else the connection has to say go first.
    pub(crate) fn give_way(&self) {
        // Fails only when the peer has closed the stream itself.
        let _ = self.send.set_priority(BEHIND);
    }

    /// Waits until the peer wants nothing more of this stream.
    pub(crate) async fn closed(&self) {
        drop(self.send.stopped().await);
    }

    /// Everything has been said. What the peer still says is not read.
    pub(crate) fn finish(mut self) {
        // Both fail only when the peer has closed the stream itself.
        let _ = self.send.finish();
        let _ = self.receive.stop(ABANDONED_CODE);
    }

    /// Gives the stream up in the middle.
    pub(crate) fn abandon(mut self) {
        let _ = self.send.reset(ABANDONED_CODE);
        let _ = self.receive.stop(ABANDONED_CODE);
    }
}
