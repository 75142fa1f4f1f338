//! Who owes what until when in a course, what is expected and was never sent included.

use std::collections::BTreeMap;

use super::{Obligation, Rules};
use crate::{
    calendar::nearest_date,
    course::{CHECKS, Course, table},
    party::OfficeId,
    policy::ClockName,
    time::Timestamp,
    words::{CourseClock, CourseVerb, Duty, Kind, Stage, Verb},
};

/// Everything that is owed about a course: one obligation for its stage, and one for each matter
/// that is due beside it. What its handovers owe by themselves is not among them.
#[must_use]
pub fn obligations(course: &Course, rules: &impl Rules) -> Vec<Obligation> {
    of_stage(course)
        .into_iter()
        .chain(beside(course))
        .map(|matter| matter.owed(course, rules))
        .chain(passing_on(course, rules))
        .collect()
}

/// The child's papers that the municipality which has taken it over has not got: each office that
/// wrote some owes once that they are passed on.
fn passing_on(course: &Course, rules: &impl Rules) -> Vec<Obligation> {
    let mut oldest: BTreeMap<OfficeId, Timestamp> = BTreeMap::new();
    for one in course.lacking() {
        let since = oldest.entry(one.owner).or_insert(one.since);
        *since = (*since).min(one.since);
    }
    let owed = oldest.iter().map(|(owner, since)| {
        let matter = Matter {
            owner,
            duty: Duty::Act(Verb::PassOn),
            clock: CourseClock::PassingOn,
            start: Start::At(*since),
        };
        matter.owed(course, rules)
    });
    owed.collect()
}

/// One thing that is due.
#[derive(Clone, Copy)]
struct Matter<'a> {
    owner: &'a OfficeId,
    duty: Duty,
    clock: CourseClock,
    start: Start,
}

/// When its clock starts.
#[derive(Clone, Copy)]
enum Start {
    /// At an act.
    At(Timestamp),
    /// When the office closes on a day.
    On(i32),
    /// When it closed on a day, or when that was told on the day itself.
    Past(i32),
    /// So long before a day that it ends then.
    Before(i32),
}

impl Matter<'_> {
    fn owed(&self, course: &Course, rules: &impl Rules) -> Obligation {
        let calendar = rules.calendar(self.owner);
        let start = match self.start {
            Start::At(at) => at,
            Start::On(day) | Start::Before(day) => calendar.close_of(nearest_date(day)),
            Start::Past(day) => calendar.close_of(nearest_date(day)).min(course.since),
        };
        // What counts is the policy that held when the clock started, or when the course came so
        // far: a day in the future has none yet.
        let policy = rules.policy(match self.start {
            Start::At(at) => at,
            Start::On(_) | Start::Past(_) | Start::Before(_) => course.since,
        });
        let clock = policy.clock(ClockName::Course(self.clock));
        let fair = policy.clock(ClockName::Fair);
        // Whoever learns of a day today has some days in any case.
        let fair = fair.end(course.colour, &calendar, course.since);
        let due = match self.start {
            Start::Before(day) => {
                let before = clock.before(course.colour, &calendar, nearest_date(day));
                // Items that are said to come later are owed when they are to come: by the visit.
                let expected = course.information_expected.map(|come| come.min(day));
                let expected = expected.map(|come| calendar.close_of(nearest_date(come)));
                before.max(fair).max(expected.unwrap_or(before))
            }
            Start::At(_) => clock.end(course.colour, &calendar, start),
            Start::On(_) | Start::Past(_) => clock.end(course.colour, &calendar, start).max(fair),
        };
        // The day by which the team asks that somebody sees the child shortens the usual time.
        let asked = course
            .follow_up_by
            .filter(|_| self.clock == CourseClock::FollowUpDecision);
        let due = asked.map_or(due, |asked| due.min(asked.max(fair)));
        Obligation {
            handover: course.id,
            owner: self.owner.clone(),
            duty: self.duty,
            colour: course.colour,
            // What has to be done before a day is owed since the day is known.
            since: match self.start {
                Start::At(at) => at,
                Start::On(_) | Start::Past(_) => start.min(due),
                Start::Before(_) => course.since,
            },
            due,
        }
    }
}

