//! B: the wrong person.

use super::{accepted, answer, sealed_to, them, us, with_words};
use crate::{
    access::{Denied, permit},
    act::Terms,
    testing::{
        Story, clinic, device, directory, first, key_of, monday, next, person, public, stranger,
        team, terms, town, town_hall,
    },
    words::{Colour, CourseVerb, Kind, Verb, WatchVerb},
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
        let spoken = with_words(&story.handover, verb);
        assert_eq!(by(spoken), Ok(()), "{verb:?}");
    }
}
