//! The innermost layer: content deflated where that makes it smaller.
//!
//! Packed content is one byte for the codec ([`STORED`] or [`DEFLATED`]), one for the dictionary
//! ([`NO_DICTIONARY`]), then the data. Unpacking takes bounded memory whatever the data claims.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use zeroize::Zeroizing;

use super::{Damage, OpenError, SealError};

/// The most content of one object, in bytes. Larger things are attachments.
pub const MAX_CONTENT_BYTES: usize = 256 * 1_024;
/// Bytes before the data: codec and dictionary.
pub const PACKING_BYTES: usize = 2;

/// Codec byte: the data is the content.
pub const STORED: u8 = 0;
/// Codec byte: the data is a raw deflate stream (RFC 1951).
pub const DEFLATED: u8 = 1;
/// Dictionary byte: none.
pub const NO_DICTIONARY: u8 = 0;

/// Packs content: deflated when that is smaller, else stored.
///
/// # Errors
/// [`SealError::ContentTooLarge`] above [`MAX_CONTENT_BYTES`].
pub fn pack(content: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if content.len() > MAX_CONTENT_BYTES {
        return Err(SealError::ContentTooLarge {
            limit: MAX_CONTENT_BYTES,
            got: content.len(),
        });
    }
    let deflated = deflate(content);
    let (codec, payload) = match &deflated {
        Some(smaller) => (DEFLATED, smaller.as_slice()),
        None => (STORED, content),
    };
    let mut packed = with_capacity(PACKING_BYTES.saturating_add(payload.len()));
    packed.extend_from_slice(&[codec, NO_DICTIONARY]);
    packed.extend_from_slice(payload);
    Ok(packed)
}

/// The content that was packed.
///
/// # Errors
/// [`OpenError`] when codec or dictionary are unknown, when the data does not unpack, or when it
/// unpacks to more than [`MAX_CONTENT_BYTES`].
pub fn unpack(packed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (&[codec, dictionary], payload) = packed
        .split_first_chunk::<PACKING_BYTES>()
        .ok_or(OpenError::Damaged(Damage::Packing))?;
    if !matches!(codec, STORED | DEFLATED) {
        return Err(OpenError::UnknownCodec { got: codec });
    }
    if dictionary != NO_DICTIONARY {
        return Err(OpenError::UnknownDictionary { got: dictionary });
    }
    if codec == DEFLATED {
        return inflate(payload);
    }
    if payload.len() > MAX_CONTENT_BYTES {
        return Err(TOO_LARGE);
    }
    Ok(Zeroizing::new(payload.to_vec()))
}

/// The deflated content, if it is smaller.
fn deflate(content: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut deflated = with_capacity(content.len());
    let status = Compress::new(Compression::best(), false)
        .compress_vec(content, &mut deflated, FlushCompress::Finish)
        .ok()?;
    let done = status == Status::StreamEnd;
    (done && deflated.len() < content.len()).then_some(deflated)
}

fn inflate(stream: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    const DAMAGED: OpenError = OpenError::Damaged(Damage::Packing);
    // One byte beyond the limit is enough to see that a stream goes beyond it.
    let mut space = with_capacity(MAX_CONTENT_BYTES.saturating_add(1));
    let mut inflater = Decompress::new(false);
    let status = inflater
        .decompress_vec(stream, &mut space, FlushDecompress::Finish)
        .map_err(|_| DAMAGED)?;
    if space.len() > MAX_CONTENT_BYTES {
        return Err(TOO_LARGE);
    }
    let consumed = usize::try_from(inflater.total_in()).map_err(|_| DAMAGED)?;
    if status != Status::StreamEnd || consumed != stream.len() {
        return Err(DAMAGED);
    }
    Ok(Zeroizing::new(space.to_vec()))
}

/// An empty buffer that will not move, and so leaves no copy behind, below `bytes`.
fn with_capacity(bytes: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(bytes))
}

