//! What a sheet is: what it is about, what stands on it, what is asked for, and the deed that it
//! becomes.

use jiff::civil::Date;
use stafet_shared::{
    access::goes_by_itself,
    content::{Blank, Fault, Flaw, Form, Reason, Said, Shape},
    handover::Handover,
    words::{Duty, Verb},
};

use crate::{
    face::{entry::Entry, owed::Turn, scene::Scene, step::Step},
    form::{FieldFlaw, Wrong, wrong_content},
    office::Deed,
    page::{
        form::{self, Typed},
        site::Eyes,
    },
    text::say,
};

/// The sheet of one act.
#[derive(Debug)]
pub struct Sheet {
    /// The last part of its address.
    pub path: &'static str,
    /// What is done.
    pub verb: Verb,
    /// What the verb itself does not say: whether it is offered now.
    pub fits: fn(&Matter<'_, '_>) -> bool,
    /// Names its words among the texts: `sheet-{key}-title` and so on.
    pub key: fn(&Matter<'_, '_>) -> &'static str,
    /// What is asked for.
    pub blanks: fn() -> Vec<Blank>,
    /// What was filled in, as a deed.
    pub deed: fn(&Typed, &Matter<'_, '_>) -> Result<Deed, Vec<Wrong>>,
}

/// What a sheet is about.
#[derive(Debug)]
pub struct Matter<'a, 'b> {
    /// The handover, as it stands.
    pub entry: &'a Entry<'a>,
    /// Whose eyes.
    pub eyes: &'a Eyes<'b>,
}

/// What stands on a sheet.
#[derive(Clone, Debug)]
pub struct Words {
    /// What is done: *Kvittér for henvisningen*. The button that leads here says the same.
    pub title: String,
    /// What it does, in one line below *Andet …*.
    pub hint: String,
    /// What stands above what is signed: *Du kvitterer for, at*.
    pub head: String,
    /// What is signed, sentence by sentence.
    pub oath: Vec<String>,
    /// What it does not mean.
    pub note: Option<String>,
    /// What the button says: *Underskriv kvitteringen*.
    pub button: String,
}

/// The most sentences that are signed on one sheet.
const OATH_MAX: usize = 5;

impl Words {
    /// The words of a sheet: those that its key names, with what it is about put in.
    #[must_use]
    pub fn of(sheet: &Sheet, matter: &Matter<'_, '_>) -> Self {
        let texts = matter.scene().texts;
        let handover = matter.handover();
        let key = (sheet.key)(matter);
        let (own, other) = matter.sides(sheet.verb);
        let variables = [
            ("it", texts.the(handover.kind)),
            ("It", texts.the_at_start(handover.kind)),
            ("own", own),
            ("other", other),
            ("version", handover.version.to_string()),
            ("late", matter.late()),
        ];
        let say = |part: &str| texts.phrase(&format!("sheet-{key}-{part}"), &variables);
        let has = |part: &str| texts.has(&format!("sheet-{key}-{part}"));
        let oath = (1..=OATH_MAX).map(|number| number.to_string());
        Self {
            title: say("title"),
            hint: say("hint"),
            head: say("head"),
            oath: oath
                .filter(|part| has(part))
                .map(|part| say(&part))
                .collect(),
            note: note(has("note").then(|| say("note")), sheet, matter),
            button: say("button"),
        }
    }
}

/// What is said before signing; where nobody can sign second, that too.
fn note(note: Option<String>, sheet: &Sheet, matter: &Matter<'_, '_>) -> Option<String> {
    let reader = matter.eyes.reader;
    let nobody = reader.nobody_could_second(matter.handover(), sheet.verb);
    let nobody = nobody.then(|| say!(matter.scene().texts, "second-nobody"));
    let notes: Vec<String> = note.into_iter().chain(nobody).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

impl<'a, 'b> Matter<'a, 'b> {
    /// The handover.
    #[must_use]
    pub const fn handover(&self) -> &'a Handover {
        self.entry.handover
    }

    /// What it takes to name things.
    #[must_use]
    pub const fn scene(&self) -> &'a Scene<'b> {
        &self.eyes.scene
    }

    /// Whether the reader's office owes this act.
    #[must_use]
    pub fn owes(&self, verb: Verb) -> bool {
        let mut owed = self.entry.owed.iter();
        owed.any(|one| one.turn != Turn::Others && one.duty() == Duty::Act(verb))
    }

    /// Whether the reader's office sends or receives it.
    #[must_use]
    pub fn has_part(&self) -> bool {
        self.eyes.reader.has_part(self.handover().id)
    }

    /// The office that others wait for, as people call it; empty if nothing is owed.
    fn late(&self) -> String {
        let mut owed = self.entry.owed.iter();
        let theirs = owed.find(|one| one.turn == Turn::Others && !goes_by_itself(one.duty()));
        let first = theirs.or_else(|| self.entry.owed.first());
        first.map_or_else(String::new, |one| {
            self.scene().short_office(&one.known.owed.owner)
        })
    }

    /// Whether the reader may sign second.
    #[must_use]
    pub fn signs_second(&self) -> bool {
        let step = self.entry.step(self.scene());
        matches!(step, Some(Step::Do(Verb::Countersign, _)))
    }

    /// The office in whose name it is signed, and the other one.
    #[must_use]
    pub fn sides(&self, verb: Verb) -> (String, String) {
        let (handover, scene) = (self.handover(), self.scene());
        let sides = self.eyes.reader.sides(handover, verb);
        let (own, other) = sides.unwrap_or_else(|_| {
            if scene.is_own(&handover.from) {
                (handover.from.clone(), handover.to.clone())
            } else {
                (handover.to.clone(), handover.from.clone())
            }
        });
        (scene.office(&own), scene.short_office(&other))
    }
}

