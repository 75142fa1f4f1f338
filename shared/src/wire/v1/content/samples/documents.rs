//! One document of each kind of handover, whole and with as little as may be.

use super::{attachment, text};
use crate::content::{
    CaseInformation, ClosingReport, Content, FollowUp, InterimReport, Notification,
    RawCaseInformation, RawCheckItem, RawCheckList, RawChild, RawClosingReport, RawFollowUp,
    RawInterimReport, RawNotification, RawPeriod,
};

pub(super) fn golden() -> Vec<(&'static str, Content)> {
    vec![
        ("notification", notification()),
        ("case_information", case_information()),
        ("interim_report", interim_report()),
        ("interim_report_short", interim_report_short()),
        ("closing_report", closing_report()),
        ("closing_report_short", closing_report_short()),
        ("follow_up", follow_up()),
        ("follow_up_short", follow_up_short()),
    ]
}

fn notification() -> Content {
    let raw = RawNotification {
        child: RawChild {
            name: text("Testbarn Sisimiut B"),
            cpr: text("ukendt"),
            language: text("kl"),
            lives_with: None,
        },
        subject: text("Underretning efter ny oplysning"),
        observed: text("Barnet fortæller om fortsat risiko i hjemmet."),
        immediate_action: text("Leder i kommunen er ringet op."),
        reported_at: text("2026-09-02T14:20:00-01:00"),
        attachments: vec![attachment()],
    };
    Content::Notification(Notification::parse(raw).unwrap())
}

fn case_information() -> Content {
    let raw = RawCaseInformation {
        subject: text("Sagsoplysninger forud for besøg"),
        check_list: RawCheckList {
            standard: text("XREF15"),
            items: vec![
                item("Handleplan", "attached", None, None),
                item("Udtalelse fra skolen", "pending", Some("2026-08-10"), None),
                item("Lægeerklæring", "pending", None, None),
                item("Afgørelse", "not_available", None, Some("Efterforskes")),
            ],
        },
        attachments: vec![attachment()],
    };
    Content::CaseInformation(CaseInformation::parse(raw).unwrap())
}

fn item(what: &str, state: &str, expected: Option<&str>, reason: Option<&str>) -> RawCheckItem {
    RawCheckItem {
        what: text(what),
        state: text(state),
        expected: expected.map(str::to_owned),
        reason: reason.map(str::to_owned),
    }
}

fn raw_interim_report() -> RawInterimReport {
    RawInterimReport {
        subject: text("Delrapport efter anden rejse"),
        sessions_held: Some(4),
        no_shows: Some(1),
        status: text("Barnet møder stabilt op."),
        needs_from_municipality: None,
        attachments: Vec::new(),
    }
}

fn interim_report_short() -> Content {
    Content::InterimReport(InterimReport::parse(raw_interim_report()).unwrap())
}

fn interim_report() -> Content {
    let raw = RawInterimReport {
        needs_from_municipality: text("Udtalelse fra skolen mangler."),
        attachments: vec![attachment()],
        ..raw_interim_report()
    };
    Content::InterimReport(InterimReport::parse(raw).unwrap())
}

fn raw_closing_report() -> RawClosingReport {
    RawClosingReport {
        subject: text("Afsluttende rapport"),
        treatment_period: RawPeriod {
            from: text("2026-08-17"),
            to: text("2026-11-13"),
        },
        sessions_held: Some(11),
        summary: text("Forløbet er gennemført."),
        recommendation: text("Støttende samtaler i seks måneder."),
        recommends_follow_up: Some(true),
        follow_up_by: None,
        check_list: None,
        attachments: Vec::new(),
    }
}

fn closing_report_short() -> Content {
    Content::ClosingReport(ClosingReport::parse(raw_closing_report()).unwrap())
}

fn closing_report() -> Content {
    let list = RawCheckList {
        standard: text("XDIS15"),
        items: vec![item("Anbefaling", "attached", None, None)],
    };
    let raw = RawClosingReport {
        follow_up_by: text("2026-12-15"),
        check_list: Some(list),
        attachments: vec![attachment()],
        ..raw_closing_report()
    };
    Content::ClosingReport(ClosingReport::parse(raw).unwrap())
}

fn raw_follow_up() -> RawFollowUp {
    RawFollowUp {
        subject: text("Opfølgende samtaler"),
        decision: text("Samtaler hver 14. dag i seks måneder."),
        deviates_from_recommendation: Some(false),
        ..RawFollowUp::default()
    }
}

fn follow_up_short() -> Content {
    Content::FollowUp(FollowUp::parse(raw_follow_up()).unwrap())
}

fn follow_up() -> Content {
    let child = RawChild {
        name: text("Testbarn Nanortalik A"),
        cpr: text("010112-0000"),
        language: text("kl"),
        lives_with: None,
    };
    let raw = RawFollowUp {
        child: Some(child),
        deviates_from_recommendation: Some(true),
        reason_for_deviation: text("Familien flytter i foråret."),
        first_contact_by: text("2026-12-15"),
        attachments: vec![attachment()],
        ..raw_follow_up()
    };
    Content::FollowUp(FollowUp::parse(raw).unwrap())
}
