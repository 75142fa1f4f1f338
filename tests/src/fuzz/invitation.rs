//! Joining: what travels before anybody is known, and what people hand over as text.

use stafet_shared::{
    invitation::{ADDRESS_BYTES_MAX, Code, Enrol, Ticket},
    party::NAME_CHARS_MAX,
    seal::{PublicKey, Seed},
    wire::v1::{
        directory::{CERTIFICATE_BYTES_MAX, decode_approval_body, encode_approval_body},
        enrol,
    },
};

use super::Canary;

/// The longest name between two dots of an address, in bytes.
const LABEL_BYTES_MAX: usize = 63;

/// An application, the body of an approval, a ticket or a key as text.
///
/// # Panics
/// When any of them has two forms, or holds more than is allowed.
pub fn run(data: &[u8], canary: Canary) {
    if let Ok(application) = enrol::decode(data) {
        assert_eq!(enrol::encode(&application), data);
        assert!(application.keys.name.chars().count() <= NAME_CHARS_MAX);
        is_proven_by_its_code_alone(&application);
    }
    if let Ok(body) = decode_approval_body(data) {
        assert_eq!(encode_approval_body(&body), data);
        assert!(
            body.chain
                .iter()
                .all(|der| der.len() <= CERTIFICATE_BYTES_MAX)
        );
    }
    if let Ok(text) = str::from_utf8(data) {
        ticket(text, canary);
        keys(text);
    }
}

/// The code of the golden application; its proof covers everything that it says.
fn is_proven_by_its_code_alone(application: &Enrol) {
    let code = Code::from_bytes([3; 16]);
    if application.is_by(&code) {
        let again = Enrol::new(application.keys.clone(), &code);
        assert_eq!(again, *application);
        let mut other = application.clone();
        other.keys.name.push('a');
        assert!(!other.is_by(&code), "the proof does not cover the name");
    }
    assert!(!application.is_by(&Code::from_bytes([4; 16])));
}

fn ticket(text: &str, canary: Canary) {
    let Ok(ticket) = text.parse::<Ticket>() else {
        return;
    };
    let mut written = ticket.to_string();
    if canary.spoils(ticket.server.len() > LABEL_BYTES_MAX) {
        written.pop();
    }
    assert_eq!(written.parse(), Ok(ticket.clone()), "another ticket");
    assert!((1..=ADDRESS_BYTES_MAX).contains(&ticket.server.len()));
}

/// Keys have one text each.
fn keys(text: &str) {
    if let Ok(key) = text.parse::<PublicKey>() {
        assert_eq!(key.to_string(), text);
        assert_eq!(PublicKey::from_bytes(key.as_bytes()), Ok(key));
    }
    if let Ok(seed) = text.parse::<Seed>() {
        assert_eq!(*seed.to_text(), text);
    }
}
