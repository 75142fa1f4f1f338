//! The promises of the rules, one function for each, told by history alone: who sent, who signed and
//! when the server had it. What the core says is looked at through the [`Lens`], which may be broken
//! on purpose.

use std::collections::{BTreeMap, BTreeSet};

use stafet_shared::{
    act::{HandoverAct, PublicPart},
    calendar::{Zone, day_of},
    handover::{Concern, Effect, Handover, Position},
    id::{ActId, HandoverId, PersonId},
    obligation::Obligation,
    party::OfficeId,
    time::{MS_PER_HOUR, Timestamp},
    words::{CourseVerb, Duty, Kind, Stage, State, Verb, WatchVerb},
};

use super::{World, lens::Lens, truth::Truth};

/// The longest that a pause and an outage last, in days: two weeks and one, and what is left of the
/// day on which it was said.
const PAUSE_DAYS_MAX: i32 = 14;
const OUTAGE_DAYS_MAX: i64 = 8;
/// Within so many hours of a notification's deposit somebody acts, by law.
const LAW_HOURS: i64 = 24;
/// After so many hours a leader looks at a referral that nobody has decided.
const AGE_HOURS: i64 = 8 * 7 * 24;
/// No day lies further ahead than that: twelve months.
const AHEAD_DAYS_MAX: i32 = 366;

impl World {
    /// What the rules promise, of everything in the log and of every device.
    pub(super) fn the_rules_keep_their_promises(&self) {
        let truth = &self.truth;
        for handover in truth.handovers.values() {
            let owed = truth.seen(handover);
            a10_every_contradiction_is_looked_at(handover, &owed);
            a4_what_waits_for_a_key_is_owed(handover, &owed);
            a6_the_law_has_one_clock(handover, &owed);
            a12_a_childs_age_is_not_begun_anew(handover, &owed);
            a1_a_report_is_owed_to_whoever_has_authority(truth, handover);
            a15_no_pause_without_an_end(truth.lens, handover);
        }
        self.a15_no_outage_without_an_end();
        self.i1_nothing_is_refused_unseen();
    }

    /// A15: an outage lasts for a week and the day on which it was declared, and whoever declared it is asked on its last day.
    fn a15_no_outage_without_an_end(&self) {
        let directory = self.truth.directory();
        for (id, declared) in directory.outages() {
            let end = self.truth.lens.end(&declared.outage);
            let bound = declared.outage.from.plus_days(OUTAGE_DAYS_MAX);
            assert!(
                end.is_some_and(|end| end <= bound),
                "A15: the outage {id} ends at {end:?}"
            );
            let last_day = end.map(|end| end.plus_days(-1)..=end);
            let is_its_last = last_day.is_some_and(|day| day.contains(&self.now()));
            if declared.is_running(self.now()) && is_its_last {
                let owed = directory.outages_owed(self.now());
                let is_owed = owed.iter().any(|one| one.outage == *id);
                assert!(is_owed, "A15: nobody renews the outage {id}, or ends it");
            }
        }
    }

    /// I1: what the server has refused, and only one disk has, is shown there, unless nobody has to do
    /// anything; and what it has not heard of yet is shown as not sent.
    fn i1_nothing_is_refused_unseen(&self) {
        for (label, office) in &self.readers {
            let reader = office.reader();
            let shown = reader.refusals().into_iter().map(|(act, ..)| act);
            let shown = self.truth.lens.refusals(shown.collect());
            let waits: BTreeSet<ActId> = reader.unconfirmed().into_iter().collect();
            let own = self.promised.iter().filter(|(_, of)| *of == label);
            for (act, _) in own.filter(|(act, _)| !self.shown.contains(act)) {
                let refusal = reader.refusal_of(*act);
                let is_done = refusal.is_some_and(|refusal| refusal.is_done());
                assert!(
                    is_done || shown.contains(act) || waits.contains(act),
                    "I1: {label} alone has {act}, and shows it nowhere: {refusal:?}"
                );
            }
        }
    }
}

