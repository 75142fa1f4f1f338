//! Signing is a page of its own: what exactly is signed, by whom, for which office, and what
//! follows. Each act has one file below and one row in [`SHEETS`]; no other page knows it.

mod accept;
mod acknowledge;
mod ask_withdrawal;
mod attest_destruction;
mod begin;
mod begin_assessment;
mod begin_treatment;
mod carry_outside;
mod check_effect;
mod close_course;
mod close_error;
mod close_plan;
mod confirm_withdrawal;
mod correct;
mod countersign;
mod course_paper;
mod decide_follow_up;
mod decline;
mod drop;
mod enter_in_error;
mod escalate;
mod give_outside;
mod hold_last_session;
mod interrupt;
mod late;
mod look;
mod move_child;
mod need_information;
mod note_status;
pub mod paper;
mod pause;
mod plan_visit;
mod postpone_visit;
mod propose_redirect;
mod read_decline;
mod record_no_show;
mod record_plan;
mod redirect;
mod refuse_child;
mod refuse_redirect;
mod refuse_withdrawal;
mod remind;
mod report_follow_up;
mod report_plan;
mod resubmit;
mod resume;
mod review;
mod see_escalation;
mod sign_action;
mod supply;
mod take_over_child;
pub mod tour;
mod unask_child;
mod withdraw;
mod wrong_recipient;

use askama::Template;
use stafet_shared::{
    content::Shape,
    id::HandoverId,
    words::{State, Verb, WatchVerb},
};

use self::paper::{Matter, Sheet, Words};
use super::{
    form::{self, FieldView, Typed},
    frame::{Frame, Place},
    rows::{Link, Urgency, way},
    site::Eyes,
};
use crate::{
    face::{clock, entry::Entry, naming::spoken, step::Step, when},
    form::{FieldFlaw, Wrong},
    office::{Deed, bound_to},
    text::say,
};

/// The field that tells that the sheet has said how wrong this computer's clock is.
const CLOCK_SAID: &str = "_ur";

/// Every act that is signed on a page, in the order in which *Andet …* offers them.
pub static SHEETS: [&Sheet; 50] = [
    &acknowledge::SHEET,
    &accept::SHEET,
    &need_information::SHEET,
    &supply::SHEET,
    &decline::SHEET,
    &read_decline::SHEET,
    &close_plan::SHEET,
    &resubmit::SHEET,
    &correct::SHEET,
    &propose_redirect::SHEET,
    &refuse_redirect::SHEET,
    &redirect::SHEET,
    &wrong_recipient::SHEET,
    &sign_action::SHEET,
    &report_follow_up::SHEET,
    &withdraw::SHEET,
    &ask_withdrawal::SHEET,
    &confirm_withdrawal::SHEET,
    &refuse_withdrawal::SHEET,
    &record_plan::SHEET,
    &report_plan::SHEET,
    &enter_in_error::SHEET,
    &close_error::SHEET,
    &attest_destruction::SHEET,
    &countersign::SHEET,
    &drop::SHEET,
    &look::SHEET,
    &carry_outside::SHEET,
    &pause::SHEET,
    &resume::SHEET,
    &plan_visit::SHEET,
    &postpone_visit::SHEET,
    &note_status::SHEET,
    &begin_assessment::SHEET,
    &begin_treatment::SHEET,
    &record_no_show::SHEET,
    &hold_last_session::SHEET,
    &decide_follow_up::SHEET,
    &give_outside::SHEET,
    &check_effect::SHEET,
    &close_course::SHEET,
    &interrupt::SHEET,
    &move_child::SHEET,
    &take_over_child::SHEET,
    &refuse_child::SHEET,
    &unask_child::SHEET,
    &remind::SHEET,
    &review::SHEET,
    &see_escalation::SHEET,
    &escalate::SHEET,
];

/// An act that is offered.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its name.
    pub label: String,
    /// What it does.
    pub hint: String,
    /// Its sheet.
    pub href: String,
}

/// The sheet with that address.
#[must_use]
pub fn find(path: &str) -> Option<&'static Sheet> {
    SHEETS.into_iter().find(|sheet| sheet.path == path)
}

/// The offer of a sheet.
fn offer(sheet: &Sheet, matter: &Matter<'_, '_>) -> Offer {
    let words = Words::of(sheet, matter);
    let id = matter.handover().id.short();
    Offer {
        label: words.title,
        hint: words.hint,
        href: format!("/overdragelse/{id}/{}", sheet.path),
    }
}

