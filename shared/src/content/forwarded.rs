//! What a redirect sends on: the original act with what it said, and why it is sent on.

use super::SealedPart;
use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::field::{Answered, Field, Value};
use super::said::Said;
use super::text::Prose;
use crate::act::SIGNED_BYTES_MAX;

/// Longest note about why something is sent on, in characters. It is kept short so that the
/// largest document still fits into one sealed part together with its signed act and a note.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// What is to be sent on, before anything is checked.
#[derive(Clone)]
pub struct RawForwarded {
    /// The bytes of the original signed act.
    pub signed: Vec<u8>,
    /// What stood under the seal of that act.
    pub part: SealedPart,
    /// Why it is sent on.
    pub note: Option<String>,
}

/// A document that another office wrote, as it was signed and sealed there.
///
/// Whoever opens it verifies `signed` and that `part` belongs to it: that takes the directory,
/// and is not done here.
#[derive(Clone, PartialEq, Eq)]
pub struct Forwarded {
    signed: Vec<u8>,
    part: Box<SealedPart>,
    note: Option<Prose>,
}

sealed_debug!(RawForwarded, Forwarded);

impl Forwarded {
    /// What is sent on.
    ///
    /// # Errors
    /// The sending program's move when there is no signed act, one larger than
    /// [`SIGNED_BYTES_MAX`], or a part that holds no document; the author's when the note must be
    /// mended.
    pub fn parse(raw: RawForwarded) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The bytes of the original signed act; neither empty nor more than [`SIGNED_BYTES_MAX`].
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        &self.signed
    }

    /// What stood under the seal of that act. Its content is a document of a kind of handover.
    #[must_use]
    pub const fn part(&self) -> &SealedPart {
        &self.part
    }

    /// Why it is sent on, if somebody said so.
    #[must_use]
    pub const fn note(&self) -> Option<&Prose> {
        self.note.as_ref()
    }

    pub(super) fn answered(&self) -> Answered<'_> {
        let field = |name, da, en, value| Field {
            name,
            label: Said { da, en },
            value,
        };
        let (office, act) = (Value::Office(&self.part.office), Value::Act(self.part.act));
        let note = self.note.as_ref().map(|note| Value::Text(note.expose()));
        let document = Value::Document(self.part.content.answered());
        let fields = vec![
            field("office", "Oprindelig fra", "Originally from", Some(office)),
            field("act", "Handling", "Act", Some(act)),
            field("note", "Bemærkning", "Note", note),
            field("document", "Dokument", "Document", Some(document)),
        ];
        let name = "Forwarded";
        Answered { name, fields }
    }

    fn read(raw: RawForwarded, faults: &mut Faults) -> Option<Self> {
        let signed = faults.take("signed", signed(raw.signed));
        let part = match raw.part.content.is_document() {
            true => Ok(Box::new(raw.part)),
            false => Err(Flaw::NotADocument),
        };
        let part = faults.take("part", part);
        let note = faults.take("note", Prose::optional(raw.note, NOTE_CHARS_MAX));
        Some(Self {
            signed: signed?,
            part: part?,
            note: note?,
        })
    }
}

fn signed(raw: Vec<u8>) -> Result<Vec<u8>, Flaw> {
    let [max_bytes, got_bytes] =
        [SIGNED_BYTES_MAX, raw.len()].map(|bytes| u64::try_from(bytes).unwrap_or(u64::MAX));
    if raw.is_empty() {
        Err(Flaw::Missing)
    } else if got_bytes > max_bytes {
        Err(Flaw::TooLarge {
            max_bytes,
            got_bytes,
        })
    } else {
        Ok(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Message, RawMessage, RawReason, Reason};
    use super::*;
    use crate::id::ActId;
    use crate::party::OfficeId;

    fn part(content: Content) -> SealedPart {
        SealedPart {
            act: ActId::from_bytes([1; 16]),
            office: OfficeId::parse("kujalleq/narsaq").unwrap(),
            salt: [2; 16],
            content,
        }
    }

    fn message() -> Content {
        let raw = RawMessage {
            subject: Some("Emne".to_owned()),
            text: Some("Tekst".to_owned()),
            attachments: Vec::new(),
        };
        Content::Message(Message::parse(raw).unwrap())
    }

    fn reason() -> Content {
        let text = Some("Fordi".to_owned());
        Content::Reason(Reason::parse(RawReason { text }).unwrap())
    }

    fn forward(signed: usize, content: Content, note: &str) -> Result<Forwarded, ContentFaults> {
        Forwarded::parse(RawForwarded {
            signed: vec![3; signed],
            part: part(content),
            note: Some(note.to_owned()),
        })
    }

    fn flaws(result: Result<Forwarded, ContentFaults>) -> Vec<Flaw> {
        let faults = result.unwrap_err();
        faults.faults().iter().map(|it| it.flaw.clone()).collect()
    }

    #[test]
    fn a_document_is_sent_on_with_its_signed_act() {
        let forwarded = forward(SIGNED_BYTES_MAX, message(), "Til jer").unwrap();
        assert!(forwarded.part().content == message());
        assert_eq!(forwarded.note().unwrap().expose(), "Til jer");
        assert!(forward(1, message(), "").unwrap().note().is_none());
    }

    #[test]
    fn only_a_document_is_sent_on() {
        let again = Content::Forwarded(forward(1, message(), "").unwrap());
        for content in [reason(), again] {
            assert_eq!(flaws(forward(1, content, "")), [Flaw::NotADocument]);
        }
    }

    #[test]
    fn a_signed_act_is_there_and_not_too_large() {
        assert_eq!(flaws(forward(0, message(), "")), [Flaw::Missing]);
        assert_eq!(
            flaws(forward(SIGNED_BYTES_MAX + 1, message(), "")),
            [Flaw::TooLarge {
                max_bytes: 8_192,
                got_bytes: 8_193
            }]
        );
    }

    #[test]
    fn a_note_is_short() {
        assert!(forward(1, message(), &"x".repeat(NOTE_CHARS_MAX)).is_ok());
        assert!(forward(1, message(), &"x".repeat(NOTE_CHARS_MAX + 1)).is_err());
    }
}
