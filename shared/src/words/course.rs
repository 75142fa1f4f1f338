//! The words of Machine B: acts of a course, its stages, and what is decided in it.

use super::Language;

words! {
    /// What an act does in a course.
    CourseVerb: u8 {
        /// B01: the team comes on a day, on a tour or not.
        PlanVisit = 32 "plan-visit", "Besøg planlagt", "Visit planned",
            "fortæl, hvornår holdet kommer", "say when the team comes";
        /// B02: it does not come that day; the act may name another.
        PostponeVisit = 33 "postpone-visit", "Besøg udsat", "Visit postponed",
            "udsæt besøget", "postpone the visit";
        /// B03: how a waiting child's matter stands.
        NoteStatus = 34 "note-status", "Status skrevet", "Status noted",
            "skriv en status om barnet, der venter", "write how the waiting child's matter stands";
        /// B04: the team has met the child.
        BeginAssessment = 35 "begin-assessment", "Udredning begyndt", "Assessment begun",
            "mød barnet, og begynd udredningen", "meet the child and begin the assessment";
        /// B05: the treatment has begun.
        BeginTreatment = 36 "begin-treatment", "Behandling begyndt", "Treatment begun",
            "begynd behandlingen", "begin the treatment";
        /// B06: the child did not come.
        RecordNoShow = 37 "record-no-show", "Barnet kom ikke", "The child did not come",
            "notér, at barnet ikke kom", "record that the child did not come";
        /// B07: the last session was held.
        HoldLastSession = 38 "hold-last-session", "Sidste session holdt", "Last session held",
            "hold den sidste session", "hold the last session";
        /// B08: it goes on no further; a short closing report is owed.
        Interrupt = 39 "interrupt", "Forløb afbrudt", "Course interrupted",
            "afbryd forløbet", "interrupt the course";
        /// B09: what the child gets after the closing report.
        DecideFollowUp = 40 "decide-follow-up", "Opfølgning besluttet", "Follow-up decided",
            "beslut, hvad barnet får nu", "decide what the child gets now";
        /// B10: whether the child got it.
        CheckEffect = 41 "check-effect", "Spurgt, om barnet fik det", "Asked whether the child got it",
            "spørg, om barnet fik det", "ask whether the child got it";
        /// B11: all loops are closed; R8.
        CloseCourse = 42 "close-course", "Forløb lukket", "Course closed",
            "luk forløbet", "close the course";
        /// B12: the child has moved; another municipality is asked to take over.
        MoveChild = 43 "move-child", "Ny kommune spurgt", "New municipality asked",
            "overdrag barnets sag til den nye kommune", "hand the child's matter to the new municipality";
        /// B13: a named person of that municipality takes over.
        TakeOverChild = 47 "take-over-child", "Overtaget af ny kommune", "Taken over by the new municipality",
            "overtag barnets sag, eller svar nej", "take the child's matter over, or say no";
        /// B14: it does not, and says why.
        RefuseChild = 48 "refuse-child", "Ikke overtaget", "Not taken over",
            "svar nej til at overtage barnets sag", "say no to taking the child's matter over";
        /// B15: the municipality that was asked is asked no longer: it was a mistake.
        UnaskChild = 64 "unask-child", "Spørgsmålet til den anden kommune trukket tilbage",
            "The other municipality is asked no longer",
            "træk spørgsmålet til den anden kommune tilbage", "take the question to the other municipality back";
        /// B16: what was decided is given by somebody who is not here, and has taken it.
        GiveOutside = 65 "give-outside", "Givet videre uden om systemet", "Handed on outside the system",
            "giv barnet videre, og skriv, hvem der har taget imod",
            "hand the child on, and write who has taken it";
    }
}

