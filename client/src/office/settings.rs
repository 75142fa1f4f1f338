//! How somebody at this device wants to be spoken to: settings of the profile, which nobody else
//! hears of.

use stafet_shared::words::Language;

use super::{Office, OfficeError, Reader, values};
use crate::store::Store;

/// What can be turned off, and is on until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Single keys lead somewhere on the profile's page.
    Keys,
    /// The desktop is told of what has come and what is late.
    Notices,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// It is.
    On,
    /// It is not.
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
/// What is kept of what is turned off.
const OFF: &[u8] = b"off";

impl Setting {
    /// The value of the profile that keeps it.
    const fn name(self) -> &'static str {
        match self {
            Self::Keys => values::KEYS,
            Self::Notices => values::NOTICES,
        }
    }
}

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

    /// Turns something on or off.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn turn(&mut self, setting: Setting, switch: Switch) -> Result<(), OfficeError> {
        self.decide(|office| match switch {
            Switch::Off => office.set(setting.name(), OFF.to_vec()),
            Switch::On if office.reader().is_on(setting) => Ok(()),
            Switch::On => office.unset(setting.name()),
        })
        .await
    }

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

    /// Whether something is on.
    #[must_use]
    pub fn is_on(self, setting: Setting) -> bool {
        self.view.value(setting.name()) != Some(OFF)
    }
}
