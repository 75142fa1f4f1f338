//! Who may do what: one table.
//!
//! [`permit`] is the only way to a [`Permit`], and only what is permitted is ever decided upon.
//! An act without a row here is not in service and is denied.

mod around;
pub mod copies;
mod denied;
mod devices;
pub mod files;
pub mod reader;
mod readers;
mod saying;
pub mod second;
pub mod telling;
#[cfg(test)]
mod tests;
mod thread;
mod validity;

pub use self::{
    around::Around,
    denied::Denied,
    devices::{goes_by_itself, is_a_devices},
    readers::readers,
    saying::{DAYS_AHEAD_MAX, DAYS_PASSED_MAX, Days, PAUSE_DAYS_MAX, Words},
    validity::{LATE_DEPOSIT_MS, validity},
};

use self::{second::First, validity::within_validity};
use crate::{
    act::{Act, HandoverAct, Matter, PublicPart, Terms},
    handover::{Handover, WatchRecord, table},
    party::{
        Membership, OfficeId,
        directory::{Directory, Statement},
        server,
    },
    sign::Capacity,
    time::Timestamp,
    watch::{administers, watchers},
    words::{Colour, CourseVerb, Ending, Kind, Role, Rung, Side, Validity, Verb, WatchVerb},
};

/// One row of the table: which side's whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    /// The act.
    pub verb: Verb,
    /// The offices whose people or devices may.
    pub side: Whose,
    /// With which key.
    pub capacity: Capacity,
    /// In which roles.
    pub roles: &'static [Role],
    /// Whether it has to say something in words.
    pub words: Words,
    /// Which day it may assert.
    pub days: Days,
}

/// Whose office may act.
///
/// A receiving office is one of any leg so far: whoever acted offline while the handover was sent
/// on is heard, and the fold keeps the act as a fact or a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The office on that side.
    Office(Side),
    /// The office on either side.
    Either,
    /// The receiving office, or one that a paper of the child's file was passed on to.
    Reached,
    /// The offices of the leg that stands, whoever has sent it there, and the leaders of both
    /// sides' organisations: who got it wrongly before has no say in it any more.
    Present,
    /// The office with authority responsibility for the child.
    Authority,
    /// The office that treats, or the one with authority responsibility.
    Course,
    /// Any office of the first signer's organisation.
    FirstSignersOrganisation,
    /// Whoever is told when it is overdue: any office of either side's organisation, the owner's
    /// deputy, and the supervising authority.
    Watcher,
    /// The office with authority responsibility; about a referral that waits for an answer, a
    /// leader of its sender's organisation, who says that it may.
    Reviewer,
    /// Any office of that side's organisation.
    Near(Side),
    /// Any office that has done something about it.
    Acted,
    /// Who gave the first signature, and whoever could give the second.
    FirstSigner,
    /// No office's: administrators alone.
    Nobody,
}

/// What an administrator may sign about a handover: nothing that acknowledges, decides, closes or
/// reads. It says nothing under seal.
pub const ADMINISTRATORS: &[Verb] = &[
    Verb::Watch(WatchVerb::Remind),
    Verb::Watch(WatchVerb::Escalate),
    Verb::Watch(WatchVerb::SeeEscalation),
    Verb::Watch(WatchVerb::TakeInHand),
    Verb::CarryOutside,
    Verb::Pause,
    Verb::Resume,
    Verb::Countersign,
];

/// What the server may sign about a handover, as a machine.
pub const SERVER: &[Verb] = &[
    Verb::Watch(WatchVerb::Remind),
    Verb::Watch(WatchVerb::Escalate),
];

/// Whose envelopes may wait for a key of their receiver's office.
const HELD: &[Verb] = &[Verb::Sign, Verb::Redirect, Verb::Resubmit, Verb::Correct];

/// Everybody who works with children's cases; never an administrator.
pub const CASE_ROLES: &[Role] = &[
    Role::Caseworker,
    Role::Psychologist,
    Role::Coordinator,
    Role::Leader,
];
/// Who settles what colleagues have decided differently.
pub const LEADERS: &[Role] = &[Role::Leader];

