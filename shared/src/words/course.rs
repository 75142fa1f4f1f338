//! The words of Machine B, with the codes by which some of them travel.

/// What an act does in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseVerb {
    /// B01: the team comes on a day, on a tour or not.
    PlanVisit,
    /// B02: it does not come that day; the act may name another.
    PostponeVisit,
    /// B03: how a waiting child's matter stands.
    NoteStatus,
    /// B04: the team has met the child.
    BeginAssessment,
    /// B05: the treatment has begun.
    BeginTreatment,
    /// B06: the child did not come.
    RecordNoShow,
    /// B07: the last session was held.
    HoldLastSession,
    /// B08: it goes on no further; a short closing report is owed.
    Interrupt,
    /// B09: what the child gets after the closing report.
    DecideFollowUp,
    /// B10: whether the child got it.
    CheckEffect,
    /// B11: all loops are closed; R8.
    CloseCourse,
    /// B12: the child has moved; another municipality is asked to take over.
    MoveChild,
    /// B13: a named person of that municipality takes over.
    TakeOverChild,
    /// B14: it does not, and says why.
    RefuseChild,
}

impl CourseVerb {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::PlanVisit,
        Self::PostponeVisit,
        Self::NoteStatus,
        Self::BeginAssessment,
        Self::BeginTreatment,
        Self::RecordNoShow,
        Self::HoldLastSession,
        Self::Interrupt,
        Self::DecideFollowUp,
        Self::CheckEffect,
        Self::CloseCourse,
        Self::MoveChild,
        Self::TakeOverChild,
        Self::RefuseChild,
    ];
}

/// Where a course stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody has said when the team comes.
    Waiting,
    /// The team comes on a day.
    VisitPlanned,
    /// It does not come then, and no other day is named yet.
    VisitPostponed,
    /// The team has met the child.
    Assessment,
    /// The child is being treated.
    Treatment,
    /// It went on no further.
    Interrupted,
    /// The last session was held; the report is owed.
    LastSessionHeld,
    /// The report is on its way to the municipality, or lies there unsigned.
    ReportSent,
    /// Treatment responsibility is back with the municipality.
    ReportAcknowledged,
    /// What the child gets is decided, and not yet handed over.
    FollowUpDecided,
    /// Somebody has been asked to give the child what was decided.
    FollowUpUnderWay,
    /// All loops are closed.
    Closed,
}

impl Stage {
    /// Every stage, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::Waiting,
        Self::VisitPlanned,
        Self::VisitPostponed,
        Self::Assessment,
        Self::Treatment,
        Self::Interrupted,
        Self::LastSessionHeld,
        Self::ReportSent,
        Self::ReportAcknowledged,
        Self::FollowUpDecided,
        Self::FollowUpUnderWay,
        Self::Closed,
    ];

    /// The stage's name in JSON and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::VisitPlanned => "VisitPlanned",
            Self::VisitPostponed => "VisitPostponed",
            Self::Assessment => "Assessment",
            Self::Treatment => "Treatment",
            Self::Interrupted => "Interrupted",
            Self::LastSessionHeld => "LastSessionHeld",
            Self::ReportSent => "ReportSent",
            Self::ReportAcknowledged => "ReportAcknowledged",
            Self::FollowUpDecided => "FollowUpDecided",
            Self::FollowUpUnderWay => "FollowUpUnderWay",
            Self::Closed => "Closed",
        }
    }
}

/// What a child gets after the closing report. The code travels in the act; why is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUpDecision {
    /// A family centre.
    FamilyCentre,
    /// The team once more.
    BackToTeam,
    /// The health service.
    HealthService,
    /// Another municipality.
    OtherMunicipality,
    /// Nothing: it needs a reason, and a leader's signature.
    Nothing,
}

impl FollowUpDecision {
    /// Every decision.
    pub const ALL: [Self; 5] = [
        Self::FamilyCentre,
        Self::BackToTeam,
        Self::HealthService,
        Self::OtherMunicipality,
        Self::Nothing,
    ];

    /// Its code on the wire. Codes are never used again.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::FamilyCentre => 1,
            Self::BackToTeam => 2,
            Self::HealthService => 3,
            Self::OtherMunicipality => 4,
            Self::Nothing => 5,
        }
    }

    /// The decision with that code.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Its name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FamilyCentre => "family-centre",
            Self::BackToTeam => "back-to-team",
            Self::HealthService => "health-service",
            Self::OtherMunicipality => "other-municipality",
            Self::Nothing => "none",
        }
    }
}

/// Whether the child got what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Yes.
    Yes,
    /// Partly.
    Partly,
    /// No: it has to be decided anew.
    No,
}

impl Check {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// Its code on the wire. Codes are never used again.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Yes => 1,
            Self::Partly => 2,
            Self::No => 3,
        }
    }

    /// The answer with that code.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Its name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}
