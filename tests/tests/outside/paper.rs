//! Our printed papers, read by poppler: tagged, in reading order, in their language, and whole.

use stafet_client::{
    paper::{
        self,
        block::{Block, Cells, Counted, Field, Level, Manner, Paper, Row, Table},
    },
    report::Format,
    text::{Language, Texts},
};
use stafet_shared::time::Timestamp;
use stafet_tests::{
    paper::{about, holds, text, tree},
    report::{facts, names, status_note, written},
};

use crate::tools;

fn printed(blocks: Vec<Block>) -> Vec<u8> {
    let texts = Texts::new(Language::Danish).unwrap();
    let made = Paper {
        language: "da",
        title: "Henvisning R6V9 WKA2".to_owned(),
        head: "Henvisning R6V9 WKA2".to_owned(),
        imprint: "Stafet · Nanortalik · udskrevet torsdag 19. november 2026".to_owned(),
        printed: Timestamp::from_unix_ms(1_795_100_000_000),
        counted: Counted::in_words(&texts),
        blocks,
    };
    paper::pdf(&made).unwrap()
}

fn field(name: &str, text: &str) -> Field {
    Field {
        name: name.to_owned(),
        text: text.to_owned(),
        more: String::new(),
    }
}

/// The roles of a tree, each as deep as it stands.
fn roles(tree: &str) -> Vec<String> {
    // Between the roles stand what is said, and what is told about a list or a head.
    let is_role = |line: &&str| !line.trim_start().starts_with(['"', '/']);
    let lines = tree.lines().filter(is_role);
    let role = |line: &str| {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        let name = rest.split([' ', ':']).next().unwrap_or_default();
        format!("{indent}{name}")
    };
    lines
        .map(role)
        .filter(|line| !line.trim().is_empty())
        .collect()
}

#[test]
fn poppler_reads_the_tree_in_order() {
    if !tools::has_poppler() {
        return;
    }
    let pdf = printed(vec![
        Block::Heading(Level::Title, "Henvisning".to_owned()),
        Block::Heading(Level::Section, "Indhold".to_owned()),
        Block::Text(Manner::Plain, "Først.\nSå.".to_owned()),
        Block::Fields(vec![field("Barn", "Testbarn")]),
        Block::List(vec!["plan.pdf".to_owned()]),
        Block::Table(Table {
            caption: "Kvitteringer".to_owned(),
            heads: vec!["Hvad".to_owned(), "Hvornår".to_owned()],
            cells: Cells::Words,
            rows: vec![Row {
                cells: vec!["Åbnet".to_owned(), String::new()],
                total: false,
            }],
        }),
    ]);
    assert_eq!(
        roles(&tree(&pdf)),
        [
            "Document",
            "  H1",
            "  H2",
            "  P",
            "  P",
            "  L",
            "    LI",
            "      Lbl",
            "      LBody",
            "        P",
            "  L",
            "    LI",
            "      Lbl",
            "      LBody",
            "  Table",
            "    Caption",
            "    THead",
            "      TR",
            "        TH",
            "        TH",
            "    TBody",
            "      TR",
            "        TH",
            "        TD"
        ]
    );
    let about = about(&pdf);
    assert!(
        about.contains("Title:           Henvisning R6V9 WKA2"),
        "{about}"
    );
    assert!(about.contains("Tagged:          yes"), "{about}");
    assert!(about.contains("JavaScript:      no"), "{about}");
    let catalog = String::from_utf8_lossy(&pdf);
    assert!(catalog.contains("/Lang(da)"), "the language is set");
    assert!(catalog.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(catalog.contains("/DisplayDocTitle true"));
    // What stands at the edge of each page is no part of what is read aloud.
    assert!(!tree(&pdf).contains("udskrevet"));
    assert!(text(&pdf).contains("Side 1 af 1"));
}

#[test]
fn nothing_is_lost_however_long_and_strange_it_is() {
    if !tools::has_poppler() {
        return;
    }
    let long = "Barnet trives bedst, når aftaler holdes. ".repeat(75);
    let word = "socialforvaltningsmedarbejderuddannelse".repeat(9);
    let strange = "ĸalaallisut âîôû æøå – 😀 漢字 ﬁ e\u{301}";
    let files: Vec<String> = (0..200)
        .map(|it| format!("bilag-{it:03}.pdf · 12 kB"))
        .collect();
    let pdf = printed(vec![
        Block::Heading(Level::Title, word.clone()),
        Block::Fields(vec![
            field("Langt", &long),
            field(&word, &word),
            field("Sært", strange),
            field("Tomt", ""),
        ]),
        Block::List(files.clone()),
    ]);
    let read = tree(&pdf);
    let words = || {
        read.lines()
            .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'))
    };
    let said: String = words().collect();
    for wanted in [&long, &word].into_iter().chain(&files) {
        assert!(holds(&said, wanted), "{wanted}");
    }
    // The letters that the font lacks are said as they are, and shown as a sign.
    for letter in ["ĸalaallisut âîôû æøå", "😀", "漢字"] {
        assert!(holds(&text(&pdf), letter), "{letter}");
    }
}

#[test]
fn the_status_note_is_a_tagged_paper_that_says_what_the_csv_says() {
    if !tools::has_poppler() {
        return;
    }
    let write = |format| written((&facts(), &names()), &status_note(), format);
    let pdf = write(Format::Pdf);
    let read = text(&pdf);
    let csv = String::from_utf8(write(Format::Csv)).unwrap();
    for line in csv.lines().skip(1) {
        let name = line.split(';').nth(1).unwrap();
        assert!(holds(&read, name), "{name}");
    }
    let roles = roles(&tree(&pdf));
    let count = |role: &str| roles.iter().filter(|it| it.trim() == role).count();
    assert_eq!((count("H1"), count("Table")), (1, count("Caption")));
    assert!(count("Table") > 5 && count("TH") > 50 && count("TD") > 200);
    assert_eq!(count("THead"), count("Table"));
    assert!(holds(&read, "udskrevet") && holds(&read, "Vera Vagt"));
}
