//! What is printed, as PDF/UA: tagged, with its language and reading order, and with its fonts in it.
//!
//! A [`Paper`] is what [`crate::face`] says, block by block. `flow` lays the blocks out as strips
//! of text, `page` puts the strips on pages, and `draw` writes them down with the tree that says
//! what each piece is. Only `draw` knows the library that writes the file, whose validator is on:
//! what is no PDF/UA is an error and never a file. The same paper is the same file.

pub mod block;
mod draw;
mod flow;
mod font;
pub mod handover;
pub mod happened;
mod line;
mod page;
mod set;
mod strip;
mod table;
mod words;

#[cfg(test)]
mod tests;

use self::{block::Paper, font::Fonts, strip::Flow};
pub use self::{draw::PaperError, page::PAGES_MAX};

/// A paper as a file.
///
/// # Errors
/// When it is longer than [`PAGES_MAX`] pages, or no valid file can be made of it, which is the
/// program's fault.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let fonts = Fonts::new().ok_or(PaperError::Fonts)?;
    let flow = Flow::of(paper, &fonts);
    let pages = page::pages(&flow).ok_or(PaperError::TooLong)?;
    draw::pdf(paper, &flow, &pages, &fonts)
}
