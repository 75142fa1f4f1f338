//! *Kvittér*: a named person takes the ball (R4, for a closing report R6), or signs for having read
//! a corrected version.

use stafet_shared::{
    handover::Handover,
    words::{Kind, Verb},
};

use super::paper::{Matter, Sheet, nothing};
use crate::office::{Deed, receipts::Receipts};

pub(super) static SHEET: Sheet = Sheet {
    path: "kvitter",
    verb: Verb::Acknowledge,
    key,
    fits: is_open,
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

fn is_open(matter: &Matter<'_, '_>) -> bool {
    lacks_a_signature(matter.handover())
}

/// Once somebody has signed for it, there is nothing to sign for but a correction.
fn lacks_a_signature(handover: &Handover) -> bool {
    handover.unread.is_some() || Receipts::of(handover).acknowledged.is_none()
}

#[cfg(test)]
mod tests {
    use stafet_shared::{time::Timestamp, words::State};

    use super::*;
    use crate::face::samples::Stage;

    #[test]
    fn what_was_signed_for_is_signed_for_once() {
        let stage = Stage::new();
        assert!(lacks_a_signature(&stage.referral(1, State::Opened)));
        assert!(!lacks_a_signature(&stage.referral(1, State::Accepted)));
        let mut signed = stage.referral(1, State::Acknowledged);
        assert!(!lacks_a_signature(&signed));
        signed.unread = Some(Timestamp::from_unix_ms(0));
        assert!(lacks_a_signature(&signed));
    }
}
