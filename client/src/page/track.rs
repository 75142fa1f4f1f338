//! The five receipts of a handover, as a track that it runs along.

use stafet_shared::handover::Handover;

use crate::{
    face::{scene::Scene, when},
    office::receipts::Receipts,
    text::say,
};

/// One of the five receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The classes that say how far it is.
    pub class: String,
    /// Its icon.
    pub icon: &'static str,
    /// Its word.
    pub word: String,
    /// When it came, or that it has not.
    pub when: String,
}

/// How far a handover has come.
#[must_use]
pub fn track(handover: &Handover, scene: &Scene<'_>) -> Vec<Stop> {
    let texts = scene.texts;
    let receipts = Receipts::of(handover);
    let zone = scene.own_zone();
    let time = |at| when::moment(at, scene.now, &zone, texts).words;
    let signed = receipts.acknowledged.map(|(at, person)| {
        let (time, person) = (time(at), scene.person(&person));
        say!(texts, "receipt-by", time = time, person = person)
    });
    let stops = [
        (
            "saved",
            say!(texts, "receipt-saved"),
            receipts.saved.map(time),
        ),
        ("sent", say!(texts, "receipt-sent"), receipts.sent.map(time)),
        (
            "delivered",
            say!(texts, "receipt-delivered"),
            receipts.delivered.map(time),
        ),
        (
            "opened",
            say!(texts, "receipt-opened"),
            receipts.opened.map(time),
        ),
        ("signed", say!(texts, "receipt-acknowledged"), signed),
    ];
    let last = stops.iter().rposition(|(.., when)| when.is_some());
    let stops = stops.into_iter().enumerate();
    let stops = stops.map(|(place, (icon, word, when))| {
        let mut classes = Vec::new();
        if when.is_some() {
            classes.push("is-done");
        }
        if last == Some(place) {
            classes.push("is-edge");
        }
        if icon == "signed" {
            classes.push("is-human");
        }
        Stop {
            class: classes.join(" "),
            icon,
            word,
            when: when.unwrap_or_else(|| say!(texts, "receipt-not-yet")),
        }
    });
    stops.collect()
}
