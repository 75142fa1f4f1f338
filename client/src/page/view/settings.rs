//! *Indstillinger* and *Hjælp*: one form for each part, and the words that come again and again.

use askama::Template;
use stafet_shared::words::Language;

use crate::{
    face::contacts::{Contact, own},
    office::Keys,
    page::{
        frame::{Frame, Place},
        site::Eyes,
    },
    text::say,
};

/// The settings.
#[derive(Debug, Template)]
#[template(path = "settings.html")]
pub struct Settings {
    frame: Frame,
    languages: Vec<(Language, &'static str, bool)>,
    keys: bool,
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
            keys: eyes.reader.keys() == Keys::On,
            offices: own(&eyes.scene),
            server: eyes.reader.server().unwrap_or_default().to_owned(),
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
