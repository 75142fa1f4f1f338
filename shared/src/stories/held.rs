//! A4: what is in the log, and not handed over yet.

use super::{answer, sealed_to, us};
use crate::{
    access::{Denied, permit},
    act::{HandoverAct, PublicPart},
    course::Course,
    handover::{Effect, Handover},
    obligation::{Obligation, obligations, receipt_due},
    party::{
        OfficeId,
        directory::{Directory, Phone, Staffing, Statement},
    },
    testing::{
        Story, administrator, approve, at, clinic, device, directory, first, invite, joined_but,
        key_of, monday, name_of, next, person, public, team, town, unreached,
    },
    time::Timestamp,
    watch::Climb,
    words::{Colour, Duty, Ending, Kind, List, Role, Rung, Side, State, Verb},
};

/// The country before anybody at the team has joined.
fn before() -> Directory {
    joined_but(|office| *office == team())
}

/// And with the first of them.
fn joined() -> Directory {
    let mut directory = before();
    let by = administrator().person;
    let invite = invite(11, &team(), Role::Psychologist);
    let approve = approve(11, &team(), Role::Psychologist);
    for statement in [
        Statement::Invite(invite),
        Statement::Approve(Box::new(approve)),
    ] {
        directory.apply(&statement, by, crate::hash::Hash::of(b"statement"));
    }
    directory
}

fn red() -> Story {
    Story::held(Kind::Notification, Colour::Red)
}

fn owed(story: &Story, directory: &Directory) -> Vec<(OfficeId, Duty, Timestamp)> {
    let owed = obligations(&story.handover, directory).into_iter();
    owed.map(|it| (it.owner, it.duty, it.due)).collect()
}

#[test]
fn a4_a_red_notification_that_nobody_can_read_is_its_senders_and_stands_in_lists() {
    let (story, directory) = (red(), before());
    assert_eq!(story.handover.state, State::Held);
    let an_hour = at("2026-11-02T13:00:00Z");
    let by_law = monday().plus_days(1);
    assert_eq!(
        owed(&story, &directory),
        [
            (town(), Duty::Reach, an_hour),
            (town(), Duty::Act(Verb::SignAction), by_law),
        ]
    );
    assert_eq!(List::of(Duty::Reach, State::Held), List::Returned);
    let action = Duty::Act(Verb::SignAction);
    assert_eq!(List::of(action, State::Held), List::Action);
    for (kind, colour, due) in [
        (Kind::Referral, Colour::Red, "2026-11-02T13:00:00Z"),
        (Kind::Referral, Colour::Yellow, "2026-11-02T16:00:00Z"),
        (Kind::Message, Colour::Green, "2026-11-03T18:00:00Z"),
    ] {
        let held = Story::held(kind, colour);
        let first = owed(&held, &directory).remove(0);
        assert_eq!(first, (town(), Duty::Reach, at(due)), "{kind:?}");
    }
}

#[test]
fn a4_the_ladder_climbs_about_it_as_about_everything() {
    let (story, directory) = (red(), before());
    let reach: Obligation = obligations(&story.handover, &directory).remove(0);
    let climb = Climb::of(&reach, &story.handover, &directory);
    let told = climb.watched(at("2026-11-02T14:00:00Z"));
    assert_eq!(told.owed.duty, Duty::Reach);
    let due = |when| climb.due(at(when));
    assert_eq!(due("2026-11-02T12:29:00Z"), None);
    assert_eq!(due("2026-11-02T12:31:00Z"), Some(Rung::Reminder));
    assert_eq!(due("2026-11-02T13:01:00Z"), Some(Rung::Overdue));
}

