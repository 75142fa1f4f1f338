//! The access table: who may, and one act for each way to be denied.

use crate::{
    access::{ADMINISTRATORS, Denied, LATE_DEPOSIT_MS, LEADERS, RIGHTS, Right, Whose, permit},
    act::{Act, Matter, PublicPart, SealedRef},
    calendar::Hours,
    handover::{
        Handover,
        table::course::{By, by},
    },
    id::OutageId,
    party::{
        Author, OfficeId,
        directory::{
            Grant, Outage, PolicyStatement, ReviewRound, Staffing, Statement, StatementError,
        },
    },
    policy::Policy,
    seal::Fingerprint,
    sign::Capacity,
    testing::{
        Story, administrator, at, clinic, device, directory, first, invite, key_of, monday, next,
        office, office_key, organisation, person, public, sealed, stranger, team, terms, town,
        town_hall,
    },
    time::Timestamp,
    words::{Colour, CourseVerb, Kind, OutageCause, Role, Side, Verb},
};

/// Sealed to the town and the team with the keys that they have.
fn envelope() -> SealedRef {
    let keys = [(town(), 1), (team(), 11)];
    sealed(&keys.map(|(office, n)| (office, office_key(n).fingerprint())))
}

/// Sealed to these offices with the keys that they have.
fn sealed_for(offices: &[OfficeId]) -> SealedRef {
    let directory = directory();
    let keys: Vec<_> = offices
        .iter()
        .map(|office| {
            let key = directory.office_key(office);
            let key = key.map(|key| key.public.fingerprint());
            (
                office.clone(),
                key.unwrap_or(Fingerprint::from_bytes([0; 32])),
            )
        })
        .collect();
    sealed(&keys)
}

fn referral() -> PublicPart {
    let mut act = first(Kind::Referral, &team());
    act.sealed = Some(envelope());
    PublicPart {
        // She knows everybody's keys.
        directory: directory().version(),
        ..public(1, person(&town(), 1), act)
    }
}

fn outcome(
    handover: Option<&Handover>,
    public: PublicPart,
    deposited: Timestamp,
) -> Result<(), Denied> {
    let key = key_of(&public.author);
    let act: Act = public.sign(&key);
    permit(&directory(), handover, act, deposited).map(|_| ())
}

/// The answer to a referral that differs as `spoil` says.
fn spoilt(spoil: impl FnOnce(&mut PublicPart)) -> Result<(), Denied> {
    let mut public = referral();
    spoil(&mut public);
    outcome(None, public, monday())
}

fn on_act(public: &mut PublicPart, change: impl FnOnce(&mut crate::act::HandoverAct)) {
    match &mut public.matter {
        Matter::Handover(act) => change(act),
        Matter::Directory(..) => unreachable!(),
    }
}

/// The answer to an act on a handover that the team has declined and a plan waits for.
fn on_declined(author: &Author, verb: Verb) -> Result<(), Denied> {
    let story = Story::declined().then(&person(&town(), 1), Verb::ClosePlan);
    let mut act = next(&story.handover, verb);
    if verb == Verb::Course(CourseVerb::MoveChild) {
        act.terms = Some(terms(Kind::Referral, &stranger()));
    }
    let to = act
        .terms
        .as_ref()
        .map_or_else(team, |terms| terms.to.clone());
    // Nobody passes on to themselves.
    let to = if verb == Verb::PassOn { stranger() } else { to };
    if verb == Verb::PassOn {
        act.terms = Some(terms(Kind::Referral, &to));
    }
    let opposite = if author.office == to { town() } else { to };
    let watches = author.office == OfficeId::root_administration();
    let offices = [opposite, author.office.clone()];
    act.sealed = (!watches).then(|| sealed_for(&offices));
    act.asserted_day = (verb == Verb::Pause).then_some(20_760);
    act.outcome = (verb == Verb::ReportFollowUp).then_some(1);
    outcome(
        Some(&story.handover),
        public(9, author.clone(), act),
        monday(),
    )
}

#[test]
fn a_referral_may_be_sent() {
    assert_eq!(spoilt(|_| {}), Ok(()));
}

