//! Who hears of an act, and that a writer has loaded every mailbox that may be one of theirs.

use std::collections::BTreeSet;

use crate::{
    act::{HandoverAct, PublicPart},
    audience::Audience,
    handover::{Concern, Handover},
    hash::Hash,
    id::HandoverId,
    log::{ENTRIES_MAX, Mailbox},
    party::{
        Author, OfficeId,
        directory::{Directory, Grant, Statement},
    },
    testing::{
        Story, administration, administrator, approve, clinic, device, directory, first, invite,
        monday, name_of, next, office_entry, person, position, public, said, stranger, team, terms,
        town, town_hall,
    },
    words::{Duty, Kind, Role, Rung, Verb, WatchVerb},
};

/// Who hears of one more act about a handover, in a course or in none.
fn hears(
    before: Option<&Handover>,
    (author, act): (&Author, HandoverAct),
    course: Option<&Handover>,
) -> BTreeSet<Mailbox> {
    let directory = directory();
    let act = public(50, author.clone(), act);
    let after = Handover::fold(before.cloned(), &act, name_of(&act), Some(position(50)));
    let audience = Audience {
        directory: &directory,
        act: &act,
        before,
        after: after.as_ref(),
        course,
    };
    let mailboxes = audience.mailboxes();
    let reach = Audience {
        after: None,
        ..audience
    }
    .reach();
    assert!(mailboxes.is_subset(&reach), "{mailboxes:?} of {reach:?}");
    mailboxes
}

fn of(offices: &[OfficeId]) -> BTreeSet<Mailbox> {
    offices.iter().cloned().map(Mailbox::Office).collect()
}

fn said_by(author: Author, statement: Statement) -> BTreeSet<Mailbox> {
    let act: PublicPart = said(author, statement);
    let directory: Directory = directory();
    let audience = Audience {
        directory: &directory,
        act: &act,
        before: None,
        after: None,
        course: None,
    };
    assert!(audience.mailboxes().is_subset(&audience.reach()));
    audience.mailboxes()
}

#[test]
fn what_is_said_about_the_directory_is_for_all_but_wrapped_seeds_are_for_their_office() {
    let invitation = Statement::Invite(invite(40, &town(), Role::Caseworker));
    assert_eq!(
        said_by(administrator(), invitation),
        BTreeSet::from([Mailbox::Directory])
    );
    let grant = Statement::Grant(Grant {
        office: team(),
        device: person(&team(), 12).device,
        epoch: 1,
    });
    assert_eq!(said_by(person(&team(), 11), grant), of(&[team()]));
}

#[test]
fn sender_receiver_and_whoever_it_is_sealed_to_hear_of_a_handover() {
    let mut act = first(Kind::Referral, &team());
    assert_eq!(
        hears(None, (&person(&town(), 1), act.clone()), None),
        of(&[town(), team()])
    );
    let sealed = act.sealed.as_mut().unwrap();
    let (_, key) = sealed.to[0];
    sealed.to.push((town_hall(), key));
    assert_eq!(
        hears(None, (&person(&town(), 1), act), None),
        of(&[town(), team(), town_hall()])
    );
}

#[test]
fn whoever_had_a_part_until_now_hears_that_it_was_sent_on() {
    let story = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Open);
    let act = next(&story.handover, Verb::Redirect);
    assert_eq!(
        hears(Some(&story.handover), (&person(&team(), 11), act), None),
        of(&[town(), team(), clinic()])
    );
}

#[test]
fn a_first_signature_is_told_to_wherever_somebody_can_sign_second() {
    let story = Story::declined().then(&person(&town(), 1), Verb::ReadDecline);
    let act = next(&story.handover, Verb::ClosePlan);
    assert_eq!(
        hears(Some(&story.handover), (&person(&town(), 1), act), None),
        of(&[town(), team(), town_hall()])
    );
}

#[test]
fn from_the_third_rung_on_leaders_of_both_sides_and_administrators_are_told() {
    let story = Story::deposited(Kind::Referral);
    let told = |rung| {
        let concern = Concern {
            owner: team(),
            duty: Duty::Receipt,
            since: story.handover.since,
        };
        let act = HandoverAct {
            concern: Some((concern, rung)),
            ..next(&story.handover, Verb::Watch(WatchVerb::Escalate))
        };
        hears(Some(&story.handover), (&person(&town(), 1), act), None)
    };
    assert_eq!(told(Rung::Overdue), of(&[town(), team()]));
    let leaders = [town(), town_hall(), team(), administrator().office];
    assert_eq!(told(Rung::Leaders), of(&leaders));
}

