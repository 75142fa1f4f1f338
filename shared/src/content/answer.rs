//! The types of answers: how each is asked for, read and shown.

use jiff::civil::Date;
use zeroize::Zeroizing;

use super::attachment::{Manifest, RawAttachment};
use super::cpr::{CPR_UNKNOWN, Cpr, CprAnswer};
use super::date;
use super::fault::{Faults, Flaw, count_up_to};
use super::field::Value;
use super::form::{Answers, Shape};
use super::text::{Line, PROSE_CHARS_MAX, Prose};
use crate::party::OfficeId;
use crate::time::Timestamp;
use crate::words::spelling::is_meant;

/// A type of answer.
pub trait Answer: Sized {
    /// What an author wrote, before anything is checked.
    type Raw;
    /// What fits, where that differs from blank to blank.
    type Limit: Copy;
    /// What readers of a document get.
    type Shown<'a>
    where
        Self: 'a;

    /// Whether there has to be one.
    const IS_REQUIRED: bool = true;

    /// What fits into its blank.
    fn shape(limit: Self::Limit) -> Shape;

    /// Takes what an author wrote in the blank with that name.
    fn ask(name: &'static str, answers: &mut impl Answers) -> Self::Raw;

    /// The answer, or `None` and at least one fault.
    fn read(
        raw: Self::Raw,
        limit: Self::Limit,
        place: &'static str,
        faults: &mut Faults,
    ) -> Option<Self>;

    /// The answer for readers of a document.
    fn shown(&self) -> Self::Shown<'_>;

    /// The answer for a list of fields, if there is one.
    fn value(&self) -> Option<Value<'_>>;
}

/// A type of answer that is written as one text.
pub trait Written: Sized {
    /// See [`Answer::Limit`].
    type Limit: Copy;
    /// See [`Answer::Shown`].
    type Shown<'a>
    where
        Self: 'a;

    /// See [`Answer::IS_REQUIRED`].
    const IS_REQUIRED: bool = true;

    /// See [`Answer::shape`].
    fn shape(limit: Self::Limit) -> Shape;

    /// See [`Answer::ask`].
    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<String> {
        answers.text(name)
    }

    /// The answer that a text gives; `None` when it holds nothing but white space.
    ///
    /// # Errors
    /// The author's move: what is wrong with it.
    fn written(raw: Option<String>, limit: Self::Limit) -> Result<Option<Self>, Flaw>;

    /// See [`Answer::shown`].
    fn shown(&self) -> Self::Shown<'_>;

    /// The answer for a list of fields.
    fn value(&self) -> Value<'_>;
}

impl<W: Written> Answer for W {
    type Raw = Option<String>;
    type Limit = W::Limit;
    type Shown<'a>
        = W::Shown<'a>
    where
        W: 'a;

    const IS_REQUIRED: bool = W::IS_REQUIRED;

    fn shape(limit: W::Limit) -> Shape {
        W::shape(limit)
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<String> {
        W::ask(name, answers)
    }

    fn read(
        raw: Option<String>,
        limit: W::Limit,
        place: &'static str,
        faults: &mut Faults,
    ) -> Option<W> {
        let written = W::written(raw, limit);
        faults.take(place, written.and_then(|found| found.ok_or(Flaw::Missing)))
    }

    fn shown(&self) -> W::Shown<'_> {
        W::shown(self)
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(W::value(self))
    }
}

impl<W: Written> Answer for Option<W> {
    type Raw = Option<String>;
    type Limit = W::Limit;
    type Shown<'a>
        = Option<W::Shown<'a>>
    where
        W: 'a;

    const IS_REQUIRED: bool = false;

    fn shape(limit: W::Limit) -> Shape {
        W::shape(limit)
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<String> {
        W::ask(name, answers)
    }

    fn read(
        raw: Option<String>,
        limit: W::Limit,
        place: &'static str,
        faults: &mut Faults,
    ) -> Option<Self> {
        faults.take(place, W::written(raw, limit))
    }

    fn shown(&self) -> Option<W::Shown<'_>> {
        self.as_ref().map(W::shown)
    }

    fn value(&self) -> Option<Value<'_>> {
        self.as_ref().map(W::value)
    }
}

/// The most characters.
impl Written for Line {
    type Limit = usize;
    type Shown<'a> = &'a Self;

    fn shape(max_chars: usize) -> Shape {
        Shape::Line { max_chars }
    }

    fn written(raw: Option<String>, max_chars: usize) -> Result<Option<Self>, Flaw> {
        Self::optional(raw, max_chars)
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.expose())
    }
}

impl Written for Prose {
    type Limit = ();
    type Shown<'a> = &'a Self;

    fn shape((): ()) -> Shape {
        let max_chars = PROSE_CHARS_MAX;
        Shape::Prose { max_chars }
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        Self::optional(raw, PROSE_CHARS_MAX)
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.expose())
    }
}

