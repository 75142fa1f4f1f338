//! The ladder: what is told when, what holds it, and what nobody but administrators may do.

use super::{Climb, Held, watchers};
use crate::{
    access::{Denied, permit},
    act::HandoverAct,
    handover::{Concern, Handover, ReceiptKind},
    hash::Hash,
    id::PersonId,
    obligation::{Obligation, obligations},
    party::{Author, OfficeId, directory::Statement, server},
    sign::{Capacity, SigningKey},
    testing::{
        Story, administration, administrator, approve, at, device, directory, invite, key_of,
        monday, next, person, public, team, town,
    },
    time::Timestamp,
    words::{Duty, HandReason, Kind, Role, Rung, State, Verb, WatchVerb},
};

/// A referral that waits since Monday 10:00 in Nuuk; due when the office closes on Tuesday.
fn waiting() -> Story {
    Story::deposited(Kind::Referral)
}

fn owed(story: &Story) -> Obligation {
    let mut owed = obligations(&story.handover, &directory());
    owed.retain(|one| one.duty != Duty::Age);
    assert_eq!(owed.len(), 1);
    owed.remove(0)
}

/// An act of the watch about what is owed, `hours` after its deadline.
fn told(
    story: &mut Story,
    (author, verb): (&Author, WatchVerb),
    (rung, reason): (Rung, Option<HandReason>),
    deposited: Timestamp,
) {
    let act = HandoverAct {
        concern: Some((Concern::from(&owed(story)), rung)),
        outcome: reason.map(HandReason::code),
        ..next(&story.handover, Verb::Watch(verb))
    };
    *story = story.clone().deposited_at(author, act, deposited);
}

fn climb(story: &Story, now: Timestamp) -> (Option<Rung>, Option<(Rung, Timestamp)>) {
    let owed = owed(story);
    let directory = directory();
    let climb = Climb::of(&owed, &story.handover, &directory);
    (climb.due(now), climb.next())
}

#[test]
fn it_climbs_by_the_clock_and_tells_only_the_highest_rung_that_is_due() {
    let story = waiting();
    let due = owed(&story).due;
    assert_eq!(due, at("2026-11-03T18:00:00Z"));
    let reminder = monday().plus_ms(due.ms_since(monday()) / 2);
    let leaders = at("2026-11-04T18:00:00Z");
    let authority = at("2026-11-06T18:00:00Z");
    for (rung, time) in [
        (Rung::Reminder, reminder),
        (Rung::Overdue, due),
        (Rung::Leaders, leaders),
        (Rung::Authority, authority),
    ] {
        assert_eq!(climb(&story, time).0, Some(rung));
        let below = Rung::from_code(rung.code() - 1);
        assert_eq!(climb(&story, time.plus_ms(-1)).0, below, "{rung:?}");
    }
    assert_eq!(climb(&story, due).1, Some((Rung::Reminder, reminder)));
}

#[test]
fn what_was_told_is_not_told_again_and_the_top_is_the_end() {
    let mut story = waiting();
    let far = at("2027-01-04T12:00:00Z");
    told(
        &mut story,
        (&administrator(), WatchVerb::Escalate),
        (Rung::Leaders, None),
        far,
    );
    assert_eq!(climb(&story, far).0, Some(Rung::Authority));
    told(
        &mut story,
        (&administrator(), WatchVerb::Escalate),
        (Rung::Authority, None),
        far,
    );
    assert_eq!(climb(&story, far), (None, None));
}

#[test]
fn a_signature_that_it_was_seen_holds_it_for_some_days_and_not_for_good() {
    let mut story = waiting();
    let seen = at("2026-11-04T19:00:00Z");
    told(
        &mut story,
        (&administrator(), WatchVerb::Escalate),
        (Rung::Leaders, None),
        seen,
    );
    let leader = person(&town(), 2);
    let did = Some(HandReason::Called);
    told(
        &mut story,
        (&leader, WatchVerb::SeeEscalation),
        (Rung::Leaders, did),
        seen,
    );
    let until = at("2026-11-09T19:00:00Z");
    let held = at("2026-11-06T18:00:00Z");
    assert_eq!(climb(&story, held).0, None, "the authority waits");
    assert_eq!(climb(&story, until).0, Some(Rung::Authority));
    let receipts: Vec<ReceiptKind> = story.handover.receipts().flat_map(|it| it.1).collect();
    assert!(receipts.contains(&ReceiptKind::R11), "{receipts:?}");
}

