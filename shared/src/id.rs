//! Identifiers: 128 random bits each, shown to people as eight Crockford base32 characters.
//!
//! Ids are random rather than ordered by time: the short ids of one minute would otherwise all
//! look alike. No id says anything about a child.

use std::fmt;

use crate::entropy::Entropy;

/// Bytes in an id.
pub const ID_BYTES: usize = 16;
/// Characters of an id that people see: 40 of its 128 bits.
pub const SHORT_CHARS: usize = 8;
/// The shortest prefix that a person may type, in characters.
pub const PREFIX_CHARS_MIN: usize = 4;
/// Characters of a whole id in Crockford base32: 128 bits at 5 a character, the last padded.
pub const LONG_CHARS: usize = 26;

/// Crockford's base32 alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; ID_BYTES]);

        impl $name {
            /// A fresh id.
            pub fn random(entropy: &mut impl Entropy) -> Self {
                Self(entropy.array())
            }

            /// The id with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; ID_BYTES]) -> Self {
                Self(bytes)
            }

            /// The id's bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; ID_BYTES] {
                &self.0
            }

            /// The eight characters that people see.
            #[must_use]
            pub fn short(&self) -> String {
                let mut text = crockford(&self.0);
                text.truncate(SHORT_CHARS);
                text
            }

            /// All 26 characters.
            #[must_use]
            pub fn long(&self) -> String {
                crockford(&self.0)
            }

            /// Whether the id starts with what a person typed: at least four characters, in
            /// either case, with Crockford's look-alikes (O for 0, I and L for 1) understood.
            #[must_use]
            pub fn starts_with(&self, typed: &str) -> bool {
                let wanted = unify(typed);
                wanted.chars().count() >= PREFIX_CHARS_MIN && self.long().starts_with(&wanted)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.short())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.short())
            }
        }
    )+};
}

ids! {
    /// Names one act.
    ActId;
    /// Names one handover, through all its versions and legs. The course that an accepted
    /// referral opens bears the same id.
    HandoverId;
    /// Names one person at work: a caseworker, a psychologist, never a child.
    PersonId;
    /// Names one device of one person.
    DeviceId;
    /// Names one invitation to join an office.
    InvitationId;
    /// Names one tour of the team: visits that are planned and postponed together.
    TourId;
    /// Names one outage that an administrator has declared.
    OutageId;
    /// Names one form that somebody is filling in. It never leaves the device.
    FormId;
}

/// `bytes` in Crockford base32, most significant bit first, padded with zero bits.
#[must_use]
pub fn crockford(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(8).div_ceil(5));
    let mut held: u32 = 0;
    let mut bits: u32 = 0;
    for &byte in bytes {
        held = (held << 8) | u32::from(byte);
        bits = bits.saturating_add(8);
        while bits >= 5 {
            bits = bits.saturating_sub(5);
            text.push(symbol(held >> bits));
        }
    }
    if bits > 0 {
        text.push(symbol(held << 5_u32.saturating_sub(bits)));
    }
    text
}

/// The bytes that a text in Crockford base32 names. Hyphens and spaces are passed over.
///
/// Answers `None` for a foreign character or for padding bits that are not zero.
#[must_use]
pub fn from_crockford(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut held: u32 = 0;
    let mut bits: u32 = 0;
    for character in unify(text).bytes() {
        let value = ALPHABET.iter().position(|&letter| letter == character)?;
        held = ((held << 5) | u32::try_from(value).ok()?) & 0xFFFF;
        bits = bits.saturating_add(5);
        if bits >= 8 {
            bits = bits.saturating_sub(8);
            bytes.push(u8::try_from((held >> bits) & 0xFF).ok()?);
        }
    }
    let padding = held & ((1_u32 << bits).saturating_sub(1));
    (bits < 5 && padding == 0).then_some(bytes)
}

/// What a person typed, in the alphabet's own letters.
fn unify(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| !matches!(character, '-' | ' '))
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn symbol(value: u32) -> char {
    let index = usize::try_from(value & 31).unwrap_or_default();
    ALPHABET.get(index).copied().map_or('0', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_crockford_is_read_back() {
        for length in 0..=20_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37)).collect();
            assert_eq!(from_crockford(&crockford(&bytes)), Some(bytes));
        }
        assert_eq!(from_crockford("U"), None);
        assert_eq!(from_crockford("01"), None, "padding bits must be zero");
    }

    #[test]
    fn a_person_may_type_a_prefix_in_either_case_and_mix_up_look_alikes() {
        let id = ActId::from_bytes([0x08; ID_BYTES]);
        assert_eq!(id.short(), "1040G208");
        assert!(id.starts_with("l04o"));
        assert!(id.starts_with("1040-G2"));
        assert!(!id.starts_with("104"), "three characters are too few");
        assert!(!id.starts_with("1041"));
        assert_eq!(id.long().len(), LONG_CHARS);
    }
}
