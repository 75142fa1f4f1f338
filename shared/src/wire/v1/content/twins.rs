//! The documents and their numbers, which are never used again.

mod forwarded;

use jiff::civil::Date;
use minicbor::{
    CborLen, Decode, Encode,
    bytes::{ByteArray, ByteSlice},
};

#[cfg(test)]
pub(super) use self::forwarded::{ForwardedTwin, PartBytes};
#[cfg(test)]
pub(super) use super::told::DateTwin;
use super::{
    DecodeError,
    told::{Document, Told, groups, told},
};
use crate::{
    content::{
        ActionTaken, Attachment, Carried, Carrier, CaseInformation, CheckItem, CheckList,
        CheckWord, Child, ClosingReport, Content, CprAnswer, DIGEST_BYTES, DeclineCategory,
        DeclineReason, FollowUp, FollowUpReport, Forwarded, InformationRequest, InterimReport,
        Language, Line, Manifest, Message, Notification, OfficeSeed, OfficeSeeds, Plan, Proposal,
        Prose, RawActionTaken, RawAttachment, RawCarried, RawCaseInformation, RawCheckItem,
        RawCheckList, RawChild, RawClosingReport, RawDeclineReason, RawFollowUp, RawFollowUpReport,
        RawInformationRequest, RawInterimReport, RawMessage, RawNotification, RawPeriod, RawPlan,
        RawProposal, RawReason, RawReferral, Reached, Reason, Referral, SALT_BYTES, SealedPart,
        Standard,
    },
    id::{ActId, ID_BYTES},
    party::OfficeId,
    seal::{Seed, blob::BlobKey},
    time::Timestamp,
};

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

impl<'a> From<&'a SealedPart> for SealedPartTwin<'a> {
    fn from(part: &'a SealedPart) -> Self {
        Self {
            act: *part.act.as_bytes(),
            office: part.office.as_str(),
            salt: part.salt,
            content: (&part.content).into(),
        }
    }
}

impl SealedPartTwin<'_> {
    pub(super) fn parse(self) -> Result<SealedPart, DecodeError> {
        Ok(SealedPart {
            act: ActId::from_bytes(self.act),
            office: OfficeId::parse(self.office).map_err(|_| DecodeError::Office)?,
            salt: self.salt,
            content: self.content.parse()?,
        })
    }
}

macro_rules! contents {
    ($($number:literal $document:ident,)+) => {
        #[derive(Encode, Decode, CborLen)]
        #[cbor(flat)]
        pub(super) enum ContentTwin<'a> {
            $(#[n($number)] $document(#[b(0)] <$document as Document<'a>>::Twin),)+
        }

        impl<'a> From<&'a Content> for ContentTwin<'a> {
            fn from(content: &'a Content) -> Self {
                match content {
                    $(Content::$document(document) => Self::$document(document.twin()),)+
                }
            }
        }

        impl ContentTwin<'_> {
            fn parse(self) -> Result<Content, DecodeError> {
                Ok(match self {
                    $(Self::$document(twin) => Content::$document(Document::from_twin(twin)?),)+
                })
            }
        }
    };
}

contents! {
    1 Referral,
    2 Message,
    3 DeclineReason,
    4 Plan,
    5 OfficeSeeds,
    6 Notification,
    7 CaseInformation,
    8 InterimReport,
    9 ClosingReport,
    10 FollowUp,
    11 InformationRequest,
    12 Reason,
    13 Proposal,
    14 FollowUpReport,
    15 ActionTaken,
    16 Carried,
    17 Forwarded,
}

told! {
    ReferralTwin of Referral(RawReferral) = {
        0 child: Child,
        1 subject: Line,
        2 reason: Prose,
        3 wanted: Prose,
        4 history: Prose,
        5 consent: Prose,
        6 interpreter: bool,
        7 contact: Line,
        8 attachments: Manifest,
    }
}

told! {
    part ChildTwin of Child(RawChild) = {
        0 name: Line,
        1 cpr: CprAnswer,
        2 language: Language,
        3 lives_with: Option<Line>,
    }
}

told! {
    MessageTwin of Message(RawMessage) = { 0 subject: Line, 1 text: Prose, 2 attachments: Manifest }
}

told! {
    DeclineReasonTwin of DeclineReason(RawDeclineReason) = {
        0 category: DeclineCategory,
        1 text: Prose,
    }
}

told! {
    PlanTwin of Plan(RawPlan) = {
        0 text: Prose,
        1 who_follows_up: Line,
        2 follow_up_by: Option<Date>,
    }
}

told! {
    NotificationTwin of Notification(RawNotification) = {
        0 child: Child,
        1 subject: Line,
        2 observed: Prose,
        3 immediate_action: Prose,
        4 reported_at: Timestamp,
        5 attachments: Manifest,
    }
}

told! {
    CaseInformationTwin of CaseInformation(RawCaseInformation) = {
        0 subject: Line,
        1 check_list: CheckList,
        2 attachments: Manifest,
    }
}

told! {
    part CheckListTwin of CheckList(RawCheckList) = {
        0 standard: Option<Standard>,
        1 items: Vec<CheckItem>,
    }
}

told! {
    part CheckItemTwin of CheckItem(RawCheckItem) = {
        0 what: Line,
        1 state (state.word): CheckWord,
        2 expected (state.expected): Option<Date>,
        3 reason (state.reason): Option<Line>,
    }
}

