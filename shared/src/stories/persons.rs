//! B: the wrong person.

use super::{accepted, answer, sealed_to, them, us, with_words};
use crate::{
    access::{Around, Denied, files::Files, permit, readers},
    act::{HandoverAct, Terms},
    calendar::{Zone, day_of},
    handover::Handover,
    hash::Hash,
    id::HandoverId,
    obligation::obligations,
    party::{Author, OfficeId},
    seal::blob::BlobRef,
    testing::{
        Story, clinic, device, directory, first, key_of, monday, next, person, public, stranger,
        team, terms, town, town_hall,
    },
    words::{Colour, CourseVerb, Duty, Kind, Verb, WatchVerb},
};

#[test]
fn b4_who_got_it_wrongly_before_has_no_say_in_it_any_more() {
    let misdirected = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&them(), Verb::WrongRecipient);
    let mut onward = next(&misdirected.handover, Verb::Redirect);
    onward.terms = Some(terms(Kind::Referral, &stranger()));
    let story = misdirected.with(&us(), onward);
    assert_eq!(story.handover.to, stranger());
    for verb in [
        Verb::Pause,
        Verb::Resume,
        Verb::CarryOutside,
        Verb::Reopen,
        Verb::Watch(WatchVerb::Remind),
        Verb::Watch(WatchVerb::Escalate),
    ] {
        let mut act = with_words(&story.handover, verb);
        act.asserted_day = (verb == Verb::Pause).then_some(20_760);
        act.sealed = Some(sealed_to(&directory(), &[town(), stranger()]));
        let by = |author| answer(&story.handover, (&author, act.clone()), monday());
        assert_eq!(by(them()), Err(Denied::Office), "{verb:?}");
        assert_eq!(by(person(&clinic(), 21)), Err(Denied::Office), "{verb:?}");
        assert_ne!(by(us()), Err(Denied::Office), "{verb:?}");
        let leader = by(person(&town_hall(), 4));
        assert_ne!(leader, Err(Denied::Office), "{verb:?}");
    }
}

#[test]
fn b6_a_childs_authority_is_a_municipality() {
    let sends = |author, kind, to| {
        let mut act = first(kind, &to);
        let colour = match kind == Kind::Notification {
            true => Colour::Red,
            false => Colour::Yellow,
        };
        act.terms = act.terms.map(|terms| Terms { colour, ..terms });
        act.sealed = Some(sealed_to(&directory(), &[to, town(), team()]));
        let public = public(9, author, act);
        let key = key_of(&public.author);
        permit(&directory(), None, public.sign(&key), monday()).map(|_| ())
    };
    assert_eq!(sends(us(), Kind::Referral, team()), Ok(()));
    let by_the_team = sends(them(), Kind::Referral, town());
    assert_eq!(by_the_team, Err(Denied::Authority), "who would decide?");
    assert_eq!(sends(them(), Kind::Notification, town()), Ok(()));
    let to_the_team = sends(us(), Kind::Notification, team());
    assert_eq!(to_the_team, Err(Denied::Authority), "who would act?");
    let story = accepted();
    let moved = |to| {
        let mut act = next(&story.handover, Verb::Course(CourseVerb::MoveChild));
        act.terms = Some(terms(Kind::Referral, &to));
        act.sealed = Some(sealed_to(&directory(), &[town(), to]));
        answer(&story.handover, (&us(), act), monday())
    };
    assert_eq!(moved(stranger()), Ok(()));
    assert_eq!(moved(clinic()), Err(Denied::Authority));
}

#[test]
fn b7_a_colour_falls_by_the_senders_correction_alone() {
    let story = Story::begin(
        Kind::Referral,
        Colour::Red,
        Some(crate::testing::position(0)),
    )
    .then(&device(&team(), 11), Verb::Open);
    let greener = |author, verb| {
        let mut act = next(&story.handover, verb);
        let to = match verb == Verb::Redirect {
            true => clinic(),
            false => team(),
        };
        act.terms = Some(Terms {
            colour: Colour::Green,
            ..terms(Kind::Referral, &to)
        });
        act.sealed = Some(sealed_to(&directory(), &[town(), team(), to]));
        answer(&story.handover, (&author, act), monday())
    };
    assert_eq!(greener(them(), Verb::Redirect), Err(Denied::ColourFalls));
    assert_eq!(greener(us(), Verb::Redirect), Err(Denied::ColourFalls));
    assert_eq!(greener(us(), Verb::Resubmit), Err(Denied::ColourFalls));
    assert_eq!(greener(us(), Verb::Correct), Ok(()));
}

