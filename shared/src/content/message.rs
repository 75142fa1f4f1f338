//! The message (besked): any office to any office, in the thread of a case.

use super::attachment::Manifest;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::words::Kind;

form! {
    /// A message with nothing missing.
    Message (Said::kind(Kind::Message)), RawMessage {
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad beskeden handler om, i få ord";
            en "Subject": "What the message is about, in a few words";
        }
        text: Prose {
            da "Tekst": "Selve beskeden";
            en "Text": "The message itself";
        }
        attachments: Manifest {
            da "Bilag": "De vedlagte filer";
            en "Attachments": "The attached files";
        }
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
