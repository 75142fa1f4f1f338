//! Sealed files that must open for ever, in `tests/golden/seal`; its README says what they hold.

use std::fs;
use std::path::PathBuf;

use super::*;

fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/seal");
    folder.join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn bytes(name: &str) -> Vec<u8> {
    let digits: Vec<u8> = text(name).bytes().filter(u8::is_ascii_hexdigit).collect();
    let pairs = digits.chunks(2).map(|pair| str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

#[test]
fn golden_objects_open_for_ever() {
    let stored = bytes("stored.age.hex");
    assert_eq!(stored.len(), FLOOR_BYTES);
    for office in [1, 2] {
        assert_eq!(open(&stored, &[office]), Ok((b"Modtaget.".to_vec(), 2)));
    }
    let deflated = bytes("deflated.age.hex");
    let letters = text("letters.txt").into_bytes();
    for office in [1, 2, 3] {
        assert_eq!(open(&deflated, &[office]), Ok((letters.clone(), 3)));
    }
}

#[test]
fn a_golden_export_opens_for_ever() {
    let opened = age_file::decrypt(&bytes("export.age.hex"), &[seed(1)], 0).unwrap();
    assert_eq!(*opened.plaintext, text("letters.txt").into_bytes());
    assert_eq!(opened.recipients, 1);
}

#[test]
fn keys_are_written_the_same_way_for_ever() {
    let (secret, public) = (text("office-1.seed.txt"), text("office-1.public.txt"));
    assert_eq!(seed(1).to_text().as_str(), secret.trim_end());
    assert_eq!(seed(1).public_key().to_string(), public.trim_end());
    assert_eq!(secret.trim_end().parse(), Ok(seed(1)));
    assert_eq!(public.trim_end().parse(), Ok(seed(1).public_key()));
    assert_eq!(
        seed(1).public_key().fingerprint().to_string(),
        "f37b99b2db732a7d"
    );
}

#[test]
#[ignore = "writes golden files, which is done once for each format"]
fn write_golden_files() {
    let write = |name: &str, text: &str| {
        assert!(!path(name).exists(), "{name} must stay as it is");
        fs::write(path(name), format!("{text}\n")).unwrap();
    };
    let hex = |bytes: &[u8]| {
        let lines = bytes.chunks(48);
        let line = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect();
        lines.map(line).collect::<Vec<String>>().join("\n")
    };
    let letters = text("letters.txt").into_bytes();
    let exported = export(&letters, &keys(&[1])).unwrap();
    write("stored.age.hex", &hex(&seal(b"Modtaget.", &[1, 2])));
    write("deflated.age.hex", &hex(&seal(&letters, &[1, 2, 3])));
    write("export.age.hex", &hex(&exported));
    write("office-1.seed.txt", &seed(1).to_text());
    write("office-1.public.txt", &seed(1).public_key().to_string());
}
