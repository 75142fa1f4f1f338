//! A QUIC client of other people, aioquic, with and without a certificate: what docs/protocol.md
//! promises is answered, everything else is refused as it says, and the server goes on.

use std::collections::BTreeMap;

use rustls::pki_types::CertificateDer;
use serde::{Deserialize, Serialize};
use stafet_certs::key::SecretKey;
use stafet_client::clock::SystemClock;
use stafet_shared::{party::OrganisationId, refusal::Refusal, time::Clock as _};

use crate::{founded::Founded, hex, tools};

/// What the script needs.
const PACKAGES: [&str; 4] = ["aioquic", "cbor2", "cryptography", "pycose"];
/// What QUIC adds to the number of a TLS alert (RFC 9001 §4.8).
const CRYPTO_ERROR: u64 = 0x100;
/// The alert for a certificate by an authority that nobody knows (RFC 8446 §6).
const UNKNOWN_CA: u64 = 48;
/// The alert for a certificate that has ended.
const CERTIFICATE_EXPIRED: u64 = 45;
/// The alert for protocols of which none is spoken (RFC 7301 §3.2).
const NO_APPLICATION_PROTOCOL: u64 = 120;

#[derive(Serialize)]
struct Job {
    port: u16,
    root: String,
    receipts: String,
    member: Device,
    stranger: Device,
    foreign: Device,
    ended: Device,
    foreign_root: String,
    signer: Signer,
}

/// Who signs acts.
#[derive(Serialize)]
struct Signer {
    device: String,
    person: String,
    seed: String,
    public_key: String,
}

#[derive(Serialize)]
struct Device {
    key: String,
    chain: Vec<String>,
}

