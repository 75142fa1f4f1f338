//! *Kontakter*: whom one can hand over to, and on which number to ring.

use askama::Template;
use stafet_shared::id::HandoverId;

use crate::{
    face::contacts::{Contact, Organisation, Part, contacts},
    page::{
        frame::{Frame, Place},
        rows::Link,
        site::Eyes,
        view::message::Message,
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

/// What is signed, and waits for the first at its receiver's.
#[derive(Debug)]
pub struct Waits;

impl Waits {
    /// What there is to say about it, or where it is shown now, since it has been sent.
    ///
    /// # Errors
    /// That is no error: the other place.
    pub fn of(eyes: &Eyes<'_>, id: HandoverId) -> Result<Message, String> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let drafts = eyes.reader.drafts();
        let Some(draft) = drafts.iter().find(|draft| draft.handover == id) else {
            return Err(format!("/overdragelse/{}", id.short()));
        };
        let to = scene.short_office(&draft.to);
        let heading = format!(
            "{} {}",
            texts.kind(draft.kind),
            say!(texts, "way-to", office = to.as_str())
        );
        let staffing = scene.directory.staffing(&draft.to);
        let phone = staffing.and_then(|it| it.phone.as_ref());
        let mut lines = vec![say!(texts, "page-out-draft-why", office = to)];
        lines.extend(phone.map(|it| say!(texts, "page-out-draft-call", phone = it.to_string())));
        let onward = Link {
            label: say!(texts, "page-outbox"),
            href: "/udbakke".to_owned(),
        };
        Ok(Message::of(eyes, heading, lines, Some(onward)))
    }
}