#[test]
fn b8_what_is_decided_about_a_child_is_said_in_words() {
    let opened = || Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    let asked = opened().then(&them(), Verb::NeedInformation);
    let declined = opened().then(&them(), Verb::Decline);
    let withdrawn = opened().then(&us(), Verb::Withdraw);
    let in_error = opened().then(&us(), Verb::EnterInError);
    for (story, author, verb) in [
        (opened(), them(), Verb::Decline),
        (opened(), them(), Verb::NeedInformation),
        (opened(), them(), Verb::WrongRecipient),
        (opened(), us(), Verb::Withdraw),
        (asked, us(), Verb::Supply),
        (declined, us(), Verb::ClosePlan),
        (withdrawn, us(), Verb::RecordPlan),
        (in_error, us(), Verb::CloseError),
    ] {
        let wordless = next(&story.handover, verb);
        let by = |act| answer(&story.handover, (&author, act), monday());
        assert_eq!(by(wordless), Err(Denied::Wordless), "{verb:?}");
        // Whoever took it back plans without the office that has it no more.
        let readers = readers(Some(&story.handover), (&author.office, verb), None);
        let readers: Vec<OfficeId> = readers.into_iter().collect();
        let spoken = HandoverAct {
            sealed: Some(sealed_to(&directory(), &readers)),
            ..with_words(&story.handover, verb)
        };
        assert_eq!(by(spoken), Ok(()), "{verb:?}");
    }
}

/// A handover of that kind which follows another, as the server sees it.
fn follows(
    (author, kind, to): (&Author, Kind, &OfficeId),
    (course, followed): (Option<HandoverId>, &Handover),
    thread: Option<&Handover>,
) -> Result<(), Denied> {
    let mut act = first(kind, to);
    act.handover = HandoverId::from_bytes([77; 16]);
    act.terms = act.terms.map(|terms| Terms {
        relates_to: Some(followed.id),
        course,
        ..terms
    });
    let offices = [author.office.clone(), to.clone()];
    act.sealed = Some(sealed_to(&directory(), &offices));
    let act = public(9, author.clone(), act).sign(&key_of(author));
    let around = Around {
        handover: None,
        followed: Some(followed),
        thread,
    };
    permit(&directory(), around, act, monday()).map(|_| ())
}

#[test]
fn w12_nothing_is_filed_under_a_foreign_course() {
    let referral = accepted().handover;
    let course = Some(referral.id);
    let whole = Some(&referral);
    let message = |author: &Author, to: &OfficeId, course| {
        follows((author, Kind::Message, to), (course, &referral), whole)
    };
    assert_eq!(message(&us(), &team(), course), Ok(()));
    assert_eq!(message(&them(), &town(), course), Ok(()));
    let outsider = person(&stranger(), 31);
    let foreign = message(&outsider, &team(), course);
    assert_eq!(foreign, Err(Denied::Thread), "not its to name");
    let other = Some(HandoverId::from_bytes([78; 16]));
    assert_eq!(message(&us(), &team(), other), Err(Denied::Thread));
    assert_eq!(message(&us(), &team(), None), Err(Denied::Thread));
    // Who does not know the thread leaves it to the server, which does.
    let mut informs = Story::deposited(Kind::CaseInformation).handover;
    informs.course = course;
    informs.from = stranger();
    informs.to = clinic();
    let by_the_town = |thread| {
        follows(
            (&us(), Kind::Message, &clinic()),
            (course, &informs),
            thread,
        )
    };
    assert_eq!(by_the_town(whole), Ok(()), "the thread is its own");
    assert_eq!(by_the_town(None), Ok(()));
    // A referral that sends the child back names the thread that it comes from.
    let again = |course| follows((&us(), Kind::Referral, &team()), (course, &referral), whole);
    assert_eq!(again(course), Ok(()));
    assert_eq!(again(None), Err(Denied::Thread));
}