const TOO_LARGE: OpenError = OpenError::ContentTooLarge {
    limit: MAX_CONTENT_BYTES,
};

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a test that overflows fails, as it should"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(content in proptest::collection::vec(0_u8..8, 0..5_000)) {
            let packed = pack(&content).unwrap();
            prop_assert!(packed.len() <= PACKING_BYTES + content.len());
            prop_assert_eq!(&*unpack(&packed).unwrap(), &content);
        }

        #[test]
        fn arbitrary_bytes_never_panic(codec in 0_u8..3, data in proptest::collection::vec(any::<u8>(), 0..300)) {
            drop(unpack(&[&[codec, NO_DICTIONARY], data.as_slice()].concat()));
        }
    }

    /// `content` as a deflate stream of whatever size.
    fn stream(content: &[u8]) -> Vec<u8> {
        let mut deflated = Vec::with_capacity(content.len() + 1_024);
        let status = Compress::new(Compression::best(), false)
            .compress_vec(content, &mut deflated, FlushCompress::Finish)
            .unwrap();
        assert_eq!(status, Status::StreamEnd);
        deflated
    }

    fn packed(codec: u8, dictionary: u8, data: &[u8]) -> Vec<u8> {
        [&[codec, dictionary], data].concat()
    }

    #[test]
    fn content_is_deflated_only_when_that_is_smaller() {
        let text = b"Barnet har set sneen, og sneen har set barnet.".repeat(4);
        assert_eq!(pack(&text).unwrap()[..2], [DEFLATED, NO_DICTIONARY]);
        assert_eq!(**pack(b"kort").unwrap(), *b"\0\0kort");
        assert_eq!(**pack(b"").unwrap(), *b"\0\0");
    }

    #[test]
    fn content_at_the_limit_passes_and_one_byte_more_does_not() {
        let whole = vec![7; MAX_CONTENT_BYTES];
        let too_large = vec![7; MAX_CONTENT_BYTES + 1];
        assert_eq!(*unpack(&pack(&whole).unwrap()).unwrap(), whole);
        assert_eq!(*unpack(&packed(STORED, 0, &whole)).unwrap(), whole);
        assert_eq!(
            pack(&too_large),
            Err(SealError::ContentTooLarge {
                limit: MAX_CONTENT_BYTES,
                got: MAX_CONTENT_BYTES + 1
            })
        );
        for (codec, data) in [(STORED, too_large.clone()), (DEFLATED, stream(&too_large))] {
            assert_eq!(unpack(&packed(codec, 0, &data)), Err(TOO_LARGE));
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = stream(&vec![0; 32 * MAX_CONTENT_BYTES]);
        assert!(bomb.len() < MAX_CONTENT_BYTES, "it fits into an object");
        assert_eq!(unpack(&packed(DEFLATED, 0, &bomb)), Err(TOO_LARGE));
    }

    #[test]
    fn a_stream_that_is_cut_off_or_goes_on_is_refused() {
        let whole = stream(&b"set og ".repeat(100));
        let damaged = Err(OpenError::Damaged(Damage::Packing));
        for length in 0..whole.len() {
            assert_eq!(unpack(&packed(DEFLATED, 0, &whole[..length])), damaged);
        }
        let longer = [whole.as_slice(), &[0]].concat();
        assert_eq!(unpack(&packed(DEFLATED, 0, &longer)), damaged);
        assert_eq!(unpack(&[DEFLATED]), damaged);
        assert_eq!(unpack(&[]), damaged);
    }

    #[test]
    fn later_codecs_and_dictionaries_are_named() {
        assert_eq!(unpack(&[2, 0]), Err(OpenError::UnknownCodec { got: 2 }));
        for codec in [STORED, DEFLATED] {
            assert_eq!(
                unpack(&[codec, 9]),
                Err(OpenError::UnknownDictionary { got: 9 })
            );
        }
    }
}
