//! What the core says, as the promises see it: as it is, or as a planted bug would have it say.
//!
//! A promise is worth something if it finds the bug that it is there for, in situations that World
//! really comes to. The bugs stand here, each beside the answer that it spoils.

use std::collections::BTreeSet;

use stafet_shared::{
    handover::{Handover, Pause},
    id::ActId,
    obligation::Obligation,
    party::{OfficeId, directory::Outage},
    time::Timestamp,
    words::{CourseVerb, Duty, Kind, State, Verb},
};

/// A rule of the core that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misrule {
    /// A report that nobody has read stays with the office that the child has left.
    ReportStaysBehind,
    /// What did not hold is nobody's to look at.
    ConflictForgotten,
    /// What waits for a key is nobody's.
    HeldForgotten,
    /// A pause goes on for a year.
    EndlessPause,
    /// An outage has no end.
    EndlessOutage,
    /// A question, a version or a new leg begins the law's day anew.
    LawBegunAnew,
    /// A version or a new leg begins the child's age in the list anew.
    AgeBegunAnew,
    /// The office that the child has left goes on reading.
    FormerReads,
    /// A day is taken in that is years away.
    AnyDay,
    /// The same person reminds of one thing as often as she likes.
    RemindedAgain,
    /// What the server has refused is shown nowhere.
    RefusalUnseen,
}

impl Misrule {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::ReportStaysBehind,
        Self::ConflictForgotten,
        Self::HeldForgotten,
        Self::EndlessPause,
        Self::EndlessOutage,
        Self::LawBegunAnew,
        Self::AgeBegunAnew,
        Self::FormerReads,
        Self::AnyDay,
        Self::RemindedAgain,
        Self::RefusalUnseen,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReportStaysBehind => "report-stays-behind",
            Self::ConflictForgotten => "conflict-forgotten",
            Self::HeldForgotten => "held-forgotten",
            Self::EndlessPause => "endless-pause",
            Self::EndlessOutage => "endless-outage",
            Self::LawBegunAnew => "law-begun-anew",
            Self::AgeBegunAnew => "age-begun-anew",
            Self::FormerReads => "former-reads",
            Self::AnyDay => "any-day",
            Self::RemindedAgain => "reminded-again",
            Self::RefusalUnseen => "refusal-unseen",
        }
    }

    /// The beginning of what the promise says that finds it.
    #[must_use]
    pub const fn complaint(self) -> &'static str {
        match self {
            Self::ReportStaysBehind => "A1",
            Self::ConflictForgotten => "A10",
            Self::HeldForgotten => "A4",
            Self::EndlessPause | Self::EndlessOutage => "A15",
            Self::LawBegunAnew => "A6",
            Self::AgeBegunAnew => "A12",
            Self::FormerReads => "B2",
            Self::AnyDay => "A7",
            Self::RemindedAgain => "A11",
            Self::RefusalUnseen => "I1",
        }
    }
}

/// How far beyond every bound a planted day lies.
const YEARS_AWAY: i32 = 1_000;

/// What the promises look through.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lens {
    broken: Option<Misrule>,
}

impl Lens {
    pub(super) const fn through(broken: Option<Misrule>) -> Self {
        Self { broken }
    }

    fn is(self, rule: Misrule) -> bool {
        self.broken == Some(rule)
    }

    /// What is owed about a handover and the course that it has opened.
    pub(super) fn owed(self, handover: &Handover, owed: Vec<Obligation>) -> Vec<Obligation> {
        let stays = |one: &Obligation| {
            !(self.is(Misrule::ReportStaysBehind) && one.duty == Duty::Act(Verb::PassOn))
        };
        let looked = |one: &Obligation| {
            !(self.is(Misrule::ConflictForgotten) && one.duty == Duty::Act(Verb::Look))
        };
        let held = !(self.is(Misrule::HeldForgotten) && handover.state == State::Held);
        let owed = owed.into_iter().filter(|one| held && looked(one));
        owed.filter(stays)
            .map(|one| self.begun_anew(handover, one))
            .collect()
    }

    fn begun_anew(self, handover: &Handover, mut owed: Obligation) -> Obligation {
        let law = owed.duty == Duty::Act(Verb::SignAction) && self.is(Misrule::LawBegunAnew);
        let age = owed.duty == Duty::Age && self.is(Misrule::AgeBegunAnew);
        if law || age {
            let later = handover.since.ms_since(owed.since);
            owed.since = handover.since;
            owed.due = owed.due.plus_ms(later);
        }
        owed
    }

    /// A pause.
    pub(super) fn pause(self, mut pause: Pause) -> Pause {
        if self.is(Misrule::EndlessPause) {
            pause.until_day += YEARS_AWAY;
        }
        pause
    }

    /// When an outage ends.
    pub(super) fn end(self, outage: &Outage) -> Option<Timestamp> {
        outage.until.filter(|_| !self.is(Misrule::EndlessOutage))
    }

    /// Who reads what an act says.
    pub(super) fn readers(self, before: &Handover, readers: &[OfficeId]) -> BTreeSet<OfficeId> {
        let mut readers: BTreeSet<OfficeId> = readers.iter().cloned().collect();
        let moved = before.kind == Kind::Referral && before.authority() != &before.from;
        if moved && self.is(Misrule::FormerReads) {
            readers.insert(before.from.clone());
        }
        readers
    }

    /// The day that an act asserts.
    pub(super) fn day(self, verb: Verb, day: i32) -> i32 {
        let far = verb == Verb::Course(CourseVerb::PlanVisit) && self.is(Misrule::AnyDay);
        if far { day + YEARS_AWAY } else { day }
    }

    /// How often somebody has reminded of one thing on one day.
    pub(super) fn reminded(self, times: usize) -> usize {
        if self.is(Misrule::RemindedAgain) {
            times + 1
        } else {
            times
        }
    }

    /// What a device shows as refused.
    pub(super) fn refusals(self, shown: BTreeSet<ActId>) -> BTreeSet<ActId> {
        if self.is(Misrule::RefusalUnseen) {
            BTreeSet::new()
        } else {
            shown
        }
    }
}
