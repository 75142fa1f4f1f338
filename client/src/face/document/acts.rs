//! What acts say beside their verb, as labelled lines.

use stafet_shared::content::{
    ActionTaken, Carried, DeclineReason, FollowUpReport, Forwarded, InformationRequest, Plan,
    Proposal, Reason,
};

use super::{line, list_of};
use crate::{
    face::scene::Scene,
    text::{Texts, say},
};

pub(super) fn decline_reason(reason: &DeclineReason, texts: &Texts) -> Vec<String> {
    let category = texts.decline_category(reason.category());
    vec![
        line(&say!(texts, "label-category"), &category),
        line(&say!(texts, "label-text"), reason.text().expose()),
    ]
}

pub(super) fn plan(plan: &Plan, texts: &Texts) -> Vec<String> {
    let who = plan.who_follows_up().expose();
    let mut lines = vec![
        line(&say!(texts, "label-plan"), plan.text().expose()),
        line(&say!(texts, "label-who-follows-up"), who),
    ];
    if let Some(day) = plan.follow_up_by() {
        lines.push(line(&say!(texts, "label-follow-up-by"), &day.to_string()));
    }
    lines
}

pub(super) fn information_request(it: &InformationRequest, texts: &Texts) -> Vec<String> {
    let items = it.items().iter().map(|item| item.expose().to_owned());
    let mut lines = vec![list_of(&say!(texts, "label-needed"), items)];
    if let Some(text) = it.text() {
        lines.push(line(&say!(texts, "label-text"), text.expose()));
    }
    lines
}

pub(super) fn reason(reason: &Reason, texts: &Texts) -> Vec<String> {
    vec![line(&say!(texts, "label-reason"), reason.text().expose())]
}

pub(super) fn proposal(proposal: &Proposal, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let office = scene.office(proposal.office());
    vec![
        line(&say!(texts, "label-proposed-office"), &office),
        line(&say!(texts, "label-reason"), proposal.reason().expose()),
    ]
}

pub(super) fn follow_up_report(report: &FollowUpReport, texts: &Texts) -> Vec<String> {
    let reached = texts.reached(report.reached());
    vec![
        line(&say!(texts, "label-reached"), &reached),
        line(&say!(texts, "label-text"), report.text().expose()),
    ]
}

pub(super) fn action_taken(action: &ActionTaken, texts: &Texts) -> Vec<String> {
    vec![line(
        &say!(texts, "label-action-taken"),
        action.text().expose(),
    )]
}

pub(super) fn carried(carried: &Carried, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let how = texts.carrier(carried.how());
    let at = scene.time(carried.at());
    let mut lines = vec![
        line(&say!(texts, "label-carried-how"), &how),
        line(
            &say!(texts, "label-carried-to-whom"),
            carried.to_whom().expose(),
        ),
        line(&say!(texts, "label-carried-at"), &at),
    ];
    if let Some(text) = carried.text() {
        lines.push(line(&say!(texts, "label-text"), text.expose()));
    }
    lines
}

/// Where a document that was sent on comes from; the document itself follows below.
pub(super) fn forwarded(forwarded: &Forwarded, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let from = scene.office(&forwarded.part().office);
    let mut lines = vec![line(&say!(texts, "label-forwarded-from"), &from)];
    if let Some(note) = forwarded.note() {
        lines.push(line(&say!(texts, "label-note"), note.expose()));
    }
    lines
}
