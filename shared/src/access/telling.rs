//! Whether an act of the watch says what is so: about what is owed, at its time, and once; and
//! whether a course is far enough for an act, or too far.
//!
//! Otherwise whoever has a part in a handover could fill it with reminders, or tell the whole country
//! of what is not late. It needs all of the course, which whoever is only told of a rung does not
//! have. So the server asks it of every act, and a client of its own before it signs.

use super::Denied;
use crate::{
    act::PublicPart,
    course::Course,
    handover::{Concern, Handover, WatchRecord},
    id::PersonId,
    obligation::{self, Obligation},
    party::{Author, Membership, directory::Directory},
    sign::Capacity,
    time::Timestamp,
    watch::{Climb, HOLDS_MAX},
    words::{Check, CourseVerb, Duty, Ending, Kind, Role, Rung, Stage, State, Verb, WatchVerb},
};

/// Whether an act that only the whole course can judge may be taken in at `now`; every other act may.
/// `course` is that of the handover's thread.
///
/// # Errors
/// [`Denied::NotOwed`] and [`Denied::ToldToday`], after which nobody has to do anything, and
/// [`Denied::Early`] and [`Denied::CourseClosed`].
pub fn is_so(
    directory: &Directory,
    (handover, course): (&Handover, Option<&Course>),
    public: &PublicPart,
    now: Timestamp,
) -> Result<(), Denied> {
    let Some(about) = public.handover() else {
        return Ok(());
    };
    let is_over = course.is_some_and(|course| course.stage == Stage::Closed);
    if about.verb == Verb::Correct && handover.state == State::Closed && is_over {
        return Err(Denied::CourseClosed);
    }
    let course = course.filter(|course| course.id == handover.id);
    if about.verb == Verb::Course(CourseVerb::CheckEffect) {
        return is_time_to_ask(directory, course, about.outcome, now);
    }
    let Verb::Watch(verb) = about.verb else {
        return Ok(());
    };
    let Some((concern, rung)) = &about.concern else {
        return if verb.has_concern() {
            Err(Denied::NotOwed)
        } else {
            is_a_new_review(directory, handover, (public, about.outcome), now)
        };
    };
    let owed = obligation::all(handover, course, directory);
    let owed = owed.iter().find(|owed| Concern::from(*owed) == *concern);
    let owed = owed.ok_or(Denied::NotOwed)?;
    let says = (&public.author, verb, *rung);
    may_be_said(directory, (owed, handover), says, now)
}

/// Whether somebody may say that about an obligation at `now`: an act of the watch by this author,
/// up to this rung.
///
/// # Errors
/// [`Denied::NotOwed`] and [`Denied::ToldToday`], after which nobody has to do anything.
pub fn may_be_said(
    directory: &Directory,
    (owed, handover): (&Obligation, &Handover),
    (author, verb, rung): (&Author, WatchVerb, Rung),
    now: Timestamp,
) -> Result<(), Denied> {
    let climb = Climb::of(owed, handover, directory);
    let record = handover.watch_records.get(&Concern::from(owed));
    let is_servers = author.capacity == Capacity::Machine;
    match verb {
        WatchVerb::Remind | WatchVerb::Escalate if is_servers => is_due(&climb, rung, now),
        WatchVerb::Remind => is_the_first_today(directory, record, (author, now)),
        WatchVerb::Escalate => is_the_next(owed, (climb.rung(), rung), now),
        WatchVerb::SeeEscalation => is_seen_first(record, (author.person, rung)),
        WatchVerb::TakeInHand => is_free(record, (author.person, rung)),
        WatchVerb::Review => Ok(()),
    }
}

/// Whether the child got what was decided is asked towards the end of that time. That it did not is
/// said at once; that it did, on the first day, says nothing of what comes.
fn is_time_to_ask(
    directory: &Directory,
    course: Option<&Course>,
    outcome: Option<u16>,
    now: Timestamp,
) -> Result<(), Denied> {
    let Some((course, (number, answer))) = course.zip(outcome.and_then(Check::of_numbered)) else {
        return Ok(());
    };
    let owed = obligation::course::obligations(course, directory);
    let check = Duty::Act(Verb::Course(CourseVerb::CheckEffect));
    let owed = owed.iter().find(|one| one.duty == check);
    let Some(owed) = owed.filter(|_| answer != Check::No && number == course.next_check()) else {
        // The fold says what becomes of it.
        return Ok(());
    };
    let whole = owed.due.ms_since(owed.since).max(0);
    let third = whole.checked_div(ASKED_FROM_THIRD).unwrap_or_default();
    if owed.due.plus_ms(third.saturating_neg()) <= now {
        Ok(())
    } else {
        Err(Denied::Early)
    }
}

