//! The outermost layer: a frame around the age file, padded so that its size says little.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | format, [`FORMAT`] |
//! | 4 | length of the age file, big endian |
//! | that many | the age file |
//! | the rest | zeros, up to [`padded_len`] |
//!
//! Padding comes after encryption because age adds a stanza of random length to each file.
//! There is exactly one padded form of each file: any other is refused.

use super::codec::{MAX_CONTENT_BYTES, PACKING_BYTES};
use super::{Damage, MAX_RECIPIENTS, OpenError, SealError};

/// The format byte of every object so far.
pub const FORMAT: u8 = 0;
/// Bytes before the age file: format and length.
pub const PREFIX_BYTES: usize = 5;

/// The smallest object, in bytes.
///
/// An empty file to two offices already takes up to 3.4 kB, so that a lower floor would hide
/// nothing. Under this one all contents of up to 0.4 kB (deflated) look alike, which is most
/// messages and reasons, while a referral of 1 kB, at 3.8 to 4 kB, pays nothing for it.
pub const FLOOR_BYTES: usize = 3_840;

/// The largest age file inside an object, in bytes.
pub const MAX_FILE_BYTES: usize =
    MAX_HEADER_BYTES + PACKING_BYTES + MAX_CONTENT_BYTES + MAX_STREAM_BYTES;
/// The largest object, in bytes.
pub const MAX_OBJECT_BYTES: usize = padded_len(PREFIX_BYTES + MAX_FILE_BYTES);

/// The largest header of an age file: a hybrid stanza takes 1,557 bytes; the rest is for version
/// line, authentication code and the stanza of random length, which take at most 300.
pub(super) const MAX_HEADER_BYTES: usize = MAX_RECIPIENTS * 1_557 + 512;
/// What age's stream adds to the largest payload: a nonce of 16 bytes, and a tag of 16 for each
/// of its chunks of 64 KiB, of which the largest content begins a fifth.
const MAX_STREAM_BYTES: usize = 16 + 5 * 16;

/// Frames and pads an age file.
///
/// # Errors
/// [`SealError::Internal`] when the file is above [`MAX_FILE_BYTES`], which no packed content is.
pub fn pad(file: &[u8]) -> Result<Vec<u8>, SealError> {
    if file.len() > MAX_FILE_BYTES {
        return Err(SealError::Internal);
    }
    let length = u32::try_from(file.len()).map_err(|_| SealError::Internal)?;
    let padded = padded_len(PREFIX_BYTES.saturating_add(file.len()));
    let mut object = Vec::with_capacity(padded);
    object.push(FORMAT);
    object.extend_from_slice(&length.to_be_bytes());
    object.extend_from_slice(file);
    object.resize(padded, 0);
    Ok(object)
}

/// The age file inside an object.
///
/// # Errors
/// [`OpenError`] when the object is too large, of a later format, or not the one padded form.
pub fn unpad(object: &[u8]) -> Result<&[u8], OpenError> {
    if object.len() > MAX_OBJECT_BYTES {
        return Err(OpenError::TooLarge {
            limit: MAX_OBJECT_BYTES,
            got: object.len(),
        });
    }
    let cut_off = OpenError::Damaged(Damage::Length);
    let (&format, rest) = object.split_first().ok_or(cut_off)?;
    if format != FORMAT {
        return Err(OpenError::UnknownFormat { got: format });
    }
    let (length, rest) = rest.split_first_chunk().ok_or(cut_off)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| cut_off)?;
    let (file, padding) = rest.split_at_checked(length).ok_or(cut_off)?;
    if object.len() != padded_len(PREFIX_BYTES.saturating_add(length)) {
        return Err(cut_off);
    }
    if padding.iter().any(|&byte| byte != 0) {
        return Err(OpenError::Damaged(Damage::Padding));
    }
    Ok(file)
}

/// The size to which `len` bytes are padded: Padmé with [`FLOOR_BYTES`] as its floor.
///
/// Padmé keeps so few leading bits of a size that it gives away O(log log n) bits of it, and adds
/// at most 12 %.
#[must_use]
pub const fn padded_len(len: usize) -> usize {
    if len <= FLOOR_BYTES {
        return FLOOR_BYTES;
    }
    let exponent = len.ilog2();
    let kept_bits = exponent.ilog2().saturating_add(1);
    let step = 1_usize << exponent.saturating_sub(kept_bits);
    len.saturating_add(step.saturating_sub(1)) & !step.saturating_sub(1)
}

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
        fn sizes_of_one_bucket_cannot_be_told_apart_and_cost_little(len in FLOOR_BYTES..MAX_FILE_BYTES) {
            let padded = padded_len(len);
            prop_assert!(padded >= len);
            prop_assert!((padded - len) * 100 <= len * 12, "{len} became {padded}");
            for other in [len + 1, padded - 1, padded] {
                if (len..=padded).contains(&other) {
                    prop_assert_eq!(padded_len(other), padded);
                }
            }
        }

        #[test]
        fn what_is_padded_is_found_again(file in proptest::collection::vec(any::<u8>(), 0..9_000)) {
            let object = pad(&file).unwrap();
            prop_assert_eq!(object.len(), padded_len(PREFIX_BYTES + file.len()));
            prop_assert_eq!(unpad(&object), Ok(file.as_slice()));
        }

        #[test]
        fn arbitrary_bytes_never_panic(object in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(unpad(&object).is_err());
        }
    }

    #[test]
    fn small_objects_all_have_the_size_of_the_floor() {
        assert_eq!(padded_len(0), FLOOR_BYTES);
        assert_eq!(padded_len(FLOOR_BYTES), FLOOR_BYTES);
        assert_eq!(padded_len(FLOOR_BYTES + 1), FLOOR_BYTES + 128);
    }

    #[test]
    fn an_object_at_the_limit_passes_and_one_byte_more_does_not() {
        let object = pad(&vec![7; MAX_FILE_BYTES]).unwrap();
        assert_eq!(object.len(), MAX_OBJECT_BYTES);
        assert_eq!(unpad(&object).unwrap().len(), MAX_FILE_BYTES);
        assert_eq!(pad(&vec![7; MAX_FILE_BYTES + 1]), Err(SealError::Internal));
        assert_eq!(
            unpad(&vec![0; MAX_OBJECT_BYTES + 1]),
            Err(OpenError::TooLarge {
                limit: MAX_OBJECT_BYTES,
                got: MAX_OBJECT_BYTES + 1
            })
        );
    }

    #[test]
    fn only_the_one_padded_form_is_taken() {
        let object = pad(b"file").unwrap();
        let damaged = |damage| Err(OpenError::Damaged(damage));

        let mut longer = object.clone();
        longer.push(0);
        assert_eq!(unpad(&longer), damaged(Damage::Length));
        assert_eq!(unpad(&object[..object.len() - 1]), damaged(Damage::Length));
        assert_eq!(unpad(&object[..3]), damaged(Damage::Length));
        assert_eq!(unpad(&[]), damaged(Damage::Length));

        let mut marked = object.clone();
        *marked.last_mut().unwrap() = 1;
        assert_eq!(unpad(&marked), damaged(Damage::Padding));

        let mut beyond = object.clone();
        beyond[1] = 1;
        assert_eq!(unpad(&beyond), damaged(Damage::Length));

        let mut later = object;
        later[0] = 1;
        assert_eq!(unpad(&later), Err(OpenError::UnknownFormat { got: 1 }));
    }
}
