//! *Træk underskriften tilbage*: a first signature waits no longer for its second.

use stafet_shared::{
    access::second::drops,
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Matter, Sheet, always, filled, reason_if_any};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "uden-underskrift",
    verb: Verb::Drop,
    key: |matter| match is_own(matter) {
        true => "drop",
        false => "drop-other",
    },
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, matter| {
        if is_own(matter) {
            reason_if_any(typed).map(Deed::Drop)
        } else {
            filled(typed).map(|reason| Deed::Drop(Some(reason)))
        }
    },
};

/// Whether what the reader may end is their own signature.
fn is_own(matter: &Matter<'_, '_>) -> bool {
    let (handover, scene) = (matter.handover(), matter.scene());
    scene.signer.is_some_and(|signer| {
        let first = drops(scene.directory, handover, signer, scene.now);
        first.is_some_and(|(first, _)| first.signature.person == signer.person)
    })
}
