//! A report as a workbook: what it says in words on the first sheet, then a sheet for each table.
//!
//! Numbers are numbers and everything else is text: nothing is a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};
use stafet_shared::{calendar::Zone, time::Timestamp, words::Colour};

use super::{
    Setting,
    document::{Block, Cell, Document, Table},
};
use crate::text::say;

/// The whole file.
///
/// # Errors
/// The program's fault: a limit of the format is passed.
pub(super) fn workbook(document: &Document, setting: &Setting<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same report gives the same file, whenever it is written.
    let properties = DocProperties::new()
        .set_title(&document.title)
        .set_creation_datetime(&date_time(setting.now)?);
    workbook.set_properties(&properties);
    let about = workbook.add_worksheet();
    about.set_name(say!(setting.texts, "report-sheet-about"))?;
    say_words(about, document)?;
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Text(_) | Block::List(_) => None,
    });
    for (number, table) in (1_u32..).zip(tables) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(number, &table.caption))?;
        fill(sheet, table)?;
    }
    workbook.save_to_buffer()
}

fn say_words(sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet.set_column_width(0, WORDS_WIDTH)?;
    sheet.write_string_with_format(0, 0, &document.title, &bold)?;
    let mut lines: Vec<(&str, &Format)> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(text) => lines.push((text, &bold)),
            Block::Text(text) => lines.push((text, &wrapped)),
            Block::List(items) => lines.extend(items.iter().map(|it| (it.as_str(), &wrapped))),
            Block::Table(_) => {}
        }
    }
    for (row, (text, format)) in (1_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, head) in (0_u16..).zip(&table.heads) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        let plain = if row.total {
            bold.clone()
        } else {
            Format::new()
        };
        sheet.write_string_with_format(line, 0, &row.name, &plain)?;
        for (column, cell) in (1_u16..).zip(&row.cells) {
            match cell {
                Cell::Number(number) => {
                    // Counts of handovers are far below what a double holds exactly.
                    let number = u32::try_from(*number).unwrap_or(u32::MAX);
                    sheet.write_number_with_format(line, column, number, &plain)?
                }
                Cell::Words(words) => {
                    sheet.write_string_with_format(line, column, words, &plain)?
                }
                Cell::Colour(colour, words) => {
                    let format = plain.clone().set_background_color(background(*colour));
                    sheet.write_string_with_format(line, column, words, &format)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofit();
    Ok(())
}

/// A name that no other sheet has, without what a sheet's name may not hold.
fn sheet_name(number: u32, caption: &str) -> String {
    let safe = caption
        .chars()
        .filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    let name = format!("{number} {}", safe.collect::<String>());
    name.chars().take(SHEET_NAME_CHARS_MAX).collect()
}

fn background(colour: Colour) -> Color {
    match colour {
        Colour::Red => Color::RGB(0x00F8_CFC9),
        Colour::Yellow => Color::RGB(0x00FF_F2B3),
        Colour::Green => Color::RGB(0x00CD_EBC5),
    }
}

fn date_time(now: Timestamp) -> Result<ExcelDateTime, XlsxError> {
    let zone = Zone::nuuk();
    let there = zone.time_zone().to_datetime(now.to_jiff());
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(there.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(there.month()), part(there.day()))?.and_hms(
        part(there.hour()).into(),
        part(there.minute()),
        part(there.second()),
    )
}

/// The longest name of a sheet, in characters.
const SHEET_NAME_CHARS_MAX: usize = 31;
/// The width of the sheet with words, in characters.
const WORDS_WIDTH: f64 = 100.0;
