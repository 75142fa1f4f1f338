//! What is done by writing something new: each leads to the first question of a form, with what is
//! known already filled in.

use stafet_shared::{
    party::OfficeId,
    words::{Kind, State, Verb, kebab},
};

use super::paper::Matter;
use crate::{face::step::Step, text::say};

/// Something that can be written.
#[derive(Clone, Debug)]
pub(super) struct Begin {
    /// Its name.
    pub label: String,
    /// What it does.
    pub hint: String,
    /// The first question, with what is filled in.
    pub href: String,
    /// Whether it is what the reader owes.
    pub is_next: bool,
}

/// What can be written about a handover, what is owed first.
pub(super) fn links(matter: &Matter<'_, '_>) -> Vec<Begin> {
    let owed = sending(matter);
    let others = [
        answering(matter),
        replacing(matter),
        reopening(matter),
        message(matter),
    ];
    owed.into_iter()
        .chain(others.into_iter().flatten())
        .collect()
}

/// What is expected to be sent.
fn sending(matter: &Matter<'_, '_>) -> Option<Begin> {
    let Some(Step::Send { kind, to, answers }) = matter.entry.step(matter.scene()) else {
        return None;
    };
    let texts = matter.scene().texts;
    let (it, thing) = (texts.the(matter.handover().kind), texts.the(kind));
    let more = format!("&svar={}", answers.short());
    Some(Begin {
        label: say!(texts, "sheet-send-title", kind = thing),
        hint: say!(texts, "sheet-send-hint", it = it),
        href: address(kind, &more, to.as_ref()),
        is_next: true,
    })
}

/// What answers the receiver's questions.
fn answering(matter: &Matter<'_, '_>) -> Option<Begin> {
    let handover = matter.handover();
    let fits = matter.eyes.reader.sides(handover, Verb::Supply).is_ok();
    let texts = matter.scene().texts;
    let (_, other) = matter.sides(Verb::Supply);
    let more = format!("&svar={}", handover.id.short());
    fits.then(|| Begin {
        label: say!(texts, "sheet-answer-title"),
        hint: say!(texts, "sheet-answer-hint", other = other),
        href: address(Kind::CaseInformation, &more, Some(&handover.to)),
        is_next: matter.owes(Verb::Supply),
    })
}

/// What takes the place of an error.
fn replacing(matter: &Matter<'_, '_>) -> Option<Begin> {
    let handover = matter.handover();
    let fits = matter.eyes.reader.sides(handover, Verb::CloseError).is_ok();
    let texts = matter.scene().texts;
    let it = texts.the(handover.kind);
    let more = format!("&erstat={}", handover.id.short());
    fits.then(|| Begin {
        label: say!(texts, "sheet-replace-title"),
        hint: say!(texts, "sheet-replace-hint", it = it),
        href: address(handover.kind, &more, None),
        is_next: matter.owes(Verb::CloseError),
    })
}

/// What takes up a closed matter again.
fn reopening(matter: &Matter<'_, '_>) -> Option<Begin> {
    let handover = matter.handover();
    let fits = matter.eyes.reader.sides(handover, Verb::Reopen).is_ok();
    let texts = matter.scene().texts;
    let it = texts.the(handover.kind);
    let more = format!("&genoptag={}", handover.id.short());
    let other = matter.scene().opposite(handover);
    fits.then(|| Begin {
        label: say!(texts, "sheet-reopen-title"),
        hint: say!(texts, "sheet-reopen-hint", it = it),
        href: address(handover.kind, &more, Some(other)),
        is_next: false,
    })
}

/// A message in the same thread.
fn message(matter: &Matter<'_, '_>) -> Option<Begin> {
    let (handover, scene) = (matter.handover(), matter.scene());
    let texts = scene.texts;
    let other = matter.scene().opposite(handover);
    let is_sent = !matches!(handover.state, State::Draft | State::Queued);
    let more = format!("&svar={}", handover.id.short());
    let (it, office) = (texts.the(handover.kind), scene.short_office(other));
    is_sent.then(|| Begin {
        label: say!(texts, "sheet-message-title", it = it),
        hint: say!(texts, "sheet-message-hint", other = office),
        href: address(Kind::Message, &more, Some(other)),
        is_next: false,
    })
}

/// The first question, with the kind, what it is about and the receiver filled in. Ids of offices
/// are of letters, digits, dashes and one slash.
fn address(kind: Kind, more: &str, to: Option<&OfficeId>) -> String {
    let to = to.map(|to| format!("&til={to}")).unwrap_or_default();
    format!("/ny?slags={}{more}{to}", kebab(kind.name()))
}
