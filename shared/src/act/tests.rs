//! Whose acts are believed.

use crate::{
    act::{Act, ActError, BodyRef, Matter, PublicPart},
    party::{Author, directory::Statement},
    sign::{Capacity, Signed, SignedError, Signer},
    testing::{administrator, first, genesis, key_of, person, public, signing_key, team, town},
    wire::{self, DecodeError},
    words::Kind,
};

fn referral() -> PublicPart {
    public(1, person(&town(), 1), first(Kind::Referral, &team()))
}

fn begins() -> PublicPart {
    let mut part = public(0, administrator(), first(Kind::Referral, &team()));
    part.matter = Matter::Directory(Statement::Genesis(Box::new(genesis())), None);
    part
}

#[test]
fn an_act_is_believed_by_the_key_of_device_and_capacity() {
    let author = person(&town(), 1);
    let act = referral().sign(&key_of(&author));
    let read = Signed::from_bytes(act.signed().as_bytes().to_vec()).unwrap();
    assert_eq!(
        read.signer(),
        Signer {
            device: author.device,
            capacity: Capacity::Person
        }
    );
    let verified = Act::verify(read.clone(), &key_of(&author).verifying_key());
    assert_eq!(verified, Ok(act.clone()));
    assert_eq!((act.hash(), act.id()), (read.hash(), referral().id));
    let machine = Author {
        capacity: Capacity::Machine,
        ..author
    };
    let wrong = Act::verify(read, &key_of(&machine).verifying_key());
    assert_eq!(wrong, Err(ActError::Signed(SignedError::WrongSignature)));
}

#[test]
fn a_right_signature_over_something_else_is_no_act() {
    let author = person(&town(), 1);
    let signer = Signer {
        device: author.device,
        capacity: Capacity::Person,
    };
    let key = key_of(&author);
    let sign =
        |payload: Vec<u8>| Act::verify(Signed::sign(payload, signer, &key), &key.verifying_key());
    assert_eq!(sign(vec![]), Err(ActError::Public(DecodeError::Malformed)));
    let mut later = wire::v1::act::encode(&referral());
    later[1] = 2;
    assert_eq!(sign(later), Err(ActError::Public(DecodeError::Version(2))));
}

#[test]
fn a_genesis_is_believed_by_the_root_that_was_pinned_and_that_it_names() {
    let (root, other) = (signing_key(120), signing_key(119));
    let act = begins().sign(&root);
    let signed = act.signed().clone();
    assert_eq!(
        Act::verify_genesis(signed.clone(), &root.verifying_key()),
        Ok(act)
    );
    let wrong = Act::verify_genesis(signed, &other.verifying_key());
    assert_eq!(wrong, Err(ActError::Signed(SignedError::WrongSignature)));
    let by_another = begins().sign(&other).signed().clone();
    assert_eq!(
        Act::verify_genesis(by_another, &other.verifying_key()),
        Err(ActError::NotGenesis),
        "it names another root"
    );
    let mut foreign = begins();
    foreign.author = person(&town(), 1);
    for part in [foreign, referral()] {
        let signed = part.sign(&root).signed().clone();
        assert_eq!(
            Act::verify_genesis(signed, &root.verifying_key()),
            Err(ActError::NotGenesis)
        );
    }
}

#[test]
fn a_body_is_named_by_length_and_hash() {
    let named = BodyRef::of(b"body");
    assert!(named.names(b"body"));
    assert!(!named.names(b"bodY") && !named.names(b"body ") && !named.names(b""));
}
