//! Who is to be told what now: a pure function of what was told and what stands.
//!
//! A recipient gets at most one letter an hour, with everything new in it, and one digest a day
//! with everything that stands. What an office is not told while its notices are silenced, or
//! while it cannot be reached, it is told afterwards, if it stands then. Silence is for whoever owes:
//! what leaders and administrators have to hear is told all the same. The weekly list comes with
//! Monday's digest hour, to whoever is to have it, and later in the week where it could not then.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    ToSpan as _,
    civil::{Date, time},
    tz::TimeZone,
};
use stafet_shared::{
    party::OfficeId,
    time::{MS_PER_DAY, MS_PER_HOUR, Timestamp},
    words::Rung,
};

use super::{
    Letter, Line, Notice, Recipient, Subject, Way,
    outbox::{Account, Outbox},
};

/// The most notices in one letter. The others are counted in it, and told by the next ones.
pub const LINES_MAX: usize = 200;

/// When and on which ways offices are told.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The ways on which each office is reached; who is not there is without an address.
    pub ways: BTreeMap<OfficeId, BTreeSet<Way>>,
    /// The hour of the local clock at which the digest is due, 0 to 23.
    pub digest_hour: i8,
    /// Whose local clock, and in which zone deadlines are told.
    pub zone: TimeZone,
}

/// The letters that are due now, at most one for each recipient. An office without an address has
/// one by mail, so that its failure is seen.
#[must_use]
pub fn plan(
    outbox: &Outbox,
    notices: &[Notice],
    silenced: &BTreeSet<OfficeId>,
    now: Timestamp,
    rules: &Rules,
) -> Vec<Letter> {
    let mut letters = Vec::new();
    let is_told = |notice: &&Notice| !silenced.contains(&notice.to) || is_for_watchers(notice);
    for (office, notices) in by_office(notices.iter().filter(is_told)) {
        for way in rules.ways_of(office) {
            let office = office.clone();
            let recipient = Recipient { office, way };
            let account = outbox.get(&recipient).cloned().unwrap_or_default();
            if !account.rests(now) {
                letters.extend(letter(recipient, &account, &notices, now, rules));
            }
        }
    }
    letters
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
    notices: &[Notice],
    lists: &[Recipient],
    rules: &Rules,
) -> Vec<Recipient> {
    let told: BTreeSet<&OfficeId> = notices.iter().map(|notice| &notice.to).collect();
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

    /// The instant of this local day at which the digest is due.
    fn digest_of(&self, now: Timestamp) -> Timestamp {
        self.slot(self.today(now), now)
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

/// The notices that stand for one office; of the same subject twice, the higher rung.
type BySubject<'a> = BTreeMap<Subject, &'a Notice>;

/// What was told to leaders and administrators, whom no outage silences.
fn is_for_watchers(notice: &Notice) -> bool {
    notice.rung >= Rung::Leaders.code()
}

fn by_office<'a>(
    notices: impl Iterator<Item = &'a Notice>,
) -> BTreeMap<&'a OfficeId, BySubject<'a>> {
    let mut offices: BTreeMap<&OfficeId, BySubject<'_>> = BTreeMap::new();
    for notice in notices {
        let its = offices.entry(&notice.to).or_default();
        let known = its.entry(Subject::of(notice)).or_insert(notice);
        if known.rung < notice.rung {
            *known = notice;
        }
    }
    offices
}

fn letter(
    recipient: Recipient,
    account: &Account,
    notices: &BySubject<'_>,
    now: Timestamp,
    rules: &Rules,
) -> Option<Letter> {
    let digest = is_digest_due(account, now, rules);
    if !digest && wrote_within_the_hour(account, now) {
        return None;
    }
    let is_told = |subject: &Subject, notice: &Notice| {
        let told = account.told.get(subject);
        told.is_some_and(|rung| *rung >= notice.rung)
    };
    let mut lines: Vec<(bool, &Subject, &Notice)> = notices
        .iter()
        .map(|(subject, notice)| (is_told(subject, notice), subject, *notice))
        .filter(|(told, ..)| digest || !told)
        .collect();
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|(told, subject, notice)| (*told, notice.colour, notice.due, *subject));
    let more = lines.len().saturating_sub(LINES_MAX);
    lines.truncate(LINES_MAX);

    // What stands no longer is forgotten here.
    let mut told: BTreeMap<Subject, u8> = account.told.clone();
    told.retain(|subject, _| notices.contains_key(subject));
    told.extend(
        lines
            .iter()
            .map(|(_, subject, notice)| ((*subject).clone(), notice.rung)),
    );
    let lines = lines.into_iter().map(|(_, subject, notice)| Line {
        notice: notice.clone(),
        again: account.told.contains_key(subject),
        day: day_since(notice.due, now),
    });
    Some(Letter {
        recipient,
        digest,
        lines: lines.collect(),
        more,
        told,
        weekly: None,
    })
}

/// Whether today's digest is due and was not delivered.
fn is_digest_due(account: &Account, now: Timestamp, rules: &Rules) -> bool {
    is_to_come(rules.digest_of(now), account.digested, now)
}

/// Whether something is due and was not delivered since. A delivery from the future is of a clock
/// that was set back since.
fn is_to_come(due: Timestamp, delivered: Option<Timestamp>, now: Timestamp) -> bool {
    let done = |at: Timestamp| due <= at && at <= now;
    due <= now && !delivered.is_some_and(done)
}

fn wrote_within_the_hour(account: &Account, now: Timestamp) -> bool {
    account
        .last
        .is_some_and(|last| (0..MS_PER_HOUR).contains(&now.ms_since(last)))
}

fn day_since(due: Timestamp, now: Timestamp) -> Option<u32> {
    let over = now.ms_since(due);
    let days = over.checked_div(MS_PER_DAY).filter(|_| over > 0)?;
    Some(u32::try_from(days).unwrap_or(u32::MAX).saturating_add(1))
}
