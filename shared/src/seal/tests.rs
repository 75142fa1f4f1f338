//! What holds for whole objects: who opens them, and what is refused.

mod blob;
mod cctv;
mod golden;
mod hostile;

use proptest::prelude::*;

use super::padding::{FLOOR_BYTES, PREFIX_BYTES};
use super::*;

/// The seed of the office with this number.
fn seed(office: u8) -> Seed {
    Seed::from_bytes([office; SEED_BYTES])
}

fn keys(offices: &[u8]) -> Vec<PublicKey> {
    offices.iter().map(|&n| seed(n).public_key()).collect()
}

fn seal(content: &[u8], offices: &[u8]) -> Vec<u8> {
    AgeSealing
        .seal(content, &keys(offices))
        .unwrap()
        .into_bytes()
}

/// Opens with the seeds of these offices: the content and the number of recipients.
fn open(object: &[u8], offices: &[u8]) -> Result<(Vec<u8>, usize), OpenError> {
    let seeds: Vec<Seed> = offices.iter().map(|&n| seed(n)).collect();
    let opened = AgeSealing.open(object, &seeds, 0)?;
    Ok((opened.plaintext.to_vec(), opened.recipients))
}

/// Content that deflate cannot make smaller.
fn noise(bytes: usize) -> Vec<u8> {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};
    let mut content = vec![0; bytes];
    ChaCha8Rng::seed_from_u64(1).fill_bytes(&mut content);
    content
}

#[test]
fn each_recipient_opens_and_nobody_else() {
    let object = seal(b"Den nye skole ringer.", &[1, 2]);
    let opened = Ok((b"Den nye skole ringer.".to_vec(), 2));
    assert_eq!(open(&object, &[1]), opened);
    assert_eq!(open(&object, &[2]), opened);
    assert_eq!(open(&object, &[3]), Err(OpenError::NotForUs));
    assert_eq!(open(&object, &[]), Err(OpenError::NotForUs));
}

#[test]
fn whoever_is_tried_first_everybody_is_tried() {
    let object = seal(b"til tre", &[1, 2, 3]);
    for likely in [0, 1, 2, 3, usize::MAX] {
        for office in [1, 2, 3] {
            let opened = AgeSealing.open(&object, &[seed(office)], likely);
            assert_eq!(opened.unwrap().plaintext.as_slice(), b"til tre");
        }
        let stranger = AgeSealing.open(&object, &[seed(4)], likely);
        assert_eq!(stranger.unwrap_err(), OpenError::NotForUs);
    }
}

#[test]
fn the_seed_of_an_earlier_epoch_is_found_behind_later_ones() {
    let object = seal(b"i fjor", &[1]);
    assert_eq!(open(&object, &[4, 3, 2, 1]), Ok((b"i fjor".to_vec(), 1)));
}

#[test]
fn content_of_any_size_up_to_the_limit_comes_back() {
    for bytes in [0, 1, 65_534, 65_535, codec::MAX_CONTENT_BYTES] {
        let content = noise(bytes);
        let object = seal(&content, &[1]);
        assert_eq!(open(&object, &[1]), Ok((content, 1)), "{bytes} bytes");
    }
    let too_large = AgeSealing.seal(&noise(codec::MAX_CONTENT_BYTES + 1), &keys(&[1]));
    assert!(matches!(too_large, Err(SealError::ContentTooLarge { .. })));
}

#[test]
fn the_most_recipients_can_be_sealed_to_and_opened_by() {
    let offices: Vec<u8> = (1..=32).collect();
    assert_eq!(offices.len(), MAX_RECIPIENTS);
    let object = seal(&noise(codec::MAX_CONTENT_BYTES), &offices);
    let (_, recipients) = open(&object, &[32]).unwrap();
    assert_eq!(recipients, MAX_RECIPIENTS);
}

#[test]
fn recipients_outside_the_limits_are_refused() {
    let refusal = |offices: &[u8]| AgeSealing.seal(b"", &keys(offices)).unwrap_err();
    let many: Vec<u8> = (0..=32).collect();
    assert_eq!(refusal(&[]), SealError::NoRecipient);
    assert_eq!(
        refusal(&many),
        SealError::TooManyRecipients {
            limit: MAX_RECIPIENTS,
            got: 33
        }
    );
    assert_eq!(
        refusal(&[1, 2, 1]),
        SealError::RepeatedRecipient(seed(1).public_key().fingerprint())
    );
}

#[test]
fn short_contents_to_two_offices_all_have_one_size() {
    for bytes in [0, 1, 50, 199, 200, 399, 400] {
        let object = AgeSealing.seal(&noise(bytes), &keys(&[1, 2])).unwrap();
        assert_eq!(object.len(), FLOOR_BYTES, "{bytes} bytes");
    }
}

#[test]
fn an_export_is_a_plain_age_file() {
    let plaintext = b"sne ".repeat(1_000);
    let file = export(&plaintext, &keys(&[1])).unwrap();
    assert!(file.starts_with(b"age-encryption.org/v1\n-> mlkem768x25519 "));
    assert!(file.len() > plaintext.len(), "it is not deflated");
    let opened = age_file::decrypt(&file, &[seed(1)], 0).unwrap();
    assert_eq!(*opened.plaintext, plaintext);
    assert_eq!(export(&plaintext, &[]), Err(SealError::NoRecipient));
}

#[test]
fn debug_shows_neither_content_nor_keys() {
    let sealed = AgeSealing.seal(b"hemmelig", &keys(&[1])).unwrap();
    let opened = AgeSealing.open(sealed.as_bytes(), &[seed(1)], 0).unwrap();
    assert_eq!(format!("{sealed:?}"), "Sealed(3840 bytes)");
    assert_eq!(format!("{opened:?}"), "Opened([sealed], 1 recipients)");
}

#[test]
fn a_sealing_can_be_shared_behind_a_pointer() {
    let sealing: std::sync::Arc<dyn Sealing> = std::sync::Arc::new(AgeSealing);
    assert!(sealing.seal(b"", &keys(&[1])).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        let with = [seed(1)];
        prop_assert!(AgeSealing.open(&bytes, &with, 0).is_err());
        let framed = padding::pad(&bytes).unwrap();
        prop_assert!(AgeSealing.open(&framed, &with, 0).is_err());
    }

    #[test]
    fn arbitrary_headers_never_panic(lines in proptest::collection::vec("(-> |--- )?[!-~ ]{0,80}", 0..12)) {
        let file = format!("age-encryption.org/v1\n{}\n--- ", lines.join("\n"));
        let framed = padding::pad(file.as_bytes()).unwrap();
        prop_assert!(AgeSealing.open(&framed, &[seed(1)], 0).is_err());
    }
}
