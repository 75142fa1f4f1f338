//! *Indstillinger* and *Hjælp*: one form for each part, and the words that come again and again.

use askama::Template;
use stafet_shared::words::Language;

use crate::{
    face::{
        contacts::{Contact, own},
        findings::Finding,
        when,
    },
    office::{Names, Setting},
    page::{
        frame::{Frame, Place},
        site::Eyes,
    },
    text::say,
};

/// What is turned on.
#[derive(Debug)]
struct Ticked {
    keys: bool,
    notices: bool,
}

/// The settings.
#[derive(Debug, Template)]
#[template(path = "settings.html")]
pub struct Settings {
    frame: Frame,
    languages: Vec<(Language, &'static str, bool)>,
    ticked: Ticked,
    initials: bool,
    device: Vec<(String, String)>,
    offices: Vec<Contact>,
    server: String,
}

impl Settings {
    /// The settings as they are.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        let languages = [(Language::Danish, "Dansk"), (Language::English, "English")];
        let languages = languages.map(|(one, name)| (one, name, one == texts.language()));
        Self {
            frame: Frame::of(eyes, Place::Nowhere, say!(texts, "page-settings")),
            languages: languages.to_vec(),
            ticked: Ticked {
                keys: eyes.reader.is_on(Setting::Keys),
                notices: eyes.reader.is_on(Setting::Notices),
            },
            initials: eyes.reader.names() == Names::Initials,
            device: device(eyes),
            offices: own(&eyes.scene),
            server: eyes.reader.server().unwrap_or_default().to_owned(),
        }
    }
}

/// What is known about this computer: for which office it works, and since when.
fn device(eyes: &Eyes<'_>) -> Vec<(String, String)> {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let places = scene.signer.map_or(&[][..], |it| it.places);
    let lines = places.iter().map(|place| {
        let zone = scene.own_zone();
        let [from, until] =
            [place.from, place.until].map(|at| when::plain_date(zone.day(at), texts));
        let office = scene.office(&place.office);
        let line = say!(texts, "page-settings-device", from = from, until = until);
        (format!("{office}, {}", texts.role(place.role)), line)
    });
    lines.collect()
}

/// What was found on this computer.
#[derive(Debug, Template)]
#[template(path = "examined.html")]
pub struct Examined {
    frame: Frame,
    lead: String,
    found: Vec<Looked>,
}

/// One thing that was looked at.
#[derive(Debug)]
struct Looked {
    name: String,
    verdict: String,
    found: String,
    fine: bool,
}

impl Examined {
    /// The page.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, findings: &[Finding]) -> Self {
        let texts = eyes.scene.texts;
        let wrong = findings.iter().filter(|one| !one.fine).count();
        let found = findings.iter().map(|one| Looked {
            name: one.check.text(texts),
            verdict: if one.fine {
                say!(texts, "doctor-ok")
            } else {
                say!(texts, "doctor-wrong")
            },
            found: one.found.clone(),
            fine: one.fine,
        });
        Self {
            frame: Frame::of(eyes, Place::Nowhere, say!(texts, "page-examine")),
            lead: say!(texts, "page-examine-lead", count = wrong),
            found: found.collect(),
        }
    }
}

/// Help: five words, the keys, and whom to ring.
#[derive(Debug, Template)]
#[template(path = "help.html")]
pub struct Help {
    frame: Frame,
    words: Vec<(String, String)>,
    keys: Vec<(Vec<&'static str>, String)>,
}

impl Help {
    /// The page.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        Self {
            frame: Frame::of(eyes, Place::Nowhere, say!(texts, "page-help")),
            words: vec![
                (say!(texts, "receipt-saved"), say!(texts, "page-help-saved")),
                (say!(texts, "receipt-sent"), say!(texts, "page-help-sent")),
                (
                    say!(texts, "receipt-delivered"),
                    say!(texts, "page-help-delivered"),
                ),
                (
                    say!(texts, "receipt-opened"),
                    say!(texts, "page-help-opened"),
                ),
                (
                    say!(texts, "receipt-acknowledged"),
                    say!(texts, "page-help-acknowledged"),
                ),
            ],
            keys: vec![
                (vec!["/"], say!(texts, "page-search")),
                (vec!["n"], say!(texts, "page-new")),
                (vec!["j", "k"], say!(texts, "page-key-rows")),
                (vec!["Enter"], say!(texts, "page-key-open")),
                (vec!["g", "i"], say!(texts, "page-key-go")),
                (vec!["?"], say!(texts, "page-key-help")),
                (vec!["Esc"], say!(texts, "page-key-close")),
            ],
        }
    }
}
