//! What the files of the seven kinds of handover say.

use stafet_shared::{
    content::{
        CaseInformation, ClosingReport, Content, ContentFaults, FollowUp, InterimReport, Message,
        Notification, RawCaseInformation, RawCheckItem, RawCheckList, RawChild, RawClosingReport,
        RawFollowUp, RawInterimReport, RawMessage, RawNotification, RawPeriod, RawReferral,
        Referral,
    },
    handover::Kind,
};

use super::{Fields, Wrong, join, wrong_content};

/// What stands outside the sections in files of every kind.
pub(super) struct Head {
    pub(super) subject: Option<String>,
}

/// The document of a kind, or all that has to be mended in its sections.
pub(super) fn content(
    kind: Kind,
    head: Head,
    file: &mut Fields,
    body: &mut Fields,
) -> Result<Content, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let read = match kind {
        Kind::Notification => notification(head, child(file, &mut wrong), body),
        Kind::Referral => referral(head, child(file, &mut wrong), body),
        Kind::CaseInformation => case_information(head, body, &mut wrong),
        Kind::ClosingReport => closing_report(head, body, &mut wrong),
        Kind::FollowUp => follow_up(head, optional_child(file, &mut wrong), body),
        Kind::InterimReport => interim_report(head, body),
        Kind::Message => message(head, body),
    };
    let wrong = join(wrong, read.as_ref().err().map(wrong_content));
    match read {
        Ok(content) if wrong.is_empty() => Ok(content),
        Ok(_) | Err(_) => Err(wrong),
    }
}

fn notification(head: Head, child: RawChild, body: &mut Fields) -> Result<Content, ContentFaults> {
    let raw = RawNotification {
        child,
        subject: head.subject,
        observed: body.text("observed"),
        immediate_action: body.text("immediate_action"),
        reported_at: body.when("reported_at"),
        attachments: Vec::new(),
    };
    Notification::parse(raw).map(Content::Notification)
}

fn referral(head: Head, child: RawChild, body: &mut Fields) -> Result<Content, ContentFaults> {
    let raw = RawReferral {
        child,
        subject: head.subject,
        reason: body.text("reason"),
        wanted: body.text("wanted"),
        history: body.text("history"),
        consent: body.text("consent"),
        interpreter: body.flag("interpreter"),
        contact: body.text("contact"),
        attachments: Vec::new(),
    };
    Referral::parse(raw).map(Content::Referral)
}

fn case_information(
    head: Head,
    body: &mut Fields,
    wrong: &mut Vec<Wrong>,
) -> Result<Content, ContentFaults> {
    let raw = RawCaseInformation {
        subject: head.subject,
        check_list: check_list(body, wrong),
        attachments: Vec::new(),
    };
    CaseInformation::parse(raw).map(Content::CaseInformation)
}

fn interim_report(head: Head, body: &mut Fields) -> Result<Content, ContentFaults> {
    let raw = RawInterimReport {
        subject: head.subject,
        sessions_held: body.number("sessions_held"),
        no_shows: body.number("no_shows"),
        status: body.text("status"),
        needs_from_municipality: body.text("needs_from_municipality"),
        attachments: Vec::new(),
    };
    InterimReport::parse(raw).map(Content::InterimReport)
}

fn closing_report(
    head: Head,
    body: &mut Fields,
    wrong: &mut Vec<Wrong>,
) -> Result<Content, ContentFaults> {
    let mut period = body.section("treatment_period");
    let treatment_period = RawPeriod {
        from: period.when("from"),
        to: period.when("to"),
    };
    wrong.extend(period.finish());
    let listed = body.optional_section("check_list").map(|mut section| {
        let list = check_list(&mut section, wrong);
        wrong.extend(section.finish());
        list
    });
    let raw = RawClosingReport {
        subject: head.subject,
        treatment_period,
        sessions_held: body.number("sessions_held"),
        summary: body.text("summary"),
        recommendation: body.text("recommendation"),
        recommends_follow_up: body.flag("recommends_follow_up"),
        follow_up_by: body.when("follow_up_by"),
        check_list: listed,
        attachments: Vec::new(),
    };
    ClosingReport::parse(raw).map(Content::ClosingReport)
}

fn follow_up(
    head: Head,
    child: Option<RawChild>,
    body: &mut Fields,
) -> Result<Content, ContentFaults> {
    let raw = RawFollowUp {
        child,
        subject: head.subject,
        decision: body.text("decision"),
        deviates_from_recommendation: body.flag("deviates_from_recommendation"),
        reason_for_deviation: body.text("reason_for_deviation"),
        first_contact_by: body.when("first_contact_by"),
        checks: body.list("checks"),
        attachments: Vec::new(),
    };
    FollowUp::parse(raw).map(Content::FollowUp)
}

fn message(head: Head, body: &mut Fields) -> Result<Content, ContentFaults> {
    let raw = RawMessage {
        subject: head.subject,
        text: body.text("text"),
        attachments: Vec::new(),
    };
    Message::parse(raw).map(Content::Message)
}

fn child(file: &mut Fields, wrong: &mut Vec<Wrong>) -> RawChild {
    of_child(file.section("child"), wrong)
}

fn optional_child(file: &mut Fields, wrong: &mut Vec<Wrong>) -> Option<RawChild> {
    let section = file.optional_section("child")?;
    Some(of_child(section, wrong))
}

fn of_child(mut section: Fields, wrong: &mut Vec<Wrong>) -> RawChild {
    let child = RawChild {
        name: section.text("name"),
        cpr: section.text("cpr"),
        language: section.text("language"),
        lives_with: section.text("lives_with"),
    };
    wrong.extend(section.finish());
    child
}

/// The check-list that stands in a section: `standard` and `[[…items]]`.
fn check_list(section: &mut Fields, wrong: &mut Vec<Wrong>) -> RawCheckList {
    let standard = section.text("standard");
    let sections = section.sections("items").into_iter();
    let items = sections.map(|mut item| {
        let raw = RawCheckItem {
            what: item.text("what"),
            state: item.text("state"),
            expected: item.when("expected"),
            reason: item.text("reason"),
        };
        wrong.extend(item.finish());
        raw
    });
    RawCheckList {
        standard,
        items: items.collect(),
    }
}
