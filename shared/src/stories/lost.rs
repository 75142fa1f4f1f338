//! A: a child is lost.

use super::{accepted, answer, them, us, with_words};
use crate::{
    access::{DAYS_AHEAD_MAX, DAYS_PASSED_MAX, Denied, PAUSE_DAYS_MAX, permit, telling::is_so},
    act::{HandoverAct, Terms},
    handover::{
        Concern, Effect, FACT_ACTS_MAX, Handover, MOVING_ACTS_MAX, NEARLY_FULL_ACTS, Position,
        WATCH_ACTS_MAX,
    },
    obligation::{Obligation, obligations, receipt_due},
    testing::{
        Story, administrator, at, clinic, device, directory, first, key_of, monday, name_of, next,
        person, public, stranger, team, terms, town,
    },
    time::{MS_PER_DAY, Timestamp},
    watch::Climb,
    words::{Colour, CourseVerb, Duty, HandReason, Kind, Rung, Verb, WatchVerb},
};

/// 2026-11-02, Monday, on which everything here begins.
const TODAY: i32 = 20_759;

#[test]
fn a7_a_visit_in_2036_is_refused_and_a_session_has_happened_when_it_is_told() {
    let story = accepted();
    let on = |verb, day| {
        let mut act = with_words(&story.handover, Verb::Course(verb));
        act.asserted_day = Some(day);
        answer(&story.handover, (&them(), act), monday().plus_days(1))
    };
    let tomorrow = TODAY + 1;
    for verb in [
        CourseVerb::BeginAssessment,
        CourseVerb::BeginTreatment,
        CourseVerb::RecordNoShow,
        CourseVerb::HoldLastSession,
    ] {
        assert_eq!(on(verb, TODAY), Ok(()), "{verb:?}");
        assert_eq!(on(verb, tomorrow), Ok(()), "{verb:?}: the day of deposit");
        assert_eq!(on(verb, tomorrow + 1), Err(Denied::Day), "{verb:?}");
        assert_eq!(on(verb, TODAY - 1), Err(Denied::Day), "before the course");
    }
    for verb in [CourseVerb::PlanVisit, CourseVerb::PostponeVisit] {
        assert_eq!(on(verb, tomorrow + DAYS_AHEAD_MAX), Ok(()), "{verb:?}");
        let beyond = on(verb, tomorrow + DAYS_AHEAD_MAX + 1);
        assert_eq!(beyond, Err(Denied::Day), "{verb:?}");
        assert_eq!(on(verb, TODAY - 1), Err(Denied::Day), "{verb:?}");
    }
    // 2036-11-27, as somebody has mistyped it.
    let mistyped = on(CourseVerb::HoldLastSession, 24_437);
    assert_eq!(mistyped, Err(Denied::Day));
    assert_eq!(on(CourseVerb::NoteStatus, TODAY), Err(Denied::Day));
}

#[test]
fn a7_a_visit_is_planned_at_most_some_weeks_after_its_day() {
    let story = accepted();
    let mut act = with_words(&story.handover, Verb::Course(CourseVerb::PlanVisit));
    act.asserted_day = Some(TODAY);
    let signed = |days, deposited| {
        let mut made = public(99, them(), act.clone());
        made.claimed = monday().plus_days(days);
        let signed = made.sign(&key_of(&them()));
        let deposited = monday().plus_days(deposited);
        permit(&directory(), Some(&story.handover), signed, deposited).map(|_| ())
    };
    let longest = i64::from(DAYS_PASSED_MAX);
    assert_eq!(signed(longest, longest), Ok(()));
    assert_eq!(signed(longest, longest + 30), Ok(()), "it lay unsent");
    assert_eq!(signed(longest + 1, longest + 1), Err(Denied::Day));
}

#[test]
fn a7_a_day_is_one_of_the_authors_own_calendar() {
    let story = accepted();
    let mut act = with_words(&story.handover, Verb::Course(CourseVerb::HoldLastSession));
    act.asserted_day = Some(TODAY + 1);
    // Nuuk is two hours behind.
    let by = |when| answer(&story.handover, (&them(), act.clone()), at(when));
    assert_eq!(by("2026-11-03T01:59:59Z"), Err(Denied::Day));
    assert_eq!(by("2026-11-03T02:00:00Z"), Ok(()));
}

