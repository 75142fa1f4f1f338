//! What was said about a child, as text. Every character passes through `display_safe`.

mod acts;
mod documents;

#[cfg(test)]
mod tests;

use stafet_shared::content::{
    CheckItem, CheckList, CheckState, Child, Content, CprAnswer, Manifest, Standard, display_safe,
};

use crate::face::scene::Scene;
use crate::{
    office::AttachmentState,
    text::{Texts, say},
};

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
pub fn text(content: &Content, mask: Mask, scene: &Scene<'_>) -> String {
    lines(content, mask, scene).join("\n")
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

fn lines(content: &Content, mask: Mask, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    match content {
        Content::Referral(referral) => documents::referral(referral, mask, texts),
        Content::Message(message) => documents::message(message, texts),
        Content::Notification(it) => documents::notification(it, mask, scene),
        Content::CaseInformation(it) => documents::case_information(it, texts),
        Content::InterimReport(report) => documents::interim_report(report, texts),
        Content::ClosingReport(report) => documents::closing_report(report, texts),
        Content::FollowUp(follow_up) => documents::follow_up(follow_up, mask, texts),
        Content::DeclineReason(reason) => acts::decline_reason(reason, texts),
        Content::Plan(plan) => acts::plan(plan, texts),
        Content::InformationRequest(request) => acts::information_request(request, texts),
        Content::Reason(reason) => acts::reason(reason, texts),
        Content::Proposal(proposal) => acts::proposal(proposal, scene),
        Content::FollowUpReport(report) => acts::follow_up_report(report, texts),
        Content::ActionTaken(action) => acts::action_taken(action, texts),
        Content::Carried(carried) => acts::carried(carried, scene),
        Content::Forwarded(forwarded) => {
            let mut all = acts::forwarded(forwarded, scene);
            all.extend(lines(&forwarded.part().content, mask, scene));
            all
        }
        // Keys are for devices; there is nothing to read.
        Content::OfficeSeeds(_) => Vec::new(),
    }
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

/// A check-list below its label, one item to a line, with the name of its standard above.
fn of_check_list(label: &str, list: &CheckList, texts: &Texts) -> Vec<String> {
    let standard = list.standard().map(|standard| match standard {
        Standard::Xref15 => say!(texts, "standard-xref15"),
        Standard::Xdis15 => say!(texts, "standard-xdis15"),
    });
    let standard = standard.map(|name| line(&say!(texts, "label-standard"), &name));
    let items = list.items().iter().map(|item| of_item(item, texts));
    standard
        .into_iter()
        .chain([list_of(label, items)])
        .collect()
}

fn of_item(item: &CheckItem, texts: &Texts) -> String {
    let what = item.what().expose();
    let state = texts.check_state(item.state().word());
    match item.state() {
        CheckState::Attached | CheckState::Pending { expected: None } => {
            format!("{what} – {state}")
        }
        CheckState::Pending {
            expected: Some(day),
        } => {
            let expected = say!(texts, "check-expected");
            format!("{what} – {state}, {expected} {day}")
        }
        CheckState::NotAvailable { reason } => format!("{what} – {state}: {}", reason.expose()),
    }
}

/// The attached files, each with its size and how far it has come.
pub(crate) fn attachments(
    manifest: &Manifest,
    states: &[AttachmentState],
    texts: &Texts,
) -> Vec<String> {
    let label = say!(texts, "label-attachments");
    let files = manifest.attachments().iter().zip(states);
    files
        .map(|(one, state)| {
            let name = one.name().expose();
            let size = size(one.size_bytes());
            line(
                &label,
                &format!("{name} ({size}) – {}", texts.attachment(*state)),
            )
        })
        .collect()
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    let units = [(1_000_000_u64, "MB"), (1_000, "kB")];
    let unit = units
        .into_iter()
        .find(|(unit, _)| bytes >= unit.saturating_mul(10));
    unit.map_or_else(
        || format!("{bytes} B"),
        |(unit, name)| format!("{} {name}", bytes.div_ceil(unit)),
    )
}

impl Texts {
    fn attachment(&self, state: AttachmentState) -> String {
        match state {
            AttachmentState::Here => say!(self, "attachment-here"),
            AttachmentState::Missing { here, of } => {
                let (here, of) = (size(u64::from(here)), size(u64::from(of)));
                say!(self, "attachment-missing", here = here, of = of)
            }
            AttachmentState::Spoilt => say!(self, "attachment-spoilt"),
            AttachmentState::OnlyNamed => say!(self, "attachment-named"),
        }
    }
}

fn yes(texts: &Texts) -> String {
    say!(texts, "answer-yes")
}

fn no(texts: &Texts) -> String {
    say!(texts, "answer-no")
}

/// `Label:`, and below it one item to a line.
fn list_of(label: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("\n- {item}")).collect();
    line(label, &items)
}

/// `Label: text`, with further lines of the text indented below.
fn line(label: &str, text: &str) -> String {
    let safe = display_safe(text).replace('\n', "\n      ");
    let gap = if safe.starts_with('\n') { "" } else { " " };
    format!("  {label}:{gap}{safe}")
}
