//! The status note in words.

use std::iter;

use stafet_shared::{
    calendar::Zone,
    report::{
        StatusNote, Thresholds,
        note::{Age, FollowUp, FollowUps, OpenCounts, Receipts},
    },
    words::Colour,
};

use super::{
    Setting,
    document::{Block, Cell, Cells, Document, Row, Table},
};
use crate::text::{Texts, say};

/// The whole note.
pub(super) fn document(note: &StatusNote, setting: &Setting<'_>) -> Document {
    let texts = setting.texts;
    let cells = Cells {
        setting,
        small_count: note.thresholds.small_count,
    };
    let (from, to) = (note.period.first(), note.period.last());
    let mut blocks = vec![
        Block::Text(written(note.written, texts)),
        Block::Heading(say!(texts, "report-definitions")),
        Block::List(definitions(note.thresholds, texts)),
        Block::Heading(say!(texts, "report-receipts")),
    ];
    blocks.extend(receipts(note, cells));
    blocks.push(Block::Heading(say!(texts, "report-open")));
    blocks.push(open_by_kind(note, cells));
    blocks.push(open_by_owner(note, cells));
    blocks.push(Block::Heading(say!(texts, "report-courses")));
    blocks.push(stages(note, cells));
    blocks.push(follow_ups(note, cells));
    Document {
        language: texts.language().code(),
        title: say!(
            texts,
            "report-note-title",
            from = from.to_string(),
            to = to.to_string()
        ),
        blocks,
    }
}

/// When a report was computed.
pub(super) fn written(at: stafet_shared::time::Timestamp, texts: &Texts) -> String {
    let at = at.local(Zone::nuuk().time_zone());
    say!(texts, "report-written", at = at)
}

/// What hidden figures mean.
pub(super) fn hidden_figures(thresholds: Thresholds, texts: &Texts) -> String {
    let small = thresholds.small_count.to_string();
    say!(texts, "report-definition-hidden", small = small)
}

fn definitions(thresholds: Thresholds, texts: &Texts) -> Vec<String> {
    let green = thresholds.green_percent.to_string();
    let yellow = thresholds.yellow_percent.to_string();
    let small = thresholds.small_count.to_string();
    let colour = |colour: Colour| texts.colour(colour);
    vec![
        say!(texts, "report-definition-share"),
        say!(
            texts,
            "report-definition-green",
            colour = colour(Colour::Green),
            green = green.clone()
        ),
        say!(
            texts,
            "report-definition-yellow",
            colour = colour(Colour::Yellow),
            yellow = yellow.clone(),
            green = green
        ),
        say!(
            texts,
            "report-definition-red",
            colour = colour(Colour::Red),
            yellow = yellow
        ),
        say!(texts, "report-definition-too-few", small = small),
        say!(texts, "report-definition-times"),
        say!(texts, "report-definition-open"),
        say!(texts, "report-definition-follow-up"),
        hidden_figures(thresholds, texts),
    ]
}

fn receipts(note: &StatusNote, cells: Cells<'_>) -> Vec<Block> {
    let texts = cells.setting.texts;
    let rows = note
        .kinds
        .iter()
        .map(|kind| Row::of(texts.kind(kind.kind), of_receipts(&kind.all, cells)));
    let all = Row::total(texts, of_receipts(&note.receipts, cells));
    let mut tables = vec![Block::Table(Table {
        caption: say!(texts, "report-receipts-by-kind"),
        heads: receipt_heads(say!(texts, "report-head-kind"), texts),
        rows: rows.chain([all]).collect(),
    })];
    for kind in &note.kinds {
        let rows = kind.offices.iter().map(|(office, receipts)| {
            Row::of(cells.setting.office(office), of_receipts(receipts, cells))
        });
        let all = Row::total(texts, of_receipts(&kind.all, cells));
        tables.push(Block::Table(Table {
            caption: say!(
                texts,
                "report-receipts-by-office",
                kind = texts.kind(kind.kind)
            ),
            heads: receipt_heads(say!(texts, "report-head-receiver"), texts),
            rows: rows.chain([all]).collect(),
        }));
    }
    tables
}

fn receipt_heads(first: String, texts: &Texts) -> Vec<String> {
    vec![
        first,
        say!(texts, "report-head-colour"),
        say!(texts, "report-head-percent"),
        say!(texts, "report-head-counted"),
        say!(texts, "report-head-in-time"),
        say!(texts, "report-head-late"),
        say!(texts, "report-head-median"),
        say!(texts, "report-head-percentile"),
    ]
}

