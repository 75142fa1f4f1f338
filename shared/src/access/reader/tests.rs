//! Who reads what, and from whom it is kept.

use crate::{
    access::reader::{Reader, may_bring, may_fetch},
    act::{HandoverAct, PublicPart},
    handover::Handover,
    log::Mailbox,
    party::{
        Author, OfficeId,
        directory::{Directory, Grant, Statement},
    },
    seal::Fingerprint,
    testing::{
        Story, administrator, approve, clinic, device, directory, first, monday, person, public,
        said, sealed, stranger, team, town, town_hall,
    },
    words::{Kind, Role, State, Verb},
};

fn reader<'a>(directory: &'a Directory, author: &Author) -> Reader<'a> {
    Reader::of(directory, &author.device, monday()).unwrap()
}

/// The referral, sealed to the town and the team.
fn referral() -> PublicPart {
    let key = Fingerprint::from_bytes([1; 32]);
    let act = HandoverAct {
        sealed: Some(sealed(&[(town(), key), (team(), key)])),
        ..first(Kind::Referral, &team())
    };
    public(0, person(&town(), 1), act)
}

#[test]
fn a_device_reads_its_offices_mailbox_and_the_directory_while_its_membership_holds() {
    let directory = directory();
    let at_the_team = person(&team(), 11);
    let now = reader(&directory, &at_the_team);
    assert!(now.reads(&Mailbox::Directory) && now.reads(&Mailbox::Office(team())));
    assert!(!now.reads(&Mailbox::Office(town())) && !now.administers());
    let later = monday().plus_days(120);
    let ended = Reader::of(&directory, &at_the_team.device, later).unwrap();
    assert!(!ended.reads(&Mailbox::Directory) && !ended.reads(&Mailbox::Office(team())));
    assert!(reader(&directory, &administrator()).administers());
    let nobody = person(&team(), 99);
    assert!(Reader::of(&directory, &nobody.device, monday()).is_none());
}

#[test]
fn whoever_an_act_is_not_sealed_to_gets_no_body_of_it() {
    let directory = directory();
    for (author, gets) in [
        (person(&town(), 1), true),
        (person(&team(), 11), true),
        (person(&town_hall(), 4), false),
        (person(&clinic(), 21), false),
        (person(&stranger(), 31), false),
        (administrator(), false),
    ] {
        let may = reader(&directory, &author).may_open(&referral(), &[]);
        assert_eq!(may, gets, "{author:?}");
    }
}

#[test]
fn an_approval_is_for_its_office_and_administrators_and_a_grant_for_its_office() {
    let directory = directory();
    let approval = approve(1, &town(), Role::Caseworker);
    let approval = said(administrator(), Statement::Approve(Box::new(approval)));
    let grant = Grant {
        office: team(),
        device: person(&team(), 12).device,
        epoch: 1,
    };
    let grant = said(person(&team(), 11), Statement::Grant(grant));
    let opens = |author: &Author| {
        let reader = reader(&directory, author);
        (
            reader.may_open(&approval, &[]),
            reader.may_open(&grant, &[]),
        )
    };
    assert_eq!(opens(&person(&town(), 1)), (true, false));
    assert_eq!(opens(&administrator()), (true, false));
    assert_eq!(opens(&person(&team(), 11)), (false, true));
}

/// Who of the town, its town hall and the team still gets the referral.
fn still_gets(handover: &Handover) -> [bool; 3] {
    let directory = directory();
    let key = Fingerprint::from_bytes([1; 32]);
    let offices = [town(), town_hall(), team()];
    let act = HandoverAct {
        sealed: Some(sealed(&offices.map(|office| (office, key)))),
        ..first(Kind::Referral, &team())
    };
    let act = public(0, person(&town(), 1), act);
    [
        person(&town(), 1),
        person(&town_hall(), 4),
        person(&team(), 11),
    ]
    .map(|author| reader(&directory, &author).may_open(&act, &[handover]))
}

#[test]
fn what_was_withdrawn_is_kept_from_whoever_had_not_opened_it() {
    let sent = Story::deposited(Kind::Referral);
    assert_eq!(still_gets(&sent.handover), [true; 3]);
    let unread = sent.clone().then(&person(&town(), 1), Verb::Withdraw);
    assert_eq!(unread.handover.state, State::Withdrawn);
    assert_eq!(still_gets(&unread.handover), [true, true, false]);
    let read = sent
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge)
        .then(&person(&town(), 1), Verb::AskWithdrawal)
        .then(&person(&team(), 11), Verb::ConfirmWithdrawal);
    assert_eq!(read.handover.state, State::Withdrawn);
    assert_eq!(still_gets(&read.handover), [true; 3]);
}

#[test]
fn what_should_never_have_been_sent_is_kept_from_everybody_but_the_senders_organisation() {
    let wrong = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&town(), 1), Verb::EnterInError);
    assert_eq!(wrong.handover.state, State::EnteredInError);
    assert_eq!(still_gets(&wrong.handover), [true, true, false]);
    let closed = wrong.then(&person(&town(), 1), Verb::CloseError);
    assert_eq!(
        still_gets(&closed.handover),
        [true, true, false],
        "{:?}",
        closed.handover.state
    );
}

#[test]
fn a_file_is_brought_by_its_sender_and_fetched_by_those_it_is_sealed_to() {
    let key = Fingerprint::from_bytes([1; 32]);
    let act = HandoverAct {
        sealed: Some(sealed(&[(team(), key)])),
        ..first(Kind::Referral, &team())
    };
    let act = public(0, person(&town(), 1), act);
    let may = |office: &OfficeId| (may_bring(&act, office), may_fetch(&act, office));
    assert_eq!(may(&town()), (true, false));
    assert_eq!(may(&team()), (true, true));
    assert_eq!(may(&stranger()), (false, false));
}
