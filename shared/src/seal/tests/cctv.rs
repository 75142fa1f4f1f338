//! The outside proof: C2SP's test vectors for hybrid recipients, in `tests/golden/cctv-age`.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::bufread::ZlibDecoder;
use sha2::{Digest, Sha256};

use super::*;

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

    /// What opening must say. These vectors demand more tolerance than we have: a classical
    /// recipient, or one of unknown type, is refused wherever it stands.
    fn expected(&self) -> Result<&str, OpenError> {
        match (self.name.as_str(), self.all("expect").next().unwrap()) {
            ("hybrid_and_x25519" | "hybrid_x25519_arg" | "hybrid_uppercase", _) => {
                Err(OpenError::ForeignRecipient)
            }
            (_, "success") => Ok(self.all("payload").next().unwrap()),
            (_, "no match") => Err(OpenError::NotForUs),
            (_, "header failure" | "HMAC failure") => Err(OpenError::Damaged(Damage::Header)),
            (name, other) => panic!("{name} expects {other}"),
        }
    }
}

#[test]
fn all_hybrid_vectors_of_c2sp_do_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cctv-age");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some() {
            continue;
        }
        let vector = Vector::read(&path);
        let opened = age_file::decrypt(&vector.file, &vector.seeds());
        let hash = opened.map(|opened| hex(&Sha256::digest(&*opened.plaintext)));
        assert_eq!(
            hash.as_deref().map_err(|&e| e),
            vector.expected(),
            "{}",
            vector.name
        );
        count += 1;
    }
    assert_eq!(count, 18);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
