//! The notification (underretning): a child may be at risk now.

use super::attachment::Manifest;
use super::child::Child;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::time::Timestamp;
use crate::words::Kind;

form! {
    /// A notification with nothing missing.
    Notification (Said::kind(Kind::Notification)), RawNotification {
        child: Child {
            da "Barn": "Hvem det drejer sig om";
            en "Child": "Whom it is about";
        }
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad underretningen handler om, i få ord";
            en "Subject": "What the notification is about, in a few words";
        }
        observed: Prose {
            da "Hvad der er set eller hørt": "Hvad der er set eller hørt";
            en "What was seen or heard": "What was seen or heard";
        }
        immediate_action: Prose {
            da "Hvad der er gjort straks": "Hvad der er gjort straks";
            en "What was done at once": "What was done at once";
        }
        reported_at: Timestamp {
            da "Først meldt": "Hvornår det først blev meldt, efter afsenderens ur";
            en "First reported": "When it was first reported, by what the author says";
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
    fn an_empty_notification_names_all_that_is_missing_at_once() {
        let faults = Notification::parse(RawNotification::default()).unwrap_err();
        let fields: Vec<_> = faults.faults().iter().map(|fault| fault.field).collect();
        let required = [
            "child.name",
            "child.language",
            "subject",
            "observed",
            "immediate_action",
            "reported_at",
        ];
        assert_eq!(fields, required);
    }
}
