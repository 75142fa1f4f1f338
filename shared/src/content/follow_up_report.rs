//! The follow-up receipt (R7): what really happened for the child.

use super::said::said;
use super::text::Prose;

choices! {
    /// Whether the child got what was decided.
    Reached {
        /// It did.
        Yes = "yes", "ja" / "yes",
        /// In part.
        Partly = "partly", "delvist" / "in part",
        /// It did not.
        No = "no", "nej" / "no",
    }
}

form! {
    /// What really happened for the child.
    FollowUpReport (said("Effekt af opfølgning", "Follow-up report")), RawFollowUpReport {
        reached: Reached {
            da "Fik barnet hjælpen": "Om barnet fik det, der blev besluttet";
            en "Did the child get it": "Whether the child got what was decided";
        }
        text: Prose {
            da "Tekst": "Hvad der skete, med egne ord";
            en "Text": "What happened, in the author's own words";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Flaw;
    use super::*;

    #[test]
    fn a_report_says_yes_partly_or_no_and_what_happened() {
        for (reached, word) in Reached::ALL.into_iter().zip(Reached::CHOICES) {
            let raw = RawFollowUpReport {
                reached: Some(word.said.da.to_owned()),
                text: Some("Fem samtaler".to_owned()),
            };
            assert!(FollowUpReport::parse(raw).unwrap().reached() == reached);
        }
        let raw = RawFollowUpReport {
            reached: Some("maybe".to_owned()),
            text: None,
        };
        let faults = FollowUpReport::parse(raw).unwrap_err();
        let choices = Reached::CHOICES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::Missing);
    }
}
