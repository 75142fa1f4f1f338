//! How far the files of one handover have come, in either direction: by what they are sealed as,
//! since what they are called stands under seal and changes nothing of it.

use std::collections::BTreeMap;

use stafet_shared::{hash::Hash, id::HandoverId, seal::blob::BlobRef};

use crate::{
    face::{document::size, pace::Far},
    office::{AttachmentState, Hold},
    page::site::Eyes,
    text::say,
};

/// How many characters of a file's hash name it on a page.
const NAME_CHARS: usize = 16;

/// How far one file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// In hundredths.
    pub percent: u64,
    /// In words.
    pub words: String,
}

/// What names a file on a page.
#[must_use]
pub fn name(hash: &Hash) -> String {
    hash.to_string().chars().take(NAME_CHARS).collect()
}

/// Every file of a handover that is not where it belongs yet, by its name.
#[must_use]
pub fn all(id: HandoverId, eyes: &Eyes<'_>) -> BTreeMap<String, Moving> {
    let hold = eyes.reader.hold(id);
    let going = eyes.reader.unsent_files(id).into_iter();
    let going = going.filter_map(|blob| Some((name(&blob.hash), outgoing(blob, hold, eyes)?)));
    let coming = eyes.reader.coming_files(id).into_iter();
    let coming = coming.map(|(blob, here)| (name(&blob.hash), incoming(blob, here, eyes)));
    coming.chain(going).collect()
}

fn outgoing(blob: BlobRef, hold: Hold, eyes: &Eyes<'_>) -> Option<Moving> {
    let held = hold == Hold::Held;
    let texts = eyes.scene.texts;
    let far = Far::of(&[blob], &eyes.pace)?;
    let (left, of) = (size(far.left), size(far.of));
    let left = say!(texts, "page-file-unsent", left = left, of = of);
    let goes = !held && eyes.line.reached;
    let seconds = goes.then(|| eyes.pace.seconds(far.left, eyes.now()));
    let about = match seconds.flatten() {
        Some(seconds) => Some(texts.about_how_long(seconds)),
        None => held.then(|| say!(texts, "page-file-held")),
    };
    let parts: Vec<String> = [Some(left), about].into_iter().flatten().collect();
    Some(Moving {
        percent: far.percent,
        words: parts.join(", "),
    })
}

fn incoming(blob: BlobRef, here: u32, eyes: &Eyes<'_>) -> Moving {
    let of = blob.bytes;
    let percent = u64::from(here).saturating_mul(100);
    Moving {
        percent: percent.checked_div(u64::from(of)).unwrap_or_default(),
        words: eyes
            .scene
            .texts
            .attachment(AttachmentState::Missing { here, of }),
    }
}
