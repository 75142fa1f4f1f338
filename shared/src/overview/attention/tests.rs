//! D: what administrators could not see.

use super::*;
use crate::{
    party::directory::{Outage, OutageCause, Statement},
    testing::{administrator, directory, monday, stranger, team, town, town_hall},
    words::{Colour, CourseVerb, Kind, List, State},
};

fn item() -> OwedItem {
    OwedItem {
        handover: HandoverId::from_bytes([9; 16]),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        from: town(),
        to: team(),
        state: State::Closed,
        leg: 1,
        version: 1,
        sent: monday(),
        stage: None,
        owner: town(),
        duty: Duty::Receipt,
        list: List::Receipt,
        since: monday(),
        due: monday().plus_days(5),
        rung: None,
        told: None,
        times: 0,
        next: None,
        seen: None,
        held: None,
        paused_until: None,
        is_nearly_full: false,
        waits_since: None,
    }
}

/// What stands out about this alone.
fn about(directory: &Directory, item: OwedItem, now: Timestamp) -> Vec<Attention> {
    let all = attention(directory, &[item], now).into_iter();
    all.filter(|one| one.handover().is_some()).collect()
}

#[test]
fn d_a_first_signature_that_nobody_can_second_stands_out() {
    let waits = |owner: OfficeId, verb| OwedItem {
        owner,
        duty: Duty::Countersign(verb),
        ..item()
    };
    let id = item().handover;
    let with_leaders = directory();
    let plan = waits(town(), Verb::ClosePlan);
    assert_eq!(about(&with_leaders, plan.clone(), monday()), []);
    // Nobody else works in the stranger's organisation.
    let alone = waits(stranger(), Verb::ClosePlan);
    let stuck = [Attention::NoSecond(id, stranger())];
    assert_eq!(about(&with_leaders, alone, monday()), stuck);
    // When all memberships are over, nobody is left in the town either.
    let later = monday().plus_days(4_000);
    let gone = about(&with_leaders, plan, later);
    assert!(gone.contains(&Attention::NoSecond(id, town())), "{gone:?}");
}

#[test]
fn d_what_contradicts_is_paused_fills_up_or_waits_for_weeks_stands_out() {
    let directory = directory();
    let id = item().handover;
    let one = |item| about(&directory, item, monday());
    assert_eq!(one(item()), []);
    let duty = Duty::Act(Verb::Look);
    assert_eq!(
        one(OwedItem { duty, ..item() }),
        [Attention::Contradicted(id, town())]
    );
    let is_nearly_full = true;
    let full = OwedItem {
        is_nearly_full,
        ..item()
    };
    assert_eq!(one(full), [Attention::NearlyFull(id)]);
    let paused = |days| OwedItem {
        paused_until: Some(monday().plus_days(days)),
        ..item()
    };
    let until = Attention::Paused(id, monday().plus_days(3));
    assert_eq!(one(paused(3)), [until]);
    assert_eq!(one(paused(-3)), [], "it is over");
    let waiting = |weeks: i64| OwedItem {
        waits_since: Some(monday().plus_days(-7 * weeks)),
        duty: Duty::Act(Verb::Course(CourseVerb::NoteStatus)),
        ..item()
    };
    assert_eq!(one(waiting(7)), []);
    let since = Attention::Waits(id, monday().plus_days(-63));
    assert_eq!(one(waiting(9)), [since]);
}

#[test]
fn a15_an_outage_is_owed_on_its_last_day_by_who_declared_it() {
    let mut directory = directory();
    let id = OutageId::from_bytes([3; 16]);
    let until = monday().plus_days(4);
    let outage = Statement::Outage(Outage {
        id,
        offices: vec![team()],
        from: monday(),
        until: Some(until),
        cause: OutageCause::Power,
    });
    let act = crate::hash::Hash::of(b"outage");
    directory.apply(&outage, administrator().person, act);
    let on_the_last = until.plus_ms(-1);
    assert_eq!(directory.outages_owed(on_the_last), [], "nobody has agreed");
    directory.apply(&outage, PersonId::from_bytes([77; 16]), act);
    assert_eq!(directory.outages_owed(monday()), [], "there is time");
    let owed = directory.outages_owed(on_the_last);
    assert_eq!(owed.len(), 1);
    assert_eq!(
        (&owed[0].owner, owed[0].due),
        (&administrator().office, until)
    );
    assert_eq!(owed[0].since, until.plus_days(-1));
    let shown = attention(&directory, &[], on_the_last);
    let renew = Attention::OutageOwed(id, administrator().office, until);
    assert!(shown.contains(&renew), "{shown:?}");
    assert_eq!(directory.outages_owed(until), [], "it is over");
    let ended = Statement::EndOutage {
        id,
        at: on_the_last,
    };
    directory.apply(&ended, administrator().person, act);
    assert_eq!(
        directory.outages_owed(on_the_last),
        [],
        "somebody has ended it"
    );
}

#[test]
fn d_outages_and_their_ends_stand_out_from_their_declaration_on() {
    let mut directory = directory();
    let id = OutageId::from_bytes([3; 16]);
    let until = monday().plus_days(4);
    let outage = Statement::Outage(Outage {
        id,
        offices: vec![team()],
        from: monday(),
        until: Some(until),
        cause: OutageCause::Power,
    });
    let act = crate::hash::Hash::of(b"outage");
    directory.apply(&outage, administrator().person, act);
    let at = |now| attention(&directory, &[], now);
    let declared = Attention::Outage(id, Some(until), false);
    assert!(at(monday()).contains(&declared));
    assert!(!at(until).contains(&declared), "it is over");
}

#[test]
fn d_offices_and_organisations_without_somebody_and_memberships_that_end_stand_out() {
    let directory = directory();
    let now = attention(&directory, &[], monday());
    assert!(!now.contains(&Attention::NoLeader(town().organisation())));
    assert!(now.contains(&Attention::NoDeputy(town_hall())));
    let ends = |one: &&Attention| matches!(one, Attention::Ends(..));
    assert_eq!(now.iter().filter(ends).count(), 0, "{now:?}");
    let office = town();
    let members = directory.members(&office).map(|(_, _, place)| place.until);
    let end = members.min().unwrap();
    let before = attention(&directory, &[], end.plus_days(-ENDS_SOON_DAYS));
    let of_town = before
        .iter()
        .filter(ends)
        .filter(|it| it.office() == Some(&town()));
    assert!(of_town.count() > 0);
    let after = attention(&directory, &[], end.plus_days(4_000));
    assert!(after.contains(&Attention::NoMember(town())));
    assert!(after.contains(&Attention::NoLeader(town().organisation())));
}
