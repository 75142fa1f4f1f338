//! The closing report (afsluttende rapport): treatment is over, and what the child needs now.

use jiff::civil::Date;

use super::attachment::Manifest;
use super::check_list::{CheckList, Standard};
use super::interim_report::SESSIONS_MAX;
use super::period::Period;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::words::Kind;

form! {
    /// A closing report with nothing missing.
    ClosingReport (Said::kind(Kind::ClosingReport)), RawClosingReport {
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad rapporten handler om, i få ord";
            en "Subject": "What the report is about, in a few words";
        }
        treatment_period: Period {
            da "Behandlet": "Fra hvornår til hvornår barnet er behandlet";
            en "Treated": "From when to when the child was treated";
        }
        sessions_held: u32[SESSIONS_MAX] {
            da "Afholdte samtaler": "Hvor mange samtaler der er holdt";
            en "Sessions held": "How many sessions were held";
        }
        summary: Prose {
            da "Sammenfatning": "Hvordan behandlingen gik, og hvordan barnet har det";
            en "Summary": "How treatment went and how the child is";
        }
        recommendation: Prose {
            da "Anbefaling": "Hvad teamet anbefaler";
            en "Recommendation": "What the team recommends";
        }
        recommends_follow_up: bool {
            da "Opfølgning anbefales": "Om teamet anbefaler, at nogen følger op";
            en "Follow-up recommended": "Whether it recommends that somebody follows up";
        }
        follow_up_by: Option<Date> {
            da "Opfølgning senest": "Den dag, opfølgningen senest bør være begyndt";
            en "Follow-up by": "The day by which follow-up should have begun, if one is named";
        }
        check_list: Option<CheckList>[Standard::Xdis15] {
            da "Rapporten omfatter": "Hvad rapporten omfatter, hvis det skal stå som en tjekliste";
            en "The report covers": "What the report covers, if the author lists it";
        }
        attachments: Manifest {
            da "Bilag": "De vedlagte filer";
            en "Attachments": "The attached files";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_list::{RawCheckItem, RawCheckList};
    use super::super::fault::Flaw;
    use super::super::period::RawPeriod;
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
