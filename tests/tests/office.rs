//! The client's core against the real server, over the simulated satellite link: from the
//! founding to a referral that is accepted, one that is declined and closed with a plan.

#[path = "office/deployment.rs"]
mod deployment;
#[path = "office/late.rs"]
mod late;
#[path = "office/overview.rs"]
mod overview;

use std::time::Duration;

use deployment::{Deployment, Machine, decline_reason, office, plan, referral, sync};
use stafet_client::{
    desk::keeper::Keeper,
    office::{Deed, Draft, OfficeError, Receipts, Standing},
    sync::{Progress, sync_once, watch},
};
use stafet_shared::{
    calendar::Zone,
    handover::ReceiptKind,
    id::HandoverId,
    party::directory::OfficeEntry,
    words::{Colour, Duty, Ending, Kind, Role, State, Verb},
};
use stafet_tests::{
    fabric::{Link, run},
    texts::message,
};
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{sleep, timeout},
};

const NANORTALIK: &str = "kujalleq/nanortalik";
const TEAM: &str = "nuuk/team";

fn draft() -> Draft {
    Draft {
        from: None,
        to: office(TEAM),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        content: referral("Angst og søvnbesvær"),
        relates_to: None,
    }
}

/// A deployment with one caseworker and one psychologist at work.
async fn at_work(seed: u64) -> (Deployment, Machine, Machine, Machine) {
    let mut deployment = Deployment::found(seed, Link::satellite()).await;
    let mut admin = deployment.administrator().await;
    let caseworker = deployment
        .join(&mut admin, NANORTALIK, Role::Caseworker)
        .await;
    let psychologist = deployment.join(&mut admin, TEAM, Role::Psychologist).await;
    (deployment, admin, caseworker, psychologist)
}

/// Sends a referral and brings it to the team's device, which opens it.
async fn opened(caseworker: &mut Machine, psychologist: &mut Machine) -> HandoverId {
    sync(caseworker).await;
    let sent = caseworker.office.send(draft()).await.unwrap();
    assert_eq!(sent.waits_for, None);
    assert_eq!(
        caseworker
            .office
            .reader()
            .handover(sent.handover)
            .unwrap()
            .state,
        State::Queued
    );
    sync(caseworker).await;
    assert_eq!(
        caseworker
            .office
            .reader()
            .handover(sent.handover)
            .unwrap()
            .state,
        State::Deposited
    );
    sync(psychologist).await;
    assert_eq!(
        psychologist
            .office
            .reader()
            .handover(sent.handover)
            .unwrap()
            .state,
        State::Opened
    );
    assert!(psychologist.office.reader().unconfirmed().is_empty());
    sent.handover
}