/// A referral that was accepted, after the child has moved.
fn moved() -> Story {
    let asks = |story: &Story| {
        let mut act = next(&story.handover, Verb::Course(CourseVerb::MoveChild));
        act.terms = Some(terms(Kind::Referral, &stranger()));
        act.sealed = Some(sealed_to(&directory(), &[town(), stranger()]));
        act
    };
    let story = accepted();
    let act = asks(&story);
    let story = story.with(&us(), act);
    let question = story.last().hash;
    let takes = HandoverAct {
        about: Some(question),
        ..next(&story.handover, Verb::Course(CourseVerb::TakeOverChild))
    };
    let story = story.with(&person(&stranger(), 31), takes);
    assert_eq!(story.handover.authority(), &stranger());
    story
}

#[test]
fn b2_an_office_that_the_child_has_left_reads_nothing_that_comes_later() {
    let note = |story: &Story, offices: &[OfficeId]| {
        let mut act = next(&story.handover, Verb::Course(CourseVerb::NoteStatus));
        act.sealed = Some(sealed_to(&directory(), offices));
        answer(&story.handover, (&them(), act), monday())
    };
    assert_eq!(note(&accepted(), &[team(), town()]), Ok(()));
    let story = moved();
    assert_eq!(note(&story, &[team(), stranger()]), Ok(()));
    let to_both = note(&story, &[team(), stranger(), town()]);
    assert_eq!(to_both, Err(Denied::Recipients));
    let about = (&them().office, Verb::Course(CourseVerb::NoteStatus));
    let reads = readers(Some(&story.handover), about, None);
    assert_eq!(reads.into_iter().collect::<Vec<_>>(), [stranger(), team()]);
    // Nor does it follow the course with anything of its own.
    let course = Some(story.handover.id);
    let told = follows(
        (&us(), Kind::Message, &team()),
        (course, &story.handover),
        Some(&story.handover),
    );
    assert_eq!(told, Err(Denied::Thread));
}

#[test]
fn b2_an_office_that_the_child_has_left_agrees_to_no_pause() {
    let pause = |story: &Story, offices: &[OfficeId]| {
        let mut act = next(&story.handover, Verb::Pause);
        act.asserted_day = Some(day_of(Zone::nuuk().day(monday())));
        act.sealed = Some(sealed_to(&directory(), offices));
        answer(&story.handover, (&them(), act), monday())
    };
    assert_eq!(pause(&accepted(), &[team(), town()]), Ok(()));
    let story = moved();
    assert_eq!(pause(&story, &[team(), stranger()]), Ok(()));
    let shown = pause(&story, &[team(), stranger(), town()]);
    assert_eq!(shown, Err(Denied::Recipients), "a leader there reads it");
    for (story, agrees) in [(accepted(), town()), (story, stranger())] {
        let paused = story.then(&them(), Verb::Pause);
        let owed = obligations(&paused.handover, &directory());
        let second = Duty::Countersign(Verb::Pause);
        let second = owed.iter().find(|one| one.duty == second);
        assert_eq!(second.map(|one| &one.owner), Some(&agrees));
    }
}

#[test]
fn b2_a_report_is_corrected_and_passed_on_towards_who_answers_for_the_child_alone() {
    let referral = moved().handover;
    let mut report = Story::begun_with({
        let mut act = first(Kind::ClosingReport, &town());
        act.terms = act.terms.map(|terms| Terms {
            course: Some(referral.id),
            ..terms
        });
        act.handover = HandoverId::from_bytes([70; 16]);
        act
    })
    .handover;
    report.from = team();
    report.to = town();
    let sends = |author: &Author, verb, to: &OfficeId| {
        let mut act = next(&report, verb);
        act.terms = Some(Terms {
            to: to.clone(),
            ..Terms::of(&report)
        });
        act.sealed = Some(sealed_to(&directory(), &[team(), to.clone()]));
        let act = public(9, author.clone(), act).sign(&key_of(author));
        let around = Around {
            handover: Some(&report),
            followed: None,
            thread: Some(&referral),
        };
        permit(&directory(), around, act, monday()).map(|_| ())
    };
    assert_eq!(sends(&them(), Verb::Correct, &town()), Err(Denied::Report));
    let by = device(&team(), 11);
    assert_eq!(sends(&by, Verb::PassOn, &stranger()), Ok(()));
    assert_eq!(sends(&by, Verb::PassOn, &town_hall()), Err(Denied::Report));
    let by_hand = sends(&them(), Verb::PassOn, &stranger());
    assert_eq!(by_hand, Err(Denied::Capacity));
    let outsider = sends(&device(&clinic(), 21), Verb::PassOn, &stranger());
    assert_eq!(outsider, Err(Denied::Office));
}