/// A handover with that many acts of that kind more.
fn filled(verb: Verb, many: usize) -> Handover {
    let mut handover = opened(Colour::Yellow).handover;
    let mut event = handover.history.first().unwrap().clone();
    event.verb = verb;
    let have = handover.history.len();
    let more = many.saturating_sub(have);
    handover.history.extend(std::iter::repeat_n(event, more));
    handover
}

fn opened(colour: Colour) -> Story {
    let first = Some(crate::testing::position(0));
    Story::begin(Kind::Referral, colour, first).then(&device(&team(), 11), Verb::Open)
}

#[test]
fn a11_the_1001st_act_is_refused_in_words_and_what_moves_has_room_of_its_own() {
    let answers = |handover: &Handover, verb| {
        let mut act = with_words(handover, verb);
        act.asserted_day = (verb == Verb::Pause).then_some(TODAY);
        answer(handover, (&us(), act), monday())
    };
    let noisy = filled(Verb::Pause, FACT_ACTS_MAX);
    assert!(noisy.is_nearly_full());
    assert_eq!(answers(&noisy, Verb::Pause), Err(Denied::Full));
    assert_eq!(answers(&noisy, Verb::Withdraw), Ok(()));
    let unfit = answers(&noisy, Verb::ClosePlan);
    assert_eq!(unfit, Err(Denied::Full), "it would move nothing");
    let seconded = answers(&noisy, Verb::Countersign);
    assert_eq!(seconded, Err(Denied::Full), "nothing waits for it");
    let in_course = Handover {
        history: noisy.history,
        ..accepted().handover
    };
    let decide = HandoverAct {
        outcome: Some(1),
        ..next(&in_course, Verb::Course(CourseVerb::DecideFollowUp))
    };
    let decided = answer(&in_course, (&us(), decide), monday());
    assert_eq!(decided, Ok(()), "what may move the course has room");
    let full = filled(Verb::Pause, MOVING_ACTS_MAX);
    assert_eq!(answers(&full, Verb::Withdraw), Err(Denied::Full));
    assert!(!filled(Verb::Pause, NEARLY_FULL_ACTS - 1).is_nearly_full());
    let watched = filled(Verb::Watch(WatchVerb::Remind), WATCH_ACTS_MAX + 2);
    assert!(!watched.is_nearly_full());
    assert_eq!(answers(&watched, Verb::Withdraw), Ok(()));
    let remind = Verb::Watch(WatchVerb::Remind);
    assert_eq!(answers(&watched, remind), Err(Denied::Full));
}

/// What the team owes about an opened referral.
fn owed(story: &Story) -> Obligation {
    obligations(&story.handover, &directory()).remove(0)
}

fn watching(story: &Story, verb: WatchVerb, rung: Rung) -> HandoverAct {
    HandoverAct {
        concern: Some((Concern::from(&owed(story)), rung)),
        ..next(&story.handover, Verb::Watch(verb))
    }
}

/// Whether the server believes an act of the watch at that time.
fn told(
    story: &Story,
    (author, act): (&crate::party::Author, &HandoverAct),
    now: Timestamp,
) -> Result<(), Denied> {
    let public = public(99, author.clone(), act.clone());
    is_so(&directory(), (&story.handover, None), &public, now)
}

#[test]
fn a11_one_person_reminds_of_one_thing_once_a_day() {
    let story = opened(Colour::Yellow);
    let remind = watching(&story, WatchVerb::Remind, Rung::Reminder);
    let noon = at("2026-11-02T15:00:00Z");
    assert_eq!(told(&story, (&us(), &remind), noon), Ok(()));
    let story = story.deposited_at(&us(), remind.clone(), noon);
    let evening = at("2026-11-03T01:00:00Z");
    let again = told(&story, (&us(), &remind), evening);
    assert_eq!(again, Err(Denied::ToldToday), "still Monday in Nuuk");
    let colleague = person(&town(), 2);
    assert_eq!(told(&story, (&colleague, &remind), evening), Ok(()));
    let morning = at("2026-11-03T12:00:00Z");
    assert_eq!(told(&story, (&us(), &remind), morning), Ok(()));
}

