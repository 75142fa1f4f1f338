//! A referral that nobody signs for: it climbs the ladder, an administrator takes it in hand and
//! rings, and the receipt clears it.

use stafet_client::office::{Deed, Watching};
use stafet_shared::words::{HandReason, Rung, State};

use super::{DAYS, HOURS, KILLILIISA, Stage, WATCH, deed, wait};

const LATE: &str = data!("13-henvisning-over-frist.toml");

pub(super) async fn a_referral_climbs(stage: &mut Stage) {
    stage.scene(
        "12. En henvisning, som ingen kvitterer for, stiger op ad stigen",
        "12. A referral that nobody signs for climbs the ladder",
    );
    let referral = stage.send(LATE, None).await;
    for (rung, days) in [(Rung::Overdue, 2), (Rung::Leaders, 1), (Rung::Authority, 4)] {
        wait(stage, days * DAYS).await;
        // A weekend may lie between.
        for _ in 0..4 {
            if stage.is_told(referral, rung).await {
                break;
            }
            wait(stage, DAYS).await;
        }
        assert!(stage.is_told(referral, rung).await, "{rung:?} is told");
        stage.sync(WATCH).await;
    }
    stage
        .watch(WATCH, referral, Watching::SeeEscalation(HandReason::Called))
        .await;
    stage
        .watch(WATCH, referral, Watching::TakeInHand(HandReason::Called))
        .await;
    stage.sync(WATCH).await;
    stage
        .remark(WATCH, ("☎ ringer til klinikken", "☎ rings the clinic"))
        .await;
    wait(stage, 2 * HOURS).await;
    stage.sync(KILLILIISA).await;
    deed(stage, KILLILIISA, referral, Deed::Acknowledge).await;
    stage.sync(WATCH).await;
    let seen = stage.watched_by(WATCH, referral).await;
    assert_eq!(seen.state, State::Acknowledged, "the receipt clears it");
    wait(stage, DAYS).await;
    deed(stage, KILLILIISA, referral, Deed::Accept).await;
}
