//! The transition table of Machine B, as data: who has the ball in each stage, and what each act
//! and each handover of the course leads to. `docs/transitions.md` is generated from it.

use crate::words::{
    CourseClock, CourseVerb, Duty, Kind,
    Stage::{
        self, Assessment, Closed, FollowUpDecided, FollowUpUnderWay, Interrupted, LastSessionHeld,
        ReportAcknowledged, ReportSent, Treatment, VisitPlanned, VisitPostponed, Waiting,
    },
    Verb,
};

/// Who has the ball.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ball {
    /// The office that treats: the referral's receiver.
    Team,
    /// The office with authority responsibility for the child.
    Municipality,
    /// Nobody: the course is closed.
    Nobody,
}

/// One stage: who owes what until when.
#[derive(Clone, Copy, Debug)]
pub struct StageRow {
    /// The stage.
    pub stage: Stage,
    /// Who has the ball.
    pub ball: Ball,
    /// What moves it on.
    pub duty: Option<Duty>,
    /// Which clock of the policy runs.
    pub clock: Option<CourseClock>,
}

/// What leads from one stage to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An act of the course.
    Deed(CourseVerb),
    /// A closing report of the course has come into the log.
    ReportSent,
    /// It was signed for: R6.
    ReportRead,
    /// It was taken back, or had gone to somebody else.
    ReportTakenBack,
    /// A follow-up of the course has come into the log, or the referral back to the team.
    FollowUpSent,
    /// No follow-up of the decision stands any more.
    FollowUpFell,
}

/// One transition.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// Its number.
    pub number: &'static str,
    /// From which stages.
    pub from: &'static [Stage],
    /// The act, or the handover of the course, that leads there.
    pub cause: Cause,
    /// To where; `None` where it stays.
    pub to: Option<Stage>,
}

/// The stages, in the order in which a course usually meets them.
pub const STAGES: &[StageRow] = &[
    stage(
        Waiting,
        Ball::Team,
        (act(CourseVerb::PlanVisit), CourseClock::Visit),
    ),
    stage(
        VisitPlanned,
        Ball::Team,
        (act(CourseVerb::BeginAssessment), CourseClock::Assessment),
    ),
    stage(
        VisitPostponed,
        Ball::Team,
        (act(CourseVerb::PlanVisit), CourseClock::Visit),
    ),
    stage(
        Assessment,
        Ball::Team,
        (act(CourseVerb::BeginTreatment), CourseClock::Treatment),
    ),
    stage(
        Treatment,
        Ball::Team,
        (Duty::Send(Kind::InterimReport), CourseClock::InterimReport),
    ),
    stage(
        Interrupted,
        Ball::Team,
        (Duty::Send(Kind::ClosingReport), CourseClock::ShortReport),
    ),
    stage(
        LastSessionHeld,
        Ball::Team,
        (Duty::Send(Kind::ClosingReport), CourseClock::ClosingReport),
    ),
    // What is owed is the receipt for the report, by whoever has it: the report's own matter.
    StageRow {
        stage: ReportSent,
        ball: Ball::Municipality,
        duty: None,
        clock: None,
    },
    stage(
        ReportAcknowledged,
        Ball::Municipality,
        (
            act(CourseVerb::DecideFollowUp),
            CourseClock::FollowUpDecision,
        ),
    ),
    stage(
        FollowUpDecided,
        Ball::Municipality,
        (Duty::Send(Kind::FollowUp), CourseClock::FollowUp),
    ),
    stage(
        FollowUpUnderWay,
        Ball::Municipality,
        (act(CourseVerb::CheckEffect), CourseClock::FirstCheck),
    ),
    CLOSED,
];

const CLOSED: StageRow = StageRow {
    stage: Closed,
    ball: Ball::Nobody,
    duty: None,
    clock: None,
};

