//! Our CBOR against `cbor2`, our signed acts against `pycose`, and a whole log judged by a script
//! that knows of Stafet only what docs/protocol.md says.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use stafet_server::store::{ActRow, Log as _};
use stafet_shared::{
    act::Act,
    id::{DeviceId, ID_BYTES},
    log::Mailbox,
    sign::{Capacity, KEY_BYTES, Signed, SignedError, Signer, SigningKey},
    time::Timestamp,
    wire::v1::message::Response,
};
use stafet_tests::{
    clock::SteppedClock,
    files::files_below,
    platform::{Platform, loopback::Loopback, simulated::START_MS},
    scenario::{self, CASEWORKER, Scene},
};

use crate::{hex, tools, unhex};

/// What the scripts need.
const PACKAGES: [&str; 3] = ["cbor2", "cryptography", "pycose"];
/// Bytes before a frame's payload.
const FRAME_HEADER_BYTES: usize = 5;
/// Frames whose payload is a piece of a blob, and no CBOR.
const PIECES: [u8; 2] = [0x0A, 0x4A];
/// The most entries of a mailbox that the test's log has.
const PAGE: u32 = 1_000;

#[derive(Default, Serialize)]
struct Job {
    cbor: Vec<String>,
    acts: Vec<SignedBy>,
    sign: Vec<Order>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Log>,
}

#[derive(Serialize)]
struct SignedBy {
    signed: String,
    key: String,
}

#[derive(Serialize)]
struct Order {
    payload: String,
    key_id: String,
    seed: String,
}

#[derive(Serialize)]
struct Log {
    receipts: String,
    head: String,
    acts: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    signed: String,
    body: Option<String>,
    receipt: String,
}

#[derive(Deserialize)]
struct Answer {
    again: Vec<String>,
    verified: Vec<Verified>,
    signed: Vec<ByOthers>,
    log: Option<Judged>,
}

#[derive(Deserialize)]
struct Verified {
    is_right: bool,
    forged: u32,
    payload: String,
}

#[derive(Deserialize)]
struct ByOthers {
    plain: String,
    tagged: String,
    unprotected: String,
}

#[derive(Deserialize)]
struct Judged {
    wrong: Vec<String>,
    mailboxes: usize,
}

fn python(job: &Job) -> Option<Answer> {
    let mut python = tools::python(&PACKAGES)?;
    Some(tools::ask(python.arg(crate::script("cose.py")), job))
}

#[test]
fn every_golden_file_is_read_and_written_again_to_the_same_bytes() {
    let golden: BTreeMap<String, String> = ["content", "public", "signed", "log", "frame"]
        .into_iter()
        .flat_map(golden_files)
        .filter_map(|(name, bytes)| Some((name, cbor_of(&bytes.0, &bytes.1)?)))
        .collect();
    let job = Job {
        cbor: golden.values().cloned().collect(),
        ..Job::default()
    };
    let Some(answer) = python(&job) else { return };
    for ((name, bytes), again) in golden.iter().zip(&answer.again) {
        assert_eq!(again, bytes, "{name}");
    }
    assert_eq!(answer.again.len(), golden.len());
    assert!(golden.len() >= 77, "{} files", golden.len());
}

#[test]
fn every_golden_act_is_verified_and_signed_again_to_the_same_bytes() {
    let golden = golden_files("signed");
    let mut job = Job::default();
    for (name, (_, bytes)) in &golden {
        let signed = Signed::from_bytes(bytes.clone()).unwrap();
        let key = golden_key(signed.signer());
        let payload = signed.verify(&key.verifying_key()).expect(name);
        job.acts.push(SignedBy {
            signed: hex(bytes),
            key: hex(&key.verifying_key().to_bytes()),
        });
        job.sign.push(Order {
            payload: hex(&payload),
            key_id: hex(&key_id(signed.signer())),
            seed: hex(&*key.expose_seed()),
        });
    }
    let Some(answer) = python(&job) else { return };
    assert_eq!((answer.verified.len(), answer.signed.len()), (33, 33));
    for (at, (name, (_, bytes))) in golden.iter().enumerate() {
        let (verified, signed) = (&answer.verified[at], &answer.signed[at]);
        assert!(verified.is_right && verified.forged == 0, "{name}");
        assert_eq!(verified.payload, job.sign[at].payload, "{name}");
        assert_eq!(signed.plain, hex(bytes), "{name}");
    }
}

#[test]
fn an_act_that_pycose_has_signed_is_taken_in_the_one_form_only() {
    let signer = Signer {
        device: DeviceId::from_bytes([9; ID_BYTES]),
        capacity: Capacity::Person,
    };
    let key = SigningKey::from_seed(&[5; KEY_BYTES]);
    let payload = b"what is signed".to_vec();
    let job = Job {
        sign: vec![Order {
            payload: hex(&payload),
            key_id: hex(&key_id(signer)),
            seed: hex(&*key.expose_seed()),
        }],
        ..Job::default()
    };
    let Some(answer) = python(&job) else { return };
    let ByOthers {
        plain,
        tagged,
        unprotected,
    } = &answer.signed[0];
    let signed = Signed::from_bytes(unhex(plain)).unwrap();
    assert_eq!(signed.signer(), signer);
    assert_eq!(signed.verify(&key.verifying_key()), Ok(payload));
    let other = SigningKey::from_seed(&[6; KEY_BYTES]).verifying_key();
    assert_eq!(signed.verify(&other), Err(SignedError::WrongSignature));
    for form in [tagged, unprotected] {
        let refused = Signed::from_bytes(unhex(form));
        assert_eq!(refused, Err(SignedError::Malformed));
    }
}

