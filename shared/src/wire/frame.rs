//! Frames: how messages lie on a stream.
//!
//! A frame is its length (4 bytes, big-endian, counting what follows), its type (1 byte) and its
//! payload. The length is checked against what the reader takes, before anything is held.
//! Types from [`IGNORABLE`] on are passed over by whoever does not know them.

use crate::{
    act::{BODY_BYTES_MAX, SIGNED_BYTES_MAX},
    log::receipt::RECEIPT_BYTES_MAX,
    refusal::Refusal,
};

/// Bytes before a frame's payload: length and type.
pub const HEADER_BYTES: usize = 5;
/// The first type that a reader passes over when it does not know it.
pub const IGNORABLE: u8 = 0x80;
/// The longest payload of a frame that carries no act, in bytes: an application is about 3 kB.
pub const SMALL_BYTES_MAX: usize = 4 * 1024;
/// The longest payload of a frame that carries acts, in bytes: an act, its body, its receipt.
pub const LARGE_BYTES_MAX: usize =
    SIGNED_BYTES_MAX + BODY_BYTES_MAX + RECEIPT_BYTES_MAX + SMALL_BYTES_MAX;

/// One frame, its payload not yet believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it is.
    pub kind: u8,
    /// Its bytes.
    pub payload: Vec<u8>,
}

impl Frame {
    /// The frame's bytes on the stream.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let length = u32::try_from(self.payload.len().saturating_add(1)).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(self.payload.len().saturating_add(HEADER_BYTES));
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.push(self.kind);
        bytes.extend_from_slice(&self.payload);
        bytes
    }
}

/// Puts a stream's bytes together into frames. Holds at most one unfinished frame, once its frames
/// have been taken.
#[derive(Debug)]
pub struct FrameReader {
    payload_max: usize,
    held: Vec<u8>,
    /// How much of it has been taken.
    taken: usize,
}

impl FrameReader {
    /// A reader that refuses payloads above `payload_max` bytes.
    #[must_use]
    pub const fn new(payload_max: usize) -> Self {
        Self {
            payload_max,
            held: Vec::new(),
            taken: 0,
        }
    }

    /// Refuses payloads above `payload_max` bytes from now on.
    pub const fn limit(&mut self, payload_max: usize) {
        self.payload_max = payload_max;
    }

    /// Takes in bytes, for [`FrameReader::next_frame`].
    pub fn hold(&mut self, bytes: &[u8]) {
        self.held.drain(..self.taken);
        self.taken = 0;
        self.held.extend_from_slice(bytes);
    }

    /// The next frame, if it is complete. Frame by frame, so that a new limit holds from the next
    /// frame on, however much the network has delivered at once.
    ///
    /// # Errors
    /// When a frame announces no type, or more than is allowed; the stream is of no use then.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, Refusal> {
        let rest = self.held.get(self.taken..).unwrap_or_default();
        let Some((frame, after)) = split_frame(rest, self.payload_max)? else {
            return Ok(None);
        };
        self.taken = self.held.len().saturating_sub(after.len());
        Ok(Some(frame))
    }

    /// Takes in bytes and answers with the frames that are complete now.
    ///
    /// # Errors
    /// As [`FrameReader::next_frame`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Frame>, Refusal> {
        self.hold(bytes);
        let mut frames = Vec::new();
        while let Some(frame) = self.next_frame()? {
            frames.push(frame);
        }
        Ok(frames)
    }

    /// Whether the stream may end here: not in the middle of a frame.
    #[must_use]
    pub const fn is_between_frames(&self) -> bool {
        self.held.len() == self.taken
    }
}

/// The first whole frame of `bytes` and what follows it, if it is complete.
fn split_frame(bytes: &[u8], payload_max: usize) -> Result<Option<(Frame, &[u8])>, Refusal> {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else {
        return Ok(None);
    };
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Refusal::TooLarge)?;
    let payload_bytes = length.checked_sub(1).ok_or(Refusal::Malformed)?;
    if payload_bytes > payload_max {
        return Err(Refusal::TooLarge);
    }
    let Some((content, after)) = rest.split_at_checked(length) else {
        return Ok(None);
    };
    let (&kind, payload) = content.split_first().ok_or(Refusal::Malformed)?;
    let frame = Frame {
        kind,
        payload: payload.to_vec(),
    };
    Ok(Some((frame, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_put_together_from_any_pieces() {
        let frames = [
            Frame {
                kind: 1,
                payload: vec![],
            },
            Frame {
                kind: 2,
                payload: vec![7; 300],
            },
            Frame {
                kind: 0xFF,
                payload: vec![1, 2, 3],
            },
        ];
        let stream: Vec<u8> = frames.iter().flat_map(Frame::to_bytes).collect();
        for piece in 1..stream.len() {
            let mut reader = FrameReader::new(SMALL_BYTES_MAX);
            let read: Vec<Frame> = stream
                .chunks(piece)
                .flat_map(|bytes| reader.push(bytes).unwrap())
                .collect();
            assert_eq!(read, frames);
            assert!(reader.is_between_frames());
        }
    }

    #[test]
    fn a_frame_above_the_limit_is_refused_before_it_is_held() {
        let mut reader = FrameReader::new(100);
        let longest = Frame {
            kind: 1,
            payload: vec![0; 100],
        };
        assert_eq!(reader.push(&longest.to_bytes()), Ok(vec![longest]));
        let header = [&102_u32.to_be_bytes()[..], &[1]].concat();
        assert_eq!(reader.push(&header), Err(Refusal::TooLarge));
        assert_eq!(FrameReader::new(100).push(&[0; 4]), Err(Refusal::Malformed));
    }
}
