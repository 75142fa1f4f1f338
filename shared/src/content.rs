//! What is said about a child: the documents that travel inside the seal.
//!
//! Every document is built only by its `parse`, which names all that must be mended at once, so
//! that a caseworker can mend it in one go. After that nobody checks again. Nothing here is
//! serialisable: [`wire::v1::content`](crate::wire::v1::content) holds the twins that become
//! bytes. Nothing here prints what it holds: `Debug` says `[sealed]`, and a face that shows
//! content calls `expose` and [`display_safe`].

/// Gives types whose content must not reach a log a `Debug` that hides it.
macro_rules! sealed_debug {
    ($($name:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[sealed]")
            }
        }
    )+};
}

#[macro_use]
mod declare;

mod answer;
mod attachment;
mod carried;
mod case_information;
mod check_list;
mod child;
mod choice;
mod closing_report;
mod commitment;
mod cpr;
mod date;
mod decline;
mod document;
mod fault;
mod field;
mod follow_up;
mod follow_up_report;
mod form;
mod forwarded;
mod information_request;
mod interim_report;
mod message;
mod notification;
mod office_seeds;
mod period;
mod plan;
mod referral;
mod said;
mod sealed;
mod statement;
mod text;

pub use answer::{Answer, Written};
pub use attachment::{
    ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, Attachment, DIGEST_BYTES, FILE_NAME_CHARS_MAX,
    MEDIA_TYPE_CHARS_MAX, Manifest, RawAttachment, media_type_of,
};
pub use carried::{Carried, Carrier, RawCarried, TO_WHOM_CHARS_MAX};
pub use case_information::{CaseInformation, RawCaseInformation};
pub use check_list::{
    CHECK_ITEMS_MAX, CHECK_REASON_CHARS_MAX, CHECK_WHAT_CHARS_MAX, CheckItem, CheckList,
    CheckState, CheckWord, RawCheckItem, RawCheckList, Standard,
};
pub use child::{CHILD_NAME_CHARS_MAX, Child, LIVES_WITH_CHARS_MAX, Language, RawChild};
pub use closing_report::{ClosingReport, RawClosingReport};
pub use commitment::commitment;
pub use cpr::{Cpr, CprAnswer, CprFault};
pub use decline::{DeclineCategory, DeclineReason, RawDeclineReason};
pub use document::Document;
pub use fault::{ContentFaults, Fault, Faults, Flaw};
pub use field::{Answered, Field, Value};
pub use follow_up::{FollowUp, RawFollowUp};
pub use follow_up_report::{FollowUpReport, RawFollowUpReport, Reached};
pub use form::{Answers, Blank, Form, Shape};
pub use forwarded::{Forwarded, NOTE_CHARS_MAX, RawForwarded};
pub use information_request::{
    InformationRequest, REQUEST_ITEM_CHARS_MAX, REQUEST_ITEMS_MAX, RawInformationRequest,
};
pub use interim_report::{InterimReport, RawInterimReport, SESSIONS_MAX};
pub use message::{Message, RawMessage};
pub use notification::{Notification, RawNotification};
pub use office_seeds::{EPOCHS_MAX, OfficeSeed, OfficeSeeds};
pub use period::{Period, RawPeriod};
pub use plan::{Plan, RawPlan, WHO_CHARS_MAX};
pub use referral::{CONTACT_CHARS_MAX, RawReferral, Referral};
pub use said::{Choice, Said};
pub use sealed::{SALT_BYTES, SealedPart};
pub use statement::{ActionTaken, Proposal, RawActionTaken, RawProposal, RawReason, Reason};
pub use text::{Line, PROSE_CHARS_MAX, Prose, SUBJECT_CHARS_MAX, display_safe, display_safe_line};

/// The document that one act carries under seal. Acts that say nothing are not sealed.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// A referral of a child for treatment (henvisning).
    Referral(Referral),
    /// A message in the thread of a case (besked).
    Message(Message),
    /// Why the receiving office declines.
    DeclineReason(DeclineReason),
    /// What happens to the child instead.
    Plan(Plan),
    /// Seeds of the office's own keys, for a device that joins it.
    OfficeSeeds(OfficeSeeds),
    /// A child may be at risk now (underretning).
    Notification(Notification),
    /// What the team needs before its visit (sagsoplysninger).
    CaseInformation(CaseInformation),
    /// How treatment goes (delrapport).
    InterimReport(InterimReport),
    /// Treatment is over, and what the child needs now (afsluttende rapport).
    ClosingReport(ClosingReport),
    /// What the municipality has decided after that (opfølgning).
    FollowUp(FollowUp),
    /// What the receiving office needs before it can decide.
    InformationRequest(InformationRequest),
    /// Why an act is done that says the rest by its verb.
    Reason(Reason),
    /// That another office would suit the child better.
    Proposal(Proposal),
    /// What really happened for the child (R7).
    FollowUpReport(FollowUpReport),
    /// What was done for the child after a notification.
    ActionTaken(ActionTaken),
    /// That the handover was carried outside Stafet (R12).
    Carried(Carried),
    /// A document of another office, sent on as it was signed there.
    Forwarded(Forwarded),
}

sealed_debug!(Content);

impl Content {
    /// The document with these files instead of those it has; unchanged if its kind has none.
    #[must_use]
    pub fn with_attachments(mut self, manifest: Manifest) -> Self {
        match &mut self {
            Self::Referral(referral) => referral.attachments = manifest,
            Self::Message(message) => message.attachments = manifest,
            Self::Notification(it) => it.attachments = manifest,
            Self::CaseInformation(it) => it.attachments = manifest,
            Self::InterimReport(it) => it.attachments = manifest,
            Self::ClosingReport(it) => it.attachments = manifest,
            Self::FollowUp(it) => it.attachments = manifest,
            // What is sent on stays as it was signed.
            Self::Forwarded(_)
            | Self::DeclineReason(_)
            | Self::Plan(_)
            | Self::OfficeSeeds(_)
            | Self::InformationRequest(_)
            | Self::Reason(_)
            | Self::Proposal(_)
            | Self::FollowUpReport(_)
            | Self::ActionTaken(_)
            | Self::Carried(_) => {}
        }
        self
    }
}