#[test]
fn a4_its_sender_is_told_who_else_can_take_it_and_whom_to_ring() {
    let mut directory = before();
    let phone = Phone::parse("+299 12 34 56").unwrap();
    let staffing = Staffing {
        office: team(),
        deputy: None,
        hours: crate::calendar::Hours::Office,
        from: monday(),
        away: None,
        phone: Some(phone.clone()),
    };
    let by = administrator().person;
    let said = Statement::Staffing(staffing);
    directory.apply(&said, by, crate::hash::Hash::of(b"phone"));
    assert_eq!(directory.phone(&team()), Some(&phone));
    let away = team();
    let others: Vec<&OfficeId> = directory.instead_of(&away).collect();
    assert_eq!(others, [&clinic()], "of the same organisation, with a key");
    assert_eq!(directory.phone(&clinic()), None);
}

/// What the server says to an envelope of the town, by an author who had read that much.
fn taken(
    directory: &Directory,
    handover: Option<&Handover>,
    (act, read): (HandoverAct, u64),
) -> Result<(), Denied> {
    let mut public: PublicPart = public(9, us(), act);
    public.directory.number = read;
    let act = public.sign(&key_of(&us()));
    permit(directory, handover, act, monday()).map(|_| ())
}

#[test]
fn a4_an_envelope_is_held_only_while_its_author_can_know_no_key() {
    let ours = |directory: &Directory| Some(sealed_to(directory, &[town()]));
    let (before, after) = (before(), joined());
    let read = before.version().number;
    let sign = HandoverAct {
        sealed: ours(&before),
        ..first(Kind::Referral, &team())
    };
    assert_eq!(taken(&before, None, (sign.clone(), read)), Ok(()));
    let late = taken(&after, None, (sign.clone(), read));
    assert_eq!(late, Ok(()), "the key came while it was on its way");
    let now = after.version().number;
    let hidden = taken(&after, None, (sign, now));
    assert_eq!(hidden, Err(Denied::Recipients), "it could be read");

    let held = Story::held(Kind::Referral, Colour::Yellow).handover;
    for (verb, answer) in [
        (Verb::Correct, Ok(())),
        (Verb::Redirect, Err(Denied::Recipients)),
    ] {
        let act = HandoverAct {
            sealed: ours(&before),
            ..next(&held, verb)
        };
        let said = taken(&before, Some(&held), (act, read));
        assert_eq!(said, answer, "{verb:?}: the clinic has a key");
    }
    let wrap = HandoverAct {
        sealed: ours(&before),
        ..next(&held, Verb::Rewrap)
    };
    let machine = public(9, device(&town(), 1), wrap).sign(&key_of(&device(&town(), 1)));
    let wrapped = permit(&before, Some(&held), machine, monday()).map(|_| ());
    assert_eq!(wrapped, Err(Denied::Recipients), "it would reach nobody");
}

#[test]
fn a4_it_goes_by_any_device_of_its_sender_and_the_receivers_clock_begins_then() {
    let story = red();
    let wrap = next(&story.handover, Verb::Rewrap);
    let later = at("2026-11-05T12:00:00Z");
    let sent = story.deposited_at(&device(&town(), 2), wrap, later);
    assert_eq!(sent.effect(), Effect::Moved);
    let handover = &sent.handover;
    assert_eq!(handover.state, State::Deposited);
    let four_hours = at("2026-11-05T16:00:00Z");
    assert_eq!(receipt_due(handover, later, &directory()), Some(four_hours));
    assert_eq!(
        owed(&sent, &directory()),
        [
            (team(), Duty::Receipt, four_hours),
            // The law's day began with the first deposit.
            (team(), Duty::Act(Verb::SignAction), monday().plus_days(1)),
        ]
    );
    let opened = sent
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge);
    assert_eq!(opened.handover.custodian, team());
}

#[test]
fn a4_two_devices_that_send_it_at_once_send_it_once() {
    let story = red();
    let wrap = next(&story.handover, Verb::Rewrap);
    let twice = story
        .late(&device(&town(), 1), wrap.clone(), 1)
        .late(&device(&town(), 2), wrap, 1);
    assert_eq!(twice.effect(), Effect::Fact);
    assert_eq!(
        (twice.handover.attempt, twice.handover.state),
        (2, State::Deposited)
    );
}

