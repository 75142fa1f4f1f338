//! The follow-up (opfølgning): what the municipality has decided after a closing report, handed
//! to whoever gives the child what was decided.

use jiff::civil::Date;

use super::attachment::{Manifest, RawAttachment};
use super::child::{Child, RawChild};
use super::date;
use super::fault::{ContentFaults, Faults, Flaw, called_for, gather, out_of_place};
use super::text::{Line, PROSE_CHARS_MAX, Prose, SUBJECT_CHARS_MAX};

/// Most days on which one follow-up is checked: every month for three years.
pub const CHECKS_MAX: usize = 36;

/// A follow-up as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawFollowUp {
    /// The child, for a recipient that does not know it from the thread.
    pub child: Option<RawChild>,
    /// What stands above the follow-up in a list.
    pub subject: Option<String>,
    /// What the municipality has decided.
    pub decision: Option<String>,
    /// Whether that is something else than the team recommended.
    pub deviates_from_recommendation: Option<bool>,
    /// Why; there exactly when it deviates.
    pub reason_for_deviation: Option<String>,
    /// The day by which the recipient should have met the child, as `2026-12-15`.
    pub first_contact_by: Option<String>,
    /// The days on which somebody asks whether the child got it, the earliest first.
    pub checks: Vec<String>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// A follow-up with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct FollowUp {
    child: Option<Child>,
    subject: Line,
    decision: Prose,
    reason_for_deviation: Option<Prose>,
    first_contact_by: Option<Date>,
    checks: Vec<Date>,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawFollowUp, FollowUp);

impl FollowUp {
    /// The follow-up that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawFollowUp) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The child, if the author did not leave it to the thread.
    #[must_use]
    pub const fn child(&self) -> Option<&Child> {
        self.child.as_ref()
    }

    /// What stands above the follow-up in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// What the municipality has decided.
    #[must_use]
    pub const fn decision(&self) -> &Prose {
        &self.decision
    }

    /// Whether that is something else than the team recommended.
    #[must_use]
    pub const fn deviates_from_recommendation(&self) -> bool {
        self.reason_for_deviation.is_some()
    }

    /// Why it is something else; there exactly when it deviates.
    #[must_use]
    pub const fn reason_for_deviation(&self) -> Option<&Prose> {
        self.reason_for_deviation.as_ref()
    }

    /// The day by which the recipient should have met the child, if one is set.
    #[must_use]
    pub const fn first_contact_by(&self) -> Option<Date> {
        self.first_contact_by
    }

    /// The days on which somebody asks whether the child got it, rising; at most [`CHECKS_MAX`].
    #[must_use]
    pub fn checks(&self) -> &[Date] {
        &self.checks
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawFollowUp, faults: &mut Faults) -> Option<Self> {
        let child = match raw.child {
            None => Some(None),
            Some(raw) => Child::read(raw, faults).map(Some),
        };
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let decision = faults.take("decision", Prose::required(raw.decision));
        let deviates = raw.deviates_from_recommendation.ok_or(Flaw::Missing);
        let deviates = faults.take("deviates_from_recommendation", deviates);
        let reason =
            Prose::optional(raw.reason_for_deviation, PROSE_CHARS_MAX).and_then(|reason| {
                match deviates {
                    Some(true) => called_for(reason),
                    Some(false) => out_of_place(reason),
                    None => Ok(reason),
                }
            });
        let reason_for_deviation = faults.take("reason_for_deviation", reason);
        let first_contact_by = date::optional(raw.first_contact_by);
        let first_contact_by = faults.take("first_contact_by", first_contact_by);
        let checks = checks(raw.checks, faults);
        let attachments = Manifest::read(raw.attachments, faults);
        deviates?;
        Some(Self {
            child: child?,
            subject: subject?,
            decision: decision?,
            reason_for_deviation: reason_for_deviation?,
            first_contact_by: first_contact_by?,
            checks: checks?,
            attachments: attachments?,
        })
    }
}

/// Days of which each comes later than the one before it.
fn checks(raw: Vec<String>, faults: &mut Faults) -> Option<Vec<Date>> {
    let (max, got) = (CHECKS_MAX, raw.len());
    if got > max {
        return faults.take("checks", Err(Flaw::TooMany { max, got }));
    }
    let mut before = None;
    let mut checks = Some(Vec::with_capacity(got));
    for (item, raw) in (1..).zip(raw) {
        let day = match date::required(Some(raw)) {
            Ok(day) if before.is_some_and(|before| day <= before) => Err(Flaw::NotLater),
            day => day,
        };
        let day = faults.take_item("checks", item, day);
        before = day.or(before);
        checks = checks.zip(day).map(|(mut checks, day)| {
            checks.push(day);
            checks
        });
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawFollowUp {
        RawFollowUp {
            subject: Some("Opfølgende samtaler".to_owned()),
            decision: Some("Samtaler hver 14. dag".to_owned()),
            deviates_from_recommendation: Some(false),
            ..RawFollowUp::default()
        }
    }

    fn flaws(raw: RawFollowUp) -> Vec<(&'static str, Option<usize>, Flaw)> {
        let faults = FollowUp::parse(raw).unwrap_err();
        let faults = faults.faults().iter();
        faults
            .map(|it| (it.field, it.item, it.flaw.clone()))
            .collect()
    }

    #[test]
    fn an_empty_follow_up_names_all_that_is_missing_at_once() {
        let faults = FollowUp::parse(RawFollowUp::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "3 fields to be mended by the author: subject is missing; decision is missing; \
             deviates_from_recommendation is missing"
        );
    }

    #[test]
    fn a_deviation_has_a_reason_and_nothing_else_has_one() {
        assert!(
            !FollowUp::parse(raw())
                .unwrap()
                .deviates_from_recommendation()
        );
        let mut deviating = raw();
        deviating.deviates_from_recommendation = Some(true);
        let missing = ("reason_for_deviation", None, Flaw::Missing);
        assert_eq!(flaws(deviating.clone()), [missing]);
        deviating.reason_for_deviation = Some("Familien er flyttet".to_owned());
        let parsed = FollowUp::parse(deviating.clone()).unwrap();
        assert!(parsed.deviates_from_recommendation());
        deviating.deviates_from_recommendation = Some(false);
        let out_of_place = ("reason_for_deviation", None, Flaw::OutOfPlace);
        assert_eq!(flaws(deviating), [out_of_place]);
    }

    #[test]
    fn every_check_out_of_order_is_named() {
        let mut checked = raw();
        let days = [
            "2027-03-15",
            "2027-03-15",
            "snart",
            "2027-01-01",
            "2027-06-15",
        ];
        checked.checks = days.map(str::to_owned).to_vec();
        assert_eq!(
            flaws(checked.clone()),
            [
                ("checks", Some(2), Flaw::NotLater),
                ("checks", Some(3), Flaw::NotADate),
                ("checks", Some(4), Flaw::NotLater),
            ]
        );
        let (max, got) = (CHECKS_MAX, CHECKS_MAX + 1);
        checked.checks = vec![String::new(); got];
        assert_eq!(
            flaws(checked),
            [("checks", None, Flaw::TooMany { max, got })]
        );
    }

    #[test]
    fn a_child_that_is_named_is_named_whole() {
        let mut named = raw();
        named.child = Some(RawChild::default());
        let missing = |field| (field, None, Flaw::Missing);
        assert_eq!(
            flaws(named),
            [missing("child.name"), missing("child.language")]
        );
    }
}
