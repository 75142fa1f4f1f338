//! What a corrected handover said before, and what is different now.

use stafet_shared::{content::Content, handover::Handover};

use crate::{
    face::{
        case::is_version,
        changes::{Change, changes},
        document::Mask,
        scene::Scene,
    },
    office::ActContent,
    text::say,
};

/// What is different from the version before.
#[derive(Debug)]
pub struct Versions {
    /// From which version to which.
    pub title: String,
    /// The fields that differ.
    pub changes: Vec<Change>,
    /// What there is to say about all others.
    pub rest: String,
}

impl Versions {
    /// What the last correction has changed; `None` where there is none, or one of the versions
    /// cannot be read here.
    #[must_use]
    pub fn of(
        handover: &Handover,
        contents: &[ActContent],
        mask: Mask,
        scene: &Scene<'_>,
    ) -> Option<Self> {
        let mut documents = contents.iter().rev().filter(|act| is_version(act));
        let (new, old) = (documents.next()?, documents.next()?);
        let changes = changes(read(old)?, read(new)?, mask, scene);
        let to = handover.version;
        let (before, after) = (to.saturating_sub(1).to_string(), to.to_string());
        let texts = scene.texts;
        Some(Self {
            title: say!(texts, "page-changed", before = before, after = after),
            rest: if changes.is_empty() {
                say!(texts, "page-changed-nothing")
            } else {
                say!(texts, "page-changed-rest")
            },
            changes,
        })
    }
}

fn read(act: &ActContent) -> Option<&Content> {
    act.content.as_ref()?.as_ref().ok()
}
