//! What offices and handovers are called in a sentence: short, and by what they are.

use stafet_shared::{content::display_safe_line, handover::Handover, party::OfficeId, words::Kind};

use super::{scene::Scene, when};
use crate::{
    office::receipts::known,
    text::{Texts, say},
};

/// The most initials of one name.
const INITIALS_MAX: usize = 4;

impl Scene<'_> {
    /// An office as people call it: what stands behind the comma of its name, if no other office
    /// is called so.
    #[must_use]
    pub fn short_office(&self, id: &OfficeId) -> String {
        let name = self.directory.office_name(id);
        let Some(place) = place_in(name) else {
            return self.office(id);
        };
        let mut others = self.directory.offices().filter(|(other, _)| *other != id);
        let is_unique = !others.any(|(other, _)| {
            let other = self.directory.office_name(other);
            place_in(other).unwrap_or(other) == place
        });
        if is_unique {
            display_safe_line(place)
        } else {
            self.office(id)
        }
    }

    /// The name of the organisation that an office belongs to.
    #[must_use]
    pub fn organisation(&self, id: &OfficeId) -> String {
        let organisation = self.directory.organisation(&id.organisation());
        organisation.map_or_else(String::new, |entry| display_safe_line(&entry.name))
    }
}

/// What stands behind the comma of a name.
fn place_in(name: &str) -> Option<&str> {
    name.rsplit_once(", ").map(|(_, place)| place.trim())
}

impl Texts {
    /// A handover as a sentence names it: *henvisningen*.
    #[must_use]
    pub fn the(&self, kind: Kind) -> String {
        match kind {
            Kind::Notification => say!(self, "the-notification"),
            Kind::Referral => say!(self, "the-referral"),
            Kind::CaseInformation => say!(self, "the-case-information"),
            Kind::ClosingReport => say!(self, "the-closing-report"),
            Kind::FollowUp => say!(self, "the-follow-up"),
            Kind::InterimReport => say!(self, "the-interim-report"),
            Kind::Message => say!(self, "the-message"),
        }
    }

    /// The same at the beginning of a sentence: *Henvisningen*.
    #[must_use]
    pub fn the_at_start(&self, kind: Kind) -> String {
        capital(&self.the(kind))
    }
}

/// A text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// The initials of a name: *T. B.* A name of one word is one letter.
#[must_use]
pub fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let letters = words.filter_map(|word| {
        let first = word.chars().find(|it| it.is_alphabetic())?;
        Some(format!("{}.", first.to_uppercase()))
    });
    letters.take(INITIALS_MAX).collect::<Vec<_>>().join(" ")
}

/// An id as people say it on the telephone: two groups of four.
#[must_use]
pub fn spoken(short: &str) -> String {
    let (first, second) = short.split_at_checked(4).unwrap_or((short, ""));
    format!("{first} {second}").trim_end().to_owned()
}

/// From or to whom, as the reader sees it.
#[must_use]
pub fn way(handover: &Handover, scene: &Scene<'_>) -> String {
    if scene.is_own(&handover.from) && !scene.is_own(&handover.to) {
        let office = scene.short_office(&handover.to);
        say!(scene.texts, "way-to", office = office)
    } else {
        let office = scene.short_office(&handover.from);
        say!(scene.texts, "way-from", office = office)
    }
}

/// When it came or was sent.
#[must_use]
pub fn came(handover: &Handover, scene: &Scene<'_>) -> String {
    let first = handover.history.first();
    let at = first.map_or(handover.since, known);
    let time = when::moment(at, scene.now, &scene.own_zone(), scene.texts).words;
    let is_there = first.is_none_or(|event| event.position.is_some());
    if scene.is_own(&handover.from) && !is_there {
        say!(scene.texts, "row-signed", time = time)
    } else if scene.is_own(&handover.from) {
        say!(scene.texts, "row-sent", time = time)
    } else {
        say!(scene.texts, "row-came", time = time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_name_nobody_in_full() {
        assert_eq!(initials("Testbarn Ærlig Åse-Lis"), "T. Æ. Å.");
        assert_eq!(initials("  test  "), "T.");
        assert_eq!(initials("12 «»"), "");
        assert_eq!(initials("a b c d e f"), "A. B. C. D.");
    }
}
