//! What offices meet seldom: each of it stands open at the end, so that its sheets can be looked at.

use std::time::Duration;

use stafet_client::office::{CourseDeed, Deed, Draft};
use stafet_shared::{
    calendar::{Zone, day_of},
    id::HandoverId,
    obligation::Obligation,
    words::{Colour, CourseVerb, Duty, FollowUpDecision, Kind, Role, Verb, WatchVerb},
};

use super::{
    CASEWORKER, DAY, EMPTY, HOUR, LEADER, LEADERSHIP, PSYCHOLOGIST, SENDER, Scene, TEAM,
    copies::COLLEAGUE, referral_to,
};
use crate::{
    deployment::{ADMINISTRATOR, Newcomer, office_id},
    platform::Platform,
    texts,
};

/// How long all of it takes, in days: the oldest referral has to have waited for eight weeks.
pub const AWKWARD_DAYS: u32 = 61;
/// How long a round of reviews is open, in days.
const ROUND_DAYS: i64 = 14;
/// How long the watch is given to tell what is due, and how often it is looked for.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS_MAX: u32 = 500;
/// Who leads the office that refers.
pub const HEAD: &str = "head";
/// Who works where a child is asked to be taken over.
const NEWCOMER: &str = "newcomer";

/// Everything at once that is seldom met.
///
/// A child that waits for too long, a first signature that waits, a withdrawal that crossed an
/// acceptance, acts that do not hold, a municipality that was asked by mistake, a plan and a follow-up
/// of which somebody has to hear, a round of reviews.
///
/// # Panics
/// When a promise is broken.
pub async fn all_that_is_awkward_stands_open<P: Platform>(scene: &mut Scene<P>) {
    let old = sent(scene).await;
    scene.sync(PSYCHOLOGIST).await;
    for _ in 1..AWKWARD_DAYS {
        scene.pass(DAY).await;
    }
    its_leader_is_told(scene, old).await;
    others_join(scene).await;
    for label in [CASEWORKER, LEADER] {
        scene.sync(label).await;
    }
    let planned = planned(scene).await;
    let closed = self::planned(scene).await;
    scene.sync(HEAD).await;
    scene.perform(HEAD, closed, Deed::Countersign).await;
    let crossed = crossed(scene).await;
    let visited = visited_twice(scene).await;
    let asked = accepted(scene).await;
    let moves = CourseDeed::MoveChild(office_id(EMPTY), Some(texts::reason()));
    scene.perform(CASEWORKER, asked, Deed::Course(moves)).await;
    let (outside, _) = decided(scene, FollowUpDecision::HealthService).await;
    let followed = followed_up(scene).await;
    a_round_is_opened(scene).await;
    for label in [CASEWORKER, HEAD, PSYCHOLOGIST, COLLEAGUE, CASEWORKER] {
        scene.sync(label).await;
    }
    for (label, id, duty) in [
        (HEAD, old, Duty::Age),
        (HEAD, planned, Duty::Countersign(Verb::ClosePlan)),
        (CASEWORKER, closed, Duty::Act(Verb::ReportPlan)),
        (PSYCHOLOGIST, crossed, Duty::Act(Verb::ConfirmWithdrawal)),
        (COLLEAGUE, visited, Duty::Act(Verb::Look)),
        (
            CASEWORKER,
            asked,
            Duty::Act(Verb::Course(CourseVerb::TakeOverChild)),
        ),
        (
            CASEWORKER,
            outside,
            Duty::Act(Verb::Course(CourseVerb::GiveOutside)),
        ),
        (CASEWORKER, followed, Duty::Act(Verb::ReadDecline)),
        (
            CASEWORKER,
            outside,
            Duty::Act(Verb::Watch(WatchVerb::Review)),
        ),
    ] {
        let owed = owed(scene, label, id).await;
        assert!(owed.contains(&duty), "{label}: {duty:?}: {owed:?}");
    }
}

/// Waits until the server's watch has told that a child has waited for long.
async fn its_leader_is_told<P: Platform>(scene: &Scene<P>, id: HandoverId) {
    scene.deployment.look();
    for _ in 0..LOOKS_MAX {
        let ledger = scene.deployment.ledger().await;
        let mut records = ledger.handovers[&id].watch_records.iter();
        if records.any(|(concern, it)| concern.duty == Duty::Age && it.rung().is_some()) {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
    panic!("nobody was told");
}

/// What is owed about a handover, as a device sees it.
async fn owed<P: Platform>(scene: &Scene<P>, label: &str, id: HandoverId) -> Vec<Duty> {
    let office = scene.deployment.open(label).await;
    let owed = office.reader().obligations().into_iter();
    let about = owed.filter(|one: &Obligation| one.handover == id);
    about.map(|one| one.duty).collect()
}

async fn others_join<P: Platform>(scene: &mut Scene<P>) {
    let others = [
        Newcomer {
            label: HEAD,
            office: SENDER,
            role: Role::Leader,
            name: "Kontorleder",
        },
        Newcomer {
            label: COLLEAGUE,
            office: TEAM,
            role: Role::Coordinator,
            name: "Koordinator",
        },
        Newcomer {
            label: NEWCOMER,
            office: EMPTY,
            role: Role::Caseworker,
            name: "Ny sagsbehandler",
        },
    ];
    scene.deployment.enrol(&others).await;
    // A colleague's device hands over the office's key.
    for label in [CASEWORKER, HEAD, PSYCHOLOGIST, COLLEAGUE, NEWCOMER] {
        scene.sync(label).await;
    }
}

/// A referral that the server has.
async fn sent<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let sent = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await;
    scene.sync(CASEWORKER).await;
    sent.handover
}

/// A declined referral whose plan waits for a second signature.
async fn planned<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let id = sent(scene).await;
    scene.sync(PSYCHOLOGIST).await;
    let declined = Deed::Decline(texts::decline());
    scene.perform(PSYCHOLOGIST, id, declined).await;
    scene.sync(CASEWORKER).await;
    scene.perform(CASEWORKER, id, Deed::ReadDecline).await;
    let plan = Deed::ClosePlan(texts::plan());
    scene.perform(CASEWORKER, id, plan).await;
    id
}