told! {
    InterimReportTwin of InterimReport(RawInterimReport) = {
        0 subject: Line,
        1 sessions_held: u32,
        2 no_shows: u32,
        3 status: Prose,
        4 attachments: Manifest,
        5 needs_from_municipality: Option<Prose>,
    }
}

told! {
    ClosingReportTwin of ClosingReport(RawClosingReport {
        subject,
        treatment_period: RawPeriod { from, to },
        sessions_held,
        summary,
        recommendation,
        recommends_follow_up,
        attachments,
        follow_up_by,
        check_list,
    }) = {
        0 subject: Line,
        1 from (treatment_period.from): Date,
        2 to (treatment_period.to): Date,
        3 sessions_held: u32,
        4 summary: Prose,
        5 recommendation: Prose,
        6 recommends_follow_up: bool,
        7 attachments: Manifest,
        8 follow_up_by: Option<Date>,
        9 check_list: Option<CheckList>,
    }
}

told! {
    FollowUpTwin of FollowUp(RawFollowUp {
        subject,
        decision,
        deviates_from_recommendation: deviates,
        attachments,
        reason_for_deviation,
        first_contact_by,
        child,
    }) = {
        0 subject: Line,
        1 decision: Prose,
        2 deviates (deviates_from_recommendation): bool,
        3 attachments: Manifest,
        4 reason_for_deviation: Option<Prose>,
        5 first_contact_by: Option<Date>,
        6 child: Option<Child>,
    }
}

told! {
    InformationRequestTwin of InformationRequest(RawInformationRequest) = {
        0 items: Vec<Line>,
        1 text: Option<Prose>,
    }
}

told! {
    StatementTwin of Reason(RawReason), ActionTaken(RawActionTaken) = { 0 text: Prose }
}

told! {
    ProposalTwin of Proposal(RawProposal) = { 0 office: OfficeId, 1 reason: Prose }
}

told! {
    FollowUpReportTwin of FollowUpReport(RawFollowUpReport) = { 0 reached: Reached, 1 text: Prose }
}

told! {
    CarriedTwin of Carried(RawCarried) = {
        0 how: Carrier,
        1 to_whom: Line,
        2 at: Timestamp,
        3 text: Option<Prose>,
    }
}

groups! {
    Vec<CheckItem>, &'a [CheckItem] as Vec<CheckItemTwin<'a>>:
        |items| items.iter().map(CheckItem::write).collect(),
        Vec<RawCheckItem>: |twins| twins.into_iter().map(CheckItem::read).collect();
    Manifest, &'a Self as Vec<AttachmentTwin<'a>>:
        |manifest| manifest.attachments().iter().map(Into::into).collect(),
        Vec<RawAttachment>: |twins| twins.into_iter().map(Into::into).collect();
    Option<Child>, Option<&'a Child> as Option<ChildTwin<'a>>:
        |child| child.map(Child::write),
        Option<RawChild>: |twin| twin.map(Child::read);
    Option<CheckList>, Option<&'a CheckList> as Option<CheckListTwin<'a>>:
        |list| list.map(CheckList::write),
        Option<RawCheckList>: |twin| twin.map(CheckList::read);
}

impl<'a> Document<'a> for OfficeSeeds {
    type Twin = Vec<OfficeSeedTwin<'a>>;

    fn twin(&'a self) -> Self::Twin {
        self.seeds().iter().map(Into::into).collect()
    }

    fn from_twin(twins: Self::Twin) -> Result<Self, DecodeError> {
        let seeds: Result<_, _> = twins.iter().map(OfficeSeedTwin::parse).collect();
        Ok(Self::parse(seeds?)?)
    }
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(super) struct OfficeSeedTwin<'a> {
    #[n(0)]
    pub(super) epoch: u32,
    #[b(1)]
    pub(super) seed: &'a ByteSlice,
}

impl<'a> From<&'a OfficeSeed> for OfficeSeedTwin<'a> {
    fn from(seed: &'a OfficeSeed) -> Self {
        Self {
            epoch: seed.epoch,
            seed: seed.seed.expose().as_slice().into(),
        }
    }
}

impl OfficeSeedTwin<'_> {
    fn parse(&self) -> Result<OfficeSeed, DecodeError> {
        let bytes: &[u8] = self.seed;
        let bytes = bytes.try_into().map_err(|_| DecodeError::Malformed)?;
        Ok(OfficeSeed {
            epoch: self.epoch,
            seed: Seed::from_bytes(bytes),
        })
    }
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

impl<'a> From<&'a Attachment> for AttachmentTwin<'a> {
    fn from(attachment: &'a Attachment) -> Self {
        Self {
            name: Some(attachment.name().expose()),
            media_type: Some(attachment.media_type().expose()),
            size_bytes: attachment.size_bytes(),
            plaintext_sha256: *attachment.plaintext_sha256(),
            ciphertext_sha256: *attachment.ciphertext_sha256(),
            key: attachment.key().map(|key| (*key.expose()).into()),
        }
    }
}

impl From<AttachmentTwin<'_>> for RawAttachment {
    fn from(twin: AttachmentTwin<'_>) -> Self {
        Self {
            name: twin.name.map(str::to_owned),
            media_type: twin.media_type.map(str::to_owned),
            size_bytes: twin.size_bytes,
            plaintext_sha256: twin.plaintext_sha256,
            ciphertext_sha256: twin.ciphertext_sha256,
            key: twin.key.map(|key| BlobKey::from_bytes(key.into())),
        }
    }
}