/// A10: what did not hold is its office's to look at, until it has looked or done the same anew.
fn a10_every_contradiction_is_looked_at(handover: &Handover, owed: &[Obligation]) {
    let events = &handover.history;
    for (place, event) in events.iter().enumerate() {
        if event.effect != Effect::Conflict {
            continue;
        }
        let office = &event.author.office;
        let mut since = events[place + 1..].iter();
        let is_done = since.any(|later| {
            let fits = later.fits && later.effect != Effect::Conflict;
            let again = later.verb == event.verb && fits;
            later.author.office == *office && (again || later.verb == Verb::Look)
        });
        let look = Duty::Act(Verb::Look);
        let is_owed = owed
            .iter()
            .any(|one| one.owner == *office && one.duty == look);
        assert!(
            is_owed || is_done,
            "A10: {:?} by {office} did not hold, and nobody is told: {}",
            event.verb,
            handover.id
        );
    }
}

/// A4: what its receiver has no key for is in the log, and its sender's to see to.
fn a4_what_waits_for_a_key_is_owed(handover: &Handover, owed: &[Obligation]) {
    if handover.state == State::Held {
        let is_senders = owed.iter().any(|one| one.owner == handover.from);
        assert!(
            is_senders,
            "A4: {} is held, and its sender owes nothing",
            handover.id
        );
    }
}

/// A6: on a notification somebody acts within a day of its first deposit, whatever comes between.
fn a6_the_law_has_one_clock(handover: &Handover, owed: &[Obligation]) {
    let waits = !matches!(
        handover.state,
        State::Draft | State::Queued | State::Closed | State::Withdrawn | State::EnteredInError
    );
    let Some(first) = deposits(handover).next() else {
        return;
    };
    if handover.kind == Kind::Notification && waits {
        let by_law = first.plus_ms(LAW_HOURS * MS_PER_HOUR);
        let duty = Duty::Act(Verb::SignAction);
        let of_it: Vec<&Obligation> = owed.iter().filter(|one| one.duty == duty).collect();
        assert!(
            matches!(of_it.as_slice(), [one] if one.due == by_law),
            "A6: {} in {:?} is due by law at {by_law:?}: {of_it:?}",
            handover.id,
            handover.state
        );
    }
}

/// A12: a referral that nobody has decided is looked at some weeks after it was sent, or after a
/// leader has said that it may wait.
fn a12_a_childs_age_is_not_begun_anew(handover: &Handover, owed: &[Obligation]) {
    let Some(first) = deposits(handover).next() else {
        return;
    };
    let reviews = handover.history.iter();
    let reviews = reviews.filter(|event| event.verb == Verb::Watch(WatchVerb::Review));
    let reviews = reviews.filter_map(|event| event.position.map(|it| it.deposited));
    let from = reviews.chain([first]);
    let allowed: BTreeSet<Timestamp> = from.map(|at| at.plus_ms(AGE_HOURS * MS_PER_HOUR)).collect();
    let mut of_it = owed.iter().filter(|one| one.duty == Duty::Age);
    assert!(
        of_it.all(|one| allowed.contains(&one.due)),
        "A12: the age of {} is counted from something else: {owed:?}",
        handover.id
    );
}

/// A1: a closing report that nobody has read who answers for the child is owed to that office: by
/// itself, by who passes it on, or by who sends it.
fn a1_a_report_is_owed_to_whoever_has_authority(truth: &Truth, referral: &Handover) {
    let course = truth.course(referral);
    let Some(course) = course.filter(|it| it.stage != Stage::Closed) else {
        return;
    };
    let authority = authority(referral);
    let of_course = truth.seen(referral);
    for report in truth.handovers.values() {
        let is_report = report.kind == Kind::ClosingReport && report.course == Some(referral.id);
        let stands = matches!(
            report.state,
            State::Deposited | State::Unreadable | State::Opened | State::AwaitingInformation
        );
        let is_its = is_report && stands && report.from == course.team;
        let mut by_authority = report.history.iter();
        let is_read = by_authority.any(|event| event.author.office == *authority);
        if !is_its || is_read {
            continue;
        }
        let owed = truth.seen(report);
        let mut all = owed.iter().chain(&of_course);
        let comes = all.any(|one| {
            let of_it = one.handover == report.id;
            let is_due = of_it && (one.owner == *authority || one.owner == report.from);
            let comes = [Duty::Send(Kind::ClosingReport), Duty::Act(Verb::PassOn)];
            is_due || comes.contains(&one.duty)
        });
        assert!(
            comes,
            "A1: {} lies at {}, and {authority} answers for the child: {owed:?} {of_course:?}",
            report.id, report.to
        );
    }
}

