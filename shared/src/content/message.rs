//! The message (besked): any office to any office, in the thread of a case.

use super::attachment::{Manifest, RawAttachment};
use super::fault::{ContentFaults, Faults, gather};
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};

/// A message as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawMessage {
    /// What stands above the message in a list.
    pub subject: Option<String>,
    /// The message itself.
    pub text: Option<String>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// A message with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    subject: Line,
    text: Prose,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawMessage, Message);

impl Message {
    /// The message that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawMessage) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What stands above the message in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// The message itself.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawMessage, faults: &mut Faults) -> Option<Self> {
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let text = faults.take("text", Prose::required(raw.text));
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            subject: subject?,
            text: text?,
            attachments: attachments?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_needs_a_subject_and_a_text() {
        let faults = Message::parse(RawMessage::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "2 fields to be mended by the author: subject is missing; text is missing"
        );
    }
}
