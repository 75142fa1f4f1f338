//! What a reader sees of each document, and what they never see.

use super::*;
use crate::{
    cli::{file, samples::Stage},
    text::tests::danish,
};

const REFERRAL: &str = include_str!("../../../../tests/data/handovers/01-henvisning.toml");

/// A document as a person of the team reads it.
fn shown(content: &Content, mask: Mask) -> String {
    let texts = danish();
    text(content, mask, &Stage::new().at_team(&texts))
}

fn of_file(toml: &str, mask: Mask) -> String {
    shown(&file::handover(toml).unwrap().content, mask)
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
