//! A corrected or mended version of a handover: a form that begins with what it says now.

use stafet_shared::{
    content::{Content, RawAttachment},
    handover::Handover,
};

use crate::{
    face::scene::Scene,
    form::typed::of_document,
    office::{Aim, Unsent},
};

/// What a new version of a handover is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// *Ret*: something in it is wrong.
    Correct,
    /// *Send igen*: what was declined is mended.
    Resubmit,
}

impl Again {
    /// The last part of its sheet's address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Correct => "ret",
            Self::Resubmit => "send-igen",
        }
    }
}

/// The form of a new version, filled in with what the handover says now.
#[must_use]
pub fn form(again: Again, handover: &Handover, content: &Content, scene: &Scene<'_>) -> Unsent {
    let (id, version) = (handover.id, handover.version);
    let files = content.attachments().map(|manifest| {
        let files = manifest.attachments().iter();
        files.map(|file| RawAttachment {
            name: Some(file.name().expose().to_owned()),
            media_type: Some(file.media_type().expose().to_owned()),
            size_bytes: file.size_bytes(),
            plaintext_sha256: *file.plaintext_sha256(),
            ciphertext_sha256: *file.ciphertext_sha256(),
            key: file.key().cloned(),
        })
    });
    Unsent {
        kind: Some(handover.kind),
        from: Some(handover.from.clone()),
        to: Some(handover.to.clone()),
        colour: Some(handover.colour),
        follows: handover.relates_to,
        texts: of_document(content, &scene.own_zone()),
        files: files.map(Iterator::collect).unwrap_or_default(),
        ..Unsent::new(match again {
            Again::Correct => Aim::Correct(id, version),
            Again::Resubmit => Aim::Resubmit(id, version),
        })
    }
}
