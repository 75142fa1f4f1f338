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

mod attachment;
mod child;
mod cpr;
mod decline;
mod fault;
mod message;
mod office_seeds;
mod plan;
mod referral;
mod sealed;
mod text;

pub use attachment::{
    ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, Attachment, DIGEST_BYTES, FILE_NAME_CHARS_MAX,
    MEDIA_TYPE_CHARS_MAX, Manifest, RawAttachment, media_type_of,
};
pub use child::{CHILD_NAME_CHARS_MAX, Child, CprAnswer, LIVES_WITH_CHARS_MAX, Language, RawChild};
pub use cpr::{Cpr, CprFault};
pub use decline::{DeclineCategory, DeclineReason, RawDeclineReason};
pub use fault::{ContentFaults, Fault, Flaw};
pub use message::{Message, RawMessage};
pub use office_seeds::{EPOCHS_MAX, OfficeSeed, OfficeSeeds};
pub use plan::{Plan, RawPlan, WHO_CHARS_MAX};
pub use referral::{CONTACT_CHARS_MAX, RawReferral, Referral};
pub use sealed::{SALT_BYTES, SealedPart, commitment};
pub use text::{Line, PROSE_CHARS_MAX, Prose, SUBJECT_CHARS_MAX, display_safe, display_safe_line};

/// The document that one act carries under seal. Acts that say nothing are not sealed.
#[derive(Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "one document is handled at a time, and its text is on the heap already"
)]
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
}

sealed_debug!(Content);

impl Content {
    /// The files that belong to the document, if its kind can have any.
    #[must_use]
    pub const fn attachments(&self) -> Option<&Manifest> {
        match self {
            Self::Referral(referral) => Some(referral.attachments()),
            Self::Message(message) => Some(message.attachments()),
            Self::DeclineReason(_) | Self::Plan(_) | Self::OfficeSeeds(_) => None,
        }
    }

    /// The document with these files instead of those it has; unchanged if its kind has none.
    #[must_use]
    pub fn with_attachments(mut self, manifest: Manifest) -> Self {
        match &mut self {
            Self::Referral(referral) => referral.attachments = manifest,
            Self::Message(message) => message.attachments = manifest,
            Self::DeclineReason(_) | Self::Plan(_) | Self::OfficeSeeds(_) => {}
        }
        self
    }
}