#[test]
fn a11_nobody_reminds_of_what_is_not_owed() {
    let story = opened(Colour::Yellow);
    let mut remind = watching(&story, WatchVerb::Remind, Rung::Reminder);
    let answered = story.then(&them(), Verb::Decline);
    let by_then = told(&answered, (&us(), &remind), monday());
    assert_eq!(by_then, Err(Denied::NotOwed));
    let story = opened(Colour::Yellow);
    remind.concern = remind.concern.map(|(concern, rung)| {
        let owner = clinic();
        (Concern { owner, ..concern }, rung)
    });
    let invented = told(&story, (&us(), &remind), monday());
    assert_eq!(invented, Err(Denied::NotOwed));
}

#[test]
fn c8_a_person_escalates_one_step_of_what_is_late_or_red() {
    let story = opened(Colour::Yellow);
    let up = |story: &Story, rung, now| {
        let act = watching(story, WatchVerb::Escalate, rung);
        told(story, (&us(), &act), now)
    };
    let due = owed(&story).due;
    let late = due.plus_ms(1);
    assert_eq!(up(&story, Rung::Overdue, due), Err(Denied::NotOwed));
    assert_eq!(up(&story, Rung::Overdue, late), Ok(()));
    assert_eq!(up(&story, Rung::Authority, late), Err(Denied::NotOwed));
    let red = opened(Colour::Red);
    assert_eq!(up(&red, Rung::Overdue, monday()), Ok(()));
    assert_eq!(up(&red, Rung::Leaders, monday()), Err(Denied::NotOwed));
}

#[test]
fn a15_whoever_owes_cannot_pause_it_among_themselves_or_without_an_end() {
    let story = opened(Colour::Yellow);
    let pause = |day| {
        let act = with_words(&story.handover, Verb::Pause);
        HandoverAct {
            asserted_day: day,
            ..act
        }
    };
    let first = |day| answer(&story.handover, (&them(), pause(day)), monday());
    assert_eq!(first(None), Err(Denied::Day), "for ever");
    assert_eq!(first(Some(TODAY + PAUSE_DAYS_MAX)), Ok(()));
    assert_eq!(first(Some(TODAY + PAUSE_DAYS_MAX + 1)), Err(Denied::Day));
    let waits = story.clone().with(&them(), pause(Some(TODAY + 7)));
    assert_eq!(waits.effect(), Effect::FirstSignature);
    let second = |author| {
        let act = next(&waits.handover, Verb::Countersign);
        answer(&waits.handover, (&author, act), monday())
    };
    assert_eq!(second(person(&team(), 12)), Err(Denied::Office), "a leader");
    assert_eq!(second(person(&clinic(), 21)), Err(Denied::Office));
    assert_eq!(second(us()), Ok(()), "the other side");
    let paused = waits.then(&us(), Verb::Countersign);
    let until = paused.handover.paused.map(|pause| pause.until_day);
    assert_eq!(until, Some(TODAY + 7));
    let owner = obligations(&paused.handover, &directory()).remove(0).owner;
    assert_eq!(owner, team(), "silence moves no deadline");
    let corrected = paused.then(&us(), Verb::Correct);
    assert_eq!(corrected.handover.paused, None, "it was for that version");
}

#[test]
fn a16_no_hold_keeps_it_from_anybody_that_something_is_late() {
    let mut story = opened(Colour::Yellow);
    let due = owed(&story).due;
    let remind = watching(&story, WatchVerb::Remind, Rung::Reminder);
    story = story.deposited_at(&us(), remind, monday());
    let seen = HandoverAct {
        outcome: Some(HandReason::Called.code()),
        ..watching(&story, WatchVerb::SeeEscalation, Rung::Reminder)
    };
    story = story.deposited_at(&them(), seen, due.plus_ms(-1));
    let next_rung = |story: &Story, now| {
        let owed = owed(story);
        Climb::of(&owed, &story.handover, &directory()).due(now)
    };
    assert_eq!(next_rung(&story, due), Some(Rung::Overdue), "seen before");
    let take = watching(&story, WatchVerb::TakeInHand, Rung::Reminder);
    story = story.deposited_at(&administrator(), take, due.plus_ms(-1));
    assert_eq!(next_rung(&story, due), Some(Rung::Overdue), "in hand");
}

