//! What a decision is handed on as.

use super::{FollowUpDecision, Kind};

impl FollowUpDecision {
    /// What is sent to whoever gives it; `None` where that is nobody who is here.
    #[must_use]
    pub const fn sent_as(self) -> Option<Kind> {
        match self {
            Self::FamilyCentre | Self::OtherMunicipality => Some(Kind::FollowUp),
            Self::BackToTeam => Some(Kind::Referral),
            Self::HealthService
            | Self::Elsewhere
            | Self::Nothing
            | Self::FamilyDeclines
            | Self::ComeOfAge
            | Self::MovedAbroad => None,
        }
    }
}
