//! How people spell: the same name or word in capitals or not, with other blanks, on another
//! keyboard.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
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

/// What is compared when somebody looks for a word in a text. Personal if the text is.
///
/// As [`search_key`], with `ĸ` as the `q` that it has become, and letters without the marks that
/// older spelling gives them. An `å` is a letter of its own and keeps its ring.
#[must_use]
pub fn folded(text: &str) -> Zeroizing<String> {
    Zeroizing::new(fold(&composed(text)).0)
}

/// Where a text in composed letters holds what folds to `needle`, in bytes of the text.
#[must_use]
pub fn found_in(text: &str, needle: &str) -> Option<Range<usize>> {
    let (folded, places) = fold(text);
    let folded = Zeroizing::new(folded);
    if needle.is_empty() {
        return None;
    }
    let from = folded.find(needle)?;
    let to = from.saturating_add(needle.len());
    let start = places.get(from)?.start;
    let end = places.get(to.checked_sub(1)?)?.end;
    Some(start..end)
}

/// A text as it is compared, and for each of its bytes the letter that it comes from.
fn fold(text: &str) -> (String, Vec<Range<usize>>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        let place = start..start.saturating_add(letter.len_utf8());
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
                places.push(place);
            }
            continue;
        }
        for plain in letter.to_lowercase().flat_map(bare) {
            folded.push(plain);
            places.resize(folded.len(), place.clone());
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
        places.pop();
    }
    (folded, places)
}

/// A small letter without its marks.
fn bare(letter: char) -> impl Iterator<Item = char> {
    let own = matches!(letter, 'å' | 'ĸ');
    let plain = if letter == 'ĸ' { 'q' } else { letter };
    let alone = own.then_some(plain);
    let parts = (!own).then(|| plain.nfd().filter(|it| !is_combining_mark(*it)));
    alone.into_iter().chain(parts.into_iter().flatten())
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
    fn a_word_is_found_in_the_spelling_of_today_and_of_former_times() {
        for (text, needle) in [
            ("ilíniarfik i Qaqortoĸ", "iliniarfik"),
            ("Kalâtdlit  Nunât", "kalatdlit nunat"),
            ("Qaqortoĸ", "qaqortoq"),
            ("supervision af Åse", "åse"),
            ("SUPERVISION", "supervision"),
        ] {
            let needle = folded(needle);
            assert!(folded(text).contains(needle.as_str()), "{text}");
            assert!(found_in(text, &needle).is_some(), "{text}");
        }
        assert!(!folded("Åse").contains(folded("ase").as_str()));
        assert_eq!(folded(" a\u{30A}se  sø ").as_str(), "åse sø");
    }

    #[test]
    fn where_a_word_stands_is_told_in_letters_of_the_text() {
        let text = "før  Qaqortoĸ, efter";
        let place = found_in(text, &folded("qaqortoq")).unwrap();
        assert_eq!(text.get(place), Some("Qaqortoĸ"));
        let text = "to  ord her";
        let place = found_in(text, &folded("to ord")).unwrap();
        assert_eq!(text.get(place), Some("to  ord"));
        assert_eq!(found_in("noget", ""), None);
        assert_eq!(found_in("", "noget"), None);
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
