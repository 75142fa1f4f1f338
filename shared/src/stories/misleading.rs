//! C: what misleads.

use super::{accepted, answer, to_both, us, with_words};
use crate::{
    access::{Denied, second::First},
    act::HandoverAct,
    handover::Effect,
    hash::Hash,
    obligation::obligations,
    party::Author,
    seal::blob::BlobRef,
    testing::{
        Story, device, directory, first as envelope, monday, next, person, stranger, team, town,
        town_hall,
    },
    time::MS_PER_HOUR,
    words::{Duty, Kind, State, Verb},
};

/// With an attached file.
fn with_a_file(act: HandoverAct) -> HandoverAct {
    let mut sealed = to_both();
    sealed.attachments.push(BlobRef {
        bytes: 4_096,
        hash: Hash::of(b"blob"),
    });
    HandoverAct {
        sealed: Some(sealed),
        ..act
    }
}

#[test]
fn c7_files_are_owed_by_their_sender_once_the_text_has_come_and_not_while_nobody_is_there() {
    let owed = |story: &Story| {
        let owed = obligations(&story.handover, &directory()).into_iter();
        let owed = owed.filter(|one| one.duty != Duty::Age);
        owed.map(|one| (one.owner, one.duty, one.since))
            .collect::<Vec<_>>()
    };
    let hour = |number| monday().plus_ms(number * MS_PER_HOUR);
    let (send, receipt) = (Duty::SendAttachments, Duty::Receipt);
    let story = Story::begun_with(with_a_file(envelope(Kind::Referral, &team())));
    assert_eq!(owed(&story), [(team(), receipt, hour(0))], "its clock runs");
    let machine = device(&team(), 11);
    let opened = story.then(&machine, Verb::Open);
    let both = [(team(), receipt, hour(0)), (town(), send, hour(1))];
    assert_eq!(owed(&opened), both, "since the text came");
    let fetched = opened.then(&machine, Verb::Fetch);
    assert_eq!(owed(&fetched), [(team(), receipt, hour(0))]);

    let signed = fetched.then(&person(&team(), 11), Verb::Acknowledge);
    let correction = with_a_file(next(&signed.handover, Verb::Correct));
    let corrected = signed.with(&us(), correction);
    let sends = |story: &Story| owed(story).into_iter().any(|one| one.1 == send);
    assert!(!sends(&corrected), "nobody there has seen the new version");
    let read = corrected.then(&person(&team(), 11), Verb::Acknowledge);
    assert!(
        owed(&read).contains(&(town(), send, hour(5))),
        "{:?}",
        owed(&read)
    );
    assert!(!sends(&read.then(&machine, Verb::Fetch)));
}

#[test]
fn c11_a_course_is_paused_and_carried_outside_like_a_handover() {
    let story = accepted();
    let mut pause = with_words(&story.handover, Verb::Pause);
    pause.asserted_day = Some(20_770);
    let story = story.with(&us(), pause);
    assert_eq!(story.effect(), Effect::FirstSignature);
    let story = story.then(&person(&team(), 11), Verb::Countersign);
    assert!(story.handover.paused.is_some());
    let story = story
        .then(&us(), Verb::CarryOutside)
        .then(&person(&town(), 3), Verb::Countersign);
    assert_eq!(story.last().second_of, Some(Verb::CarryOutside));
}

#[test]
fn c3_a_first_signature_is_taken_back_by_its_signer_and_refused_by_the_second() {
    let story = Story::declined().then(&us(), Verb::ClosePlan);
    let by = |author: &Author, act: HandoverAct| answer(&story.handover, (author, act), monday());
    let drop = || HandoverAct {
        about: story.handover.pending.as_ref().map(|first| first.first),
        ..next(&story.handover, Verb::Drop)
    };
    let refused = || HandoverAct {
        sealed: Some(to_both()),
        ..drop()
    };
    assert_eq!(by(&us(), drop()), Ok(()), "taken back");
    let leader = person(&town(), 2);
    assert_eq!(by(&leader, drop()), Err(Denied::Wordless), "refused");
    assert_eq!(by(&leader, refused()), Ok(()));
    let colleague = person(&town(), 3);
    assert_eq!(by(&colleague, refused()), Err(Denied::Role));
    let other_side = person(&team(), 12);
    assert_eq!(by(&other_side, refused()), Err(Denied::Office));
    let dropped = story.clone().with(&us(), drop());
    assert_eq!(dropped.handover.pending, None);
    let crossed = dropped.then(&leader, Verb::Countersign);
    assert_eq!(
        crossed.handover.state,
        State::Declined,
        "nothing is seconded"
    );
    // Where nothing waits, an outsider leaves nothing either.
    let quiet = Story::declined();
    let outside = next(&quiet.handover, Verb::Drop);
    let outsider = person(&stranger(), 31);
    let denied = answer(&quiet.handover, (&outsider, outside), monday());
    assert_eq!(denied, Err(Denied::Office));
    let stale = HandoverAct {
        about: Some(story.handover.envelope),
        ..drop()
    };
    let kept = story.clone().with(&us(), stale);
    assert!(kept.handover.pending.is_some(), "another signature's");
}

/// A first signature by somebody, about a declined referral.
fn first<'a>(story: &'a Story, author: &'a Author, verb: Verb) -> First<'a> {
    First {
        verb,
        office: &author.office,
        person: author.person,
        device: author.device,
        handover: &story.handover,
        unsigned: None,
    }
}

#[test]
fn c3_where_nobody_can_sign_second_that_is_known_before() {
    let (story, directory) = (Story::declined(), directory());
    let nobody = |author: &Author, now| {
        first(&story, author, Verb::ClosePlan).waits_for_nobody(&directory, now)
    };
    assert!(!nobody(&us(), monday()), "the town has leaders");
    assert!(
        nobody(&person(&stranger(), 31), monday()),
        "nobody else is there"
    );
    let over = monday().plus_days(4_000);
    assert!(nobody(&us(), over), "their memberships have ended");
    let author = us();
    let pause = first(&story, &author, Verb::Pause).waits_for_nobody(&directory, monday());
    assert!(!pause, "the other side agrees to a pause");
}

#[test]
fn g10_a_first_signature_is_shown_wherever_it_can_be_seconded() {
    let (story, directory) = (Story::declined(), directory());
    let shown =
        |author: &Author, now| first(&story, author, Verb::ClosePlan).shown_to(&directory, now);
    assert_eq!(
        shown(&us(), monday()),
        [],
        "a leader sits in the office itself"
    );
    let alone = person(&town_hall(), 4);
    let elsewhere = shown(&alone, monday());
    assert!(elsewhere.contains(&town()), "{elsewhere:?}");
    assert!(!elsewhere.contains(&town_hall()) && !elsewhere.contains(&team()));
    let over = monday().plus_days(4_000);
    assert_eq!(shown(&alone, over), [], "nobody is there any more");
}
