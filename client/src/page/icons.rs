//! Icons: 24 units wide, drawn with a line of two, hidden from screen readers, always beside a word.
//!
//! They stand in one file of the page's own, which a browser asks for once; a page only names them.

use std::{fmt::Write as _, sync::LazyLock};

use stafet_shared::hash::Hash;

/// How many characters of a hash name one set of icons.
const VERSION_CHARS: usize = 6;

/// All icons, and where a browser finds them.
#[derive(Debug)]
struct Sheet {
    svg: String,
    address: String,
}

static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned();
    for (name, path) in ICONS {
        // Writing to a string cannot fail.
        let symbol = format_args!(
            "<symbol id=\"{name}\" viewBox=\"0 0 24 24\"><path d=\"{path}\"/></symbol>"
        );
        let _: Result<(), std::fmt::Error> = svg.write_fmt(symbol);
    }
    for (name, shape) in SHAPES {
        let symbol = format_args!("<symbol id=\"{name}\" viewBox=\"0 0 14 14\">{shape}</symbol>");
        let _: Result<(), std::fmt::Error> = svg.write_fmt(symbol);
    }
    svg.push_str("</svg>");
    let mut version = Hash::of(svg.as_bytes()).to_string();
    version.truncate(VERSION_CHARS);
    Sheet {
        svg,
        address: format!("/i/{version}"),
    }
});

/// The file with all icons.
#[must_use]
pub fn sheet() -> &'static str {
    &SHEET.svg
}

/// Where the file with all icons is; its name changes with what stands in it.
#[must_use]
pub fn address() -> &'static str {
    &SHEET.address
}

/// How urgent something is, as a filled shape.
const SHAPES: [(&str, &str); 3] = [
    ("red", "<path d=\"M7 0l7 7-7 7-7-7z\"/>"),
    ("yellow", "<path d=\"M7 .5L14 13H0z\"/>"),
    ("green", "<circle cx=\"7\" cy=\"7\" r=\"6\"/>"),
];

/// Every icon by its name.
const ICONS: [(&str, &str); 50] = [
    ("inbox", "M3 13h5l1.5 3h5L16 13h5M5.5 5h13L21 13v6H3v-6z"),
    ("outbox", "M3 14v5h18v-5M12 15V4M7.5 8.5 12 4l4.5 4.5"),
    (
        "course",
        "M6 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 17.5h7.5a3 3 0 0 0 0-6h-7a3 3 0 0 1 0-6H16",
    ),
    (
        "tour",
        "M12 3a1.5 1.5 0 0 0-1.5 1.5V9L3 14v2l7.5-2.5V18L8 20v1l4-1 4 1v-1l-2.5-2v-4.5L21 16v-2l-7.5-5V4.5A1.5 1.5 0 0 0 12 3z",
    ),
    ("search", "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5"),
    (
        "contacts",
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
    ),
    (
        "settings",
        "M4 7h9M18 7h2M4 17h2M11 17h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    ),
    ("lock", "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    ("plus", "M12 5v14M5 12h14"),
    ("check", "M5 12.5l4.5 4.5L19 7.5"),
    (
        "done",
        "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.8 2.8L16 9.5",
    ),
    (
        "signed",
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 10-5.5M14 17.5l2.5 2.5 5-5.5",
    ),
    (
        "person",
        "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21a7.5 7.5 0 0 1 15 0",
    ),
    ("pen", "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5"),
    ("saved", "M4 9h16v10H4zM4 9l2-4h12l2 4M10 13h4"),
    (
        "sent",
        "M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.01M7.5 16.5h.01",
    ),
    ("delivered", "M5 5h14v10H5zM2.5 19h19"),
    ("opened", "M4 10l8-6 8 6v9H4zM4 10.5l8 5 8-5"),
    ("warn", "M12 4l9.5 16h-19zM12 10v4.5M12 17.2h.01"),
    (
        "clock",
        "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
    ),
    ("pause", "M8 5v14M16 5v14"),
    ("back", "M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6"),
    ("onward", "M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6"),
    (
        "broken",
        "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M10 13.8l4 4M14 13.8l-4 4",
    ),
    (
        "phone",
        "M6 3.5h3l2 5-2.5 1.6a11 11 0 0 0 5.4 5.4L15.5 13l5 2v3a3 3 0 0 1-3 3C10 21 3 14 3 6.5a3 3 0 0 1 3-3z",
    ),
    ("bell", "M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4"),
    ("download", "M4 15v5h16v-5M12 4v11M7.5 10.5 12 15l4.5-4.5"),
    ("file", "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"),
    (
        "eye",
        "M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    ),
    (
        "on",
        "M3.5 10.5a12 12 0 0 1 17 0M7 14a7 7 0 0 1 10 0M12 18.3h.01",
    ),
    (
        "off",
        "M3.5 10.5A12 12 0 0 1 9 7.4M13 7a12 12 0 0 1 7.5 3.5M7 14a7 7 0 0 1 4-2M12 18.3h.01M4 3.5l16 17",
    ),
    (
        "wait",
        "M7 3h10M7 21h10M8 3v3.5l4 5.5 4-5.5V3M8 21v-3.5l4-5.5 4 5.5V21",
    ),
    (
        "turn",
        "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h8M13 8.5l3.5 3.5-3.5 3.5",
    ),
    ("calendar", "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8"),
    ("chat", "M4 5h16v11H10l-5 4v-4H4z"),
    ("down", "M6 9.5l6 6 6-6"),
    ("left", "M14.5 6l-6 6 6 6"),
    ("right", "M9.5 6l6 6-6 6"),
    ("print", "M7 9V4h10v5M5 9h14v8h-3M5 9v8h3M8 14h8v6H8z"),
    ("climb", "M3 20h6v-5h5v-5h5V5M15.5 8.5 19 5l3 3.5"),
    (
        "globe",
        "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    ),
    (
        "key",
        "M15 14a5 5 0 1 0-4.7-3.3L3 18v3h4v-2.5h2.5V16l2-2A5 5 0 0 0 15 14zM16.5 7.5h.01",
    ),
    (
        "shield",
        "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
    ),
    ("x", "M6 6l12 12M18 6L6 18"),
    (
        "hand",
        "M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v7c0 5-2.5 8-6 8-3 0-4.5-1.5-6-4.5l-2-4a1.5 1.5 0 0 1 2.6-1.4L8 14",
    ),
    ("edit", "M4 20h16M6 16l9.5-9.5 3 3L9 19l-4 1z"),
    ("copy", "M8 8h12v12H8zM16 8V4H4v12h4"),
    ("merge", "M6 4v5a6 6 0 0 0 6 6v5M18 4v5a6 6 0 0 1-6 6"),
    ("menu", "M4 7h16M4 12h16M4 17h16"),
    (
        "usb",
        "M12 3v14M9 6l3-3 3 3M7 10v3l5 3 5-3v-3M12 17a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    ),
];

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn every_icon_that_a_template_names_is_drawn() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut named: usize = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let text = fs::read_to_string(&file).unwrap();
            for call in ["parts::icon(\"", "parts::small(\""] {
                for rest in text.split(call).skip(1) {
                    let name = rest.split('"').next().unwrap_or_default();
                    let is_drawn = ICONS.iter().any(|(known, _)| *known == name);
                    assert!(is_drawn, "{name} in {}", file.display());
                    named = named.saturating_add(1);
                }
            }
        }
        assert!(named > 50, "{named}");
    }
}
