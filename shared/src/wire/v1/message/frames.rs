//! Which frame holds which message: one line for each, with its number and its payload.

/// Declares `to_frame` and `from_frame` of an enum of messages. Numbers are never used again.
/// Behind each stands, as in [`twin!`](crate::wire::v1::twin::twin),
///
/// - `()`: nothing, the payload is empty;
/// - `(receipt: Receipt)`: it is that structure;
/// - `(0 id: ActId)` or `{ 0 hash: Hash, 1 from: u32 }`: a numbered list of its own;
/// - `(bytes as piece)`: bytes in no wrapping, which that function reads.
macro_rules! frames {
    ($messages:ident { $($kind:literal $variant:ident $said:tt,)+ }) => {
        impl $messages {
            /// The message as a frame.
            #[must_use]
            pub fn to_frame(&self) -> $crate::wire::frame::Frame {
                let (kind, payload) = match self {
                    $(frames!(@shape $variant $said) => ($kind, frames!(@write $said)),)+
                };
                $crate::wire::frame::Frame { kind, payload }
            }

            /// The message that a frame holds.
            ///
            /// # Errors
            /// When it holds none that this version knows.
            pub fn from_frame(
                frame: &$crate::wire::frame::Frame,
            ) -> Result<Self, $crate::wire::DecodeError> {
                let payload = frame.payload.as_slice();
                Ok(match frame.kind {
                    $($kind => {
                        frames!(@read payload $said);
                        frames!(@shape $variant $said)
                    })+
                    _ => return Err($crate::wire::DecodeError::Malformed),
                })
            }
        }
    };

    (@shape $variant:ident ()) => { Self::$variant };
    (@shape $variant:ident ($field:ident: $code:ty)) => { Self::$variant($field) };
    (@shape $variant:ident ($field:ident as $read:ident)) => { Self::$variant($field) };
    (@shape $variant:ident ($n:literal $field:ident: $code:ty)) => { Self::$variant($field) };
    (@shape $variant:ident { $($n:literal $field:ident: $code:ty),+ }) => {
        Self::$variant { $($field),+ }
    };

    (@write ()) => { Vec::new() };
    (@write ($field:ident: $code:ty)) => { $crate::wire::write::<$code>($field) };
    (@write ($field:ident as $read:ident)) => { $field.clone() };
    (@write ($n:tt $field:ident: $code:ty)) => { frames!(@write { $n $field: $code }) };
    (@write $fields:tt) => {{
        twin!(@struct $fields);
        $crate::wire::encode(&twin!(@write [Twin] $fields))
    }};

    (@read $payload:ident ()) => {
        if !$payload.is_empty() {
            return Err($crate::wire::DecodeError::Malformed);
        }
    };
    (@read $payload:ident ($field:ident: $code:ty)) => {
        let $field = $crate::wire::read::<$code>($payload)?;
    };
    (@read $payload:ident ($field:ident as $read:ident)) => {
        let $field = $read($payload)?;
    };
    (@read $payload:ident ($n:tt $field:ident: $code:ty)) => {
        frames!(@read $payload { $n $field: $code });
    };
    (@read $payload:ident $fields:tt) => {
        twin!(@struct $fields);
        let twin!(@taken [Twin] $fields) = $crate::wire::decode($payload)?;
        twin!(@read $fields);
    };
}

pub(super) use frames;