#[test]
fn a_referral_is_sent_opened_acknowledged_and_accepted() {
    run(1, async |seed| {
        let (_deployment, _admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let read = psychologist.office.content(id).await.unwrap();
        assert_eq!(read, Some(Ok(referral("Angst og søvnbesvær"))));

        psychologist
            .office
            .perform(id, Deed::Acknowledge)
            .await
            .unwrap();
        assert!(
            psychologist
                .office
                .perform(id, Deed::Acknowledge)
                .await
                .is_err()
        );
        psychologist.office.perform(id, Deed::Accept).await.unwrap();
        sync(&mut psychologist).await;
        sync(&mut caseworker).await;

        let handover = caseworker.office.reader().handover(id).unwrap();
        assert_eq!(handover.state, State::Closed);
        assert_eq!(handover.ending, Some(Ending::CourseOpened));
        assert_eq!(handover.conflicts, []);
        assert_eq!(psychologist.office.reader().handover(id), Some(handover));
        let receipts = Receipts::of(handover);
        assert!(receipts.saved.is_some() && receipts.sent.is_some());
        let kinds: Vec<ReceiptKind> = caseworker
            .office
            .reader()
            .handover(id)
            .unwrap()
            .receipts()
            .flat_map(|(_, kinds)| kinds)
            .collect();
        for kind in [ReceiptKind::R3, ReceiptKind::R4, ReceiptKind::R5] {
            assert!(kinds.contains(&kind), "{kind:?} in {kinds:?}");
        }
        assert_eq!(caseworker.office.reader().breaches().count(), 0);
        assert_eq!(caseworker.office.reader().quarantined().count(), 0);
    });
}

#[test]
fn receipts_are_those_of_the_version_that_is_shown() {
    run(24, async |seed| {
        let (_deployment, _admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        acknowledge(&mut psychologist, id).await;
        sync(&mut caseworker).await;
        let first = Receipts::of(caseworker.office.reader().handover(id).unwrap());
        assert_eq!(first.delivered, first.opened, "R3 says it already");
        assert!(first.acknowledged.is_some());

        let mended = Deed::Correct(referral("Rettet"));
        caseworker.office.perform(id, mended).await.unwrap();
        let saved = Receipts::of(caseworker.office.reader().handover(id).unwrap());
        let nothing = Receipts {
            saved: saved.saved,
            sent: None,
            delivered: None,
            opened: None,
            acknowledged: None,
        };
        assert_eq!(saved, nothing);
        sync(&mut caseworker).await;
        sync(&mut psychologist).await;
        sync(&mut caseworker).await;
        let here = Receipts::of(caseworker.office.reader().handover(id).unwrap());
        assert!(here.delivered > here.sent, "{here:?}");
        assert_eq!((here.opened, here.acknowledged), (None, None));

        acknowledge(&mut psychologist, id).await;
        sync(&mut caseworker).await;
        let read = Receipts::of(caseworker.office.reader().handover(id).unwrap());
        assert_eq!(read.opened, read.acknowledged.map(|(at, _)| at));
        assert!(read.opened > read.delivered, "{read:?}");
    });
}

async fn acknowledge(machine: &mut Machine, id: HandoverId) {
    machine.office.perform(id, Deed::Acknowledge).await.unwrap();
    sync(machine).await;
}

#[test]
fn a_declined_referral_is_closed_with_a_plan_by_two_people() {
    run(2, async |seed| {
        let (mut deployment, mut admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let mut leader = deployment
            .join(&mut admin, "kujalleq/leadership", Role::Leader)
            .await;
        let entry = OfficeEntry {
            id: office("kujalleq/centre"),
            name: "Centre".to_owned(),
            zone: Zone::nuuk(),
            administrators: false,
        };
        admin.office.add_office(entry).await.unwrap();
        let mut other_leader = deployment
            .join(&mut admin, "kujalleq/centre", Role::Leader)
            .await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let reason = decline_reason();
        psychologist
            .office
            .perform(id, Deed::Decline(reason.clone()))
            .await
            .unwrap();
        sync(&mut psychologist).await;
        sync(&mut caseworker).await;
        let contents = caseworker.office.contents(id).await.unwrap();
        let declined = contents.iter().find(|said| said.verb == Verb::Decline);
        assert_eq!(
            declined.unwrap().content,
            Some(Ok(stafet_shared::content::Content::DeclineReason(reason)))
        );

        caseworker
            .office
            .perform(id, Deed::ReadDecline)
            .await
            .unwrap();
        caseworker
            .office
            .perform(id, Deed::ClosePlan(plan()))
            .await
            .unwrap();
        assert!(
            caseworker
                .office
                .perform(id, Deed::Countersign)
                .await
                .is_err()
        );
        sync(&mut caseworker).await;
        sync(&mut leader).await;
        let contents = leader.office.contents(id).await.unwrap();
        let closing = contents.iter().find(|said| said.verb == Verb::ClosePlan);
        assert_eq!(
            closing.unwrap().content,
            Some(Ok(stafet_shared::content::Content::Plan(plan())))
        );
        sync(&mut other_leader).await;
        let owed = other_leader.office.reader().obligations();
        assert_eq!(owed.iter().filter(|one| one.duty != Duty::Age).count(), 1);
        leader.office.perform(id, Deed::Countersign).await.unwrap();
        sync(&mut leader).await;
        sync(&mut other_leader).await;
        assert_eq!(other_leader.office.reader().obligations(), []);
        sync(&mut caseworker).await;
        let handover = caseworker.office.reader().handover(id).unwrap();
        assert_eq!(handover.state, State::Closed);
        assert_eq!(handover.ending, Some(Ending::Plan));
    });
}

#[test]
fn a4_what_nobody_can_read_yet_waits_in_the_log_and_goes_from_any_colleagues_device() {
    run(3, async |seed| {
        let mut deployment = Deployment::found(seed, Link::satellite()).await;
        let mut admin = deployment.administrator().await;
        let mut caseworker = deployment
            .join(&mut admin, NANORTALIK, Role::Caseworker)
            .await;
        let sent = caseworker.office.send(draft()).await.unwrap();
        assert_eq!(sent.waits_for, Some(office(TEAM)));
        sync(&mut caseworker).await;
        let mut colleague = deployment
            .join(&mut admin, NANORTALIK, Role::Caseworker)
            .await;
        sync(&mut caseworker).await;
        sync(&mut colleague).await;
        let here = caseworker.office.reader().handover(sent.handover);
        assert_eq!(here.unwrap().state, State::Held);
        let there = colleague.office.reader().handover(sent.handover);
        assert_eq!(there.unwrap().state, State::Held);
        let owed = colleague.office.reader().obligations();
        assert!(owed.iter().any(|one| one.duty == Duty::Reach), "{owed:?}");
        let said = colleague.office.content(sent.handover).await.unwrap();
        assert!(matches!(said, Some(Ok(_))), "a colleague reads it");

        // Who signed it never comes back.
        drop(caseworker);
        let mut psychologist = deployment.join(&mut admin, TEAM, Role::Psychologist).await;
        sync(&mut colleague).await;
        let sent_on = colleague.office.reader().handover(sent.handover);
        assert_eq!(sent_on.unwrap().state, State::Deposited);
        sync(&mut psychologist).await;
        let handover = psychologist
            .office
            .reader()
            .handover(sent.handover)
            .unwrap();
        assert_eq!(handover.state, State::Opened);
    });
}

#[test]
fn a_colleague_waits_for_the_key_and_then_reads_what_the_office_holds() {
    run(4, async |seed| {
        let (mut deployment, mut admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let mut colleague = deployment.join(&mut admin, TEAM, Role::Psychologist).await;
        assert_eq!(
            colleague.office.reader().standing(),
            Standing::WaitingForKey(office(TEAM))
        );
        assert_eq!(colleague.office.content(id).await.unwrap(), None);
        sync(&mut psychologist).await;
        sync(&mut colleague).await;
        assert!(matches!(
            colleague.office.reader().standing(),
            Standing::Member { .. }
        ));
        let read = colleague.office.content(id).await.unwrap();
        assert_eq!(read, Some(Ok(referral("Angst og søvnbesvær"))));
        colleague.office.perform(id, Deed::Accept).await.unwrap();
        sync(&mut colleague).await;
        assert!(colleague.office.reader().unconfirmed().is_empty());
    });
}

#[test]
fn acts_made_offline_are_kept_and_go_out_when_the_link_is_back() {
    run(5, async |seed| {
        let (deployment, _admin, mut caseworker, mut psychologist) = at_work(seed).await;
        sync(&mut caseworker).await;
        deployment.cut_off(&caseworker, true);
        let sent = caseworker.office.send(draft()).await.unwrap();
        assert!(
            sync_once(&mut caseworker.office, &caseworker.connector)
                .await
                .is_err()
        );
        let mut caseworker = caseworker.restart().await;
        let handover = caseworker.office.reader().handover(sent.handover).unwrap();
        assert_eq!(handover.state, State::Queued);
        assert_eq!(caseworker.office.reader().unconfirmed().len(), 1);

        deployment.cut_off(&caseworker, false);
        let report = sync_once(&mut caseworker.office, &caseworker.connector)
            .await
            .unwrap();
        assert_eq!(report.confirmed, 1);
        sync(&mut psychologist).await;
        let handover = psychologist
            .office
            .reader()
            .handover(sent.handover)
            .unwrap();
        assert_eq!(handover.state, State::Opened);
    });
}

#[test]
fn watchers_bring_a_referral_across_by_themselves_and_outlast_an_outage() {
    run(6, async |seed| {
        let (deployment, _admin, caseworker, psychologist) = at_work(seed).await;
        let mut at_sender = caseworker.another_process().await;
        let mut at_team = psychologist.another_process().await;
        deployment.cut_off(&psychologist, true);
        let mut watchers = JoinSet::new();
        for mut machine in [caseworker, psychologist] {
            watchers.spawn(async move {
                let wake = Notify::new();
                watch(&mut machine.office, &machine.connector, &wake, |_, _| {}).await;
            });
        }
        sleep(Duration::from_secs(60)).await;
        at_sender.refresh().await.unwrap();
        let id = at_sender.send(draft()).await.unwrap().handover;
        sleep(Duration::from_secs(10)).await;
        at_sender.refresh().await.unwrap();
        assert_eq!(
            at_sender.reader().handover(id).unwrap().state,
            State::Deposited
        );

        deployment.set_down("10.0.1.3:4433", false);
        sleep(Duration::from_secs(1_000)).await;
        at_team.refresh().await.unwrap();
        assert_eq!(at_team.reader().handover(id).unwrap().state, State::Opened);
        at_team.perform(id, Deed::Accept).await.unwrap();
        sleep(Duration::from_secs(10)).await;
        at_sender.refresh().await.unwrap();
        assert_eq!(
            at_sender.reader().handover(id).unwrap().state,
            State::Closed
        );
    });
}

#[test]
fn the_senders_own_computer_raises_the_alarm_whether_or_not_a_server_is_there() {
    for reachable in [true, false] {
        run(8, async |seed| {
            let (deployment, _admin, mut caseworker, _psychologist) = at_work(seed).await;
            let sent = caseworker.office.send(draft()).await.unwrap();
            sync(&mut caseworker).await;
            deployment.cut_off(&caseworker, !reachable);
            let owed = caseworker.office.reader().obligations();
            let due = owed.iter().find(|one| one.handover == sent.handover);
            let due = due.unwrap().due;
            let mut told = Vec::new();
            let wake = Notify::new();
            let watching = watch(
                &mut caseworker.office,
                &caseworker.connector,
                &wake,
                |office, progress| {
                    if let Progress::Overdue(late) = progress {
                        told.push((office.reader().now(), late));
                    }
                },
            );
            let ended = timeout(Duration::from_hours(24 * 7), watching).await;
            assert!(ended.is_err(), "a watch has no end");
            let [(at, late)] = told.as_slice() else {
                panic!("it is told once: {told:?}");
            };
            assert_eq!(late[0].handover, sent.handover);
            assert!((1..=1_000).contains(&at.ms_since(due)), "{at} {due}");
        });
    }
}

/// A page's reading and acting: it ends without a moment of the paused time.
async fn at_once<T>(asked: impl Future<Output = Result<T, OfficeError>>) -> T {
    let asked = timeout(Duration::from_millis(1), asked).await;
    asked.expect("nobody holds the office").unwrap()
}

#[test]
fn a_stalled_link_keeps_nobody_from_reading_and_acting() {
    run(25, async |seed| {
        let (deployment, _admin, _caseworker, psychologist) = at_work(seed).await;
        deployment.cut_off(&psychologist, true);
        let Machine {
            office: kept,
            connector,
            ..
        } = psychologist;
        let (keeper, handle) = Keeper::of(kept);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move { drop(keeper.run().await) });
        let mut syncing = handle.clone();
        tasks.spawn(async move {
            let wake = Notify::new();
            watch(&mut syncing, &connector, &wake, |_, _| {}).await;
        });
        for second in 0..10 {
            sleep(Duration::from_secs(1)).await;
            let known = at_once(handle.read(|reader| reader.handovers().count())).await;
            assert_eq!(known, second);
            let draft = Draft {
                to: office(NANORTALIK),
                kind: Kind::Message,
                content: message(),
                ..draft()
            };
            at_once(handle.ask(|office| Box::pin(office.send(draft)))).await;
        }
        deployment.set_down("10.0.1.3:4433", false);
        sleep(Duration::from_secs(1_000)).await;
        let unconfirmed = at_once(handle.read(|reader| reader.unconfirmed().len())).await;
        assert_eq!(unconfirmed, 0, "the same watch has brought all of it");

        drop(handle);
        tasks.abort_all();
        while tasks.join_next().await.is_some() {}
    });
}

#[test]
fn a_call_that_asks_its_own_keeper_is_refused_and_does_not_wait_for_itself() {
    run(26, async |seed| {
        let (_deployment, _admin, caseworker, psychologist) = at_work(seed).await;
        let (keeper, handle) = Keeper::of(caseworker.office);
        let (other, others) = Keeper::of(psychologist.office);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move { drop(keeper.run().await) });
        tasks.spawn(async move { drop(other.run().await) });
        let inner = handle.clone();
        let asked = handle
            .ask(move |_| Box::pin(async move { inner.read(|reader| reader.revision()).await }));
        let asked = timeout(Duration::from_secs(1), asked).await.unwrap();
        assert!(
            matches!(asked, Err(OfficeError::AskedFromWithin)),
            "{asked:?}"
        );
        // Another office may be asked.
        let asked = handle
            .ask(move |_| Box::pin(async move { others.read(|reader| reader.revision()).await }));
        assert!(at_once(asked).await > 0);
        drop(handle);
        while tasks.join_next().await.is_some() {}
    });
}

#[test]
fn an_application_that_cannot_be_approved_stops_neither_the_applicant_nor_the_administrator() {
    run(7, async |seed| {
        let (_deployment, mut admin, mut caseworker, _psychologist) = at_work(seed).await;
        // She is invited once more to the office that she serves already.
        let invited = admin
            .office
            .invite(office(NANORTALIK), Role::Caseworker, 14);
        let ticket = invited.await.unwrap();
        sync(&mut admin).await;
        let applied = caseworker.office.apply_to_join(&ticket, "Pipaluk").await;
        applied.unwrap();
        let sent = caseworker.office.send(draft()).await.unwrap();
        sync(&mut caseworker).await;
        let handover = caseworker.office.reader().handover(sent.handover).unwrap();
        assert_eq!(handover.state, State::Deposited);
        let report = sync_once(&mut admin.office, &admin.connector).await;
        assert_eq!(report.unwrap().approved, 0);

        let wake = Notify::new();
        let mut told = 0;
        let watching = watch(
            &mut caseworker.office,
            &caseworker.connector,
            &wake,
            |_, _| told += 1,
        );
        let ended = timeout(Duration::from_secs(300), watching).await;
        assert!(ended.is_err(), "a watch has no end");
        assert!(told <= 3, "{told} conversations in five minutes of silence");
    });
}