/// The one primary act, if it is the reader's turn, and everything else that can be done.
#[must_use]
pub fn offers(entry: &Entry<'_>, eyes: &Eyes<'_>) -> (Option<Offer>, Vec<Offer>) {
    let matter = Matter { entry, eyes };
    let next = match entry.step(&eyes.scene) {
        Some(Step::Do(verb, _)) => Some(verb),
        _ => None,
    };
    let written = begin::links(&matter).into_iter().map(|it| {
        let offer = Offer {
            label: it.label,
            hint: it.hint,
            href: it.href,
        };
        (it.is_next, offer)
    });
    let sheets = SHEETS.into_iter();
    let sheets = sheets
        .filter(|sheet| sheet.is_offered(&matter))
        .map(|sheet| (Some(sheet.verb) == next, offer(sheet, &matter)));
    let (first, others): (Vec<_>, Vec<_>) =
        written.chain(sheets).partition(|(is_next, _)| *is_next);
    let mut first = first.into_iter().map(|(_, offer)| offer);
    let primary = first.next();
    let others = others.into_iter().map(|(_, offer)| offer);
    let others: Vec<Offer> = first.chain(others).collect();
    match primary {
        None => nudged(others, &matter),
        primary => (primary, others),
    }
}

/// While what the reader has sent lies unfetched, what gets on with it leads: that somebody has rung
/// up an office that is silent, else a reminder. Nowhere else does a reminder lead.
fn nudged(mut others: Vec<Offer>, matter: &Matter<'_, '_>) -> (Option<Offer>, Vec<Offer>) {
    let (handover, scene) = (matter.handover(), matter.scene());
    if handover.state != State::Deposited || !scene.is_own(&handover.from) {
        return (None, others);
    }
    let verb = match scene.receiver_silent_since(handover) {
        Some(_) => WatchVerb::SeeEscalation,
        None => WatchVerb::Remind,
    };
    let mut sheets = SHEETS.into_iter();
    let sheet = sheets.find(|sheet| sheet.verb == Verb::Watch(verb));
    let href = sheet.map(|sheet| offer(sheet, matter).href);
    let place = others.iter().position(|it| Some(&it.href) == href.as_ref());
    let primary = place.map(|place| others.remove(place));
    (primary, others)
}

/// The acts of a course alone: the one that is the reader's turn, and everything else.
#[must_use]
pub fn course_offers(entry: &Entry<'_>, eyes: &Eyes<'_>) -> (Option<Offer>, Vec<Offer>) {
    let matter = Matter { entry, eyes };
    let offered = SHEETS
        .into_iter()
        .filter(|sheet| matches!(sheet.verb, Verb::Course(_)) && sheet.is_offered(&matter));
    let (first, others): (Vec<_>, Vec<_>) = offered.partition(|sheet| matter.owes(sheet.verb));
    let mut first = first.into_iter();
    let primary = first.next().map(|sheet| offer(sheet, &matter));
    let others = first.chain(others).map(|sheet| offer(sheet, &matter));
    (primary, others.collect())
}

/// The sheet of an act, if it is offered now.
#[must_use]
pub fn offer_of(verb: Verb, entry: &Entry<'_>, eyes: &Eyes<'_>) -> Option<Offer> {
    let matter = Matter { entry, eyes };
    let mut sheets = SHEETS.into_iter();
    let sheet = sheets.find(|sheet| sheet.verb == verb && sheet.is_offered(&matter))?;
    Some(offer(sheet, &matter))
}

/// The page that a signed sheet leads back to.
#[must_use]
pub fn home(sheet: &Sheet, id: HandoverId) -> String {
    if matches!(sheet.verb, Verb::Course(_)) {
        format!("/forloeb/{}", id.short())
    } else {
        format!("/overdragelse/{}", id.short())
    }
}

/// The page of a sheet.
#[derive(Debug, Template)]
#[template(path = "sheet.html")]
pub struct SheetPage {
    frame: Frame,
    back: Link,
    action: String,
    words: Words,
    about: String,
    urgency: Urgency,
    spoken: String,
    version: String,
    fields: Vec<FieldView>,
    summary: Vec<(String, String)>,
    stale: bool,
    clock: Option<String>,
    bound: String,
    signer: String,
    signs_for: String,
}

impl SheetPage {
    /// A sheet to be signed, with what was typed and what has to be mended. `None` when it is not
    /// offered now.
    #[must_use]
    pub fn of(sheet: &Sheet, id: HandoverId, filled: &Filled, eyes: &Eyes<'_>) -> Option<Self> {
        let handover = eyes.reader.handover(id)?;
        let entry = Entry::of(handover, &eyes.scene);
        let matter = Matter {
            entry: &entry,
            eyes,
        };
        if !sheet.is_offered(&matter) {
            return None;
        }
        let scene = &eyes.scene;
        let texts = scene.texts;
        let words = Words::of(sheet, &matter);
        let (own, _) = matter.sides(sheet.verb);
        let now = when::moment(scene.now, scene.now, &scene.own_zone(), texts).words;
        let kind = texts.kind(handover.kind);
        let short = handover.id.short();
        let blanks = (sheet.blanks)();
        Some(Self {
            frame: Frame::of(eyes, Place::Nowhere, words.title.clone())
                .living(&format!("paa=ark&id={short}&bundet={}", bound_to(handover))),
            back: Link {
                label: if matches!(sheet.verb, Verb::Course(_)) {
                    say!(texts, "page-course-id")
                } else {
                    format!("{kind} {}", way(handover, scene))
                },
                href: home(sheet, id),
            },
            action: format!("/overdragelse/{short}/{}", sheet.path),
            about: way(handover, scene),
            urgency: Urgency::of(handover.colour, scene),
            spoken: spoken(&short),
            version: say!(texts, "page-version", number = handover.version.to_string()),
            fields: form::fields(&blanks, &filled.typed, &filled.wrong, eyes),
            summary: form::summary(&filled.wrong, texts, &blanks),
            stale: filled.stale,
            clock: clock::head(eyes.reader, texts).map(|head| clock::signing(&head, texts)),
            bound: bound_to(handover),
            signer: Frame::of(eyes, Place::Nowhere, String::new()).person,
            signs_for: say!(texts, "sheet-for", office = own, now = now),
            words,
        })
    }
}

