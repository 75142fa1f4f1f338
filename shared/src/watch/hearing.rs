//! Who is told at once and who in the morning, why an office hears of something, who has really
//! been told, and of whom a level of the ladder knows nobody.

use super::{Watched, administers, watchers};
use crate::{
    handover::Concern,
    obligation::Obligation,
    party::{Membership, OfficeId, OrganisationId, directory::Directory},
    time::Timestamp,
    words::{Colour, CourseVerb, Duty, Role, Rung, Verb},
};

/// When somebody is told of something outside Stafet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Haste {
    /// By day and by night, whatever else was told in the last hour.
    AtOnce,
    /// In the morning of the next working day of whoever is told.
    InTheMorning,
}

impl Haste {
    /// What is red is told at once, and nothing else is.
    #[must_use]
    pub const fn of(colour: Colour) -> Self {
        match colour {
            Colour::Red => Self::AtOnce,
            Colour::Yellow | Colour::Green => Self::InTheMorning,
        }
    }
}

/// Why an office hears of what another one owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It owes it.
    Owner,
    /// It is the other side.
    Side,
    /// It stands in for the owner, or is of the owner's organisation.
    Near,
    /// It looks after what is late everywhere: it administrates or supervises.
    Overseer,
    /// It leads the other side's organisation: others have to see to it.
    Afar,
}

impl Tie {
    /// What ties an office to something that is owed between two sides.
    #[must_use]
    pub fn of(
        directory: &Directory,
        concern: &Concern,
        sides: [&OfficeId; 2],
        office: &OfficeId,
    ) -> Self {
        let owner = &concern.owner;
        let staffing = directory.staffing(owner);
        let stands_in = staffing.is_some_and(|it| it.deputy.as_ref() == Some(office));
        let ladder = &directory.policy_at(concern.since).ladder;
        if office == owner {
            Self::Owner
        } else if sides.contains(&office) {
            Self::Side
        } else if stands_in || office.organisation() == owner.organisation() {
            Self::Near
        } else if administers(directory, office) || ladder.authority.contains(office) {
            Self::Overseer
        } else {
            Self::Afar
        }
    }

    /// Whether the office is told of each matter. Who leads the other side hears how many there are.
    #[must_use]
    pub const fn is_told_in_full(self) -> bool {
        match self {
            Self::Owner | Self::Side | Self::Near | Self::Overseer => true,
            Self::Afar => false,
        }
    }
}

/// Whether an office is told of something red as soon as it owes it.
///
/// That is what others have sent, asked, declined or corrected, and that what it sent cannot be read
/// where it has to be. What follows from its own acts it knows.
#[must_use]
pub const fn comes_red(owed: &Obligation) -> bool {
    let is_from_others = match owed.duty {
        Duty::Receipt | Duty::ReadVersion | Duty::Reach => true,
        Duty::Act(verb) => matches!(
            verb,
            Verb::Supply
                | Verb::ReadDecline
                | Verb::Redirect
                | Verb::RefuseRedirect
                | Verb::ConfirmWithdrawal
                | Verb::Settle
                | Verb::Course(CourseVerb::TakeOverChild)
        ),
        Duty::Deposit
        | Duty::Countersign(_)
        | Duty::Send(_)
        | Duty::SendAttachments
        | Duty::SeeThrough
        | Duty::Age => false,
    };
    is_from_others && matches!(Haste::of(owed.colour), Haste::AtOnce)
}

/// Somebody who should hear of what is late, and does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unheard {
    /// That office is to be told, and does not exist or has nobody.
    Office(OfficeId),
    /// Nobody leads that organisation.
    Leaders(OrganisationId),
    /// No office supervises.
    Authority,
}

impl Unheard {
    /// On which level of the ladder somebody is missing.
    #[must_use]
    pub const fn rung(&self) -> Rung {
        match self {
            Self::Office(_) => Rung::Reminder,
            Self::Leaders(_) => Rung::Leaders,
            Self::Authority => Rung::Authority,
        }
    }

    /// Its name in JSON: the office, the organisation's leaders, or the authority.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Office(office) => office.to_string(),
            Self::Leaders(organisation) => format!("leaders of {organisation}"),
            Self::Authority => "authority".to_owned(),
        }
    }
}

/// Who was told of a level, beside the two sides, and who could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The offices in which somebody could read it, the nearest first.
    pub offices: Vec<OfficeId>,
    /// Who should have heard of it.
    pub unheard: Vec<Unheard>,
}

