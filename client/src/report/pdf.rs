//! A report as PDF/UA.

use stafet_shared::calendar::Zone;

use super::{
    Setting,
    document::{self, Cell, Document},
};
use crate::{
    face::when,
    paper::{
        self, PaperError,
        block::{Block, Cells, Counted, Level, Manner, Paper, Row, Table},
    },
    text::say,
};

/// The whole file.
pub(super) fn file(document: &Document, setting: &Setting<'_>) -> Result<Vec<u8>, PaperError> {
    let texts = setting.texts;
    let printed = when::moment(setting.now, setting.now, &Zone::nuuk(), texts).full;
    let (office, person) = (&setting.printer.office, &setting.printer.person);
    let title = Block::Heading(Level::Title, document.title.clone());
    let blocks = document.blocks.iter().map(block);
    paper::pdf(&Paper {
        language: document.language,
        title: document.title.clone(),
        head: document.title.clone(),
        imprint: say!(
            texts,
            "page-printed-watch",
            office = office.as_str(),
            when = printed,
            person = person.as_str()
        ),
        printed: setting.now,
        counted: Counted::in_words(texts),
        blocks: [title].into_iter().chain(blocks).collect(),
    })
}

fn block(block: &document::Block) -> Block {
    match block {
        document::Block::Heading(text) => Block::Heading(Level::Section, text.clone()),
        document::Block::Text(text) => Block::Text(Manner::Plain, text.clone()),
        document::Block::List(items) => Block::List(items.clone()),
        document::Block::Table(table) => Block::Table(Table {
            caption: table.caption.clone(),
            heads: table.heads.clone(),
            cells: Cells::Figures,
            rows: table.rows.iter().map(row).collect(),
        }),
    }
}

fn row(row: &document::Row) -> Row {
    let name = [row.name.clone()].into_iter();
    Row {
        cells: name.chain(row.cells.iter().map(Cell::text)).collect(),
        total: row.total,
    }
}
