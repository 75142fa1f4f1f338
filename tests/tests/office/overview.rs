//! What administrators see and do: who owes what everywhere, and nothing of what it is about.

use std::time::Duration;

use stafet_client::{
    link::{Connection, LinkError},
    office::{Amends, Deed, HEARD_EVERY_MS, OfficeError, Recorded, Supplied, Watching},
    sync::fetch_handover,
};
use stafet_shared::{
    access::Denied,
    calendar::{Calendar, Zone},
    content::{RawReason, Reason as Words},
    hash::Hash,
    heard::hour_of,
    id::HandoverId,
    obligation::Obligation,
    overview::{OwedItem, OwedQuestion},
    party::directory::OfficeEntry,
    refusal::Refusal,
    words::{Colour, Duty, HandReason, List, Role, Rung, State, Verb, WatchVerb},
};
use stafet_tests::fabric::run;
use tokio::time::sleep;

use super::{
    NANORTALIK, TEAM, at_work,
    deployment::{Deployment, Machine, decline_reason, office, plan, referral, sync},
    opened,
};

async fn connect(machine: &Machine) -> Connection {
    let credentials = machine.office.credentials().unwrap().unwrap();
    machine.connector.connect(&credentials).await.unwrap()
}

async fn owed_about(machine: &Machine, id: HandoverId) -> Vec<OwedItem> {
    let connection = connect(machine).await;
    let question = OwedQuestion::about(id);
    let (items, end) = connection.all_owed(&question).await.unwrap();
    assert_eq!(end.more, None);
    items
}

async fn fetch(machine: &mut Machine, id: HandoverId) {
    // Whose signatures these are stands in the directory.
    sync(machine).await;
    let connection = connect(machine).await;
    let fetched = fetch_handover(&mut machine.office, &connection, id).await;
    assert_eq!(fetched.unwrap(), 0, "everything verifies");
}

/// Not even the ciphertext comes.
async fn reads_nothing(machine: &Machine, id: HandoverId) {
    let content = machine.office.content(id).await.unwrap();
    assert!(!matches!(content, Some(Ok(_))));
    let mut answers = connect(machine).await.fetch_handover(id).await.unwrap();
    while let Some((parcel, _)) = answers.item().await.unwrap() {
        assert_eq!(parcel.body, None);
    }
}

/// What an administrator finds out about a handover before she does something about it.
async fn looked_at(machine: &mut Machine, id: HandoverId) -> Obligation {
    fetch(machine, id).await;
    let items = owed_about(machine, id).await;
    items[0].obligation()
}

/// Two administrators of the same office, beside whoever has founded the deployment.
async fn administrators(deployment: &mut Deployment, founder: &mut Machine) -> (Machine, Machine) {
    let place = "nuuk/administration";
    let entry = OfficeEntry {
        id: office(place),
        name: place.to_owned(),
        zone: Zone::nuuk(),
        administrators: true,
    };
    founder.office.add_office(entry).await.unwrap();
    sync(founder).await;
    let first = deployment.join(founder, place, Role::Administrator).await;
    let second = deployment.join(founder, place, Role::Administrator).await;
    (first, second)
}

#[test]
fn an_administrator_sees_what_is_owed_and_others_are_refused() {
    run(21, async |seed| {
        let (_deployment, mut admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let connection = connect(&admin).await;
        let everything = OwedQuestion::everything();
        let (items, end) = connection.all_owed(&everything).await.unwrap();
        // The receipt, and that a leader sees how long it waits.
        assert_eq!(items.len(), 2);
        assert_eq!(items[1].duty, Duty::Age);
        assert_eq!(items[0].handover, id);
        assert_eq!(items[0].owner, office(TEAM));
        assert_eq!(
            (items[0].list, items[0].state),
            (List::Receipt, State::Opened)
        );
        assert_eq!(end.tallies.len(), 2);
        let receipts = end.tallies.iter().find(|it| it.list == List::Receipt);
        let receipts = receipts.map(|it| (it.open, it.overdue));
        assert_eq!(receipts, Some((1, 0)));
        let of_others = OwedQuestion {
            owner: Some(office(NANORTALIK)),
            ..everything.clone()
        };
        let theirs = connection.all_owed(&of_others).await.unwrap().0;
        let duties: Vec<Duty> = theirs.iter().map(|it| it.duty).collect();
        assert_eq!(duties, [Duty::Age]);
        let (facts, _) = connection.all_facts().await.unwrap();
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].handover, facts[0].acknowledged), (id, None));

        let refused = |error| matches!(error, LinkError::Refused(Refusal::NotYours));
        let connection = connect(&caseworker).await;
        assert!(refused(connection.all_owed(&everything).await.unwrap_err()));
        assert!(refused(connection.all_facts().await.unwrap_err()));

        fetch(&mut admin, id).await;
        let fetched = admin.office.reader().handover(id).unwrap();
        assert_eq!(fetched.state, State::Opened);
        reads_nothing(&admin, id).await;
    });
}

