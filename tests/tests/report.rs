//! Reports as files: against golden ones, and for what no report may hold.
//!
//! `STAFET_BLESS=1 cargo test -p stafet-tests --test report` writes the golden files anew.

use std::{collections::BTreeMap, fs, path::Path};

use stafet_client::report::{Format, Question};
use stafet_tests::{
    machine::environment,
    report::{facts, names, review_round, status_note, written},
};

const READABLE: [Format; 3] = [Format::Markdown, Format::Html, Format::Csv];

fn reports() -> [(&'static str, Question); 2] {
    [
        ("statusnotat", status_note()),
        ("gennemgang", review_round()),
    ]
}

fn text(question: &Question, format: Format) -> String {
    String::from_utf8(written((&facts(), &names()), question, format)).unwrap()
}

#[test]
fn reports_are_written_as_the_golden_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report");
    for (name, question) in reports() {
        for format in READABLE {
            let path = folder.join(name).with_extension(format.ending());
            let written = text(&question, format);
            if environment("STAFET_BLESS").is_some() {
                fs::write(&path, &written).unwrap();
            }
            let held = fs::read_to_string(&path).unwrap_or_default();
            let shown = path.display();
            assert!(
                held == written,
                "{shown} is not what the code says; STAFET_BLESS=1 writes it"
            );
        }
    }
}

#[test]
fn a_report_holds_no_id() {
    let facts = facts();
    for (name, question) in reports() {
        for format in READABLE {
            let written = text(&question, format);
            assert!(!written.contains(&facts[0].handover.short()), "{name}");
            for office in names().keys() {
                assert!(!written.contains(office.as_str()), "{name}: {office}");
            }
        }
    }
}

#[test]
fn an_office_without_a_name_does_not_give_its_id_away() {
    let note = written(
        (&facts(), &BTreeMap::new()),
        &status_note(),
        Format::Markdown,
    );
    let note = String::from_utf8(note).unwrap();
    assert!(note.contains("Ukendt kontor"));
    assert!(!note.contains("sermersooq/nuuk"));
}

#[test]
fn no_line_of_figures_shows_a_count_from_one_to_four() {
    for (name, question) in reports() {
        let lines = text(&question, Format::Csv);
        for line in lines.lines().skip(1) {
            let (head, value) = line.rsplit_once(';').unwrap();
            let is_a_count = !head.contains("(timer)") && !head.contains("(%)");
            if let (true, Ok(count)) = (is_a_count, value.parse::<u32>()) {
                assert!(count == 0 || count >= 5, "{name}: {line}");
            }
        }
        assert!(lines.contains("<5"), "{name} has something to hide");
    }
}

#[test]
fn a_page_can_be_read_aloud_and_needs_nothing_from_elsewhere() {
    for (name, question) in reports() {
        let page = text(&question, Format::Html);
        let count = |wanted: &str| page.matches(wanted).count();
        assert!(
            page.starts_with("<!DOCTYPE html>\n<html lang=\"da\">"),
            "{name}"
        );
        assert_eq!(
            (count("<h1>"), count("<main>"), count("<title>")),
            (1, 1, 1)
        );
        assert_eq!(count("<table>"), count("<caption>"));
        assert_eq!(count("<th"), count("<th scope=") + count("<thead>"));
        for foreign in [
            "http:", "https:", "src=", "href=", "<script", "@import", "url(",
        ] {
            assert_eq!(count(foreign), 0, "{name}: {foreign}");
        }
        assert!(page.contains("@media print"));
    }
}

#[test]
fn a_name_that_means_something_to_a_format_means_nothing() {
    let mut hostile = names();
    for name in hostile.values_mut() {
        *name = "=cmd|'/c'!A1<script>alert(1)</script>".to_owned();
    }
    let write = |format| {
        let bytes = written((&facts(), &hostile), &status_note(), format);
        String::from_utf8(bytes).unwrap()
    };
    assert!(!write(Format::Html).contains("<script"));
    assert!(write(Format::Markdown).contains(r"=cmd\|'/c'!A1\<script>"));
    let lines = write(Format::Csv);
    assert!(lines.contains(";'=cmd|") || lines.contains(";\"'=cmd|"));
    assert!(!lines.contains(";=cmd"));
}

#[test]
fn the_same_report_is_the_same_workbook() {
    for (name, question) in reports() {
        let write = || written((&facts(), &names()), &question, Format::Xlsx);
        let workbook = write();
        assert!(workbook.starts_with(b"PK"), "{name} is no workbook");
        assert_eq!(workbook, write(), "{name}");
    }
}
