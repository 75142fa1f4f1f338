//! The letters: how wide they are, and what stands for those that are missing.

use ttf_parser::Face;

/// The letters of texts.
pub(super) const REGULAR: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf");
/// The letters of headings and names.
pub(super) const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf");

/// Stands for a letter that the font lacks.
const MISSING: char = '\u{FFFD}';

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Those of texts.
    Regular,
    /// Those of headings and names.
    SemiBold,
}

/// Letters of some size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Which letters.
    pub(super) weight: Weight,
    /// Their size in points.
    pub(super) size: f32,
}

/// Both fonts, to be measured.
#[derive(Debug)]
pub(super) struct Fonts {
    regular: Face<'static>,
    semi_bold: Face<'static>,
}

impl Fonts {
    /// The fonts that were built into the program; `None` if they are broken.
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            regular: Face::parse(REGULAR, 0).ok()?,
            semi_bold: Face::parse(SEMI_BOLD, 0).ok()?,
        })
    }

    const fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        }
    }

    /// How wide a letter is, in points.
    pub(super) fn width_of(&self, letter: char, style: Style) -> f32 {
        let Some(letter) = self.shown(letter, style.weight) else {
            return 0.0;
        };
        let face = self.face(style.weight);
        let glyph = face.glyph_index(letter);
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
        f32::from(advance.unwrap_or_default()) / f32::from(face.units_per_em()) * style.size
    }

    /// How wide a text is, in points.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        text.chars().map(|it| self.width_of(it, style)).sum()
    }

    /// A text as it is printed: letters that the font lacks are replaced by a sign that can be seen.
    pub(super) fn printed(&self, text: &str, weight: Weight) -> String {
        text.chars()
            .filter_map(|it| self.shown(it, weight))
            .collect()
    }

    /// What is printed for a letter; nothing for one that only changes those around it.
    fn shown(&self, letter: char, weight: Weight) -> Option<char> {
        if is_only_a_hint(letter) {
            return None;
        }
        let has = self.face(weight).glyph_index(letter).is_some();
        let is_known = has && !is_private(letter) && letter != '\u{FEFF}' && !letter.is_control();
        Some(if is_known { letter } else { MISSING })
    }
}

/// Whether a letter is never seen by itself: it joins, parts or chooses others.
const fn is_only_a_hint(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Whether nobody but a font's maker knows what a letter is.
const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        weight: Weight::Regular,
        size: 10.0,
    };

    #[test]
    fn letters_of_greenland_are_there_and_others_are_replaced_visibly() {
        let fonts = Fonts::new().unwrap();
        for weight in [Weight::Regular, Weight::SemiBold] {
            let greenlandic = "ĸ ĸ â ê î ô û ã ĩ ũ æøå ÆØÅ · – • ”»";
            let printed = fonts.printed(&greenlandic.replace("ĸ ", ""), weight);
            assert_eq!(printed, greenlandic.replace("ĸ ", ""));
            assert_eq!(fonts.printed("a😀b", weight), "a\u{FFFD}b");
            assert_eq!(
                fonts.printed("\u{7}\u{FEFF}\u{E0E0}", weight),
                "\u{FFFD}\u{FFFD}\u{FFFD}"
            );
            assert_eq!(fonts.printed("so\u{AD}cial\u{200D}", weight), "social");
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        let fonts = Fonts::new().unwrap();
        let one = fonts.width("m", STYLE);
        assert!(one > 5.0 && one < 12.0, "{one}");
        assert!((fonts.width("mmmm", STYLE) - 4.0 * one).abs() < 0.001);
        assert!(fonts.width("😀", STYLE) > 0.0);
    }
}