/// Every transition.
pub const TURNS: &[Turn] = &[
    turn(
        "B01",
        BEFORE_THE_VISIT,
        Cause::Deed(CourseVerb::PlanVisit),
        Some(VisitPlanned),
    ),
    // With another day it stays planned.
    turn(
        "B02",
        &[VisitPlanned],
        Cause::Deed(CourseVerb::PostponeVisit),
        Some(VisitPostponed),
    ),
    turn(
        "B03",
        BEFORE_THE_VISIT,
        Cause::Deed(CourseVerb::NoteStatus),
        None,
    ),
    turn(
        "B04",
        BEFORE_THE_VISIT,
        Cause::Deed(CourseVerb::BeginAssessment),
        Some(Assessment),
    ),
    turn(
        "B05",
        BEFORE_TREATMENT,
        Cause::Deed(CourseVerb::BeginTreatment),
        Some(Treatment),
    ),
    turn(
        "B06",
        &[VisitPlanned],
        Cause::Deed(CourseVerb::RecordNoShow),
        Some(VisitPostponed),
    ),
    turn(
        "B06",
        UNDER_TREATMENT,
        Cause::Deed(CourseVerb::RecordNoShow),
        None,
    ),
    turn(
        "B07",
        UNDER_TREATMENT,
        Cause::Deed(CourseVerb::HoldLastSession),
        Some(LastSessionHeld),
    ),
    turn(
        "B08",
        BEFORE_THE_END,
        Cause::Deed(CourseVerb::Interrupt),
        Some(Interrupted),
    ),
    turn(
        "B09",
        // Another decision stands in the place of one of which nothing has been handed on yet.
        &[ReportAcknowledged, FollowUpDecided],
        Cause::Deed(CourseVerb::DecideFollowUp),
        Some(FollowUpDecided),
    ),
    // "No" goes back to the decision.
    turn(
        "B10",
        &[FollowUpUnderWay],
        Cause::Deed(CourseVerb::CheckEffect),
        None,
    ),
    // Only while nothing in it is open (I9).
    turn(
        "B11",
        &[FollowUpDecided, FollowUpUnderWay],
        Cause::Deed(CourseVerb::CloseCourse),
        Some(Closed),
    ),
    turn("B12", OPEN, Cause::Deed(CourseVerb::MoveChild), None),
    turn("B13", OPEN, Cause::Deed(CourseVerb::TakeOverChild), None),
    turn("B14", OPEN, Cause::Deed(CourseVerb::RefuseChild), None),
    turn("B15", OPEN, Cause::Deed(CourseVerb::UnaskChild), None),
    // By two persons, where nobody who is here gives it.
    turn(
        "B16",
        &[FollowUpDecided],
        Cause::Deed(CourseVerb::GiveOutside),
        Some(FollowUpUnderWay),
    ),
    turn(
        "B20",
        BEFORE_THE_REPORT,
        Cause::ReportSent,
        Some(ReportSent),
    ),
    turn(
        "B21",
        // After a decision it is decided anew.
        &[
            ReportSent,
            ReportAcknowledged,
            FollowUpDecided,
            FollowUpUnderWay,
        ],
        Cause::ReportRead,
        Some(ReportAcknowledged),
    ),
    // Back to where it was owed from.
    turn(
        "B22",
        &[ReportSent],
        Cause::ReportTakenBack,
        Some(LastSessionHeld),
    ),
    turn(
        "B23",
        &[FollowUpDecided],
        Cause::FollowUpSent,
        Some(FollowUpUnderWay),
    ),
    turn(
        "B24",
        &[FollowUpUnderWay],
        Cause::FollowUpFell,
        Some(ReportAcknowledged),
    ),
];

/// The row of a stage.
#[must_use]
pub fn stage_row(stage: Stage) -> &'static StageRow {
    // Every stage has a row; a test holds the table to it.
    STAGES
        .iter()
        .find(|row| row.stage == stage)
        .unwrap_or(&CLOSED)
}

/// The transition that a cause makes from a stage.
#[must_use]
pub fn find(stage: Stage, cause: Cause) -> Option<&'static Turn> {
    TURNS
        .iter()
        .find(|row| row.cause == cause && row.from.contains(&stage))
}

const BEFORE_THE_VISIT: &[Stage] = &[Waiting, VisitPlanned, VisitPostponed];
const BEFORE_TREATMENT: &[Stage] = &[Waiting, VisitPlanned, VisitPostponed, Assessment];
const UNDER_TREATMENT: &[Stage] = &[Assessment, Treatment];
const BEFORE_THE_END: &[Stage] = &[Waiting, VisitPlanned, VisitPostponed, Assessment, Treatment];
const BEFORE_THE_REPORT: &[Stage] = &[
    Waiting,
    VisitPlanned,
    VisitPostponed,
    Assessment,
    Treatment,
    Interrupted,
    LastSessionHeld,
];
/// Every stage but the last.
pub const OPEN: &[Stage] = match Stage::ALL.split_last() {
    Some((_closed, open)) => open,
    None => &[],
};

const fn act(verb: CourseVerb) -> Duty {
    Duty::Act(Verb::Course(verb))
}

const fn stage(stage: Stage, ball: Ball, (duty, clock): (Duty, CourseClock)) -> StageRow {
    StageRow {
        stage,
        ball,
        duty: Some(duty),
        clock: Some(clock),
    }
}

const fn turn(
    number: &'static str,
    from: &'static [Stage],
    cause: Cause,
    to: Option<Stage>,
) -> Turn {
    Turn {
        number,
        from,
        cause,
        to,
    }
}
