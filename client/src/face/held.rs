//! What its receiver cannot read yet: whom to ring, and who else could take it.

use stafet_shared::{handover::Handover, party::OfficeId};

use super::scene::Scene;
use crate::text::say;

/// The most offices that are named as able to take it instead.
const NAMED_MAX: usize = 3;

impl Scene<'_> {
    /// The same for a handover, while nobody at its receiver can read it.
    #[must_use]
    pub fn other_ways(&self, handover: &Handover) -> Option<String> {
        let ways = handover.cannot_be_read();
        ways.then(|| self.ways_beside(&handover.to).join(" "))
    }

    /// Which number to ring about what an office cannot read yet, and which other offices of its
    /// organisation could take it at once, each with its number.
    #[must_use]
    pub fn ways_beside(&self, office: &OfficeId) -> Vec<String> {
        let texts = self.texts;
        let name = self.short_office(office);
        let ring = match self.phone(office) {
            Some(phone) => say!(texts, "held-ring", office = name, phone = phone),
            None => say!(texts, "held-no-phone", office = name),
        };
        let others = self.directory.instead_of(office);
        let others = others.filter(|other| !self.is_own(other)).take(NAMED_MAX);
        let named: Vec<String> = others
            .map(|other| {
                let name = self.short_office(other);
                let phone = self.phone(other);
                phone.map_or_else(|| name.clone(), |phone| format!("{name} ({phone})"))
            })
            .collect();
        let instead = if named.is_empty() {
            say!(texts, "held-nobody-else")
        } else {
            say!(texts, "held-instead", offices = named.join(", "))
        };
        vec![ring, instead]
    }

    fn phone(&self, office: &OfficeId) -> Option<String> {
        self.directory.phone(office).map(ToString::to_string)
    }
}