words! {
    /// Where a course stands.
    Stage {
        /// Nobody has said when the team comes.
        Waiting = "Waiting", "Venter på besøg", "Waiting for a visit";
        /// The team comes on a day.
        VisitPlanned = "VisitPlanned", "Besøg planlagt", "Visit planned";
        /// It does not come then, and no other day is named yet.
        VisitPostponed = "VisitPostponed", "Besøg udsat", "Visit postponed";
        /// The team has met the child.
        Assessment = "Assessment", "Udredning", "Assessment";
        /// The child is being treated.
        Treatment = "Treatment", "Behandling", "Treatment";
        /// It went on no further.
        Interrupted = "Interrupted", "Afbrudt", "Interrupted";
        /// The last session was held; the report is owed.
        LastSessionHeld = "LastSessionHeld", "Sidste session holdt", "Last session held";
        /// The report is on its way to the municipality, or lies there unsigned.
        ReportSent = "ReportSent", "Afsluttende rapport sendt", "Closing report sent";
        /// Treatment responsibility is back with the municipality.
        ReportAcknowledged = "ReportAcknowledged", "Rapport kvitteret", "Report acknowledged";
        /// What the child gets is decided, and not yet handed over.
        FollowUpDecided = "FollowUpDecided", "Opfølgning besluttet", "Follow-up decided";
        /// Somebody has been asked to give the child what was decided.
        FollowUpUnderWay = "FollowUpUnderWay", "Opfølgning i gang", "Follow-up under way";
        /// All loops are closed.
        Closed = "Closed", "Forløb lukket", "Course closed";
    }
}

impl Check {
    /// The code of an answer to check number `number`, from 1, as acts carry it.
    #[must_use]
    pub const fn numbered(self, number: u16) -> u16 {
        number
            .saturating_mul(CHECK_STEP)
            .saturating_add(self.code())
    }

    /// The number of a check, from 1, and its answer.
    #[must_use]
    pub fn of_numbered(code: u16) -> Option<(u16, Self)> {
        let number = code.checked_div(CHECK_STEP)?;
        let answer = Self::from_code(code.checked_rem(CHECK_STEP)?)?;
        (number > 0).then_some((number, answer))
    }
}

/// Between the codes of two checks.
const CHECK_STEP: u16 = 10;

impl Stage {
    /// Whether the team has not met the child yet.
    #[must_use]
    pub const fn is_before_visit(self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::VisitPlanned | Self::VisitPostponed
        )
    }

    /// Whether the municipality has not signed for the closing report: nothing can follow yet.
    #[must_use]
    pub const fn is_before_report(self) -> bool {
        !matches!(
            self,
            Self::ReportAcknowledged
                | Self::FollowUpDecided
                | Self::FollowUpUnderWay
                | Self::Closed
        )
    }
}

words! {
    /// What a child gets after the closing report. The code travels in the act; why is sealed.
    FollowUpDecision: u16 {
        /// A family centre.
        FamilyCentre = 1 "family-centre", "familiecenter", "family centre";
        /// The team once more.
        BackToTeam = 2 "back-to-team", "tilbage til holdet", "back to the team";
        /// The health service.
        HealthService = 3 "health-service", "sundhedsvæsenet", "the health service";
        /// Another municipality.
        OtherMunicipality = 4 "other-municipality", "anden kommune", "another municipality";
        /// Nothing: it needs a reason, and a leader's signature.
        Nothing = 5 "none", "intet", "nothing";
        /// Somebody else who is not here.
        Elsewhere = 6 "elsewhere", "andre uden for systemet", "others outside the system";
        /// The family does not want more: an end, as *nothing*.
        FamilyDeclines = 7 "family-declines", "familien siger nej", "the family says no";
        /// The child is a grown-up now: an end.
        ComeOfAge = 8 "come-of-age", "barnet er fyldt 18", "the child has turned 18";
        /// The child lives abroad now: an end.
        MovedAbroad = 9 "moved-abroad", "flyttet til udlandet", "moved abroad";
    }
}

impl FollowUpDecision {
    /// Whether nobody gives the child anything more: it takes a reason, and a leader.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(
            self,
            Self::Nothing | Self::FamilyDeclines | Self::ComeOfAge | Self::MovedAbroad
        )
    }

    /// Whether it has to be said in words what it is, and why.
    #[must_use]
    pub const fn has_to_be_said(self) -> bool {
        self.ends() || matches!(self, Self::Elsewhere)
    }
}

words! {
    /// Whether the child got what was decided.
    Check: u16 {
        /// Yes.
        Yes = 1 "yes", "ja", "yes";
        /// Partly.
        Partly = 2 "partly", "delvist", "partly";
        /// No: it has to be decided anew.
        No = 3 "no", "nej", "no";
    }
}
