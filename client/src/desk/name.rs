//! Names for files that others have named.

use stafet_shared::content::display_safe_line;

/// The most bytes of a name: file systems allow 255, and a number may be added.
const NAME_BYTES_MAX: usize = 200;
/// The longest extension that is kept when a name is shortened, in bytes.
const EXTENSION_BYTES_MAX: usize = 16;
/// What a file is called whose name nothing is left of.
const NAMELESS: &str = "bilag";
/// Names that Windows gives to devices, whatever their extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// A name that stays in its folder, is not hidden, and can be written on every system.
pub(super) fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = display_safe_line(last);
    let plain: String = shown
        .chars()
        .map(|character| match character {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            other if other.is_control() => '_',
            other => other,
        })
        .collect();
    let plain = plain.trim_start_matches(['.', ' ']);
    let plain = shortened(plain);
    let plain = plain.trim_end_matches(['.', ' ']);
    if plain.is_empty() {
        return NAMELESS.to_owned();
    }
    if is_device(plain) {
        return format!("_{plain}");
    }
    plain.to_owned()
}

/// The name with a number before its extension, from the second on.
pub(super) fn numbered(name: &str, number: u32) -> String {
    if number <= 1 {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    format!("{stem} ({number}){extension}")
}

/// The stem, and the extension with its dot if there is one.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 => name.split_at(dot),
        Some(_) | None => (name, ""),
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= NAME_BYTES_MAX {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let extension = Some(extension).filter(|it| it.len() <= EXTENSION_BYTES_MAX);
    let extension = extension.unwrap_or_default();
    let room = NAME_BYTES_MAX.saturating_sub(extension.len());
    let end = stem.floor_char_boundary(room);
    let (stem, _) = stem.split_at_checked(end).unwrap_or((stem, ""));
    format!("{stem}{extension}")
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let base = stem.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = stem.len().saturating_sub(base.len());
    DEVICES.contains(&base) && digits == usize::from(matches!(base, "COM" | "LPT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_name_stays_as_it_is() {
        for name in [
            "§ 50 æøå.pdf",
            "a.b.txt",
            "Kalaallisut ĸ.docx",
            "COM.txt",
            "CON1",
        ] {
            assert_eq!(safe(name), name);
        }
    }

    #[test]
    fn no_name_leaves_its_folder_hides_or_reaches_a_device() {
        for (name, expected) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("/", "bilag"),
            ("", "bilag"),
            ("..", "bilag"),
            (".bashrc", "bashrc"),
            ("  . x", "x"),
            ("C:evil.txt", "C_evil.txt"),
            ("x.txt.", "x.txt"),
            ("x.txt ", "x.txt"),
            ("a\tb\nc.txt", "a b c.txt"),
            ("NUL", "_NUL"),
            ("con.tar.gz", "_con.tar.gz"),
            ("lpt1.txt", "_lpt1.txt"),
            ("x\u{202E}txt.exe", "x_U+202E_txt.exe"),
            ("\u{1b}[2J.txt", "_U+001B_[2J.txt"),
        ] {
            assert_eq!(safe(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters_and_keeps_its_extension() {
        let long = format!("{}.pdf", "æ".repeat(300));
        let cut = safe(&long);
        assert!(
            cut.len() <= NAME_BYTES_MAX && cut.ends_with("æ.pdf"),
            "{cut}"
        );
        let odd = format!("x.{}", "y".repeat(300));
        assert!(safe(&odd).len() <= NAME_BYTES_MAX);
    }

    #[test]
    fn a_second_file_of_that_name_gets_a_number() {
        assert_eq!(numbered("a.tar.gz", 1), "a.tar.gz");
        assert_eq!(numbered("notat.pdf", 2), "notat (2).pdf");
        assert_eq!(numbered("notat", 3), "notat (3)");
    }
}