#[test]
fn a_referral_is_denied_for_each_way_to_be_wrong() {
    assert_eq!(
        spoilt(|it| it.author = person(&team(), 1)),
        Err(Denied::NotAMember)
    );
    assert_eq!(
        spoilt(|it| it.author = device(&town(), 1)),
        Err(Denied::Capacity)
    );
    assert_eq!(spoilt(|it| it.author = administrator()), Err(Denied::Role));
    let to = |office, kind| spoilt(|it| on_act(it, |act| act.terms = Some(terms(kind, &office))));
    assert_eq!(to(town(), Kind::Referral), Err(Denied::ToItself));
    assert_eq!(
        to(office("x/y"), Kind::Referral),
        Err(Denied::UnknownOffice)
    );
    assert_eq!(to(team(), Kind::Notification), Err(Denied::Colour));
    let not_first = spoilt(|it| on_act(it, |act| act.verb = Verb::Acknowledge));
    assert_eq!(not_first, Err(Denied::UnknownHandover));
}

#[test]
fn an_envelope_is_sealed_to_both_sides_with_their_own_keys_and_to_nobody_else() {
    let (ours, theirs) = (office_key(1).fingerprint(), office_key(11).fingerprint());
    let to = |keys: &[_]| spoilt(|it| on_act(it, |act| act.sealed = Some(sealed(keys))));
    assert_eq!(to(&[(town(), ours), (team(), theirs)]), Ok(()));
    let hall = office_key(4).fingerprint();
    for wrong in [
        // Nobody else of the own organisation either.
        vec![(town(), ours), (town_hall(), hall), (team(), theirs)],
        vec![(town(), ours)],
        vec![(team(), theirs)],
        vec![(town(), ours), (team(), ours)],
        vec![(town(), ours), (team(), Fingerprint::from_bytes([0; 32]))],
        vec![
            (town(), ours),
            (team(), theirs),
            (stranger(), office_key(31).fingerprint()),
        ],
        vec![
            (town(), ours),
            (team(), theirs),
            (clinic(), office_key(21).fingerprint()),
        ],
    ] {
        assert_eq!(to(&wrong), Err(Denied::Recipients), "{wrong:?}");
    }
}

#[test]
fn an_act_stands_some_weeks_after_the_membership_in_which_it_was_made() {
    let (from, until) = (monday(), monday().plus_days(120));
    let answer = |claimed, deposited| {
        let mut public = referral();
        public.claimed = claimed;
        outcome(None, public, deposited)
    };
    let late = until.plus_ms(LATE_DEPOSIT_MS);
    let far = at("2040-01-01T00:00:00Z");
    assert_eq!(answer(from, from), Ok(()));
    assert_eq!(
        answer(far, until.plus_ms(-1)),
        Ok(()),
        "a wrong clock costs nothing"
    );
    assert_eq!(answer(until.plus_ms(-1), late), Ok(()));
    let later = answer(until.plus_ms(-1), late.plus_ms(1));
    assert_eq!(later, Ok(()), "it is kept for a leader: A5");
    for (claimed, deposited) in [(until, until), (from, from.plus_ms(-1))] {
        assert_eq!(answer(claimed, deposited), Err(Denied::OutsideMembership));
    }
}

/// A plan waits for its second signature, which is a leader's.
fn roles(right: &Right) -> &'static [Role] {
    if right.verb == Verb::Countersign {
        LEADERS
    } else {
        right.roles
    }
}

