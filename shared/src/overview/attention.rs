//! What stands out beside deadlines: silence with its end, what nobody can do, what fills up and
//! what runs out. Computed here alone, from public parts and the directory; every face shows the
//! same.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::OwedItem;
use crate::{
    id::{HandoverId, OutageId, PersonId},
    obligation::Rules as _,
    party::{OfficeId, OrganisationId, directory::Directory},
    policy::ClockName,
    time::Timestamp,
    words::{Duty, Role, Verb},
};

/// How many days before its end a membership is told of.
pub const ENDS_SOON_DAYS: i64 = 60;

/// One thing that whoever looks after all has to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A first signature that nobody in the organisation can second.
    NoSecond(HandoverId, OfficeId),
    /// An act that contradicts what stands, and that its office has not looked at.
    Contradicted(HandoverId, OfficeId),
    /// A handover that is near its bound of acts.
    NearlyFull(HandoverId),
    /// A child that has been accepted, whom nobody has met for longer than the policy's weeks: since
    /// when.
    Waits(HandoverId, Timestamp),
    /// A handover about which nobody is told: until when.
    Paused(HandoverId, Timestamp),
    /// An outage on its last day, which the office that declared it renews or ends: by when.
    OutageOwed(OutageId, OfficeId, Timestamp),
    /// An outage: until when, and whether a second administrator has said the same.
    Outage(OutageId, Option<Timestamp>, bool),
    /// An organisation in which nobody can sign as leader.
    NoLeader(OrganisationId),
    /// An office that nobody serves.
    NoMember(OfficeId),
    /// An office for which nobody stands in.
    NoDeputy(OfficeId),
    /// A person's membership of an office that ends within [`ENDS_SOON_DAYS`]: when. Their device's
    /// certificate is renewed with it, or ends too.
    Ends(OfficeId, PersonId, Timestamp),
}

impl Attention {
    /// Its name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoSecond(..) => "no-second",
            Self::Contradicted(..) => "contradicted",
            Self::NearlyFull(_) => "nearly-full",
            Self::Waits(..) => "waits",
            Self::Paused(..) => "paused",
            Self::OutageOwed(..) => "outage-owed",
            Self::Outage(..) => "outage",
            Self::NoLeader(_) => "no-leader",
            Self::NoMember(_) => "no-member",
            Self::NoDeputy(_) => "no-deputy",
            Self::Ends(..) => "ends",
        }
    }

    /// The handover that it is about, if it is about one.
    #[must_use]
    pub const fn handover(&self) -> Option<HandoverId> {
        match self {
            Self::NoSecond(id, _)
            | Self::Contradicted(id, _)
            | Self::NearlyFull(id)
            | Self::Waits(id, _)
            | Self::Paused(id, _) => Some(*id),
            Self::OutageOwed(..)
            | Self::Outage(..)
            | Self::NoLeader(_)
            | Self::NoMember(_)
            | Self::NoDeputy(_)
            | Self::Ends(..) => None,
        }
    }

    /// The office that it is about, if it is about one.
    #[must_use]
    pub const fn office(&self) -> Option<&OfficeId> {
        match self {
            Self::NoSecond(_, office)
            | Self::Contradicted(_, office)
            | Self::OutageOwed(_, office, _)
            | Self::NoMember(office)
            | Self::NoDeputy(office)
            | Self::Ends(office, _, _) => Some(office),
            Self::NearlyFull(_)
            | Self::Waits(..)
            | Self::Paused(..)
            | Self::Outage(..)
            | Self::NoLeader(_) => None,
        }
    }

    /// The instant that belongs to it: its end, or of a child that waits its beginning.
    #[must_use]
    pub const fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Waits(_, at)
            | Self::Paused(_, at)
            | Self::OutageOwed(_, _, at)
            | Self::Ends(_, _, at) => Some(*at),
            Self::Outage(_, until, _) => *until,
            Self::NoSecond(..)
            | Self::Contradicted(..)
            | Self::NearlyFull(_)
            | Self::NoLeader(_)
            | Self::NoMember(_)
            | Self::NoDeputy(_) => None,
        }
    }
}

/// Everything that stands out, in the order in which it is shown. `items` are what is owed.
#[must_use]
pub fn attention(directory: &Directory, items: &[OwedItem], now: Timestamp) -> Vec<Attention> {
    let mut all: BTreeSet<Attention> = BTreeSet::new();
    for item in items {
        all.extend(about_item(directory, item, now));
    }
    let owed = directory.outages_owed(now).into_iter();
    all.extend(owed.map(|it| Attention::OutageOwed(it.outage, it.owner, it.due)));
    all.extend(outages(directory, now));
    all.extend(of_organisations(directory, now));
    all.extend(of_offices(directory, now));
    all.into_iter().collect()
}