impl Written for Date {
    type Limit = ();
    type Shown<'a> = Self;

    fn shape((): ()) -> Shape {
        Shape::Day
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<String> {
        answers.when(name)
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        date::optional(raw)
    }

    fn shown(&self) -> Self {
        *self
    }

    fn value(&self) -> Value<'_> {
        Value::Day(*self)
    }
}

impl Written for Timestamp {
    type Limit = ();
    type Shown<'a> = Self;

    fn shape((): ()) -> Shape {
        Shape::Instant
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<String> {
        answers.when(name)
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        date::instant(raw)
    }

    fn shown(&self) -> Self {
        *self
    }

    fn value(&self) -> Value<'_> {
        Value::Instant(*self)
    }
}

impl Written for OfficeId {
    type Limit = ();
    type Shown<'a> = &'a Self;

    fn shape((): ()) -> Shape {
        Shape::Office
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        let raw = raw.unwrap_or_default();
        match raw.trim() {
            "" => Ok(None),
            text => Self::parse(text).map(Some).map_err(|_| Flaw::NotAnOffice),
        }
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Value<'_> {
        Value::Office(self)
    }
}

impl Written for CprAnswer {
    type Limit = ();
    type Shown<'a> = &'a Self;

    const IS_REQUIRED: bool = false;

    fn shape((): ()) -> Shape {
        Shape::Cpr
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        let raw = Zeroizing::new(raw.unwrap_or_default());
        let text = raw.trim();
        Ok(Some(if text.is_empty() {
            Self::NotGiven
        } else if is_meant(&CPR_UNKNOWN, text) {
            Self::Unknown
        } else {
            Self::Known(Cpr::parse(text)?)
        }))
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Value<'_> {
        Value::Cpr(self)
    }
}

impl Answer for bool {
    type Raw = Option<Self>;
    type Limit = ();
    type Shown<'a> = Self;

    fn shape((): ()) -> Shape {
        Shape::Flag
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<Self> {
        answers.flag(name)
    }

    fn read(raw: Option<Self>, (): (), place: &'static str, faults: &mut Faults) -> Option<Self> {
        faults.take(place, raw.ok_or(Flaw::Missing))
    }

    fn shown(&self) -> Self {
        *self
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::Flag(*self))
    }
}

/// The largest.
impl Answer for u32 {
    type Raw = Option<i64>;
    type Limit = Self;
    type Shown<'a> = Self;

    fn shape(max: Self) -> Shape {
        Shape::Count { max }
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Option<i64> {
        answers.number(name)
    }

    fn read(raw: Option<i64>, max: Self, place: &'static str, faults: &mut Faults) -> Option<Self> {
        faults.take(place, count_up_to(max, raw))
    }

    fn shown(&self) -> Self {
        *self
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::Count(*self))
    }
}

/// The most lines, and the most characters of each.
impl Answer for Vec<Line> {
    type Raw = Vec<String>;
    type Limit = (usize, usize);
    type Shown<'a> = &'a [Line];

    fn shape(_: (usize, usize)) -> Shape {
        Shape::Lines
    }

    fn ask(name: &'static str, answers: &mut impl Answers) -> Vec<String> {
        answers.list(name)
    }

    fn read(
        raw: Vec<String>,
        (max, max_chars): (usize, usize),
        place: &'static str,
        faults: &mut Faults,
    ) -> Option<Self> {
        faults.take(place, counted(raw.len(), max))?;
        // Every item is read before any is given up, so that all faults are named.
        let read: Vec<Option<Line>> = (1..)
            .zip(raw)
            .map(|(item, raw)| {
                let line = Line::required(Some(raw), max_chars);
                faults.take_item(place, item, line)
            })
            .collect();
        read.into_iter().collect()
    }

    fn shown(&self) -> &[Line] {
        self
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::Lines(self))
    }
}

/// Files are described by the program that attaches them, not by the author.
impl Answer for Manifest {
    type Raw = Vec<RawAttachment>;
    type Limit = ();
    type Shown<'a> = &'a Self;

    const IS_REQUIRED: bool = false;

    fn shape((): ()) -> Shape {
        Shape::Files
    }

    fn ask(_: &'static str, _: &mut impl Answers) -> Vec<RawAttachment> {
        Vec::new()
    }

    fn read(raw: Vec<RawAttachment>, (): (), _: &'static str, faults: &mut Faults) -> Option<Self> {
        Self::read(raw, faults)
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::Files(self))
    }
}

/// At least one, and at most `max`.
pub(super) const fn counted(got: usize, max: usize) -> Result<(), Flaw> {
    if got == 0 {
        Err(Flaw::Missing)
    } else if got > max {
        Err(Flaw::TooMany { max, got })
    } else {
        Ok(())
    }
}