/// Every deed that acknowledges, decides, closes, sends or reads.
fn deeds(other: HandoverId) -> Vec<Deed> {
    let words = || {
        Words::parse(RawReason {
            text: Some("Et ord.".to_owned()),
        })
        .unwrap()
    };
    vec![
        Deed::Acknowledge,
        Deed::Supply(Supplied::NotAvailable(words())),
        Deed::Accept,
        Deed::Decline(decline_reason()),
        Deed::WrongRecipient(words()),
        Deed::RefuseRedirect(words()),
        Deed::Redirect(office(NANORTALIK), None),
        Deed::ReadDecline,
        Deed::ClosePlan(plan()),
        Deed::Resubmit(referral("Nyt")),
        Deed::Correct(referral("Rettet")),
        Deed::Withdraw(words()),
        Deed::ConfirmWithdrawal,
        Deed::RefuseWithdrawal(words()),
        Deed::RecordPlan(plan()),
        Deed::EnterInError(words()),
        Deed::CloseError(Amends::Replacement(other)),
        Deed::CloseError(Amends::Plan(plan())),
        Deed::AttestDestruction,
        Deed::Pause(stafet_tests::texts::day(), words()),
        Deed::Resume,
        Deed::Settle(Hash::of(b"a decision")),
    ]
}