/// A referral that was withdrawn while the team accepted it.
async fn crossed<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let id = sent(scene).await;
    scene.sync(PSYCHOLOGIST).await;
    let withdraw = Deed::Withdraw(texts::reason());
    for (label, deed) in [(PSYCHOLOGIST, Deed::Accept), (CASEWORKER, withdraw)] {
        scene
            .act(label, async |office| office.perform(id, deed).await)
            .await;
    }
    for label in [PSYCHOLOGIST, CASEWORKER, PSYCHOLOGIST] {
        scene.sync(label).await;
    }
    id
}

async fn accepted<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let id = sent(scene).await;
    scene.sync(PSYCHOLOGIST).await;
    scene.perform(PSYCHOLOGIST, id, Deed::Accept).await;
    scene.sync(CASEWORKER).await;
    id
}

/// A visit for which two colleagues have named a day each, neither knowing of the other.
async fn visited_twice<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let id = accepted(scene).await;
    scene.sync(COLLEAGUE).await;
    let today = today(scene);
    for (label, days) in [(PSYCHOLOGIST, 20), (COLLEAGUE, 27)] {
        let day = today
            .checked_add(jiff::Span::new().days(days))
            .expect("a day");
        let visit = Deed::Course(CourseDeed::PlanVisit(day, None));
        scene
            .act(label, async |office| office.perform(id, visit).await)
            .await;
    }
    for label in [PSYCHOLOGIST, COLLEAGUE] {
        scene.sync(label).await;
    }
    id
}

/// A course whose report was signed for, and what the child gets now.
async fn decided<P: Platform>(
    scene: &mut Scene<P>,
    decision: FollowUpDecision,
) -> (HandoverId, HandoverId) {
    let referral = accepted(scene).await;
    let today = today(scene);
    for done in [
        CourseDeed::BeginAssessment(today),
        CourseDeed::BeginTreatment(today),
        CourseDeed::HoldLastSession(today),
    ] {
        scene
            .perform(PSYCHOLOGIST, referral, Deed::Course(done))
            .await;
    }
    let report = send(
        scene,
        PSYCHOLOGIST,
        (TEAM, SENDER),
        Kind::ClosingReport,
        referral,
    )
    .await;
    scene.sync(CASEWORKER).await;
    scene.perform(CASEWORKER, report, Deed::Acknowledge).await;
    let decides = CourseDeed::DecideFollowUp(decision, None);
    scene
        .perform(CASEWORKER, referral, Deed::Course(decides))
        .await;
    (referral, report)
}

/// A follow-up whose giver has told that it was not all that was meant.
async fn followed_up<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let (_, report) = decided(scene, FollowUpDecision::FamilyCentre).await;
    let between = (SENDER, LEADERSHIP);
    let id = send(scene, CASEWORKER, between, Kind::FollowUp, report).await;
    scene.sync(LEADER).await;
    scene.perform(LEADER, id, Deed::Accept).await;
    scene.pass(HOUR).await;
    let told = Deed::ReportFollowUp(texts::follow_up_report());
    scene.perform(LEADER, id, told).await;
    id
}

async fn send<P: Platform>(
    scene: &mut Scene<P>,
    label: &str,
    (from, to): (&str, &str),
    kind: Kind,
    relates_to: HandoverId,
) -> HandoverId {
    let draft = Draft {
        from: Some(office_id(from)),
        to: office_id(to),
        kind,
        colour: Colour::Yellow,
        content: texts::document(kind),
        relates_to: Some(relates_to),
    };
    let sent = scene
        .act(label, async |office| office.send(draft).await)
        .await;
    scene.sync(label).await;
    sent.handover
}

/// The day that it is in Nuuk.
fn today<P: Platform>(scene: &Scene<P>) -> jiff::civil::Date {
    Zone::nuuk().day(scene.deployment.platform().clock().now())
}

async fn a_round_is_opened<P: Platform>(scene: &mut Scene<P>) {
    let now = scene.deployment.platform().clock().now();
    let last = day_of(Zone::nuuk().day(now.plus_days(ROUND_DAYS)));
    scene
        .act(ADMINISTRATOR, async |office| {
            office.open_review_round(last).await
        })
        .await;
    scene.sync(ADMINISTRATOR).await;
}
