//! What one letter holds: red ones by themselves, or the morning's, with what is new first.

use std::collections::{BTreeMap, BTreeSet};

use stafet_shared::{
    party::OfficeId,
    time::{MS_PER_DAY, Timestamp},
    watch::Haste,
    words::Rung,
};

use crate::notice::{
    Letter, Notice, Recipient, Subject, Way,
    letter::{Call, Line, Several, Standing},
    outbox::Account,
};

/// The most red notices in one letter. The others are told by the next ones.
pub const LINES_MAX: usize = 200;
/// The most new notices that are not red which a letter tells one by one. The others are counted.
pub const FRESH_MAX: usize = 10;

/// Why a letter goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Something red has come or climbed.
    Red,
    /// The recipient's working day has begun.
    Morning,
}

/// The ways on which each office is reached.
type Ways = BTreeMap<OfficeId, BTreeSet<Way>>;

/// A notice to the recipient, and whether it was told already.
type Known<'a> = (bool, Subject, &'a Notice);

/// The letter that is due to a recipient now, if one is.
pub(super) fn letter(
    (recipient, account): (Recipient, &Account),
    notices: &[&Notice],
    occasion: Occasion,
    now: Timestamp,
    ways: &Ways,
) -> Option<Letter> {
    let is_morning = occasion == Occasion::Morning;
    let known = known(account, notices);
    let (mut red, others): (Vec<_>, Vec<_>) = known.iter().cloned().partition(is_red_and_new);
    if red.is_empty() && (others.is_empty() || !is_morning) {
        return None;
    }
    let mut letter = Letter {
        digest: is_morning,
        more: red.len().saturating_sub(LINES_MAX),
        ..Letter::to(recipient)
    };
    red.sort_by_key(urgency);
    red.truncate(LINES_MAX);
    let mut told: BTreeSet<&Subject> = red.iter().map(|(_, subject, _)| subject).collect();
    let mut named: Vec<&Known<'_>> = red.iter().collect();
    let (each, counted) = sorted(&others, account);
    if is_morning {
        letter.several = several(&each, account).into_values().collect();
        let is_single = |one: &&Known<'_>| !is_among(&letter.several, one.2, account);
        named.extend(each.iter().filter(is_single));
        letter.standing = standing(&counted, now);
        told.extend(others.iter().map(|(_, subject, _)| subject));
    }
    let about = if is_morning { &known } else { &red };
    letter.calls = calls(about);
    letter.lines = lines(&named, (account, now), ways);

    // What stands no longer is forgotten here.
    let stands: BTreeSet<&Subject> = known.iter().map(|(_, subject, _)| subject).collect();
    letter.told.clone_from(&account.told);
    letter.told.retain(|subject, _| stands.contains(subject));
    let entered = known
        .iter()
        .filter(|(_, subject, _)| told.contains(subject));
    let entered = entered.map(|(_, subject, notice)| (subject.clone(), notice.rung));
    letter.told.extend(entered);
    Some(letter)
}

/// Every matter that stands; of the same one twice, the higher rung.
fn known<'a>(account: &Account, notices: &[&'a Notice]) -> Vec<Known<'a>> {
    let mut highest: BTreeMap<Subject, &Notice> = BTreeMap::new();
    for notice in notices {
        let known = highest.entry(Subject::of(notice)).or_insert(notice);
        if known.rung < notice.rung {
            *known = notice;
        }
    }
    let is_told = |subject: &Subject, notice: &Notice| {
        let told = account.told.get(subject);
        told.is_some_and(|rung| *rung >= notice.rung)
    };
    highest
        .into_iter()
        .map(|(subject, notice)| (is_told(&subject, notice), subject, notice))
        .collect()
}

fn is_red_and_new((told, _, notice): &Known<'_>) -> bool {
    !told && Haste::of(notice.colour) == Haste::AtOnce
}

/// The most urgent first: by colour, then what has climbed highest, then by deadline.
fn urgency((_, subject, notice): &Known<'_>) -> (u8, u8, Timestamp, Subject) {
    let height = u8::MAX.saturating_sub(notice.rung);
    (notice.colour.code(), height, notice.due, subject.clone())
}

/// What is told in the morning, the most urgent first, and what is only counted: what was told
/// before, what others have to see to, and what is too much to be read.
fn sorted<'a>(others: &[Known<'a>], account: &Account) -> (Vec<Known<'a>>, Vec<Known<'a>>) {
    let is_named = |(told, _, notice): &Known<'_>| !told && notice.tie.is_told_in_full();
    let (mut each, mut counted): (Vec<_>, Vec<_>) = others.iter().cloned().partition(is_named);
    each.sort_by_key(urgency);
    let together: Vec<Several> = several(&each, account).into_values().collect();
    let mut room = FRESH_MAX.saturating_sub(together.len());
    let (kept, cut): (Vec<_>, Vec<_>) = each.into_iter().partition(|(_, _, notice)| {
        let is_single = !is_among(&together, notice, account);
        let fits = !is_single || room > 0;
        room = room.saturating_sub(usize::from(is_single));
        fits
    });
    counted.extend(cut);
    (kept, counted)
}

