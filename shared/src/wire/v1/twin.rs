//! How a structure that travels is said once: the numbered list *is* its format.
//!
//! ```text
//! twin! {
//!     Tally { 0 list: List, 1 kind: Kind, 2 open: u64, 3 overdue: u64 }
//! }
//! ```
//!
//! Behind each number stand the name of a field and its [`Code`]: how it lies on the wire and how
//! it is read back. A number is a place in a CBOR array and never used again; a new field takes the
//! next one and is an [`Option`], or old bytes could not be read. A field of the domain's structure
//! without a number does not compile, in either direction.

use minicbor::{Decode, Encode};

use crate::wire::DecodeError;

/// How one sort of value lies on the wire. Most types of the domain stand for themselves.
pub(crate) trait Code {
    /// What the domain holds.
    type Value;
    /// The same with plain fields, as minicbor writes it.
    type Twin: Encode<()> + for<'b> Decode<'b, ()>;

    /// The value as it is written.
    fn write(value: &Self::Value) -> Self::Twin;

    /// The value that was written; `field` is where it stands, for the error.
    fn read(twin: Self::Twin, field: &'static str) -> Result<Self::Value, DecodeError>;
}

/// Declares the twin of a structure or an enum, in one of four forms:
///
/// - `Tally { 0 list: List, … }`: each field travels under its own name.
/// - `Approve { name, membership: Membership { office, role } } = { 0 name: Name, 1 office: … }`:
///   what is written between the name and the equals sign takes the structure apart and puts it
///   together again.
/// - `(Rung, Timestamp): (rung, at) = { 0 rung: Rung, 1 at: Timestamp }`: the same for a tuple.
/// - `enum Matter { 0 Handover(act) = { 0 act: Box<HandoverAct> }, … }`: the same for each variant.
///
/// `if fits` behind the name, or before the equals sign, hands what was read to a function that
/// says whether it may stand.
macro_rules! twin {
    (enum $domain:ident { $($nth:tt $variant:ident $shape:tt = $fields:tt,)+ }) => {
        const _: () = {
            twin!(@enum $($nth $variant $fields)+);

            impl $crate::wire::v1::twin::Code for $domain {
                type Value = Self;
                type Twin = Twin;

                fn write(value: &Self) -> Twin {
                    match value {
                        $(Self::$variant $shape => twin!(@write [Twin::$variant] $fields),)+
                    }
                }

                fn read(twin: Twin, _: &'static str) -> Result<Self, $crate::wire::DecodeError> {
                    Ok(match twin {
                        $(twin!(@taken [Twin::$variant] $fields) => {
                            twin!(@read $fields);
                            Self::$variant $shape
                        })+
                    })
                }
            }
        };
    };
    ($domain:ident $shape:tt $(if $check:path)? = $fields:tt) => {
        twin!(@both $domain, [Self $shape], [$($check)?], $fields);
    };
    ($domain:ident $(if $check:path)? { $($n:tt $field:ident: $code:ty),+ $(,)? }) => {
        twin!(@both $domain, [Self { $($field),+ }], [$($check)?], { $($n $field: $code),+ });
    };
    ($domain:ty: $shape:tt $(if $check:path)? = $fields:tt) => {
        twin!(@both $domain, [$shape], [$($check)?], $fields);
    };

    (@both $domain:ty, [$($shape:tt)+], [$($check:path)?], $fields:tt) => {
        const _: () = {
            twin!(@struct $fields);

            impl $crate::wire::v1::twin::Code for $domain {
                type Value = Self;
                type Twin = Twin;

                fn write(value: &Self) -> Twin {
                    let $($shape)+ = value;
                    twin!(@write [Twin] $fields)
                }

                fn read(twin: Twin, _: &'static str) -> Result<Self, $crate::wire::DecodeError> {
                    let twin!(@taken [Twin] $fields) = twin;
                    twin!(@read $fields);
                    let value = $($shape)+;
                    $($check(&value)?;)?
                    Ok(value)
                }
            }
        };
    };

    // The pieces: the twin's declaration, its making, its taking apart, and the reading of fields.
    (@struct { $($n:tt $field:ident: $code:ty),+ $(,)? }) => {
        #[derive(minicbor::Encode, minicbor::Decode)]
        pub(crate) struct Twin {
            $(#[n($n)] $field: <$code as $crate::wire::v1::twin::Code>::Twin,)+
        }
    };
    (@enum $($nth:tt $variant:ident { $($n:tt $field:ident: $code:ty),+ $(,)? })+) => {
        #[derive(minicbor::Encode, minicbor::Decode)]
        pub(crate) enum Twin {
            $(#[n($nth)] $variant {
                $(#[n($n)] $field: <$code as $crate::wire::v1::twin::Code>::Twin,)+
            },)+
        }
    };
    (@write [$($twin:tt)+] { $($n:tt $field:ident: $code:ty),+ $(,)? }) => {
        $($twin)+ { $($field: <$code as $crate::wire::v1::twin::Code>::write($field),)+ }
    };
    (@taken [$($twin:tt)+] { $($n:tt $field:ident: $code:ty),+ $(,)? }) => {
        $($twin)+ { $($field,)+ }
    };
    (@read { $($n:tt $field:ident: $code:ty),+ $(,)? }) => {
        $(let $field =
            <$code as $crate::wire::v1::twin::Code>::read($field, stringify!($field))?;)+
    };
}

pub(crate) use twin;
