//! How a document that travels is said once: its numbered list of answers.
//!
//! Twins borrow from the document when they are written and from the bytes when they are read, so
//! that no copy of personal text is left behind. What `parse` can miss is optional in them, so that
//! a missing answer is refused by name. The way back always goes through `parse`: the wire has no
//! door of its own.

use jiff::civil::Date;
use minicbor::{CborLen, Decode, Encode};

use super::DecodeError;
use crate::{
    content::{
        Carrier, CheckWord, CprAnswer, DeclineCategory, Language, Line, Prose, Reached, Standard,
    },
    party::OfficeId,
    time::Timestamp,
};

/// How one sort of answer lies on the wire.
pub(super) trait Told<'a> {
    /// What the document hands out.
    type Shown;
    /// The same with plain fields, as minicbor writes it.
    type Twin;
    /// What `parse` takes.
    type Raw;

    fn write(shown: Self::Shown) -> Self::Twin;
    fn read(twin: Self::Twin) -> Self::Raw;
}

/// What stands alone in a sealed part.
pub(super) trait Document<'a>: Sized {
    type Twin;

    fn twin(&'a self) -> Self::Twin;
    fn from_twin(twin: Self::Twin) -> Result<Self, DecodeError>;
}

/// An answer without parts, which may be missing.
pub(super) trait Leaf<'a> {
    type Shown;
    type Plain;
    type Raw;

    /// `None` for an answer that says nothing.
    fn plain(shown: Self::Shown) -> Option<Self::Plain>;
    /// As an author writes it; for what cannot be, a text that `parse` refuses.
    fn raw(plain: Self::Plain) -> Self::Raw;
}

impl<'a, L: Leaf<'a>> Told<'a> for L {
    type Shown = L::Shown;
    type Twin = Option<L::Plain>;
    type Raw = Option<L::Raw>;

    fn write(shown: L::Shown) -> Self::Twin {
        L::plain(shown)
    }

    fn read(twin: Self::Twin) -> Self::Raw {
        twin.map(L::raw)
    }
}

impl<'a, L: Leaf<'a>> Told<'a> for Option<L> {
    type Shown = Option<L::Shown>;
    type Twin = Option<L::Plain>;
    type Raw = Option<L::Raw>;

    fn write(shown: Self::Shown) -> Self::Twin {
        shown.and_then(L::plain)
    }

    fn read(twin: Self::Twin) -> Self::Raw {
        twin.map(L::raw)
    }
}

macro_rules! leaves {
    ($($leaf:ty, $shown:ty as $plain:ty: $write:expr, $raw:ty: $read:expr;)+) => {$(
        impl<'a> Leaf<'a> for $leaf {
            type Shown = $shown;
            type Plain = $plain;
            type Raw = $raw;

            fn plain(shown: $shown) -> Option<$plain> {
                let plain: fn($shown) -> Option<$plain> = $write;
                plain(shown)
            }

            fn raw(plain: $plain) -> $raw {
                let raw: fn($plain) -> $raw = $read;
                raw(plain)
            }
        }
    )+};
}

leaves! {
    Line, &'a Self as &'a str: |line| Some(line.expose()), String: str::to_owned;
    Prose, &'a Self as &'a str: |prose| Some(prose.expose()), String: str::to_owned;
    OfficeId, &'a Self as &'a str: |office| Some(office.as_str()), String: str::to_owned;
    CprAnswer, &'a Self as &'a str: CprAnswer::expose, String: str::to_owned;
    Language, &'a Self as &'a str: |language| Some(language.code()), String: str::to_owned;
    Date, Self as DateTwin: |date| Some(date.into()), String: DateTwin::text;
    Timestamp, Self as i64: |at| Some(at.unix_ms()), String: |unix_ms| {
        Self::from_unix_ms(unix_ms).to_string()
    };
    bool, Self as Self: Some, Self: |flag| flag;
    u32, Self as Self: Some, i64: i64::from;
}

/// Answers that are chosen travel as a number, which is never used again.
macro_rules! chosen {
    ($($choice:ident { $($number:literal $word:ident),+ $(,)? })+) => {$(
        impl Leaf<'_> for $choice {
            type Shown = Self;
            type Plain = u8;
            type Raw = String;

            fn plain(word: Self) -> Option<u8> {
                Some(match word {
                    $(Self::$word => $number,)+
                })
            }

            fn raw(number: u8) -> String {
                match number {
                    $($number => Self::$word.name().to_owned(),)+
                    _ => number.to_string(),
                }
            }
        }
    )+};
}

