//! What a form asks for, said once for each document: the blanks of a form with their names, what
//! fits into each, whether it has to be filled in, and what it is for in both languages.
//!
//! From one declaration by `form!` (in `declare.rs`) come the document, what an author wrote before it is checked,
//! how the one becomes the other, and the lists from which every face writes templates, forms,
//! texts and JSON. How a type of answer is read and shown stands in [`answer`](super::answer). A
//! field that is declared here lacks only its number on the wire.

use super::fault::ContentFaults;
use super::field::Answered;
use super::said::{Choice, Said};

/// A form that an author fills in.
pub trait Form: Sized {
    /// What it is called; the stable name is that of its files and JSON.
    const TITLE: Choice;

    /// What it asks for, in the order in which it is filled in.
    fn blanks() -> Vec<Blank>;

    /// The form with these answers.
    ///
    /// # Errors
    /// The author's move: every blank that must be mended.
    fn filled_in(answers: &mut impl Answers) -> Result<Self, ContentFaults>;

    /// What was answered, in the same order.
    fn answered(&self) -> Answered<'_>;
}

/// One blank of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Its stable name, as in files and JSON. A section without one stands among its neighbours.
    pub name: &'static str,
    /// What stands before the answer.
    pub label: Said,
    /// What it is for.
    pub purpose: Said,
    /// Whether it has to be filled in.
    pub is_required: bool,
    /// What fits.
    pub shape: Shape,
}

/// What fits into a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text on one line.
    Line {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// Text on one or more lines.
    Prose {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// A day.
    Day,
    /// A time with its offset from UTC.
    Instant,
    /// A whole number.
    Count {
        /// The largest.
        max: u32,
    },
    /// Yes or no.
    Flag,
    /// One of these words.
    Word(&'static [Choice]),
    /// An office's id.
    Office,
    /// A CPR number, or that it is not known.
    Cpr,
    /// The code of a language.
    Language,
    /// Texts on one line each.
    Lines,
    /// Files.
    Files,
    /// Blanks that belong together.
    Section(Vec<Blank>),
    /// The same blanks once for each thing.
    Sections(Vec<Blank>),
}

/// Where an author's answers come from: a file, or a page's form. Each is taken once.
pub trait Answers {
    /// What answers within a section.
    type Section: Answers;

    /// A text, if there is one.
    fn text(&mut self, name: &'static str) -> Option<String>;

    /// A day or a time as it is written, if there is one.
    fn when(&mut self, name: &'static str) -> Option<String>;

    /// Yes or no, if it is said.
    fn flag(&mut self, name: &'static str) -> Option<bool>;

    /// A whole number, if there is one.
    fn number(&mut self, name: &'static str) -> Option<i64>;

    /// A list of texts, days or times.
    fn list(&mut self, name: &'static str) -> Vec<String>;

    /// What `read` takes from a section, or `None` if there is no such section. A section
    /// without a name is where the others stand.
    fn section<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self::Section) -> T,
    ) -> Option<T>;

    /// What `read` takes from each of a list of sections.
    fn sections<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(&mut Self::Section) -> T,
    ) -> Vec<T>;
}