#[tokio::test]
async fn a_whole_log_holds_by_the_word_of_the_protocol_alone() {
    let folder = tempfile::tempdir().unwrap();
    let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
    let mut scene = Scene::begin(Loopback::new(folder.path(), clock).unwrap()).await;
    scenario::closed_with_a_plan_by_two_people(&mut scene).await;
    let job = log_of(&scene).await;
    let acts = job.acts.len();
    scene.deployment.stop_server().await;
    let Some(answer) = python(&job) else { return };
    let log = answer.log.unwrap();
    assert_eq!(log.wrong, [""; 0]);
    assert!(acts > 20 && log.mailboxes > 3, "{acts}, {}", log.mailboxes);
    assert_eq!(answer.verified.len(), acts);
    for (at, verified) in answer.verified.iter().enumerate() {
        assert!(verified.is_right && verified.forged == 0, "act {at}");
    }
}

/// Everything that the server's log holds, with the key that each act has to be verified with.
async fn log_of(scene: &Scene<Loopback>) -> Job {
    let ledger = scene.deployment.ledger().await;
    let store = scene.deployment.platform().server_store().await;
    let mut rows: BTreeMap<u64, ActRow> = BTreeMap::new();
    let offices = ledger.directory.offices();
    let mut mailboxes = vec![Mailbox::Directory];
    mailboxes.extend(offices.map(|(office, _)| Mailbox::Office(office.clone())));
    for mailbox in mailboxes {
        let page = store.page(&mailbox, 0, PAGE).await.unwrap();
        rows.extend(page.into_iter().map(|(_, row)| (row.index, row)));
    }
    assert_eq!(rows.len() as u64, ledger.size);
    let genesis = ledger.directory.genesis();
    let key_of = |act: &Act| {
        let Signer { device, capacity } = act.signed().signer();
        let known = ledger.directory.signing_key(&device, capacity).unwrap();
        *known
    };
    let acts = rows.values().map(|row| {
        let act = Act::kept(Signed::from_bytes(row.signed.clone()).unwrap()).unwrap();
        let key = if row.index == 0 {
            genesis.root
        } else {
            key_of(&act)
        };
        SignedBy {
            signed: hex(&row.signed),
            key: hex(&key.to_bytes()),
        }
    });
    let kept = rows.values().map(|row| Kept {
        signed: hex(&row.signed),
        body: row.body.as_deref().map(hex),
        receipt: hex(&row.receipt),
    });
    Job {
        acts: acts.collect(),
        log: Some(Log {
            receipts: hex(&genesis.receipts.to_bytes()),
            head: head(scene).await,
            acts: kept.collect(),
        }),
        ..Job::default()
    }
}

/// The head that the server tells a device.
async fn head(scene: &Scene<Loopback>) -> String {
    let office = scene.deployment.open(CASEWORKER).await;
    let credentials = office.credentials().unwrap().unwrap();
    let connector = scene.deployment.connector(CASEWORKER);
    let connection = connector.connect(&credentials).await.unwrap();
    let head = connection.ping().await.unwrap();
    connection.close();
    hex(&Response::Pong(head).to_frame().payload)
}

/// The golden files of a folder by name: the folder, and each file's bytes.
fn golden_files(folder: &str) -> Vec<(String, (String, Vec<u8>))> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> =
        files_below(&here.join("../shared/tests/golden").join(folder)).unwrap();
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text: String = fs::read_to_string(path).unwrap();
        let digits: String = text.lines().collect();
        (
            format!("{folder}/{name}"),
            (folder.to_owned(), unhex(&digits)),
        )
    };
    paths.iter().map(read).collect()
}

/// What of a golden file is CBOR, if any of it is.
fn cbor_of(folder: &str, bytes: &[u8]) -> Option<String> {
    match folder {
        "frame" => {
            let (header, payload) = bytes.split_at(FRAME_HEADER_BYTES);
            let is_cbor = !payload.is_empty() && !PIECES.contains(&header[4]);
            is_cbor.then(|| hex(payload))
        }
        // A bare hash.
        "log" if bytes.len() == 32 => None,
        _ => Some(hex(bytes)),
    }
}

/// The key with which the golden acts were signed: devices have numbers there, and a device's
/// machine key is another one by the highest bit.
fn golden_key(signer: Signer) -> SigningKey {
    let number = signer.device.as_bytes()[0];
    SigningKey::from_seed(&match signer.capacity {
        Capacity::Person => [number; KEY_BYTES],
        Capacity::Machine => [number | 0x80; KEY_BYTES],
    })
}

/// The key id of docs/protocol.md: the device, then 0 for its machine key or 1 for its person's.
fn key_id(signer: Signer) -> Vec<u8> {
    let mut key_id = signer.device.as_bytes().to_vec();
    key_id.push(u8::from(signer.capacity == Capacity::Person));
    key_id
}
