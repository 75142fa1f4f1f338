//! The twins of the documents: plain fields, numbered for ever, borrowed from the document when
//! written and from the bytes when read, so that no copy of personal text is left behind.
//!
//! Every field that `parse` can miss is optional here, so that a missing one is refused by name.

mod acts;
mod documents;
mod forwarded;

use minicbor::bytes::{ByteArray, ByteSlice};
use minicbor::{CborLen, Decode, Encode};

pub(super) use self::acts::{
    CarriedTwin, FollowUpReportTwin, InformationRequestTwin, ProposalTwin, StatementTwin,
};
pub(super) use self::documents::{
    CaseInformationTwin, CheckItemTwin, CheckListTwin, ClosingReportTwin, FollowUpTwin,
    InterimReportTwin, NotificationTwin,
};
pub(super) use self::forwarded::{ForwardedTwin, PartBytes};
use crate::content::{DIGEST_BYTES, SALT_BYTES};
use crate::id::ID_BYTES;

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct SealedPartTwin<'a> {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(super) act: [u8; ID_BYTES],
    #[b(1)]
    pub(super) office: &'a str,
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(super) salt: [u8; SALT_BYTES],
    #[b(3)]
    pub(super) content: ContentTwin<'a>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(flat)]
pub(super) enum ContentTwin<'a> {
    #[n(1)]
    Referral(#[b(0)] ReferralTwin<'a>),
    #[n(2)]
    Message(#[b(0)] MessageTwin<'a>),
    #[n(3)]
    DeclineReason(#[b(0)] DeclineReasonTwin<'a>),
    #[n(4)]
    Plan(#[b(0)] PlanTwin<'a>),
    #[n(5)]
    OfficeSeeds(#[b(0)] Vec<OfficeSeedTwin<'a>>),
    #[n(6)]
    Notification(#[b(0)] NotificationTwin<'a>),
    #[n(7)]
    CaseInformation(#[b(0)] CaseInformationTwin<'a>),
    #[n(8)]
    InterimReport(#[b(0)] InterimReportTwin<'a>),
    #[n(9)]
    ClosingReport(#[b(0)] ClosingReportTwin<'a>),
    #[n(10)]
    FollowUp(#[b(0)] FollowUpTwin<'a>),
    #[n(11)]
    InformationRequest(#[b(0)] InformationRequestTwin<'a>),
    #[n(12)]
    Reason(#[b(0)] StatementTwin<'a>),
    #[n(13)]
    Proposal(#[b(0)] ProposalTwin<'a>),
    #[n(14)]
    FollowUpReport(#[b(0)] FollowUpReportTwin<'a>),
    #[n(15)]
    ActionTaken(#[b(0)] StatementTwin<'a>),
    #[n(16)]
    Carried(#[b(0)] CarriedTwin<'a>),
    #[n(17)]
    Forwarded(#[b(0)] ForwardedTwin<'a>),
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct ReferralTwin<'a> {
    #[b(0)]
    pub(super) child: ChildTwin<'a>,
    #[b(1)]
    pub(super) subject: Option<&'a str>,
    #[b(2)]
    pub(super) reason: Option<&'a str>,
    #[b(3)]
    pub(super) wanted: Option<&'a str>,
    #[b(4)]
    pub(super) history: Option<&'a str>,
    #[b(5)]
    pub(super) consent: Option<&'a str>,
    #[n(6)]
    pub(super) interpreter: Option<bool>,
    #[b(7)]
    pub(super) contact: Option<&'a str>,
    #[b(8)]
    pub(super) attachments: Vec<AttachmentTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct ChildTwin<'a> {
    #[b(0)]
    pub(super) name: Option<&'a str>,
    #[b(1)]
    pub(super) cpr: Option<&'a str>,
    #[b(2)]
    pub(super) language: Option<&'a str>,
    #[b(3)]
    pub(super) lives_with: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct MessageTwin<'a> {
    #[b(0)]
    pub(super) subject: Option<&'a str>,
    #[b(1)]
    pub(super) text: Option<&'a str>,
    #[b(2)]
    pub(super) attachments: Vec<AttachmentTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct DeclineReasonTwin<'a> {
    #[n(0)]
    pub(super) category: Option<u8>,
    #[b(1)]
    pub(super) text: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct PlanTwin<'a> {
    #[b(0)]
    pub(super) text: Option<&'a str>,
    #[b(1)]
    pub(super) who_follows_up: Option<&'a str>,
    #[n(2)]
    pub(super) follow_up_by: Option<DateTwin>,
}

#[derive(Clone, Copy, Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct DateTwin {
    #[n(0)]
    pub(super) year: i16,
    #[n(1)]
    pub(super) month: i8,
    #[n(2)]
    pub(super) day: i8,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct OfficeSeedTwin<'a> {
    #[n(0)]
    pub(super) epoch: u32,
    #[b(1)]
    pub(super) seed: &'a ByteSlice,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct AttachmentTwin<'a> {
    #[b(0)]
    pub(super) name: Option<&'a str>,
    #[b(1)]
    pub(super) media_type: Option<&'a str>,
    #[n(2)]
    pub(super) size_bytes: u64,
    #[cbor(n(3), with = "minicbor::bytes")]
    pub(super) plaintext_sha256: [u8; DIGEST_BYTES],
    #[cbor(n(4), with = "minicbor::bytes")]
    pub(super) ciphertext_sha256: [u8; DIGEST_BYTES],
    #[n(5)]
    pub(super) key: Option<ByteArray<DIGEST_BYTES>>,
}
