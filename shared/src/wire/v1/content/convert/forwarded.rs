//! A document that is sent on, with the sealed part that it stood in.

use super::super::twins::{ContentTwin, ForwardedTwin, PartBytes};
use super::super::{DecodeError, encode, read};
use crate::content::{ContentFaults, Flaw, Forwarded, Prose, RawForwarded};

impl<'a> From<&'a Forwarded> for ForwardedTwin<'a> {
    fn from(forwarded: &'a Forwarded) -> Self {
        Self {
            signed: forwarded.signed().into(),
            part: PartBytes::Written(encode(forwarded.part())),
            note: forwarded.note().map(Prose::expose),
        }
    }
}

impl ForwardedTwin<'_> {
    pub(super) fn parse(&self) -> Result<Forwarded, DecodeError> {
        let part = read(self.part.as_slice())?;
        // Refused before it is parsed, so that no part inside a part inside a part is looked at.
        if matches!(part.content, ContentTwin::Forwarded(_)) {
            let nested = ContentFaults::one("part", Flaw::NotADocument);
            return Err(DecodeError::Content(nested));
        }
        let raw = RawForwarded {
            signed: self.signed.to_vec(),
            part: part.parse()?,
            note: self.note.map(str::to_owned),
        };
        Ok(Forwarded::parse(raw)?)
    }
}
