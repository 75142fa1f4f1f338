//! Text that people write about a child, and how to show it without being fooled by it.
//!
//! Both types are wiped from memory when dropped and print as `[sealed]`. Text is kept in one
//! form only (trimmed, lines ended by a line feed), so that the same text always becomes the
//! same bytes.

use zeroize::Zeroizing;

use super::fault::Flaw;

/// Longest subject, in characters.
pub const SUBJECT_CHARS_MAX: usize = 200;
/// Longest free text, in characters: about five typed pages.
pub const PROSE_CHARS_MAX: usize = 10_000;

/// Text on one line, without hidden characters; never empty.
#[derive(Clone, PartialEq, Eq)]
pub struct Line(Zeroizing<String>);

/// Text on one or more lines, with no control characters but line feed and tab; never empty.
#[derive(Clone, PartialEq, Eq)]
pub struct Prose(Zeroizing<String>);

sealed_debug!(Line, Prose);

impl Line {
    /// The line that `raw` holds, at most `max_chars` characters long.
    ///
    /// # Errors
    /// The author's move: nothing there, too long, or a hidden character.
    pub fn required(raw: Option<String>, max_chars: usize) -> Result<Self, Flaw> {
        Self::optional(raw, max_chars)?.ok_or(Flaw::Missing)
    }

    /// As [`required`](Self::required), but nothing there is an answer too.
    ///
    /// # Errors
    /// The author's move: too long, or a hidden character.
    pub fn optional(raw: Option<String>, max_chars: usize) -> Result<Option<Self>, Flaw> {
        let raw = Zeroizing::new(raw.unwrap_or_default());
        let text = raw.trim();
        if text.is_empty() {
            return Ok(None);
        }
        refuse_long(text, max_chars)?;
        refuse_any(text, is_hidden)?;
        Ok(Some(Self(Zeroizing::new(text.to_owned()))))
    }

    /// The text itself, personal: for the seal and for faces, never for a log.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Prose {
    /// The text that `raw` holds, at most [`PROSE_CHARS_MAX`] characters long.
    ///
    /// # Errors
    /// The author's move: nothing there, too long, or a control character.
    pub fn required(raw: Option<String>) -> Result<Self, Flaw> {
        Self::optional(raw, PROSE_CHARS_MAX)?.ok_or(Flaw::Missing)
    }

    /// The text that `raw` holds, at most `max_chars` characters long, if there is any.
    ///
    /// # Errors
    /// The author's move: too long, or a control character.
    pub fn optional(raw: Option<String>, max_chars: usize) -> Result<Option<Self>, Flaw> {
        let raw = Zeroizing::new(raw.unwrap_or_default());
        let lines = Zeroizing::new(raw.replace("\r\n", "\n"));
        let text = lines.trim();
        if text.is_empty() {
            return Ok(None);
        }
        refuse_long(text, max_chars)?;
        refuse_any(text, |character| {
            character.is_control() && !matches!(character, '\n' | '\t')
        })?;
        Ok(Some(Self(Zeroizing::new(text.to_owned()))))
    }

    /// The text itself, personal: for the seal and for faces, never for a log.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// `text` as a terminal may show it: line feeds stay, a tab becomes a space, and every other
/// control, escape, bidirectional or invisible character is spelt out as `<U+001B>`.
#[must_use]
pub fn display_safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => safe.push('\n'),
            '\t' => safe.push(' '),
            hidden if is_hidden(hidden) => {
                safe.push_str(&format!("<U+{:04X}>", u32::from(hidden)));
            }
            plain => safe.push(plain),
        }
    }
    safe
}

/// As [`display_safe`], on one line: line feeds become spaces.
#[must_use]
pub fn display_safe_line(text: &str) -> String {
    display_safe(text).replace('\n', " ")
}

fn refuse_long(text: &str, max_chars: usize) -> Result<(), Flaw> {
    let got_chars = text.chars().count();
    if got_chars > max_chars {
        return Err(Flaw::TooLong {
            max_chars,
            got_chars,
        });
    }
    Ok(())
}

fn refuse_any(text: &str, refused: impl Fn(char) -> bool) -> Result<(), Flaw> {
    match text.chars().find(|&character| refused(character)) {
        Some(character) => Err(Flaw::HiddenCharacter { character }),
        None => Ok(()),
    }
}

/// Whether a character cannot be seen and can change how the text around it is read.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            // Line and paragraph separator.
            | '\u{2028}' | '\u{2029}'
            // Without width, deprecated format controls, interlinear annotation, tags.
            | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<Line, Flaw> {
        Line::required(Some(text.to_owned()), 10)
    }

    fn prose(text: &str) -> Result<Prose, Flaw> {
        Prose::required(Some(text.to_owned()))
    }

    #[test]
    fn a_line_is_kept_trimmed() {
        assert_eq!(line("  Åse\u{A0}").unwrap().expose(), "Åse");
    }

    #[test]
    fn a_line_of_white_space_is_missing() {
        assert_eq!(line(" \t\n"), Err(Flaw::Missing));
        assert_eq!(Line::required(None, 10), Err(Flaw::Missing));
        assert_eq!(Line::optional(Some(" ".to_owned()), 10), Ok(None));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(line("øøøøøøøøøø").is_ok());
        let (max_chars, got_chars) = (10, 11);
        assert_eq!(
            line("øøøøøøøøøøø"),
            Err(Flaw::TooLong {
                max_chars,
                got_chars
            })
        );
        assert!(prose(&"æ".repeat(PROSE_CHARS_MAX)).is_ok());
        assert!(prose(&"æ".repeat(PROSE_CHARS_MAX + 1)).is_err());
    }

    #[test]
    fn a_line_holds_no_hidden_character() {
        for character in ['\n', '\u{1B}', '\u{9B}', '\u{202E}', '\u{2066}', '\u{200B}'] {
            assert_eq!(
                line(&format!("a{character}b")),
                Err(Flaw::HiddenCharacter { character })
            );
        }
    }

    #[test]
    fn prose_keeps_lines_and_tabs_and_has_one_kind_of_line_end() {
        assert_eq!(prose("a\r\n\tb\n").unwrap().expose(), "a\n\tb");
        let character = '\u{1B}';
        assert_eq!(
            prose("a\u{1B}[2Jb"),
            Err(Flaw::HiddenCharacter { character })
        );
    }

    #[test]
    fn what_a_terminal_shows_holds_nothing_hidden() {
        let hostile = "a\u{1B}[31m\u{202E}b\tc\nd\u{9B}\u{85}";
        assert_eq!(
            display_safe(hostile),
            "a<U+001B>[31m<U+202E>b c\nd<U+009B><U+0085>"
        );
        assert_eq!(display_safe_line("a\nb"), "a b");
        assert_eq!(display_safe("Kalaallit – æøå 👪"), "Kalaallit – æøå 👪");
    }

    #[test]
    fn text_is_not_printed_by_debug() {
        assert_eq!(format!("{:?}", line("Anna").unwrap()), "[sealed]");
        assert_eq!(format!("{:?}", prose("Anna").unwrap()), "[sealed]");
    }
}
