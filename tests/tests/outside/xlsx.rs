//! Our workbooks, read by `openpyxl`: they say what the CSV of the same report says.

use serde::{Deserialize, Serialize};
use stafet_client::report::Format;
use stafet_tests::report::{facts, names, review_round, status_note, written};

use crate::{hex, tools};

#[derive(Serialize)]
struct Job {
    workbook: String,
}

#[derive(Deserialize)]
struct Answer {
    title: String,
    /// Each sheet's rows of cells.
    sheets: Vec<Vec<Vec<String>>>,
    formulas: usize,
    numbers: usize,
}

#[test]
fn openpyxl_reads_in_a_workbook_what_the_csv_says() {
    let Some(mut python) = tools::python(&["openpyxl"]) else {
        return;
    };
    python.arg(crate::script("xlsx.py"));
    let mut names = names();
    if let Some(name) = names.values_mut().next() {
        "=1+1".clone_into(name);
    }
    for (question, title) in [
        (status_note(), "Statusnotat 2026-01-01 til 2026-06-30"),
        (review_round(), "Gennemgang af sager, runde 2"),
    ] {
        let facts = facts();
        let write = |format| written((&facts, &names), &question, format);
        let workbook = hex(&write(Format::Xlsx));
        let answer: Answer = tools::ask(&mut python, &Job { workbook });
        assert_eq!(answer.title, title);
        assert_eq!(answer.formulas, 0);
        assert!(answer.numbers > 10, "counts are numbers");
        assert_eq!(answer.sheets[0][0][0], title);
        let said: Vec<[String; 3]> = answer.sheets[1..]
            .iter()
            .flat_map(|it| figures(it))
            .collect();
        assert_eq!(said, lines(&write(Format::Csv)));
    }
}

/// The row's name, the column's head and the value of each cell of a sheet.
fn figures(sheet: &[Vec<String>]) -> Vec<[String; 3]> {
    let (heads, rows) = sheet.split_first().unwrap();
    let cells = rows.iter().flat_map(|row| {
        let cells = heads.iter().zip(row).skip(1);
        cells.map(|(head, value)| [row[0].clone(), head.clone(), value.clone()])
    });
    cells.collect()
}

/// The same of a CSV, which no field of these makes quote anything.
fn lines(csv: &[u8]) -> Vec<[String; 3]> {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let lines = text.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(';').collect();
        // What a spreadsheet would take for a formula has an apostrophe before it.
        let plain = |field: &str| field.strip_prefix('\'').unwrap_or(field).to_owned();
        [plain(fields[1]), plain(fields[2]), plain(fields[3])]
    });
    lines.collect()
}
