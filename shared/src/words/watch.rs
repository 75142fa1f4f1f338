//! The words of the watch over what is owed: its acts, how far somebody was told, and why not.

use super::Language;

words! {
    /// What somebody does about an obligation that is due or overdue.
    WatchVerb: u8 {
        /// Reminds the owner.
        Remind = 49 "remind", "Påmindet", "Reminded",
            "påmind kontoret", "remind the office";
        /// Tells the next rung of the ladder.
        Escalate = 50 "escalate", "Sagt videre til næste trin", "Told the next step",
            "sig det til næste trin", "tell the next step";
        /// R11: somebody who was told has seen it, and says what they did.
        SeeEscalation = 51 "see-escalation", "Set og kvitteret for", "Seen and signed for",
            "kvittér for, at det er set", "sign that it was seen";
        /// An administrator looks after it for some days: nobody else is told meanwhile.
        TakeInHand = 52 "take-in-hand", "Taget i hånd", "Taken in hand",
            "tag hånd om sagen", "take it in hand";
        /// An office has looked at a case in a round of reviews.
        Review = 53 "review", "Gennemgået", "Reviewed",
            "gennemgå sagen", "review the case";
    }
}

words! {
    /// What an act counts for, by when it was deposited.
    Validity: u8 {
        /// It counts from its deposit on.
        InTime = 0 "in-time", "i tide", "in time";
        /// It counts, although its author's membership had ended: it was made before, and came soon
        /// enough after.
        Late = 1 "late", "kom frem, efter at medlemskabet var slut", "came after the membership had ended";
        /// It was made before its author's membership ended, and came so long after that a leader has
        /// to sign it anew. Until then it changes nothing.
        Unsigned = 2 "unsigned", "kom for sent frem til at gælde uden en leders underskrift",
            "came too late to count without a leader's signature";
    }
}

words! {
    /// How far an obligation has been told up the ladder.
    Rung: u8 {
        /// Half of the time has gone: the owner is reminded.
        Reminder = 1 "reminder", "påmindet", "reminded";
        /// It is overdue: the owner's deputy and the other side are told.
        Overdue = 2 "overdue", "sagt, at fristen er overskredet", "told that it is overdue";
        /// Leaders on both sides and the administrators are told, and somebody has to ring.
        Leaders = 3 "leaders", "sagt til ledere og administratorer", "told to leaders and administrators";
        /// The supervising authority is told.
        Authority = 4 "authority", "sagt til tilsynet", "told to the supervising authority";
    }
}

words! {
    /// Why an administrator has taken a matter in hand: a code, since a text could name somebody.
    HandReason: u16 {
        /// The office has been rung up.
        Called = 1 "called", "har ringet", "has called";
        /// Its connection is down.
        Connection = 2 "connection", "forbindelsen er nede", "the connection is down";
        /// Nobody is there: somebody is being found.
        Staffing = 3 "staffing", "der findes en, der kan", "somebody is being found";
        /// A device or a key is being replaced.
        Device = 4 "device", "udstyr eller nøgle skiftes", "a device or key is being replaced";
        /// Something else.
        Other = 5 "other", "andet", "something else";
    }
}

impl WatchVerb {
    /// Whether it is about one obligation.
    #[must_use]
    pub const fn has_concern(self) -> bool {
        !matches!(self, Self::Review)
    }
}
