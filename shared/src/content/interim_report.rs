//! The interim report (delrapport): how treatment goes, while it goes on.

use super::attachment::Manifest;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::words::Kind;

/// Most sessions, held or missed, that a report may tell of.
pub const SESSIONS_MAX: u32 = 1_000;

form! {
    /// An interim report with nothing missing.
    InterimReport (Said::kind(Kind::InterimReport)), RawInterimReport {
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad rapporten handler om, i få ord";
            en "Subject": "What the report is about, in a few words";
        }
        sessions_held: u32[SESSIONS_MAX] {
            da "Afholdte samtaler": "Hvor mange samtaler der er holdt";
            en "Sessions held": "How many sessions were held";
        }
        no_shows: u32[SESSIONS_MAX] {
            da "Udeblivelser": "Hvor mange gange barnet ikke kom";
            en "No-shows": "How often the child did not come";
        }
        status: Prose {
            da "Hvordan det går": "Hvordan barnet har det, og hvordan behandlingen går";
            en "How it goes": "How the child is and how treatment goes";
        }
        needs_from_municipality: Option<Prose> {
            da "Hvad kommunen skal gøre": "Hvad kommunen skal gøre, hvis der er noget";
            en "What the municipality has to do": "What the municipality has to do, if there is anything";
        }
        attachments: Manifest {
            da "Bilag": "De vedlagte filer";
            en "Attachments": "The attached files";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{ContentFaults, Flaw};
    use super::*;

    fn parse(sessions_held: i64, no_shows: i64) -> Result<InterimReport, ContentFaults> {
        InterimReport::parse(RawInterimReport {
            subject: Some("Delrapport".to_owned()),
            sessions_held: Some(sessions_held),
            no_shows: Some(no_shows),
            status: Some("Stabilt".to_owned()),
            ..RawInterimReport::default()
        })
    }

    #[test]
    fn an_empty_report_names_all_that_is_missing_at_once() {
        let faults = InterimReport::parse(RawInterimReport::default()).unwrap_err();
        let fields: Vec<_> = faults.faults().iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["subject", "sessions_held", "no_shows", "status"]);
    }

    #[test]
    fn sessions_are_counted_from_zero() {
        assert!(parse(0, i64::from(SESSIONS_MAX)).is_ok());
        let faults = parse(-1, i64::from(SESSIONS_MAX) + 1).unwrap_err();
        let max = SESSIONS_MAX;
        let flaws: Vec<_> = faults.faults().iter().map(|it| it.flaw.clone()).collect();
        assert_eq!(flaws, [Flaw::NotACount { max }, Flaw::NotACount { max }]);
    }
}
