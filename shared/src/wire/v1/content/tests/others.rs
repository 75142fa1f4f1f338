//! The ways to be wrong of every document beside the referral.

use minicbor::bytes::ByteSlice;

use super::super::twins::{
    CarriedTwin, CaseInformationTwin, CheckItemTwin, CheckListTwin, ChildTwin, ClosingReportTwin,
    ContentTwin, DateTwin, DeclineReasonTwin, FollowUpReportTwin, FollowUpTwin,
    InformationRequestTwin, InterimReportTwin, MessageTwin, NotificationTwin, OfficeSeedTwin,
    PlanTwin, ProposalTwin, StatementTwin,
};
use super::*;

const NO_DAY: Option<DateTwin> = Some(DateTwin {
    year: 2026,
    month: 2,
    day: 29,
});

const fn day(year: i16, month: i8, day: i8) -> DateTwin {
    DateTwin { year, month, day }
}

/// Asserts that decoding names these fields, and no others.
fn assert_named(content: ContentTwin<'_>, fields: &[&str]) {
    let faults = faulty(decode(&around(content)));
    let named: Vec<_> = faults.into_iter().map(|(field, _)| field).collect();
    assert_eq!(named, fields);
}

fn child<'a>() -> ChildTwin<'a> {
    ChildTwin {
        name: Some("Testbarn A"),
        cpr: None,
        language: Some("kl"),
        lives_with: None,
    }
}

fn notification_twin<'a>(reported_at: i64) -> ContentTwin<'a> {
    ContentTwin::Notification(NotificationTwin {
        child: child(),
        subject: Some("a"),
        observed: Some("b"),
        immediate_action: Some("c"),
        reported_at: Some(reported_at),
        attachments: Vec::new(),
    })
}

fn interim_report_twin<'a>() -> InterimReportTwin<'a> {
    InterimReportTwin {
        subject: Some("a"),
        sessions_held: Some(1_000),
        no_shows: Some(0),
        status: Some("b"),
        attachments: Vec::new(),
        needs_from_municipality: None,
    }
}

