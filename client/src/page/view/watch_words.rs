//! What more than one of the administrators' pages says about an office.

use stafet_shared::{
    overview::OwedEnd,
    party::{OfficeId, directory::DeclaredOutage},
};

use crate::{
    face::{scene::Scene, when},
    text::say,
};

/// When an office was last on the net.
#[must_use]
pub fn heard(office: &OfficeId, end: &OwedEnd, scene: &Scene<'_>) -> String {
    match end.heard.get(office) {
        Some(at) => {
            let time = when::moment(*at, scene.now, &scene.own_zone(), scene.texts).words;
            say!(scene.texts, "watch-heard", time = time)
        }
        None => say!(scene.texts, "watch-never-heard"),
    }
}

/// When an office was last on the net, where the head of a column says that it is about that.
#[must_use]
pub fn last(office: &OfficeId, end: &OwedEnd, scene: &Scene<'_>) -> String {
    let zone = scene.own_zone();
    let at = end.heard.get(office);
    at.map_or_else(
        || say!(scene.texts, "watch-never"),
        |at| when::moment(*at, scene.now, &zone, scene.texts).words,
    )
}

/// An outage in one sentence.
#[must_use]
pub fn outage_line(declared: &DeclaredOutage, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let outage = &declared.outage;
    let zone = scene.own_zone();
    let since = when::moment(outage.from, scene.now, &zone, texts).words;
    let offices: Vec<String> = outage
        .offices
        .iter()
        .map(|id| scene.short_office(id))
        .collect();
    let cause = texts.cause(outage.cause);
    let who = if offices.is_empty() {
        say!(texts, "watch-everybody")
    } else {
        offices.join(", ")
    };
    let line = say!(
        texts,
        "watch-outage-line",
        who = who,
        cause = cause,
        since = since
    );
    if declared.confirmed_by.is_some() {
        line
    } else {
        format!("{line} {}", say!(texts, "watch-outage-first"))
    }
}
