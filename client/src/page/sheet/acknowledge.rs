//! *Kvittér*: a named person takes the ball (R4, for a closing report R6), or signs for having read
//! a corrected version.

use stafet_shared::words::{Kind, Verb};

use super::paper::{Matter, Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "kvitter",
    verb: Verb::Acknowledge,
    key,
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Acknowledge),
};

fn key(matter: &Matter<'_, '_>) -> &'static str {
    let handover = matter.handover();
    match handover.kind {
        _ if handover.unread.is_some() => "acknowledge-version",
        Kind::ClosingReport => "acknowledge-report",
        Kind::Notification => "acknowledge-notification",
        Kind::Referral | Kind::FollowUp => "acknowledge",
        Kind::CaseInformation | Kind::InterimReport | Kind::Message => "acknowledge-only",
    }
}
