//! The interim report (delrapport): how treatment goes, while it goes on.

use super::attachment::{Manifest, RawAttachment};
use super::fault::{ContentFaults, Faults, count_up_to, gather};
use super::text::{Line, PROSE_CHARS_MAX, Prose, SUBJECT_CHARS_MAX};

/// Most sessions, held or missed, that a report may tell of.
pub const SESSIONS_MAX: u32 = 1_000;

/// An interim report as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawInterimReport {
    /// What stands above the report in a list.
    pub subject: Option<String>,
    /// How many sessions were held.
    pub sessions_held: Option<i64>,
    /// How often the child did not come.
    pub no_shows: Option<i64>,
    /// How the child is and how treatment goes.
    pub status: Option<String>,
    /// What the municipality has to do, if there is anything.
    pub needs_from_municipality: Option<String>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// An interim report with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct InterimReport {
    subject: Line,
    sessions_held: u32,
    no_shows: u32,
    status: Prose,
    needs_from_municipality: Option<Prose>,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawInterimReport, InterimReport);

impl InterimReport {
    /// The report that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawInterimReport) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What stands above the report in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// How many sessions were held, at most [`SESSIONS_MAX`].
    #[must_use]
    pub const fn sessions_held(&self) -> u32 {
        self.sessions_held
    }

    /// How often the child did not come, at most [`SESSIONS_MAX`].
    #[must_use]
    pub const fn no_shows(&self) -> u32 {
        self.no_shows
    }

    /// How the child is and how treatment goes.
    #[must_use]
    pub const fn status(&self) -> &Prose {
        &self.status
    }

    /// What the municipality has to do, if there is anything.
    #[must_use]
    pub const fn needs_from_municipality(&self) -> Option<&Prose> {
        self.needs_from_municipality.as_ref()
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawInterimReport, faults: &mut Faults) -> Option<Self> {
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let held = count_up_to(SESSIONS_MAX, raw.sessions_held);
        let sessions_held = faults.take("sessions_held", held);
        let no_shows = faults.take("no_shows", count_up_to(SESSIONS_MAX, raw.no_shows));
        let status = faults.take("status", Prose::required(raw.status));
        let needs_from_municipality = faults.take(
            "needs_from_municipality",
            Prose::optional(raw.needs_from_municipality, PROSE_CHARS_MAX),
        );
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            subject: subject?,
            sessions_held: sessions_held?,
            no_shows: no_shows?,
            status: status?,
            needs_from_municipality: needs_from_municipality?,
            attachments: attachments?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Flaw;
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
