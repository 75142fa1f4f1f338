//! Who is to be told what now: a pure function of what was told and what stands.
//!
//! What is red is told at once, by day and by night. All else waits for the morning of the
//! recipient's own next working day, which tells what is new first, then how much else waits at
//! which office, and whom to ring. What an office is not told while its notices are silenced, or
//! while it cannot be reached, it is told afterwards, if it stands then. Silence is for whoever owes
//! what can wait: what leaders and administrators have to hear, and what is red, is told all the same. The
//! weekly list comes with Monday's digest hour, to whoever is to have it, and later in the week
//! where it could not then.

mod compose;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    ToSpan as _,
    civil::{Date, time},
    tz::TimeZone,
};
use stafet_shared::{
    calendar::{Calendar, Zone},
    party::{
        OfficeId, OrganisationId,
        directory::{Directory, OutageOwed},
    },
    time::Timestamp,
    watch::Haste,
    words::Rung,
};

pub use self::compose::{FRESH_MAX, LINES_MAX};
use self::compose::{Occasion, letter};
use super::{
    Letter, Notice, Recipient, Way,
    outbox::{Account, Outbox},
};

/// When and on which ways offices are told.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The ways on which each office is reached; who is not there is without an address.
    pub ways: BTreeMap<OfficeId, BTreeSet<Way>>,
    /// The hour of each office's local clock at which its morning's letter is due, 0 to 23.
    pub digest_hour: i8,
    /// The local clock of offices of which the directory says nothing, and of the weekly list.
    pub zone: TimeZone,
}

/// What the directory says about offices, as far as letters need it.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    /// The offices' names.
    pub names: BTreeMap<OfficeId, String>,
    /// The organisations' names.
    pub organisations: BTreeMap<OrganisationId, String>,
    /// The offices' telephone numbers, as far as they have said them.
    pub phones: BTreeMap<OfficeId, String>,
    /// When each office works.
    pub calendars: BTreeMap<OfficeId, Calendar>,
    /// The offices in a declared outage: of what they owe, they are told only what is red.
    pub silenced: BTreeSet<OfficeId>,
    /// The outages on their last day, with whoever owes that they go on or are over.
    pub outages: BTreeMap<OfficeId, Vec<OutageOwed>>,
}

impl Offices {
    /// As the directory has it at `now`.
    #[must_use]
    pub fn of(directory: &Directory, now: Timestamp) -> Self {
        let mut known = Self::default();
        for (id, office) in directory.offices() {
            let organisation = id.organisation();
            if let Some(entry) = directory.organisation(&organisation) {
                known.organisations.insert(organisation, entry.name.clone());
            }
            if let Some(phone) = directory.staffing(id).and_then(|it| it.phone.as_ref()) {
                known.phones.insert(id.clone(), phone.as_str().to_owned());
            }
            if directory.outage(id, now).is_some() {
                known.silenced.insert(id.clone());
            }
            known.names.insert(id.clone(), office.entry.name.clone());
            known
                .calendars
                .insert(id.clone(), directory.calendar_of(id));
        }
        for owed in directory.outages_owed(now) {
            let its = known.outages.entry(owed.owner.clone()).or_default();
            its.push(owed);
        }
        known
    }

    /// When the office works; Nuuk's hours where that is not known.
    fn calendar(&self, office: &OfficeId) -> Calendar {
        let known = self.calendars.get(office).cloned();
        known.unwrap_or_else(|| Calendar::greenland(Zone::nuuk()))
    }
}

/// The letters that are due now, at most one for each recipient. An office without an address has
/// one by mail, so that its failure is seen.
#[must_use]
pub fn plan(
    outbox: &Outbox,
    notices: &[Notice],
    offices: &Offices,
    now: Timestamp,
    rules: &Rules,
) -> Vec<Letter> {
    let mut letters = Vec::new();
    let is_silenced = |notice: &&Notice| offices.silenced.contains(&notice.to);
    let is_told = |notice: &&Notice| !is_silenced(notice) || is_never_silenced(notice);
    let mut about = by_office(notices.iter().filter(is_told));
    for office in offices.outages.keys() {
        about.entry(office).or_default();
    }
    for (office, notices) in about {
        let calendar = offices.calendar(office);
        for way in rules.ways_of(office) {
            let office = office.clone();
            let recipient = Recipient { office, way };
            let account = outbox.get(&recipient).cloned().unwrap_or_default();
            if !account.rests(now) {
                let occasion = if is_morning(&account, &calendar, now, rules) {
                    Occasion::Morning
                } else {
                    Occasion::Red
                };
                let to = recipient.clone();
                let letter = letter((recipient, &account), &notices, occasion, now, &rules.ways);
                letters.extend(with_outages((to, letter), occasion, offices));
            }
        }
    }
    letters
}