/// What is told together, by office and level, where it is more than one matter.
fn several(each: &[Known<'_>], account: &Account) -> BTreeMap<(OfficeId, u8), Several> {
    let mut together: BTreeMap<(OfficeId, u8), Several> = BTreeMap::new();
    for (_, _, notice) in each.iter().filter(|(_, _, it)| is_mild(it, account)) {
        let key = (notice.owner.clone(), notice.rung);
        let its = together.entry(key).or_insert_with(|| Several {
            owner: notice.owner.clone(),
            rung: notice.rung,
            sorts: BTreeMap::new(),
            due: (notice.due, notice.due),
            told: notice.told.clone(),
        });
        let sort = its.sorts.entry(notice.duty).or_default();
        *sort = sort.saturating_add(1);
        its.due = (its.due.0.min(notice.due), its.due.1.max(notice.due));
        add(&mut its.told.offices, &notice.told.offices);
        add(&mut its.told.unheard, &notice.told.unheard);
    }
    together.retain(|_, several| several.count() > 1);
    together
}

fn add<T: Clone + PartialEq>(to: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !to.contains(one) {
            to.push(one.clone());
        }
    }
}

/// Whether a notice need not stand by itself: it is not late yet, or the recipient knows that it is.
fn is_mild(notice: &Notice, account: &Account) -> bool {
    let is_near = notice.rung <= Rung::Reminder.code();
    let known = account.told.get(&Subject::of(notice));
    is_near || known.is_some_and(|rung| *rung >= Rung::Overdue.code())
}

/// Whether a notice is told by one of these.
fn is_among(together: &[Several], notice: &Notice, account: &Account) -> bool {
    let is_its = |one: &Several| (&one.owner, one.rung) == (&notice.owner, notice.rung);
    is_mild(notice, account) && together.iter().any(is_its)
}

/// How much waits at which office; the recipient's own first.
fn standing(counted: &[Known<'_>], now: Timestamp) -> Vec<Standing> {
    let mut offices: BTreeMap<(bool, &OfficeId), Standing> = BTreeMap::new();
    for (told, _, notice) in counted {
        let others = notice.owner != notice.to;
        let its = offices
            .entry((others, &notice.owner))
            .or_insert_with(|| Standing {
                owner: notice.owner.clone(),
                open: 0,
                overdue: 0,
                fresh: 0,
            });
        its.open = its.open.saturating_add(1);
        its.overdue = its.overdue.saturating_add(usize::from(notice.due < now));
        its.fresh = its.fresh.saturating_add(usize::from(!told));
    }
    offices.into_values().collect()
}

/// Whom to ring, each office once. Nobody rings their own office, nor for others who are nearer.
fn calls(about: &[Known<'_>]) -> Vec<Call> {
    let mut offices: BTreeMap<&OfficeId, usize> = BTreeMap::new();
    for (_, _, notice) in about {
        let rings = notice.owner != notice.to && notice.tie.is_told_in_full();
        if notice.call && rings {
            let matters = offices.entry(&notice.owner).or_default();
            *matters = matters.saturating_add(1);
        }
    }
    let calls = offices.into_iter().map(|(office, matters)| Call {
        office: office.clone(),
        matters,
    });
    calls.collect()
}

/// The lines by office, the recipient's own first; within each the most urgent first.
fn lines(named: &[&Known<'_>], (account, now): (&Account, Timestamp), ways: &Ways) -> Vec<Line> {
    let mut named = named.to_vec();
    named.sort_by_cached_key(|known| {
        let notice = known.2;
        let others = notice.owner != notice.to;
        (others, notice.owner.clone(), urgency(known))
    });
    let line = |(_, subject, notice): &Known<'_>| Line {
        notice: (*notice).clone(),
        again: account.told.contains_key(subject),
        day: day_since(notice.due, now),
        unwritten: notice
            .told
            .offices
            .iter()
            .filter(|office| !ways.contains_key(office))
            .cloned()
            .collect(),
    };
    named.into_iter().map(line).collect()
}

fn day_since(due: Timestamp, now: Timestamp) -> Option<u32> {
    let over = now.ms_since(due);
    let days = over.checked_div(MS_PER_DAY).filter(|_| over > 0)?;
    Some(u32::try_from(days).unwrap_or(u32::MAX).saturating_add(1))
}
