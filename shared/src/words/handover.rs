//! The words of Machine A: kinds, colours, states and acts.

use super::{CourseVerb, Language, WatchVerb};

words! {
    /// What is handed over.
    Kind: u8 {
        /// H0, Underretning: anyone to a municipality; always red.
        Notification = 0 "Notification", "Underretning", "Notification";
        /// H1, Henvisning: a municipal office to the travel team or a treatment centre.
        Referral = 1 "Referral", "Henvisning", "Referral";
        /// H2, Sagsoplysninger: to the team, before the visit.
        CaseInformation = 2 "CaseInformation", "Sagsoplysninger", "Case information";
        /// H3, Afsluttende rapport: the team to the referring municipality.
        ClosingReport = 3 "ClosingReport", "Afsluttende rapport", "Closing report";
        /// H4, Opfølgning: a municipality to whoever gives the child what was recommended.
        FollowUp = 4 "FollowUp", "Opfølgning", "Follow-up";
        /// H5, Delrapport: the team to the municipality, while treatment goes on.
        InterimReport = 5 "InterimReport", "Delrapport", "Interim report";
        /// M, Besked: any office to any office, in the thread of a case.
        Message = 6 "Message", "Besked", "Message";
    }
}

words! {
    /// How urgent a handover is.
    Colour: u8 {
        /// Rød.
        Red = 0 "red", "rød", "red";
        /// Gul.
        Yellow = 1 "yellow", "gul", "yellow";
        /// Grøn.
        Green = 2 "green", "grøn", "green";
    }
}

words! {
    /// Where a handover stands. *Overdue* is no state: it is computed from now.
    State: u16 {
        /// Kladde.
        Draft = 0 "Draft", "Kladde", "Draft";
        /// I udbakke – ikke bekræftet.
        Queued = 1 "Queued", "I udbakke – ikke bekræftet", "In the outbox – not confirmed";
        /// Venter på at kunne sendes: in the log, and not for its receiver to read yet.
        Held = 14 "Held", "Venter på at kunne sendes", "Waiting until it can be sent";
        /// Afsendt.
        Deposited = 2 "Deposited", "Afsendt", "Sent";
        /// Ulæselig.
        Unreadable = 3 "Unreadable", "Ulæselig", "Unreadable";
        /// Åbnet: a technical receipt, nobody has answered for it yet.
        Opened = 4 "Opened", "Åbnet", "Opened";
        /// Kvitteret: a named person has signed for it.
        Acknowledged = 5 "Acknowledged", "Kvitteret", "Acknowledged";
        /// Afventer oplysninger.
        AwaitingInformation = 6 "AwaitingInformation", "Afventer oplysninger", "Awaiting information";
        /// Accepteret.
        Accepted = 7 "Accepted", "Accepteret", "Accepted";
        /// Afvist – hos afsender.
        Declined = 8 "Declined", "Afvist – hos afsender", "Declined – with the sender";
        /// Forkert modtager.
        WrongRecipient = 9 "WrongRecipient", "Forkert modtager", "Wrong recipient";
        /// Tilbagekaldelse ønsket.
        WithdrawalRequested = 10 "WithdrawalRequested", "Tilbagekaldelse ønsket", "Withdrawal requested";
        /// Tilbagekaldt.
        Withdrawn = 11 "Withdrawn", "Tilbagekaldt", "Withdrawn";
        /// Fejlsendt.
        EnteredInError = 12 "EnteredInError", "Fejlsendt", "Sent in error";
        /// Lukket.
        Closed = 13 "Closed", "Lukket", "Closed";
    }
}

impl Kind {
    /// Whether it is a paper of the child's file, which follows the child.
    #[must_use]
    pub const fn is_filed(self) -> bool {
        matches!(
            self,
            Self::CaseInformation | Self::ClosingReport | Self::InterimReport
        )
    }

    /// Whether the team reports by it to whoever answers for the child.
    #[must_use]
    pub const fn is_report(self) -> bool {
        matches!(self, Self::ClosingReport | Self::InterimReport)
    }

    /// Whether the team's treatment ends by it.
    #[must_use]
    pub const fn ends_treatment(self) -> bool {
        matches!(self, Self::ClosingReport)
    }
}

impl State {
    /// Deposited, but nobody has signed for it.
    #[must_use]
    pub const fn is_unacknowledged(self) -> bool {
        matches!(self, Self::Deposited | Self::Unreadable | Self::Opened)
    }
}

