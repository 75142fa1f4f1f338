//! Documents become twins and twins documents, by hand in both directions. The way back always
//! goes through `parse`: the wire has no door of its own.

mod acts;
mod documents;
mod forwarded;

use jiff::civil::Date;

use super::DecodeError;
use super::twins::{
    AttachmentTwin, ChildTwin, ContentTwin, DateTwin, DeclineReasonTwin, MessageTwin,
    OfficeSeedTwin, PlanTwin, ReferralTwin, SealedPartTwin,
};
use crate::content::{
    ActionTaken, Attachment, Carried, CaseInformation, Child, ClosingReport, Content,
    DeclineCategory, DeclineReason, FollowUp, FollowUpReport, InformationRequest, InterimReport,
    Line, Manifest, Message, Notification, OfficeSeed, OfficeSeeds, Plan, Proposal, RawAttachment,
    RawChild, RawDeclineReason, RawMessage, RawPlan, RawReferral, Reason, Referral, SealedPart,
};
use crate::id::ActId;
use crate::party::OfficeId;
use crate::seal::{Seed, blob::BlobKey};
use crate::time::Timestamp;

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

impl<'a> From<&'a Content> for ContentTwin<'a> {
    fn from(content: &'a Content) -> Self {
        match content {
            Content::Referral(referral) => Self::Referral(referral.into()),
            Content::Message(message) => Self::Message(message.into()),
            Content::DeclineReason(reason) => Self::DeclineReason(reason.into()),
            Content::Plan(plan) => Self::Plan(plan.into()),
            Content::OfficeSeeds(seeds) => {
                Self::OfficeSeeds(seeds.seeds().iter().map(Into::into).collect())
            }
            Content::Notification(notification) => Self::Notification(notification.into()),
            Content::CaseInformation(information) => Self::CaseInformation(information.into()),
            Content::InterimReport(report) => Self::InterimReport(report.into()),
            Content::ClosingReport(report) => Self::ClosingReport(report.into()),
            Content::FollowUp(follow_up) => Self::FollowUp(follow_up.into()),
            Content::InformationRequest(request) => Self::InformationRequest(request.into()),
            Content::Reason(reason) => Self::Reason(reason.into()),
            Content::Proposal(proposal) => Self::Proposal(proposal.into()),
            Content::FollowUpReport(report) => Self::FollowUpReport(report.into()),
            Content::ActionTaken(action) => Self::ActionTaken(action.into()),
            Content::Carried(carried) => Self::Carried(carried.into()),
            Content::Forwarded(forwarded) => Self::Forwarded(forwarded.into()),
        }
    }
}

impl ContentTwin<'_> {
    fn parse(self) -> Result<Content, DecodeError> {
        Ok(match self {
            Self::Referral(twin) => Content::Referral(Referral::parse(twin.into())?),
            Self::Message(twin) => Content::Message(Message::parse(twin.into())?),
            Self::DeclineReason(twin) => Content::DeclineReason(DeclineReason::parse(twin.into())?),
            Self::Plan(twin) => Content::Plan(Plan::parse(twin.into())?),
            Self::OfficeSeeds(twins) => {
                let seeds: Result<_, _> = twins.iter().map(OfficeSeedTwin::parse).collect();
                Content::OfficeSeeds(OfficeSeeds::parse(seeds?)?)
            }
            Self::Notification(twin) => Content::Notification(Notification::parse(twin.into())?),
            Self::CaseInformation(twin) => {
                Content::CaseInformation(CaseInformation::parse(twin.into())?)
            }
            Self::InterimReport(twin) => Content::InterimReport(InterimReport::parse(twin.into())?),
            Self::ClosingReport(twin) => Content::ClosingReport(ClosingReport::parse(twin.into())?),
            Self::FollowUp(twin) => Content::FollowUp(FollowUp::parse(twin.into())?),
            Self::InformationRequest(twin) => {
                Content::InformationRequest(InformationRequest::parse(twin.into())?)
            }
            Self::Reason(twin) => Content::Reason(Reason::parse(twin.into())?),
            Self::Proposal(twin) => Content::Proposal(Proposal::parse(twin.into())?),
            Self::FollowUpReport(twin) => {
                Content::FollowUpReport(FollowUpReport::parse(twin.into())?)
            }
            Self::ActionTaken(twin) => Content::ActionTaken(ActionTaken::parse(twin.into())?),
            Self::Carried(twin) => Content::Carried(Carried::parse(twin.into())?),
            Self::Forwarded(twin) => Content::Forwarded(twin.parse()?),
        })
    }
}

