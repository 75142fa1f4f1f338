//! Printed papers as others read them: by the programs of poppler.

use std::{fs, process::Command};

/// What a reader sees, in reading order.
///
/// # Panics
/// When poppler cannot read it.
#[must_use]
pub fn text(pdf: &[u8]) -> String {
    read(pdf, "pdftotext", &["-enc", "UTF-8", "-raw"], &["-"])
}

/// What a screen reader is told: the tree of the document with its words.
///
/// # Panics
/// When poppler cannot read it.
#[must_use]
pub fn tree(pdf: &[u8]) -> String {
    read(pdf, "pdfinfo", &["-struct-text"], &[])
}

/// What the file says about itself.
///
/// # Panics
/// When poppler cannot read it.
#[must_use]
pub fn about(pdf: &[u8]) -> String {
    read(pdf, "pdfinfo", &[], &[])
}

/// Whether a text stands in another, wherever its lines were broken.
#[must_use]
pub fn holds(text: &str, wanted: &str) -> bool {
    let bare = |it: &str| it.split_whitespace().collect::<String>();
    bare(text).contains(&bare(wanted))
}

fn read(pdf: &[u8], program: &str, before: &[&str], behind: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("paper.pdf");
    fs::write(&place, pdf).unwrap();
    let mut command = Command::new(program);
    let output = command
        .args(before)
        .arg(&place)
        .args(behind)
        .output()
        .unwrap();
    let talk = String::from_utf8_lossy(&output.stderr);
    // Poppler tells of what it cannot read, and goes on.
    let faults: Vec<&str> = talk.lines().filter(|line| *line != KNOWN).collect();
    assert!(
        output.status.success() && faults.is_empty(),
        "{program}: {talk}"
    );
    // It writes the titles of headings as they stand in the file, in whatever encoding.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What poppler 22.12 says of every file in which no tag is doubtful: it takes the *false* that says
/// so for something else.
const KNOWN: &str = "Syntax Error: Suspects object is wrong type (boolean)";
