//! Receipts, heads and mailboxes: what is changed is noticed.

use crate::{
    hash::Hash,
    id::ActId,
    log::{BadReceipt, Cursor, Entry, Leaf, Mailbox, SALT_BYTES, head::Head, receipt::Receipt},
    sign::{SIGNATURE_BYTES, VerifyingKey},
    testing::{monday, signing_key, team, town},
};

fn key() -> VerifyingKey {
    signing_key(121).verifying_key()
}

fn leaf() -> Leaf {
    let entry = |mailbox| Entry {
        mailbox,
        seq: 1,
        chain: Cursor::START.after(Hash::of(b"signed")).chain,
    };
    Leaf {
        act: ActId::from_bytes([5; 16]),
        signed: Hash::of(b"signed"),
        body: Hash::of(b"body"),
        entries: vec![
            entry(Mailbox::Office(town())),
            entry(Mailbox::Office(team())),
        ],
        deposited: monday(),
        validity: crate::words::Validity::InTime,
        salt: [4; SALT_BYTES],
    }
}

fn verify(receipt: &Receipt) -> Result<(), BadReceipt> {
    receipt.verify(leaf().signed, Some(leaf().body), &key())
}

/// The answer to a receipt that was changed after it was signed.
fn spoilt(spoil: impl FnOnce(&mut Receipt)) -> Result<(), BadReceipt> {
    let mut receipt = Receipt::sign(leaf(), 41, &signing_key(121));
    spoil(&mut receipt);
    verify(&receipt)
}

#[test]
fn a_receipt_is_for_one_place_one_time_and_one_act() {
    assert_eq!(spoilt(|_| {}), Ok(()));
    assert_eq!(
        spoilt(|it| it.act = ActId::from_bytes([6; 16])),
        Err(BadReceipt)
    );
    assert_eq!(spoilt(|it| it.index = 42), Err(BadReceipt));
    assert_eq!(
        spoilt(|it| it.deposited = monday().plus_ms(1)),
        Err(BadReceipt)
    );
    assert_eq!(spoilt(|it| it.salt[0] ^= 1), Err(BadReceipt));
    assert_eq!(spoilt(|it| it.entries[0].seq = 2), Err(BadReceipt));
    assert_eq!(
        spoilt(|it| it.entries[1].chain = Hash::ZERO),
        Err(BadReceipt)
    );
    assert_eq!(spoilt(|it| it.entries.swap(0, 1)), Err(BadReceipt));
    assert_eq!(spoilt(|it| it.entries.truncate(1)), Err(BadReceipt));
    assert_eq!(
        spoilt(|it| it.entries[0].mailbox = Mailbox::Directory),
        Err(BadReceipt)
    );
    assert_eq!(
        spoilt(|it| it.signature = [0; SIGNATURE_BYTES]),
        Err(BadReceipt)
    );
}

#[test]
fn a_receipt_holds_for_the_act_and_body_that_the_reader_has() {
    let receipt = Receipt::sign(leaf(), 41, &signing_key(121));
    let (signed, body) = (leaf().signed, leaf().body);
    assert_eq!(receipt.verify(body, Some(body), &key()), Err(BadReceipt));
    assert_eq!(
        receipt.verify(signed, Some(signed), &key()),
        Err(BadReceipt)
    );
    assert_eq!(receipt.verify(signed, None, &key()), Err(BadReceipt));
    let other = signing_key(122).verifying_key();
    assert_eq!(receipt.verify(signed, Some(body), &other), Err(BadReceipt));
    assert_eq!(
        receipt.entry(&Mailbox::Office(team())),
        Some(&leaf().entries[1])
    );
    assert_eq!(receipt.entry(&Mailbox::Directory), None);
}

#[test]
fn a_head_is_for_one_size_root_and_time() {
    let head = Head::sign(42, Hash::of(b"root"), monday(), &signing_key(121));
    assert!(head.is_by(&key()));
    assert!(!head.is_by(&signing_key(122).verifying_key()));
    let (size, root, at) = (43, Hash::ZERO, monday().plus_ms(1));
    assert!(!Head { size, ..head }.is_by(&key()));
    assert!(!Head { root, ..head }.is_by(&key()));
    assert!(!Head { at, ..head }.is_by(&key()));
    let signature = [0; SIGNATURE_BYTES];
    assert!(!Head { signature, ..head }.is_by(&key()));
}

#[test]
fn a_receipt_is_no_head_and_a_head_no_receipt() {
    let head = Head::sign(41, leaf().hash(), monday(), &signing_key(121));
    assert_eq!(spoilt(|it| it.signature = head.signature), Err(BadReceipt));
    let receipt = Receipt::sign(leaf(), 41, &signing_key(121));
    assert!(
        !Head {
            signature: receipt.signature,
            ..head
        }
        .is_by(&key())
    );
}

#[test]
fn the_salt_keeps_equal_leaves_apart() {
    let other = Leaf {
        salt: [5; SALT_BYTES],
        ..leaf()
    };
    assert_ne!(leaf().hash(), other.hash());
}

#[test]
fn a_mailbox_shows_what_was_dropped_swapped_or_changed() {
    let acts = [b"a", b"b", b"c"].map(|act| Hash::of(act));
    let chain = |acts: &[Hash]| {
        acts.iter()
            .fold(Cursor::START, |cursor, act| cursor.after(*act))
    };
    let whole = chain(&acts);
    assert_eq!(whole.seq, 3);
    let [a, b, c] = acts;
    for other in [
        vec![a, b],
        vec![a, c],
        vec![b, a, c],
        vec![a, b, Hash::ZERO],
        vec![a, b, c, c],
    ] {
        assert_ne!(chain(&other).chain, whole.chain);
    }
    assert_eq!(chain(&[a, b]).after(c), whole, "reading on gives the same");
}

#[test]
fn a_mailbox_is_read_by_the_name_it_is_written_with() {
    for mailbox in [Mailbox::Directory, Mailbox::Office(town())] {
        assert_eq!(Mailbox::parse(mailbox.name()).unwrap(), mailbox);
    }
    for name in ["", "Directory", "kujalleq", "kujalleq/nanortalik/x"] {
        assert!(Mailbox::parse(name).is_err(), "{name}");
    }
}
