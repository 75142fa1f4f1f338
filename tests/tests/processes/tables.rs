//! Tables that are saved and opened in a spreadsheet: whatever offices are called, no cell is taken
//! for a formula.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
};

use serde::{Deserialize, Serialize};
use stafet_tests::tools;

use crate::{
    page::Page,
    programs::{Deployment, data, referral},
};

/// What spreadsheets would take for a formula. The first is the sender's, who owes nothing and stands
/// in no table.
const FORMULAS: [&str; 5] = [
    "=1+1;=2+2",
    "=HYPERLINK(\"http://x\")",
    "+1",
    "-1",
    "@SUM(1)",
];

#[derive(Serialize)]
struct Job {
    workbook: String,
}

#[derive(Debug, Deserialize)]
struct Answer {
    sheets: Vec<Vec<Vec<String>>>,
    formulas: usize,
}

/// The offices of the test data, those of whose ids are given with such names.
fn named(ids: &[&str]) -> String {
    let text = fs::read_to_string(data("offices.toml")).unwrap();
    let mut all: toml::Table = text.parse().unwrap();
    for organisation in all["organisation"].as_array_mut().unwrap() {
        for office in organisation["offices"].as_array_mut().unwrap() {
            let named = ids.iter().zip(FORMULAS);
            let mut named = named.filter(|(id, _)| office["id"].as_str() == Some(id));
            if let Some((_, formula)) = named.next() {
                office["name"] = formula.into();
            }
        }
    }
    toml::to_string(&all).unwrap()
}

/// What a browser saves, byte by byte.
fn saved(page: &Page, path: &str) -> Vec<u8> {
    let asking = page.asking("GET", path);
    let host = asking.headers[0].1.clone();
    let mut request = format!("GET {path} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in &asking.headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut stream = TcpStream::connect(host).unwrap();
    stream
        .write_all(format!("{request}\r\n").as_bytes())
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{path}");
    let mut ends = answer.windows(4);
    let head = ends.position(|it| it == b"\r\n\r\n").unwrap();
    answer.split_off(head + 4)
}

/// The cells of a table, as a spreadsheet reads them: with quotes, each doubled within.
fn cells(csv: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ';' | '\r' | '\n' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    assert!(!is_quoted, "a quote that does not end");
    cells
}

#[test]
fn no_office_is_called_so_that_a_spreadsheet_computes_something() {
    let ids = [
        "kujalleq/nanortalik",
        "socialstyrelsen/rejsehold",
        "socialstyrelsen/killiliisa",
        "avannaata/familiecenter",
        "qeqertalik/aasiaat",
    ];
    let deployment = Deployment::found();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offices.toml");
    let add = |text: &str| {
        fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        deployment.stafet("admin", &["admin", "office", "add", "--from", file])
    };
    for first in ["\\t", "\\r", "\\n"] {
        let text = fs::read_to_string(data("offices.toml")).unwrap();
        let text = text.replace("\"Klinik Killiliisa\"", &format!("\"{first}=1+1\""));
        let refused = add(&text);
        assert_eq!(
            (refused.code, refused.data.as_str()),
            (2, ""),
            "{refused:?}"
        );
        assert!(refused.talk.contains("uden linjeskift"), "{refused:?}");
    }
    let added = add(&named(&ids));
    assert_eq!(added.code, 0, "{added:?}");
    for (id, profile) in ids
        .iter()
        .zip(["sender", "team", "third", "fourth", "fifth"])
    {
        deployment.join(profile, id, "Anna Jensen");
    }
    deployment.sync("sender");
    let sent = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(sent.code, 0, "{sent:?}");
    for id in &ids[2..] {
        let text = ["--subject", "Emne", "--text", "Tekst"];
        let message = ["send", "--to", id, "--kind", "message"];
        let sent = deployment.stafet("sender", &[&message[..], &text].concat());
        assert_eq!(sent.code, 0, "{sent:?}");
    }
    let page = Page::of(&deployment, "admin");
    let csv = String::from_utf8(saved(&page, "/vagt/statistik/csv")).unwrap();
    let all = cells(&csv);
    for formula in &FORMULAS[1..] {
        assert!(all.contains(&format!("'{formula}")), "{formula}: {csv}");
    }
    let taken = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let formulas = all.iter().filter(|it| it.starts_with(taken));
    assert_eq!(formulas.count(), 0, "{csv}");
    let workbook = saved(&page, "/vagt/statistik/xlsx");
    let printed = page.get("/vagt/statistik/html");
    assert!(!printed.body.contains("href=\"http://x"), "{printed:?}");
    let Some(mut python) = tools::python(&["openpyxl"]) else {
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside/xlsx.py");
    let hex = workbook.iter().map(|byte| format!("{byte:02x}"));
    let workbook = hex.collect();
    let read: Answer = tools::ask(python.arg(script), &Job { workbook });
    assert_eq!(read.formulas, 0, "{read:?}");
    let texts: Vec<&String> = read.sheets.iter().flatten().flatten().collect();
    for formula in &FORMULAS[1..] {
        assert!(texts.iter().any(|it| it == formula), "{formula}: {texts:?}");
    }
}