#[test]
fn a_rung_is_held_once_however_often_somebody_signs_that_they_have_seen_it() {
    let mut story = waiting();
    let told_at = at("2026-11-04T19:00:00Z");
    let escalated = (&administrator(), WatchVerb::Escalate);
    told(&mut story, escalated, (Rung::Leaders, None), told_at);
    let leader = person(&town(), 2);
    let did = Some(HandReason::Other);
    for days in 0..4 {
        let signs = (&leader, WatchVerb::SeeEscalation);
        let again = told_at.plus_days(days);
        told(&mut story, signs, (Rung::Leaders, did), again);
        told(&mut story, signs, (Rung::Overdue, did), again);
    }
    let until = at("2026-11-09T18:00:00Z");
    assert_eq!(climb(&story, until.plus_ms(-1)).0, None);
    assert_eq!(climb(&story, until).0, Some(Rung::Authority));
}

#[test]
fn of_two_administrators_the_first_has_it_in_hand_until_three_days_have_passed() {
    let mut story = waiting();
    let escalated = (&administrator(), WatchVerb::Escalate);
    let rung = (Rung::Leaders, None);
    told(&mut story, escalated, rung, at("2026-11-04T09:00:00Z"));
    let first = at("2026-11-04T10:00:00Z");
    let take = (Rung::Overdue, Some(HandReason::Connection));
    told(
        &mut story,
        (&administrator(), WatchVerb::TakeInHand),
        take,
        first,
    );
    let other = Author {
        person: PersonId::from_bytes([77; 16]),
        ..administrator()
    };
    let later = first.plus_days(1);
    told(
        &mut story,
        (&other, WatchVerb::TakeInHand),
        (Rung::Overdue, Some(HandReason::Other)),
        later,
    );
    let owed = owed(&story);
    let directory = directory();
    let climb = Climb::of(&owed, &story.handover, &directory);
    let has = |now| climb.watched(now).held;
    let until = first.plus_days(3);
    let expected = Held {
        by: administrator().office,
        reason: HandReason::Connection,
        since: first,
        until,
    };
    assert_eq!(has(first).as_ref(), Some(&expected));
    assert_eq!(has(later), Some(expected), "the second does not get it");
    assert_eq!(has(until), None, "it expires");
    let authority = at("2026-11-06T18:00:00Z");
    assert_eq!(climb.due(until.plus_ms(-1)), None);
    assert_eq!(climb.due(authority), None, "the second has it now");
}

#[test]
fn administrators_elsewhere_look_after_what_they_are_not_told() {
    let office = OfficeId::parse("avannaata/vagt").unwrap();
    let mut directory = directory();
    let by = administrator().person;
    for statement in [
        administration(&office),
        Statement::Invite(invite(90, &office, Role::Administrator)),
        Statement::Approve(Box::new(approve(90, &office, Role::Administrator))),
    ] {
        assert_eq!(directory.check(&statement, by, monday()), Ok(()));
        directory.apply(&statement, by, Hash::of(b"said"));
    }
    let mut story = waiting();
    let elsewhere = person(&office, 90);
    let permitted = |story: &Story| {
        let seen = HandoverAct {
            concern: Some((Concern::from(&owed(story)), Rung::Leaders)),
            outcome: Some(HandReason::Called.code()),
            ..next(&story.handover, Verb::Watch(WatchVerb::SeeEscalation))
        };
        let act = public(9, elsewhere.clone(), seen).sign(&key_of(&elsewhere));
        permit(&directory, Some(&story.handover), act, monday()).map(|_| ())
    };
    let rung = (Rung::Leaders, None);
    let late = at("2026-11-04T19:00:00Z");
    let server = (&administrator(), WatchVerb::Escalate);
    told(&mut story, server, rung, late);
    assert_eq!(permitted(&story), Ok(()));
    let concern = Concern::from(&owed(&story));
    let sides = [&story.handover.from, &story.handover.to];
    let told = watchers(&directory, (&concern, Rung::Leaders), sides);
    assert!(!told.contains(&office), "{told:?}");
}