impl Told {
    /// Who was told of a rung about a handover between two sides, when it was told at `at`.
    ///
    /// An office was told if somebody served it then. What was said of the ladder in general is not
    /// believed: a leader who came later was not told.
    #[must_use]
    pub fn of(
        directory: &Directory,
        (concern, rung): (&Concern, Rung),
        sides: [&OfficeId; 2],
        at: Timestamp,
    ) -> Self {
        let is_outside = |office: &OfficeId| !sides.contains(&office) && *office != concern.owner;
        let is_there = |office: &OfficeId| is_served(directory, office, at);
        let all = watchers(directory, (concern, rung), sides);
        let mut unheard = Vec::new();
        if !is_there(&concern.owner) {
            unheard.push(Unheard::Office(concern.owner.clone()));
        }
        if rung >= Rung::Overdue {
            let staffing = directory.staffing(&concern.owner);
            let deputy = staffing.and_then(|it| it.deputy.clone());
            unheard.extend(deputy.filter(|it| !is_there(it)).map(Unheard::Office));
        }
        if rung >= Rung::Leaders {
            let owners = concern.owner.organisation();
            let mut organisations = vec![owners];
            organisations.extend(sides.map(OfficeId::organisation));
            organisations.dedup();
            organisations.retain(|it| !is_led(directory, it, at));
            unheard.extend(organisations.into_iter().map(Unheard::Leaders));
        }
        if rung >= Rung::Authority {
            unheard.extend(supervisors(directory, concern.since, at));
        }
        unheard.sort();
        unheard.dedup();
        Self {
            offices: all
                .into_iter()
                .filter(|it| is_outside(it) && is_there(it))
                .collect(),
            unheard,
        }
    }

    /// Who was told of the highest rung about what is owed, and who could not be; nobody where
    /// nothing was told.
    #[must_use]
    pub fn about(
        directory: &Directory,
        known: &Watched,
        sides: [&OfficeId; 2],
        now: Timestamp,
    ) -> Self {
        let Some(rung) = known.rung else {
            return Self::default();
        };
        let concern = Concern::from(&known.owed);
        let at = known.told.unwrap_or(now);
        Self::of(directory, (&concern, rung), sides, at)
    }
}

/// Of whom the ladder knows nobody now, whatever becomes late: the organisations with offices that
/// nobody leads, and who supervises.
#[must_use]
pub fn gaps(directory: &Directory, now: Timestamp) -> Vec<Unheard> {
    let mut organisations: Vec<OrganisationId> = directory
        .offices()
        .filter(|(id, _)| is_served(directory, id, now))
        .map(|(id, _)| id.organisation())
        .collect();
    organisations.dedup();
    organisations.retain(|it| !is_led(directory, it, now));
    let mut gaps: Vec<Unheard> = organisations.into_iter().map(Unheard::Leaders).collect();
    gaps.extend(supervisors(directory, now, now));
    gaps
}

/// Who is missing of those that supervise, by the policy of `since`.
fn supervisors(directory: &Directory, since: Timestamp, at: Timestamp) -> Vec<Unheard> {
    let offices = &directory.policy_at(since).ladder.authority;
    if offices.is_empty() {
        return vec![Unheard::Authority];
    }
    let missing = offices.iter().filter(|it| !is_served(directory, it, at));
    missing.cloned().map(Unheard::Office).collect()
}

/// Whether somebody serves the office at that instant.
fn is_served(directory: &Directory, office: &OfficeId, at: Timestamp) -> bool {
    let mut members = directory.members(office);
    members.any(|(_, _, membership)| membership.covers(at))
}