chosen! {
    DeclineCategory {
        1 TargetGroup,
        2 Capacity,
        3 Disqualification,
        4 MissingConsentOrBasis,
        5 OtherOffer,
        6 ChildMoved,
    }
    Standard { 1 Xref15, 2 Xdis15 }
    CheckWord { 1 Attached, 2 Pending, 3 NotAvailable }
    Reached { 1 Yes, 2 Partly, 3 No }
    Carrier { 1 Phone, 2 Paper, 3 Usb }
}

#[derive(Clone, Copy, Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct DateTwin {
    #[n(0)]
    pub(super) year: i16,
    #[n(1)]
    pub(super) month: i8,
    #[n(2)]
    pub(super) day: i8,
}

impl From<Date> for DateTwin {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }
}

impl DateTwin {
    /// The date as an author writes it; of one that does not exist a text that `parse` refuses.
    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Answers that hold others.
macro_rules! groups {
    ($($group:ty, $shown:ty as $twin:ty: $write:expr, $raw:ty: $read:expr;)+) => {$(
        impl<'a> Told<'a> for $group {
            type Shown = $shown;
            type Twin = $twin;
            type Raw = $raw;

            fn write(shown: $shown) -> $twin {
                let write: fn($shown) -> $twin = $write;
                write(shown)
            }

            fn read(twin: $twin) -> $raw {
                let read: fn($twin) -> $raw = $read;
                read(twin)
            }
        }
    )+};
}

groups! {
    Vec<Line>, &'a [Line] as Vec<&'a str>:
        |lines| lines.iter().map(Line::expose).collect(),
        Vec<String>: |twins| twins.into_iter().map(str::to_owned).collect();
}

/// Declares the twin of a document, or with `part` of what documents hold:
///
/// ```text
/// told! {
///     MessageTwin of Message(RawMessage) = { 0 subject: Line, 1 text: Prose, 2 attachments: Manifest }
/// }
/// ```
///
/// Behind each number, which is never used again, stands the name of an answer and its sort; between
/// them, where the document calls it otherwise, how the document hands it out. Behind the raw
/// document's name may stand how it is put together from the answers.
macro_rules! told {
    (part $twin:ident of $document:ident($($raw:tt)+) = $fields:tt) => {
        told!(@struct $twin $fields);
        told!(@told $twin $document [$($raw)+] $fields);
    };
    ($twin:ident of $($document:ident($($raw:tt)+)),+ = $fields:tt) => {
        told!(@struct $twin $fields);
        $(
            told!(@told $twin $document [$($raw)+] $fields);

            impl<'a> Document<'a> for $document {
                type Twin = $twin<'a>;

                fn twin(&'a self) -> $twin<'a> {
                    <Self as Told<'a>>::write(self)
                }

                fn from_twin(twin: $twin<'a>) -> Result<Self, DecodeError> {
                    Ok(Self::parse(<Self as Told<'a>>::read(twin))?)
                }
            }
        )+
    };

    (@struct $twin:ident {
        $($n:literal $field:ident $(($($path:tt)+))?: $answer:ty),+ $(,)?
    }) => {
        #[derive(minicbor::Encode, minicbor::Decode, minicbor::CborLen)]
        #[cbor(array)]
        pub(super) struct $twin<'a> {
            $(#[b($n)] pub(super) $field: <$answer as Told<'a>>::Twin,)+
        }
    };
    (@told $twin:ident $document:ident $raw:tt {
        $($n:literal $field:ident $(($($path:tt)+))?: $answer:ty),+ $(,)?
    }) => {
        impl<'a> Told<'a> for $document {
            type Shown = &'a Self;
            type Twin = $twin<'a>;
            type Raw = told!(@name $raw);

            fn write(shown: &'a Self) -> $twin<'a> {
                $twin {$(
                    $field: <$answer as Told<'a>>::write(
                        told!(@shown shown $field $(($($path)+))?),
                    ),
                )+}
            }

            fn read(twin: $twin<'a>) -> Self::Raw {
                $(let $field = <$answer as Told<'a>>::read(twin.$field);)+
                told!(@raw $raw $($field),+)
            }
        }
    };
    (@shown $shown:ident $field:ident) => { $shown.$field() };
    (@shown $shown:ident $field:ident ($($get:ident).+)) => { $shown$(.$get())+ };
    (@name [$raw:ident]) => { $raw };
    (@name [$raw:ident $shape:tt]) => { $raw };
    (@raw [$raw:ident] $($field:ident),+) => { $raw { $($field),+ } };
    (@raw [$raw:ident $shape:tt] $($field:ident),+) => { $raw $shape };
}

pub(super) use {groups, told};
