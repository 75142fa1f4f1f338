//! What a reader sees of each document, and what they never see.

use stafet_shared::{
    content::{Forwarded, RawForwarded, SealedPart},
    id::ActId,
    party::OfficeId,
};

use super::*;
use crate::{face::samples::Stage, form, text::tests::danish};

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/data/handovers/", $name))
    };
}

const REFERRAL: &str = data!("01-henvisning.toml");

/// A document as a person of the team reads it.
fn shown(content: &Content, mask: Mask) -> String {
    let texts = danish();
    text(content, mask, &Stage::new().at_team(&texts))
}

fn of_file(toml: &str, mask: Mask) -> String {
    let lines = toml.lines().filter(|line| !line.starts_with("attachments"));
    let bare: String = lines.map(|line| format!("{line}\n")).collect();
    shown(&form::handover(&bare).unwrap().content, mask)
}

#[test]
fn a_cpr_number_is_masked_unless_the_reader_asks() {
    let masked = of_file(REFERRAL, Mask::Masked);
    assert!(masked.contains("  CPR-nummer: 010112-****\n"), "{masked}");
    assert!(!masked.contains("0000"));
    assert!(of_file(REFERRAL, Mask::Whole).contains("010112-0000"));
    assert!(masked.contains("  Barn: Testbarn Nanortalik A\n"));
    assert!(masked.contains("  Tolk: ja\n"));
}

#[test]
fn characters_that_steer_a_terminal_are_spelt_out() {
    let toml = REFERRAL.replace("Tidligere kontakt", "\\u202Etkatnok");
    assert!(of_file(&toml, Mask::Masked).contains("<U+202E>tkatnok"));
}

#[test]
fn case_information_is_a_list_of_what_there_is_and_what_not() {
    assert_eq!(
        of_file(data!("02-sagsoplysninger.toml"), Mask::Masked),
        "  Emne: Sagsoplysninger forud for besøg i uge 34
  Tjekliste: XREF15, kommunehenvisning
  Oplysninger:
      - Børnefaglig undersøgelse – vedlagt
      - Handleplan – vedlagt
      - Samtykke – vedlagt
      - Udtalelse fra skolen – kommer senere, ventes 10. august 2026
      - Politiets afgørelse – foreligger ikke: Sagen efterforskes fortsat"
    );
}

#[test]
fn a_closing_report_says_what_the_child_needs_now() {
    let shown = of_file(data!("04-afsluttende-rapport.toml"), Mask::Masked);
    for line in [
        "  Behandlet: 17. august 2026 til 13. november 2026\n",
        "  Afholdte samtaler: 11\n",
        "  Opfølgning anbefales: ja\n",
        "  Opfølgning senest: 15. december 2026\n",
        "  Tjekliste: XDIS15, afslutningsnotat\n  Rapporten omfatter:\n      - Sammenfatning",
    ] {
        assert!(shown.contains(line), "{line}{shown}");
    }
}

#[test]
fn reports_follow_ups_and_notifications_are_shown_whole() {
    let interim = of_file(data!("03-delrapport.toml"), Mask::Masked);
    assert!(interim.contains("  Udeblivelser: 1\n"), "{interim}");
    assert!(interim.contains("  Hvad kommunen skal gøre: Udtalelse"));
    let follow_up = of_file(data!("05-opfoelgning.toml"), Mask::Masked);
    assert!(follow_up.contains("  Afviger fra anbefalingen: nej\n"));
    assert!(follow_up.contains("  CPR-nummer: 010112-****\n"));
    assert!(follow_up.ends_with("Første kontakt senest: 15. december 2026"));
    let notification = of_file(data!("06-underretning.toml"), Mask::Masked);
    assert!(notification.contains("  CPR-nummer: 020213-****\n"));
    assert!(notification.contains("  Først meldt: 2. september 2026 kl. 14.20"));
}

#[test]
fn what_acts_say_is_shown_with_labels() {
    let request = form::answer(data!("need-information-1.toml")).unwrap();
    let request = shown(&Content::InformationRequest(request), Mask::Masked);
    assert!(request.starts_with("  Hvad der mangler:\n      - Udtalelse fra skolen om trivsel"));
    let proposal = form::answer(data!("proposal-1.toml")).unwrap();
    let proposal = shown(&Content::Proposal(proposal), Mask::Masked);
    assert!(proposal.starts_with("  Foreslået kontor: "), "{proposal}");
    let report = form::answer(data!("follow-up-report-1.toml")).unwrap();
    let report = shown(&Content::FollowUpReport(report), Mask::Masked);
    assert!(report.starts_with("  Fik barnet hjælpen: delvist\n"));
    let carried = form::answer(data!("carried-1.toml")).unwrap();
    let carried = shown(&Content::Carried(carried), Mask::Masked);
    assert!(carried.starts_with("  Overbragt ved: telefon\n  Til hvem: Vagthavende"));
    assert!(carried.contains("  Hvornår: 20. november 2026 kl. 10.15\n"));
    let action = form::answer(data!("action-taken-1.toml")).unwrap();
    let action = shown(&Content::ActionTaken(action), Mask::Masked);
    assert!(action.starts_with("  Hvad der er gjort for barnet: Barnet er"));
    let reason = form::answer(data!("withdraw-1.toml")).unwrap();
    assert!(shown(&Content::Reason(reason), Mask::Masked).starts_with("  Hvorfor: Mor flytter"));
}

#[test]
fn what_is_sent_on_says_from_whom_and_is_masked_too() {
    let raw = RawForwarded {
        signed: vec![1],
        part: SealedPart {
            act: ActId::from_bytes([1; 16]),
            office: OfficeId::parse("kujalleq/nanortalik").unwrap(),
            salt: [2; 16],
            content: form::handover(REFERRAL).unwrap().content,
        },
        note: Some("Hører til\nhos jer \u{202E}.".to_owned()),
    };
    let shown = shown(
        &Content::Forwarded(Forwarded::parse(raw).unwrap()),
        Mask::Masked,
    );
    let head = "  Oprindelig fra: Børn og Unge, Nanortalik\n  \
                Bemærkning: Hører til\n      hos jer <U+202E>.\n  Emne: Henvisning";
    assert!(shown.starts_with(head), "{shown}");
    assert!(shown.contains("010112-****") && !shown.contains("0000"));
}

#[test]
fn what_steers_a_terminal_is_spelt_out_in_every_field_that_holds_prose() {
    let mark = |toml: &str, at: &str| toml.replace(at, "\\u202E\\u2066marked");
    for toml in [
        mark(data!("03-delrapport.toml"), "Barnet møder"),
        mark(data!("03-delrapport.toml"), "Udtalelse fra"),
        mark(data!("04-afsluttende-rapport.toml"), "Barnet har"),
        mark(data!("04-afsluttende-rapport.toml"), "Fortsat støttende"),
        mark(data!("05-opfoelgning.toml"), "Kommunen følger"),
        mark(data!("06-underretning.toml"), "Barnet har"),
        mark(data!("06-underretning.toml"), "Leder i"),
    ] {
        let shown = of_file(&toml, Mask::Masked);
        assert!(shown.contains("<U+202E><U+2066>marked"), "{shown}");
    }
}
