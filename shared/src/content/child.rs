//! The child that a document is about.

use super::answer::Written;
use super::cpr::CprAnswer;
use super::fault::Flaw;
use super::field::Value;
use super::form::{Form as _, Shape};
use super::said::said;
use super::text::Line;

/// Longest name of a child, in characters.
pub const CHILD_NAME_CHARS_MAX: usize = 150;
/// Longest text about where the child lives, in characters.
pub const LIVES_WITH_CHARS_MAX: usize = 200;

form! {
    /// A child.
    Child (said("Barn", "Child")), RawChild in "child." {
        name: Line[CHILD_NAME_CHARS_MAX] {
            da "Barn": "Barnets navn";
            en "Child": "The child's name";
        }
        cpr: CprAnswer {
            da "CPR-nummer": "Barnets CPR-nummer, eller ukendt";
            en "CPR number": "The child's CPR number, or unknown";
        }
        language: Language {
            da "Sprog": "Koden for det sprog, barnet taler: kl eller da";
            en "Language": "The code of the language that the child speaks: kl or da";
        }
        lives_with: Option<Line>[LIVES_WITH_CHARS_MAX] {
            da "Bor hos": "Hvor barnet bor";
            en "Lives with": "Where the child lives, if that is said";
        }
    }
}

section!(Child, RawChild, () {
    shape: |()| Shape::Section(Child::blanks()),
    read: |raw, (), faults| Child::read(raw, faults),
    value: value,
});

fn value(child: &Child) -> Value<'_> {
    Value::Section(child.answered().fields)
}

/// An ISO 639 code of two or three letters, in lower case: `kl` (or `kal`) is Greenlandic.
#[derive(Clone, PartialEq, Eq)]
pub struct Language(String);

sealed_debug!(Language);

impl Language {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl Written for Language {
    type Limit = ();
    type Shown<'a> = &'a Self;

    fn shape((): ()) -> Shape {
        Shape::Language
    }

    fn written(raw: Option<String>, (): ()) -> Result<Option<Self>, Flaw> {
        let code = raw.unwrap_or_default().trim().to_ascii_lowercase();
        if code.is_empty() {
            Ok(None)
        } else if matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            Ok(Some(Self(code)))
        } else {
            Err(Flaw::NotALanguage)
        }
    }

    fn shown(&self) -> &Self {
        self
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.code())
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
