//! Documents become twins and twins documents, by hand in both directions. The way back always
//! goes through `parse`: the wire has no door of its own.

use super::DecodeError;
use super::twins::{
    AttachmentTwin, ChildTwin, ContentTwin, DateTwin, DeclineReasonTwin, MessageTwin,
    OfficeSeedTwin, PlanTwin, ReferralTwin, SealedPartTwin,
};
use crate::content::{
    Attachment, Child, Content, DeclineCategory, DeclineReason, Line, Manifest, Message,
    OfficeSeed, OfficeSeeds, Plan, RawAttachment, RawChild, RawDeclineReason, RawMessage, RawPlan,
    RawReferral, Referral, SealedPart,
};
use crate::id::ActId;
use crate::party::OfficeId;
use crate::seal::{Seed, blob::BlobKey};

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
            attachments: twin.attachments.into_iter().map(Into::into).collect(),
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
            attachments: twin.attachments.into_iter().map(Into::into).collect(),
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

/// The name of the category with this number; for an unknown one a text that `parse` refuses.
fn category_name(number: u8) -> String {
    DeclineCategory::ALL
        .into_iter()
        .find(|&category| category_number(category) == number)
        .map_or_else(|| number.to_string(), |category| category.name().to_owned())
}

impl<'a> From<&'a Plan> for PlanTwin<'a> {
    fn from(plan: &'a Plan) -> Self {
        Self {
            text: Some(plan.text().expose()),
            who_follows_up: Some(plan.who_follows_up().expose()),
            follow_up_by: plan.follow_up_by().map(|date| DateTwin {
                year: date.year(),
                month: date.month(),
                day: date.day(),
            }),
        }
    }
}

impl From<PlanTwin<'_>> for RawPlan {
    fn from(twin: PlanTwin<'_>) -> Self {
        Self {
            text: twin.text.map(str::to_owned),
            who_follows_up: twin.who_follows_up.map(str::to_owned),
            follow_up_by: twin
                .follow_up_by
                .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        }
    }
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
