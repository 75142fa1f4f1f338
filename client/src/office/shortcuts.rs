//! What a reader says, said by its office: for callers that have not been parted from it yet.

use std::collections::BTreeMap;

use stafet_shared::{
    content::Attachment,
    course::Course,
    handover::Handover,
    id::{ActId, HandoverId, PersonId},
    invitation::Enrol,
    obligation::Obligation,
    party::{OfficeId, directory::Directory},
    refusal::Refusal,
    time::Timestamp,
    watch::Watched,
};

use super::{AttachmentState, Lookup, Office, OfficeError, Standing, Transfers, WaitingDraft};
use crate::store::Store;

macro_rules! said_by_the_reader {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)+) => {
        impl<S: Store> Office<S> {
            $(
                #[doc = concat!("As [`Reader::", stringify!($name), "`](super::Reader::", stringify!($name), ").")]
                ///
                /// # Errors
                /// As there.
                pub fn $name(&self, $($argument: $type),*) -> $answer {
                    self.reader().$name($($argument),*)
                }
            )+
        }
    };
}

said_by_the_reader! {
    standing() -> Standing;
    revision() -> u64;
    now() -> Timestamp;
    find(prefix: &str) -> Result<HandoverId, Lookup>;
    handovers() -> impl Iterator<Item = &Handover>;
    known() -> &BTreeMap<HandoverId, Handover>;
    handover(id: HandoverId) -> Option<&Handover>;
    obligations() -> Vec<Obligation>;
    directory() -> Option<&Directory>;
    expected_directory() -> Option<Directory>;
    server() -> Option<&str>;
    application() -> Option<Enrol>;
    unconfirmed() -> Vec<ActId>;
    refusals() -> Vec<(ActId, Option<HandoverId>, Refusal)>;
    quarantined() -> impl Iterator<Item = &str>;
    has_part(id: HandoverId) -> bool;
    course(referral: HandoverId) -> Option<Course>;
    courses() -> impl Iterator<Item = Course>;
    drafts() -> Vec<WaitingDraft>;
    attachment_state(attachment: &Attachment) -> AttachmentState;
    has_all_attachments(handover: &Handover) -> bool;
    transfers() -> Transfers;
    spoilt_attachments() -> impl Iterator<Item = (&str, u32)>;
    leader() -> Option<PersonId>;
    is_administrators() -> bool;
    administers() -> Option<OfficeId>;
    watched(id: HandoverId) -> Result<Vec<Watched>, OfficeError>;
    in_hand_elsewhere(id: HandoverId, owed: &Obligation) -> Result<Option<OfficeError>, OfficeError>;
}

impl<S: Store> Office<S> {
    /// As [`Reader::breaches`](super::Reader::breaches).
    pub fn alarms(&self) -> impl Iterator<Item = (&str, String)> {
        self.reader().breaches()
    }
}