/// The acts on handovers, one row each.
pub const RIGHTS: &[Right] = &[
    by_person(Verb::Sign, Side::Sender)
        .in_words()
        .on(Days::Promised),
    by_device(Verb::Fetch, Side::Receiver),
    Right {
        capacity: Capacity::Machine,
        ..by(Verb::Open, Whose::Reached)
    },
    by_device(Verb::Unreadable, Side::Receiver),
    by_device(Verb::Rewrap, Side::Sender).in_words(),
    by_person(Verb::Acknowledge, Side::Receiver),
    by_person(Verb::NeedInformation, Side::Receiver).in_words(),
    by_person(Verb::Supply, Side::Sender).in_words_or_by_link(),
    by_person(Verb::Accept, Side::Receiver),
    by_person(Verb::Decline, Side::Receiver).in_words(),
    by_person(Verb::WrongRecipient, Side::Receiver).in_words(),
    by_person(Verb::ProposeRedirect, Side::Receiver).in_words(),
    by_person(Verb::RefuseRedirect, Side::Sender).in_words(),
    by(Verb::Redirect, Whose::Either).in_words(),
    by_person(Verb::ReadDecline, Side::Sender),
    by_person(Verb::ClosePlan, Side::Sender)
        .in_words()
        .on(Days::Promised),
    by_person(Verb::Resubmit, Side::Sender).in_words(),
    by_person(Verb::Correct, Side::Sender)
        .in_words()
        .on(Days::Promised),
    by_person(Verb::Withdraw, Side::Sender).in_words(),
    by_person(Verb::AskWithdrawal, Side::Sender).in_words(),
    by_person(Verb::ConfirmWithdrawal, Side::Receiver),
    by_person(Verb::RefuseWithdrawal, Side::Receiver).in_words(),
    by(Verb::RecordPlan, Whose::Authority)
        .in_words()
        .on(Days::Promised),
    by(Verb::ReportPlan, Whose::Authority).in_words(),
    Right {
        capacity: Capacity::Machine,
        ..by(Verb::PassOn, Whose::Either).in_words()
    },
    by_person(Verb::EnterInError, Side::Sender).in_words(),
    by_person(Verb::CloseError, Side::Sender)
        .in_words_or_by_link()
        .on(Days::Promised),
    by_person(Verb::AttestDestruction, Side::Receiver),
    by(Verb::CarryOutside, Whose::Present).in_words(),
    by_person(Verb::ReportFollowUp, Side::Receiver).in_words(),
    by_person(Verb::SignAction, Side::Receiver).in_words(),
    by(Verb::Pause, Whose::Present).in_words().on(Days::Pause),
    by(Verb::Resume, Whose::Present),
    by(Verb::Reopen, Whose::Present),
    by(Verb::Countersign, Whose::FirstSignersOrganisation),
    by_team(CourseVerb::PlanVisit).on(Days::Ahead),
    by_team(CourseVerb::PostponeVisit).on(Days::Ahead),
    by_team(CourseVerb::NoteStatus),
    by_team(CourseVerb::BeginAssessment).on(Days::Past),
    by_team(CourseVerb::BeginTreatment).on(Days::Past),
    by_team(CourseVerb::RecordNoShow).on(Days::Past),
    by_team(CourseVerb::HoldLastSession).on(Days::Past),
    by(Verb::Course(CourseVerb::Interrupt), Whose::Course),
    by_authority(CourseVerb::DecideFollowUp),
    by_authority(CourseVerb::CheckEffect),
    by_authority(CourseVerb::CloseCourse),
    by_authority(CourseVerb::MoveChild),
    by_authority(CourseVerb::TakeOverChild),
    by_authority(CourseVerb::RefuseChild),
    by_authority(CourseVerb::UnaskChild),
    by_authority(CourseVerb::GiveOutside),
    by(Verb::Watch(WatchVerb::Remind), Whose::Present),
    by(Verb::Watch(WatchVerb::Escalate), Whose::Present),
    by(Verb::Watch(WatchVerb::SeeEscalation), Whose::Watcher),
    by(Verb::Watch(WatchVerb::TakeInHand), Whose::Nobody),
    by(Verb::Watch(WatchVerb::Review), Whose::Reviewer),
    Right {
        roles: LEADERS,
        ..by(Verb::Settle, Whose::Near(Side::Receiver))
    },
    by(Verb::Look, Whose::Acted),
    by(Verb::Drop, Whose::FirstSigner),
];

