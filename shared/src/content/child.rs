//! The child that a document is about.

use zeroize::Zeroizing;

use super::cpr::Cpr;
use super::fault::{Faults, Flaw};
use super::text::Line;

/// Longest name of a child, in characters.
pub const CHILD_NAME_CHARS_MAX: usize = 150;
/// Longest text about where the child lives, in characters.
pub const LIVES_WITH_CHARS_MAX: usize = 200;

/// What an author writes when a child's CPR number is not known.
const CPR_UNKNOWN: &str = "ukendt";

/// A child as an author described it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawChild {
    /// The child's name.
    pub name: Option<String>,
    /// The child's CPR number, or `ukendt`.
    pub cpr: Option<String>,
    /// The code of the language that the child speaks.
    pub language: Option<String>,
    /// Where the child lives.
    pub lives_with: Option<String>,
}

/// A child.
#[derive(Clone, PartialEq, Eq)]
pub struct Child {
    name: Line,
    cpr: CprAnswer,
    language: Language,
    lives_with: Option<Line>,
}

/// What the author said about the child's CPR number.
#[derive(Clone, PartialEq, Eq)]
pub enum CprAnswer {
    /// Nothing.
    NotGiven,
    /// That it is not known.
    Unknown,
    /// The number.
    Known(Cpr),
}

/// An ISO 639 code of two or three letters, in lower case: `kl` (or `kal`) is Greenlandic.
#[derive(Clone, PartialEq, Eq)]
pub struct Language(String);

sealed_debug!(RawChild, Child, CprAnswer, Language);

impl Child {
    /// The child's name.
    #[must_use]
    pub const fn name(&self) -> &Line {
        &self.name
    }

    /// What is known of the child's CPR number.
    #[must_use]
    pub const fn cpr(&self) -> &CprAnswer {
        &self.cpr
    }

    /// The language that the child speaks.
    #[must_use]
    pub const fn language(&self) -> &Language {
        &self.language
    }

    /// Where the child lives, if that was said.
    #[must_use]
    pub const fn lives_with(&self) -> Option<&Line> {
        self.lives_with.as_ref()
    }

    pub(super) fn read(raw: RawChild, faults: &mut Faults) -> Option<Self> {
        let name = faults.take("child.name", Line::required(raw.name, CHILD_NAME_CHARS_MAX));
        let cpr = faults.take("child.cpr", CprAnswer::read(raw.cpr));
        let language = faults.take("child.language", Language::read(raw.language));
        let lives_with = faults.take(
            "child.lives_with",
            Line::optional(raw.lives_with, LIVES_WITH_CHARS_MAX),
        );
        Some(Self {
            name: name?,
            cpr: cpr?,
            language: language?,
            lives_with: lives_with?,
        })
    }
}

impl CprAnswer {
    /// What an author writes for this answer: the number, `ukendt` or nothing. Personal.
    #[must_use]
    pub fn expose(&self) -> Option<&str> {
        match self {
            Self::NotGiven => None,
            Self::Unknown => Some(CPR_UNKNOWN),
            Self::Known(cpr) => Some(cpr.expose()),
        }
    }

    fn read(raw: Option<String>) -> Result<Self, Flaw> {
        let raw = Zeroizing::new(raw.unwrap_or_default());
        let text = raw.trim();
        if text.is_empty() {
            Ok(Self::NotGiven)
        } else if text.eq_ignore_ascii_case(CPR_UNKNOWN) {
            Ok(Self::Unknown)
        } else {
            Ok(Self::Known(Cpr::parse(text)?))
        }
    }
}

impl Language {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    fn read(raw: Option<String>) -> Result<Self, Flaw> {
        let code = raw.unwrap_or_default().trim().to_ascii_lowercase();
        if code.is_empty() {
            Err(Flaw::Missing)
        } else if matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            Ok(Self(code))
        } else {
            Err(Flaw::NotALanguage)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{ContentFaults, gather};
    use super::*;

    fn child(cpr: Option<&str>, language: &str) -> Result<Child, ContentFaults> {
        let raw = RawChild {
            name: Some("Testbarn Nanortalik A".to_owned()),
            cpr: cpr.map(str::to_owned),
            language: Some(language.to_owned()),
            lives_with: None,
        };
        gather(|faults| Child::read(raw, faults))
    }

    #[test]
    fn a_cpr_number_may_be_left_out_or_be_unknown() {
        assert!(*child(None, "kl").unwrap().cpr() == CprAnswer::NotGiven);
        assert!(*child(Some(" "), "kl").unwrap().cpr() == CprAnswer::NotGiven);
        assert!(*child(Some("Ukendt"), "kl").unwrap().cpr() == CprAnswer::Unknown);
        assert_eq!(
            child(Some("0101120000"), "kl").unwrap().cpr().expose(),
            Some("010112-0000")
        );
        assert!(child(Some("det ved vi ikke"), "kl").is_err());
    }

    #[test]
    fn a_language_is_a_code_in_lower_case() {
        assert_eq!(child(None, " KL ").unwrap().language().code(), "kl");
        for language in ["", "k", "grønlandsk", "k1", "kala"] {
            assert!(child(None, language).is_err(), "{language}");
        }
    }

    #[test]
    fn no_part_of_a_child_is_printed_by_debug() {
        let child = child(Some("010112-0000"), "kl").unwrap();
        assert_eq!(format!("{child:?} {:?}", child.cpr()), "[sealed] [sealed]");
    }
}
