//! Documents in JSON have the names of the files, and no whole CPR number unless asked for.

use stafet_shared::{
    content::{Forwarded, RawForwarded, SealedPart},
    id::ActId,
    party::OfficeId,
};

use super::*;
use crate::{form, text::tests::danish};

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../../../tests/data/handovers/", $name))
    };
}

fn in_json(content: &Content, mask: Mask) -> Json {
    let texts = danish();
    document(content, mask, &texts)
}

fn content(toml: &str) -> Content {
    let lines = toml.lines().filter(|line| !line.starts_with("attachments"));
    let bare: String = lines.map(|line| format!("{line}\n")).collect();
    form::handover(&bare).unwrap().content
}

#[test]
fn case_information_has_every_field_of_every_item() {
    let json = in_json(&content(data!("02-sagsoplysninger.toml")), Mask::Masked);
    assert_eq!(json["type"], "CaseInformation");
    assert_eq!(json["standard"], "XREF15");
    assert_eq!(
        json["items"][3],
        json!({
            "what": "Udtalelse fra skolen",
            "state": "pending",
            "expected": "2026-08-10",
            "reason": null,
        })
    );
    assert_eq!(json["items"][4]["reason"], "Sagen efterforskes fortsat");
}

#[test]
fn reports_and_follow_ups_have_the_names_of_their_files() {
    let interim = in_json(&content(data!("03-delrapport.toml")), Mask::Masked);
    assert_eq!(interim["type"], "InterimReport");
    assert_eq!(interim["no_shows"], 1);
    let closing = in_json(&content(data!("04-afsluttende-rapport.toml")), Mask::Masked);
    assert_eq!(closing["type"], "ClosingReport");
    assert_eq!(
        closing["treatment_period"],
        json!({ "from": "2026-08-17", "to": "2026-11-13" })
    );
    assert_eq!(closing["check_list"]["standard"], "XDIS15");
    let follow_up = in_json(&content(data!("05-opfoelgning.toml")), Mask::Masked);
    assert_eq!(follow_up["type"], "FollowUp");
    assert_eq!(follow_up["reason_for_deviation"], Json::Null);
    assert_eq!(follow_up["child"]["cpr"], "010112-****");
}

#[test]
fn what_acts_say_has_the_names_of_its_files() {
    let carried = form::answer(data!("carried-1.toml")).unwrap();
    let carried = in_json(&Content::Carried(carried), Mask::Masked);
    assert_eq!(carried["type"], "Carried");
    assert_eq!(carried["how"], "phone");
    assert_eq!(carried["at"], "2026-11-20T12:15:00Z");
    let proposal = form::answer(data!("proposal-1.toml")).unwrap();
    let proposal = in_json(&Content::Proposal(proposal), Mask::Masked);
    assert_eq!(proposal["office"], "socialstyrelsen/killiliisa");
    let report = form::answer(data!("follow-up-report-1.toml")).unwrap();
    let report = in_json(&Content::FollowUpReport(report), Mask::Masked);
    assert_eq!(report["reached"], "partly");
    let request = form::answer(data!("need-information-1.toml")).unwrap();
    let request = in_json(&Content::InformationRequest(request), Mask::Masked);
    assert_eq!(request["items"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_sent_on_holds_its_document_masked_unless_asked_for() {
    let part = SealedPart {
        act: ActId::from_bytes([1; 16]),
        office: OfficeId::parse("socialstyrelsen/rejsehold").unwrap(),
        salt: [2; 16],
        content: content(data!("06-underretning.toml")),
    };
    let raw = RawForwarded {
        signed: vec![1],
        part,
        note: None,
    };
    let content = Content::Forwarded(Forwarded::parse(raw).unwrap());
    let json = in_json(&content, Mask::Masked);
    assert_eq!(json["type"], "Forwarded");
    assert_eq!(json["office"], "socialstyrelsen/rejsehold");
    assert_eq!(json["note"], Json::Null);
    assert_eq!(json["document"]["type"], "Notification");
    assert_eq!(json["document"]["reported_at"], "2026-09-02T15:20:00Z");
    assert_eq!(json["document"]["child"]["cpr"], "020213-****");
    let whole = in_json(&content, Mask::Whole);
    assert_eq!(whole["document"]["child"]["cpr"], "020213-0000");
}
