//! The files of the kinds of handover beside referral and message.

use stafet_shared::content::{CheckState, Document, Standard};

use super::*;

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/data/handovers/", $name))
    };
}

/// The text without its list of attachments.
fn bare(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("attachments"));
    lines.map(|line| format!("{line}\n")).collect()
}

pub(super) fn case_information() -> String {
    bare(data!("02-sagsoplysninger.toml"))
}

fn closing_report() -> String {
    bare(data!("04-afsluttende-rapport.toml"))
}

fn follow_up() -> String {
    bare(data!("05-opfoelgning.toml"))
}

fn notification() -> String {
    bare(data!("06-underretning.toml"))
}

#[test]
fn every_handover_of_the_folder_is_read() {
    for (text, kind) in [
        (data!("01-henvisning-rettet.toml"), Kind::Referral),
        (data!("02-sagsoplysninger.toml"), Kind::CaseInformation),
        (data!("03-delrapport.toml"), Kind::InterimReport),
        (data!("04-afsluttende-rapport.toml"), Kind::ClosingReport),
        (data!("05-opfoelgning.toml"), Kind::FollowUp),
        (data!("06-underretning.toml"), Kind::Notification),
        (data!("09-henvisning-forkert-modtager.toml"), Kind::Referral),
        (data!("10-henvisning-omvisiteres.toml"), Kind::Referral),
        (data!("11-henvisning-tilbagekaldes.toml"), Kind::Referral),
    ] {
        let read = handover(&bare(text)).unwrap();
        assert_eq!((read.kind, read.content.kind()), (kind, Some(kind)));
    }
}

#[test]
fn case_information_is_read_item_by_item() {
    let read = handover(&case_information()).unwrap();
    let Some(Document::CaseInformation(information)) = read.content.document() else {
        panic!("case information");
    };
    let list = information.check_list();
    assert!(list.standard() == Some(Standard::Xref15));
    let [.., school, police] = list.items() else {
        panic!("five items");
    };
    let expected = Some("2026-08-10".parse().unwrap());
    assert!(*school.state() == CheckState::Pending { expected });
    assert!(matches!(police.state(), CheckState::NotAvailable { reason }
        if reason.expose() == "Sagen efterforskes fortsat"));
}

#[test]
fn a_follow_up_has_its_day_and_may_name_its_child() {
    let read = handover(&follow_up()).unwrap();
    assert!(read.content.child().is_some());
    let Some(Document::FollowUp(follow_up)) = read.content.document() else {
        panic!("a follow-up");
    };
    let day = follow_up.first_contact_by().map(|day| day.to_string());
    assert_eq!(day.as_deref(), Some("2026-12-15"));
}

#[test]
fn a_notification_is_red() {
    let read = handover(&notification()).unwrap();
    let Some(Document::Notification(it)) = read.content.document() else {
        panic!("a notification");
    };
    assert_eq!(it.reported_at().to_string(), "2026-09-02T15:20:00Z");
    let yellow = notification().replace("\"red\"", "\"yellow\"");
    let named = fields(handover(&yellow).unwrap_err());
    assert_eq!(named, ["urgency has to be one of: red"]);
}

#[test]
fn every_fault_of_every_item_is_named_at_once() {
    let text = case_information()
        .replace("XREF15", "XDIS15")
        .replace("what = \"Handleplan\"", "hvad = \"Handleplan\"")
        .replace("2026-08-10", "true")
        .replace("\"not_available\"", "\"gone\"");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        [
            "content.items.hvad (2) is not known; is it spelt right?",
            "content.items.expected (4) has to be text in quotation marks",
            "standard has to be one of: XREF15, kommunehenvisning",
            "items.what (2) is missing",
            "items.state (5) has to be one of: attached, to come, not available",
        ]
    );
}

#[test]
fn what_is_no_list_or_no_section_of_a_list_is_named() {
    let head = "kind = \"CaseInformation\"\nto = \"a/b\"\nurgency = \"red\"\nsubject = \"S\"\n";
    let no_list = format!("{head}[content]\nitems = \"Handleplan\"");
    assert_eq!(
        fields(handover(&no_list).unwrap_err()),
        ["content.items has to be a list"]
    );
    let no_section = format!("{head}[content]\nitems = [\"Handleplan\"]");
    assert_eq!(
        fields(handover(&no_section).unwrap_err()),
        [
            "content.items (1) has to be a section of its own, such as [[content.items]]",
            "items.what (1) is missing",
            "items.state (1) is missing",
        ]
    );
}

#[test]
fn every_fault_of_a_report_is_named_at_once() {
    let text = closing_report()
        .replace("to = 2026-11-13", "to = 2026-08-16, days = 1")
        .replace("sessions_held = 11", "sessions_held = \"elleve\"")
        .replace("recommends_follow_up = true\n", "")
        .replace("what = \"Anbefaling til kommunen\"\n", "");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        [
            "content.sessions_held has to be a whole number without quotation marks",
            "content.treatment_period.days is not known; is it spelt right?",
            "treatment_period.to is before the first day",
            "recommends_follow_up is missing",
            "check_list.items.what (2) is missing",
        ]
    );
    let text = bare(data!("03-delrapport.toml")).replace("no_shows = 1", "no_shows = -1");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        ["no_shows has to be a whole number from 0 to 1000"]
    );
}

#[test]
fn every_fault_of_a_follow_up_is_named_at_once() {
    let text = follow_up()
        .replace("recommendation = false", "recommendation = true")
        .replace("2026-12-15", "\"snart\"");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        [
            "reason_for_deviation is missing",
            "first_contact_by has to be a date, such as 2026-12-15",
        ]
    );
    let text = notification().replace("T14:20:00-01:00", "T14:20:00");
    assert_eq!(
        fields(handover(&text).unwrap_err()),
        ["reported_at has to be a time with its offset, such as 2026-09-02T14:20:00-02:00"]
    );
}