impl Right {
    const fn in_words(self) -> Self {
        let words = Words::Must;
        Self { words, ..self }
    }

    const fn in_words_or_by_link(self) -> Self {
        let words = Words::OrLink;
        Self { words, ..self }
    }

    const fn on(self, days: Days) -> Self {
        Self { days, ..self }
    }
}

/// Leave for one act, given by [`permit`] and by nothing else.
#[derive(Clone, Debug)]
pub struct Permit(Act, Validity);

impl Permit {
    /// The act that is permitted.
    #[must_use]
    pub const fn act(&self) -> &Act {
        &self.0
    }

    /// What it counts for.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.1
    }

    /// The act that is permitted, to be decided upon.
    #[must_use]
    pub fn into_act(self) -> Act {
        self.0
    }
}

/// Says whether an act may be taken into the log. Reads the public part only.
///
/// # Errors
/// [`Denied`] says why not, and thereby whose move it is.
pub fn permit<'a>(
    directory: &Directory,
    around: impl Into<Around<'a>>,
    act: Act,
    deposited: Timestamp,
) -> Result<Permit, Denied> {
    let around = around.into();
    let handover = around.handover;
    let public = act.public();
    if !handover.is_none_or(|handover| handover.has_room_for(&act)) {
        return Err(Denied::Full);
    }
    if public.author.office == OfficeId::root_watch() {
        on_watch(directory, handover, public)?;
        return Ok(Permit(act, Validity::InTime));
    }
    let membership = directory
        .membership_of(&public.author)
        .ok_or(Denied::NotAMember)?;
    let validity = within_validity(membership, public, deposited)?;
    match &public.matter {
        Matter::Handover(about) => {
            let by = (membership, deposited);
            on_handover(directory, handover, (public, about), by)?;
            let says = (public, &**about);
            let recorded = membership.role == Role::Administrator;
            saying::check(directory, handover, says, (deposited, recorded))?;
            readers::check(directory, around, says)?;
            thread::check(around, (&public.author.office, about))?;
        }
        Matter::Directory(statement, _) => {
            on_directory(directory, public, (statement, membership), deposited)?;
        }
    }
    Ok(Permit(act, validity))
}

fn on_handover(
    directory: &Directory,
    handover: Option<&Handover>,
    (public, about): (&PublicPart, &HandoverAct),
    (membership, deposited): (&Membership, Timestamp),
) -> Result<(), Denied> {
    if membership.role == Role::Administrator {
        return by_administrator(directory, handover, (public, about), membership);
    }
    let right = right(about.verb).ok_or(Denied::NotInService)?;
    if public.author.capacity != right.capacity {
        return Err(Denied::Capacity);
    }
    if !right.roles.contains(&membership.role) {
        return Err(Denied::Role);
    }
    let office = &public.author.office;
    match (about.verb, handover) {
        // A second signature of the same handover is kept by the fold as a conflict.
        (Verb::Sign, None) => {}
        (_, None) => return Err(Denied::UnknownHandover),
        (Verb::Countersign, Some(handover)) if handover.waiting().next().is_some() => {
            let second = (public.author.person, membership);
            let first = First::named(handover, about.about);
            let pending = handover.awaited(about.about).map(|pending| pending.first);
            match first.map_or(Ok(()), |first| first.may_be_followed(directory, second)) {
                // It is another first signature's, which has been replaced: the fold keeps it.
                Err(Denied::SamePerson) if about.about != pending => {}
                outcome => outcome?,
            }
        }
        (Verb::Drop, Some(handover)) if handover.waiting().next().is_some() => {
            let person = public.author.person;
            let first = First::named(handover, about.about);
            let second = (person, membership);
            match first {
                // A signature is taken back without a word, and refused with one.
                Some(first) if first.person == person => {}
                Some(first) => {
                    first.may_be_refused(directory, second, deposited)?;
                    if about.sealed.is_none() {
                        return Err(Denied::Wordless);
                    }
                }
                None => {}
            }
        }
        (_, Some(handover)) => {
            // Another office would take a second beginning for the first.
            let begins_elsewhere = about.verb == Verb::Sign
                && about.terms.as_ref().is_some_and(|it| it.to != handover.to);
            if !has_part(directory, right.side, (handover, membership)) || begins_elsewhere {
                return Err(Denied::Office);
            }
        }
    }
    if let Some(terms) = &about.terms {
        envelope(terms, handover, (office, about.verb))?;
    }
    recipients(directory, handover, public, about)
}

