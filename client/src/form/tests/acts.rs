//! The files that answer a handover.

use stafet_shared::content::{
    ActionTaken, Carried, Carrier, DeclineReason, FollowUpReport, InformationRequest, Plan,
    Proposal, Reached, Reason,
};

use super::*;

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/data/handovers/", $name))
    };
}

const DECLINE: &str = data!("decline-1.toml");
const PLAN: &str = data!("plan-1.toml");
const REQUEST: &str = data!("need-information-1.toml");
const PROPOSAL: &str = data!("proposal-1.toml");
const CARRIED: &str = data!("carried-1.toml");

#[test]
fn a_decline_and_a_plan_are_read() {
    let reason = answer::<DeclineReason>(DECLINE).unwrap();
    assert_eq!(reason.category().name(), "target_group");
    let plan = answer::<Plan>(PLAN).unwrap();
    assert_eq!(plan.follow_up_by().unwrap().to_string(), "2026-12-15");
    assert_eq!(
        answer::<DeclineReason>(PLAN).unwrap_err(),
        FileError::WrongKind(DeclineReason::TITLE)
    );
}

#[test]
fn every_other_act_of_the_folder_is_read() {
    assert_eq!(
        answer::<InformationRequest>(REQUEST).unwrap().items().len(),
        2
    );
    for text in [
        data!("supply-1.toml"),
        data!("wrong-recipient-1.toml"),
        data!("withdraw-1.toml"),
    ] {
        assert!(answer::<Reason>(text).is_ok());
    }
    let proposal = answer::<Proposal>(PROPOSAL).unwrap();
    assert_eq!(proposal.office().as_str(), "socialstyrelsen/killiliisa");
    let report = answer::<FollowUpReport>(data!("follow-up-report-1.toml")).unwrap();
    assert!(report.reached() == Reached::Partly);
    assert!(answer::<ActionTaken>(data!("action-taken-1.toml")).is_ok());
    let carried = answer::<Carried>(CARRIED).unwrap();
    assert!(carried.how() == Carrier::Phone);
    assert_eq!(carried.at().to_string(), "2026-11-20T12:15:00Z");
}

#[test]
fn a_file_of_another_act_is_refused_by_name() {
    let wanted = |error| matches!(error, FileError::WrongKind(_));
    assert!(wanted(answer::<InformationRequest>(DECLINE).unwrap_err()));
    assert!(wanted(answer::<Reason>(DECLINE).unwrap_err()));
    assert!(wanted(answer::<Proposal>(DECLINE).unwrap_err()));
    assert!(wanted(answer::<FollowUpReport>(DECLINE).unwrap_err()));
    assert!(wanted(answer::<ActionTaken>(DECLINE).unwrap_err()));
    assert!(wanted(answer::<Carried>("").unwrap_err()));
}

#[test]
fn every_fault_of_an_act_is_named_at_once() {
    let text = "kind = \"InformationRequest\"\nurgency = \"red\"\n[content]\nitems = [\"\", 1]";
    assert_eq!(
        fields(answer::<InformationRequest>(text).unwrap_err()),
        [
            "urgency is not known; is it spelt right?",
            "content.items (2) has to be text in quotation marks",
            "items (1) is missing",
        ]
    );
    let text = PROPOSAL.replace("socialstyrelsen/killiliisa", "Klinik Killiliisa");
    assert_eq!(
        fields(answer::<Proposal>(&text).unwrap_err()),
        ["office has to be an office's id, such as kujalleq/nanortalik"]
    );
    let text = CARRIED
        .replace("\"phone\"", "\"drone\"")
        .replace("T10:15:00-02:00", "")
        .replace("to_whom", "who");
    assert_eq!(
        fields(answer::<Carried>(&text).unwrap_err()),
        [
            "content.who is not known; is it spelt right?",
            "how has to be one of: phone, paper, USB stick",
            "to_whom is missing",
            "at has to be a time with its offset, such as 2026-09-02T14:20:00-02:00",
        ]
    );
}
