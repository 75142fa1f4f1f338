//! What must not be found: names, numbers, subjects, free texts and file names of the demo.

use std::collections::BTreeSet;

use stafet_tests::offices;
use toml::{Table, Value};

/// The files that the demo sends, and their names.
const SENT: [(&str, &str); 7] = [
    (
        "01-henvisning",
        include_str!("../../data/handovers/01-henvisning.toml"),
    ),
    (
        "07-henvisning-afvises",
        include_str!("../../data/handovers/07-henvisning-afvises.toml"),
    ),
    (
        "08-henvisning-uden-svar",
        include_str!("../../data/handovers/08-henvisning-uden-svar.toml"),
    ),
    (
        "message-1",
        include_str!("../../data/handovers/message-1.toml"),
    ),
    (
        "message-2",
        include_str!("../../data/handovers/message-2.toml"),
    ),
    (
        "decline-1",
        include_str!("../../data/handovers/decline-1.toml"),
    ),
    ("plan-1", include_str!("../../data/handovers/plan-1.toml")),
];
/// Words of fewer bytes are codes (`kl`, `ukendt`) and stand in every program.
const SHORTEST_BYTES: usize = 8;
/// Fields that hold a code.
const CODES: [&str; 2] = ["category", "language"];
/// The first file's attachment, and its name.
const ATTACHMENT: (&str, &str) = (
    "000_f6279063abee33ca",
    include_str!("../../data/attachments/000_f6279063abee33ca.txt"),
);
/// Lines of an attachment of fewer bytes may stand anywhere.
const SHORTEST_LINE_BYTES: usize = 40;

/// All needles, looked for at once.
pub(crate) struct Needles {
    contents: BTreeSet<String>,
    /// Each way to write each needle, with what it stands for, by its first two bytes.
    forms: Vec<Vec<(Vec<u8>, String)>>,
}

impl Needles {
    pub(crate) fn of_the_demo() -> Self {
        let mut contents = BTreeSet::new();
        let mut names = BTreeSet::from([ATTACHMENT.0.to_owned()]);
        let lines = ATTACHMENT.1.lines().map(str::trim);
        let lines = lines.filter(|line| line.len() >= SHORTEST_LINE_BYTES);
        contents.extend(lines.map(str::to_owned));
        for (name, text) in SENT {
            names.insert(name.to_owned());
            collect(&text.parse().unwrap(), &mut contents);
        }
        // The offices' names are public: the directory has them in the clear.
        for organisation in offices::all() {
            for office in organisation.offices {
                contents.remove(&office.name);
            }
        }
        assert!(contents.contains("Testbarn Nanortalik A"));
        assert!(contents.contains("010112-0000"));
        assert!(contents.len() > 25, "{contents:?}");
        let mut forms = vec![Vec::new(); usize::from(u16::MAX) + 1];
        for text in contents.iter().chain(&names) {
            for form in written(text) {
                let start = usize::from(u16::from_be_bytes([form[0], form[1]]));
                forms[start].push((form, text.clone()));
            }
        }
        Self { contents, forms }
    }

    /// What was written in the files.
    pub(crate) fn contents(&self) -> Vec<&str> {
        self.contents.iter().map(String::as_str).collect()
    }

    /// Every way in which a needle may be written.
    pub(crate) fn every_form(&self) -> impl Iterator<Item = &Vec<u8>> {
        self.forms.iter().flatten().map(|(form, _)| form)
    }

    /// Which needles are in there, each once.
    pub(crate) fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = BTreeSet::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            for (form, text) in &self.forms[usize::from(u16::from_be_bytes([pair[0], pair[1]]))] {
                if bytes[at..].starts_with(form) {
                    found.insert(text.as_str());
                }
            }
        }
        found.into_iter().collect()
    }
}

/// The subject, and all texts below `[child]` and `[content]`, line by line.
fn collect(file: &Table, into: &mut BTreeSet<String>) {
    let sections = ["child", "content"];
    let tables = sections
        .iter()
        .filter_map(|name| file.get(*name)?.as_table());
    let subject = file.get("subject").and_then(Value::as_str);
    let texts = tables.flat_map(|table| {
        let said = table
            .iter()
            .filter(|(name, _)| !CODES.contains(&name.as_str()));
        said.filter_map(|(_, value)| value.as_str())
    });
    for line in texts.chain(subject).flat_map(str::lines) {
        if line.trim().len() >= SHORTEST_BYTES {
            into.insert(line.trim().to_owned());
        }
    }
}

/// A text as UTF-8 and UTF-16; a CPR number with and without its hyphen.
fn written(text: &str) -> Vec<Vec<u8>> {
    let mut spellings = vec![text.to_owned()];
    let digits = text.replace('-', "");
    if digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        spellings.push(digits);
    }
    let mut forms = Vec::new();
    for spelling in spellings {
        forms.push(spelling.encode_utf16().flat_map(u16::to_le_bytes).collect());
        forms.push(spelling.encode_utf16().flat_map(u16::to_be_bytes).collect());
        forms.push(spelling.into_bytes());
    }
    forms
}