impl Sheet {
    /// Whether it is offered now.
    #[must_use]
    pub fn is_offered(&self, matter: &Matter<'_, '_>) -> bool {
        let reader = matter.eyes.reader;
        // Who may sign these is not said by the sides of the handover, but by what fits.
        let is_anybodys = matches!(self.verb, Verb::Countersign | Verb::Watch(_));
        let handover = matter.handover();
        let is_ours = is_anybodys || reader.sides(handover, self.verb).is_ok();
        let has_row = !is_anybodys && !matches!(self.verb, Verb::Course(_) | Verb::Drop);
        let is_open = !has_row || handover.is_open_to(self.verb);
        is_ours && is_open && (self.fits)(matter)
    }
}

/// Nothing is asked for.
#[must_use]
pub fn nothing() -> Vec<Blank> {
    Vec::new()
}

/// It is written in a form of its own: `page::writing` answers what is posted to such a sheet, and
/// the form is what is signed.
///
/// # Errors
/// Always: no deed is made on the sheet itself.
pub fn in_a_form(_: &Typed, _: &Matter<'_, '_>) -> Result<Deed, Vec<Wrong>> {
    Err(Vec::new())
}

/// It is offered whenever it fits.
#[must_use]
pub fn always(_: &Matter<'_, '_>) -> bool {
    true
}

/// The document that was filled in.
///
/// # Errors
/// What has to be mended.
pub fn filled<F: Form>(typed: &Typed) -> Result<F, Vec<Wrong>> {
    let filled = crate::form::filled(form::section(&F::blanks(), typed));
    filled.map_err(|faults| wrong_content(&faults))
}

/// A field that has to be filled in.
#[must_use]
pub fn missing(name: &str) -> Vec<Wrong> {
    vec![Wrong::Field {
        name: name.to_owned(),
        item: None,
        flaw: FieldFlaw::Missing,
    }]
}

/// What is asked for under its own name, where it is no reason for anything.
#[must_use]
pub fn told(asked: Said) -> Vec<Blank> {
    let blanks = Reason::blanks().into_iter();
    let asked = blanks.map(|blank| Blank {
        label: asked,
        purpose: asked,
        ..blank
    });
    asked.collect()
}

/// A remark that may be left out.
#[must_use]
pub fn remark() -> Blank {
    let mut blanks = Reason::blanks().into_iter();
    let shape = blanks.next().map_or(Shape::Lines, |blank| blank.shape);
    Blank {
        name: "text",
        label: Said {
            da: "Bemærkning",
            en: "Remark",
        },
        purpose: Said {
            da: "Kun de to kontorer kan læse den.",
            en: "Only the two offices can read it.",
        },
        is_required: false,
        shape,
    }
}

/// A reason, if one was written.
///
/// # Errors
/// What has to be mended.
pub fn reason_if_any(typed: &Typed) -> Result<Option<Reason>, Vec<Wrong>> {
    match typed.text("text") {
        Some(text) if !text.trim().is_empty() => filled(typed).map(Some),
        Some(_) | None => Ok(None),
    }
}

/// A day that has to be chosen.
///
/// # Errors
/// When it is none.
pub fn day(typed: &Typed, name: &'static str) -> Result<Date, Vec<Wrong>> {
    day_if_any(typed, name)?.ok_or_else(|| missing(name))
}

/// A day, if one was chosen.
///
/// # Errors
/// When it is no day.
pub fn day_if_any(typed: &Typed, name: &'static str) -> Result<Option<Date>, Vec<Wrong>> {
    let text = typed.text(name).map(str::trim);
    let text = text.filter(|text| !text.is_empty());
    let day = text.map(|text| {
        text.parse().map_err(|_| {
            vec![Wrong::Content(Fault {
                field: name,
                item: None,
                flaw: Flaw::NotADate,
            })]
        })
    });
    day.transpose()
}