/// Whether somebody leads the organisation at that instant. The founders' own has no cases; whoever
/// treats or refers nobody may administrate and supervise without being led.
fn is_led(directory: &Directory, organisation: &OrganisationId, at: Timestamp) -> bool {
    let leads = |it: &Membership| {
        it.role == Role::Leader && it.office.organisation() == *organisation && it.covers(at)
    };
    let has_cases = |it: &Membership| {
        it.role != Role::Administrator && it.office.organisation() == *organisation
    };
    let memberships = || directory.devices().flat_map(|(_, it)| &it.memberships);
    memberships().any(leads) || !memberships().any(has_cases)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hash::Hash,
        party::directory::{PolicyStatement, Statement},
        policy::Policy,
        testing::{
            administrator, approve, clinic, directory, invite, monday, office, office_entry,
            stranger, team, town, town_hall,
        },
        words::Kind,
    };

    fn concern() -> Concern {
        Concern {
            owner: town(),
            duty: Duty::Receipt,
            since: monday(),
        }
    }

    fn told(directory: &Directory, rung: Rung) -> Told {
        let (sides, later) = ([&team(), &town()], monday().plus_days(10));
        Told::of(directory, (&concern(), rung), sides, later)
    }

    fn supervised_by(offices: &[OfficeId]) -> Directory {
        let mut directory = directory();
        for office in offices {
            let entered = office_entry(office);
            directory.apply(&entered, administrator().person, Hash::of(b"office"));
        }
        let mut policy = Policy::zero();
        policy.ladder.authority = offices.to_vec();
        let statement = Statement::Policy(Box::new(PolicyStatement {
            number: 1,
            from: monday(),
            policy,
        }));
        directory.apply(&statement, administrator().person, Hash::of(b"policy"));
        directory
    }

    #[test]
    fn e_what_is_red_is_told_at_once_and_all_else_in_the_morning() {
        let haste = Colour::ALL.map(Haste::of);
        let morning = Haste::InTheMorning;
        assert_eq!(haste, [Haste::AtOnce, morning, morning]);
    }

    #[test]
    fn g4_what_others_did_comes_red_and_what_the_office_did_itself_does_not() {
        let owed = |duty, colour| Obligation {
            handover: crate::id::HandoverId::from_bytes([1; 16]),
            owner: town(),
            duty,
            colour,
            since: monday(),
            due: monday().plus_days(1),
        };
        let comes = |duty| comes_red(&owed(duty, Colour::Red));
        assert!(comes(Duty::Receipt) && comes(Duty::ReadVersion));
        assert!(comes(Duty::Act(Verb::Supply)) && comes(Duty::Act(Verb::ReadDecline)));
        assert!(!comes(Duty::Act(Verb::SignAction)) && !comes(Duty::Send(Kind::InterimReport)));
        assert!(!comes_red(&owed(Duty::Receipt, Colour::Yellow)));
    }

    #[test]
    fn e_leaders_hear_in_full_of_their_own_organisation_and_of_others_how_much() {
        let directory = supervised_by(&[stranger()]);
        let tie = |office: &OfficeId| Tie::of(&directory, &concern(), [&team(), &town()], office);
        assert_eq!(tie(&town()), Tie::Owner);
        assert_eq!(tie(&team()), Tie::Side);
        assert_eq!(tie(&town_hall()), Tie::Near);
        assert_eq!(tie(&stranger()), Tie::Overseer);
        assert_eq!(tie(&OfficeId::root_administration()), Tie::Overseer);
        assert_eq!(tie(&clinic()), Tie::Afar);
        assert!(tie(&town_hall()).is_told_in_full() && !tie(&clinic()).is_told_in_full());
    }

    #[test]
    fn g3_who_was_told_is_named_and_who_could_not_be_too() {
        let everybody = told(&directory(), Rung::Authority);
        let offices = [town_hall(), OfficeId::root_administration()];
        assert_eq!(everybody.offices, offices);
        assert_eq!(everybody.unheard, [Unheard::Authority]);
        assert_eq!(told(&directory(), Rung::Leaders).unheard, []);
        assert_eq!(told(&directory(), Rung::Reminder), Told::default());

        let nowhere = office("avannaata/tilsyn");
        let missing = told(
            &supervised_by(std::slice::from_ref(&nowhere)),
            Rung::Authority,
        );
        assert_eq!(missing.unheard, [Unheard::Office(nowhere)]);
        let there = told(&supervised_by(&[stranger()]), Rung::Authority);
        assert!(there.offices.contains(&stranger()) && there.unheard.is_empty());
    }

    #[test]
    fn g3_a_leader_who_came_later_or_had_left_was_not_told() {
        let directory = directory();
        let at = |days: i64| {
            let sides = [&team(), &town()];
            let concern = (&concern(), Rung::Leaders);
            Told::of(&directory, concern, sides, monday().plus_days(days))
        };
        assert!(at(1).unheard.is_empty());
        // Everybody's membership ends after 120 days; the founders' does not.
        let after = at(121);
        assert_eq!(after.offices, [OfficeId::root_administration()]);
        let nobody = [
            Unheard::Office(town()),
            Unheard::Leaders(town().organisation()),
            Unheard::Leaders(team().organisation()),
        ];
        assert_eq!(after.unheard, nobody);
    }

    #[test]
    fn c8_a_level_of_which_nobody_hears_is_a_gap_until_somebody_does() {
        let now = monday().plus_days(1);
        assert_eq!(gaps(&directory(), now), [Unheard::Authority]);
        let mut directory = supervised_by(&[stranger()]);
        assert_eq!(gaps(&directory, now), []);
        let lonely = office("qeqqata/maniitsoq");
        for statement in [
            crate::testing::organisation(&lonely),
            office_entry(&lonely),
            Statement::Invite(invite(70, &lonely, Role::Caseworker)),
            Statement::Approve(Box::new(approve(70, &lonely, Role::Caseworker))),
        ] {
            directory.apply(&statement, administrator().person, Hash::of(b"said"));
        }
        let organisation = lonely.organisation();
        assert_eq!(gaps(&directory, now), [Unheard::Leaders(organisation)]);
    }
}