#[test]
fn nothing_of_the_watch_moves_a_handover_or_its_owner() {
    for verb in WatchVerb::ALL {
        let mut story = waiting();
        let before = story.handover.clone();
        let author = administrator();
        story = story.then(&author, Verb::Watch(verb));
        let after = Handover {
            watch_records: before.watch_records.clone(),
            reviewed: before.reviewed.clone(),
            history: before.history.clone(),
            waits_since: before.waits_since,
            ..story.handover.clone()
        };
        assert_eq!(after, before, "{verb:?}");
        assert_eq!(story.handover.history.len(), before.history.len() + 1);
        assert_eq!(owed(&story).owner, team());
    }
}

#[test]
fn a_receipt_clears_what_was_escalated() {
    let mut story = waiting();
    let late = at("2026-11-06T19:00:00Z");
    let take = (Rung::Authority, Some(HandReason::Called));
    told(
        &mut story,
        (&administrator(), WatchVerb::Escalate),
        (Rung::Authority, None),
        late,
    );
    told(
        &mut story,
        (&administrator(), WatchVerb::TakeInHand),
        take,
        late,
    );
    let concern = Concern::from(&owed(&story));
    let story = story
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge);
    assert_eq!(story.handover.state, State::Acknowledged);
    let owed = owed(&story);
    assert_ne!(
        Concern::from(&owed),
        concern,
        "another matter, with a clock of its own"
    );
    let directory = directory();
    let watched = Climb::of(&owed, &story.handover, &directory).watched(late);
    assert_eq!((watched.rung, watched.held), (None, None));
}

#[test]
fn the_server_reminds_and_escalates_and_signs_nothing_else() {
    let story = waiting();
    let directory = directory();
    let key = SigningKey::from_seed(&[200; 32]);
    let receipts = directory.genesis().receipts;
    let author = Author {
        office: server::office(),
        person: server::nobody(&receipts),
        device: server::device(&receipts),
        capacity: Capacity::Machine,
    };
    let outcome = |author: &Author, verb| {
        let mut act = next(&story.handover, verb);
        act.terms = None;
        act.sealed = None;
        let act = public(9, author.clone(), act).sign(&key);
        permit(&directory, Some(&story.handover), act, monday()).map(|_| ())
    };
    for verb in Verb::ALL {
        let may = matches!(verb, Verb::Watch(WatchVerb::Remind | WatchVerb::Escalate));
        let expected = if may { Ok(()) } else { Err(Denied::Role) };
        assert_eq!(outcome(&author, verb), expected, "{verb:?}");
    }
    let remind = Verb::Watch(WatchVerb::Remind);
    let by_person = Author {
        capacity: Capacity::Person,
        ..author.clone()
    };
    assert_eq!(outcome(&by_person, remind), Err(Denied::Capacity));
    let somebody = Author {
        device: administrator().device,
        ..author.clone()
    };
    assert_eq!(outcome(&somebody, remind), Err(Denied::NotAMember));
    let signing = |capacity| directory.signing_key(&author.device, capacity).copied();
    assert_eq!(signing(Capacity::Machine), Some(receipts));
    assert_eq!(signing(Capacity::Person), None);
}

#[test]
fn rungs_and_reasons_are_read_by_their_numbers() {
    for rung in Rung::ALL {
        assert_eq!(Rung::from_code(rung.code()), Some(rung));
    }
    for reason in HandReason::ALL {
        assert_eq!(HandReason::from_code(reason.code()), Some(reason));
        assert_eq!(HandReason::from_name(reason.name()), Some(reason));
    }
    assert_eq!(Rung::from_code(0), None);
    assert_eq!(HandReason::from_code(0), None);
}