#[test]
fn a16_what_is_red_reaches_the_leaders_whoever_has_it_in_hand() {
    for (colour, leaders) in [(Colour::Red, true), (Colour::Green, false)] {
        let mut story = opened(colour);
        let owed = owed(&story);
        let climb = Climb::of(&owed, &story.handover, &directory()).time_of(Rung::Leaders);
        let late = watching(&story, WatchVerb::Escalate, Rung::Overdue);
        story = story.deposited_at(&us(), late, owed.due);
        let take = watching(&story, WatchVerb::TakeInHand, Rung::Overdue);
        story = story.deposited_at(&administrator(), take, climb.plus_ms(-1));
        let told = Climb::of(&owed, &story.handover, &directory()).due(climb);
        assert_eq!(told == Some(Rung::Leaders), leaders, "{colour:?}");
    }
}

#[test]
fn a16_it_is_in_hand_twice_and_by_two_persons_at_most() {
    let mut story = opened(Colour::Green);
    let owed = owed(&story);
    let late = watching(&story, WatchVerb::Escalate, Rung::Leaders);
    story = story.deposited_at(&us(), late, owed.due);
    let takes = |n: u8| crate::party::Author {
        person: crate::id::PersonId::from_bytes([n; 16]),
        ..administrator()
    };
    let mut now = owed.due;
    for (n, holds) in [(1, true), (1, false), (2, true), (3, false), (4, false)] {
        let take = watching(&story, WatchVerb::TakeInHand, Rung::Leaders);
        let expected = match holds {
            true => Ok(()),
            false => Err(Denied::ToldToday),
        };
        assert_eq!(told(&story, (&takes(n), &take), now), expected, "{n}");
        if holds {
            story = story.deposited_at(&takes(n), take, now);
        }
        let directory = directory();
        let climb = Climb::of(&owed, &story.handover, &directory);
        assert_eq!(climb.in_hand(now).is_some(), holds, "{n}");
        // An hour before the hold of 72 hours would be over, again and again.
        now = now.plus_ms(3 * MS_PER_DAY);
    }
}

/// A notification from the team to the town, deposited at that time and at once opened there.
fn notification(when: &str) -> Story {
    let sent = at(when);
    let mut act = first(Kind::Notification, &town());
    act.terms = act.terms.map(|terms| Terms {
        colour: Colour::Red,
        ..terms
    });
    let position = Position {
        index: 0,
        deposited: sent,
        validity: crate::words::Validity::InTime,
    };
    let public = public(0, them(), act);
    let begun = Handover::fold(None, &public, name_of(&public), Some(position));
    let story = Story::of(begun.unwrap());
    let open = next(&story.handover, Verb::Open);
    story.deposited_at(&device(&town(), 1), open, sent)
}

/// Who owes the action by law, and until when.
fn by_law(story: &Story) -> Option<(crate::party::OfficeId, Timestamp)> {
    let owed = obligations(&story.handover, &directory()).into_iter();
    let mut owed = owed.filter(|one| one.duty == Duty::Act(Verb::SignAction));
    let first = owed.next().map(|one| (one.owner, one.due));
    assert_eq!(owed.next(), None, "one thing is missing once");
    first
}

#[test]
fn a6_easter_and_fridays_do_not_stop_the_laws_day() {
    for (sent, due) in [
        // Wednesday before Easter, and a Friday at four.
        ("2027-03-24T14:00:00Z", "2027-03-25T14:00:00Z"),
        ("2026-11-06T18:00:00Z", "2026-11-07T18:00:00Z"),
    ] {
        let due = Some((town(), at(due)));
        let mut story = notification(sent);
        assert_eq!(by_law(&story), due, "opened");
        let then = |story: Story, author: &crate::party::Author, verb| {
            let act = next(&story.handover, verb);
            story.deposited_at(author, act, at(sent).plus_ms(3_600_000))
        };
        story = then(story, &us(), Verb::Acknowledge);
        assert_eq!(by_law(&story), due, "signed for");
        let asked = then(story.clone(), &us(), Verb::NeedInformation);
        let with_the_giver = due.clone().map(|(_, due)| (team(), due));
        assert_eq!(by_law(&asked), with_the_giver, "a question");
        story = then(story, &us(), Verb::Accept);
        assert_eq!(by_law(&story), due, "accepted");
        let corrected = then(story.clone(), &them(), Verb::Correct);
        assert_eq!(by_law(&corrected), due, "a new version");
        let done = then(story, &us(), Verb::SignAction);
        assert_eq!(by_law(&done), None, "an end");
    }
}

