//! What is said to people, in every language that the programs speak.

use crate::words::{Colour, Kind, Language};

/// What is said to people, in each language that the programs speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Dansk.
    pub da: &'static str,
    /// English.
    pub en: &'static str,
}

/// What is said in Danish and in English.
pub(super) const fn said(da: &'static str, en: &'static str) -> Said {
    Said { da, en }
}

impl Said {
    /// The one in a language.
    #[must_use]
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.da,
            Language::English => self.en,
        }
    }

    /// What a kind of handover is called.
    #[must_use]
    pub const fn kind(kind: Kind) -> Self {
        said(kind.words(Language::Danish), kind.words(Language::English))
    }

    /// What a colour is called.
    #[must_use]
    pub const fn colour(colour: Colour) -> Self {
        said(
            colour.words(Language::Danish),
            colour.words(Language::English),
        )
    }
}

/// A word to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The stable name, for programs.
    pub name: &'static str,
    /// The word that people read and write.
    pub said: Said,
}
