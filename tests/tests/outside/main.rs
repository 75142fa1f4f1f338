//! What others wrote, set against ours: published test vectors, and programs of other people in
//! both directions. Our own tests judge our code by our own understanding; these do not.
//!
//! C2SP's vectors for age are read where the sealing is (`shared/src/seal/tests/cctv.rs`). Which
//! tools the tests here need says [`stafet_tests::tools`].

mod age_files;
mod certificates;
mod cose;
mod ed25519;
mod founded;
mod paper;
mod quic;
mod weekly;
mod xlsx;

use stafet_tests::tools;

/// Bytes for a script, in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from a script.
fn unhex(digits: &str) -> Vec<u8> {
    let starts = (0..digits.len()).step_by(2);
    starts
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

/// A script that lies beside this file.
fn script(name: &str) -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("tests/outside").join(name)
}
