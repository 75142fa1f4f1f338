//! The clocks of a course.

use super::Language;

words! {
    /// A clock of a course.
    CourseClock: u16 {
        /// From accepting, or from a postponement, to a visit date.
        Visit = 0 "visit",
            "en dato for besøget, efter accept eller udsættelse",
            "a date for the visit, after accepting or postponing";
        /// How long before a visit the case information has to be complete.
        CaseInformation = 1 "case-information",
            "sagsoplysninger komplette, så længe FØR besøget (arbejdsdage)",
            "case information complete, so long BEFORE the visit (working days)";
        /// Between two notes on a child that waits.
        StatusNote = 2 "status-note",
            "mellem to statusnotater om et barn, der venter",
            "between two notes on a child that waits";
        /// From the visit's day until the team says that it has met the child.
        Assessment = 3 "assessment",
            "teamet har mødt barnet, efter besøgets dag",
            "the team has met the child, after the visit's day";
        /// From the beginning of the assessment to that of the treatment.
        Treatment = 4 "treatment",
            "behandlingen er begyndt, efter udredningens begyndelse",
            "treatment has begun, after the assessment began";
        /// Between two interim reports.
        InterimReport = 5 "interim-report",
            "mellem to delrapporter",
            "between two interim reports";
        /// From an interruption to a short closing report.
        ShortReport = 6 "short-report",
            "kort afsluttende rapport efter en afbrydelse",
            "a short closing report after an interruption";
        /// From the last session to the closing report.
        ClosingReport = 7 "closing-report",
            "afsluttende rapport efter sidste samtale",
            "the closing report after the last session";
        /// From that receipt to a decision on follow-up.
        FollowUpDecision = 9 "follow-up-decision",
            "beslutning om opfølgning efter kvitteringen",
            "a decision on follow-up after that receipt";
        /// From the decision until somebody is asked to give the child what was decided.
        FollowUp = 10 "follow-up",
            "nogen er bedt om det, der er besluttet",
            "somebody is asked to give what was decided";
        /// From then until somebody asks whether the child got it.
        FirstCheck = 11 "first-check",
            "første opfølgning: fik barnet det?",
            "first check: did the child get it?";
        /// From then until somebody asks once more.
        SecondCheck = 12 "second-check",
            "anden opfølgning: fik barnet det?",
            "second check: did the child get it?";
        /// Until the course is closed when there is nothing more to do.
        Closing = 13 "closing",
            "lukning, når der ikke er mere at gøre",
            "closing, when there is nothing more to do";
        /// For a municipality to answer whether it takes a child over.
        TakeOver = 14 "take-over",
            "en kommune svarer, om den overtager et barn, der er flyttet",
            "a municipality answers whether it takes over a child that has moved";
        /// For the second of two signatures.
        Countersignature = 15 "countersignature",
            "den anden af to underskrifter",
            "the second of two signatures";
        /// From a take-over until the child's papers have been passed on.
        PassingOn = 16 "passing-on",
            "barnets papirer er givet videre til den nye kommune",
            "the child's papers are passed on to the new municipality";
    }
}