/// The morning's letter with the outages that its office has declared and that end: they are told each
/// morning on which they are owed, and have a letter of their own where nothing else is told.
fn with_outages(
    (to, letter): (Recipient, Option<Letter>),
    occasion: Occasion,
    offices: &Offices,
) -> Option<Letter> {
    let outages = offices.outages.get(&to.office);
    let outages = outages.filter(|_| occasion == Occasion::Morning);
    let Some(outages) = outages else {
        return letter;
    };
    let alone = || Letter {
        digest: true,
        ..Letter::to(to)
    };
    Some(Letter {
        outages: outages.clone(),
        ..letter.unwrap_or_else(alone)
    })
}

/// The recipients to whom this week's list is due and has not been delivered, whether or not they
/// are to be left alone now. An office without an address is one by mail, as in [`plan`].
#[must_use]
pub fn lists(
    outbox: &Outbox,
    offices: &[OfficeId],
    now: Timestamp,
    rules: &Rules,
) -> Vec<Recipient> {
    let offices: BTreeSet<&OfficeId> = offices.iter().collect();
    let recipients = offices.into_iter().flat_map(|office| {
        let ways = rules.ways_of(office).into_iter();
        ways.map(|way| Recipient {
            office: office.clone(),
            way,
        })
    });
    let is_due = |recipient: &Recipient| {
        let listed = outbox.get(recipient).and_then(|account| account.listed);
        is_to_come(rules.monday_of(now), listed, now)
    };
    recipients.filter(is_due).collect()
}

/// The recipients to whom letters could not be delivered, and who are to get none any more:
/// nothing stands for the office and no list is due, or it is reached on another way now.
#[must_use]
pub fn moot(
    outbox: &Outbox,
    (notices, offices): (&[Notice], &Offices),
    lists: &[Recipient],
    rules: &Rules,
) -> Vec<Recipient> {
    let told = notices.iter().map(|notice| &notice.to);
    let told: BTreeSet<&OfficeId> = told.chain(offices.outages.keys()).collect();
    let gets_none = |recipient: &Recipient| {
        let Recipient { office, way } = recipient;
        let is_told = told.contains(office) && rules.ways_of(office).contains(way);
        !is_told && !lists.contains(recipient)
    };
    outbox
        .iter()
        .filter(|(recipient, account)| account.failing.is_some() && gets_none(recipient))
        .map(|(recipient, _)| recipient.clone())
        .collect()
}

impl Rules {
    fn ways_of(&self, office: &OfficeId) -> BTreeSet<Way> {
        let ways = self.ways.get(office).filter(|ways| !ways.is_empty());
        ways.cloned().unwrap_or_else(|| BTreeSet::from([Way::Mail]))
    }

    /// The instant of this local week's Monday at which the weekly list is due.
    fn monday_of(&self, now: Timestamp) -> Timestamp {
        let today = self.today(now);
        let days = i64::from(today.weekday().to_monday_zero_offset());
        self.slot(today.saturating_sub(days.days()), now)
    }

    fn today(&self, now: Timestamp) -> Date {
        now.to_jiff().to_zoned(self.zone.clone()).date()
    }

    /// The digest hour of a local day.
    fn slot(&self, day: Date, now: Timestamp) -> Timestamp {
        let slot = day.to_datetime(time(self.digest_hour.clamp(0, 23), 0, 0, 0));
        // A local time always has an instant; where it had none, the digest would be due at once.
        slot.to_zoned(self.zone.clone())
            .map_or(now, |slot| Timestamp::from_jiff(slot.timestamp()))
    }
}

/// What was told to leaders and administrators, whom no outage silences, and what is red.
fn is_never_silenced(notice: &Notice) -> bool {
    notice.rung >= Rung::Leaders.code() || Haste::of(notice.colour) == Haste::AtOnce
}

fn by_office<'a>(
    notices: impl Iterator<Item = &'a Notice>,
) -> BTreeMap<&'a OfficeId, Vec<&'a Notice>> {
    let mut offices: BTreeMap<&OfficeId, Vec<&Notice>> = BTreeMap::new();
    for notice in notices {
        offices.entry(&notice.to).or_default().push(notice);
    }
    offices
}

/// Whether the letter of this morning is due and was not delivered: on a working day of the office,
/// while it is open.
fn is_morning(account: &Account, calendar: &Calendar, now: Timestamp, rules: &Rules) -> bool {
    let begun = calendar.day_begun(now, rules.digest_hour);
    begun.is_some_and(|begun| is_to_come(begun, account.digested, now))
}

/// Whether something is due and was not delivered since. A delivery from the future is of a clock
/// that was set back since.
fn is_to_come(due: Timestamp, delivered: Option<Timestamp>, now: Timestamp) -> bool {
    let done = |at: Timestamp| due <= at && at <= now;
    due <= now && !delivered.is_some_and(done)
}