fn case_information_twin(items: Vec<CheckItemTwin<'_>>) -> ContentTwin<'_> {
    ContentTwin::CaseInformation(CaseInformationTwin {
        subject: Some("a"),
        check_list: CheckListTwin {
            standard: None,
            items,
        },
        attachments: Vec::new(),
    })
}

const fn item<'a>(state: u8) -> CheckItemTwin<'a> {
    CheckItemTwin {
        what: Some("a"),
        state: Some(state),
        expected: None,
        reason: None,
    }
}

#[test]
fn the_first_documents_are_parsed() {
    let message = ContentTwin::Message(MessageTwin {
        subject: None,
        text: None,
        attachments: Vec::new(),
    });
    assert_named(message, &["subject", "text"]);
    let decline = ContentTwin::DeclineReason(DeclineReasonTwin {
        category: Some(7),
        text: None,
    });
    assert_named(decline, &["category", "text"]);
    let plan = ContentTwin::Plan(PlanTwin {
        text: None,
        who_follows_up: None,
        follow_up_by: NO_DAY,
    });
    assert_named(plan, &["text", "who_follows_up", "follow_up_by"]);
    assert_named(ContentTwin::OfficeSeeds(Vec::new()), &["seeds"]);
}

#[test]
fn a_seed_of_another_length_is_malformed() {
    let seed: &ByteSlice = [0x55; 31].as_slice().into();
    let content = ContentTwin::OfficeSeeds(vec![OfficeSeedTwin { epoch: 1, seed }]);
    assert_eq!(decode(&around(content)), Err(DecodeError::Malformed));
}

#[test]
fn notifications_are_parsed() {
    let content = ContentTwin::Notification(NotificationTwin {
        child: ChildTwin {
            name: None,
            ..child()
        },
        subject: None,
        observed: None,
        immediate_action: None,
        reported_at: None,
        attachments: vec![AttachmentTwin {
            name: Some("../a.txt"),
            ..attachment_twin()
        }],
    });
    let fields = [
        "child.name",
        "subject",
        "observed",
        "immediate_action",
        "reported_at",
        "attachments.name",
    ];
    assert_named(content, &fields);
}

#[test]
fn a_time_outside_the_accepted_years_is_not_pulled_into_them() {
    assert!(decode(&around(notification_twin(1_788_362_400_000))).is_ok());
    for unix_ms in [i64::MIN, i64::MAX] {
        let refused = decode(&around(notification_twin(unix_ms)));
        assert!(
            matches!(refused, Err(DecodeError::Content(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn case_information_is_parsed() {
    let content = ContentTwin::CaseInformation(CaseInformationTwin {
        subject: None,
        check_list: CheckListTwin {
            standard: Some(2),
            items: Vec::new(),
        },
        attachments: Vec::new(),
    });
    assert_named(content, &["subject", "standard", "items"]);
    let content = case_information_twin(vec![
        CheckItemTwin {
            what: None,
            state: None,
            expected: NO_DAY,
            reason: None,
        },
        item(4),
        CheckItemTwin {
            expected: Some(day(2026, 8, 10)),
            reason: Some("b"),
            ..item(1)
        },
        item(3),
    ]);
    let fields = [
        "items.what",
        "items.state",
        "items.expected",
        "items.state",
        "items.expected",
        "items.reason",
        "items.reason",
    ];
    assert_named(content, &fields);
}

#[test]
fn an_empty_answer_on_the_wire_is_not_its_one_form() {
    let content = case_information_twin(vec![CheckItemTwin {
        reason: Some(""),
        ..item(1)
    }]);
    assert_eq!(decode(&around(content)), Err(DecodeError::NotCanonical));
    let content = ContentTwin::InterimReport(InterimReportTwin {
        needs_from_municipality: Some(" "),
        ..interim_report_twin()
    });
    assert_eq!(decode(&around(content)), Err(DecodeError::NotCanonical));
}

#[test]
fn interim_reports_are_parsed() {
    let content = ContentTwin::InterimReport(InterimReportTwin {
        subject: None,
        sessions_held: Some(1_001),
        no_shows: None,
        status: None,
        ..interim_report_twin()
    });
    let fields = ["subject", "sessions_held", "no_shows", "status"];
    assert_named(content, &fields);
    let content = ContentTwin::InterimReport(interim_report_twin());
    assert!(decode(&around(content)).is_ok());
}

#[test]
fn a_negative_number_of_sessions_is_malformed() {
    let mut bytes = around(ContentTwin::InterimReport(interim_report_twin()));
    let at = bytes
        .windows(4)
        .position(|it| it == [0x19, 0x03, 0xE8, 0x00]);
    bytes[at.unwrap()] = 0x39;
    assert_eq!(decode(&bytes), Err(DecodeError::Malformed));
}

#[test]
fn closing_reports_are_parsed() {
    let list = CheckListTwin {
        standard: Some(1),
        items: vec![item(0)],
    };
    let content = ContentTwin::ClosingReport(ClosingReportTwin {
        subject: None,
        from: Some(day(2026, 8, 17)),
        to: Some(day(2026, 8, 16)),
        sessions_held: None,
        summary: None,
        recommendation: None,
        recommends_follow_up: None,
        attachments: Vec::new(),
        follow_up_by: NO_DAY,
        check_list: Some(list),
    });
    let fields = [
        "subject",
        "treatment_period.to",
        "sessions_held",
        "summary",
        "recommendation",
        "recommends_follow_up",
        "follow_up_by",
        "check_list.standard",
        "check_list.items.state",
    ];
    assert_named(content, &fields);
}

#[test]
fn follow_ups_are_parsed() {
    let content = ContentTwin::FollowUp(FollowUpTwin {
        subject: None,
        decision: None,
        deviates: Some(true),
        attachments: Vec::new(),
        reason_for_deviation: None,
        first_contact_by: NO_DAY,
        child: Some(ChildTwin {
            language: None,
            ..child()
        }),
    });
    let fields = [
        "child.language",
        "subject",
        "decision",
        "reason_for_deviation",
        "first_contact_by",
    ];
    assert_named(content, &fields);
}

#[test]
fn what_acts_say_is_parsed() {
    let request = |items| {
        let text = Some("a\u{1B}b");
        ContentTwin::InformationRequest(InformationRequestTwin { items, text })
    };
    assert_named(request(Vec::new()), &["items", "text"]);
    assert_named(
        request(vec!["a", " ", "b\u{202E}c"]),
        &["items", "items", "text"],
    );
    let nothing = || StatementTwin { text: None };
    assert_named(ContentTwin::Reason(nothing()), &["text"]);
    assert_named(ContentTwin::ActionTaken(nothing()), &["text"]);
    let proposal = ContentTwin::Proposal(ProposalTwin {
        office: Some("Klinikken"),
        reason: None,
    });
    assert_named(proposal, &["office", "reason"]);
    let report = ContentTwin::FollowUpReport(FollowUpReportTwin {
        reached: Some(0),
        text: None,
    });
    assert_named(report, &["reached", "text"]);
    let carried = ContentTwin::Carried(CarriedTwin {
        how: Some(4),
        to_whom: Some("a\nb"),
        at: None,
        text: Some("c\u{1B}"),
    });
    assert_named(carried, &["how", "to_whom", "at", "text"]);
}
