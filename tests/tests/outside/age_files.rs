//! age files in both directions with `age-encryption`, which age's author wrote in TypeScript.

use serde::{Deserialize, Serialize};
use stafet_client::clock::SystemEntropy;
use stafet_shared::{
    entropy::Entropy as _,
    hash::Hash,
    seal::{
        AgeSealing, OpenError, Sealing as _, Seed,
        blob::{self, BlobError, BlobKey},
        codec, export, padding,
    },
};

use crate::{hex, tools, unhex};

/// The package, as Node names it.
const PACKAGE: &str = "age-encryption";
/// Sizes around the edges of age's chunks of 64 KiB, in bytes.
const SIZES: [usize; 7] = [0, 1, 1_000, 65_535, 65_536, 65_537, 200_000];
/// The work factor of a blob, as docs/protocol.md has it.
const WORK_FACTOR: u8 = 1;

/// What the script is to do.
#[derive(Default, Serialize)]
struct Job {
    open: Vec<Open>,
    seal: Vec<Seal>,
    /// Identities, of which it tells the recipients.
    recipients: Vec<String>,
}

#[derive(Serialize)]
struct Open {
    /// An identity or a passphrase.
    with: With,
    file: String,
}

#[derive(Serialize)]
struct Seal {
    to: To,
    plain: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum With {
    Identity(String),
    Passphrase(String),
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum To {
    Recipients(Vec<String>),
    Passphrase(String, u8),
}

/// What the script answers, in the order of what was asked.
#[derive(Deserialize)]
struct Answer {
    /// What each file holds, or nothing when it could not be opened.
    opened: Vec<Option<String>>,
    sealed: Vec<String>,
    recipients: Vec<String>,
}

fn node(job: &Job) -> Option<Answer> {
    let mut node = tools::node(PACKAGE)?;
    Some(tools::ask(node.arg(include_str!("age_files.mjs")), job))
}

fn seeds() -> [Seed; 3] {
    [1, 2, 3].map(|n| Seed::from_bytes([n; 32]))
}

/// Bytes that do not deflate.
fn noise(bytes: usize) -> Vec<u8> {
    let mut noise = vec![0; bytes];
    SystemEntropy.fill(&mut noise);
    noise
}

fn identity(seed: &Seed) -> With {
    With::Identity(seed.to_text().to_string())
}

#[test]
fn what_we_seal_to_offices_is_opened_by_each_and_nobody_else() {
    let [one, two, other] = &seeds();
    let to = [one.public_key(), two.public_key()];
    let contents = SIZES.map(noise);
    let mut job = Job::default();
    for content in &contents {
        let object = AgeSealing.seal(content, &to).unwrap().into_bytes();
        let exported = export(content, &to).unwrap();
        for file in [padding::unpad(&object).unwrap(), &exported] {
            job.open.extend([one, two, other].map(|seed| Open {
                with: identity(seed),
                file: hex(file),
            }));
        }
    }
    let Some(answer) = node(&job) else { return };
    let mut opened = answer.opened.iter();
    for content in &contents {
        for is_packed in [true, false] {
            for _ in &to {
                let plain = unhex(opened.next().unwrap().as_deref().unwrap());
                let plain = if is_packed {
                    codec::unpack(&plain).unwrap().to_vec()
                } else {
                    plain
                };
                assert!(plain == *content, "{} bytes", content.len());
            }
            assert_eq!(opened.next(), Some(&None), "another office");
        }
    }
}

#[test]
fn what_is_sealed_to_our_offices_we_open_and_count_the_recipients() {
    let [one, two, other] = &seeds();
    let keys = [one.public_key(), two.public_key()];
    let contents = SIZES.map(noise);
    let mut job = Job {
        recipients: vec![one.to_text().to_string(), two.to_text().to_string()],
        ..Job::default()
    };
    job.seal.extend(contents.iter().map(|content| Seal {
        to: To::Recipients(keys.iter().map(ToString::to_string).collect()),
        plain: hex(&codec::pack(content).unwrap()),
    }));
    let Some(answer) = node(&job) else { return };
    assert_eq!(answer.recipients, keys.map(|key| key.to_string()));
    for (content, file) in contents.iter().zip(&answer.sealed) {
        let object = padding::pad(&unhex(file)).unwrap();
        for seed in [one, two] {
            let opened = AgeSealing
                .open(&object, std::slice::from_ref(seed), 0)
                .unwrap();
            assert!(*opened.plaintext == *content, "{} bytes", content.len());
            assert_eq!(opened.recipients, 2);
        }
        let refused = AgeSealing.open(&object, std::slice::from_ref(other), 0);
        assert_eq!(refused.unwrap_err(), OpenError::NotForUs);
    }
}

#[test]
fn a_classical_recipient_is_refused_although_others_would_take_it() {
    // The recipient of C2SP's vectors; nobody needs its secret here.
    const CLASSICAL: &str = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef";
    let job = Job {
        seal: vec![Seal {
            to: To::Recipients(vec![CLASSICAL.to_owned()]),
            plain: hex(&codec::pack(b"a child's case").unwrap()),
        }],
        ..Job::default()
    };
    let Some(answer) = node(&job) else { return };
    let object = padding::pad(&unhex(&answer.sealed[0])).unwrap();
    let refused = AgeSealing.open(&object, &seeds(), 0);
    assert_eq!(refused.unwrap_err(), OpenError::ForeignRecipient);
}

#[test]
fn a_blob_of_ours_is_opened_with_its_passphrase_alone() {
    let key = BlobKey::generate(&mut SystemEntropy);
    let files = SIZES.map(noise);
    let mut job = Job::default();
    for file in &files {
        let mut blob = Vec::new();
        blob::seal_file(&AgeSealing, &key, &mut file.as_slice(), &mut blob).unwrap();
        for passphrase in [key.passphrase().to_string(), "another".to_owned()] {
            job.open.push(Open {
                with: With::Passphrase(passphrase),
                file: hex(&blob),
            });
        }
    }
    let Some(answer) = node(&job) else { return };
    for (file, opened) in files.iter().zip(answer.opened.chunks(2)) {
        let plain = unhex(opened[0].as_deref().unwrap());
        let (start, padding) = plain.split_at(file.len());
        assert!(start == file, "{} bytes", file.len());
        assert!(padding.iter().all(|byte| *byte == 0));
        assert_eq!(opened[1], None, "another passphrase");
    }
}

#[test]
fn a_blob_by_others_is_opened_if_it_has_our_one_form() {
    let key = BlobKey::generate(&mut SystemEntropy);
    let files = SIZES.map(noise);
    let seal = |file: &Vec<u8>, work_factor| {
        let mut plain = file.clone();
        plain.resize(padding::padded_len(file.len()), 0);
        Seal {
            to: To::Passphrase(key.passphrase().to_string(), work_factor),
            plain: hex(&plain),
        }
    };
    let mut job = Job::default();
    job.seal
        .extend(files.iter().map(|file| seal(file, WORK_FACTOR)));
    job.seal.push(seal(&files[0], WORK_FACTOR + 1));
    let Some(answer) = node(&job) else { return };
    let open = |blob: &str, file: &[u8]| {
        let (blob, described) = (unhex(blob), (&key, file.len() as u64, Hash::of(file)));
        let expected = blob::blob_bytes(file.len() as u64).unwrap();
        assert_eq!(u32::try_from(blob.len()), Ok(expected));
        let mut opened = Vec::new();
        blob::open_file(&AgeSealing, described, &mut blob.as_slice(), &mut opened).map(|()| opened)
    };
    for (blob, file) in answer.sealed.iter().zip(&files) {
        assert!(open(blob, file).unwrap() == *file, "{} bytes", file.len());
    }
    let costly = open(answer.sealed.last().unwrap(), &files[0]);
    assert!(matches!(costly, Err(BlobError::Damaged)), "{costly:?}");
}
