//! The command line's words in another language than that of its definitions, which is English.

use i18n_embed::{LanguageLoader as _, fluent::FluentLanguageLoader};

use super::{Language, TextError, assets};

/// The texts' name among the files of a language.
const DOMAIN: &str = "stafet_help";
/// The message whose attributes are arguments that mean the same in every command.
const ANY: &str = "any";

/// What commands and their arguments are for, and what is said about a wrong command line.
#[derive(Debug)]
pub struct HelpTexts {
    language: Language,
    loader: FluentLanguageLoader,
}

impl HelpTexts {
    /// The words in `language`; none in the language of the definitions.
    ///
    /// # Errors
    /// When the texts that were built into the program cannot be read: the program is broken.
    pub fn new(language: Language) -> Result<Option<Self>, TextError> {
        if language == Language::English {
            return Ok(None);
        }
        let code: i18n_embed::unic_langid::LanguageIdentifier =
            language.code().parse().map_err(|_| TextError::Code)?;
        let loader = FluentLanguageLoader::new(DOMAIN, code.clone());
        loader.load_languages(&assets::Localizations, &[code])?;
        loader.set_use_isolating(false);
        Ok(Some(Self { language, loader }))
    }

    /// The language in which they are.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What a command is for, by its path such as `admin-invite`.
    #[must_use]
    pub fn command(&self, path: &str) -> Option<String> {
        self.loader.has(path).then(|| self.loader.get(path))
    }

    /// What an argument of a command is for, or what stands below the command's help.
    #[must_use]
    pub fn argument(&self, path: &str, name: &str) -> Option<String> {
        let of = [path, ANY];
        let message = of.into_iter().find(|it| self.loader.has_attr(it, name))?;
        Some(self.loader.get_attr(message, name))
    }

    /// A sentence about a wrong command line.
    #[must_use]
    pub fn sentence(&self, key: &str, variables: &[(&'static str, String)]) -> String {
        let variables = variables.iter();
        let variables = variables.map(|(name, value)| (*name, value.as_str().into()));
        self.loader.get_args_concrete(key, variables.collect())
    }
}
