//! A report's tables as CSV: one line for each figure, with its table, row and column.
//!
//! Separated by semicolons and with a byte order mark, as spreadsheets in Danish expect. Nothing
//! that a spreadsheet would take for a formula is left as it is.

use std::io;

use super::document::{Block, Document};
use crate::text::{Texts, say};

/// All lines.
///
/// # Errors
/// None that comes from outside: memory takes everything.
pub(super) fn lines(document: &Document, texts: &Texts) -> io::Result<Vec<u8>> {
    let mut lines = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    lines.write_record([
        say!(texts, "report-csv-table"),
        say!(texts, "report-csv-row"),
        say!(texts, "report-csv-column"),
        say!(texts, "report-csv-value"),
    ])?;
    for block in &document.blocks {
        let Block::Table(table) = block else {
            continue;
        };
        for row in &table.rows {
            for (head, cell) in table.heads.iter().skip(1).zip(&row.cells) {
                let fields = [&table.caption, &row.name, head, &cell.text()];
                lines.write_record(fields.map(|field| plain(field)))?;
            }
        }
    }
    lines.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before one that begins
/// like it.
fn plain(text: &str) -> String {
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What a formula begins with, or what some spreadsheet takes for it.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_formula_is_left_powerless() {
        for formula in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(plain(formula), format!("'{formula}"));
        }
        assert_eq!(plain("Nuuk = 1"), "Nuuk = 1");
    }
}
