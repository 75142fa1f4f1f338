//! What a corrected handover said before, and what is different now.

use stafet_shared::{content::Content, handover::Handover, words::Verb};

use crate::{
    face::{
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

/// What is shown in full, and the versions that were corrected since.
#[must_use]
pub fn split(contents: &[ActContent]) -> (Vec<&ActContent>, Vec<&ActContent>) {
    let newest = contents.iter().rfind(|act| is_version(act));
    let newest = newest.map(|act| act.act);
    let is_shown = |act: &&ActContent| !is_version(act) || Some(act.act) == newest;
    contents.iter().partition(is_shown)
}

/// Whether an act carries the document itself.
const fn is_version(act: &ActContent) -> bool {
    matches!(act.verb, Verb::Sign | Verb::Correct | Verb::Resubmit)
}

fn read(act: &ActContent) -> Option<&Content> {
    act.content.as_ref()?.as_ref().ok()
}
