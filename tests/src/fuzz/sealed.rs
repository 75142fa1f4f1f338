//! Sealed objects: the padding, the header with its hybrid stanzas, the payload. Nobody without
//! the keys can make one, so that nothing may open but what was sealed.

use stafet_shared::{
    hash::Hash,
    seal::{
        AgeSealing, MAX_RECIPIENTS, OpenError, Opened, Sealing as _, Seed,
        codec::MAX_CONTENT_BYTES, padding,
    },
};

use super::Canary;

/// SHA-256 of the age files in `shared/tests/golden/seal` that open.
const SEALED: [&str; 2] = [
    "118752d0f8063630d3ca39164910a98af99660f5a7c553742e62fd5c8a62cd6d",
    "3d9d713d802e1142835ba48fbf46127792aaa77001bde63904f297de54e1ec8e",
];

/// An age file, and the same bytes once more as a padded object.
///
/// # Panics
/// When an object has two paddings, or a file opens that was never sealed.
pub fn run(data: &[u8], canary: Canary) {
    if let Ok(file) = padding::unpad(data) {
        assert_eq!(padding::pad(file).as_deref(), Ok(data));
    }
    let Ok(object) = padding::pad(data) else {
        return;
    };
    assert_eq!(padding::unpad(&object), Ok(data));
    let mut opened = AgeSealing.open(&object, &[Seed::from_bytes([1; 32])], 0);
    if canary.spoils(is_for_two_others(data, &opened)) {
        opened = Ok(Opened {
            plaintext: Vec::new().into(),
            recipients: 1,
        });
    }
    if let Ok(opened) = opened {
        let name = Hash::of(data).to_string();
        assert!(SEALED.contains(&name.as_str()), "{name} was never sealed");
        assert!(opened.plaintext.len() <= MAX_CONTENT_BYTES);
        assert!((1..=MAX_RECIPIENTS).contains(&opened.recipients));
    }
}

/// A header with two whole hybrid stanzas, both for others.
fn is_for_two_others(data: &[u8], opened: &Result<Opened, OpenError>) -> bool {
    let stanza = b"\n-> mlkem768x25519 ";
    let stanzas = data.windows(stanza.len()).filter(|bytes| bytes == stanza);
    matches!(opened, Err(OpenError::NotForUs)) && stanzas.count() == 2
}