impl<'a> From<&'a Referral> for ReferralTwin<'a> {
    fn from(referral: &'a Referral) -> Self {
        Self {
            child: referral.child().into(),
            subject: Some(referral.subject().expose()),
            reason: Some(referral.reason().expose()),
            wanted: Some(referral.wanted().expose()),
            history: Some(referral.history().expose()),
            consent: Some(referral.consent().expose()),
            interpreter: Some(referral.interpreter()),
            contact: Some(referral.contact().expose()),
            attachments: manifest(referral.attachments()),
        }
    }
}

impl From<ReferralTwin<'_>> for RawReferral {
    fn from(twin: ReferralTwin<'_>) -> Self {
        Self {
            child: twin.child.into(),
            subject: twin.subject.map(str::to_owned),
            reason: twin.reason.map(str::to_owned),
            wanted: twin.wanted.map(str::to_owned),
            history: twin.history.map(str::to_owned),
            consent: twin.consent.map(str::to_owned),
            interpreter: twin.interpreter,
            contact: twin.contact.map(str::to_owned),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a Child> for ChildTwin<'a> {
    fn from(child: &'a Child) -> Self {
        Self {
            name: Some(child.name().expose()),
            cpr: child.cpr().expose(),
            language: Some(child.language().code()),
            lives_with: child.lives_with().map(Line::expose),
        }
    }
}

impl From<ChildTwin<'_>> for RawChild {
    fn from(twin: ChildTwin<'_>) -> Self {
        Self {
            name: twin.name.map(str::to_owned),
            cpr: twin.cpr.map(str::to_owned),
            language: twin.language.map(str::to_owned),
            lives_with: twin.lives_with.map(str::to_owned),
        }
    }
}

impl<'a> From<&'a Message> for MessageTwin<'a> {
    fn from(message: &'a Message) -> Self {
        Self {
            subject: Some(message.subject().expose()),
            text: Some(message.text().expose()),
            attachments: manifest(message.attachments()),
        }
    }
}

impl From<MessageTwin<'_>> for RawMessage {
    fn from(twin: MessageTwin<'_>) -> Self {
        Self {
            subject: twin.subject.map(str::to_owned),
            text: twin.text.map(str::to_owned),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a DeclineReason> for DeclineReasonTwin<'a> {
    fn from(reason: &'a DeclineReason) -> Self {
        Self {
            category: Some(category_number(reason.category())),
            text: Some(reason.text().expose()),
        }
    }
}

impl From<DeclineReasonTwin<'_>> for RawDeclineReason {
    fn from(twin: DeclineReasonTwin<'_>) -> Self {
        Self {
            category: twin.category.map(category_name),
            text: twin.text.map(str::to_owned),
        }
    }
}

/// The number that stands for a category on the wire.
const fn category_number(category: DeclineCategory) -> u8 {
    match category {
        DeclineCategory::TargetGroup => 1,
        DeclineCategory::Capacity => 2,
        DeclineCategory::Disqualification => 3,
        DeclineCategory::MissingConsentOrBasis => 4,
        DeclineCategory::OtherOffer => 5,
        DeclineCategory::ChildMoved => 6,
    }
}

fn category_name(number: u8) -> String {
    let all = DeclineCategory::ALL;
    word(number, &all, category_number, DeclineCategory::name)
}

/// The word of the choice with this number; for an unknown one a text that `parse` refuses.
fn word<T: Copy>(
    number: u8,
    all: &[T],
    number_of: impl Fn(T) -> u8,
    name: impl Fn(T) -> &'static str,
) -> String {
    let mut choices = all.iter().copied();
    choices
        .find(|&choice| number_of(choice) == number)
        .map_or_else(|| number.to_string(), |choice| name(choice).to_owned())
}

impl<'a> From<&'a Plan> for PlanTwin<'a> {
    fn from(plan: &'a Plan) -> Self {
        Self {
            text: Some(plan.text().expose()),
            who_follows_up: Some(plan.who_follows_up().expose()),
            follow_up_by: plan.follow_up_by().map(Into::into),
        }
    }
}

impl From<PlanTwin<'_>> for RawPlan {
    fn from(twin: PlanTwin<'_>) -> Self {
        Self {
            text: twin.text.map(str::to_owned),
            who_follows_up: twin.who_follows_up.map(str::to_owned),
            follow_up_by: twin.follow_up_by.map(DateTwin::text),
        }
    }
}

impl From<Date> for DateTwin {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }
}

impl DateTwin {
    /// The date as an author writes it; of one that does not exist a text that `parse` refuses.
    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// An instant as an author writes it.
fn instant_text(unix_ms: i64) -> String {
    Timestamp::from_unix_ms(unix_ms).to_string()
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

fn raw_attachments(twins: Vec<AttachmentTwin<'_>>) -> Vec<RawAttachment> {
    twins.into_iter().map(Into::into).collect()
}

fn manifest(manifest: &Manifest) -> Vec<AttachmentTwin<'_>> {
    manifest.attachments().iter().map(Into::into).collect()
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
