//! A review round in words.

use stafet_shared::{
    report::{ReviewRound, round::Reviews},
    words::Colour,
};

use super::{
    Setting,
    document::{Block, Cell, Cells, Document, Row, Table},
    note::{hidden_figures, written},
};
use crate::text::{Texts, say};

/// The whole report.
pub(super) fn document(round: &ReviewRound, setting: &Setting<'_>) -> Document {
    let texts = setting.texts;
    let cells = Cells {
        setting,
        small_count: round.thresholds.small_count,
    };
    let due = round.round.period.last().to_string();
    let counts = |it: &Reviews| -> Vec<Cell> {
        vec![
            cells.verdict(it.verdict),
            cells.percent(it.percent),
            cells.figure(it.open),
            cells.figure(it.reviewed),
            cells.figure(it.remaining),
            Cell::Words(due.clone()),
        ]
    };
    let rows = round
        .offices
        .iter()
        .map(|(office, it)| Row::of(setting.office(office), counts(it)));
    let all = Row::total(texts, counts(&round.all));
    let table = Table {
        caption: say!(texts, "report-round-by-office"),
        heads: vec![
            say!(texts, "report-head-municipality"),
            say!(texts, "report-head-colour"),
            say!(texts, "report-head-round-percent"),
            say!(texts, "report-head-cases"),
            say!(texts, "report-head-reviewed"),
            say!(texts, "report-head-remaining"),
            say!(texts, "report-head-due"),
        ],
        rows: rows.chain([all]).collect(),
    };
    Document {
        language: texts.language().code(),
        title: say!(
            texts,
            "report-round-title",
            number = round.round.number.to_string()
        ),
        blocks: vec![
            Block::Text(written(round.written, texts)),
            Block::Heading(say!(texts, "report-definitions")),
            Block::List(definitions(round, texts)),
            Block::Heading(say!(texts, "report-round")),
            Block::Table(table),
        ],
    }
}

fn definitions(round: &ReviewRound, texts: &Texts) -> Vec<String> {
    let (thresholds, period) = (round.thresholds, round.round.period);
    vec![
        say!(
            texts,
            "report-round-days",
            from = period.first().to_string(),
            due = period.last().to_string(),
            expected = round.expected_percent.to_string()
        ),
        say!(
            texts,
            "report-round-colours",
            green = texts.colour(Colour::Green),
            yellow = texts.colour(Colour::Yellow),
            red = texts.colour(Colour::Red),
            green_percent = thresholds.green_percent.to_string(),
            yellow_percent = thresholds.yellow_percent.to_string()
        ),
        hidden_figures(thresholds, texts),
    ]
}
