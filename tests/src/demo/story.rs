//! What happens: the course of one child from the referral to the follow-up, and what goes wrong
//! beside it, as offices live it.

/// A file of the test data, which is whole.
macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../data/handovers/", $name))
    };
}

mod astray;
mod course;
mod moved;
mod overdue;

use std::time::Duration;

use stafet_client::{form, office::Deed};
use stafet_shared::{content::Reason, id::HandoverId, time::Timestamp, words::State};

use super::stage::{LEADER, Stage};

const NANORTALIK: &str = "kujalleq/nanortalik";
const NARSAQ: &str = "kujalleq/narsaq";
const QAQORTOQ: &str = "kujalleq/qaqortoq";
const KUJALLEQ_CENTRE: &str = "kujalleq/familiecenter";
const MANIITSOQ: &str = "qeqqata/maniitsoq";
const SISIMIUT: &str = "qeqqata/sisimiut";
const QEQQATA_CENTRE: &str = "qeqqata/familiecenter";
const QASIGIANNGUIT: &str = "qeqertalik/qasigiannguit";
const NUUK: &str = "sermersooq/nuuk";
const AASIAAT: &str = "qeqertalik/aasiaat";
const UPERNAVIK: &str = "avannaata/upernavik";
const ILULISSAT: &str = "avannaata/ilulissat";
const AVANNAATA_CENTRE: &str = "avannaata/familiecenter";
const TEAM: &str = "socialstyrelsen/rejsehold";
/// The administrators who watch for what nobody has signed for.
const WATCH: &str = "socialstyrelsen/overdragelsesvagt";
const KILLILIISA: &str = "socialstyrelsen/killiliisa";

const MINUTES: u64 = 60;
const HOURS: u64 = 60 * MINUTES;
const DAYS: u64 = 24 * HOURS;

/// Tells the whole story, which ends at `now`.
pub(super) async fn tell(stage: &mut Stage, now: Timestamp) {
    let silent = astray::an_office_goes_offline(stage).await;
    course::tell(stage).await;
    astray::a_red_notification(stage).await;
    moved::while_its_report_lies_unread(stage).await;
    astray::a_decline(stage).await;
    astray::a_redirection(stage).await;
    astray::a_wrong_recipient(stage).await;
    astray::a_withdrawal_crosses_a_signature(stage).await;
    overdue::a_referral_climbs(stage).await;
    astray::the_office_comes_back(stage, silent, now).await;
}

/// Somebody does something about a handover, and it goes out at once.
async fn deed(stage: &mut Stage, label: &str, id: HandoverId, deed: Deed) {
    stage.perform(label, id, deed).await;
    stage.sync(label).await;
}

/// A device opens what has come, and after a while somebody signs for it.
async fn take(stage: &mut Stage, label: &str, id: HandoverId) {
    wait(stage, 40 * MINUTES).await;
    stage.sync(label).await;
    wait(stage, 2 * HOURS).await;
    deed(stage, label, id, Deed::Acknowledge).await;
}

async fn wait(stage: &mut Stage, seconds: u64) {
    stage.pass(Duration::from_secs(seconds)).await;
}

async fn stands(stage: &Stage, label: &str, id: HandoverId) -> State {
    stage.seen_by(label, id).await.state
}

fn reason(text: &str) -> Reason {
    form::answer(text).expect("a whole file")
}
