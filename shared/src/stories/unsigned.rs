//! A5: signed within a membership, and deposited after its end.

use super::{sealed_to, them, us, with_words};
use crate::{
    access::{Denied, LATE_DEPOSIT_MS, permit, reader::Reader, second::First},
    act::HandoverAct,
    handover::{Effect, Handover, ReceiptKind},
    obligation::{obligations, receipt_due},
    party::{Author, Membership, OfficeId},
    testing::{
        Story, clinic, device, directory, first, key_of, monday, next, person, public, stranger,
        team, town, town_hall,
    },
    time::Timestamp,
    words::{Duty, Kind, List, Role, State, Validity, Verb},
};

/// A leader of the author's office.
fn leader() -> Author {
    person(&town(), 2)
}

/// The day that many days after her first.
fn day(number: i64) -> Timestamp {
    monday().plus_days(number)
}

/// What an act counts for that was signed and deposited then.
fn counted(
    handover: Option<&Handover>,
    (author, act): (&Author, HandoverAct),
    (claimed, deposited): (Timestamp, Timestamp),
) -> Result<Validity, Denied> {
    let mut public = public(99, author.clone(), act);
    public.claimed = claimed;
    let act = public.sign(&key_of(author));
    let permit = permit(&directory(), handover, act, deposited)?;
    Ok(permit.validity())
}

fn referral() -> HandoverAct {
    HandoverAct {
        sealed: Some(sealed_to(&directory(), &[town(), team()])),
        ..first(Kind::Referral, &team())
    }
}

/// A referral that came too late to count.
fn unsigned() -> Story {
    Story::begun_unsigned(referral())
}

#[test]
fn a5_signed_on_day_119_of_120_it_counts_on_day_125_and_is_a_leaders_on_day_160() {
    let sent = |claimed, deposited| counted(None, (&us(), referral()), (claimed, deposited));
    assert_eq!(sent(day(119), day(119)), Ok(Validity::InTime));
    assert_eq!(sent(day(119), day(125)), Ok(Validity::Late));
    let last = day(120).plus_ms(LATE_DEPOSIT_MS);
    assert_eq!(sent(day(119), last), Ok(Validity::Late));
    assert_eq!(sent(day(119), last.plus_ms(1)), Ok(Validity::Unsigned));
    assert_eq!(sent(day(119), day(160)), Ok(Validity::Unsigned));
    for deposited in [day(121), day(160)] {
        let after = sent(day(120), deposited);
        assert_eq!(
            after,
            Err(Denied::OutsideMembership),
            "signed after the end"
        );
    }
}

#[test]
fn a5_what_machines_and_second_signers_sign_too_late_is_refused() {
    let story = Story::deposited(Kind::Referral);
    let then = (day(119), day(160));
    let by = |author: &Author, verb| {
        let act = with_words(&story.handover, verb);
        counted(Some(&story.handover), (author, act), then)
    };
    let refused = Err(Denied::OutsideMembership);
    assert_eq!(by(&device(&team(), 11), Verb::Open), refused);
    for verb in [Verb::Countersign, Verb::Drop, Verb::Look, Verb::Settle] {
        assert_eq!(by(&us(), verb), refused, "{verb:?}");
    }
    assert_eq!(by(&us(), Verb::Withdraw), Ok(Validity::Unsigned));
}

#[test]
fn a5_an_unsigned_referral_is_there_for_its_office_and_owed_by_a_leader() {
    let story = unsigned();
    let handover = &story.handover;
    assert_eq!(
        (handover.state, story.effect()),
        (State::Held, Effect::FirstSignature)
    );
    assert!(!handover.cannot_be_read(), "it does not wait for a key");
    let owed = obligations(handover, &directory()).remove(0);
    let countersign = Duty::Countersign(Verb::Sign);
    assert_eq!((owed.owner.clone(), owed.duty), (town(), countersign));
    assert!(owed.is_asked_of(&town_hall()), "where a leader may be");
    assert_eq!(List::of(countersign, State::Held), List::Returned);

    let act = public(0, us(), referral());
    let directory = directory();
    let reads = |who: &Author| {
        let reader = Reader::of(&directory, &who.device, monday()).unwrap();
        reader.may_open(&act, &[handover])
    };
    assert_eq!((reads(&leader()), reads(&them())), (true, false));
    for (author, verb) in [
        (device(&team(), 11), Verb::Open),
        (them(), Verb::Accept),
        (device(&town(), 1), Verb::Rewrap),
    ] {
        let tried = story.clone().then(&author, verb);
        assert_eq!(tried.handover.state, State::Held, "{verb:?}");
    }
}

