//! The outside proof: all of C2SP's test vectors for age, in `tests/golden/cctv-age`.

use std::fs;
use std::io::{Cursor, Read};
use std::iter;
use std::path::Path;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Identity, scrypt, x25519};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::bufread::ZlibDecoder;
use sha2::{Digest, Sha256};

use super::*;
use crate::seal::blob::BLOB_KEY_BYTES;

/// Hybrid files about which Stafet says something else than C2SP, and what.
const STRICTER: [(&str, OpenError); 4] = [
    // One recipient of the file is classical: what is recorded today could be read one day.
    ("hybrid_and_x25519", OpenError::ForeignRecipient),
    ("hybrid_x25519_arg", OpenError::ForeignRecipient),
    // A stanza of unknown type might be anybody's.
    ("hybrid_uppercase", OpenError::ForeignRecipient),
    // An object is binary, so that there is one form of it.
    ("armor_hybrid", OpenError::Damaged(Damage::Header)),
];

/// Files that the age crate opens although C2SP refuses them: they lack the short line that ends a
/// stanza's body, which the crate forgives for the sake of old files. The body of a hybrid stanza is
/// one short line in any case, so that none of ours has a second form by this.
const LENIENT: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

/// How many vectors there are, how many of them hybrid, how many armoured.
const COUNTS: (usize, usize, usize) = (143, 19, 33);

/// A vector: what its text says, and the age file after it.
struct Vector {
    name: String,
    text: String,
    file: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap();
        let (text, file) = bytes.split_at(end);
        let mut vector = Self {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            text: String::from_utf8(text.to_vec()).unwrap(),
            file: file[2..].to_vec(),
        };
        if vector.all("compressed").next() == Some("zlib") {
            let mut file = Vec::new();
            ZlibDecoder::new(vector.file.as_slice())
                .read_to_end(&mut file)
                .unwrap();
            vector.file = file;
        }
        vector
    }

    /// The values of a key.
    fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        let lines = self.text.lines().filter_map(|line| line.split_once(": "));
        lines.filter_map(move |(name, value)| (name == key).then_some(value))
    }

    /// The hybrid identities, without those of classical recipients.
    fn seeds(&self) -> Vec<Seed> {
        let hybrid = |text: &&str| text.starts_with("AGE-SECRET-KEY-PQ-");
        let texts = self.all("identity").filter(hybrid);
        texts.map(|text| text.parse().unwrap()).collect()
    }

    fn is_hybrid(&self) -> bool {
        self.name.contains("hybrid")
    }

    fn is_armoured(&self) -> bool {
        self.all("armored").next().is_some()
    }

    /// What a reader must make of it: the SHA-256 of what comes out, or what is wrong.
    fn expected(&self) -> Result<&str, &str> {
        match self.all("expect").next().unwrap() {
            "success" => Ok(self.all("payload").next().unwrap()),
            wrong => Err(wrong),
        }
    }

    /// The same for our own opening, which tells apart less and refuses more.
    fn expected_of_ours(&self) -> Result<&str, OpenError> {
        if let Some((_, refusal)) = STRICTER.iter().find(|(name, _)| *name == self.name) {
            return Err(*refusal);
        }
        self.expected().map_err(|wrong| match wrong {
            "no match" => OpenError::NotForUs,
            "header failure" | "HMAC failure" => OpenError::Damaged(Damage::Header),
            other => panic!("{} expects {other}", self.name),
        })
    }
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cctv-age");
    let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let vectors: Vec<Vector> = paths
        .filter(|path| path.extension().is_none())
        .map(|path| Vector::read(&path))
        .collect();
    let count = |which: fn(&Vector) -> bool| vectors.iter().filter(|it| which(it)).count();
    let counts = (
        vectors.len(),
        count(Vector::is_hybrid),
        count(Vector::is_armoured),
    );
    assert_eq!(counts, COUNTS);
    vectors
}

/// Opens an age file as that of an envelope, and answers with the hash of what comes out.
fn read_hybrid(file: &[u8], seeds: &[Seed]) -> Result<String, OpenError> {
    age_file::decrypt(file, seeds, 0).map(|opened| hash(&opened.plaintext))
}

#[test]
fn all_hybrid_vectors_of_c2sp_do_what_they_say() {
    for vector in vectors().iter().filter(|vector| vector.is_hybrid()) {
        assert_eq!(
            read_hybrid(&vector.file, &vector.seeds())
                .as_deref()
                .map_err(|&e| e),
            vector.expected_of_ours(),
            "{}",
            vector.name
        );
    }
}