/// What somebody has typed on a sheet.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Every field.
    pub typed: Typed,
    /// What has to be mended.
    pub wrong: Vec<Wrong>,
    /// Whether the handover has moved since the sheet was shown.
    pub stale: bool,
}

/// What becomes of a sheet that was signed.
#[derive(Debug)]
pub enum Signing {
    /// The deed to be done.
    Ready(Box<Deed>),
    /// It has to be mended, or looked at again.
    Again(Box<SheetPage>, bool),
    /// It is not offered any more.
    Gone,
}

/// Reads a sheet that was signed.
#[must_use]
pub fn read(sheet: &Sheet, id: HandoverId, typed: &Typed, eyes: &Eyes<'_>) -> Signing {
    let Some(handover) = eyes.reader.handover(id) else {
        return Signing::Gone;
    };
    let entry = Entry::of(handover, &eyes.scene);
    let matter = Matter {
        entry: &entry,
        eyes,
    };
    if !sheet.is_offered(&matter) {
        return Signing::Gone;
    }
    let stale = typed.text("_bound") != Some(bound_to(handover).as_str());
    // Nobody signs with a wrong time who was not told of it.
    let unsaid =
        typed.text(CLOCK_SAID).is_none() && clock::head(eyes.reader, eyes.scene.texts).is_some();
    let wrong = match (sheet.deed)(typed, &matter) {
        Ok(deed) if !stale && !unsaid => return Signing::Ready(Box::new(deed)),
        Ok(_) => Vec::new(),
        Err(wrong) => wrong,
    };
    let filled = Filled {
        typed: typed.clone(),
        wrong,
        stale,
    };
    match SheetPage::of(sheet, id, &filled, eyes) {
        Some(page) => Signing::Again(Box::new(page), stale || unsaid),
        None => Signing::Gone,
    }
}

/// The sheet again, with its day marked: the rules do not let anybody sign for it.
#[must_use]
pub fn with_a_day_to_mend(
    sheet: &Sheet,
    id: HandoverId,
    typed: &Typed,
    eyes: &Eyes<'_>,
) -> Signing {
    let days = (sheet.blanks)().into_iter();
    let mut days = days.filter(|blank| matches!(blank.shape, Shape::Day));
    let wrong = days.next().map(|blank| Wrong::Field {
        name: blank.name.to_owned(),
        item: None,
        flaw: FieldFlaw::NotPossible,
    });
    let filled = Filled {
        typed: typed.clone(),
        wrong: wrong.into_iter().collect(),
        stale: false,
    };
    match SheetPage::of(sheet, id, &filled, eyes) {
        Some(page) => Signing::Again(Box::new(page), false),
        None => Signing::Gone,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;
    use crate::text::tests::{danish, english};

    /// The keys that the files of the sheets name, each by `key: |_| "…"` or in a function `key`.
    fn keys() -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page/sheet");
        let mut keys = BTreeSet::new();
        for file in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let short = text.split("key: |_| \"").skip(1);
            let chosen = text.split("fn key(").skip(1);
            let chosen = chosen.flat_map(|function| function.split("\n}").next());
            let chosen = chosen.flat_map(|body| body.split("=> \"").skip(1));
            keys.extend(short.chain(chosen).filter_map(|rest| {
                let key = rest.split('"').next()?;
                Some(key.to_owned())
            }));
        }
        keys
    }

    #[test]
    fn every_sheet_has_an_address_of_its_own() {
        let paths: BTreeSet<&str> = SHEETS.iter().map(|sheet| sheet.path).collect();
        assert_eq!(paths.len(), SHEETS.len());
    }

    #[test]
    fn every_sheet_says_what_is_signed_in_both_languages() {
        let keys = keys();
        assert!(keys.len() >= SHEETS.len(), "{keys:?}");
        for texts in [danish(), english()] {
            for key in &keys {
                for part in ["title", "hint", "head", "1", "button"] {
                    let key = format!("sheet-{key}-{part}");
                    assert!(texts.has(&key), "{key}");
                }
            }
        }
    }
}