#[test]
fn a5_a_leader_signs_it_anew_and_the_team_reads_it() {
    let story = unsigned();
    let second = next(&story.handover, Verb::Countersign);
    for (author, answer) in [
        (leader(), Ok(Validity::InTime)),
        (person(&town_hall(), 4), Err(Denied::Unread)),
        (person(&town(), 3), Err(Denied::Role)),
        (us(), Err(Denied::Role)),
        (person(&team(), 12), Err(Denied::Office)),
        (person(&stranger(), 31), Err(Denied::Office)),
    ] {
        let now = (day(1), day(1));
        let said = counted(Some(&story.handover), (&author, second.clone()), now);
        assert_eq!(said, answer, "{author:?}");
    }
    let when = day(161);
    let signed = story.deposited_at(&leader(), second, when);
    assert_eq!(
        (signed.effect(), signed.last().second_of),
        (Effect::Moved, Some(Verb::Sign))
    );
    let handover = &signed.handover;
    assert_eq!(
        (handover.state, handover.unsigned.len()),
        (State::Deposited, 0)
    );
    assert_eq!((handover.sent, handover.author.clone()), (when, us()));
    assert_eq!(
        handover.first_sent,
        monday(),
        "the law and its age count from the first day"
    );
    assert!(receipt_due(handover, when, &directory()).unwrap() > when);
    let act = public(0, us(), referral());
    let directory = directory();
    let team = Reader::of(&directory, &them().device, monday()).unwrap();
    assert!(team.may_open(&act, &[handover]));
    let read = signed.then(&device(&crate::testing::team(), 11), Verb::Open);
    assert_eq!(read.handover.state, State::Opened);
}

/// Deposited on her second day.
fn said(story: &Story, author: &Author, act: HandoverAct) -> Result<Validity, Denied> {
    counted(Some(&story.handover), (author, act), (day(1), day(1)))
}

/// What somebody says who refuses the first act that waits, to offices that may read it.
fn refusal(story: &Story, to: &[OfficeId]) -> HandoverAct {
    HandoverAct {
        about: story.handover.waiting().next().map(|it| it.first),
        sealed: Some(sealed_to(&directory(), to)),
        ..next(&story.handover, Verb::Drop)
    }
}

#[test]
fn a5_a_leader_who_cannot_read_it_neither_signs_nor_refuses_it() {
    let story = unsigned();
    let elsewhere = person(&town_hall(), 4);
    let second = next(&story.handover, Verb::Countersign);
    assert_eq!(said(&story, &elsewhere, second), Err(Denied::Unread));
    let refused = refusal(&story, &[town(), town_hall()]);
    assert_eq!(said(&story, &elsewhere, refused), Err(Denied::Unread));
    assert_eq!(
        said(&story, &leader(), refusal(&story, &[town()])),
        Ok(Validity::InTime)
    );
    // What says nothing under seal can be read by everybody.
    let opened = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    let bare = next(&opened.handover, Verb::Acknowledge);
    let bare = opened.unsigned(&them(), bare);
    let at_the_clinic = person(&clinic(), 22);
    let first = First::waiting(&bare.handover).unwrap();
    let place = Membership {
        office: clinic(),
        role: Role::Leader,
        from: monday(),
        until: day(120),
    };
    let may = first.may_be_followed(&directory(), (at_the_clinic.person, &place));
    assert_eq!(may, Ok(()));
}

