//! Looking for words in what was said: how a handover is compared, and what is shown of a place
//! that was found. A CPR number is compared, and never shown.

use stafet_shared::{
    content::{Content, CprAnswer, display_safe_line},
    handover::Handover,
    words::spelling::{composed, folded, found_in},
};
use zeroize::Zeroizing;

use super::{
    document::{Mask, answer, leaves},
    scene::Scene,
};
use crate::office::ActContent;

/// The most words that are looked for at once.
pub const WORDS_MAX: usize = 8;
/// How much stands before and behind a word that was found, in characters.
const AROUND_CHARS: usize = 60;

/// Words that somebody looks for: all of them have to be there. Personal, and kept nowhere.
#[derive(Clone, Default)]
pub struct Words(Vec<Zeroizing<String>>);

/// A place that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before it.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What stands behind it.
    pub after: String,
}

impl Words {
    /// The words of what somebody typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let all = folded(typed);
        let words = all.split(' ').filter(|word| !word.is_empty());
        let words = words.take(WORDS_MAX);
        Self(words.map(|it| Zeroizing::new(it.to_owned())).collect())
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text as it is compared holds all of them.
    #[must_use]
    pub fn are_in(&self, compared: &str) -> bool {
        !self.0.is_empty() && self.0.iter().all(|word| compared.contains(word.as_str()))
    }

    /// The first place in what was said that holds one of them.
    #[must_use]
    pub fn excerpt(&self, said: &[ActContent], scene: &Scene<'_>) -> Option<Excerpt> {
        let answers = all_answers(said, Mask::Masked, scene);
        let mut places = answers.iter().flat_map(|text| {
            let words = self.0.iter();
            words.filter_map(move |word| excerpt(text, word))
        });
        places.next()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({} of them)", self.0.len())
    }
}

/// A handover as it is compared: its number, and everything that was said; and whether all of that
/// can be read here.
#[must_use]
pub fn compared(
    handover: &Handover,
    said: &[ActContent],
    scene: &Scene<'_>,
) -> (Zeroizing<String>, bool) {
    let mut texts = all_answers(said, Mask::Whole, scene);
    let numbers = said.iter().filter_map(content).filter_map(number);
    let numbers: Vec<Zeroizing<String>> = numbers.collect();
    texts.extend(numbers);
    texts.push(Zeroizing::new(handover.id.short()));
    let mut all = Zeroizing::new(String::new());
    for text in &texts {
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(&folded(text));
    }
    let is_whole = said.iter().all(|act| matches!(act.content, Some(Ok(_))));
    (all, is_whole)
}

fn content(act: &ActContent) -> Option<&Content> {
    act.content.as_ref()?.as_ref().ok()
}

/// A CPR number without its dash, as many type it.
fn number(content: &Content) -> Option<Zeroizing<String>> {
    match content.child()?.cpr() {
        CprAnswer::Known(number) => Some(Zeroizing::new(number.expose().replace('-', ""))),
        CprAnswer::NotGiven | CprAnswer::Unknown => None,
    }
}

fn all_answers(said: &[ActContent], mask: Mask, scene: &Scene<'_>) -> Vec<Zeroizing<String>> {
    let mut answers = Vec::new();
    for content in said.iter().filter_map(content) {
        let answered = content.answered();
        let leaves = leaves(&answered.fields).into_iter();
        answers.extend(leaves.map(|it| Zeroizing::new(answer(it.field, mask, scene))));
    }
    answers
}

fn excerpt(text: &str, word: &str) -> Option<Excerpt> {
    let text = Zeroizing::new(composed(text));
    let place = found_in(&text, word)?;
    let (before, rest) = text.split_at_checked(place.start)?;
    let (found, after) = rest.split_at_checked(place.len())?;
    let far = before.chars().rev().nth(AROUND_CHARS).is_some();
    let near: String = before.chars().rev().take(AROUND_CHARS).collect();
    let near: String = near.chars().rev().collect();
    let lead = if far { "… " } else { "" };
    let further = after.chars().nth(AROUND_CHARS).is_some();
    let behind: String = after.chars().take(AROUND_CHARS).collect();
    let tail = if further { " …" } else { "" };
    Some(Excerpt {
        before: format!("{lead}{}", display_safe_line(&near)),
        found: display_safe_line(found),
        after: format!("{}{tail}", display_safe_line(&behind)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_with_what_stands_around_it() {
        let text = format!(
            "{}supervision af {}",
            "før ".repeat(40),
            "familien ".repeat(20)
        );
        let shown = excerpt(&text, "supervision").unwrap();
        assert_eq!(shown.found, "supervision");
        assert!(shown.before.starts_with("… ") && shown.before.ends_with("før "));
        assert!(shown.after.starts_with(" af familien") && shown.after.ends_with(" …"));
        let all = excerpt("Supervision", "supervision").unwrap();
        assert_eq!((all.before.as_str(), all.after.as_str()), ("", ""));
    }

    #[test]
    fn all_words_have_to_be_there_in_any_order_and_spelling() {
        let said = folded("Bor hos plejefamilie i Qaqortoĸ");
        assert!(Words::of("qaqortoq plejefamilie").are_in(&said));
        assert!(!Words::of("qaqortoq skole").are_in(&said));
        assert!(!Words::of("  ").are_in(&said) && Words::of(" ").is_empty());
    }
}
