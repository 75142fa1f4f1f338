//! The closing report (afsluttende rapport): treatment is over, and what the child needs now.

use jiff::civil::Date;

use super::attachment::{Manifest, RawAttachment};
use super::check_list::{CheckList, Names, RawCheckList, Standard};
use super::date;
use super::fault::{ContentFaults, Faults, Flaw, count_up_to, gather};
use super::interim_report::SESSIONS_MAX;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};

/// A closing report as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawClosingReport {
    /// What stands above the report in a list.
    pub subject: Option<String>,
    /// From when to when the child was treated.
    pub treatment_period: RawPeriod,
    /// How many sessions were held.
    pub sessions_held: Option<i64>,
    /// How treatment went and how the child is.
    pub summary: Option<String>,
    /// What the team recommends.
    pub recommendation: Option<String>,
    /// Whether it recommends that somebody follows up.
    pub recommends_follow_up: Option<bool>,
    /// The day by which follow-up should have begun, as `2026-12-15`.
    pub follow_up_by: Option<String>,
    /// What the report covers, if the author lists it.
    pub check_list: Option<RawCheckList>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// A period as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawPeriod {
    /// Its first day, as `2026-08-17`.
    pub from: Option<String>,
    /// Its last day, as `2026-11-13`.
    pub to: Option<String>,
}

/// A closing report with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct ClosingReport {
    subject: Line,
    treatment_period: Period,
    sessions_held: u32,
    summary: Prose,
    recommendation: Prose,
    recommends_follow_up: bool,
    follow_up_by: Option<Date>,
    check_list: Option<CheckList>,
    pub(super) attachments: Manifest,
}

/// Days in a row, at least one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

sealed_debug!(RawClosingReport, RawPeriod, ClosingReport, Period);

impl ClosingReport {
    /// The report that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawClosingReport) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What stands above the report in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// From when to when the child was treated.
    #[must_use]
    pub const fn treatment_period(&self) -> Period {
        self.treatment_period
    }

    /// How many sessions were held, at most [`SESSIONS_MAX`].
    #[must_use]
    pub const fn sessions_held(&self) -> u32 {
        self.sessions_held
    }

    /// How treatment went and how the child is.
    #[must_use]
    pub const fn summary(&self) -> &Prose {
        &self.summary
    }

    /// What the team recommends.
    #[must_use]
    pub const fn recommendation(&self) -> &Prose {
        &self.recommendation
    }

    /// Whether it recommends that somebody follows up.
    #[must_use]
    pub const fn recommends_follow_up(&self) -> bool {
        self.recommends_follow_up
    }

    /// The day by which follow-up should have begun, if one is named.
    #[must_use]
    pub const fn follow_up_by(&self) -> Option<Date> {
        self.follow_up_by
    }

    /// What the report covers, if the author lists it.
    #[must_use]
    pub const fn check_list(&self) -> Option<&CheckList> {
        self.check_list.as_ref()
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawClosingReport, faults: &mut Faults) -> Option<Self> {
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let treatment_period = Period::read(raw.treatment_period, faults);
        let held = count_up_to(SESSIONS_MAX, raw.sessions_held);
        let sessions_held = faults.take("sessions_held", held);
        let summary = faults.take("summary", Prose::required(raw.summary));
        let recommendation = faults.take("recommendation", Prose::required(raw.recommendation));
        let recommends = raw.recommends_follow_up.ok_or(Flaw::Missing);
        let recommends_follow_up = faults.take("recommends_follow_up", recommends);
        let follow_up_by = faults.take("follow_up_by", date::optional(raw.follow_up_by));
        let check_list = match raw.check_list {
            None => Some(None),
            Some(raw) => CheckList::read(raw, Standard::Xdis15, &NAMES, faults).map(Some),
        };
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            subject: subject?,
            treatment_period: treatment_period?,
            sessions_held: sessions_held?,
            summary: summary?,
            recommendation: recommendation?,
            recommends_follow_up: recommends_follow_up?,
            follow_up_by: follow_up_by?,
            check_list: check_list?,
            attachments: attachments?,
        })
    }
}

impl Period {
    /// The first day.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day, never before the first.
    #[must_use]
    pub const fn to(self) -> Date {
        self.to
    }

    fn read(raw: RawPeriod, faults: &mut Faults) -> Option<Self> {
        let from = faults.take("treatment_period.from", date::required(raw.from));
        let to = match (from, date::required(raw.to)) {
            (Some(from), Ok(to)) if to < from => Err(Flaw::BeforeFirst),
            (_, to) => to,
        };
        let to = faults.take("treatment_period.to", to);
        Some(Self {
            from: from?,
            to: to?,
        })
    }
}

const NAMES: Names = Names {
    standard: "check_list.standard",
    items: "check_list.items",
    what: "check_list.items.what",
    state: "check_list.items.state",
    expected: "check_list.items.expected",
    reason: "check_list.items.reason",
};

#[cfg(test)]
mod tests {
    use super::super::check_list::RawCheckItem;
    use super::*;

    fn raw() -> RawClosingReport {
        let text = |text: &str| Some(text.to_owned());
        RawClosingReport {
            subject: text("Afsluttende rapport"),
            treatment_period: RawPeriod {
                from: text("2026-08-17"),
                to: text("2026-11-13"),
            },
            sessions_held: Some(11),
            summary: text("Forløbet er gennemført"),
            recommendation: text("Støttende samtaler"),
            recommends_follow_up: Some(true),
            ..RawClosingReport::default()
        }
    }

    fn fields(raw: RawClosingReport) -> Vec<&'static str> {
        let faults = ClosingReport::parse(raw).unwrap_err();
        faults.faults().iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn an_empty_report_names_all_that_is_missing_at_once() {
        assert_eq!(
            fields(RawClosingReport::default()),
            [
                "subject",
                "treatment_period.from",
                "treatment_period.to",
                "sessions_held",
                "summary",
                "recommendation",
                "recommends_follow_up",
            ]
        );
    }

    #[test]
    fn treatment_does_not_end_before_it_begins() {
        let mut one_day = raw();
        one_day.treatment_period.to = one_day.treatment_period.from.clone();
        assert!(ClosingReport::parse(one_day).is_ok());
        let mut turned = raw();
        turned.treatment_period.to = Some("2026-08-16".to_owned());
        let faults = ClosingReport::parse(turned).unwrap_err();
        assert_eq!(faults.faults()[0].flaw, Flaw::BeforeFirst);
    }

    #[test]
    fn a_check_list_follows_the_standard_of_closing_reports_or_none() {
        let mut listed = raw();
        let mut list = RawCheckList {
            standard: Some("XDIS15".to_owned()),
            items: vec![RawCheckItem {
                what: Some("Anbefaling".to_owned()),
                state: Some("attached".to_owned()),
                ..RawCheckItem::default()
            }],
        };
        listed.check_list = Some(list.clone());
        let report = ClosingReport::parse(listed.clone()).unwrap();
        assert!(report.check_list().unwrap().standard() == Some(Standard::Xdis15));
        list.standard = Some("XREF15".to_owned());
        listed.check_list = Some(list);
        assert_eq!(fields(listed.clone()), ["check_list.standard"]);
        listed.check_list = Some(RawCheckList::default());
        assert_eq!(fields(listed), ["check_list.items"]);
    }
}
