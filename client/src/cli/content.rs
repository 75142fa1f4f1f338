//! What was said about a child, as text. Every character passes through `display_safe`.

use stafet_shared::content::{
    Child, Content, CprAnswer, DeclineReason, Message, Plan, Referral, display_safe,
};

use crate::text::{Texts, say};

/// Whether CPR numbers are shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// `010112-****`.
    Masked,
    /// The whole number, because the reader asked for it.
    Whole,
}

/// A document as labelled lines.
#[must_use]
pub fn text(content: &Content, mask: Mask, texts: &Texts) -> String {
    match content {
        Content::Referral(referral) => of_referral(referral, mask, texts),
        Content::Message(message) => of_message(message, texts),
        Content::DeclineReason(reason) => of_reason(reason, texts),
        Content::Plan(plan) => of_plan(plan, texts),
        // Keys are for devices; there is nothing to read.
        Content::OfficeSeeds(_) => String::new(),
    }
}

/// A child's CPR number as the reader may see it.
#[must_use]
pub fn cpr(answer: &CprAnswer, mask: Mask, texts: &Texts) -> String {
    match (answer, mask) {
        (CprAnswer::NotGiven, _) => say!(texts, "cpr-not-given"),
        (CprAnswer::Unknown, _) => say!(texts, "cpr-unknown"),
        (CprAnswer::Known(number), Mask::Masked) => number.to_string(),
        (CprAnswer::Known(number), Mask::Whole) => number.expose().to_owned(),
    }
}

fn of_referral(referral: &Referral, mask: Mask, texts: &Texts) -> String {
    let mut lines = vec![line(
        &say!(texts, "label-subject"),
        referral.subject().expose(),
    )];
    lines.extend(of_child(referral.child(), mask, texts));
    let interpreter = if referral.interpreter() {
        say!(texts, "answer-yes")
    } else {
        say!(texts, "answer-no")
    };
    lines.extend([
        line(&say!(texts, "label-reason"), referral.reason().expose()),
        line(&say!(texts, "label-wanted"), referral.wanted().expose()),
        line(&say!(texts, "label-history"), referral.history().expose()),
        line(&say!(texts, "label-consent"), referral.consent().expose()),
        line(&say!(texts, "label-interpreter"), &interpreter),
        line(&say!(texts, "label-contact"), referral.contact().expose()),
    ]);
    lines.extend(attachments(referral.attachments(), texts));
    lines.join("\n")
}

fn of_child(child: &Child, mask: Mask, texts: &Texts) -> Vec<String> {
    let mut lines = vec![
        line(&say!(texts, "label-child"), child.name().expose()),
        line(&say!(texts, "label-cpr"), &cpr(child.cpr(), mask, texts)),
        line(&say!(texts, "label-language"), child.language().code()),
    ];
    if let Some(with) = child.lives_with() {
        lines.push(line(&say!(texts, "label-lives-with"), with.expose()));
    }
    lines
}

fn of_message(message: &Message, texts: &Texts) -> String {
    let mut lines = vec![
        line(&say!(texts, "label-subject"), message.subject().expose()),
        line(&say!(texts, "label-text"), message.text().expose()),
    ];
    lines.extend(attachments(message.attachments(), texts));
    lines.join("\n")
}

fn of_reason(reason: &DeclineReason, texts: &Texts) -> String {
    let category = texts.decline_category(reason.category());
    [
        line(&say!(texts, "label-category"), &category),
        line(&say!(texts, "label-text"), reason.text().expose()),
    ]
    .join("\n")
}

fn of_plan(plan: &Plan, texts: &Texts) -> String {
    let mut lines = vec![
        line(&say!(texts, "label-plan"), plan.text().expose()),
        line(
            &say!(texts, "label-who-follows-up"),
            plan.who_follows_up().expose(),
        ),
    ];
    if let Some(day) = plan.follow_up_by() {
        lines.push(line(&say!(texts, "label-follow-up-by"), &day.to_string()));
    }
    lines.join("\n")
}

fn attachments(manifest: &stafet_shared::content::Manifest, texts: &Texts) -> Vec<String> {
    let label = say!(texts, "label-attachments");
    manifest
        .attachments()
        .iter()
        .map(|one| line(&label, one.name().expose()))
        .collect()
}

/// `Label: text`, with further lines of the text indented below.
fn line(label: &str, text: &str) -> String {
    let safe = display_safe(text).replace('\n', "\n      ");
    format!("  {label}: {safe}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::file, text::tests::danish};

    const REFERRAL: &str = include_str!("../../../tests/data/handovers/01-henvisning.toml");

    fn shown(toml: &str, mask: Mask) -> String {
        text(&file::handover(toml).unwrap().content, mask, &danish())
    }

    #[test]
    fn a_cpr_number_is_masked_unless_the_reader_asks() {
        let masked = shown(REFERRAL, Mask::Masked);
        assert!(masked.contains("  CPR-nummer: 010112-****\n"), "{masked}");
        assert!(!masked.contains("0000"));
        assert!(shown(REFERRAL, Mask::Whole).contains("010112-0000"));
        assert!(masked.contains("  Barn: Testbarn Nanortalik A\n"));
        assert!(masked.contains("  Tolk: ja\n"));
    }

    #[test]
    fn characters_that_steer_a_terminal_are_spelt_out() {
        let toml = REFERRAL.replace("Tidligere kontakt", "\\u202Etkatnok");
        assert!(shown(&toml, Mask::Masked).contains("<U+202E>tkatnok"));
    }
}