fn about_item(
    directory: &Directory,
    item: &OwedItem,
    now: Timestamp,
) -> impl Iterator<Item = Attention> {
    let (id, owner) = (item.handover, item.owner.clone());
    let no_second = match item.duty {
        Duty::Countersign(verb) => !can_second(directory, (&item.owner, verb), now),
        Duty::Act(_)
        | Duty::Send(_)
        | Duty::Receipt
        | Duty::Age
        | Duty::ReadVersion
        | Duty::SeeThrough
        | Duty::Reach
        | Duty::Deposit
        | Duty::SendAttachments => false,
    };
    let contradicted = item.duty == Duty::Act(Verb::Look);
    let weeks = |since: &Timestamp| {
        let clock = directory.policy(*since).clock(ClockName::Age);
        clock.end(item.colour, &directory.calendar(&item.from), *since) < now
    };
    let waits = item.waits_since.filter(weeks);
    let paused = item.paused_until.filter(|until| now < *until);
    [
        no_second.then(|| Attention::NoSecond(id, owner.clone())),
        contradicted.then_some(Attention::Contradicted(id, owner)),
        item.is_nearly_full.then_some(Attention::NearlyFull(id)),
        waits.map(|since| Attention::Waits(id, since)),
        paused.map(|until| Attention::Paused(id, until)),
    ]
    .into_iter()
    .flatten()
}

/// Whether anybody in an office's organisation can second what somebody there has signed first.
fn can_second(directory: &Directory, (office, verb): (&OfficeId, Verb), now: Timestamp) -> bool {
    let near = |id: &OfficeId| id.organisation() == office.organisation();
    let mut persons = BTreeSet::new();
    let mut leaders = false;
    for (person, _, role) in people(directory, now).filter(|(_, at, _)| near(at)) {
        persons.insert(person);
        leaders |= role == Role::Leader;
    }
    // Who agrees to a pause is on the other side than who has signed first.
    let others = if verb == Verb::Pause { 1 } else { 2 };
    persons.len() >= others && (leaders || verb.is_seconded_by_anybody() || verb == Verb::Pause)
}

/// Everybody who works with cases, where and as what.
fn people(
    directory: &Directory,
    now: Timestamp,
) -> impl Iterator<Item = (PersonId, &OfficeId, Role)> {
    directory.devices().flat_map(move |(_, device)| {
        let places = device.memberships.iter();
        let places = places.filter(move |it| it.covers(now) && it.role != Role::Administrator);
        places.map(|place| (device.person, &place.office, place.role))
    })
}

fn outages(directory: &Directory, now: Timestamp) -> impl Iterator<Item = Attention> {
    let open = directory.outages().filter(move |(_, declared)| {
        let end = declared.end();
        end.is_none_or(|end| now < end)
    });
    open.map(|(id, declared)| {
        let is_agreed = declared.confirmed_by.is_some();
        Attention::Outage(*id, declared.end(), is_agreed)
    })
}

fn of_organisations(directory: &Directory, now: Timestamp) -> BTreeSet<Attention> {
    let led: BTreeSet<OrganisationId> = people(directory, now)
        .filter(|(_, _, role)| *role == Role::Leader)
        .map(|(_, office, _)| office.organisation())
        .collect();
    let offices = directory
        .offices()
        .filter(|(_, office)| !office.entry.administrators);
    let organisations = offices.map(|(id, _)| id.organisation());
    let leaderless = organisations.filter(|id| !led.contains(id));
    leaderless.map(Attention::NoLeader).collect()
}

fn of_offices(directory: &Directory, now: Timestamp) -> Vec<Attention> {
    let soon = now.plus_days(ENDS_SOON_DAYS);
    let mut all = Vec::new();
    for (id, office) in directory.offices() {
        let mut members = directory.members(id).peekable();
        let mut present = 0_usize;
        let ends = members.by_ref().filter(|(_, _, place)| place.covers(now));
        for (_, device, place) in ends {
            present = present.saturating_add(1);
            if place.until <= soon {
                all.push(Attention::Ends(id.clone(), device.person, place.until));
            }
        }
        if present == 0 {
            all.push(Attention::NoMember(id.clone()));
        }
        let staffing = directory.staffing(id);
        let has_deputy = staffing.is_some_and(|it| it.deputy.is_some());
        if !has_deputy && !office.entry.administrators {
            all.push(Attention::NoDeputy(id.clone()));
        }
    }
    all
}
