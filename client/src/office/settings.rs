//! How somebody at this device wants to be spoken to: settings of the profile, which nobody else
//! hears of.

use stafet_shared::words::Language;

use super::{Office, OfficeError, Reader, values};
use crate::store::Store;

/// Whether single keys lead somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// They do.
    On,
    /// They do not.
    Off,
}

/// What stands in lists for the name of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Nothing, until names are asked for.
    Hidden,
    /// Initials.
    Initials,
}

/// What is kept where lists show initials.
const INITIALS: &[u8] = b"initials";
/// What is kept where single keys lead nowhere.
const OFF: &[u8] = b"off";

impl<S: Store> Office<S> {
    /// From now on the profile's page speaks this language.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn speak(&mut self, language: Language) -> Result<(), OfficeError> {
        let code = language.code().as_bytes().to_vec();
        self.decide(|office| office.set(values::LANGUAGE, code.clone()))
            .await
    }

    /// From now on single keys lead somewhere on the profile's page, or do not.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn use_keys(&mut self, keys: Keys) -> Result<(), OfficeError> {
        self.decide(|office| match keys {
            Keys::Off => office.set(values::KEYS, OFF.to_vec()),
            Keys::On if office.reader().keys() == Keys::On => Ok(()),
            Keys::On => office.unset(values::KEYS),
        })
        .await
    }
}

impl<S: Store> Office<S> {
    /// From now on lists on the profile's page show this for the name of a child.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn show_in_lists(&mut self, names: Names) -> Result<(), OfficeError> {
        self.decide(|office| match names {
            Names::Initials => office.set(values::NAMES, INITIALS.to_vec()),
            Names::Hidden if office.reader().names() == Names::Hidden => Ok(()),
            Names::Hidden => office.unset(values::NAMES),
        })
        .await
    }
}

impl Reader<'_> {
    /// What lists on the profile's page show for the name of a child.
    #[must_use]
    pub fn names(self) -> Names {
        match self.view.value(values::NAMES) {
            Some(INITIALS) => Names::Initials,
            Some(_) | None => Names::Hidden,
        }
    }

    /// The language in which the profile's page speaks, if somebody has chosen one.
    #[must_use]
    pub fn language(self) -> Option<Language> {
        let code = self.view.value(values::LANGUAGE)?;
        Language::from_code(std::str::from_utf8(code).ok()?)
    }

    /// Whether single keys lead somewhere on the profile's page.
    #[must_use]
    pub fn keys(self) -> Keys {
        match self.view.value(values::KEYS) {
            Some(OFF) => Keys::Off,
            Some(_) | None => Keys::On,
        }
    }
}
