//! The twin of a document that is sent on.
//!
//! The sealed part inside is written as bytes, not as an array: a reader decodes it only after it
//! has decided to, so that nothing that is sent can make it go deeper than one level.

use minicbor::bytes::ByteSlice;
use minicbor::decode::Decoder;
use minicbor::encode::{Encoder, Write};
use minicbor::{CborLen, Decode, Encode};
use zeroize::Zeroizing;

use super::super::{DecodeError, encode, read};
use super::{ContentTwin, Document};
use crate::content::{ContentFaults, Flaw, Forwarded, Prose, RawForwarded};

impl<'a> Document<'a> for Forwarded {
    type Twin = ForwardedTwin<'a>;

    fn twin(&'a self) -> ForwardedTwin<'a> {
        ForwardedTwin {
            signed: self.signed().into(),
            part: PartBytes::Written(encode(self.part())),
            note: self.note().map(Prose::expose),
        }
    }

    fn from_twin(twin: ForwardedTwin<'a>) -> Result<Self, DecodeError> {
        let part = read(twin.part.as_slice())?;
        // Refused before it is parsed, so that no part inside a part inside a part is looked at.
        if matches!(part.content, ContentTwin::Forwarded(_)) {
            let nested = ContentFaults::one("part", Flaw::NotADocument);
            return Err(DecodeError::Content(nested));
        }
        let raw = RawForwarded {
            signed: twin.signed.to_vec(),
            part: part.parse()?,
            note: twin.note.map(str::to_owned),
        };
        Ok(Self::parse(raw)?)
    }
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct ForwardedTwin<'a> {
    #[b(0)]
    pub(in super::super) signed: &'a ByteSlice,
    #[b(1)]
    pub(in super::super) part: PartBytes<'a>,
    #[b(2)]
    pub(in super::super) note: Option<&'a str>,
}

/// An encoded sealed part: owned when it is written, borrowed when it is read.
pub(in super::super) enum PartBytes<'a> {
    Written(Zeroizing<Vec<u8>>),
    Read(&'a [u8]),
}

impl PartBytes<'_> {
    pub(in super::super) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Written(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

impl<C> Encode<C> for PartBytes<'_> {
    fn encode<W: Write>(
        &self,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(self.as_slice())?.ok()
    }
}

impl<C> CborLen<C> for PartBytes<'_> {
    fn cbor_len(&self, context: &mut C) -> usize {
        <&ByteSlice>::from(self.as_slice()).cbor_len(context)
    }
}

impl<'b, C> Decode<'b, C> for PartBytes<'b> {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        decoder.bytes().map(Self::Read)
    }
}