#[test]
fn b2_a_seal_names_nobody_who_has_no_part_in_it() {
    let opened = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    let ask = |offices: &[OfficeId]| {
        let mut act = next(&opened.handover, Verb::NeedInformation);
        act.sealed = Some(sealed_to(&directory(), offices));
        answer(&opened.handover, (&them(), act), monday())
    };
    assert_eq!(ask(&[team(), town()]), Ok(()));
    for other in [clinic(), stranger(), town_hall()] {
        let told = ask(&[team(), town(), other.clone()]);
        assert_eq!(told, Err(Denied::Recipients), "{other}");
    }
    // What a leader of another office may sign second, they may read.
    let declined = Story::declined();
    let plan = |offices: &[OfficeId]| {
        let mut act = next(&declined.handover, Verb::ClosePlan);
        act.sealed = Some(sealed_to(&directory(), offices));
        answer(&declined.handover, (&us(), act), monday())
    };
    assert_eq!(plan(&[town(), team(), town_hall()]), Ok(()));
    assert_eq!(plan(&[town(), team(), clinic()]), Err(Denied::Recipients));
}

#[test]
fn w12_a_foreign_file_is_not_fetched_by_its_hash() {
    let blob = BlobRef {
        hash: Hash::of(b"sealed"),
        bytes: 9,
    };
    let announces = |author: Author, to: OfficeId| {
        let mut act = first(Kind::Message, &to);
        let mut sealed = sealed_to(&directory(), &[author.office.clone(), to]);
        sealed.attachments = vec![blob];
        act.sealed = Some(sealed);
        public(0, author, act)
    };
    let mut files = Files::default();
    let sent = announces(us(), team());
    assert_eq!(files.check(&sent), Ok(()), "it is new");
    files.note(&sent);
    let thief = announces(person(&stranger(), 31), clinic());
    assert_eq!(files.check(&thief), Err(Denied::File), "by its hash alone");
    let sent_on = announces(them(), clinic());
    assert_eq!(files.check(&sent_on), Ok(()), "it has the file");
    files.note(&sent_on);
    let by_the_clinic = announces(person(&clinic(), 21), stranger());
    assert_eq!(
        files.check(&by_the_clinic),
        Ok(()),
        "and so has the clinic now"
    );
}

#[test]
fn c1_a_report_goes_from_who_treats_to_who_answers_for_the_child() {
    let referral = accepted().handover;
    let waiting = Story::deposited(Kind::Referral).handover;
    for kind in [Kind::ClosingReport, Kind::InterimReport] {
        let sends = |author: &Author, to: &OfficeId, referral: &Handover| {
            let about = (Some(referral.id), referral);
            follows((author, kind, to), about, Some(referral))
        };
        assert_eq!(sends(&them(), &town(), &referral), Ok(()));
        assert_eq!(sends(&them(), &town_hall(), &referral), Ok(()));
        let elsewhere = sends(&them(), &stranger(), &referral);
        assert_eq!(elsewhere, Err(Denied::Report), "{kind:?}");
        let by_the_town = sends(&us(), &team(), &referral);
        assert_eq!(by_the_town, Err(Denied::Report), "{kind:?}");
        let too_early = sends(&them(), &town(), &waiting);
        assert_eq!(too_early, Err(Denied::Report), "nobody treats the child");
    }
}
