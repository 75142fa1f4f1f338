//! Lines that a terminal shows whole.

/// The widest line, in characters: what a terminal shows from the beginning.
pub const WIDTH: usize = 80;

/// A text after its beginning; further lines begin `indent` characters in. A word is never cut.
#[must_use]
pub fn wrapped(begin: &str, indent: usize, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = begin.to_owned();
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line.trim_end().to_owned());
    lines
}
