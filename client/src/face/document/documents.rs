//! The documents of the kinds of handover as labelled lines.

use stafet_shared::content::{
    CaseInformation, ClosingReport, FollowUp, InterimReport, Message, Notification, Referral,
};

use super::{Mask, line, list_of, no, of_check_list, of_child, yes};
use crate::{
    face::scene::Scene,
    text::{Texts, say},
};

pub(super) fn referral(referral: &Referral, mask: Mask, texts: &Texts) -> Vec<String> {
    let interpreter = if referral.interpreter() {
        yes(texts)
    } else {
        no(texts)
    };
    let mut lines = vec![line(
        &say!(texts, "label-subject"),
        referral.subject().expose(),
    )];
    lines.extend(of_child(referral.child(), mask, texts));
    lines.extend([
        line(&say!(texts, "label-reason"), referral.reason().expose()),
        line(&say!(texts, "label-wanted"), referral.wanted().expose()),
        line(&say!(texts, "label-history"), referral.history().expose()),
        line(&say!(texts, "label-consent"), referral.consent().expose()),
        line(&say!(texts, "label-interpreter"), &interpreter),
        line(&say!(texts, "label-contact"), referral.contact().expose()),
    ]);
    lines
}

pub(super) fn message(message: &Message, texts: &Texts) -> Vec<String> {
    vec![
        line(&say!(texts, "label-subject"), message.subject().expose()),
        line(&say!(texts, "label-text"), message.text().expose()),
    ]
}

pub(super) fn notification(it: &Notification, mask: Mask, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let reported_at = scene.time(it.reported_at());
    let action = it.immediate_action().expose();
    let mut lines = vec![line(&say!(texts, "label-subject"), it.subject().expose())];
    lines.extend(of_child(it.child(), mask, texts));
    lines.extend([
        line(&say!(texts, "label-observed"), it.observed().expose()),
        line(&say!(texts, "label-immediate-action"), action),
        line(&say!(texts, "label-reported-at"), &reported_at),
    ]);
    lines
}

pub(super) fn case_information(it: &CaseInformation, texts: &Texts) -> Vec<String> {
    let label = say!(texts, "label-items");
    let mut lines = vec![line(&say!(texts, "label-subject"), it.subject().expose())];
    lines.extend(of_check_list(&label, it.check_list(), texts));
    lines
}

pub(super) fn interim_report(report: &InterimReport, texts: &Texts) -> Vec<String> {
    let held = report.sessions_held().to_string();
    let no_shows = report.no_shows().to_string();
    let mut lines = vec![
        line(&say!(texts, "label-subject"), report.subject().expose()),
        line(&say!(texts, "label-sessions-held"), &held),
        line(&say!(texts, "label-no-shows"), &no_shows),
        line(&say!(texts, "label-status"), report.status().expose()),
    ];
    if let Some(needs) = report.needs_from_municipality() {
        lines.push(line(&say!(texts, "label-needs"), needs.expose()));
    }
    lines
}

pub(super) fn closing_report(report: &ClosingReport, texts: &Texts) -> Vec<String> {
    let period = report.treatment_period();
    let period = format!("{} – {}", period.from(), period.to());
    let held = report.sessions_held().to_string();
    let recommendation = report.recommendation().expose();
    let follow_up = if report.recommends_follow_up() {
        yes(texts)
    } else {
        no(texts)
    };
    let mut lines = vec![
        line(&say!(texts, "label-subject"), report.subject().expose()),
        line(&say!(texts, "label-treatment-period"), &period),
        line(&say!(texts, "label-sessions-held"), &held),
        line(&say!(texts, "label-summary"), report.summary().expose()),
        line(&say!(texts, "label-recommendation"), recommendation),
        line(&say!(texts, "label-recommends-follow-up"), &follow_up),
    ];
    if let Some(day) = report.follow_up_by() {
        let day = day.to_string();
        lines.push(line(&say!(texts, "label-follow-up-starts"), &day));
    }
    if let Some(list) = report.check_list() {
        let label = say!(texts, "label-covers");
        lines.extend(of_check_list(&label, list, texts));
    }
    lines
}

pub(super) fn follow_up(it: &FollowUp, mask: Mask, texts: &Texts) -> Vec<String> {
    let deviates = if it.deviates_from_recommendation() {
        yes(texts)
    } else {
        no(texts)
    };
    let mut lines = vec![line(&say!(texts, "label-subject"), it.subject().expose())];
    if let Some(child) = it.child() {
        lines.extend(of_child(child, mask, texts));
    }
    lines.extend([
        line(&say!(texts, "label-decision"), it.decision().expose()),
        line(&say!(texts, "label-deviates"), &deviates),
    ]);
    if let Some(reason) = it.reason_for_deviation() {
        let label = say!(texts, "label-reason-for-deviation");
        lines.push(line(&label, reason.expose()));
    }
    if let Some(day) = it.first_contact_by() {
        let day = day.to_string();
        lines.push(line(&say!(texts, "label-first-contact-by"), &day));
    }
    if !it.checks().is_empty() {
        let days = it.checks().iter().map(ToString::to_string);
        lines.push(list_of(&say!(texts, "label-checks"), days));
    }
    lines
}