/// It is asked in the last of so many parts of its time.
const ASKED_FROM_THIRD: i64 = 3;

/// The server tells each rung once, and not before its time.
fn is_due(climb: &Climb<'_>, rung: Rung, now: Timestamp) -> Result<(), Denied> {
    if Some(rung) <= climb.rung() {
        Err(Denied::ToldToday)
    } else if climb.time_of(rung) <= now {
        Ok(())
    } else {
        Err(Denied::NotOwed)
    }
}

/// A person nudges once a day about one thing.
fn is_the_first_today(
    directory: &Directory,
    record: Option<&WatchRecord>,
    (author, now): (&Author, Timestamp),
) -> Result<(), Denied> {
    let office = directory.office(&author.office);
    let zone = office.map(|office| &office.entry.zone);
    let is_today = |at: Timestamp| match zone {
        Some(zone) => zone.day(at) == zone.day(now),
        None => at == now,
    };
    let mut sent = record.into_iter().flat_map(|record| &record.sent);
    if sent.any(|one| one.by.person == author.person && is_today(one.by.at)) {
        Err(Denied::ToldToday)
    } else {
        Ok(())
    }
}

/// A person tells the next rung, of what is late or red; the reminder is passed over.
fn is_the_next(
    owed: &Obligation,
    (told, rung): (Option<Rung>, Rung),
    now: Timestamp,
) -> Result<(), Denied> {
    if told >= Some(rung) {
        return Err(Denied::ToldToday);
    }
    let told = told.max(Some(Rung::Reminder));
    let next = Rung::ALL.into_iter().find(|next| Some(*next) > told);
    if next == Some(rung) && owed.presses(now) {
        Ok(())
    } else {
        Err(Denied::NotOwed)
    }
}

/// What was told is signed for once by one person.
fn is_seen_first(
    record: Option<&WatchRecord>,
    (person, rung): (PersonId, Rung),
) -> Result<(), Denied> {
    let told = record.and_then(WatchRecord::rung);
    let mut seen = record.into_iter().flat_map(|record| &record.seen);
    if told < Some(rung) {
        Err(Denied::NotOwed)
    } else if seen.any(|seen| seen.by.person == person && seen.rung == rung) {
        Err(Denied::ToldToday)
    } else {
        Ok(())
    }
}

/// A person has it in hand once, and only a few persons after each other.
fn is_free(record: Option<&WatchRecord>, (person, rung): (PersonId, Rung)) -> Result<(), Denied> {
    let told = record.and_then(WatchRecord::rung).max(Some(Rung::Reminder));
    let taken = || record.into_iter().flat_map(|record| &record.taken);
    if told < Some(rung) {
        Err(Denied::NotOwed)
    } else if taken().any(|taken| taken.by.person == person) || taken().count() >= HOLDS_MAX {
        Err(Denied::ToldToday)
    } else {
        Ok(())
    }
}

/// Whether somebody says there of a referral that nobody has decided that it may wait: a leader of its
/// sender's organisation.
#[must_use]
pub fn lets_it_wait(handover: &Handover, place: &Membership) -> bool {
    let is_near = place.office.organisation() == handover.from.organisation();
    handover.kind == Kind::Referral && is_near && place.role == Role::Leader
}

/// An office has looked at a case once in a round; that a referral may wait is said once half of
/// its time has gone.
fn is_a_new_review(
    directory: &Directory,
    handover: &Handover,
    (public, round): (&PublicPart, Option<u16>),
    now: Timestamp,
) -> Result<(), Denied> {
    if handover.ending != Some(Ending::CourseOpened) {
        let owed = obligation::obligations(handover, directory);
        let age = owed.iter().find(|one| one.duty == Duty::Age);
        let climb = age.map(|age| Climb::of(age, handover, directory));
        let is_due = |climb: Climb<'_>| climb.time_of(Rung::Reminder) <= now;
        return match climb {
            Some(climb) if is_due(climb.clone()) => Ok(()),
            Some(_) => Err(Denied::ToldToday),
            None => Err(Denied::NotOwed),
        };
    }
    let kept = handover.reviewed.get(&public.author.office);
    if kept.is_some_and(|(newest, _)| Some(*newest) >= round) {
        Err(Denied::ToldToday)
    } else {
        Ok(())
    }
}