/// The server reminds and escalates, with the device that the genesis gives it.
fn on_watch(
    directory: &Directory,
    handover: Option<&Handover>,
    public: &PublicPart,
) -> Result<(), Denied> {
    let receipts = &directory.genesis().receipts;
    let author = &public.author;
    let is_the_server =
        author.device == server::device(receipts) && author.person == server::nobody(receipts);
    let about = public.handover().ok_or(Denied::Role)?;
    if !is_the_server {
        Err(Denied::NotAMember)
    } else if author.capacity != Capacity::Machine {
        Err(Denied::Capacity)
    } else if !SERVER.contains(&about.verb) || about.sealed.is_some() {
        Err(Denied::Role)
    } else {
        handover.map(|_| ()).ok_or(Denied::UnknownHandover)
    }
}

/// Administrators nudge, look after what is overdue, and record what was said on the telephone.
fn by_administrator(
    directory: &Directory,
    handover: Option<&Handover>,
    (public, about): (&PublicPart, &HandoverAct),
    membership: &Membership,
) -> Result<(), Denied> {
    let author = &public.author;
    if !ADMINISTRATORS.contains(&about.verb) || about.sealed.is_some() {
        return Err(Denied::Role);
    }
    if author.capacity != Capacity::Person {
        return Err(Denied::Capacity);
    }
    let handover = handover.ok_or(Denied::UnknownHandover)?;
    if about.verb != Verb::Countersign {
        return Ok(());
    }
    let first = First::waiting(handover).ok_or(Denied::Role)?;
    first.may_be_followed(directory, (author.person, membership))
}

fn has_part(
    directory: &Directory,
    side: Whose,
    (handover, membership): (&Handover, &Membership),
) -> bool {
    let office = &membership.office;
    let on = |side| match side {
        Side::Sender => *office == handover.from,
        Side::Receiver => handover.recipients.contains(office),
    };
    match side {
        Whose::Office(side) => on(side),
        Whose::Either => on(Side::Sender) || on(Side::Receiver),
        Whose::Reached => on(Side::Receiver) || handover.passed.contains_key(office),
        Whose::Present => {
            let sides = [&handover.from, &handover.to];
            let leads = |side: &&OfficeId| {
                membership.role == Role::Leader && side.organisation() == office.organisation()
            };
            let is_one = |side: &&OfficeId| **side == *office || leads(side);
            sides.iter().any(is_one) || handover.redirected_by.as_ref() == Some(office)
        }
        // Also whoever had it or is asked to take it: what they sign offline is heard.
        Whose::Authority => {
            let moved = handover.moves.iter().any(|one| one.to == *office);
            let is_now = handover.authority() == office;
            is_now || moved || on(table::kind_row(handover.kind).authority)
        }
        Whose::Course => {
            has_part(directory, Whose::Authority, (handover, membership)) || on(Side::Receiver)
        }
        Whose::Watcher => {
            let parties = handover.parties().chain(&handover.recipients);
            let mut organisations = parties.map(OfficeId::organisation);
            organisations.any(|party| party == office.organisation())
                || is_told(directory, (handover, office))
        }
        Whose::Reviewer if handover.ending == Some(Ending::CourseOpened) => {
            has_part(directory, Whose::Authority, (handover, membership))
        }
        Whose::Reviewer => telling::lets_it_wait(handover, membership),
        Whose::Near(Side::Sender) => office.organisation() == handover.from.organisation(),
        Whose::Near(Side::Receiver) => office.organisation() == handover.to.organisation(),
        Whose::Acted => {
            let mut history = handover.history.iter();
            history.any(|event| event.author.office == *office)
        }
        // Whose it is has been looked at already, or nothing waits: an outsider has no say in it.
        Whose::FirstSigner => {
            let sides = [&handover.from, &handover.to];
            sides
                .map(OfficeId::organisation)
                .contains(&office.organisation())
        }
        Whose::Nobody => false,
        Whose::FirstSignersOrganisation => {
            // Nothing waits for it, or `second` has looked already.
            office.organisation() == handover.from.organisation()
        }
    }
}

