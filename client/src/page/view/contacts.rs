//! *Kontakter*: whom one can hand over to, and on which number to ring.

use askama::Template;

use crate::{
    face::contacts::{Contact, Organisation, Part, contacts},
    page::{
        frame::{Frame, Place},
        site::Eyes,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "contacts.html")]
pub struct Contacts {
    frame: Frame,
    about: String,
    find: String,
    organisations: Vec<Organisation>,
}

impl Contacts {
    /// The offices whose names hold what was typed.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, find: &str) -> Self {
        let texts = eyes.scene.texts;
        let count = eyes.scene.directory.offices().count();
        Self {
            frame: Frame::of(eyes, Place::Contacts, say!(texts, "page-contacts")),
            about: say!(texts, "page-contacts-about", count = count),
            find: find.to_owned(),
            organisations: contacts(find, &eyes.scene),
        }
    }

    fn can_send(&self, one: &Contact) -> bool {
        self.frame.sends && matches!(one.part, Part::Joined | Part::NotJoined)
    }
}

/// What a telephone dials.
#[must_use]
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|it| !it.is_whitespace()).collect()
}