#[test]
fn team_and_municipality_of_a_course_hear_of_what_others_hand_over_in_it() {
    let referral = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Accept)
        .handover;
    let mut act = first(Kind::CaseInformation, &clinic());
    act.handover = HandoverId::from_bytes([8; 16]);
    act.terms = Some(crate::act::Terms {
        course: Some(referral.id),
        ..terms(Kind::CaseInformation, &clinic())
    });
    act.about = None::<Hash>;
    assert_eq!(
        hears(None, (&person(&stranger(), 31), act), Some(&referral)),
        of(&[stranger(), clinic(), town(), team()])
    );
}

/// A country in which each side's organisation has as many offices with a leader as that, and as
/// many with an administrator.
fn crowded(offices: u8) -> Directory {
    let mut directory = directory();
    let mut say = |statement: &Statement| {
        let by = administrator().person;
        assert_eq!(directory.check(statement, by, monday()), Ok(()));
        directory.apply(statement, by, Hash::of(format!("{statement:?}").as_bytes()));
    };
    for n in 0..offices {
        for (organisation, devices) in [("kujalleq", [40, 110]), ("socialstyrelsen", [150, 190])] {
            let named = |what: &str| OfficeId::parse(&format!("{organisation}/{what}-{n}"));
            let (led, watch) = (named("kontor").unwrap(), named("vagt").unwrap());
            say(&office_entry(&led));
            say(&administration(&watch));
            for (device, office, role) in [
                (devices[0], led, Role::Leader),
                (devices[1], watch, Role::Administrator),
            ] {
                let device = n.saturating_add(device);
                say(&Statement::Invite(invite(device, &office, role)));
                say(&Statement::Approve(Box::new(approve(
                    device, &office, role,
                ))));
            }
        }
    }
    directory
}

/// Who hears that a referral is late, when all may be told.
fn hears_of_the_highest_rung(directory: &Directory) -> BTreeSet<Mailbox> {
    let story = Story::deposited(Kind::Referral);
    let concern = Concern {
        owner: team(),
        duty: Duty::Receipt,
        since: monday(),
    };
    let act = HandoverAct {
        concern: Some((concern, Rung::Authority)),
        ..next(&story.handover, Verb::Watch(WatchVerb::Escalate))
    };
    let act = public(50, administrator(), act);
    let audience = Audience {
        directory,
        act: &act,
        before: Some(&story.handover),
        after: Some(&story.handover),
        course: None,
    };
    let mailboxes = audience.mailboxes();
    assert!(mailboxes.is_subset(&audience.reach()));
    mailboxes
}

#[test]
fn everybody_is_told_as_long_as_a_receipt_has_room() {
    let few = hears_of_the_highest_rung(&crowded(10));
    let told = |organisation: &str, what: &str, n: u8| {
        let id = OfficeId::parse(&format!("{organisation}/{what}-{n}")).unwrap();
        Mailbox::Office(id)
    };
    for n in 0..10 {
        for organisation in ["kujalleq", "socialstyrelsen"] {
            assert!(few.contains(&told(organisation, "kontor", n)), "{few:?}");
            assert!(few.contains(&told(organisation, "vagt", n)), "{few:?}");
        }
    }
}

#[test]
fn of_more_than_a_receipt_names_the_nearest_are_told_and_the_act_stands() {
    let many = hears_of_the_highest_rung(&crowded(40));
    assert_eq!(many.len(), ENTRIES_MAX);
    // The sides, who owes it, and the leaders of who owes it come first.
    let near = [town(), team(), OfficeId::root_administration()];
    assert!(of(&near).is_subset(&many), "{many:?}");
    for n in 0..40 {
        let leader = OfficeId::parse(&format!("socialstyrelsen/kontor-{n}")).unwrap();
        assert!(many.contains(&Mailbox::Office(leader)), "{n}");
    }
}

#[test]
fn administrators_of_other_organisations_are_told_nothing() {
    let mut directory = crowded(1);
    let elsewhere = OfficeId::parse("avannaata/vagt").unwrap();
    let statements = [
        administration(&elsewhere),
        Statement::Invite(invite(250, &elsewhere, Role::Administrator)),
        Statement::Approve(Box::new(approve(250, &elsewhere, Role::Administrator))),
    ];
    for statement in statements {
        directory.apply(&statement, administrator().person, Hash::of(b"elsewhere"));
    }
    let told = hears_of_the_highest_rung(&directory);
    assert!(!told.contains(&Mailbox::Office(elsewhere)));
    assert!(told.contains(&Mailbox::Office(OfficeId::root_administration())));
}
