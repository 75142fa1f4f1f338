//! How people spell: the same name or word in capitals or not, with other blanks, on another
//! keyboard.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// `text` with every letter in its one form (NFC): what a Mac writes as `a` and a ring becomes `å`.
///
/// For text that somebody writes now. What has been signed is never touched.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// What two texts have in common when people take them for the same: letters in their one form and
/// small, runs of white space as one blank, none around. Personal if the text is.
#[must_use]
pub fn search_key(text: &str) -> Zeroizing<String> {
    let small = Zeroizing::new(composed(text).to_lowercase());
    let words: Vec<&str> = small.split_whitespace().collect();
    Zeroizing::new(composed(&words.join(" ")))
}

/// Whether people take both texts for the same name.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    search_key(one) == search_key(other)
}

/// Whether somebody who wrote `text` means one of these words, with `-` or `_` for a blank, or with
/// nothing between the parts.
#[must_use]
pub fn is_meant(words: &[&str], text: &str) -> bool {
    let plain = |text: &str| search_key(&text.replace(['_', '-', ' '], ""));
    let text = plain(text);
    words.iter().any(|word| plain(word) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        assert!(same_name("Åse  Sø\u{A0}", " a\u{30A}SE sø"));
        assert!(!same_name("Åse", "Ase"));
        assert_eq!(composed("A\u{30A}se Sø"), "Åse Sø");
        assert!(search_key("Testbarn Nanortalik A").contains(search_key("NANORTALIK").as_str()));
    }

    #[test]
    fn a_word_is_meant_with_every_usual_joint() {
        let words = ["CaseInformation", "Sagsoplysninger", "Case information"];
        for text in [
            "case-information",
            " CASEINFORMATION",
            "sagsoplysninger",
            "case_information",
        ] {
            assert!(is_meant(&words, text), "{text}");
        }
        assert!(!is_meant(&words, "case") && !is_meant(&words, ""));
    }
}