#[test]
fn no_administrator_acknowledges_accepts_closes_or_reads() {
    run(22, async |seed| {
        let (_deployment, mut admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        fetch(&mut admin, id).await;
        for deed in deeds(id) {
            let verb = deed.verb();
            let made = admin.office.perform(id, deed).await;
            assert!(made.is_err(), "{verb:?} by an administrator");
        }
        let review = admin.office.watch(id, Watching::Review, None).await;
        assert!(matches!(review, Err(OfficeError::Denied(Denied::Role))));
        assert!(admin.office.reader().unconfirmed().is_empty());
        reads_nothing(&admin, id).await;
    });
}

#[test]
fn what_an_administrator_tells_is_signed_for_and_moves_nothing() {
    run(23, async |seed| {
        let (_deployment, mut admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let owed = looked_at(&mut admin, id).await;
        let early = admin
            .office
            .watch(id, Watching::Escalate, Some(owed.clone()))
            .await;
        let not_late = OfficeError::Denied(Denied::NotOwed);
        assert_eq!(
            format!("{early:?}"),
            format!("{:?}", Err::<(), _>(not_late))
        );
        sleep(Duration::from_secs(7 * 24 * 3_600)).await;
        for deed in [Watching::Remind, Watching::Escalate, Watching::Escalate] {
            let made = admin.office.watch(id, deed, Some(owed.clone())).await;
            made.unwrap();
            sync(&mut admin).await;
        }
        let items = owed_about(&admin, id).await;
        // The server has reminded the office before.
        assert_eq!((items[0].rung, items[0].times), (Some(Rung::Leaders), 4));
        assert_eq!(
            (items[0].owner.clone(), items[0].state),
            (office(TEAM), State::Opened)
        );

        sync(&mut psychologist).await;
        let seen = Watching::SeeEscalation(HandReason::Staffing);
        psychologist.office.watch(id, seen, None).await.unwrap();
        let hand = Watching::TakeInHand(HandReason::Called);
        let denied = psychologist.office.watch(id, hand, None).await;
        assert!(matches!(denied, Err(OfficeError::Denied(Denied::Office))));
        sync(&mut psychologist).await;
        let items = owed_about(&admin, id).await;
        let seen = items[0].seen.as_ref().unwrap();
        assert_eq!((&seen.by, seen.did), (&office(TEAM), HandReason::Staffing));

        psychologist.office.perform(id, Deed::Accept).await.unwrap();
        sync(&mut psychologist).await;
        fetch(&mut admin, id).await;
        let handover = admin.office.reader().handover(id).unwrap();
        let told = handover.history.iter();
        let told = told.filter(|event| event.verb == Verb::Watch(WatchVerb::Escalate));
        assert_eq!(told.count(), 2);
    });
}

#[test]
fn of_two_administrators_who_take_it_in_hand_the_first_has_it_and_both_are_told() {
    run(24, async |seed| {
        let (mut deployment, mut founder, mut caseworker, mut psychologist) = at_work(seed).await;
        let (mut first, mut second) = administrators(&mut deployment, &mut founder).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        let owed = looked_at(&mut first, id).await;
        assert_eq!(looked_at(&mut second, id).await, owed);
        let hand = |reason| Watching::TakeInHand(reason);
        for (machine, reason) in [
            (&mut first, HandReason::Called),
            (&mut second, HandReason::Staffing),
        ] {
            let taken = machine.office.watch(id, hand(reason), Some(owed.clone()));
            taken.await.unwrap();
        }
        for machine in [&mut first, &mut second] {
            sync(machine).await;
            fetch(machine, id).await;
        }
        fetch(&mut first, id).await;
        assert!(
            first
                .office
                .reader()
                .in_hand_elsewhere(id, &owed)
                .unwrap()
                .is_none()
        );
        let elsewhere = second.office.reader().in_hand_elsewhere(id, &owed).unwrap();
        let Some(OfficeError::InHand { person, until }) = elsewhere else {
            panic!("the second is told");
        };
        let taken = first
            .office
            .reader()
            .handover(id)
            .unwrap()
            .watch_records
            .values()
            .next()
            .unwrap()
            .taken[0]
            .by
            .person;
        assert_eq!(person, taken);
        assert!(second.office.reader().now() < until);
        let again = second
            .office
            .watch(id, hand(HandReason::Other), Some(owed))
            .await;
        assert!(matches!(again, Err(OfficeError::InHand { .. })));

        let now = first.office.reader().now();
        let items = owed_about(&first, id).await;
        let held = items[0].in_hand(now).unwrap();
        assert_eq!(held.reason, HandReason::Called);

        // The receipt clears it.
        psychologist.office.perform(id, Deed::Accept).await.unwrap();
        sync(&mut psychologist).await;
        let items = owed_about(&first, id).await;
        assert!(items.iter().all(|item| item.in_hand(now).is_none()));
    });
}

#[test]
fn two_administrators_record_that_it_was_carried_outside() {
    run(25, async |seed| {
        let (mut deployment, mut founder, mut caseworker, mut psychologist) = at_work(seed).await;
        let (mut first, mut second) = administrators(&mut deployment, &mut founder).await;
        let id = opened(&mut caseworker, &mut psychologist).await;
        fetch(&mut first, id).await;
        first
            .office
            .record(id, Recorded::CarryOutside)
            .await
            .unwrap();
        let alone = first.office.record(id, Recorded::Countersign).await;
        assert!(matches!(
            alone,
            Err(OfficeError::Denied(Denied::SamePerson))
        ));
        sync(&mut first).await;
        let denied = caseworker.office.record(id, Recorded::Countersign).await;
        assert!(matches!(denied, Err(OfficeError::NotAdministrator)));

        fetch(&mut second, id).await;
        second
            .office
            .record(id, Recorded::Countersign)
            .await
            .unwrap();
        sync(&mut second).await;
        sync(&mut caseworker).await;
        let handover = caseworker.office.reader().handover(id).unwrap();
        assert!(handover.pending.is_none());
        let last = handover.history.last().unwrap();
        assert_eq!(last.second_of, Some(Verb::CarryOutside));
        assert_eq!(handover.state, State::Opened);
    });
}

#[test]
fn every_office_learns_to_the_hour_when_another_was_last_heard_of_and_asks_seldom() {
    run(23, async |seed| {
        let (_deployment, _admin, mut caseworker, mut psychologist) = at_work(seed).await;
        let every = Duration::from_millis(u64::try_from(HEARD_EVERY_MS).unwrap());
        sleep(every).await;
        sync(&mut psychologist).await;
        let before = psychologist.office.reader().now();
        sync(&mut caseworker).await;
        let known = |machine: &Machine| machine.office.reader().heard().unwrap().clone();
        let first = known(&caseworker);
        assert_eq!(first.told.of(&office(TEAM)), Some(hour_of(before)));
        sleep(every / 2).await;
        sync(&mut caseworker).await;
        assert_eq!(known(&caseworker), first, "it was asked not long ago");
        // Nobody at the team is there for days, and what is known has its age.
        sleep(Duration::from_hours(100)).await;
        assert!(first.is_stale(caseworker.office.reader().now()));
        sync(&mut caseworker).await;
        let later = known(&caseworker);
        assert_eq!(later.told.of(&office(TEAM)), Some(hour_of(before)));
        let calendar = Calendar::greenland(Zone::nuuk());
        let since = |colour| later.told.silent_since(&office(TEAM), &calendar, colour);
        assert_eq!(since(Colour::Yellow), Some(hour_of(before)));
        assert!(known(&caseworker) != first);
    });
}