words! {
    /// What an act does to a handover.
    Verb: u8 {
        /// T01: sign and send.
        Sign = 1 "sign", "Underskrevet", "Signed",
            "underskriv og send", "sign and send it";
        /// The envelope and all its files are on a device; the technical receipt R2.
        Fetch = 2 "fetch", "Leveret: alt ligger på en af kontorets computere",
            "Delivered: all of it is on one of the office's computers",
            "hent bilagene", "fetch the attachments";
        /// T03: fetched and opened; the device's technical receipt R3.
        Open = 3 "open", "Åbnet på en af kontorets computere", "Opened on one of the office's computers",
            "hent og åbn den", "fetch and open it";
        /// T04: cannot be opened; R3N.
        Unreadable = 4 "unreadable", "Kunne ikke åbnes", "Could not be opened",
            "meld, at den ikke kan åbnes", "report that it cannot be opened";
        /// T05: wrap the same content anew.
        Rewrap = 5 "rewrap", "Pakket og sendt igen", "Wrapped and sent again",
            "pak og send den igen", "wrap and send it again";
        /// T06: a named person takes the ball; R4, for a closing report R6.
        Acknowledge = 6 "acknowledge", "Kvitteret", "Acknowledged",
            "læs og kvittér", "read and acknowledge it";
        /// T07: ask for what is missing.
        NeedInformation = 7 "need-information", "Bedt om oplysninger", "Asked for information",
            "bed om det, der mangler", "ask for what is missing";
        /// T08: supply it, or say why not.
        Supply = 8 "supply", "Sendt de manglende oplysninger", "Supplied what was missing",
            "send de manglende oplysninger", "supply what is missing";
        /// T09: take the matter on.
        Accept = 9 "accept", "Accepteret", "Accepted",
            "acceptér eller afvis", "accept or decline";
        /// T10: hand the ball back, with a reason.
        Decline = 10 "decline", "Afvist", "Declined",
            "afvis", "decline";
        /// T12: this is not for us.
        WrongRecipient = 12 "wrong-recipient", "Meldt som forkert modtager", "Reported as the wrong recipient",
            "meld forkert modtager", "report the wrong recipient";
        /// T13: propose another office.
        ProposeRedirect = 13 "propose-redirect", "Foreslået et andet kontor", "Proposed another office",
            "foreslå et andet kontor", "propose another office";
        /// T13: refuse that proposal.
        RefuseRedirect = 23 "refuse-redirect", "Sagt nej til at sende den videre", "Refused to redirect it",
            "svar på forslaget om et andet kontor", "answer the proposal of another office";
        /// T14: hand on to another office.
        Redirect = 14 "redirect", "Sendt videre til et andet kontor", "Redirected to another office",
            "send den videre til det rette kontor", "send it on to the right office";
        /// T15: sign that a decline was read, and custody returns; or what was reported on a follow-up.
        ReadDecline = 15 "read-decline", "Læst svaret", "Read the answer",
            "læs svaret, og skriv under på det", "read the answer and sign that you have";
        /// T16: close with a plan for the child.
        ClosePlan = 16 "close-plan", "Lukket med en plan for barnet", "Closed with a plan for the child",
            "send igen, eller luk med en plan for barnet", "send again, or close with a plan for the child";
        /// T17: send to the same office again.
        Resubmit = 17 "resubmit", "Sendt igen", "Sent again",
            "send den igen", "send it again";
        /// T18: a new version.
        Correct = 18 "correct", "Rettet", "Corrected",
            "ret den", "correct it";
        /// T19: take back what nobody has signed for.
        Withdraw = 19 "withdraw", "Trukket tilbage", "Withdrawn",
            "træk den tilbage", "withdraw it";
        /// T20: ask to take back what somebody has signed for.
        AskWithdrawal = 20 "ask-withdrawal", "Bedt om at trække den tilbage", "Asked to withdraw it",
            "bed om at trække den tilbage", "ask to withdraw it";
        /// T21: agree to that.
        ConfirmWithdrawal = 21 "confirm-withdrawal", "Sagt ja til tilbagekaldelsen", "Agreed to the withdrawal",
            "svar på ønsket om tilbagekaldelse", "answer the request to withdraw";
        /// T22: refuse it.
        RefuseWithdrawal = 22 "refuse-withdrawal", "Sagt nej til tilbagekaldelsen", "Refused the withdrawal",
            "svar på ønsket om tilbagekaldelse", "answer the request to withdraw";
        /// T24: record the plan for the child after a withdrawal.
        RecordPlan = 24 "record-plan", "Noteret planen for barnet", "Recorded the plan for the child",
            "notér, hvad der nu sker for barnet", "record what happens to the child now";
        /// T25: this should never have been sent.
        EnterInError = 25 "enter-in-error", "Meldt som fejlsendt", "Reported as sent in error",
            "meld den fejlsendt", "report it as sent in error";
        /// T26: close an error, naming the replacement or the plan.
        CloseError = 26 "close-error", "Lukket fejlen", "Closed the error",
            "luk fejlen, og sig, hvad der træder i stedet", "close the error and say what takes its place";
        /// T27: attest that copies are destroyed; R10.
        AttestDestruction = 27 "attest-destruction", "Bekræftet, at kopier er slettet", "Attested that copies are destroyed",
            "bekræft, at kopier er slettet", "attest that copies are destroyed";
        /// T28: handed over by phone, paper or USB; R12.
        CarryOutside = 28 "carry-outside", "Overleveret uden om systemet", "Handed over outside the system",
            "notér overleveringen uden om systemet", "record the handover outside the system";
        /// T30 for a follow-up: what really happened; R7.
        ReportFollowUp = 30 "report-follow-up", "Fortalt, hvordan det gik", "Reported what really happened",
            "fortæl, hvad der faktisk skete", "report what really happened";
        /// T30 for a notification: the action that was taken.
        SignAction = 31 "sign-action", "Underskrevet, hvad der er gjort", "Signed what was done",
            "skriv under på, hvad der er gjort", "sign what was done";
        /// T44: silence notices until a day.
        Pause = 44 "pause", "Sat på pause", "Paused",
            "sæt på pause", "pause it";
        /// T44: notices again.
        Resume = 45 "resume", "Genoptaget efter pause", "Resumed",
            "genoptag", "resume it";
        /// T46: a new, linked handover takes the matter up again.
        Reopen = 46 "reopen", "Genåbnet i en ny overdragelse", "Reopened in a new handover",
            "genåbn", "reopen it";
        /// The second of two signatures.
        Countersign = 60 "countersign", "Medunderskrevet", "Countersigned",
            "en leder skal medunderskrive", "a leader has to countersign";
        /// Which of two concurrent decisions holds: a leader of the receiving office signs.
        Settle = 61 "settle", "Afgjort af leder", "Settled by a leader",
            "afgør, hvilken beslutning der gælder", "settle which decision holds";
        /// The office whose act does not hold has looked at what stands instead.
        Look = 62 "look", "Set, at noget ikke gælder", "Seen that something does not hold",
            "se, hvad der gælder, og gør det om, hvis det stadig skal gøres",
            "see what holds, and do it anew if it is still to be done";
        /// A first signature is taken back by who gave it, or refused by who could sign second.
        Drop = 63 "drop", "Første underskrift trukket tilbage", "First signature dropped",
            "træk underskriften tilbage, eller sig nej til den", "take the signature back, or refuse it";
        /// What became of the plan by which a matter was ended, by the day that it names.
        ReportPlan = 66 "report-plan", "Fortalt, hvordan det gik med planen", "Told how the plan went",
            "fortæl, om barnet fik det, der står i planen", "tell whether the child got what the plan says";
        /// A paper of the child's file is passed on to whoever answers for the child now.
        PassOn = 67 "pass-on", "Givet videre til barnets nye kommune", "Passed on to the child's new municipality",
            "giv barnets papirer videre til den nye kommune", "pass the child's papers on to the new municipality";
    }
    + Course(CourseVerb) "An act of the course that an accepted referral has opened: Machine B's."
    + Watch(WatchVerb) "An act of the watch over what is owed: it moves nothing."
}

impl Verb {
    /// Whether it is an act of the course that an accepted referral has opened: Machine B's.
    #[must_use]
    pub const fn is_of_course(self) -> bool {
        matches!(self, Self::Course(_))
    }

    /// Whether it is a mere fact or flag, which any colleague may sign second.
    #[must_use]
    pub const fn is_seconded_by_anybody(self) -> bool {
        matches!(
            self,
            Self::CarryOutside | Self::Pause | Self::Resume | Self::Course(CourseVerb::GiveOutside)
        )
    }
}