#[test]
fn a4_what_its_sender_does_meanwhile_begins_no_clock_anew() {
    let story = Story::held(Kind::Referral, Colour::Red);
    let since = story.handover.since;
    let correct = unreached(next(&story.handover, Verb::Correct));
    let corrected = story.with(&us(), correct);
    assert_eq!(corrected.effect(), Effect::Moved);
    assert_eq!(
        (corrected.handover.state, corrected.handover.version),
        (State::Held, 2)
    );
    let elsewhere = unreached(next(&corrected.handover, Verb::Redirect));
    let elsewhere = corrected.with(&us(), elsewhere);
    assert_eq!(
        (elsewhere.handover.state, elsewhere.handover.leg),
        (State::Held, 2)
    );
    assert_eq!(elsewhere.handover.since, since, "it has waited since then");
    let reached = next(&elsewhere.handover, Verb::Correct);
    let reached = elsewhere.with(&us(), reached);
    assert_eq!(reached.handover.state, State::Deposited);
    let sent = reached.handover.sent;
    assert!(since < sent);
    assert_eq!(reached.handover.leg_sent, sent);
}

#[test]
fn a4_its_sender_ends_it_and_its_receiver_can_do_nothing_with_what_it_cannot_read() {
    for (verb, state) in [
        (Verb::Redirect, State::Deposited),
        (Verb::Withdraw, State::Withdrawn),
        (Verb::EnterInError, State::EnteredInError),
    ] {
        for kind in Kind::ALL {
            let story = Story::held(kind, Colour::Red).then(&us(), verb);
            assert_eq!(story.handover.state, state, "{kind:?}");
        }
    }
    for verb in [
        Verb::Open,
        Verb::Unreadable,
        Verb::Acknowledge,
        Verb::Accept,
        Verb::Redirect,
    ] {
        for author in [person(&team(), 11), device(&team(), 11)] {
            let story = Story::held(Kind::Referral, Colour::Red).then(&author, verb);
            assert_eq!(story.handover.state, State::Held, "{verb:?}");
        }
    }
}

#[test]
fn a4_who_takes_back_what_nobody_could_read_says_what_happens_to_the_child() {
    let withdrawn = red().then(&us(), Verb::Withdraw);
    let (owner, ..) = owed(&withdrawn, &before()).remove(0);
    assert_eq!(
        owner,
        town(),
        "nobody at the receiver has heard of the child"
    );
    let plan = HandoverAct {
        sealed: Some(sealed_to(&before(), &[town()])),
        ..next(&withdrawn.handover, Verb::RecordPlan)
    };
    assert_eq!(
        answer(&withdrawn.handover, (&us(), plan.clone()), monday()),
        Ok(())
    );
    let closed = withdrawn.with(&us(), plan);
    assert_eq!(closed.handover.ending, Some(Ending::Plan));
    // Once it was sent to them, it is theirs.
    let reached = Story::deposited(Kind::Notification);
    assert_eq!(
        reached.handover.authority(),
        reached.handover.office(Side::Receiver)
    );
}

#[test]
fn a4_what_is_held_is_nothing_that_has_come_in_a_course() {
    let referral = super::accepted().handover;
    let name = |handover: Handover| Handover {
        id: crate::id::HandoverId::from_bytes([8; 16]),
        course: Some(referral.id),
        missing: Some(0),
        ..handover
    };
    let informed = |story: Story| {
        let other = name(story.handover);
        Course::of(&referral, [&other]).unwrap().informed
    };
    let held = Story::held(Kind::CaseInformation, Colour::Yellow);
    assert!(!informed(held.clone()));
    assert!(informed(held.then(&device(&town(), 1), Verb::Rewrap)));
    let _ = name_of;
}
