//! *Udsæt rejsen*: one signature for every child on a tour who has not been met yet.

use askama::Template;
use stafet_shared::{content::Blank, hash::Hash, id::HandoverId, words::Stage};

use super::postpone_visit;
use crate::{
    face::{
        scene::Scene,
        tours::{Tour, find},
        when,
    },
    form::Wrong,
    office::{Deed, bound_to},
    page::{
        form::{self, FieldView, Typed},
        frame::{Frame, Place},
        rows::Link,
        sheet::Filled,
        site::Eyes,
        view::tours::can_postpone,
    },
    text::say,
};

/// The sheet.
#[derive(Debug, Template)]
#[template(path = "tour_postpone.html")]
pub struct TourSheet {
    frame: Frame,
    back: Link,
    action: String,
    title: String,
    head: String,
    told: String,
    who: Vec<String>,
    is_offline: bool,
    fields: Vec<FieldView>,
    summary: Vec<(String, String)>,
    stale: bool,
    bound: String,
    signer: String,
    signs_for: String,
    button: String,
}

/// What becomes of the sheet.
#[derive(Debug)]
pub enum TourSigning {
    /// The deed, about all of these.
    Ready(Vec<HandoverId>, Box<Deed>),
    /// It has to be mended, or looked at again.
    Again(Box<TourSheet>, bool),
    /// There is no such tour any more, or nobody on it whose visit could be postponed.
    Gone,
}

impl TourSheet {
    /// The sheet of a tour, with what was typed and what has to be mended.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: &str, filled: &Filled) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let tour = find(id, &eyes.entries, scene).filter(|tour| can_postpone(tour, scene))?;
        let count = tour.planned().len();
        let place = format!("/rejser/{}", tour.id.short());
        let title = say!(
            texts,
            "page-tour-postpone-title",
            places = tour.places(scene)
        );
        let now = when::moment(scene.now, scene.now, &scene.own_zone(), texts).words;
        let blanks = blanks();
        let frame = Frame::of(eyes, Place::Tours, say!(texts, "page-tour-postpone"));
        Some(Self {
            back: Link {
                label: tour.name(scene),
                href: place.clone(),
            },
            action: format!("{place}/udsaet"),
            head: say!(texts, "page-tour-postpone-head", count = count),
            told: say!(
                texts,
                "page-tour-postpone-told",
                places = tour.places(scene)
            ),
            who: who(&tour, scene),
            is_offline: !eyes.line.reached,
            fields: form::fields(&blanks, &filled.typed, &filled.wrong, eyes),
            summary: form::summary(&filled.wrong, texts, &blanks),
            stale: filled.stale,
            bound: bound(&tour),
            signer: frame.person.clone(),
            signs_for: say!(
                texts,
                "sheet-for",
                office = scene.office(&tour.team),
                now = now
            ),
            button: say!(texts, "page-tour-postpone-button", count = count),
            frame,
            title,
        })
    }
}

/// Reads the sheet when it was signed.
#[must_use]
pub fn read(eyes: &Eyes<'_>, id: &str, typed: &Typed) -> TourSigning {
    let tour = find(id, &eyes.entries, &eyes.scene);
    let Some(tour) = tour.filter(|tour| can_postpone(tour, &eyes.scene)) else {
        return TourSigning::Gone;
    };
    let stale = typed.text("_bound") != Some(bound(&tour).as_str());
    let wrong: Vec<Wrong> = match postpone_visit::deed(typed) {
        Ok(deed) if !stale => return TourSigning::Ready(tour.planned(), Box::new(deed)),
        Ok(_) => Vec::new(),
        Err(wrong) => wrong,
    };
    let filled = Filled {
        typed: typed.clone(),
        wrong,
        stale,
    };
    match TourSheet::of(eyes, id, &filled) {
        Some(sheet) => TourSigning::Again(Box::new(sheet), stale),
        None => TourSigning::Gone,
    }
}

fn blanks() -> Vec<Blank> {
    let mut blanks = postpone_visit::blanks();
    if let Some(reason) = blanks.last_mut() {
        reason.purpose = stafet_shared::content::Said {
            da: "Læses af kommunerne. Skriv ikke noget om børnene.",
            en: "Read by the municipalities. Write nothing about the children.",
        };
    }
    blanks
}

/// What is signed: these children, as their matters stand.
fn bound(tour: &Tour<'_>) -> String {
    let mut all: Vec<String> = tour
        .cases
        .iter()
        .filter(|case| case.stage == Stage::VisitPlanned)
        .map(|case| {
            format!(
                "{} {}",
                case.entry.handover.id.long(),
                bound_to(case.entry.handover)
            )
        })
        .collect();
    all.sort();
    Hash::of(all.join("\n").as_bytes()).to_string()
}

/// The ids of the matters, for who signs.
fn who(tour: &Tour<'_>, scene: &Scene<'_>) -> Vec<String> {
    let planned = tour.cases.iter();
    let planned = planned.filter(|case| case.stage == Stage::VisitPlanned);
    let named = planned.map(|case| {
        let id = crate::face::naming::spoken(&case.entry.handover.id.short());
        format!("{id}, {}", scene.short_office(&case.municipality))
    });
    named.collect()
}