#[test]
fn every_act_is_for_its_side_key_and_roles_only() {
    let people = [
        (Side::Sender, Role::Caseworker, person(&town(), 1)),
        (Side::Sender, Role::Leader, person(&town(), 2)),
        (Side::Sender, Role::Coordinator, person(&town(), 3)),
        (Side::Receiver, Role::Psychologist, person(&team(), 11)),
        (Side::Receiver, Role::Leader, person(&team(), 12)),
    ];
    for right in RIGHTS {
        for (side, role, author) in &people {
            for capacity in [Capacity::Person, Capacity::Machine] {
                let author = Author {
                    capacity,
                    ..author.clone()
                };
                let on_side = match right.side {
                    Whose::Office(of) => of == *side,
                    Whose::Reached => *side == Side::Receiver,
                    Whose::Either | Whose::Present | Whose::Course => true,
                    // Of a referral.
                    Whose::Authority => *side == Side::Sender,
                    Whose::FirstSignersOrganisation => *side == Side::Sender,
                    Whose::Watcher => true,
                    Whose::Near(of) => of == *side,
                    Whose::Acted => true,
                    Whose::FirstSigner => *side == Side::Sender,
                    Whose::Reviewer => *side == Side::Sender && *role == Role::Leader,
                    Whose::Nobody => false,
                };
                let expected = if capacity != right.capacity {
                    Err(Denied::Capacity)
                } else if !roles(right).contains(role)
                    // A caseworker has signed first; a leader could sign second.
                    || (right.side == Whose::FirstSigner
                        && !matches!(role, Role::Caseworker | Role::Leader))
                {
                    Err(Denied::Role)
                } else if on_side {
                    Ok(())
                } else {
                    Err(Denied::Office)
                };
                assert_eq!(
                    on_declined(&author, right.verb),
                    expected,
                    "{right:?} {author:?}"
                );
            }
        }
        let outside = on_declined(
            &Author {
                capacity: right.capacity,
                ..person(&stranger(), 31)
            },
            right.verb,
        );
        assert_eq!(outside, Err(Denied::Office), "{:?}", right.verb);
        let watching = on_declined(
            &Author {
                capacity: right.capacity,
                ..administrator()
            },
            right.verb,
        );
        let may = ADMINISTRATORS.contains(&right.verb) && right.verb != Verb::Countersign;
        let expected = if may { Ok(()) } else { Err(Denied::Role) };
        assert_eq!(watching, expected, "administrators nudge: {:?}", right.verb);
    }
}

#[test]
fn a_leader_of_another_office_of_the_organisation_may_sign_second() {
    assert_eq!(
        on_declined(&person(&town_hall(), 4), Verb::Countersign),
        Ok(())
    );
}

#[test]
fn every_act_has_one_row() {
    for verb in Verb::ALL {
        let rows = RIGHTS.iter().filter(|right| right.verb == verb);
        assert_eq!(rows.count(), 1, "{verb:?}");
    }
}

#[test]
fn only_administrators_change_the_directory_and_only_members_grant_their_seeds() {
    let says = |author: &Author, statement: Statement| {
        let mut public = referral();
        public.author = author.clone();
        public.matter = Matter::Directory(statement, None);
        outcome(None, public, monday())
    };
    let invitation = || Statement::Invite(invite(60, &town(), Role::Leader));
    assert_eq!(says(&administrator(), invitation()), Ok(()));
    assert_eq!(says(&person(&town(), 2), invitation()), Err(Denied::Role));
    let machine = Author {
        capacity: Capacity::Machine,
        ..administrator()
    };
    assert_eq!(says(&machine, invitation()), Err(Denied::Capacity));
    let again = says(&administrator(), organisation(&town()));
    assert_eq!(again, Err(Denied::Statement(StatementError::Exists)));
    let grant = || {
        Statement::Grant(Grant {
            office: town(),
            device: person(&town(), 2).device,
            epoch: 1,
        })
    };
    assert_eq!(says(&person(&town(), 1), grant()), Ok(()));
    assert_eq!(says(&person(&team(), 11), grant()), Err(Denied::Office));
    assert_eq!(says(&administrator(), grant()), Err(Denied::Office));
}

#[test]
fn only_administrators_speak_of_clocks_and_offices_and_only_as_persons() {
    let says = |author: &Author, statement: Statement| {
        let mut public = referral();
        public.author = author.clone();
        public.matter = Matter::Directory(statement, None);
        outcome(None, public, monday())
    };
    let machine = Author {
        capacity: Capacity::Machine,
        ..administrator()
    };
    let id = OutageId::from_bytes([7; 16]);
    for watch in [
        Statement::Policy(Box::new(PolicyStatement {
            number: 1,
            from: monday(),
            policy: Policy::zero(),
        })),
        Statement::Staffing(Staffing {
            office: town(),
            deputy: None,
            hours: Hours::Office,
            from: monday(),
            away: None,
            phone: None,
        }),
        Statement::Outage(Outage {
            id,
            offices: Vec::new(),
            from: monday(),
            until: Some(monday().plus_days(3)),
            cause: OutageCause::Link,
        }),
        Statement::EndOutage { id, at: monday() },
        Statement::ReviewRound(ReviewRound {
            number: 1,
            until_day: 20_800,
            opened: monday(),
        }),
    ] {
        let ended = matches!(watch, Statement::EndOutage { .. });
        let unknown = Denied::Statement(StatementError::UnknownOutage);
        let expected = if ended { Err(unknown) } else { Ok(()) };
        assert_eq!(says(&administrator(), watch.clone()), expected);
        let by_leader = says(&person(&town(), 2), watch.clone());
        assert_eq!(by_leader, Err(Denied::Role));
        assert_eq!(says(&machine, watch), Err(Denied::Capacity));
    }
}

