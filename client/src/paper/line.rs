//! Texts in lines: broken at spaces, and inside a word only where it is longer than a line.

use super::font::{Fonts, Style};

/// The lines of one paragraph, none of them wider than `width` unless a single letter is. All but
/// the last end with the space at which they were broken.
pub(super) fn lines(text: &str, width: f32, style: Style, fonts: &Fonts) -> Vec<String> {
    let mut lines = Lines {
        done: Vec::new(),
        line: String::new(),
        used: 0.0,
    };
    for word in text.split_inclusive(' ') {
        lines.word(word, width, |letter| fonts.width_of(letter, style));
    }
    lines.finish()
}

/// The widest word of a text.
pub(super) fn widest_word(text: &str, style: Style, fonts: &Fonts) -> f32 {
    let words = text.split_whitespace();
    words
        .map(|word| fonts.width(word, style))
        .fold(0.0, f32::max)
}

struct Lines {
    done: Vec<String>,
    line: String,
    used: f32,
}

impl Lines {
    fn word(&mut self, word: &str, width: f32, measure: impl Fn(char) -> f32) {
        let bare = word.trim_end_matches(' ');
        let wide: f32 = bare.chars().map(&measure).sum();
        if self.used + wide > width && !self.line.is_empty() {
            self.end();
        }
        if wide <= width {
            self.line.push_str(word);
            self.used += word.chars().map(&measure).sum::<f32>();
            return;
        }
        for letter in word.chars() {
            let wide = measure(letter);
            let is_apart = !joins(letter) && letter != ' ';
            if is_apart && self.used + wide > width && !self.line.is_empty() {
                self.end();
            }
            self.line.push(letter);
            self.used += wide;
        }
    }

    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0.0;
    }

    fn finish(mut self) -> Vec<String> {
        if !self.line.trim().is_empty() {
            self.done.push(self.line.trim_end().to_owned());
        }
        self.done
    }
}

/// Whether a letter belongs to the one before it.
const fn joins(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::font::Weight;

    const STYLE: Style = Style {
        weight: Weight::Regular,
        size: 10.0,
    };

    fn broken(text: &str, width: f32) -> Vec<String> {
        lines(text, width, STYLE, &Fonts::new().unwrap())
    }

    #[test]
    fn lines_break_at_spaces_and_keep_them() {
        assert_eq!(broken("", 100.0), [""; 0]);
        assert_eq!(broken("  ", 100.0), [""; 0]);
        assert_eq!(broken("en linje", 100.0), ["en linje"]);
        assert_eq!(
            broken("Barnet har brug for ro", 60.0),
            ["Barnet har ", "brug for ro"]
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_inside_and_nothing_is_lost() {
        let word = "socialforvaltningsmedarbejderuddannelsesudvalg";
        let text = format!("Se {word} nu");
        let lines = broken(&text, 80.0);
        assert!(lines.len() > 3, "{lines:?}");
        assert_eq!(lines.concat(), text);
        let fonts = Fonts::new().unwrap();
        for line in &lines {
            assert!(fonts.width(line.trim_end(), STYLE) <= 80.0, "{line}");
        }
        let marked = "e\u{301}".repeat(60);
        assert!(broken(&marked, 50.0).iter().all(|it| it.starts_with('e')));
    }
}