fn of_stage(course: &Course) -> Option<Matter<'_>> {
    let row = table::stage_row(course.stage);
    let (owner, duty, clock) = (course.owner()?, row.duty?, row.clock?);
    let usual = Matter {
        owner,
        duty,
        clock,
        start: Start::At(course.since),
    };
    // A report lies at an office that the child has left: that it is passed on is what is owed.
    let lies_elsewhere = || course.lacking().iter().any(|one| one.ends_treatment);
    Some(match course.stage {
        Stage::Interrupted | Stage::LastSessionHeld if lies_elsewhere() => return None,
        Stage::VisitPlanned => Matter {
            start: course
                .visit
                .map_or(usual.start, |visit| Start::On(visit.day)),
            ..usual
        },
        Stage::Treatment => Matter {
            start: Start::At(course.reported),
            ..usual
        },
        Stage::LastSessionHeld => Matter {
            start: course.last_session.map_or(usual.start, Start::Past),
            ..usual
        },
        Stage::FollowUpDecided if course.ends() => closing(usual),
        Stage::FollowUpDecided => Matter {
            duty: handing_on(course),
            ..usual
        },
        Stage::FollowUpUnderWay if course.checks.len() >= CHECKS || course.went_back() => {
            closing(usual)
        }
        Stage::FollowUpUnderWay => {
            let first = course.checks.is_empty();
            let since = course.followed_since.unwrap_or(course.since);
            Matter {
                clock: if first {
                    CourseClock::FirstCheck
                } else {
                    CourseClock::SecondCheck
                },
                start: Start::At(since),
                ..usual
            }
        }
        Stage::Waiting
        | Stage::VisitPostponed
        | Stage::Assessment
        | Stage::Interrupted
        | Stage::ReportSent
        | Stage::ReportAcknowledged
        | Stage::Closed => usual,
    })
}

/// What hands the child on to whoever gives it what was decided.
fn handing_on(course: &Course) -> Duty {
    let sent = course.decision.and_then(|(decision, _)| decision.sent_as());
    sent.map_or(Duty::Act(Verb::Course(CourseVerb::GiveOutside)), Duty::Send)
}

fn closing(usual: Matter<'_>) -> Matter<'_> {
    Matter {
        duty: Duty::Act(Verb::Course(CourseVerb::CloseCourse)),
        clock: CourseClock::Closing,
        ..usual
    }
}

/// What is due beside the stage's own duty.
fn beside(course: &Course) -> Vec<Matter<'_>> {
    let mut matters = Vec::new();
    if course.is_before_the_visit() {
        matters.push(Matter {
            owner: &course.team,
            duty: Duty::Act(Verb::Course(CourseVerb::NoteStatus)),
            clock: CourseClock::StatusNote,
            start: Start::At(course.noted),
        });
    }
    if let Some(visit) = course.visit.filter(|_| is_information_wanted(course)) {
        matters.push(Matter {
            owner: &course.municipality,
            duty: Duty::Send(Kind::CaseInformation),
            clock: CourseClock::CaseInformation,
            start: Start::Before(visit.day),
        });
    }
    if course.stage == Stage::Assessment {
        matters.push(Matter {
            owner: &course.team,
            duty: Duty::Send(Kind::InterimReport),
            clock: CourseClock::InterimReport,
            start: Start::At(course.reported),
        });
    }
    if let Some((office, asked)) = &course.asked_to_take_over {
        matters.push(Matter {
            owner: office,
            duty: Duty::Act(Verb::Course(CourseVerb::TakeOverChild)),
            clock: CourseClock::TakeOver,
            start: Start::At(*asked),
        });
    }
    if let Some((verb, office, signed)) = &course.pending {
        matters.push(Matter {
            owner: office,
            duty: Duty::Countersign(Verb::Course(*verb)),
            clock: CourseClock::Countersignature,
            start: Start::At(*signed),
        });
    }
    matters
}

/// Until the team has met the child; it never waits for it.
fn is_information_wanted(course: &Course) -> bool {
    course.stage == Stage::VisitPlanned && !course.informed
}
