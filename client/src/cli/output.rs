//! The one place that writes: data to standard output, talk to standard error.

use std::io::{self, IsTerminal as _, Write};

use serde::Serialize;
use stafet_shared::party::OfficeId;

use crate::{
    desk::Desk,
    face::{scene::Scene, trouble::Trouble},
    text::Texts,
};

/// What data looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words for people.
    Text,
    /// JSON for programs; `docs/cli.md` describes every shape.
    Json,
}

/// How much is said beside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// Errors only.
    Quiet,
    /// What a person wants to know.
    Normal,
    /// What somebody who looks for a fault wants to know too.
    Verbose,
}

/// How a command speaks: in which language, and where.
#[derive(Debug)]
pub struct Face<'a> {
    /// The reader's language.
    pub texts: &'a Texts,
    /// Where it is said.
    pub output: &'a mut Output,
}

impl<'a> Face<'a> {
    /// What is needed to name things, once the directory is here.
    ///
    /// # Errors
    /// Until then, whose move it is.
    pub fn scene<'s>(&self, desk: &'s Desk, own: &'s [OfficeId]) -> Result<Scene<'s>, Trouble>
    where
        'a: 's,
    {
        Scene::of(desk.reader(), own, self.texts)
            .ok_or_else(|| Trouble::of_standing(&desk.reader().standing(), self.texts))
    }

    /// Shows data as what was asked for: a shape for programs, or words for people.
    pub fn show<T: Serialize>(
        &mut self,
        shape: impl FnOnce() -> T,
        words: impl FnOnce() -> String,
    ) {
        match self.output.format {
            Format::Json => self.output.json(&shape()),
            Format::Text => self.output.data(&words()),
        }
    }

    /// Shows people words; programs are shown a shape when all is done.
    pub fn words(&mut self, words: &str) {
        if self.output.format == Format::Text {
            self.output.data(words);
        }
    }

    /// Shows programs a shape; people have been told.
    pub fn shape<T: Serialize>(&mut self, shape: impl FnOnce() -> T) {
        if self.output.format == Format::Json {
            self.output.json(&shape());
        }
    }

    /// Says something beside the data.
    pub fn say(&mut self, text: &str) {
        self.output.say(text);
    }
}

/// Where a command says what it has to say.
pub struct Output {
    data: Box<dyn Write + Send>,
    talk: Box<dyn Write + Send>,
    /// What data looks like.
    pub format: Format,
    /// How much is said beside the data.
    pub loudness: Loudness,
    /// Whether a person sits at a terminal: only then is progress shown.
    pub terminal: bool,
    /// The first failure to write data.
    broken: Option<io::Error>,
}

impl Output {
    /// The process's own streams.
    #[must_use]
    pub fn of_process(format: Format, loudness: Loudness) -> Self {
        let terminal = io::stderr().is_terminal();
        Self {
            terminal,
            ..Self::to(
                Box::new(io::stdout()),
                Box::new(io::stderr()),
                format,
                loudness,
            )
        }
    }

    /// Any two streams, without a terminal.
    #[must_use]
    pub fn to(
        data: Box<dyn Write + Send>,
        talk: Box<dyn Write + Send>,
        format: Format,
        loudness: Loudness,
    ) -> Self {
        Self {
            data,
            talk,
            format,
            loudness,
            terminal: false,
            broken: None,
        }
    }

    /// Writes one piece of data on lines of its own.
    pub fn data(&mut self, text: &str) {
        let text = text.trim_end_matches('\n');
        if self.broken.is_none() && !text.is_empty() {
            let written = writeln!(self.data, "{text}").and_then(|()| self.data.flush());
            self.broken = written.err();
        }
    }

    /// Writes data as it is, a file that goes to standard output.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if self.broken.is_none() {
            let written = self.data.write_all(bytes).and_then(|()| self.data.flush());
            self.broken = written.err();
        }
    }

    /// Writes one JSON object or list.
    pub fn json(&mut self, shape: &impl Serialize) {
        match serde_json::to_string_pretty(shape) {
            Ok(text) => self.data(&text),
            Err(error) => self.broken = Some(error.into()),
        }
    }

    /// Says something beside the data.
    pub fn say(&mut self, text: &str) {
        if self.loudness >= Loudness::Normal {
            self.talk_line(text);
        }
    }

    /// Says what only somebody who looks for a fault wants to know.
    pub fn murmur(&mut self, text: &str) {
        if self.loudness >= Loudness::Verbose {
            self.talk_line(text);
        }
    }

    /// Says what went wrong, however quiet the command is to be.
    pub fn complain(&mut self, text: &str) {
        self.talk_line(text);
    }

    /// Whether all data could be written. A reader that stopped reading is no failure.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.broken
            .as_ref()
            .is_none_or(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }

    fn talk_line(&mut self, text: &str) {
        // Nobody can be told that standard error cannot be written to.
        writeln!(self.talk, "{}", text.trim_end_matches('\n')).unwrap_or_default();
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Output({:?}, {:?})", self.format, self.loudness)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A stream that a test reads.
    #[derive(Clone, Default)]
    pub(crate) struct Page(Arc<Mutex<Vec<u8>>>);

    impl Page {
        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn data_and_talk_go_different_ways_and_quiet_silences_talk_only() {
        let (data, talk) = (Page::default(), Page::default());
        let mut output = Output::to(
            Box::new(data.clone()),
            Box::new(talk.clone()),
            Format::Text,
            Loudness::Quiet,
        );
        output.data("1\n");
        output.say("hello");
        output.complain("ouch");
        assert_eq!(
            (data.text().as_str(), talk.text().as_str()),
            ("1\n", "ouch\n")
        );
        assert!(output.is_whole());
    }

    #[test]
    fn data_that_cannot_be_written_is_not_passed_over() {
        let mut output = Output::to(
            Box::new(Full),
            Box::new(io::sink()),
            Format::Json,
            Loudness::Normal,
        );
        output.data("{}");
        assert!(!output.is_whole());
    }
}
