//! What an act may say, whoever signs it: which days, which colour, and that it says anything.
//!
//! The tables say who may do what, and when it fits. Here stands what is wrong by itself: a visit in
//! a year that nobody plans for, a plan without a word, a red matter that turns green on its way.

use super::{Denied, Right, right};
use crate::{
    act::{HandoverAct, PublicPart},
    calendar::{Zone, day_of},
    handover::Handover,
    party::{
        OfficeId,
        directory::{Directory, Office},
    },
    time::Timestamp,
    words::{Check, CourseVerb, Kind, OrganisationKind, Verb},
};

/// How far ahead a day may lie that somebody plans for, in days: about a year.
pub const DAYS_AHEAD_MAX: i32 = 366;
/// How long before it was signed a day may have passed that somebody planned for, in days: who was
/// out of reach for weeks still signs what was agreed.
pub const DAYS_PASSED_MAX: i32 = 60;
/// The longest pause, in days.
pub const PAUSE_DAYS_MAX: i32 = 14;

/// Whether what an act says may be said about a handover as it stands. What an administrator has
/// `recorded` says nothing under seal.
pub(super) fn check(
    directory: &Directory,
    handover: Option<&Handover>,
    (public, about): (&PublicPart, &HandoverAct),
    (deposited, recorded): (Timestamp, bool),
) -> Result<(), Denied> {
    if let Some(right) = right(about.verb) {
        let says = (right.days, about.asserted_day);
        day(directory, handover, (public, says), deposited)?;
        let has_no_answer = about.verb == Verb::ReportFollowUp
            && about.outcome.and_then(Check::from_code).is_none();
        if has_no_answer || (is_wordless(right, about) && !recorded) {
            return Err(Denied::Wordless);
        }
    }
    colour(handover, (&public.author.office, about))?;
    authority(directory, (&public.author.office, about))
}

/// Which days an act may assert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// None.
    No,
    /// One on which it has happened: from the acceptance to the day of deposit.
    Past,
    /// One that is still to come, or has passed while the act lay unsent; at most some weeks before
    /// it was signed.
    Ahead,
    /// One that is still to come, by which something is promised.
    Promised,
    /// The last day of a pause, which it has to name.
    Pause,
}

/// Whether an act has to say something in words.
///
/// What is decided, asked or refused about a child is; a code alone helps nobody. Whether an act of
/// a course says enough is for the fold, which knows its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// It may.
    May,
    /// It has to.
    Must,
    /// It has to unless it names the handover that says it.
    OrLink,
}

/// A day is one of its author's office: it has passed there when the act is deposited, or comes
/// within a year.
fn day(
    directory: &Directory,
    handover: Option<&Handover>,
    (public, says): (&PublicPart, (Days, Option<i32>)),
    deposited: Timestamp,
) -> Result<(), Denied> {
    let zone = directory.office(&public.author.office);
    let zone = zone.map_or_else(Zone::nuuk, |Office { entry, .. }| entry.zone.clone());
    let today = day_of(zone.day(deposited));
    let signed = day_of(zone.day(public.claimed));
    let accepted = handover.and_then(|handover| handover.decided.as_ref());
    let opened = accepted.map(|(_, signature)| day_of(zone.day(signature.at)));
    let is_in_the_course = |day: i32| opened.is_none_or(|opened| opened <= day);
    let within = |days: i32| today.saturating_add(days);
    let fits = match says {
        (Days::Pause, None) => false,
        (Days::No | Days::Past | Days::Ahead | Days::Promised, None) => true,
        (Days::No, Some(_)) => false,
        (Days::Past, Some(day)) => is_in_the_course(day) && day <= today,
        (Days::Ahead, Some(day)) => {
            let is_long_past = day < signed.saturating_sub(DAYS_PASSED_MAX);
            is_in_the_course(day) && !is_long_past && day <= within(DAYS_AHEAD_MAX)
        }
        (Days::Promised, Some(day)) => day <= within(DAYS_AHEAD_MAX),
        (Days::Pause, Some(day)) => day <= within(PAUSE_DAYS_MAX),
    };
    if fits { Ok(()) } else { Err(Denied::Day) }
}

fn is_wordless(right: &Right, about: &HandoverAct) -> bool {
    about.sealed.is_none()
        && match right.words {
            Words::May => false,
            Words::Must => true,
            Words::OrLink => about.link.is_none(),
        }
}

/// A colour falls by the sender's correction alone: whoever sends a matter on has not become the
/// one to say that it has time. What answers an older version is the fold's to keep.
fn colour(
    handover: Option<&Handover>,
    (office, about): (&OfficeId, &HandoverAct),
) -> Result<(), Denied> {
    let (Some(handover), Some(terms)) = (handover, &about.terms) else {
        return Ok(());
    };
    let corrects = about.verb == Verb::Correct && *office == handover.from;
    let falls = terms.colour > handover.colour;
    if falls && !corrects && about.version == handover.version {
        Err(Denied::ColourFalls)
    } else {
        Ok(())
    }
}

/// A child's authority is a municipality. So a referral comes from one, a notification goes to one,
/// and a child that moves is asked of one.
fn authority(
    directory: &Directory,
    (office, about): (&OfficeId, &HandoverAct),
) -> Result<(), Denied> {
    let Some(terms) = &about.terms else {
        return Ok(());
    };
    let moves = about.verb == Verb::Course(CourseVerb::MoveChild);
    let refers = terms.kind == Kind::Referral && about.verb == Verb::Sign;
    let to_it = moves || terms.kind == Kind::Notification;
    let is_one = |office| is_of_a_municipality(directory, office);
    if (to_it && !is_one(&terms.to)) || (refers && !is_one(office)) {
        Err(Denied::Authority)
    } else {
        Ok(())
    }
}

/// Whether an office is a municipality's.
fn is_of_a_municipality(directory: &Directory, office: &OfficeId) -> bool {
    let organisation = directory.organisation(&office.organisation());
    organisation.is_some_and(|it| it.kind == OrganisationKind::Municipality)
}
