//! What a file says at its top, held against a handover that stands: a new version of a document
//! changes what is said, and nothing else.

use stafet_shared::handover::Handover;

use super::HandoverFile;
use crate::text::{Texts, say};

impl HandoverFile {
    /// What the file says otherwise than the handover, one to a line, each with the way to change
    /// it; `None` where nothing differs.
    #[must_use]
    pub fn other_terms(&self, handover: &Handover, texts: &Texts) -> Option<String> {
        let id = handover.id.short();
        let from = self.from.as_ref().filter(|from| **from != handover.from);
        let differs = [
            (self.kind != handover.kind).then(|| {
                let (got, stands) = (texts.kind(self.kind), texts.kind(handover.kind));
                say!(texts, "terms-kind", got = got, stands = stands)
            }),
            from.map(|from| {
                let (got, stands) = (from.to_string(), handover.from.to_string());
                say!(texts, "terms-from", got = got, stands = stands)
            }),
            (self.to != handover.to).then(|| {
                let (got, stands) = (self.to.to_string(), handover.to.to_string());
                say!(texts, "terms-to", got = got, stands = stands)
            }),
            (self.colour != handover.colour).then(|| {
                let (got, stands) = (texts.colour(self.colour), texts.colour(handover.colour));
                say!(texts, "terms-urgency", got = got, stands = stands)
            }),
        ];
        let differs: Vec<String> = differs.into_iter().flatten().collect();
        let head = || say!(texts, "terms-differ", id = id.as_str());
        (!differs.is_empty()).then(|| format!("{}\n  {}", head(), differs.join("\n  ")))
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        party::OfficeId,
        words::{Colour, Kind, State},
    };

    use crate::{face::samples::Stage, form::handover, text::tests::danish};

    #[test]
    fn a_new_version_says_at_its_top_what_the_handover_says() {
        let file = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let written = handover(file).unwrap();
        let stands = Stage::new().referral(1, State::Opened);
        let texts = danish();
        let mut same = written;
        same.kind = stands.kind;
        same.from = None;
        same.to = stands.to.clone();
        same.colour = stands.colour;
        assert_eq!(same.other_terms(&stands, &texts), None);
        let office = |id: &str| OfficeId::parse(id).unwrap();
        same.kind = Kind::Message;
        same.from = Some(office("kujalleq/qaqortoq"));
        same.to = office("kujalleq/qaqortoq");
        same.colour = Colour::Red;
        let told = same.other_terms(&stands, &texts).unwrap();
        let lines: Vec<&str> = told.lines().map(str::trim).collect();
        assert_eq!(lines.len(), 5, "{told}");
        for (line, name) in lines[1..].iter().zip(["kind", "from", "to", "urgency"]) {
            assert!(line.starts_with(name), "{line}");
        }
        assert!(lines[3].contains("Send den videre i stedet"), "{told}");
    }
}
