//! The administrators' lists.

use super::Language;

words! {
    /// Which of the administrators' lists.
    List: u8 {
        /// Underretning uden handling: a notification on which nobody has signed what was done.
        Action = 6 "action", "Underretning uden handling", "Notification without action";
        /// Mangler kvittering: sent, and nobody has signed for it.
        Receipt = 1 "receipt", "Mangler kvittering", "Receipt missing";
        /// Ventet, men ikke sendt: expected in a course, and never sent.
        Expected = 2 "expected", "Ventet, men ikke sendt", "Expected but not sent";
        /// Opfølgning mangler: a report lies there, and nothing follows from it.
        FollowUp = 3 "follow-up", "Opfølgning mangler", "Follow-up missing";
        /// Ikke leveret / afvist: back with its sender, who has to find another way.
        Returned = 4 "returned", "Ikke leveret / afvist", "Not delivered / declined";
        /// Everything else that somebody owes.
        Other = 5 "other", "Andet", "Other";
    }
}
