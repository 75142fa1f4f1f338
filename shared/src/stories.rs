//! Stories in which a child would fall between chairs, each with the end that it must have.
//!
//! `docs/stories.md` tells them; a test is named after its story's number. What a rule of the core
//! settles is here, what needs programs or a whole country beside it in the crate of the tests.

mod held;
mod lost;
mod misleading;
mod persons;
mod unsigned;

use crate::{
    access::{Denied, permit},
    act::{HandoverAct, SealedRef},
    handover::Handover,
    party::{Author, OfficeId, directory::Directory},
    seal::Fingerprint,
    testing::{Story, device, directory, key_of, next, person, public, sealed, team, town},
    time::Timestamp,
    words::{Kind, Verb},
};

/// Us: a caseworker of the town.
fn us() -> Author {
    person(&town(), 1)
}

/// Them: a psychologist of the team.
fn them() -> Author {
    person(&team(), 11)
}

/// A referral that the team has accepted.
fn accepted() -> Story {
    Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&them(), Verb::Accept)
}

/// Whether the server takes an act in that is deposited at that time.
fn answer(
    handover: &Handover,
    (author, act): (&Author, HandoverAct),
    at: Timestamp,
) -> Result<(), Denied> {
    let key = key_of(author);
    let act = public(99, author.clone(), act).sign(&key);
    permit(&directory(), Some(handover), act, at).map(|_| ())
}

/// The act that somebody makes with words, sealed to both sides.
fn with_words(handover: &Handover, verb: Verb) -> HandoverAct {
    HandoverAct {
        sealed: Some(to_both()),
        ..next(handover, verb)
    }
}

fn to_both() -> SealedRef {
    sealed_to(&directory(), &[town(), team()])
}

/// Sealed to these offices with the keys that they have.
fn sealed_to(directory: &Directory, offices: &[OfficeId]) -> SealedRef {
    let with_key = |office: &OfficeId| {
        let key = directory.office_key(office);
        let print = key.map(|key| key.public.fingerprint());
        (
            office.clone(),
            print.unwrap_or(Fingerprint::from_bytes([0; 32])),
        )
    };
    sealed(&offices.iter().map(with_key).collect::<Vec<_>>())
}