#[test]
fn a6_whoever_got_it_wrongly_sees_it_through_by_the_same_day() {
    let story = notification("2026-11-06T18:00:00Z");
    let mut onward = next(&story.handover, Verb::Redirect);
    onward.terms = Some(Terms {
        colour: Colour::Red,
        ..terms(Kind::Notification, &stranger())
    });
    onward.sealed = first(Kind::Notification, &stranger()).sealed;
    let story = story.deposited_at(&us(), onward, at("2026-11-06T20:00:00Z"));
    assert_eq!(story.handover.to, stranger());
    let due = at("2026-11-07T18:00:00Z");
    assert_eq!(by_law(&story), Some((town(), due)));
}

#[test]
fn a12_eight_rounds_on_the_last_day_are_seen_by_a_leader_after_eight_weeks() {
    let mut story = opened(Colour::Green);
    let age = |story: &Story| {
        let owed = obligations(&story.handover, &directory()).into_iter();
        let mut ages = owed.filter(|one| one.duty == Duty::Age);
        ages.next().map(|one| (one.owner, one.since, one.due))
    };
    let since = monday();
    let due = at("2026-12-28T12:00:00Z");
    let mut now = since;
    for round in 1..=8 {
        now = now.plus_ms(20 * MS_PER_DAY);
        let decline = next(&story.handover, Verb::Decline);
        story = story.deposited_at(&them(), decline, now);
        let again = next(&story.handover, Verb::Resubmit);
        story = story.deposited_at(&us(), again, now);
        if round > 1 {
            assert_eq!(story.effect(), Effect::FirstSignature, "round {round}");
            let second = next(&story.handover, Verb::Countersign);
            story = story.deposited_at(&person(&town(), 2), second, now);
        }
        assert_eq!(age(&story), Some((town(), since, due)), "round {round}");
        let open = next(&story.handover, Verb::Open);
        story = story.deposited_at(&device(&team(), 11), open, now);
    }
    assert!(due < now, "and it is late");
    let may_wait = next(&story.handover, Verb::Watch(WatchVerb::Review));
    let by = |n| {
        let author = person(&town(), n);
        answer(&story.handover, (&author, may_wait.clone()), monday())
    };
    assert_eq!(by(1), Err(Denied::Office), "a caseworker");
    assert_eq!(by(2), Ok(()), "a leader");
    let leader = person(&town(), 2);
    assert_eq!(told(&story, (&leader, &may_wait), now), Ok(()));
    let seen = story.deposited_at(&leader, may_wait.clone(), now);
    assert_eq!(age(&seen).map(|(_, since, _)| since), Some(now));
    let again = told(&seen, (&leader, &may_wait), now.plus_days(1));
    assert_eq!(again, Err(Denied::ToldToday), "not a day later");
}

#[test]
fn g1_forty_days_offline_and_a_machine_make_nothing_less_late() {
    let story = Story::deposited(Kind::Referral);
    let before = owed(&story);
    let back = monday().plus_days(40);
    let open = next(&story.handover, Verb::Open);
    let told_before = watching(&story, WatchVerb::Escalate, Rung::Authority);
    let story = story
        .deposited_at(&us(), told_before, before.due.plus_days(9))
        .deposited_at(&device(&team(), 11), open, back);
    let after = owed(&story);
    assert_eq!(after, before, "one thing is missing, since the same time");
    let directory = directory();
    let climb = Climb::of(&after, &story.handover, &directory);
    assert_eq!(climb.rung(), Some(Rung::Authority), "no rung is cleared");
    assert_eq!(climb.due(back), None, "and none is told twice");
    let due = receipt_due(&story.handover, story.handover.leg_sent, &directory);
    assert!(due < Some(back), "it is signed for late");
}