#[test]
fn a5_what_no_leader_can_read_is_refused_by_any_of_them_or_done_again_by_its_office() {
    let (them, colleague) = (person(&clinic(), 21), person(&clinic(), 22));
    let opened = Story::begun_with(first(Kind::Referral, &clinic()));
    let opened = opened.then(&device(&clinic(), 21), Verb::Open);
    let decline = HandoverAct {
        sealed: Some(sealed_to(&directory(), &[town(), clinic()])),
        ..next(&opened.handover, Verb::Decline)
    };
    let story = opened.unsigned(&them, decline.clone());
    let waiting = First::waiting(&story.handover).unwrap();
    assert!(
        waiting.is_unread(&directory(), day(1)),
        "no leader sits in the clinic"
    );
    let elsewhere = person(&team(), 12);
    let second = next(&story.handover, Verb::Countersign);
    assert_eq!(said(&story, &elsewhere, second), Err(Denied::Unread));
    let refused = refusal(&story, &[town(), clinic(), team()]);
    assert_eq!(
        said(&story, &elsewhere, refused.clone()),
        Ok(Validity::InTime)
    );
    let wordless = HandoverAct {
        sealed: None,
        ..refused.clone()
    };
    assert_eq!(said(&story, &elsewhere, wordless), Err(Denied::Wordless));
    let dropped = story.clone().with(&elsewhere, refused);
    assert_eq!(dropped.handover.waiting().count(), 0);
    assert_eq!(
        dropped.handover.state,
        State::Opened,
        "the receipt is owed as before"
    );
    // A colleague who has seen that it does not count does the same again.
    let again = story.clone().with(&colleague, decline.clone());
    assert_eq!(again.handover.state, State::Declined);
    assert_eq!(again.handover.waiting().count(), 0);
    // One who has not heard of it leaves it to be looked at.
    let crossed = story.late(&colleague, decline, 2);
    assert_eq!(crossed.handover.state, State::Declined);
    assert_eq!(crossed.handover.waiting().count(), 1);
}

#[test]
fn a5_a_leader_drops_it_and_its_office_says_what_takes_its_place() {
    let story = unsigned();
    let drop = HandoverAct {
        about: Some(story.handover.envelope),
        sealed: Some(sealed_to(&directory(), &[town()])),
        ..next(&story.handover, Verb::Drop)
    };
    let now = (day(1), day(1));
    let said = counted(Some(&story.handover), (&leader(), drop.clone()), now);
    assert_eq!(said, Ok(Validity::InTime));
    let wordless = HandoverAct {
        sealed: None,
        ..drop.clone()
    };
    let said = counted(Some(&story.handover), (&leader(), wordless), now);
    assert_eq!(said, Err(Denied::Wordless));
    let dropped = story.with(&leader(), drop);
    assert_eq!(dropped.handover.state, State::EnteredInError);
    let owed = obligations(&dropped.handover, &directory()).remove(0);
    assert_eq!(
        (owed.owner, owed.duty),
        (town(), Duty::Act(Verb::CloseError))
    );
}

#[test]
fn a5_an_answer_that_came_too_late_changes_nothing_until_a_leader_signs_it() {
    let opened = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    for verb in [
        Verb::Acknowledge,
        Verb::Accept,
        Verb::Decline,
        Verb::WrongRecipient,
    ] {
        let act = next(&opened.handover, verb);
        let late = opened.clone().unsigned(&them(), act.clone());
        assert_eq!(late.handover.state, State::Opened, "{verb:?}");
        assert_eq!(late.handover.custodian, town());
        let receipts = late.handover.receipts().last().unwrap().1;
        assert_eq!(receipts, [], "{verb:?}");
        let owed = obligations(&late.handover, &directory());
        let of_leader = |it: &&crate::obligation::Obligation| it.duty == Duty::Countersign(verb);
        assert_eq!(owed.iter().filter(of_leader).count(), 1);
        let signed = late.then(&person(&team(), 12), Verb::Countersign);
        let direct = opened.clone().with(&them(), act);
        assert_eq!(signed.handover.state, direct.handover.state, "{verb:?}");
        assert_eq!(signed.handover.custodian, direct.handover.custodian);
        assert_eq!(signed.handover.waiting().count(), 0);
    }
    let act = next(&opened.handover, Verb::Acknowledge);
    let late = opened.unsigned(&them(), act);
    let signed = late.clone().then(&person(&team(), 12), Verb::Countersign);
    let receipts = signed.handover.receipts().last().unwrap().1;
    assert_eq!(receipts, [ReceiptKind::R4]);
    // Somebody has withdrawn it meanwhile: it is judged as it stands then.
    let withdrawn = late.then(&us(), Verb::Withdraw);
    assert_eq!(
        withdrawn.handover.unsigned.len(),
        1,
        "it is still somebody's"
    );
    let signed = withdrawn.then(&person(&team(), 12), Verb::Countersign);
    assert_eq!(signed.handover.waiting().count(), 0);
}

#[test]
fn a5_what_is_sent_otherwise_or_taken_back_is_nobodys_to_sign_anew() {
    for verb in [
        Verb::Correct,
        Verb::Redirect,
        Verb::Withdraw,
        Verb::EnterInError,
    ] {
        let gone = unsigned().then(&person(&town(), 3), verb);
        assert_eq!(gone.effect(), Effect::Moved, "{verb:?}");
        assert_eq!(gone.handover.waiting().count(), 0, "{verb:?}");
    }
}