fn of_receipts(receipts: &Receipts, cells: Cells<'_>) -> Vec<Cell> {
    vec![
        cells.verdict(receipts.verdict),
        cells.percent(receipts.percent),
        cells.figure(receipts.counted),
        cells.figure(receipts.in_time),
        cells.figure(receipts.late),
        cells.hours(receipts.median_ms),
        cells.hours(receipts.percentile_95_ms),
    ]
}

fn open_by_kind(note: &StatusNote, cells: Cells<'_>) -> Block {
    let texts = cells.setting.texts;
    let counts = |counts: &OpenCounts| {
        let figures = counts.ages.iter().chain([&counts.all, &counts.overdue]);
        figures.map(|figure| cells.figure(*figure)).collect()
    };
    let kinds = note.open.kinds.iter();
    let rows = kinds.map(|(kind, it)| Row::of(texts.kind(*kind), counts(it)));
    let ages = Age::ALL.map(|age| name_of_age(age, texts));
    let ends = [
        say!(texts, "report-head-open"),
        say!(texts, "report-head-overdue"),
    ];
    let heads = iter::once(say!(texts, "report-head-kind"));
    Block::Table(Table {
        caption: say!(texts, "report-open-by-kind"),
        heads: heads.chain(ages).chain(ends).collect(),
        rows: rows
            .chain([Row::total(texts, counts(&note.open.all))])
            .collect(),
    })
}

fn name_of_age(age: Age, texts: &Texts) -> String {
    age.days_max().map_or_else(
        || say!(texts, "report-age-older"),
        |days| say!(texts, "report-age-up-to", days = days.to_string()),
    )
}

fn open_by_owner(note: &StatusNote, cells: Cells<'_>) -> Block {
    let texts = cells.setting.texts;
    let owners = note.open.owners.iter().map(|(office, all, overdue)| {
        let name = cells.setting.office(office);
        Row::of(name, vec![cells.figure(*all), cells.figure(*overdue)])
    });
    Block::Table(Table {
        caption: say!(texts, "report-open-by-owner"),
        heads: vec![
            say!(texts, "report-head-owner"),
            say!(texts, "report-head-open"),
            say!(texts, "report-head-overdue"),
        ],
        rows: owners.collect(),
    })
}

fn stages(note: &StatusNote, cells: Cells<'_>) -> Block {
    let texts = cells.setting.texts;
    let stages = note.courses.stages.iter();
    let rows =
        stages.map(|(stage, count)| Row::of(texts.stage(*stage), vec![cells.figure(*count)]));
    let all = Row::total(texts, vec![cells.figure(note.courses.follow_ups.all)]);
    Block::Table(Table {
        caption: say!(texts, "report-stages"),
        heads: vec![
            say!(texts, "report-head-stage"),
            say!(texts, "report-head-courses"),
        ],
        rows: rows.chain([all]).collect(),
    })
}

fn follow_ups(note: &StatusNote, cells: Cells<'_>) -> Block {
    let texts = cells.setting.texts;
    let counts = |it: &FollowUps| {
        let figures = it.places.iter().chain([&it.all]);
        figures.map(|figure| cells.figure(*figure)).collect()
    };
    let municipalities = note.courses.municipalities.iter();
    let rows = municipalities.map(|(office, it)| Row::of(cells.setting.office(office), counts(it)));
    let all = Row::total(texts, counts(&note.courses.follow_ups));
    let places = FollowUp::ALL.map(|place| name_of_place(place, texts));
    let heads = iter::once(say!(texts, "report-head-municipality"));
    Block::Table(Table {
        caption: say!(texts, "report-follow-ups"),
        heads: heads
            .chain(places)
            .chain([say!(texts, "report-head-courses")])
            .collect(),
        rows: rows.chain([all]).collect(),
    })
}

fn name_of_place(place: FollowUp, texts: &Texts) -> String {
    match place {
        FollowUp::NotYet => say!(texts, "report-follow-up-not-yet"),
        FollowUp::Undecided => say!(texts, "report-follow-up-undecided"),
        FollowUp::UnderWay => say!(texts, "report-follow-up-under-way"),
        FollowUp::Missing => say!(texts, "report-follow-up-missing"),
        FollowUp::Done => say!(texts, "report-follow-up-done"),
    }
}