/// Whether an office is told of what is overdue without having a part in it.
fn is_told(directory: &Directory, (handover, office): (&Handover, &OfficeId)) -> bool {
    let of_a_record = |record: &WatchRecord| {
        let rung = record.rung().unwrap_or(Rung::Reminder);
        let sides = [&handover.from, &handover.to];
        let told = watchers(directory, (&record.concern, rung), sides);
        // Administrators look after everything, whoever of them is told.
        told.contains(office) || (rung >= Rung::Leaders && administers(directory, office))
    };
    handover.watch_records.values().any(of_a_record)
}

/// What no envelope may say.
fn envelope(
    terms: &Terms,
    handover: Option<&Handover>,
    (office, verb): (&OfficeId, Verb),
) -> Result<(), Denied> {
    if terms.kind == Kind::Notification && terms.colour != Colour::Red {
        return Err(Denied::Colour);
    }
    let by_receiver = handover.is_some_and(|handover| *office != handover.from);
    let foreign = terms.to.organisation() != office.organisation();
    if verb == Verb::Redirect && by_receiver && foreign && terms.kind != Kind::Notification {
        return Err(Denied::Foreign);
    }
    Ok(())
}

/// What an act is sealed to must be keys that the directory has for offices that may read it.
///
/// An envelope reaches its receiver, or is [held](crate::words::State::Held) while that has no key
/// that its author could know; it is sealed to the sender, whose devices wrap it for the receiver.
fn recipients(
    directory: &Directory,
    handover: Option<&Handover>,
    public: &PublicPart,
    about: &HandoverAct,
) -> Result<(), Denied> {
    let office = &public.author.office;
    let to = match (&about.terms, handover) {
        (Some(terms), _) => &terms.to,
        (None, Some(handover)) if *office == handover.from => &handover.to,
        (None, Some(handover)) => &handover.from,
        (None, None) => return Err(Denied::UnknownHandover),
    };
    if to == office {
        return Err(Denied::ToItself);
    }
    if about.terms.is_some() && directory.office(to).is_none() {
        return Err(Denied::UnknownOffice);
    }
    let Some(sealed) = &about.sealed else {
        return Ok(());
    };
    let keys_are_theirs = sealed
        .to
        .iter()
        .all(|(office, key)| directory.office_has_key(office, key));
    let names = |wanted: &OfficeId| sealed.to.iter().any(|(named, _)| named == wanted);
    // An act that says something to its own side only, as the plan after a withdrawal, may.
    let has_sender = handover.is_none_or(|handover| names(&handover.from));
    let waits =
        HELD.contains(&about.verb) && has_sender && !directory.had_key(to, public.directory.number);
    let reaches = about.terms.is_none() || names(to) || waits;
    if keys_are_theirs && reaches && names(office) {
        Ok(())
    } else {
        Err(Denied::Recipients)
    }
}

fn on_directory(
    directory: &Directory,
    public: &PublicPart,
    (statement, membership): (&Statement, &Membership),
    deposited: Timestamp,
) -> Result<(), Denied> {
    if public.author.capacity != Capacity::Person {
        return Err(Denied::Capacity);
    }
    match statement.grant() {
        // Any member may wrap the office's seeds for a colleague's device.
        Some(grant) if grant.office != membership.office => return Err(Denied::Office),
        None if membership.role != Role::Administrator => return Err(Denied::Role),
        Some(_) | None => {}
    }
    directory
        .check(statement, public.author.person, deposited)
        .map_err(Denied::Statement)
}

fn right(verb: Verb) -> Option<&'static Right> {
    RIGHTS.iter().find(|right| right.verb == verb)
}

const fn by(verb: Verb, side: Whose) -> Right {
    Right {
        verb,
        side,
        capacity: Capacity::Person,
        roles: CASE_ROLES,
        words: Words::May,
        days: Days::No,
    }
}

const fn by_person(verb: Verb, side: Side) -> Right {
    by(verb, Whose::Office(side))
}

const fn by_team(verb: CourseVerb) -> Right {
    by_person(Verb::Course(verb), Side::Receiver)
}

const fn by_authority(verb: CourseVerb) -> Right {
    by(Verb::Course(verb), Whose::Authority)
}

const fn by_device(verb: Verb, side: Side) -> Right {
    Right {
        capacity: Capacity::Machine,
        ..by(verb, Whose::Office(side))
    }
}
