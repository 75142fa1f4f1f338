//! What has happened to a handover on paper: its receipts, what people have signed, and what
//! machines have noted, each apart from the others.

use stafet_shared::{handover::Handover, sign::Capacity};

use super::{
    block::{Block, Cells, Counted, Level, Manner, Paper, Row, Table},
    words::{meta, title},
};
use crate::{
    face::{
        handover::{Happening, Page},
        imprint::{Holds, imprint},
        scene::Scene,
        when,
    },
    office::receipts::{Receipts, known},
    text::say,
};

/// What has happened, and who has signed when.
#[must_use]
pub fn paper(handover: &Handover, scene: &Scene<'_>) -> Paper {
    let texts = scene.texts;
    let title = format!(
        "{} – {}",
        title(handover, texts),
        say!(texts, "page-happened")
    );
    Paper {
        language: texts.language().code(),
        head: title.clone(),
        title,
        imprint: imprint(Holds::Personal, scene),
        printed: scene.now,
        counted: Counted::in_words(texts),
        blocks: blocks(handover, scene),
    }
}

/// The same as the last part of a paper.
#[must_use]
pub fn section(handover: &Handover, scene: &Scene<'_>) -> Vec<Block> {
    let texts = scene.texts;
    let page = Page::of(handover, scene);
    let events = handover.history.iter().zip(&page.timeline);
    let rows = |capacity| {
        let events = events.clone();
        let events = events.filter(move |(event, _)| event.author.capacity == capacity);
        let rows = events.map(|(event, told)| {
            let at = when::moment(known(event), scene.now, &scene.own_zone(), texts);
            row(at.full, told)
        });
        rows.collect::<Vec<Row>>()
    };
    let heads = vec![
        say!(texts, "paper-head-when"),
        say!(texts, "paper-head-what"),
        say!(texts, "paper-head-who"),
    ];
    let mut blocks = vec![
        Block::Heading(Level::Section, say!(texts, "receipts-title")),
        receipts(handover, scene),
    ];
    for (capacity, title, about) in [
        (
            Capacity::Person,
            say!(texts, "paper-people"),
            say!(texts, "paper-people-about"),
        ),
        (
            Capacity::Machine,
            say!(texts, "paper-machines"),
            say!(texts, "paper-machines-about"),
        ),
    ] {
        let rows = rows(capacity);
        blocks.push(Block::Heading(Level::Section, title));
        blocks.push(Block::Text(Manner::Plain, about));
        if rows.is_empty() {
            let nothing = say!(texts, "receipt-not-yet");
            blocks.push(Block::Text(Manner::Plain, nothing));
        } else {
            blocks.push(Block::Table(Table {
                caption: String::new(),
                heads: heads.clone(),
                cells: Cells::Words,
                rows,
            }));
        }
    }
    blocks
}

fn blocks(handover: &Handover, scene: &Scene<'_>) -> Vec<Block> {
    let mut blocks = meta(handover, scene);
    blocks.extend(section(handover, scene));
    blocks
}

fn row(when: String, told: &Happening) -> Row {
    let mut what = told.done.clone();
    for note in &told.notes {
        what = format!("{what}\n{note}");
    }
    Row {
        cells: vec![when, what, told.who.clone()],
        total: false,
    }
}

/// The five receipts, with when each came and who signed.
fn receipts(handover: &Handover, scene: &Scene<'_>) -> Block {
    let texts = scene.texts;
    let receipts = Receipts::of(handover);
    let zone = scene.own_zone();
    let time = |at| when::moment(at, scene.now, &zone, texts).full;
    let receiver = scene.office(&handover.to);
    let machine = || say!(texts, "timeline-machine", office = receiver.as_str());
    let not_yet = || say!(texts, "receipt-not-yet");
    let signed = receipts.acknowledged;
    let row = |name: String, at: Option<String>, who: String| Row {
        total: false,
        cells: match at {
            Some(at) => vec![name, at, who],
            None => vec![name, not_yet(), String::new()],
        },
    };
    let sender = scene.person(&handover.author.person);
    Block::Table(Table {
        caption: String::new(),
        heads: vec![
            say!(texts, "paper-head-receipt"),
            say!(texts, "paper-head-when"),
            say!(texts, "paper-head-who"),
        ],
        cells: Cells::Words,
        rows: vec![
            row(
                say!(texts, "receipt-saved"),
                receipts.saved.map(time),
                sender,
            ),
            row(
                say!(texts, "receipt-sent"),
                receipts.sent.map(time),
                say!(texts, "paper-by-server"),
            ),
            row(
                say!(texts, "receipt-delivered"),
                receipts.delivered.map(time),
                machine(),
            ),
            row(
                say!(texts, "receipt-opened"),
                receipts.opened.map(time),
                machine(),
            ),
            row(
                say!(texts, "receipt-acknowledged"),
                signed.as_ref().map(|(at, _)| time(*at)),
                signed.map_or_else(String::new, |(_, person)| scene.person(&person)),
            ),
        ],
    })
}
