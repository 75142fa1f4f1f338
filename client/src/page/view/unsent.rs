//! What somebody is still writing, as the outbox lists it: nobody else can see it.

use crate::{
    face::{naming::spoken, when},
    office::Unsent,
    page::{
        rows::{Link, Row, Urgency, listed_name},
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// The field that names the child.
const CHILD: &str = "child.name";

/// The forms that somebody is filling in, the last saved first.
#[must_use]
pub fn rows(eyes: &Eyes<'_>) -> Vec<Row> {
    let mut forms: Vec<Unsent> = eyes.reader.forms().collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.saved), form.id));
    forms.iter().map(|form| row(form, eyes)).collect()
}

fn row(form: &Unsent, eyes: &Eyes<'_>) -> Row {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let id = form.id.short();
    let href = format!("/ny/{id}");
    let kind = form.kind.map(|kind| texts.kind(kind));
    let way = form.to.as_ref().map(|to| {
        let office = scene.short_office(to);
        say!(texts, "way-to", office = office)
    });
    let urgency = form.colour.map_or_else(
        || Urgency {
            class: "none",
            word: say!(texts, "page-write-no-urgency"),
        },
        |colour| Urgency::of(colour, scene),
    );
    let saved = when::moment(form.saved, scene.now, &scene.own_zone(), texts).words;
    Row {
        spoken: spoken(&id),
        tone: Tone::Rest,
        due: None,
        kind: kind.unwrap_or_else(|| say!(texts, "page-new")),
        way: way.unwrap_or_default(),
        child: child(form, eyes),
        urgency,
        when: say!(texts, "page-write-saved-at", time = saved),
        icon: "edit",
        state: say!(texts, "page-write-unsigned"),
        why: say!(texts, "page-write-unseen"),
        progress: None,
        act: Some(Link {
            label: say!(texts, "page-write-next"),
            href: href.clone(),
        }),
        press: None,
        href,
        id,
    }
}

/// The child's name, where names were asked for, or its initials.
fn child(form: &Unsent, eyes: &Eyes<'_>) -> Option<String> {
    let mut texts = form.texts.iter();
    let (_, name) = texts.find(|(field, _)| field == CHILD)?;
    listed_name(name, eyes)
}
