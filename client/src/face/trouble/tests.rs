//! What the reader is told when something was not done, and which step is named.

use stafet_shared::{
    access::second::Signer,
    id::{ID_BYTES, PersonId},
    words::{Role, State},
};

use super::*;
use crate::{
    face::samples::{Stage, known, place},
    text::tests::danish,
};

#[test]
fn a_referral_whose_course_runs_is_not_called_closed() {
    let stage = Stage::new();
    let texts = danish();
    let accepted = stage.referral(1, State::Accepted);
    let known = known([&accepted]);
    let scene = Scene {
        known: &known,
        ..stage.at_sender(&texts)
    };
    let error = DeskError::Office(OfficeError::NotNow {
        handover: accepted.id,
        state: accepted.state,
        verb: Verb::Accept,
    });
    let told = Trouble::of(&error, &texts, Some(&scene)).text;
    assert!(told.contains("Forløb: Venter på besøg"), "{told}");
}

#[test]
fn a_caseworker_is_not_sent_to_what_only_administrators_see() {
    let stage = Stage::new();
    let texts = danish();
    let opened = stage.referral(1, State::Opened);
    let error = DeskError::Office(OfficeError::NothingOwed(opened.id));
    for (role, step) in [
        (Role::Caseworker, Step::Look(opened.id)),
        (Role::Administrator, Step::Overview),
    ] {
        let scene = Scene {
            signer: Some(Signer {
                person: PersonId::from_bytes([9; ID_BYTES]),
                places: &[place("kujalleq/nanortalik", role)],
            }),
            ..stage.at_sender(&texts)
        };
        let trouble = Trouble::of(&error, &texts, Some(&scene));
        assert_eq!(trouble.step, Some(step));
    }
}
