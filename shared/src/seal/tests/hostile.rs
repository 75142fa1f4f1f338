//! Objects that were cut off, changed, or made by somebody who does not keep the rules.

use std::io::Write;
use std::time::{Duration, Instant};

use age_core::format::{FileKey, Stanza};

use super::*;
use crate::seal::hybrid;

/// Sizes in the payload of an age file: its nonce, and a chunk with its tag.
const NONCE_BYTES: usize = 16;
const CHUNK_BYTES: usize = 65_536 + 16;

/// The age file inside an object.
fn file(object: &[u8]) -> Vec<u8> {
    padding::unpad(object).unwrap().to_vec()
}

/// Opens an age file, framed anew, as office 1.
fn open_file(file: &[u8]) -> Result<(Vec<u8>, usize), OpenError> {
    open(&padding::pad(file).unwrap(), &[1])
}

#[expect(clippy::arithmetic_side_effects, reason = "positions inside a file")]
fn header_bytes(file: &[u8]) -> usize {
    let end = file.windows(5).position(|five| five == b"\n--- ").unwrap();
    end + 1 + file[end + 1..].iter().position(|&b| b == b'\n').unwrap() + 1
}

#[test]
fn a_file_cut_off_anywhere_releases_nothing() {
    let whole = file(&seal(b"Der mangler noget.", &[1, 2]));
    for length in 0..whole.len() {
        assert!(
            matches!(open_file(&whole[..length]), Err(OpenError::Damaged(_))),
            "cut off at {length}"
        );
    }
}

#[test]
fn a_file_cut_off_near_the_end_of_a_chunk_releases_nothing() {
    let whole = file(&seal(&noise(2 * 65_536 + 100), &[1]));
    let payload = header_bytes(&whole) + NONCE_BYTES;
    for chunks in 0..=2 {
        let end = payload + chunks * CHUNK_BYTES;
        for length in end - 17..=end + 17 {
            assert!(open_file(&whole[..length]).is_err(), "cut off at {length}");
        }
    }
    assert!(open_file(&whole).is_ok());
}

#[test]
fn a_byte_flipped_anywhere_is_noticed() {
    let object = seal(b"Det er ikke det, der stod.", &[1, 2]);
    let payload = PREFIX_BYTES + header_bytes(&file(&object));
    // Parsing a header is slow without optimisation, so that only every seventh of its bytes is
    // tried; the stanzas are so regular that these meet each of their parts.
    for position in (0..payload).step_by(7).chain(payload..object.len()) {
        let mut flipped = object.clone();
        flipped[position] ^= 1 << (position % 8);
        assert!(open(&flipped, &[1]).is_err(), "byte {position}");
    }
}

#[test]
fn bytes_after_the_end_are_noticed() {
    let mut longer = file(&seal(b"slut", &[1]));
    longer.push(0);
    assert_eq!(open_file(&longer), Err(OpenError::Damaged(Damage::Payload)));
}

#[test]
fn a_bomb_inside_an_object_is_refused() {
    let mut bomb = Vec::with_capacity(200_000);
    let zeros = vec![0; 32 * codec::MAX_CONTENT_BYTES];
    let status = flate2::Compress::new(flate2::Compression::best(), false)
        .compress_vec(&zeros, &mut bomb, flate2::FlushCompress::Finish)
        .unwrap();
    assert_eq!(status, flate2::Status::StreamEnd);
    let packed = [&[codec::DEFLATED, codec::NO_DICTIONARY], bomb.as_slice()].concat();
    let file = age_file::encrypt(&packed, &keys(&[1])).unwrap();
    assert_eq!(
        open_file(&file),
        Err(OpenError::ContentTooLarge {
            limit: codec::MAX_CONTENT_BYTES
        })
    );
}

#[test]
fn a_share_of_low_order_is_damage_and_not_a_missing_key() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    let whole = file(&seal(b"svag", &[1]));
    let start = b"age-encryption.org/v1\n-> mlkem768x25519 ".len();
    let mut encapsulated = STANDARD_NO_PAD
        .decode(&whole[start..start + 1_494])
        .unwrap();
    encapsulated[1_088..].fill(0);
    let weak = STANDARD_NO_PAD.encode(encapsulated);
    let weak = [&whole[..start], weak.as_bytes(), &whole[start + 1_494..]].concat();
    assert_eq!(weak.len(), whole.len());
    assert_eq!(open_file(&weak), Err(OpenError::Damaged(Damage::Header)));
}

/// Makes a stanza of another type, and perhaps a hybrid one for office 1.
struct Mixed {
    tag: &'static str,
    beside: Beside,
}

/// Whether the other stanza stands beside a hybrid one, or alone.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Hybrid,
    Nothing,
}

impl age::Recipient for Mixed {
    #[expect(clippy::disallowed_types, reason = "the trait asks for a HashSet")]
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, std::collections::HashSet<String>), age::EncryptError> {
        let mut stanzas = vec![Stanza {
            tag: self.tag.to_owned(),
            args: vec!["argument".to_owned()],
            body: vec![7; 32],
        }];
        if self.beside == Beside::Hybrid {
            stanzas.push(hybrid::wrap(file_key, &seed(1).public_key()).unwrap());
        }
        Ok((stanzas, std::collections::HashSet::new()))
    }
}

fn mixed(tag: &'static str, beside: Beside) -> Vec<u8> {
    let recipient = Mixed { tag, beside };
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).unwrap();
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).unwrap();
    writer.write_all(&codec::pack(b"blandet").unwrap()).unwrap();
    writer.finish().unwrap();
    file
}

#[test]
fn a_file_with_any_other_recipient_is_refused() {
    for tag in [
        "X25519",
        "ssh-ed25519",
        "ssh-rsa",
        "p256tag",
        "MLKEM768X25519",
    ] {
        assert_eq!(
            open_file(&mixed(tag, Beside::Hybrid)),
            Err(OpenError::ForeignRecipient),
            "{tag}"
        );
    }
    assert_eq!(
        open_file(&mixed("scrypt", Beside::Nothing)),
        Err(OpenError::ForeignRecipient)
    );
}

#[test]
fn grease_is_passed_over_and_not_counted() {
    for tag in ["grease", "q{%8-grease"] {
        assert_eq!(
            open_file(&mixed(tag, Beside::Hybrid)),
            Ok((b"blandet".to_vec(), 1)),
            "{tag}"
        );
    }
    assert_eq!(
        open_file(&mixed("x-grease", Beside::Nothing)),
        Err(OpenError::NotForUs)
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the time it takes is the point")]
fn a_header_of_very_many_lines_is_refused_before_it_is_parsed() {
    let header = format!("age-encryption.org/v1\n{}--- ", "-> a\n\n".repeat(40_000));
    let started = Instant::now();
    assert_eq!(
        open_file(header.as_bytes()),
        Err(OpenError::Damaged(Damage::Header))
    );
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_age_file_without_its_frame_is_not_an_object() {
    let bare = file(&seal(b"bar", &[1]));
    assert_eq!(
        open(&bare, &[1]),
        Err(OpenError::UnknownFormat { got: b'a' })
    );
    assert!(bare.len() + PREFIX_BYTES < FLOOR_BYTES);
}