/// What one connection came to.
#[derive(Debug, Deserialize)]
struct Talk {
    /// Whether the handshake was complete for the client.
    shaken: bool,
    /// The answers to each saying.
    heard: BTreeMap<String, Vec<String>>,
    /// The code with which the connection was ended, if it was.
    ended: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct Answer {
    member: Talk,
    broken: Talk,
    nobody: Talk,
    stranger: Talk,
    foreign: Talk,
    ended: Talk,
    wrong_protocol: Talk,
    misled: Talk,
    /// The version in the answer to a version that nobody speaks.
    negotiated: String,
    /// What became of an act with a wrong signature, the same act, the same once more, and another
    /// act under its id.
    deposited: Vec<String>,
    afterwards: Talk,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_others_is_answered_or_refused_as_the_protocol_says() {
    let Some(mut python) = tools::python(&PACKAGES) else {
        return;
    };
    let (founded, other) = (Founded::now(), Founded::now());
    let folder = tempfile::tempdir().unwrap();
    let (server, address) = founded.serve(folder.path()).await;
    let job = job(&founded, &other, address.port());
    python.arg(crate::script("quic.py"));
    let answer = tokio::task::spawn_blocking(move || tools::ask::<Answer>(&mut python, &job));
    let answer = answer.await.unwrap();
    server.shutdown().await;

    is_served(&answer.member, 1);
    each_broken_stream_is_refused(&answer.broken);
    for nobody in [&answer.nobody, &answer.stranger] {
        is_nobody(nobody);
    }
    let too_large = [refused(Refusal::TooLarge)];
    assert_eq!(answer.nobody.heard["long"], too_large);
    for (talk, alert) in [
        (&answer.foreign, UNKNOWN_CA),
        (&answer.ended, CERTIFICATE_EXPIRED),
        (&answer.wrong_protocol, NO_APPLICATION_PROTOCOL),
    ] {
        assert_eq!(talk.ended, Some(CRYPTO_ERROR + alert), "{talk:?}");
        assert!(talk.heard.is_empty(), "{talk:?}");
    }
    // A client that trusts another root does not take our server for its own.
    assert!(!answer.misled.shaken, "{:?}", answer.misled);
    assert_eq!(answer.negotiated, "00000000");
    let attempts = [
        &refused(Refusal::Signature),
        "deposited 1",
        "deposited 1",
        &refused(Refusal::IdTaken),
    ];
    assert_eq!(answer.deposited, attempts);
    is_served(&answer.afterwards, 2);

    // We believe what we have taken in.
    let ledger = founded.ledger(folder.path()).await;
    let outside = OrganisationId::parse("outside").unwrap();
    assert!(ledger.directory.organisation(&outside).is_some());
}

/// Who is in the directory and keeps the rules is answered from a log of that size.
fn is_served(talk: &Talk, size: usize) {
    assert_eq!((talk.shaken, talk.ended), (true, None), "{talk:?}");
    let answered = |what: &str, answers: &[String]| assert_eq!(talk.heard[what], answers, "{what}");
    let pong = format!("pong {size}");
    answered("ping", std::slice::from_ref(&pong));
    answered("ping after what is passed over", &[pong]);
    let mut items = vec!["item of directory".to_owned(); size];
    items.push(format!("complete {size}"));
    answered("directory", &items);
    let not_yours = [refused(Refusal::NotYours)];
    answered("an act that is not there", &not_yours);
    answered("a foreign mailbox", &not_yours);
}

/// Each broken stream has its refusal, and the same connection goes on.
fn each_broken_stream_is_refused(talk: &Talk) {
    is_served(talk, 1);
    for (what, refusal) in [
        ("nothing", Refusal::Malformed),
        ("noise", Refusal::TooLarge),
        ("half a length", Refusal::Malformed),
        ("half a frame", Refusal::Malformed),
        ("no type", Refusal::Malformed),
        ("more than the limit", Refusal::TooLarge),
        ("the largest number", Refusal::TooLarge),
        ("an unknown type", Refusal::Malformed),
        ("an answer", Refusal::Malformed),
        ("a ping with a payload", Refusal::Malformed),
        ("no CBOR", Refusal::Malformed),
        ("a map", Refusal::Malformed),
        ("a long form", Refusal::Malformed),
        ("two questions", Refusal::OutOfOrder),
        ("a piece without a put", Refusal::OutOfOrder),
        ("too much that is passed over", Refusal::OutOfOrder),
    ] {
        assert_eq!(talk.heard[what], [refused(refusal)], "{what}");
    }
}

/// Without a certificate, or with one that stands in no directory, nothing is told.
fn is_nobody(talk: &Talk) {
    assert_eq!((talk.shaken, talk.ended), (true, None), "{talk:?}");
    let unknown = [refused(Refusal::UnknownDevice)];
    for what in [
        "ping",
        "directory",
        "a foreign mailbox",
        "an act that is not there",
    ] {
        assert_eq!(talk.heard[what], unknown, "{what}");
    }
}

fn refused(refusal: Refusal) -> String {
    format!("refused {}", refusal.code())
}

fn job(founded: &Founded, other: &Founded, port: u16) -> Job {
    let device = |of: &Founded, (key, certificate): (SecretKey, CertificateDer<'static>)| Device {
        key: hex(&key.to_pkcs8_der()),
        chain: [&certificate, of.admin.issuing.certificate()]
            .map(|der| hex(der))
            .to_vec(),
    };
    let now = SystemClock.now();
    let ended = founded.device_until(now.plus_days(-2), now.plus_days(-1));
    let admin = &founded.admin;
    let member = (admin.device.tls.clone(), admin.certificate.clone());
    let receipts = founded.server.receipts.verifying_key();
    Job {
        port,
        root: hex(&founded.server.root),
        receipts: hex(&receipts.to_bytes()),
        member: device(founded, member),
        stranger: device(founded, founded.stranger()),
        foreign: device(other, other.stranger()),
        ended: device(founded, ended),
        foreign_root: hex(&other.server.root),
        signer: Signer {
            device: hex(admin.device.device.as_bytes()),
            person: hex(admin.device.person.as_bytes()),
            seed: hex(&*admin.device.person_key.expose_seed()),
            public_key: hex(&admin.device.person_key.verifying_key().to_bytes()),
        },
    }
}