#[test]
fn the_armoured_hybrid_vector_opens_without_its_armour() {
    let vectors = vectors();
    let vector = vectors.iter().find(|it| it.name == "armor_hybrid").unwrap();
    let text = str::from_utf8(&vector.file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let file = STANDARD.decode(lines.collect::<String>()).unwrap();
    let opened = read_hybrid(&file, &vector.seeds());
    assert_eq!(opened.as_deref(), Ok(vector.expected().unwrap()));
}

#[test]
fn no_other_vector_of_c2sp_is_taken_for_an_envelope() {
    let seed = [Seed::from_bytes([7; 32])];
    for vector in vectors().iter().filter(|vector| !vector.is_hybrid()) {
        let refusal = read_hybrid(&vector.file, &seed).unwrap_err();
        let header = OpenError::Damaged(Damage::Header);
        let refusals = match vector.expected() {
            _ if vector.is_armoured() => vec![header],
            // Some are wrong before the first stanza, others in the classical stanza alone.
            Err("header failure") => vec![header, OpenError::ForeignRecipient],
            _ => vec![OpenError::ForeignRecipient],
        };
        assert!(refusals.contains(&refusal), "{}: {refusal:?}", vector.name);
    }
}

/// Their passphrases are no keys of ours, and their work factors not the one that blobs have.
#[test]
fn no_vector_of_c2sp_is_taken_for_a_blob() {
    let key = BlobKey::from_bytes([7; BLOB_KEY_BYTES]);
    for vector in vectors() {
        let mut plain = Vec::new();
        let opened = AgeSealing.open_stream(&key, &mut vector.file.as_slice(), &mut plain);
        let refused = matches!(opened, Err(BlobError::Damaged));
        assert!(refused && plain.is_empty(), "{}", vector.name);
    }
}

#[test]
fn the_age_crate_does_what_the_classical_vectors_say() {
    let mut lenient = Vec::new();
    let classical = |vector: &&Vector| !vector.is_hybrid() && !vector.is_armoured();
    for vector in vectors().iter().filter(classical) {
        let read = read_classical(vector);
        if read.is_ok() && vector.expected().is_err() {
            lenient.push(vector.name.clone());
        } else {
            let read = read.as_deref().map_err(|wrong| *wrong);
            assert_eq!(read, vector.expected(), "{}", vector.name);
        }
    }
    lenient.sort();
    assert_eq!(lenient, LENIENT);
}

/// What the age crate makes of a vector, in the words of the vectors.
fn read_classical(vector: &Vector) -> Result<String, &'static str> {
    let decryptor = Decryptor::new_buffered(Cursor::new(&vector.file))
        .map_err(|error| in_their_words(&error))?;
    let reader = if decryptor.is_scrypt() {
        let passphrase = vector.all("passphrase").next().unwrap();
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(WORK_FACTOR_MAX);
        decryptor.decrypt(iter::once(&identity as &dyn Identity))
    } else {
        let texts = vector.all("identity");
        let identities: Vec<x25519::Identity> = texts.map(|text| text.parse().unwrap()).collect();
        decryptor.decrypt(identities.iter().map(|it| it as &dyn Identity))
    };
    let mut plain = Vec::new();
    let mut reader = reader.map_err(|error| in_their_words(&error))?;
    match reader.read_to_end(&mut plain) {
        Ok(_) => Ok(hash(&plain)),
        Err(_) => {
            // What came before the damage is whole chunks, as the vector says.
            let before = vector.all("payload").next();
            assert_eq!(before, Some(hash(&plain).as_str()), "{}", vector.name);
            Err("payload failure")
        }
    }
}

/// Above the 10 of the vectors that open, below the 23 of the one that must be refused unread.
const WORK_FACTOR_MAX: u8 = 16;

fn in_their_words(error: &DecryptError) -> &'static str {
    match error {
        DecryptError::InvalidMac => "HMAC failure",
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => "no match",
        DecryptError::InvalidHeader
        | DecryptError::UnknownFormat
        | DecryptError::ExcessiveWork { .. }
        | DecryptError::Io(_) => "header failure",
        DecryptError::KeyDecryptionFailed => "key failure",
    }
}

fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
