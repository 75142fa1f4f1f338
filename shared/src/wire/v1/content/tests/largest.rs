//! The largest document of each kind that `parse` lets pass can be sent.

use super::super::samples::{part, raw_referral};
use super::*;
use crate::content::{
    ATTACHMENTS_MAX, CHECK_ITEMS_MAX, CHECK_REASON_CHARS_MAX, CHECK_WHAT_CHARS_MAX,
    CHILD_NAME_CHARS_MAX, CONTACT_CHARS_MAX, CaseInformation, ClosingReport, FILE_NAME_CHARS_MAX,
    FollowUp, InformationRequest, LIVES_WITH_CHARS_MAX, MEDIA_TYPE_CHARS_MAX,
    REQUEST_ITEM_CHARS_MAX, REQUEST_ITEMS_MAX, RawAttachment, RawCaseInformation, RawCheckItem,
    RawCheckList, RawClosingReport, RawFollowUp, RawInformationRequest, RawPeriod,
    SUBJECT_CHARS_MAX,
};

fn fill(count: usize) -> Option<String> {
    Some("👪".repeat(count))
}

fn attachments() -> Vec<RawAttachment> {
    let attachment = RawAttachment {
        name: fill(FILE_NAME_CHARS_MAX),
        media_type: Some(format!("a/{}", "b".repeat(MEDIA_TYPE_CHARS_MAX - 2))),
        size_bytes: 1,
        ..RawAttachment::default()
    };
    vec![attachment; ATTACHMENTS_MAX]
}

fn check_list() -> RawCheckList {
    let item = RawCheckItem {
        what: fill(CHECK_WHAT_CHARS_MAX),
        state: Some("not_available".to_owned()),
        expected: None,
        reason: fill(CHECK_REASON_CHARS_MAX),
    };
    RawCheckList {
        standard: None,
        items: vec![item; CHECK_ITEMS_MAX],
    }
}

pub(super) fn largest_referral() -> Content {
    let mut raw = raw_referral();
    raw.child.name = fill(CHILD_NAME_CHARS_MAX);
    raw.child.lives_with = fill(LIVES_WITH_CHARS_MAX);
    raw.subject = fill(SUBJECT_CHARS_MAX);
    raw.contact = fill(CONTACT_CHARS_MAX);
    for prose in [
        &mut raw.reason,
        &mut raw.wanted,
        &mut raw.history,
        &mut raw.consent,
    ] {
        *prose = fill(PROSE_CHARS_MAX);
    }
    raw.attachments = attachments();
    Content::Referral(Referral::parse(raw).unwrap())
}

fn largest_case_information() -> Content {
    let raw = RawCaseInformation {
        subject: fill(SUBJECT_CHARS_MAX),
        check_list: check_list(),
        attachments: attachments(),
    };
    Content::CaseInformation(CaseInformation::parse(raw).unwrap())
}

fn largest_closing_report() -> Content {
    let day = || Some("2026-08-17".to_owned());
    let raw = RawClosingReport {
        subject: fill(SUBJECT_CHARS_MAX),
        treatment_period: RawPeriod {
            from: day(),
            to: day(),
        },
        sessions_held: Some(1_000),
        summary: fill(PROSE_CHARS_MAX),
        recommendation: fill(PROSE_CHARS_MAX),
        recommends_follow_up: Some(true),
        follow_up_by: day(),
        check_list: Some(check_list()),
        attachments: attachments(),
    };
    Content::ClosingReport(ClosingReport::parse(raw).unwrap())
}

fn largest_follow_up() -> Content {
    let child = crate::content::RawChild {
        name: fill(CHILD_NAME_CHARS_MAX),
        lives_with: fill(LIVES_WITH_CHARS_MAX),
        ..raw_referral().child
    };
    let raw = RawFollowUp {
        child: Some(child),
        subject: fill(SUBJECT_CHARS_MAX),
        decision: fill(PROSE_CHARS_MAX),
        deviates_from_recommendation: Some(true),
        reason_for_deviation: fill(PROSE_CHARS_MAX),
        first_contact_by: Some("2026-12-15".to_owned()),
        attachments: attachments(),
    };
    Content::FollowUp(FollowUp::parse(raw).unwrap())
}

fn largest_request() -> Content {
    let raw = RawInformationRequest {
        items: vec!["👪".repeat(REQUEST_ITEM_CHARS_MAX); REQUEST_ITEMS_MAX],
        text: fill(PROSE_CHARS_MAX),
    };
    Content::InformationRequest(InformationRequest::parse(raw).unwrap())
}

#[test]
fn the_largest_document_that_parse_lets_pass_can_be_sent() {
    for content in [
        largest_referral(),
        largest_case_information(),
        largest_closing_report(),
        largest_follow_up(),
        largest_request(),
    ] {
        let part = part(content);
        assert_eq!(decode(&encode(&part)), Ok(part));
    }
}
