//! Who owes what until when, by the calendar of an office in Nuuk.

use std::sync::LazyLock;

use crate::{
    calendar::{Calendar, Span, Zone},
    handover::table::clock,
    hash::Hash,
    obligation::{Obligation, REWRAPS_MAX, Rules, obligations, owner},
    party::OfficeId,
    policy::Policy,
    seal::blob::BlobRef,
    testing::{Story, at, clinic, device, first, monday, person, position, team, town},
    time::{MS_PER_DAY, MS_PER_HOUR, Timestamp},
    words::{Colour, Duty, Kind, State, Verb},
};

/// Every office works by Nuuk's clock.
struct Nuuk;

impl Rules for Nuuk {
    fn calendar(&self, _: &OfficeId) -> Calendar {
        Calendar::greenland(Zone::nuuk())
    }

    fn policy(&self, _: Timestamp) -> &Policy {
        static ZERO: LazyLock<Policy> = LazyLock::new(Policy::zero);
        &ZERO
    }
}

fn owed(story: &Story) -> Vec<(OfficeId, Duty, Timestamp)> {
    obligations(&story.handover, &Nuuk)
        .into_iter()
        .filter(|owed| owed.duty != Duty::Age)
        .map(|owed| (owed.owner, owed.duty, owed.due))
        .collect()
}

fn after(span: Span, start: Timestamp) -> Timestamp {
    Nuuk.calendar(&town()).end_of(span, start)
}

#[test]
fn what_was_deposited_on_monday_is_to_be_opened_by_its_colour() {
    for (colour, due) in [
        (Colour::Red, "2026-11-02T16:00:00Z"),
        (Colour::Yellow, "2026-11-03T18:00:00Z"),
        (Colour::Green, "2026-11-04T18:00:00Z"),
    ] {
        let story = Story::begin(Kind::Referral, colour, Some(position(0)));
        assert_eq!(story.handover.since, monday());
        assert_eq!(owed(&story), [(team(), Duty::Receipt, at(due))]);
    }
}

/// An opened handover of that colour that was deposited and opened then.
fn opened(colour: Colour, sent: Timestamp, opened: Timestamp) -> Timestamp {
    let mut story = Story::begin(Kind::Referral, colour, Some(position(0)));
    let handover = &mut story.handover;
    (handover.state, handover.since) = (State::Opened, opened);
    (handover.sent, handover.leg_sent) = (sent, sent);
    handover.opened = Some(opened);
    handover.entered.verb = Verb::Open;
    owed(&story).remove(0).2
}

#[test]
fn a_receipt_is_never_owed_longer_than_a_week() {
    let at_once = |colour, when: &str| opened(colour, at(when), at(when));
    assert_eq!(
        at_once(Colour::Red, "2026-11-07T12:00:00Z"),
        at("2026-11-08T12:00:00Z")
    );
    assert_eq!(
        at_once(Colour::Green, "2026-11-02T13:00:00Z"),
        at("2026-11-09T13:00:00Z")
    );
    // Over Christmas five working days are more than a week.
    assert_eq!(
        at_once(Colour::Green, "2026-12-23T13:00:00Z"),
        at("2026-12-30T13:00:00Z")
    );
    for hour in 0..24 * 400 {
        let since = monday().plus_ms(hour * MS_PER_HOUR);
        let due = opened(Colour::Green, since, since);
        assert!(due.ms_since(since) <= 7 * MS_PER_DAY, "{since}");
    }
}

#[test]
fn a_device_that_opens_it_makes_nothing_later_than_its_people_and_nothing_less_late() {
    for hour in 0..24 * 40 {
        let when = monday().plus_ms(hour * MS_PER_HOUR);
        for colour in Colour::ALL {
            let mut story = Story::begin(Kind::Referral, colour, Some(position(0)));
            story.handover.sent = when;
            story.handover.leg_sent = when;
            let unopened = owed(&story).remove(0).2;
            for later in [0, 1, 12, 30, 100, 1_000] {
                let at = when.plus_ms(later * MS_PER_HOUR);
                let due = opened(colour, when, at);
                let was_late = at > unopened;
                assert!(!was_late || due == unopened, "{colour:?} {when} {at}");
                assert!(was_late || due >= at, "opening made it late: {when} {at}");
            }
        }
    }
}

#[test]
fn every_state_is_due_by_its_row_and_the_more_urgent_colour_is_never_due_later() {
    for (kind, state) in Kind::ALL
        .into_iter()
        .flat_map(|kind| State::ALL.map(|state| (kind, state)))
    {
        let due =
            Colour::ALL.map(|colour| clock(kind, state, colour).map(|span| after(span, monday())));
        assert!(due.is_sorted(), "{kind:?} {state:?} {due:?}");
    }
}

#[test]
fn an_accepted_referral_owes_nothing_more_by_itself_because_its_course_does() {
    let story = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Accept);
    assert_eq!(owed(&story), []);
    assert_eq!(owner(&story.handover), None);
}

