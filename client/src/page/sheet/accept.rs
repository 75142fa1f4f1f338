//! *Acceptér*: the office takes the matter on (R5).

use stafet_shared::words::{Kind, Verb};

use super::paper::{Matter, Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "accepter",
    verb: Verb::Accept,
    key,
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Accept),
};

/// Who accepts a referral answers for treatment from then on; who accepts a follow-up makes the first
/// contact.
fn key(matter: &Matter<'_, '_>) -> &'static str {
    match matter.handover().kind {
        Kind::FollowUp => "accept-follow-up",
        Kind::Referral
        | Kind::Notification
        | Kind::CaseInformation
        | Kind::ClosingReport
        | Kind::InterimReport
        | Kind::Message => "accept",
    }
}
