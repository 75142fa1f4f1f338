//! Tickets as they are typed, and what an application proves.

use super::*;
use crate::{
    testing::{device_keys, enrol, office_key},
    wire,
};

#[test]
fn a_ticket_is_read_as_it_was_written() {
    let ticket = Ticket {
        code: Code::from_bytes([0xA5; CODE_BYTES]),
        pin: [0x5A; PIN_BYTES],
        server: "stafet.example:4433".to_owned(),
    };
    let text = ticket.to_string();
    assert_eq!(text.parse::<Ticket>().unwrap(), ticket);
    assert_eq!(text.to_lowercase().parse::<Ticket>().unwrap(), ticket);
    for wrong in [
        "",
        "abc",
        "@host:1",
        &text.replace('.', ""),
        &text.replace('@', " "),
    ] {
        assert!(wrong.parse::<Ticket>().is_err(), "{wrong}");
    }
}

#[test]
fn a_code_is_never_shown() {
    let code = Code::from_bytes([1; CODE_BYTES]);
    assert_eq!(format!("{code:?}"), "Code([sealed])");
    assert_ne!(code.id().as_bytes(), code.expose());
}

#[test]
fn a_ticket_with_anything_missing_or_foreign_is_refused() {
    let good = Ticket {
        code: Code::from_bytes([0xA5; CODE_BYTES]),
        pin: [0x5A; PIN_BYTES],
        server: "h:1".to_owned(),
    };
    let text = good.to_string();
    assert_eq!(
        format!("  {text}\n").parse::<Ticket>().unwrap(),
        good,
        "spaces around it are lost"
    );
    let (code, rest) = text.split_once('.').unwrap();
    let long = "h".repeat(ADDRESS_BYTES_MAX + 1);
    for wrong in [
        format!("{}.{rest}", code.split_at(1).1),
        format!("{code}0.{rest}"),
        format!("{}.{rest}", code.replace(code.split_at(1).0, "U")),
        text.replace("h:1", ""),
        text.replace("h:1", "h 1"),
        text.replace("h:1", "ø:1"),
        text.replace("h:1", &long),
    ] {
        assert_eq!(wrong.parse::<Ticket>(), Err(BadTicket), "{wrong}");
    }
}

/// Whether the invitation's code still speaks for an application that was changed on the way.
fn still_by(spoil: impl FnOnce(&mut Enrol)) -> bool {
    let mut changed = enrol();
    spoil(&mut changed);
    changed.is_by(&Code::from_bytes([3; CODE_BYTES]))
}

#[test]
fn an_application_is_by_whoever_knows_the_code_and_is_not_changed_on_the_way() {
    assert!(still_by(|_| {}));
    assert!(!enrol().is_by(&Code::from_bytes([4; CODE_BYTES])));
    assert!(!still_by(|it| it.proof[0] ^= 1));
    assert!(!still_by(|it| it.keys.name.push('x')));
    assert!(!still_by(
        |it| it.keys.device = DeviceId::from_bytes([9; ID_BYTES])
    ));
    assert!(!still_by(
        |it| it.keys.person = PersonId::from_bytes([9; ID_BYTES])
    ));
    assert!(!still_by(|it| it.keys.tls[0] ^= 1));
    assert!(!still_by(|it| it.keys.office_key = Some(office_key(2))));
    assert!(!still_by(|it| it.keys.keys.person = device_keys(2).person));
}

#[test]
fn whoever_knows_the_code_still_cannot_name_keys_that_are_not_theirs() {
    let code = Code::from_bytes([3; CODE_BYTES]);
    let applies = |change: fn(&mut EnrolKeys)| {
        let mut keys = enrol().keys;
        change(&mut keys);
        Enrol::new(keys, &code).is_by(&code)
    };
    assert!(applies(|_| {}));
    assert!(!applies(|keys| keys.keys.tls = Hash::of(b"another's key")));
    assert!(!applies(
        |keys| keys.keys.sealing = office_key(2).fingerprint()
    ));
    assert!(!applies(
        |keys| keys.invitation = Code::from_bytes([4; CODE_BYTES]).id()
    ));
}

/// RFC 4231 §4.2 is HMAC itself; here it is the same construction by hand over our key and bytes.
#[test]
fn the_proof_is_an_hmac_as_its_definition_says() {
    let (code, keys) = (Code::from_bytes([3; CODE_BYTES]), enrol().keys);
    let key = Hash::of_parts(&[b"stafet/invitation/proof/1", code.expose().as_slice()]);
    let padded = |with: u8| -> Vec<u8> {
        let mut block = key.as_bytes().to_vec();
        block.resize(64, 0);
        block.iter().map(|byte| byte ^ with).collect()
    };
    let message = wire::v1::enrol::encode_keys(&keys);
    let inner = Hash::of_parts(&[&padded(0x36), &message]);
    let outer = Hash::of_parts(&[&padded(0x5C), inner.as_bytes()]);
    assert_eq!(&code.prove(&keys), outer.as_bytes());
}
