//! The notification (underretning): a child may be at risk now.

use super::attachment::{Manifest, RawAttachment};
use super::child::{Child, RawChild};
use super::date;
use super::fault::{ContentFaults, Faults, gather};
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::time::Timestamp;

/// A notification as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawNotification {
    /// The child.
    pub child: RawChild,
    /// What stands above the notification in a list.
    pub subject: Option<String>,
    /// What was seen or heard.
    pub observed: Option<String>,
    /// What was done at once.
    pub immediate_action: Option<String>,
    /// When it was first reported, as `2026-09-02T14:20:00-02:00`.
    pub reported_at: Option<String>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// A notification with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Notification {
    child: Child,
    subject: Line,
    observed: Prose,
    immediate_action: Prose,
    reported_at: Timestamp,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawNotification, Notification);

impl Notification {
    /// The notification that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawNotification) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The child.
    #[must_use]
    pub const fn child(&self) -> &Child {
        &self.child
    }

    /// What stands above the notification in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// What was seen or heard.
    #[must_use]
    pub const fn observed(&self) -> &Prose {
        &self.observed
    }

    /// What was done at once.
    #[must_use]
    pub const fn immediate_action(&self) -> &Prose {
        &self.immediate_action
    }

    /// When it was first reported, by what the author says.
    #[must_use]
    pub const fn reported_at(&self) -> Timestamp {
        self.reported_at
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawNotification, faults: &mut Faults) -> Option<Self> {
        let child = Child::read(raw.child, faults);
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let observed = faults.take("observed", Prose::required(raw.observed));
        let action = Prose::required(raw.immediate_action);
        let immediate_action = faults.take("immediate_action", action);
        let reported_at = faults.take("reported_at", date::instant(raw.reported_at));
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            child: child?,
            subject: subject?,
            observed: observed?,
            immediate_action: immediate_action?,
            reported_at: reported_at?,
            attachments: attachments?,
        })
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
