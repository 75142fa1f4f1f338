//! The documents of the kinds of handover, whichever act carries them.

use jiff::civil::Date;

use super::field::Answered;
use super::form::Form as _;
use super::{
    CaseInformation, CheckWord, Child, ClosingReport, Content, FollowUp, InterimReport, Line,
    Manifest, Message, Notification, Referral,
};
use crate::words::Kind;

/// The document of one kind of handover.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Document<'a> {
    /// Henvisning.
    Referral(&'a Referral),
    /// Besked.
    Message(&'a Message),
    /// Underretning.
    Notification(&'a Notification),
    /// Sagsoplysninger.
    CaseInformation(&'a CaseInformation),
    /// Delrapport.
    InterimReport(&'a InterimReport),
    /// Afsluttende rapport.
    ClosingReport(&'a ClosingReport),
    /// Opfølgning.
    FollowUp(&'a FollowUp),
}

impl std::fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sealed]")
    }
}

impl<'a> Document<'a> {
    /// The kind of handover.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Referral(_) => Kind::Referral,
            Self::Message(_) => Kind::Message,
            Self::Notification(_) => Kind::Notification,
            Self::CaseInformation(_) => Kind::CaseInformation,
            Self::InterimReport(_) => Kind::InterimReport,
            Self::ClosingReport(_) => Kind::ClosingReport,
            Self::FollowUp(_) => Kind::FollowUp,
        }
    }

    /// What stands above it in a list.
    #[must_use]
    pub fn subject(self) -> &'a Line {
        match self {
            Self::Referral(it) => it.subject(),
            Self::Message(it) => it.subject(),
            Self::Notification(it) => it.subject(),
            Self::CaseInformation(it) => it.subject(),
            Self::InterimReport(it) => it.subject(),
            Self::ClosingReport(it) => it.subject(),
            Self::FollowUp(it) => it.subject(),
        }
    }

    /// The files attached to it.
    #[must_use]
    pub fn attachments(self) -> &'a Manifest {
        match self {
            Self::Referral(it) => it.attachments(),
            Self::Message(it) => it.attachments(),
            Self::Notification(it) => it.attachments(),
            Self::CaseInformation(it) => it.attachments(),
            Self::InterimReport(it) => it.attachments(),
            Self::ClosingReport(it) => it.attachments(),
            Self::FollowUp(it) => it.attachments(),
        }
    }

    /// The child, if the document names it; others leave it to the thread.
    #[must_use]
    pub fn child(self) -> Option<&'a Child> {
        match self {
            Self::Referral(it) => Some(it.child()),
            Self::Notification(it) => Some(it.child()),
            Self::FollowUp(it) => it.child(),
            Self::Message(_)
            | Self::CaseInformation(_)
            | Self::InterimReport(_)
            | Self::ClosingReport(_) => None,
        }
    }
}

impl Content {
    /// What was answered, the subject first. Keys are for devices: there is nothing to read.
    #[must_use]
    pub fn answered(&self) -> Answered<'_> {
        let mut answered = match self {
            Self::Referral(it) => it.answered(),
            Self::Message(it) => it.answered(),
            Self::DeclineReason(it) => it.answered(),
            Self::Plan(it) => it.answered(),
            Self::OfficeSeeds(_) => Answered {
                name: "OfficeSeeds",
                fields: Vec::new(),
            },
            Self::Notification(it) => it.answered(),
            Self::CaseInformation(it) => it.answered(),
            Self::InterimReport(it) => it.answered(),
            Self::ClosingReport(it) => it.answered(),
            Self::FollowUp(it) => it.answered(),
            Self::InformationRequest(it) => it.answered(),
            Self::Reason(it) => it.answered(),
            Self::Proposal(it) => it.answered(),
            Self::FollowUpReport(it) => it.answered(),
            Self::ActionTaken(it) => it.answered(),
            Self::Carried(it) => it.answered(),
            Self::Forwarded(it) => it.answered(),
        };
        answered.fields.sort_by_key(|field| field.name != "subject");
        answered
    }

    /// The document of a kind of handover that this is, or that it sends on; `None` for what an
    /// act says beside its verb.
    #[must_use]
    pub fn document(&self) -> Option<Document<'_>> {
        match self {
            Self::Referral(it) => Some(Document::Referral(it)),
            Self::Message(it) => Some(Document::Message(it)),
            Self::Notification(it) => Some(Document::Notification(it)),
            Self::CaseInformation(it) => Some(Document::CaseInformation(it)),
            Self::InterimReport(it) => Some(Document::InterimReport(it)),
            Self::ClosingReport(it) => Some(Document::ClosingReport(it)),
            Self::FollowUp(it) => Some(Document::FollowUp(it)),
            // A part that is sent on holds a document itself, so this goes one level deep.
            Self::Forwarded(it) => it.part().content.document(),
            Self::DeclineReason(_)
            | Self::Plan(_)
            | Self::OfficeSeeds(_)
            | Self::InformationRequest(_)
            | Self::Reason(_)
            | Self::Proposal(_)
            | Self::FollowUpReport(_)
            | Self::ActionTaken(_)
            | Self::Carried(_) => None,
        }
    }

    /// The kind of its [`document`](Self::document).
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.document().map(Document::kind)
    }

    /// What stands above its [`document`](Self::document) in a list.
    #[must_use]
    pub fn subject(&self) -> Option<&Line> {
        self.document().map(Document::subject)
    }

    /// The files attached to its [`document`](Self::document).
    #[must_use]
    pub fn attachments(&self) -> Option<&Manifest> {
        self.document().map(Document::attachments)
    }

    /// The child that its [`document`](Self::document) names.
    #[must_use]
    pub fn child(&self) -> Option<&Child> {
        self.document().and_then(Document::child)
    }

    /// How many items of case information are still to come: the server and both offices see
    /// when it is complete. What is not to be had is not waited for.
    #[must_use]
    pub fn items_to_come(&self) -> Option<u16> {
        let Self::CaseInformation(information) = self else {
            return None;
        };
        let items = information.check_list().items().iter();
        let pending = items.filter(|item| item.state().word() == CheckWord::Pending);
        u16::try_from(pending.count()).ok()
    }

    /// The day on which the first of these items is expected, where its sender names one.
    #[must_use]
    pub fn items_expected(&self) -> Option<Date> {
        let Self::CaseInformation(information) = self else {
            return None;
        };
        let items = information.check_list().items().iter();
        items.filter_map(|item| item.state().expected()).min()
    }

    /// The day by which its author asks that something is done: a first contact, or that somebody
    /// sees the child again.
    #[must_use]
    pub fn asked_by(&self) -> Option<Date> {
        if let Self::FollowUp(follow_up) = self {
            follow_up.first_contact_by()
        } else if let Self::ClosingReport(report) = self {
            report.follow_up_by()
        } else {
            None
        }
    }

    /// Whether it is the document of a kind of handover itself, not one that is sent on.
    #[must_use]
    pub fn is_document(&self) -> bool {
        !matches!(self, Self::Forwarded(_)) && self.document().is_some()
    }
}