#[test]
fn nothing_is_owed_about_a_message_that_was_read() {
    let story = Story::deposited(Kind::Message)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge);
    assert_eq!(owed(&story), []);
}

#[test]
fn a_decline_is_owed_a_reading_then_a_step_then_a_second_signature() {
    let story = Story::declined();
    let due = at("2026-11-09T18:00:00Z");
    assert_eq!(owed(&story), [(town(), Duty::Act(Verb::ReadDecline), due)]);
    let story = story.then(&person(&town(), 1), Verb::ReadDecline);
    assert_eq!(owed(&story), [(town(), Duty::Act(Verb::ClosePlan), due)]);
    let story = story.then(&person(&town(), 1), Verb::ClosePlan);
    assert_eq!(
        owed(&story),
        [(town(), Duty::Countersign(Verb::ClosePlan), due)]
    );
    assert_eq!(
        owed(&story.then(&person(&town(), 2), Verb::Countersign)),
        []
    );
}

#[test]
fn a_flag_that_waits_for_a_second_signature_takes_the_duty_from_nobody() {
    let story = Story::deposited(Kind::Referral).then(&person(&town(), 1), Verb::Pause);
    let due = at("2026-11-03T18:00:00Z");
    let second = at("2026-11-09T18:00:00Z");
    assert_eq!(
        owed(&story),
        [
            (team(), Duty::Receipt, due),
            (team(), Duty::Countersign(Verb::Pause), second),
        ]
    );
}

#[test]
fn overdue_begins_after_the_due_time() {
    let story = Story::deposited(Kind::Referral);
    let owed: Obligation = obligations(&story.handover, &Nuuk).remove(0);
    assert!(!owed.is_overdue(owed.due));
    assert!(owed.is_overdue(owed.due.plus_ms(1)));
}

#[test]
fn what_waits_in_the_outbox_is_owed_by_the_senders_device() {
    let story = Story::queued(Kind::Referral);
    let due = after(Span::OfficeHours(4), monday());
    assert_eq!(owed(&story), [(town(), Duty::Deposit, due)]);
}

fn duties(story: &Story) -> Vec<(OfficeId, Duty)> {
    let owed = owed(story).into_iter();
    owed.map(|(owner, duty, _)| (owner, duty)).collect()
}

#[test]
fn what_waits_beside_the_state_has_its_own_owner() {
    let them = person(&team(), 11);
    let opened = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    let acknowledge = (team(), Duty::Receipt);
    let proposed = opened.clone().then(&them, Verb::ProposeRedirect);
    let answer = (town(), Duty::Act(Verb::RefuseRedirect));
    assert_eq!(duties(&proposed), [acknowledge, answer]);

    let corrected = opened
        .then(&them, Verb::Acknowledge)
        .then(&person(&town(), 1), Verb::Correct);
    let decide = (team(), Duty::Act(Verb::Accept));
    assert_eq!(duties(&corrected), [decide, (team(), Duty::ReadVersion)]);
}

#[test]
fn attachments_that_have_not_come_are_the_senders_to_send_also_when_all_else_is_done() {
    let mut act = first(Kind::Message, &team());
    if let Some(sealed) = &mut act.sealed {
        sealed.attachments.push(BlobRef {
            bytes: 4_096,
            hash: Hash::of(b"blob"),
        });
    }
    let story = Story::begun_with(act)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge);
    assert_eq!(story.handover.state, State::Closed);
    assert_eq!(duties(&story), [(town(), Duty::SendAttachments)]);
    let fetched = story.then(&device(&team(), 11), Verb::Fetch);
    assert_eq!(duties(&fetched), []);
}

#[test]
fn whoever_got_a_notification_wrongly_keeps_the_ball_until_the_right_office_has_signed() {
    let handed_on = Story::deposited(Kind::Notification)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge)
        .then(&person(&team(), 11), Verb::Redirect);
    assert_eq!(
        duties(&handed_on),
        [
            (team(), Duty::SeeThrough),
            (team(), Duty::Act(Verb::SignAction)),
            (clinic(), Duty::Receipt)
        ]
    );
    let signed = handed_on
        .then(&device(&clinic(), 21), Verb::Open)
        .then(&person(&clinic(), 21), Verb::Acknowledge);
    let by_law = (clinic(), Duty::Act(Verb::SignAction));
    let decide = (clinic(), Duty::Act(Verb::Accept));
    assert_eq!(duties(&signed), [decide, by_law]);
}

#[test]
fn a_device_wraps_anew_some_times_and_then_a_person_has_to_mend_it() {
    let mut story = Story::deposited(Kind::Referral);
    for attempt in 1..=REWRAPS_MAX {
        story = story.then(&device(&team(), 11), Verb::Unreadable);
        let wrap = (town(), Duty::Act(Verb::Rewrap));
        assert_eq!(duties(&story), [wrap], "attempt {attempt}");
        story = story.then(&device(&town(), 1), Verb::Rewrap);
    }
    let story = story.then(&device(&team(), 11), Verb::Unreadable);
    assert_eq!(duties(&story), [(town(), Duty::Act(Verb::Correct))]);
}
