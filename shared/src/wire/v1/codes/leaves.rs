//! The leaves: what stands behind a number and has no fields of its own.

use minicbor::bytes::{ByteArray, ByteVec};

use crate::{
    hash::{HASH_BYTES, Hash},
    id::{ActId, DeviceId, HandoverId, ID_BYTES, InvitationId, OutageId, PersonId, TourId},
    log::Mailbox,
    party::{NAME_CHARS_MAX, OfficeId, OrganisationId},
    refusal::Refusal,
    seal::{Fingerprint, PublicKey},
    sign::{KEY_BYTES, VerifyingKey},
    time::Timestamp,
    wire::{DecodeError, v1::twin::Code},
    words::{Colour, Duty, HandReason, Kind, List, Rung, Stage, State, Validity, Verb},
};

/// Values that travel as they are.
macro_rules! plain {
    ($($value:ty),+) => {$(
        impl Code for $value {
            type Value = Self;
            type Twin = Self;

            fn write(value: &Self) -> Self {
                *value
            }

            fn read(twin: Self, _: &'static str) -> Result<Self, DecodeError> {
                Ok(twin)
            }
        }
    )+};
}

plain!(bool, u8, u16, u32, u64, i32);

impl<const N: usize> Code for [u8; N] {
    type Value = Self;
    type Twin = ByteArray<N>;

    fn write(value: &Self) -> Self::Twin {
        (*value).into()
    }

    fn read(twin: Self::Twin, _: &'static str) -> Result<Self, DecodeError> {
        Ok(twin.into())
    }
}

/// Any number of bytes.
pub(crate) struct Octets;

impl Code for Octets {
    type Value = Vec<u8>;
    type Twin = ByteVec;

    fn write(value: &Vec<u8>) -> ByteVec {
        value.clone().into()
    }

    fn read(twin: ByteVec, _: &'static str) -> Result<Vec<u8>, DecodeError> {
        Ok(twin.into())
    }
}

/// Values that are a fixed number of bytes, whatever they are.
macro_rules! arrays {
    ($($value:ty: $bytes:expr),+ $(,)?) => {$(
        impl Code for $value {
            type Value = Self;
            type Twin = ByteArray<{ $bytes }>;

            fn write(value: &Self) -> Self::Twin {
                (*value.as_bytes()).into()
            }

            fn read(twin: Self::Twin, _: &'static str) -> Result<Self, DecodeError> {
                Ok(Self::from_bytes(twin.into()))
            }
        }
    )+};
}

arrays! {
    ActId: ID_BYTES,
    HandoverId: ID_BYTES,
    PersonId: ID_BYTES,
    DeviceId: ID_BYTES,
    InvitationId: ID_BYTES,
    TourId: ID_BYTES,
    OutageId: ID_BYTES,
    Hash: HASH_BYTES,
    Fingerprint: HASH_BYTES,
}

/// A person's, an office's or an organisation's name, as people see it: at most
/// [`NAME_CHARS_MAX`] characters, without control characters.
pub(crate) struct Name;

impl Code for Name {
    type Value = String;
    type Twin = String;

    fn write(value: &String) -> String {
        value.clone()
    }

    fn read(text: String, _: &'static str) -> Result<String, DecodeError> {
        let fits = !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX;
        if fits && !text.chars().any(char::is_control) {
            Ok(text)
        } else {
            Err(DecodeError::Value("name"))
        }
    }
}

/// Values that travel as a text or a number, of which not every one stands for a value.
macro_rules! known {
    ($($value:ty as $twin:ty, $name:literal: $write:expr, $read:expr;)+) => {$(
        impl $crate::wire::v1::twin::Code for $value {
            type Value = Self;
            type Twin = $twin;

            fn write(value: &Self) -> $twin {
                let write: fn(&Self) -> $twin = $write;
                write(value)
            }

            fn read(twin: $twin, _: &'static str) -> Result<Self, $crate::wire::DecodeError> {
                let read: fn($twin) -> Option<Self> = $read;
                read(twin).ok_or($crate::wire::DecodeError::Value($name))
            }
        }
    )+};
}
pub(in crate::wire::v1) use known;

/// Words that travel as a number, which is never used again.
macro_rules! numbers {
    ($($value:ty as $twin:ty, $name:literal { $($number:literal $word:ident),+ $(,)? })+) => {$(
        impl $crate::wire::v1::twin::Code for $value {
            type Value = Self;
            type Twin = $twin;

            fn write(value: &Self) -> $twin {
                match value {
                    $(Self::$word => $number,)+
                }
            }

            fn read(twin: $twin, _: &'static str) -> Result<Self, $crate::wire::DecodeError> {
                match twin {
                    $($number => Ok(Self::$word),)+
                    _ => Err($crate::wire::DecodeError::Value($name)),
                }
            }
        }
    )+};
}
pub(in crate::wire::v1) use numbers;

known! {
    OfficeId as String, "office": |it| it.to_string(), |text| Self::parse(&text).ok();
    Mailbox as String, "mailbox": |it| it.name().to_owned(), |text| Self::parse(&text).ok();
    OrganisationId as String, "organisation": |it| it.to_string(), |text| Self::parse(&text).ok();
    VerifyingKey as ByteArray<KEY_BYTES>, "signing key": |it| it.to_bytes().into(), |bytes| {
        Self::from_bytes(&bytes.into()).ok()
    };
    PublicKey as ByteVec, "sealing key": |it| it.as_bytes().to_vec().into(), |bytes| {
        Self::from_bytes(&bytes).ok()
    };
    Verb as u8, "verb": |it| it.code(), Self::from_code;
    Duty as u16, "duty": |it| it.code(), Self::from_code;
    Kind as u8, "kind": |it| it.code(), Self::from_code;
    Colour as u8, "colour": |it| it.code(), Self::from_code;
    State as String, "state": |it| it.name().to_owned(), |name| Self::from_name(&name);
    Stage as String, "stage": |it| it.name().to_owned(), |name| Self::from_name(&name);
    List as u8, "list": |it| it.code(), Self::from_code;
    Validity as u8, "validity": |it| it.code(), Self::from_code;
    Rung as u8, "rung": |it| it.code(), Self::from_code;
    HandReason as u16, "reason": |it| it.code(), Self::from_code;
    Refusal as u16, "refusal": |it| it.code(), |code| Some(Self::from_code(code));
}

/// An instant inside the accepted years; any other would not encode to the same bytes again.
impl Code for Timestamp {
    type Value = Self;
    type Twin = i64;

    fn write(value: &Self) -> i64 {
        value.unix_ms()
    }

    fn read(twin: i64, field: &'static str) -> Result<Self, DecodeError> {
        let instant = Self::from_unix_ms(twin);
        if instant.unix_ms() == twin {
            Ok(instant)
        } else {
            Err(DecodeError::Value(field))
        }
    }
}
