//! Papers are valid whatever is said in them, and break where a reader would break them.

use stafet_shared::{time::Timestamp, words::State};

use super::{
    block::{Block, Cells, Counted, Field, Level, Manner, Paper, Row, Table},
    font::Fonts,
    happened,
    page::{BOTTOM, pages},
    pdf,
    strip::{Flow, Role},
};
use crate::{face::samples::Stage, text::tests::danish};

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        language: "da",
        title: "Henvisning R6V9 WKA2".to_owned(),
        head: "Henvisning R6V9 WKA2".to_owned(),
        imprint: "Stafet · Børn og Unge, Nanortalik".to_owned(),
        printed: Timestamp::from_unix_ms(1_795_100_000_000),
        counted: Counted::in_words(&danish()),
        blocks,
    }
}

fn heading(level: Level, text: &str) -> Block {
    Block::Heading(level, text.to_owned())
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(Manner::Plain, text.into())
}

fn field(name: &str, text: impl Into<String>) -> Field {
    Field {
        name: name.to_owned(),
        text: text.into(),
        more: String::new(),
    }
}

fn table(rows: usize) -> Table {
    let row = |number: usize| Row {
        cells: vec![format!("Række {number}"), "12".to_owned(), String::new()],
        total: number == 0,
    };
    Table {
        caption: "Tal".to_owned(),
        heads: vec!["Kontor".to_owned(), "Alle".to_owned(), "Sene".to_owned()],
        cells: Cells::Figures,
        rows: (0..rows).map(row).collect(),
    }
}

#[test]
fn every_letter_that_can_be_written_can_be_printed() {
    let letters = (1_u32..0x3_0000).filter_map(char::from_u32);
    let letters: Vec<char> = letters.step_by(7).chain('\u{0}'..'\u{2ff}').collect();
    let lines = letters
        .chunks(97)
        .map(|line| line.iter().collect::<String>());
    let all = lines.collect::<Vec<String>>().join("\n");
    let fields = Block::Fields(vec![field("Felt", all.clone()), field(&all, "kort")]);
    assert!(
        pdf(&paper(vec![
            heading(Level::Title, "Alt"),
            fields,
            text(all)
        ]))
        .is_ok()
    );
}

#[test]
fn hostile_and_empty_texts_are_printed() {
    let word = "socialforvaltningsmedarbejderuddannelse".repeat(30);
    let blocks = vec![
        heading(Level::Title, &word),
        heading(Level::Section, ""),
        text(""),
        text("e\u{301}\u{301}\u{301} \u{200D} 👩‍👧‍👦 \u{202E}txt\u{202C} ﷽ 漢字 ĸ'ĸ"),
        Block::Fields(vec![
            field("", ""),
            field(&word, word.clone()),
            field("Tomt", ""),
        ]),
        Block::Fields(Vec::new()),
        Block::List(vec![String::new(), word]),
        Block::List(Vec::new()),
        Block::Table(table(0)),
        Block::Table(table(3)),
    ];
    pdf(&paper(blocks)).unwrap();
    pdf(&paper(vec![heading(Level::Title, "Kun en overskrift")])).unwrap();
    pdf(&paper(Vec::new())).unwrap();
}

#[test]
fn the_same_paper_is_the_same_file() {
    let blocks = vec![
        heading(Level::Title, "Én"),
        text("Samme"),
        Block::Table(table(80)),
    ];
    let one = paper(blocks);
    assert_eq!(pdf(&one).unwrap(), pdf(&one).unwrap());
}

#[test]
fn too_long_a_paper_is_refused() {
    let long = text("linje\n".repeat(60_000));
    let refused = pdf(&paper(vec![heading(Level::Title, "Lang"), long]));
    assert!(
        matches!(refused, Err(super::PaperError::TooLong)),
        "{refused:?}"
    );
}

/// Every way of standing on a page, since where the page ends is moved line by line.
#[test]
fn a_heading_never_stands_without_its_text_and_no_line_alone() {
    let fonts = Fonts::new().unwrap();
    for lines in 20..60 {
        let filler = text("Linje.\n".repeat(lines));
        let long = "Barnet har brug for ro og faste aftaler. ".repeat(12);
        let blocks = vec![
            heading(Level::Title, "Henvisning"),
            filler,
            heading(Level::Section, "Indhold"),
            heading(Level::Part, "Del"),
            text(long),
        ];
        let flow = Flow::of(&paper(blocks), &fonts);
        let nodes = flow.tree.nodes();
        let is_heading = |node: Option<usize>| {
            let node = node.and_then(|it| nodes.get(it));
            node.is_some_and(|it| matches!(it.role, Role::Heading(..)))
        };
        let pages = pages(&flow).unwrap();
        for page in &pages {
            let last = page.last().unwrap();
            assert!(last.y + last.strip.height <= BOTTOM + 0.01);
            let node = last.strip.runs.first().and_then(|run| run.node);
            assert!(!is_heading(node), "{lines}");
        }
        let of_long = |page: &&Vec<super::page::Placed<'_>>| {
            let last = nodes.len() - 1;
            let strips = page.iter().flat_map(|it| &it.strip.runs);
            strips.filter(|run| run.node == Some(last)).count()
        };
        let counts: Vec<usize> = pages.iter().map(|page| of_long(&page)).collect();
        assert!(!counts.contains(&1), "{lines}: {counts:?}");
    }
}

#[test]
fn heads_of_a_table_are_said_again_on_each_page_and_tagged_once() {
    let fonts = Fonts::new().unwrap();
    let flow = Flow::of(&paper(vec![Block::Table(table(120))]), &fonts);
    let pages = pages(&flow).unwrap();
    assert!(pages.len() >= 3);
    let heads = |page: &Vec<super::page::Placed<'_>>| {
        let runs = page.iter().flat_map(|it| &it.strip.runs);
        let heads = runs.filter(|run| run.text == "Kontor");
        heads.map(|run| run.node.is_some()).collect::<Vec<bool>>()
    };
    assert_eq!(heads(&pages[0]), [true]);
    assert!(pages[1..].iter().all(|page| heads(page) == [false]));
}

#[test]
fn people_and_machines_stand_apart() {
    let stage = Stage::new();
    let texts = danish();
    let signed = stage.referral(1, State::Acknowledged);
    let made = happened::paper(&signed, &stage.at_team(&texts));
    let tables = made.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(..) | Block::Text(..) | Block::Fields(_) | Block::List(_) => None,
    });
    let tables: Vec<&Table> = tables.collect();
    let [receipts, people, machines] = tables[..] else {
        panic!("{tables:?}")
    };
    assert_eq!(receipts.rows.len(), 5);
    assert!(
        people
            .rows
            .iter()
            .any(|row| row.cells[2].starts_with("Thea Team"))
    );
    assert!(
        machines
            .rows
            .iter()
            .all(|row| row.cells[2].starts_with("computer hos"))
    );
    assert_eq!(people.rows.len() + machines.rows.len(), 3);
    assert!(pdf(&made).is_ok());
}