/// A15: a pause ends within two weeks.
fn a15_no_pause_without_an_end(lens: Lens, handover: &Handover) {
    if let Some(pause) = handover.paused {
        let pause = lens.pause(pause);
        let first = Zone::nuuk().day(pause.since);
        let last = day_of(first) + PAUSE_DAYS_MAX + 1;
        assert!(
            pause.until_day <= last,
            "A15: {} is paused until {}, from {first}",
            handover.id,
            pause.until_day
        );
    }
}

/// Who answers for the child, as a referral's history says: whoever has taken it over last.
fn authority(referral: &Handover) -> &OfficeId {
    let takes = Verb::Course(CourseVerb::TakeOverChild);
    let mut events = referral.history.iter().rev();
    let taken = events.find(|event| event.verb == takes && event.effect != Effect::Conflict);
    taken.map_or(&referral.from, |event| &event.author.office)
}

/// When the server had each act about it.
fn deposits(handover: &Handover) -> impl Iterator<Item = Timestamp> {
    let events = handover.history.iter();
    events.filter_map(|event| event.position.map(|it| it.deposited))
}

/// What is asked of each act as it is read from the log.
#[derive(Debug, Default)]
pub(super) struct Reading {
    reminded: BTreeMap<(HandoverId, Concern, PersonId, i32), BTreeSet<ActId>>,
}

impl Reading {
    /// Looks at an act beside what stood before it.
    pub(super) fn look(
        &mut self,
        lens: Lens,
        before: Option<&Handover>,
        (public, about, position): (&PublicPart, &HandoverAct, Position),
    ) {
        if let Some(before) = before {
            b2_who_reads_may(lens, before, (public, about));
        }
        a7_a_day_is_near(lens, about, position);
        self.a11_nobody_is_reminded_twice_a_day(lens, (public, about), position);
    }

    fn a11_nobody_is_reminded_twice_a_day(
        &mut self,
        lens: Lens,
        (public, about): (&PublicPart, &HandoverAct),
        position: Position,
    ) {
        let Some((concern, _)) = &about.concern else {
            return;
        };
        if about.verb != Verb::Watch(WatchVerb::Remind) {
            return;
        }
        let day = day_of(Zone::nuuk().day(position.deposited));
        let person = public.author.person;
        let key = (about.handover, concern.clone(), person, day);
        let acts = self.reminded.entry(key).or_default();
        acts.insert(public.id);
        assert!(
            lens.reminded(acts.len()) <= 1,
            "A11: {person} reminds of {} again",
            about.handover
        );
    }
}

/// B2: an act is sealed to whoever has a part in the handover, and to colleagues who may sign second;
/// never to an office that it was not for, or that the child has left.
fn b2_who_reads_may(lens: Lens, before: &Handover, (public, about): (&PublicPart, &HandoverAct)) {
    let Some(sealed) = &about.sealed else {
        return;
    };
    let own = &public.author.office;
    let to = about.terms.as_ref().map(|terms| &terms.to);
    let named: Vec<OfficeId> = sealed.to.iter().map(|(office, _)| office.clone()).collect();
    let authority = authority(before);
    let parts = [&before.from, &before.to, &before.custodian, authority];
    for office in lens.readers(before, &named) {
        let is_near = office.organisation() == own.organisation() || Some(&office) == to;
        let has_part = parts.contains(&&office) || before.redirected_by.as_ref() == Some(&office);
        let has_left = before.kind == Kind::Referral
            && authority != &before.from
            && &office != authority
            && office != before.to;
        let is_gone = before.misdirected.contains(&office)
            || before.destruction.contains_key(&office)
            || has_left;
        assert!(
            is_near || (has_part && !is_gone),
            "B2: {:?} by {own} about {} is sealed to {office}",
            about.verb,
            before.id
        );
    }
}

/// A7: no day lies years away.
fn a7_a_day_is_near(lens: Lens, about: &HandoverAct, position: Position) {
    if let Some(day) = about.asserted_day {
        let day = lens.day(about.verb, day);
        let today = day_of(Zone::nuuk().day(position.deposited));
        assert!(
            day <= today + AHEAD_DAYS_MAX,
            "A7: {:?} names the day {day}, on {today}",
            about.verb
        );
    }
}