/// What becomes of a redirection by the team to `to`, of a handover of that kind.
fn redirection(kind: Kind, author: &Author, to: &OfficeId) -> Result<(), Denied> {
    let story = Story::deposited(kind).then(&device(&team(), 11), Verb::Open);
    let mut act = next(&story.handover, Verb::Redirect);
    let mut onward = terms(kind, to);
    if kind == Kind::Notification {
        onward.colour = Colour::Red;
    }
    act.terms = Some(onward);
    act.sealed = Some(sealed_for(&[to.clone(), author.office.clone()]));
    let public = public(9, author.clone(), act);
    outcome(Some(&story.handover), public, monday())
}

#[test]
fn a_receiver_hands_on_inside_its_organisation_and_a_notification_anywhere() {
    let them = person(&team(), 11);
    assert_eq!(redirection(Kind::Referral, &them, &clinic()), Ok(()));
    assert_eq!(
        redirection(Kind::Referral, &them, &stranger()),
        Err(Denied::Foreign)
    );
    assert_eq!(redirection(Kind::Notification, &them, &stranger()), Ok(()));
    let us = person(&town(), 1);
    assert_eq!(redirection(Kind::Referral, &us, &stranger()), Ok(()));
    let nowhere = office("nowhere/office");
    assert_eq!(
        redirection(Kind::Referral, &us, &nowhere),
        Err(Denied::UnknownOffice)
    );
}

#[test]
fn whoever_signed_first_cannot_sign_second_and_is_told_so() {
    let story = Story::declined().then(&person(&town(), 2), Verb::ClosePlan);
    let second = |n: u8, place: &OfficeId| {
        let act = next(&story.handover, Verb::Countersign);
        let public = public(9, person(place, n), act);
        outcome(Some(&story.handover), public, monday())
    };
    assert_eq!(second(2, &town()), Err(Denied::SamePerson));
    assert_eq!(second(4, &town_hall()), Ok(()));
}

#[test]
fn a_fact_is_signed_second_by_any_colleague_and_a_plan_by_a_leader() {
    for (verb, expected) in [
        (Verb::CarryOutside, Ok(())),
        (Verb::ClosePlan, Err(Denied::Role)),
    ] {
        let story = Story::declined().then(&person(&town(), 1), verb);
        let act = next(&story.handover, Verb::Countersign);
        let public = public(9, person(&town(), 3), act);
        let answer = outcome(Some(&story.handover), public, monday());
        assert_eq!(answer, expected, "{verb:?}");
    }
}

#[test]
fn an_office_of_an_earlier_leg_is_heard_and_a_stranger_is_not() {
    let story = Story::declined().then(&person(&town(), 1), Verb::Redirect);
    let late = |author: &Author| {
        let act = next(&story.handover, Verb::Acknowledge);
        outcome(
            Some(&story.handover),
            public(9, author.clone(), act),
            monday(),
        )
    };
    assert_eq!(late(&person(&team(), 11)), Ok(()));
    assert_eq!(late(&person(&clinic(), 21)), Ok(()));
    assert_eq!(late(&person(&stranger(), 31)), Err(Denied::Office));
}

#[test]
fn the_acts_of_a_course_are_permitted_to_whom_its_table_names() {
    for verb in CourseVerb::ALL {
        let right = RIGHTS.iter().find(|it| it.verb == Verb::Course(verb));
        let side = match by(verb) {
            By::Team => Whose::Office(Side::Receiver),
            // Whoever has it, had it or is asked to take it; the fold tells them apart.
            By::Municipality | By::AskedMunicipality => Whose::Authority,
            By::Either => Whose::Course,
        };
        assert_eq!(right.map(|it| it.side), Some(side), "{verb:?}");
    }
}
